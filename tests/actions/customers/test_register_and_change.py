"""Entering and changing a customer: what is kept, what is refused, what is written down."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from regulars.actions.customers.change import ChangedMeanwhile, change_customer
from regulars.actions.customers.lines import CustomerLines, Nameless, NumberTaken
from regulars.actions.customers.register import register_customer
from regulars.kernel.actor import Forbidden
from regulars.queries.customer_filters import CustomerFilters
from regulars.queries.customer_search import customer_search
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.customers import Customer, CustomerPicture, CustomerTag, Tag
from regulars.records.staff import StaffMember
from tests import make
from tests.cast import acting
from tests.make import NOW

LATER = NOW + timedelta(hours=1)


def register(member: StaffMember, tags: tuple[str, ...] = (), **lines: Any) -> Customer:
    id_ = register_customer(
        business=member.business, lines=CustomerLines(**lines), tags=tags, actor=acting(member),
        at=NOW,
    )  # fmt: skip
    return Customer.objects.get(id=id_)


def change(
    member: StaffMember, customer: Customer, *, tags: tuple[str, ...] = (), **more: Any
) -> None:
    given = {name: getattr(customer, name) for name in CustomerLines.__dataclass_fields__} | {
        key: more.pop(key) for key in list(more) if key in CustomerLines.__dataclass_fields__
    }
    change_customer(
        business=member.business, customer_id=customer.id, lines=CustomerLines(**given), tags=tags,
        version=more.pop("version", customer.changed_at), actor=acting(member), at=LATER, **more,
    )  # fmt: skip
    customer.refresh_from_db()


def found(business: Business, text: str) -> list[str]:
    listing = customer_search(
        business=business, country="CH", filters=CustomerFilters(text=text), at=NOW,
        with_contact_data=True,
    )  # fmt: skip
    return [line.name for line in listing.lines]


def tags_of(customer: Customer) -> list[str]:
    links = CustomerTag.objects.filter(customer=customer).order_by("id")
    return [link.tag.name for link in links.select_related("tag")]


def test_a_name_is_enough_and_the_customer_is_found_at_once(nadia: StaffMember) -> None:
    customer = register(nadia, first_name="Gosia")

    assert customer.created_at == NOW
    assert found(nadia.business, "gosja") == ["Gosia"]


def test_nobody_without_a_name(nadia: StaffMember) -> None:
    with pytest.raises(Nameless):
        register(nadia, email="gosia@example.ch", phone="+41794120836")

    assert not Customer.objects.exists()


def test_each_line_remembers_where_it_came_from(nadia: StaffMember) -> None:
    customer = register(nadia, first_name="Gosia", phone="+41794120836")

    assert customer.origins["phone"] == {"kind": "staff", "id": nadia.id, "at": NOW.isoformat()}
    assert set(customer.origins) == {"first_name", "phone"}


def test_a_changed_line_gets_a_new_origin_and_an_emptied_one_loses_it(
    nadia: StaffMember, runa: StaffMember
) -> None:
    customer = register(nadia, first_name="Gosia", phone="+41794120836", email="g@example.ch")

    change(runa, customer, phone="+41442713390", email="")

    assert customer.origins["phone"]["id"] == runa.id
    assert "email" not in customer.origins
    assert customer.origins["first_name"]["id"] == nadia.id


def test_a_new_name_is_found_and_the_old_one_is_not(nadia: StaffMember) -> None:
    customer = register(nadia, first_name="Gosia", last_name="Nowak", email="g@example.ch")

    change(nadia, customer, last_name="Wójcik", email="w@example.ch")

    assert found(nadia.business, "wojcik") == ["Gosia Wójcik"]
    assert found(nadia.business, "nowak") == []
    assert found(nadia.business, "w@ex") == ["Gosia Wójcik"]
    assert customer.changed_at == LATER


def test_the_trail_keeps_what_was_and_what_is(nadia: StaffMember) -> None:
    customer = register(nadia, first_name="Gosia", birthday=date(1991, 2, 14))
    change(nadia, customer, birthday=date(1991, 2, 15), city="Zürich", tags=("VIP",))

    made, changed = AuditEntry.objects.filter(customer_id=customer.id).order_by("id")

    assert (made.verb, made.changes["first_name"]) == ("customer.registered", ["", "Gosia"])
    assert (changed.verb, changed.actor_id, changed.at) == ("customer.changed", nadia.id, LATER)
    assert changed.changes == {
        "birthday": ["1991-02-14", "1991-02-15"],
        "city": ["", "Zürich"],
        "tags": ["", "VIP"],
    }


def test_saving_without_a_change_writes_nothing_down(nadia: StaffMember) -> None:
    customer = register(nadia, ("Regular",), first_name="Gosia")

    change(nadia, customer, tags=("regular",))

    assert customer.changed_at == NOW
    assert AuditEntry.objects.filter(verb="customer.changed").count() == 0


def test_a_form_that_is_out_of_date_is_refused(nadia: StaffMember, mueller: Customer) -> None:
    opened_at = mueller.changed_at
    change(nadia, mueller, city="Zürich")

    with pytest.raises(ChangedMeanwhile):
        change(nadia, mueller, city="Bern", version=opened_at)

    mueller.refresh_from_db()
    assert mueller.city == "Zürich"


def test_a_customer_number_belongs_to_one(nadia: StaffMember) -> None:
    register(nadia, first_name="Gosia", number="7")

    with pytest.raises(NumberTaken) as refusal:
        register(nadia, first_name="Bo", number="7")

    assert "Gosia" in str(refusal.value)
    assert register(nadia, first_name="Bo", number="8").number == "8"


def test_a_family_shares_address_and_phone(nadia: StaffMember) -> None:
    shared = {"email": "family@example.ch", "phone": "+41442713390"}

    register(nadia, first_name="Anna", **shared)
    register(nadia, first_name="Ben", **shared)

    assert Customer.objects.filter(phone="+41442713390").count() == 2


def test_one_tag_however_it_is_written(nadia: StaffMember) -> None:
    first = register(nadia, ("VIP", "Regular"), first_name="Anna")
    second = register(nadia, ("vip", "🔥"), first_name="Ben")

    assert (tags_of(first), tags_of(second)) == (["VIP", "Regular"], ["VIP", "🔥"])
    assert Tag.objects.count() == 3

    change(nadia, first, tags=("Regular", "New"))
    assert tags_of(first) == ["Regular", "New"]


def test_a_picture_is_kept_replaced_and_taken_away(nadia: StaffMember) -> None:
    customer = register(nadia, first_name="Anna")

    change(nadia, customer, picture=b"one")
    first = CustomerPicture.objects.get(customer=customer).digest
    change(nadia, customer, picture=None, city="Bern")
    assert CustomerPicture.objects.get(customer=customer).digest == first
    change(nadia, customer, picture=b"two")
    assert CustomerPicture.objects.get(customer=customer).digest != first
    change(nadia, customer, picture=b"")
    assert not CustomerPicture.objects.exists()

    changes = [
        entry.changes for entry in AuditEntry.objects.filter(verb="customer.changed").order_by("id")
    ]
    assert changes[0] == {"picture": ["", first]}


def test_a_role_without_the_right_is_refused(jonas: StaffMember, mueller: Customer) -> None:
    with pytest.raises(Forbidden):
        register(jonas, first_name="Bo")
    with pytest.raises(Forbidden):
        change(jonas, mueller, city="Bern")


def test_another_business_is_refused_and_its_customer_unknown(
    celine: StaffMember, mueller: Customer
) -> None:
    with pytest.raises(Forbidden):
        register_customer(
            business=mueller.business,
            lines=CustomerLines(first_name="X"),
            actor=acting(celine),
            at=NOW,
        )
    with pytest.raises(Customer.DoesNotExist):
        change(celine, mueller, city="Lyon")


def test_the_standing_survives_a_change(nadia: StaffMember, mueller: Customer) -> None:
    make.appointment(mueller, nadia, NOW + timedelta(days=3))
    mueller.refresh_from_db()

    change(nadia, mueller, city="Bern")

    assert mueller.strokes == ":"
    assert mueller.latest_active_at == NOW + timedelta(days=3)
