"""Does the start page say who is next, what has no ending, and what must not be forgotten?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from regulars.queries.today import today_page
from regulars.queries.today_parts import Today
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.schedule import WorkingHours
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.counting import counted

ZURICH = ZoneInfo("Europe/Zurich")
# A Thursday in Zürich, 12:48 on the wall.
NOON = datetime(2026, 11, 19, 11, 48, tzinfo=UTC)
HOUR = timedelta(hours=1)


def told(business: Business, **given: object) -> Today:
    return today_page(business=business, zone=ZURICH, **({"at": NOON} | given))  # type: ignore[arg-type]


def wall(hour: int, minute: int = 0, day: int = 19) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZURICH).astimezone(UTC)


def hours(member: StaffMember, start: int = 10, end: int = 18, **given: object) -> None:
    """The same hours on every day of the week."""
    for weekday in range(7):
        WorkingHours.objects.create(
            business=member.business, staff_member=member, weekday=weekday,
            start_minute=start * 60, end_minute=end * 60, **given,
        )  # fmt: skip


def test_who_comes_next_comes_with_what_to_remember(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, wall(9), status=Status.COMPLETED)
    coming = make.appointment(mueller, runa, wall(13), project=make.project(mueller, "Pine ridge"))
    make.appointment(mueller, runa, wall(16))
    make.alert(mueller, "Latex allergy", detail="Nitrile gloves only")
    make.note(mueller, "Oat flat white.", runa, is_pinned=True)
    make.note(mueller, "Old.", runa)
    make.deposit(mueller, 15000, appointment=coming, state="paid")

    arriving = told(nordlicht).arriving

    assert arriving is not None
    assert arriving.customer is not None
    assert (arriving.id, arriving.starts_at) == (coming.id, wall(13))
    assert (arriving.project_title, arriving.session_number) == ("Pine ridge", 1)
    assert arriving.customer.name == "Jürg Müller"
    assert (arriving.customer.bookings, arriving.customer.strokes) == (3, "|::")
    assert [(each.title, each.detail) for each in arriving.customer.warnings] == [
        ("Latex allergy", "Nitrile gloves only")
    ]
    assert [each.body for each in arriving.customer.notes] == ["Oat flat white."]
    assert [(each.state, each.amount_minor) for each in arriving.deposits] == [("paid", 15000)]


def test_the_next_one_may_come_on_another_day(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    later = make.appointment(mueller, runa, wall(10, day=23))

    day = told(nordlicht)

    assert day.arriving is not None
    assert day.arriving.id == later.id
    assert day.entries == ()


def test_a_quarter_of_an_hour_late_is_still_next_and_then_without_an_ending(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    late = make.appointment(mueller, runa, NOON - timedelta(minutes=15), lasting=2 * HOUR)

    on_time, too_long = told(nordlicht), told(nordlicht, at=NOON + timedelta(seconds=1))

    assert on_time.arriving is not None
    assert on_time.arriving.id == late.id
    assert on_time.unended == ()
    assert too_long.arriving is None
    assert [each.id for each in too_long.unended] == [late.id]


def test_what_has_no_ending_yet_stands_newest_first_from_earlier_days_too(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    ended = make.appointment(mueller, runa, wall(9), status=Status.CHECKED_IN)
    make.appointment(mueller, runa, wall(12), status=Status.CHECKED_IN)  # still here
    make.appointment(mueller, runa, wall(7), status=Status.NO_SHOW)
    brought = make.appointment(
        None, None, wall(0, day=2), business=nordlicht, is_imported=True, time_known=False,
        lasting=24 * HOUR,
    )  # fmt: skip
    confirmed = make.appointment(mueller, runa, wall(9, day=18), status=Status.CONFIRMED)

    day = told(nordlicht)

    assert [each.id for each in day.unended] == [ended.id, confirmed.id, brought.id]
    assert day.all_unended.count == 3


def test_of_many_without_an_ending_eight_are_shown_and_all_are_counted(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    for number in range(1, 12):
        make.appointment(mueller, runa, NOON - timedelta(days=number))

    day = told(nordlicht)

    assert (len(day.unended), day.all_unended.count) == (8, 11)


def test_deposits_are_due_by_their_day_with_their_sum(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    booked = make.appointment(mueller, runa, wall(10, day=25))
    project = make.project(mueller)
    later = make.deposit(mueller, 20000, project=project, due_at=wall(12, day=24))
    first = make.deposit(
        mueller, 8000, appointment=booked, due_at=wall(14), state="reminded",
        steps=(("reminded", NOON),),
    )  # fmt: skip
    undated = make.deposit(mueller, 500, project=project)
    make.deposit(mueller, 9900, project=project, state="paid")

    after = told(nordlicht).look_after

    assert [each.id for each in after.deposits] == [first.id, later.id, undated.id]
    assert (after.deposits[0].was_reminded, after.deposits[0].appointment_id) == (True, booked.id)
    assert (after.deposits[1].was_reminded, after.deposits[1].project_id) == (False, project.id)
    assert (after.all_deposits.count, after.all_deposits.total_minor) == (3, 28500)
    assert after.all_deposits.currency == "CHF"


def test_a_no_show_is_to_be_followed_up_until_something_is_booked(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    gosia = make.customer(nordlicht, "Małgorzata", "Wójcik")
    for customer in (mueller, gosia):
        make.appointment(customer, runa, wall(9, day=17), status=Status.NO_SHOW)
    make.appointment(mueller, runa, wall(9, day=4), status=Status.NO_SHOW)  # too long ago
    make.appointment(gosia, runa, wall(9, day=30), status=Status.CANCELLED_ON_TIME)

    both = told(nordlicht).look_after.missed
    make.appointment(gosia, runa, wall(9, day=29))
    after_booking = told(nordlicht).look_after.missed

    assert [(each.customer, each.no_shows) for each in both] == [
        ("Małgorzata Wójcik", 1),
        ("Jürg Müller", 2),
    ]
    assert [each.customer for each in after_booking] == ["Jürg Müller"]


def test_a_note_is_to_be_looked_at_again_from_its_day_on(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    make.note(mueller, "Tomorrow.", runa, follow_up_on=date(2026, 11, 20))
    today = make.note(mueller, "Ask how it healed.", runa, follow_up_on=date(2026, 11, 19))
    make.note(mueller, "Gone.", runa, follow_up_on=date(2026, 11, 1), deleted_at=NOON)

    follow_ups = told(nordlicht).look_after.follow_ups

    assert [(each.note_id, each.due_on) for each in follow_ups] == [(today.id, date(2026, 11, 19))]


def test_free_time_lies_in_the_working_hours_from_now_on(
    nordlicht: Business, runa: StaffMember, jonas: StaffMember, mueller: Customer
) -> None:
    hours(runa, first_on=date(2026, 11, 19), last_on=date(2026, 11, 19))
    make.appointment(mueller, runa, wall(13), lasting=4 * HOUR)
    make.appointment(mueller, runa, wall(17, 20), lasting=timedelta(minutes=20))

    gaps = told(nordlicht).gaps

    # Twelve minutes before one o’clock are too short, twenty after five too; Jonas has no hours.
    assert [(each.staff_name, each.starts_at, each.ends_at) for each in gaps] == []
    earlier = told(nordlicht, at=wall(11, 57)).gaps
    assert [(each.staff_name, each.starts_at, each.ends_at) for each in earlier] == [
        ("Runa Brandt", wall(11, 57), wall(13))
    ]
    assert earlier[0].bookable_at == wall(12)


def test_mine_is_my_own_column_alone(
    nordlicht: Business, runa: StaffMember, jonas: StaffMember, mueller: Customer
) -> None:
    own = make.appointment(mueller, jonas, wall(15))
    make.appointment(mueller, runa, wall(13))
    make.appointment(mueller, runa, wall(9, day=18))
    make.note(mueller, "Hers.", runa, follow_up_on=date(2026, 11, 1))
    make.deposit(mueller, 100, project=make.project(mueller, staff_member=runa))

    mine = told(nordlicht, staff_member_id=jonas.id)

    assert mine.arriving is not None
    assert mine.arriving.id == own.id
    assert [entry.id for entry in mine.entries] == [own.id]
    assert (mine.unended, mine.columns) == ((), frozenset({jonas.id}))
    assert mine.look_after.follow_ups == ()
    assert mine.look_after.deposits == ()


def test_nothing_of_another_business_is_there(
    nordlicht: Business, runa: StaffMember, mueller: Customer, lumiere: Business
) -> None:
    make.appointment(mueller, runa, wall(15))
    make.appointment(mueller, runa, wall(9))
    make.note(mueller, "Ask.", runa, follow_up_on=date(2026, 11, 1))
    make.deposit(mueller, 100, project=make.project(mueller))

    day = told(lumiere)

    assert (day.arriving, day.unended, day.entries) == (None, (), ())
    assert (day.look_after.follow_ups, day.look_after.deposits) == ((), ())


@pytest.mark.parametrize("others", [0, 39])
def test_the_page_is_read_in_the_same_statements_for_one_and_for_forty(
    nordlicht: Business, runa: StaffMember, mueller: Customer, others: int
) -> None:
    hours(runa)
    for number in range(others):
        member = make.staff(nordlicht, f"Artist {number}")
        hours(member)
        make.appointment(mueller, member, wall(13))
        make.appointment(mueller, member, wall(9))

    with counted("today"):
        told(nordlicht)
