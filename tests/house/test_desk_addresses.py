"""Every address of the desk: for whom it opens, and for whom it does not exist."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.views import View

from regulars.faces.api.reading import READINGS
from regulars.faces.api.writing import WRITINGS
from regulars.faces.desk.entrance import DeskView
from regulars.records.businesses import Business
from regulars.records.customers import CustomerPicture
from regulars.records.group_sessions import WaitingPlace
from regulars.records.staff import StaffMember
from regulars.records.tokens import ApiToken
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Permission, Role
from tests import make
from tests.make import NOW

SignIn = Callable[[StaffMember], Client]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000100ffff03000006000557bfabd40000000049454e44ae426082"
)
# Not the id of a row: what else stands in an address.
OTHERS = {"digest": "abc", "year": "all", "day": "2026-11-23"}
ENTRIES = {"appointment": "appointment_id", "block": "block_id", "group": "session_id"}
# What a mistyped or malicious address may carry: none of it may break a page.
ODD = (
    "?q=%00&page=-1&sort=;drop&year=abc&after=zzz&tag=999999999999999999999&upcoming=perhaps"
    "&status=nonsense&kind=nonsense&cursor=%FF%FE&view=nonsense&before=0&show=x"
)


@dataclass(frozen=True)
class Address:
    """One address of the desk with its view."""

    name: str
    view: type[View]
    parts: tuple[str, ...]

    @property
    def ids(self) -> list[str]:
        return [self._row(part) for part in self.parts if part.endswith("_id")]

    def of(self, slug: str, ids: dict[str, int]) -> str:
        values: dict[str, object] = {"business": slug}
        for part in self.parts:
            values[part] = ids[self._row(part)] if part.endswith("_id") else OTHERS[part]
        return reverse(f"desk:{self.name}", kwargs=values)

    def _row(self, part: str) -> str:
        """What moves on the calendar is an entry there, and a row of its own kind here."""
        return ENTRIES[self.name.split("-")[0]] if part == "entry_id" else part


def patterns(
    within: URLResolver, parts: tuple[str, ...] = ()
) -> Iterator[tuple[URLPattern, tuple[str, ...]]]:
    for entry in within.url_patterns:
        found = (*parts, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, found)
        else:
            yield entry, found


ADDRESSES = [
    Address(entry.name, entry.callback.view_class, tuple(p for p in parts if p != "business"))
    for entry, parts in patterns(get_resolver())
    if "business" in parts
]
ALL = pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)


def furnished(business: Business, member: StaffMember) -> dict[str, int]:
    """A business with one row of each kind, by the names that addresses give their ids."""
    service = make.service(business, capacity=6)
    customer = make.customer(business, "Jürg", "Müller", phone="+41442713390")
    project = make.project(customer)
    make.alert(customer, "Latex allergy")
    make.appointment(customer, member, NOW + timedelta(days=3), project=project, service=service)
    make.appointment(customer, member, NOW - timedelta(days=30), status=Status.NO_SHOW)
    appointment = make.appointment(
        customer, member, NOW - timedelta(days=60), status=Status.CANCELLED_TOO_LATE,
        project=project, service=service, notice_minutes=60, cancelled_by="customer",
    )  # fmt: skip
    session = make.group_session(service, member, NOW - timedelta(days=9))
    registration = make.registration(session, customer)
    waiting = WaitingPlace.objects.create(
        business=business, group_session=session, customer=make.customer(business, "Wu"),
        rank=1, created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    make.ledger_line(customer, 15000)
    field = make.field(business, "Allergies")
    make.answer(customer, field, "Latex")
    CustomerPicture.objects.create(
        business=business, customer=customer, image=PNG, digest="abc", changed_at=NOW
    )
    token = ApiToken.objects.create(
        business=business, name="Website", start="regulars_", digest=business.slug,
        scopes="customers:read", created_at=NOW,
    )  # fmt: skip
    return {
        "customer_id": customer.id,
        "project_id": project.id,
        "appointment_id": appointment.id,
        "note_id": make.note(customer, "Prefers mornings.", member).id,
        "alert_id": make.alert(customer, "Prepay only").id,
        "field_id": field.id,
        "service_id": service.id,
        "session_id": session.id,
        "group_session_id": session.id,
        "registration_id": registration.id,
        "waiting_id": waiting.id,
        "block_id": make.block(member, NOW + timedelta(days=2)).id,
        "room_id": make.room(business).id,
        "staff_member_id": make.staff(business, "Kim").id,
        "token_id": token.id,
    }


@pytest.fixture
def ids(runa: StaffMember) -> dict[str, int]:
    """The rows of Nordlicht."""
    return furnished(runa.business, runa)


def test_the_desk_has_its_addresses():
    assert {"customers", "customer", "appointment", "questions"} <= {a.name for a in ADDRESSES}


@ALL
def test_an_address_names_the_permission_it_needs(address):
    assert issubclass(address.view, DeskView)
    assert address.view.permission in Permission


def test_a_view_that_names_no_permission_cannot_be_written():
    with pytest.raises(TypeError, match="names no permission"):
        type("Careless", (DeskView,), {})


def test_no_address_of_a_business_lies_outside_the_desk():
    for entry, parts in patterns(get_resolver()):
        # A token opens one business, so the API's addresses need not name it.
        is_known = "business" in parts or entry.name in READINGS or entry.name in WRITINGS
        assert is_known or not any(part.endswith("_id") for part in parts), entry


def test_the_owner_of_another_business_finds_nothing_at_any_address(ids, celine, signed_in):
    stranger = signed_in(celine)
    for address in ADDRESSES:
        for ask in (stranger.get, stranger.post):
            assert ask(address.of("nordlicht", ids)).status_code == 404, address.name


def test_the_rows_of_another_business_do_not_exist_at_ones_own_addresses(ids, celine, signed_in):
    own = furnished(celine.business, celine)
    stranger = signed_in(celine)
    for address in ADDRESSES:
        for foreign in address.ids:
            there = address.of("lumiere", own | {foreign: ids[foreign]})
            for method in ("get", "post"):
                if hasattr(address.view, method):
                    answer = getattr(stranger, method)(there, follow=method == "get")
                    assert answer.status_code == 404, (method, there)
                    assert "Müller" not in answer.text


def test_who_is_not_signed_in_is_asked_to_and_comes_back(ids, client):
    for address in ADDRESSES:
        there = address.of("nordlicht", ids)
        for ask in (client.get, client.post):
            answer = ask(there)
            assert answer.status_code == 302, there
            assert answer["Location"].startswith("/account/login/?next=/at/nordlicht/"), there


def test_a_part_of_a_page_is_never_replaced_by_the_sign_in(ids, client):
    """Where the web session has ended, htmx loads the sign-in as a page."""
    address = reverse("desk:customers", kwargs={"business": "nordlicht"})
    answer = client.get(
        address,
        headers={
            "HX-Request": "true",
            "HX-Current-URL": "http://testserver/at/nordlicht/customers/?q=ju",
        },
    )

    assert answer.headers["HX-Redirect"] == (
        "/account/login/?next=/at/nordlicht/customers/%3Fq%3Dju"
    )
    assert not answer.content


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_page_opens_for_the_owner_in_every_language(ids, runa, signed_in, language):
    runa.account.language = language
    runa.account.save()
    owner = signed_in(runa)
    for address in ADDRESSES:
        if hasattr(address.view, "get"):
            there = address.of("nordlicht", ids)
            answer = owner.get(there)
            assert answer.status_code in (200, 302), there
            assert answer["Content-Language"] == language


def test_every_part_of_a_page_opens_as_htmx_asks_for_it(ids, runa, signed_in):
    owner = signed_in(runa)
    for address in ADDRESSES:
        if hasattr(address.view, "get"):
            there = address.of("nordlicht", ids)
            answer = owner.get(there, headers={"HX-Request": "true"})
            assert answer.status_code in (200, 204, 302), there


@pytest.mark.parametrize("role", list(Role))
def test_a_role_sees_a_page_or_is_told_no(ids, runa, signed_in, role):
    person = make.staff(runa.business, "Sam", role, account=make.account("sam@nordlicht.example"))
    client = signed_in(person)
    for address in ADDRESSES:
        there = address.of("nordlicht", ids)
        if hasattr(address.view, "get"):
            status = client.get(there).status_code
            forbidden = status == 403
            assert status in (200, 302, 403), there
            assert not (role is Role.OWNER and forbidden), there


def test_no_odd_question_breaks_a_page(ids, runa, signed_in):
    owner = signed_in(runa)
    for address in ADDRESSES:
        if hasattr(address.view, "get"):
            there = address.of("nordlicht", ids) + ODD
            assert owner.get(there).status_code in (200, 302, 404), there


@pytest.mark.parametrize("row", [0, 10**9, 2**63, 10**30])
def test_a_number_that_is_no_row_is_not_found(ids, runa, signed_in, row):
    owner = signed_in(runa)
    for address in ADDRESSES:
        for part in address.ids:
            there = address.of("nordlicht", ids | {part: row})
            for method in ("get", "post"):
                if hasattr(address.view, method):
                    answer = getattr(owner, method)(there, follow=method == "get")
                    assert answer.status_code == 404, (method, there)


def test_an_empty_form_breaks_nothing(ids, runa, signed_in):
    owner = signed_in(runa)
    for address in ADDRESSES:
        if hasattr(address.view, "post"):
            there = address.of("nordlicht", ids)
            for headers in ({}, {"HX-Request": "true"}):
                answer = owner.post(there, headers=headers)
                assert answer.status_code < 500, there


@pytest.mark.parametrize("junk", ["\x00", "x" * 20_000, "'; DROP TABLE x; --", "٣", "-1", "NaN"])
def test_no_nonsense_in_a_form_breaks_a_page(ids, runa, signed_in, junk):
    owner = signed_in(runa)
    names = (
        *("name", "first_name", "last_name", "nickname", "company", "email", "phone", "birthday"),
        *("born_on", "language", "title", "detail", "body", "label", "help_text", "kind"),
        *("options", "position", "starts", "place", "price", "amount", "method", "reason", "who"),
        *("cancelled_by", "told_at", "told_on", "follow_up_on", "answer", "value", "project"),
        *("service", "staff_member", "status", "number", "tags", "archived", "move", "at", "notes"),
        *("scopes", "last_day", "opened", "day", "start", "until", "minutes", "staff", "room"),
        *("customer", "version", "capacity", "repeat", "first_on", "last_on", "weekdays", "tip"),
        *("deposit", "move_to", "by", "told_time", "weeks", "hue", "role", "duration_minutes"),
    )
    for address in ADDRESSES:
        if hasattr(address.view, "post"):
            there = address.of("nordlicht", ids)
            answer = owner.post(there, dict.fromkeys(names, junk))
            assert answer.status_code < 500, there
