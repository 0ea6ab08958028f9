"""The list of customers on the screen: words, filters, parts, without scripts, and strangers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from regulars.records.businesses import Business
from regulars.records.customers import Customer, CustomerPicture
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make

SignIn = Callable[[StaffMember], Client]
LIST = "/at/nordlicht/customers/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(signed_in: SignIn, nadia: StaffMember) -> Client:
    """Nadia's browser."""
    return signed_in(nadia)


def text_of(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_a_line_says_who_when_and_how_reliable(
    desk: Client, runa: StaffMember, mueller: Customer
) -> None:
    today = timezone.now()
    make.appointment(mueller, runa, today - timedelta(days=21), status=Status.COMPLETED)
    make.appointment(mueller, runa, today - timedelta(days=14), status=Status.NO_SHOW)
    make.appointment(mueller, runa, today + timedelta(days=30))
    make.alert(mueller, "Latex allergy")

    page = text_of(desk.get(LIST))

    for words in (
        "Jürg Müller", "044 271 33 90", "juerg.mueller@example.ch", "3 weeks ago", "Runa Brandt",
        "Alert: Latex allergy", "1 no show", "1–1 of 1", "More for Jürg Müller",
    ):  # fmt: skip
        assert words in page


def test_who_may_not_see_contact_data_neither_sees_nor_finds_it(
    signed_in: SignIn, jonas: StaffMember, mueller: Customer
) -> None:
    desk = signed_in(jonas)

    for address in (LIST, f"{LIST}?open={mueller.id}", f"{LIST}{mueller.id}/unfolded/"):
        page = text_of(desk.get(address))
        assert "Open customer" in page or "Müller" in page
        assert "271" not in page
        assert "example.ch" not in page
    assert "Nobody by that name" in text_of(desk.get(LIST, {"q": "3390"}))
    assert "New customer" not in text_of(desk.get(LIST))


def test_an_empty_book_invites_to_begin(desk: Client) -> None:
    page = text_of(desk.get(LIST))

    assert "Your book is open, and still empty" in page
    assert "Add a customer" in page
    assert "Import" not in page


def test_hits_are_marked_and_nobody_found_can_be_created(desk: Client, mueller: Customer) -> None:
    assert "<mark>Müll</mark>er" in text_of(desk.get(LIST, {"q": "mull"}))
    assert "<mark>33 90</mark>" in text_of(desk.get(LIST, {"q": "3390"}))

    page = text_of(desk.get(LIST, {"q": "Bo Li"}))
    assert "Create “Bo Li”" in page
    assert "customers/new/?name=Bo+Li" in page


def test_htmx_gets_the_changed_parts_and_the_address(desk: Client, mueller: Customer) -> None:
    answer = desk.get(LIST, {"q": "mull", "upcoming": "", "show": "", "sort": "seen"}, headers=HTMX | {"HX-Trigger-Name": "q"})  # fmt: skip

    assert answer.headers["HX-Replace-Url"] == f"{LIST}?q=mull"
    assert "HX-Request" in answer.headers["Vary"]
    assert "<html" not in text_of(answer)
    assert 'id="customers"' in text_of(answer)

    answer = desk.get(LIST, {"show": "archived"}, headers=HTMX | {"HX-Trigger-Name": "show"})
    assert answer.headers["HX-Push-Url"] == f"{LIST}?show=archived"
    assert "No customer is like that" in text_of(answer)


def test_going_back_in_the_browser_loads_the_whole_page(desk: Client, mueller: Customer) -> None:
    answer = desk.get(LIST, headers=HTMX | {"HX-History-Restore-Request": "true"})

    assert "<html" in text_of(answer)


def test_of_two_contradicting_filters_the_one_touched_last_is_meant(
    desk: Client, mueller: Customer
) -> None:
    both = {"upcoming": "yes", "show": "none-upcoming"}

    answer = desk.get(LIST, both, headers=HTMX | {"HX-Trigger-Name": "upcoming"})
    assert answer.headers["HX-Push-Url"] == f"{LIST}?upcoming=yes"
    answer = desk.get(LIST, both, headers=HTMX | {"HX-Trigger-Name": "show"})
    assert answer.headers["HX-Push-Url"] == f"{LIST}?show=none-upcoming"


def test_without_scripts_a_link_unfolds_and_another_folds(desk: Client, mueller: Customer) -> None:
    make.note(mueller, "Oat flat white.", is_pinned=True)
    Customer.objects.update(street="Langstrasse 117", city="Zürich")

    closed = text_of(desk.get(LIST, {"q": "müller"}))
    assert f'href="{LIST}?q=m%C3%BCller&amp;open={mueller.id}#customer-{mueller.id}"' in closed
    assert "Langstrasse" not in closed

    page = text_of(desk.get(LIST, {"q": "müller", "open": mueller.id}))
    assert "Langstrasse 117, Zürich" in page
    assert "Oat flat white." in page
    assert 'aria-expanded="true"' in page
    assert "Collapse all" in page


def test_the_arrow_fetches_everything_about_one(
    desk: Client, mueller: Customer, runa: StaffMember
) -> None:
    project = make.project(mueller, "Botanical sleeve")
    visit = make.appointment(mueller, runa, timezone.now() - timedelta(days=9), status=Status.COMPLETED, project=project)  # fmt: skip

    page = text_of(desk.get(f"{LIST}{mueller.id}/unfolded/", headers=HTMX))

    assert "<html" not in page
    assert "Botanical sleeve" in page
    assert f'<a class="edit" href="/at/nordlicht/appointments/{visit.id}/">Edit' in page
    assert "Open customer" in page


@pytest.mark.parametrize(
    "back", ["foo", "?sort=name", "a b", f"{LIST}\nX-Evil: 1", f"{LIST}?q=Müller"]
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_whatever_address_to_go_back_to_is_answered(
    desk: Client, mueller: Customer, back: str, headers: dict[str, str]
) -> None:
    answer = desk.post(
        f"{LIST}{mueller.id}/archival/", {"undo": "1", "back": back}, headers=headers
    )

    there = answer.headers["HX-Redirect" if headers else "Location"]
    assert there.startswith(LIST)
    assert there.isascii()


def test_archived_from_the_menu_and_brought_back(desk: Client, mueller: Customer) -> None:
    address = f"{LIST}{mueller.id}/archival/"

    answer = desk.post(address, {"back": f"{LIST}?sort=name"}, follow=True)
    assert answer.redirect_chain == [(f"{LIST}?sort=name", 302)]
    assert "Jürg Müller is archived." in text_of(answer)
    assert "Bring back" in text_of(desk.get(LIST, {"show": "archived"}))

    answer = desk.post(address, {"undo": "1", "back": "https://evil.example/"}, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "Jürg Müller is back in the book." in text_of(answer)

    answer = desk.post(address, headers=HTMX)
    assert "Undo" in text_of(answer)
    assert "<html" not in text_of(answer)


@pytest.mark.parametrize(
    "query",
    [
        "q=%F0%9F%94%A5", "q=" + "a" * 10_000, "q=%25", "q=_", "q=%00", "q=%E2%80%AEabc", "q=%FF%FE",
        "q=%ED%A0%80", "page=x", "page=%00", "sort=x", "show=x", "tag=x", "tag=%C2%B2", "tag=-1",
        "tag=99999999999999999999999", "tag=9223372036854775808", "open=x", "open=0", "open=999", "upcoming=no",
        "tag=1&tag=2&tag=3&tag=4&tag=5&tag=6&tag=7", "q=a&page=WzFd&sort=next&open=",
    ],
)  # fmt: skip
def test_any_address_is_answered(desk: Client, mueller: Customer, query: str) -> None:
    assert desk.get(f"{LIST}?{query}").status_code == 200


def test_a_picture_is_served_by_its_digest_and_kept_by_the_browser(
    desk: Client, mueller: Customer, nordlicht: Business
) -> None:
    CustomerPicture.objects.create(
        business=nordlicht, customer=mueller, image=b"webp", digest="abc", changed_at=make.NOW
    )

    answer = desk.get(f"{LIST}{mueller.id}/picture/abc/")

    assert (answer.content, answer.headers["Content-Type"]) == (b"webp", "image/webp")
    assert "private" in answer.headers["Cache-Control"]
    assert f"{LIST}{mueller.id}/picture/abc/" in text_of(desk.get(LIST))
    assert desk.get(f"{LIST}{mueller.id}/picture/old/").status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""), ("get", "new/"), ("get", "likely-duplicates/"), ("get", "{id}/edit/"),
        ("post", "new/"), ("post", "{id}/edit/"), ("get", "{id}/unfolded/"),
        ("post", "{id}/archival/"), ("get", "{id}/picture/abc/"),
    ],
)  # fmt: skip
def test_a_stranger_meets_404_everywhere(
    signed_in: SignIn, celine: StaffMember, mueller: Customer, method: str, path: str
) -> None:
    make.customer(celine.business, "Odile")
    path = path.format(id=mueller.id)
    stranger = signed_in(celine)

    assert getattr(stranger, method)(f"{LIST}{path}").status_code == 404
    # Through her own door she does not meet him either.
    if str(mueller.id) in path:
        own = f"/at/lumiere/customers/{path}"
        assert getattr(stranger, method)(own).status_code == 404


def test_nobody_gets_in_without_signing_in(client: Client, mueller: Customer) -> None:
    assert client.get(LIST).status_code == 302
    assert client.post(f"{LIST}{mueller.id}/archival/").status_code == 302
