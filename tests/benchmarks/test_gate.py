"""What is promised at a million holds whatever the machine's mood: counts, plans, and reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F, OuterRef, Subquery

from benchmarks.asking import Desk
from benchmarks.book.freshness import is_as_written
from benchmarks.plans import effort_of, faults_of
from benchmarks.promises.customer_list import LISTS, asked
from benchmarks.promises.customer_page import customers_with
from benchmarks.promises.search import KINDS, slips_found, terms_of
from benchmarks.statements import Statement, captured, of_the_page
from regulars.actions.appointments.book import book_appointment
from regulars.actions.customers.standing import refresh_standing
from regulars.actions.taken_time.hold import TimeTaken
from regulars.kernel.actor import Actor
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from tests.benchmarks.conftest import SIZES

pytestmark = pytest.mark.django_db

# Where a page lies, and what its address asks for.
Address = tuple[str, dict[str, Any]]


def _page(kind: str) -> Callable[[Desk], Address]:
    return lambda desk: (f"customers/{customers_with(desk, kind)[0]}/", {})


def _list(name: str) -> Callable[[Desk], Address]:
    return lambda desk: ("customers/", asked(desk, name))


def _search(kind: str) -> Callable[[Desk], Address]:
    more = {"upcoming": "yes"} if kind.endswith("has upcoming") else {}
    return lambda desk: ("customers/", {"q": terms_of(desk, kind, 1)[0], "is_part": True} | more)


PAGES = {
    **{f"page, {kind}": _page(kind) for kind in ("few", "frequent")},
    **{f"list, {name}": _list(name) for name in LISTS},
}
SEARCHES = {f"search, {kind}": _search(kind) for kind in KINDS}
EVERYTHING = PAGES | SEARCHES


def _statements(desk: Desk, name: str) -> list[Statement]:
    address, given = EVERYTHING[name](desk)
    with captured() as statements:
        desk.page(address, **given)
    return of_the_page(statements)


@pytest.mark.parametrize("name", PAGES)
def test_ten_times_the_rows_take_the_same_statements(name: str, desks: dict[str, Desk]) -> None:
    counts = {slug: len(_statements(desk, name)) for slug, desk in desks.items()}

    assert counts["small"] == counts["large"]


@pytest.mark.parametrize("name", EVERYTHING)
def test_no_table_that_grows_is_read_whole(name: str, desks: dict[str, Desk]) -> None:
    statements = _statements(desks["large"], name)

    with _shy_of_reading_whole_tables():
        faults = {fault: one.sql for one in statements for fault in faults_of(one)}

    assert faults == {}


@contextmanager
def _shy_of_reading_whole_tables() -> Iterator[None]:
    """What PostgreSQL still reads whole when it would rather not has no index to go by."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        for way in ("seqscan", "hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        yield


def _effort(desk: Desk, name: str) -> dict[str, int]:
    """How much each statement reads; all but the count, which goes on to ten thousand."""
    statements = _statements(desk, name)
    return {one.sql: effort_of(one) for one in statements if "AS counted" not in one.sql}


def test_the_customer_page_reads_no_more_in_a_book_ten_times_as_large(
    desks: dict[str, Desk],
) -> None:
    small, large = (sum(_effort(desks[slug], "page, frequent").values()) for slug in desks)

    assert large <= 1.3 * small


@pytest.mark.parametrize("name", EVERYTHING)
def test_no_statement_reads_far(name: str, desks: dict[str, Desk]) -> None:
    most = _MOST[connection.vendor]

    far = {sql: effort for sql, effort in _effort(desks["large"], name).items() if effort > most}

    assert far == {}


# Steps of SQLite's machine, pages of PostgreSQL: about twice what the farthest reading takes, and
# a tenth of what reading all customers or all appointments of the large book would.
_MOST = {"sqlite": 40_000, "postgresql": 2_000}


def test_a_slip_of_the_keyboard_finds_nearly_everybody(desks: dict[str, Desk]) -> None:
    found, tried, _ = slips_found(desks["large"], 200)

    assert tried == 200
    assert found >= 198


def test_what_the_book_has_booked_cannot_be_booked_again(desks: dict[str, Desk]) -> None:
    business = desks["large"].business
    taken = BusyTime.objects.of(business).filter(appointment__isnull=False, room=None).first()
    assert taken is not None
    appointment = taken.appointment
    before = Appointment.objects.of(business).count(), BusyTime.objects.of(business).count()

    with pytest.raises(TimeTaken), transaction.atomic():
        book_appointment(
            business=business,
            customer_id=appointment.customer_id,
            staff_member_id=taken.staff_member_id,
            service_id=appointment.service_id,
            starts_at=taken.starts_at,
            actor=Actor.operator(business),
            at=datetime.now(UTC),
        )

    after = Appointment.objects.of(business).count(), BusyTime.objects.of(business).count()
    assert after == before


# The generator: what is measured must be what the product would have written.


def test_every_customers_standing_is_what_the_bookings_say(desks: dict[str, Desk]) -> None:
    business = desks["large"].business
    customers = Customer.objects.of(business).order_by("id")
    before = list(customers.values())

    refresh_standing(business=business, customer_ids=[row["id"] for row in before])

    assert list(customers.values()) == before


def test_everybody_is_found_by_what_the_product_would_write_today(desks: dict[str, Desk]) -> None:
    assert is_as_written()


def test_every_booking_has_begun_with_an_event_and_ended_with_its_status(
    desks: dict[str, Desk],
) -> None:
    business = desks["large"].business
    latest = AppointmentEvent.objects.filter(appointment=OuterRef("pk")).order_by("-id")

    told = Appointment.objects.of(business).annotate(told=Subquery(latest.values("to_status")[:1]))

    assert not told.exclude(told=F("status")).exists()
    assert (
        not Appointment.objects.of(business)
        .filter(starts_at__gt=datetime.now(UTC), occupies=False)
        .exists()
    )
    assert BusyTime.objects.of(business).filter(starts_at__lte=datetime.now(UTC)).count() == 0


def test_the_book_is_as_large_and_as_uneven_as_it_should_be(desks: dict[str, Desk]) -> None:
    for slug, (customers, appointments) in SIZES.items():
        business = desks[slug].business
        assert Customer.objects.of(business).count() == customers
        assert Appointment.objects.of(business).count() == pytest.approx(appointments, rel=0.15)
    book = Customer.objects.of(desks["large"].business)
    assert book.filter(bookings__gte=500).count() == 1
    assert book.filter(bookings__range=(50, 60)).count() >= 20
    assert book.with_upcoming(datetime.now(UTC)).count() == pytest.approx(200, rel=0.3)
    assert book.values("last_name").distinct().count() > 600
