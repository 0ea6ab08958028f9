"""The list: order, pages, filters, and a fixed number of statements."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F

from regulars.queries import customer_list as module
from regulars.queries.customer_cursor import Cursor
from regulars.queries.customer_filters import CustomerFilters, Order, Show
from regulars.queries.customer_list import Listing, customer_list
from regulars.records.businesses import Business
from regulars.records.customers import Alert, Customer, CustomerTag, Tag
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.counting import counted
from tests.make import NOW

DAY = timedelta(days=1)


def listed(business: Business, page: str = "", **filters: object) -> Listing:
    return customer_list(
        business=business,
        filters=CustomerFilters(**filters),  # type: ignore[arg-type]
        page=page,
        at=NOW,
        with_contact_data=True,
        limit=module.PAGE,
    )


def names(listing: Listing) -> list[str]:
    return [line.name for line in listing.lines]


def tagged(customer: Customer, name: str) -> Tag:
    tag, _ = Tag.objects.get_or_create(
        business=customer.business, key=name.casefold(), defaults={"name": name}
    )
    CustomerTag.objects.create(business=customer.business, customer=customer, tag=tag)
    return tag


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 3)


def test_the_last_seen_come_first_and_the_never_seen_last(
    nordlicht: Business, runa: StaffMember
) -> None:
    never = make.customer(nordlicht, "Never")
    early = make.customer(nordlicht, "Early")
    late = make.customer(nordlicht, "Late")
    make.appointment(early, runa, NOW - 30 * DAY, status=Status.COMPLETED)
    make.appointment(late, runa, NOW - DAY, status=Status.COMPLETED)

    assert names(listed(nordlicht)) == [late.name, early.name, never.name]


def test_a_line_tells_what_the_row_shows(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, NOW - 20 * DAY, status=Status.COMPLETED)
    make.appointment(mueller, runa, NOW - 10 * DAY, status=Status.NO_SHOW)
    make.appointment(mueller, runa, NOW - 9 * DAY, status=Status.CANCELLED_TOO_LATE)
    make.appointment(mueller, runa, NOW + 9 * DAY)
    make.appointment(mueller, runa, NOW + 5 * DAY)
    tagged(mueller, "Regular")
    Alert.objects.create(
        business=nordlicht, customer=mueller, title="Latex allergy", created_at=NOW
    )

    (line,) = listed(nordlicht).lines

    assert line.name == "Jürg Müller"
    assert (line.phone, line.email) == ("+41442713390", "juerg.mueller@example.ch")
    assert (line.tags, line.alerts) == (("Regular",), ("Latex allergy",))
    assert line.last_visit_at == NOW - 20 * DAY
    assert line.next is not None
    assert (line.next.starts_at, line.next.staff_name) == (NOW + 5 * DAY, "Runa Brandt")
    assert (line.strokes, line.earlier) == ("|x\\::", 0)
    assert (line.no_shows, line.late_cancellations) == (1, 1)


def test_a_customer_known_by_number_alone_is_listed_by_it(nordlicht: Business) -> None:
    make.customer(nordlicht, number="WONM02")

    (line,) = listed(nordlicht).lines

    assert (line.name, line.also, line.phone) == ("WONM02", (), "")


def test_contact_data_is_empty_for_who_may_not_see_it(
    nordlicht: Business, mueller: Customer
) -> None:
    listing = customer_list(
        business=nordlicht, filters=CustomerFilters(), at=NOW, with_contact_data=False
    )

    assert (listing.lines[0].phone, listing.lines[0].email) == ("", "")


def test_a_place_in_a_group_session_is_upcoming_and_an_ending_is_not(
    nordlicht: Business, runa: StaffMember
) -> None:
    booked, in_group, ended, past = (
        make.customer(nordlicht, name) for name in ("Booked", "Group", "Ended", "Past")
    )
    make.appointment(booked, runa, NOW + DAY)
    session = make.group_session(make.service(nordlicht, "Course"), runa, NOW + 2 * DAY)
    make.registration(session, in_group)
    make.appointment(ended, runa, NOW + 3 * DAY, status=Status.CANCELLED_ON_TIME)
    make.appointment(past, runa, NOW - DAY)

    assert set(names(listed(nordlicht, has_upcoming=True))) == {"Booked", "Group"}
    assert set(names(listed(nordlicht, show=Show.NONE_UPCOMING))) == {"Ended", "Past"}
    assert len(names(listed(nordlicht))) == 4
    assert names(listed(nordlicht, order=Order.NEXT)) == ["Booked", "Group", "Ended", "Past"]


def test_the_archived_are_hidden_unless_asked_for(nordlicht: Business) -> None:
    make.customer(nordlicht, "Here")
    make.customer(nordlicht, "Gone", archived_at=NOW)

    assert names(listed(nordlicht)) == ["Here"]
    assert names(listed(nordlicht, show=Show.ARCHIVED)) == ["Gone"]


def test_tags_narrow_the_list_together(nordlicht: Business) -> None:
    both, one, _none = (make.customer(nordlicht, name) for name in ("Both", "One", "None"))
    regular = tagged(both, "Regular")
    tagged(one, "Regular")
    vip = tagged(both, "VIP")

    assert set(names(listed(nordlicht, tag_ids=(regular.id,)))) == {"Both", "One"}
    assert names(listed(nordlicht, tag_ids=(regular.id, vip.id))) == ["Both"]
    assert [tag.name for tag in listed(nordlicht).tags] == ["Regular", "VIP"]


@pytest.mark.parametrize("order", list(Order))
def test_turning_the_pages_meets_everybody_once_forwards_and_backwards(
    nordlicht: Business, runa: StaffMember, order: Order, small_pages: None
) -> None:
    session = make.group_session(make.service(nordlicht, "Course"), runa, NOW + 4 * DAY)
    for number in range(17):
        customer = make.customer(nordlicht, ("Ann", "Bo", "Cy", "Dee")[number % 4])
        for visit in range(number % 3):
            make.appointment(
                customer, runa, NOW - (10 + 3 * visit + number % 5) * DAY, status=Status.COMPLETED
            )
        if number % 4 == 1:
            make.appointment(customer, runa, NOW + (1 + number % 6) * DAY, holds_time=False)
        if number % 5 == 0:
            make.registration(session, customer)
        Customer.objects.filter(id=customer.id).update(no_shows=number % 4)

    pages = [listed(nordlicht, order=order)]
    while pages[-1].next:
        pages.append(listed(nordlicht, pages[-1].next, order=order))
    forwards = [[line.id for line in page.lines] for page in pages]
    backwards = [forwards[-1]]
    at = pages[-1]
    while at.previous:
        at = listed(nordlicht, at.previous, order=order)
        backwards.insert(0, [line.id for line in at.lines])

    assert backwards == forwards
    everybody = [id_ for page in forwards for id_ in page]
    assert len(everybody) == len(set(everybody)) == 17
    assert [page.starts_at for page in pages] == [0, 3, 6, 9, 12, 15]


def test_the_names_are_sorted_as_they_are_folded(nordlicht: Business) -> None:
    for name in ("Zoë", "ängel", "Bo", "Émile", "edgar"):
        make.customer(nordlicht, name)

    assert names(listed(nordlicht, order=Order.NAME)) == ["ängel", "Bo", "edgar", "Émile", "Zoë"]


def test_a_page_that_no_longer_exists_becomes_the_first(
    nordlicht: Business, mueller: Customer, small_pages: None
) -> None:
    beyond = str(Cursor(is_back=False, part=0, key=-5, id=9**9, position=3))

    assert names(listed(nordlicht, beyond)) == ["Jürg Müller"]


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize(
    "page",
    [
        "x", "é", "WzFd", "W1tbW1tbW1tb", "e30", "bnVsbA", "WzAsMCwieCIsMSwwXQ",
        "WzAsMSwxLDEsMF0", "WzAsMCxudWxsLDEsMF0", "WzAsMCw5OTk5OTk5OTk5OTk5OTk5OTk5OTk5LDEsMF0",
        "WzAsMCwiXHUwMDAwIiwxLDBd", "WzAsMCwiXHVkODAwIiwxLDBd", "W1" * 3000,
        "WzAsMCwiMjAyNi0wMS0wMVQwMDowMDowMCIsMSwwXQ", "\x00", "[" * 2000,
    ],
)  # fmt: skip
def test_a_cursor_that_somebody_made_up_is_answered(
    nordlicht: Business, mueller: Customer, page: str, order: Order
) -> None:
    assert names(listed(nordlicht, page, order=order)) == ["Jürg Müller"]


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize(
    "key", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-22T09:00:00+00:00"]
)
def test_a_cursor_at_the_ends_of_the_calendar_is_answered(
    nordlicht: Business, mueller: Customer, key: str, order: Order
) -> None:
    page = str(Cursor(is_back=False, part=0, key=key, id=0, position=0))

    assert names(listed(nordlicht, page, order=order)) == ["Jürg Müller"]


def test_a_page_of_those_with_nothing_ahead_becomes_the_first_of_the_upcoming(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, NOW + DAY)
    page = str(Cursor(is_back=False, part=1, key=5, id=1, position=50))

    assert names(listed(nordlicht, page, order=Order.NEXT, has_upcoming=True)) == ["Jürg Müller"]


def test_counting_stops_at_a_limit(nordlicht: Business, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COUNTED", 2)
    for name in ("A", "B", "C"):
        make.customer(nordlicht, name)

    listing = listed(nordlicht)

    assert (listing.total, listing.has_more_than_total) == (2, True)


def test_an_empty_book_is_told_from_an_empty_result(nordlicht: Business) -> None:
    assert listed(nordlicht).is_first_use
    make.customer(nordlicht, "Gone", archived_at=NOW)

    assert not listed(nordlicht).is_first_use
    assert not listed(nordlicht, has_upcoming=True).is_first_use


def test_nobody_of_another_business_is_listed(
    nordlicht: Business, lumiere: Business, celine: StaffMember, mueller: Customer
) -> None:
    guest = make.customer(lumiere, "Odile")
    make.appointment(guest, celine, NOW + DAY)
    tag = tagged(guest, "Chaton")

    for order in Order:
        assert names(listed(nordlicht, order=order)) == ["Jürg Müller"]
    assert names(listed(nordlicht, tag_ids=(tag.id,))) == []
    assert listed(nordlicht).tags == ()


@pytest.mark.parametrize("customers", [1, 60])
def test_the_list_takes_four_statements_however_long_it_is(
    nordlicht: Business, runa: StaffMember, customers: int
) -> None:
    for number in range(customers):
        customer = make.customer(nordlicht, f"Name {number}")
        tagged(customer, f"Tag {number % 7}")
        make.appointment(customer, runa, NOW + (number + 1) * DAY)
    Customer.objects.update(no_shows=F("id") % 3)

    for order in Order:
        with counted("customer list"):
            first = listed(nordlicht, order=order)
        if first.next:
            with counted("customer list"):
                listed(nordlicht, first.next, order=order)
