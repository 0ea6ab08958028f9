"""Does the month say how full every day is, by the wall clock of the business?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from regulars.queries.calendar_month import calendar_month
from regulars.queries.calendar_month_parts import Month
from regulars.queries.open_columns import open_columns
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.schedule import Block, WorkingHours
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.blocks import BlockKind
from tests import make
from tests.counting import counted

ZURICH = ZoneInfo("Europe/Zurich")
# A Thursday in Zürich, 12:48 on the wall.
NOON = datetime(2026, 11, 19, 11, 48, tzinfo=UTC)
HOUR = timedelta(hours=1)


def told(business: Business, month: date = date(2026, 11, 19), **given: object) -> Month:
    given = {"zone": ZURICH, "at": NOON} | given
    return calendar_month(business=business, month=month, **given)  # type: ignore[arg-type]


def wall(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZURICH).astimezone(UTC)


def hours(member: StaffMember, weekdays: range = range(1, 6), **given: object) -> None:
    """Tuesday to Saturday, ten to six."""
    for weekday in weekdays:
        WorkingHours.objects.create(
            business=member.business, staff_member=member, weekday=weekday,
            start_minute=600, end_minute=1080, **given,
        )  # fmt: skip


def off(member: StaffMember, starts_at: datetime, ends_at: datetime, **given: object) -> Block:
    given = {"kind": BlockKind.TIME_OFF, "created_at": NOON} | given
    made = Block.objects.create(
        business=member.business, staff_member=member, starts_at=starts_at, ends_at=ends_at, **given
    )
    BusyTime.objects.create(
        business=member.business, staff_member=member, block=made,
        starts_at=starts_at, ends_at=ends_at,
    )  # fmt: skip
    return made


def test_a_day_is_as_full_as_its_working_hours_are_booked(
    nordlicht: Business, runa: StaffMember, jonas: StaffMember, mueller: Customer
) -> None:
    hours(runa)
    hours(jonas)
    make.appointment(mueller, runa, wall(24, 10), lasting=4 * HOUR)
    make.appointment(mueller, runa, wall(24, 16), lasting=HOUR)

    day = told(nordlicht).day(date(2026, 11, 24))

    assert [(each.name, each.percent, each.is_empty) for each in day.loads] == [
        ("Jonas Wyss", 0, True),
        ("Runa Brandt", 62, False),
    ]
    assert (day.worked, day.booked, day.free) == (16 * HOUR, 5 * HOUR, 11 * HOUR)
    assert [(gap.starts_at, gap.ends_at) for gap in day.gaps_of(runa.id)] == [
        (wall(24, 14), wall(24, 16)),
        (wall(24, 17), wall(24, 18)),
    ]


def test_what_ended_counts_as_booked_and_what_was_cancelled_does_not(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    hours(runa)
    make.appointment(mueller, runa, wall(17, 10), status=Status.COMPLETED)
    make.appointment(mueller, runa, wall(17, 12), status=Status.NO_SHOW)
    make.appointment(mueller, runa, wall(17, 14), status=Status.CANCELLED_TOO_LATE)
    make.appointment(mueller, runa, wall(17, 15), status=Status.CANCELLED_ON_TIME)

    day = told(nordlicht).day(date(2026, 11, 17))

    assert (day.booked, day.no_shows, day.cancelled_too_late) == (2 * HOUR, 1, 1)
    assert (day.gaps, day.free) == ((), timedelta(0))  # nothing of the past is free


def test_free_time_begins_now(nordlicht: Business, runa: StaffMember) -> None:
    hours(runa)

    today = told(nordlicht).day(date(2026, 11, 19))

    assert [(gap.starts_at, gap.ends_at) for gap in today.gaps] == [(NOON, wall(19, 18))]


def test_a_month_is_shown_in_whole_weeks_as_the_place_begins_them(nordlicht: Business) -> None:
    swiss, american = told(nordlicht), told(nordlicht, first_weekday=6)

    assert swiss.first == american.first == date(2026, 11, 1)
    assert [week.number for week in swiss.weeks] == [44, 45, 46, 47, 48, 49]
    assert (swiss.weeks[0].days[0].day, swiss.weeks[-1].days[-1].day) == (
        date(2026, 10, 26),
        date(2026, 12, 6),
    )
    assert [week.number for week in american.weeks] == [45, 46, 47, 48, 49]
    assert american.weeks[0].days[0].day == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("month", "last"),
    [(date(2026, 2, 3), date(2026, 3, 1)), (date(2026, 12, 31), date(2027, 1, 3))],
)
def test_every_month_ends_with_its_last_week(nordlicht: Business, month: date, last: date) -> None:
    assert told(nordlicht, month).weeks[-1].days[-1].day == last


def test_the_days_are_those_of_the_wall_clock(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    """Half past eleven in the evening in Zürich is the same day, whatever London says."""
    late = make.appointment(mueller, runa, wall(24, 23, 30), lasting=HOUR)
    early = make.appointment(mueller, runa, wall(26, 0, 15), lasting=HOUR)

    month = told(nordlicht)

    assert late.starts_at.day == 24
    assert early.starts_at.day == 25
    assert month.day(date(2026, 11, 24)).booked == HOUR
    assert month.day(date(2026, 11, 25)).booked == timedelta(0)
    assert month.day(date(2026, 11, 26)).booked == HOUR


def test_a_day_with_twenty_five_hours_has_its_own_hours(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    hours(runa, range(7))
    make.appointment(mueller, runa, wall(25, 10, month=10))

    day = told(nordlicht, date(2026, 10, 1), at=wall(1, 9, month=10)).day(date(2026, 10, 25))

    assert (day.worked, day.booked, day.free) == (8 * HOUR, HOUR, 7 * HOUR)


def test_who_is_away_is_said_and_has_nothing_free(
    nordlicht: Business, runa: StaffMember, jonas: StaffMember
) -> None:
    hours(runa)
    hours(jonas)
    off(jonas, wall(24, 0), wall(29, 0), title="Norway")
    off(runa, wall(24, 12), wall(24, 13), kind=BlockKind.BREAK)

    day = told(nordlicht).day(date(2026, 11, 25))

    assert [(each.name, each.is_away) for each in day.loads] == [
        ("Jonas Wyss", True),
        ("Runa Brandt", False),
    ]
    assert [(each.name, each.title, each.first_on, each.last_on) for each in day.periods] == [
        ("Jonas Wyss", "Norway", date(2026, 11, 24), date(2026, 11, 28))
    ]
    assert day.away_until(jonas.id) == date(2026, 11, 28)
    assert {gap.staff_name for gap in day.gaps} == {"Runa Brandt"}
    broken = told(nordlicht).day(date(2026, 11, 24))
    assert [load.is_away for load in broken.loads] == [True, False]
    assert len(broken.gaps) == 2


def test_a_guest_is_here_for_a_while(nordlicht: Business, runa: StaffMember) -> None:
    guest = make.staff(nordlicht, "Ayumi Takahashi")
    hours(runa)
    hours(guest, first_on=date(2026, 11, 17), last_on=date(2026, 11, 22))

    month = told(nordlicht)

    assert [each.name for each in month.day(date(2026, 11, 22)).periods] == ["Ayumi Takahashi"]
    assert month.day(date(2026, 11, 23)).periods == ()
    assert [load.is_away for load in month.day(date(2026, 11, 25)).loads] == [True, False]


def test_a_day_on_which_nobody_works_is_closed(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    hours(runa)
    make.appointment(mueller, runa, wall(23, 10))

    month = told(nordlicht)

    assert month.day(date(2026, 11, 22)).is_closed
    assert not month.day(date(2026, 11, 23)).is_closed  # a Monday, but somebody comes
    assert not month.day(date(2026, 11, 24)).is_closed


def test_who_has_no_hours_offers_none(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, wall(24, 10), lasting=2 * HOUR)

    day = told(nordlicht).day(date(2026, 11, 24))

    assert (day.loads[0].worked, day.loads[0].percent, day.gaps) == (None, 25, ())
    assert not day.is_closed


def test_group_sessions_are_booked_time_and_are_named(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    hours(runa)
    flash = make.service(nordlicht, "Flash day", capacity=6)
    session = make.group_session(flash, runa, wall(24, 10))
    make.group_session(flash, runa, wall(25, 10), called_off_at=NOON)
    make.registration(session, mueller)

    month = told(nordlicht)

    day = month.day(date(2026, 11, 24))
    assert day.booked == 2 * HOUR
    assert [(each.title, each.taken, each.capacity) for each in day.groups] == [("Flash day", 1, 6)]
    assert month.day(date(2026, 11, 25)).groups == ()


def test_a_week_adds_up(nordlicht: Business, runa: StaffMember, mueller: Customer) -> None:
    hours(runa)
    for day in (24, 25):
        make.appointment(mueller, runa, wall(day, 10), lasting=5 * HOUR)

    weeks = told(nordlicht).weeks

    assert [week.percent for week in weeks] == [0, 0, 0, 0, 25, 0]


def test_one_of_them_alone(
    nordlicht: Business, runa: StaffMember, jonas: StaffMember, mueller: Customer
) -> None:
    hours(runa)
    hours(jonas)
    make.appointment(mueller, runa, wall(17, 10), status=Status.NO_SHOW)

    day = told(nordlicht, staff_member_ids=[jonas.id]).day(date(2026, 11, 17))

    assert [load.name for load in day.loads] == ["Jonas Wyss"]
    assert (day.booked, day.no_shows) == (timedelta(0), 0)


def test_another_business_sees_none_of_it(
    nordlicht: Business, runa: StaffMember, mueller: Customer, lumiere: Business
) -> None:
    hours(runa)
    make.appointment(mueller, runa, wall(24, 10))

    day = told(lumiere).day(date(2026, 11, 24))

    assert (day.loads, day.booked, day.gaps) == ((), timedelta(0), ())


@pytest.mark.parametrize("others", [0, 39])
def test_the_month_is_read_in_the_same_statements_for_one_and_for_forty(
    nordlicht: Business, runa: StaffMember, mueller: Customer, others: int
) -> None:
    hours(runa)
    for number in range(others):
        member = make.staff(nordlicht, f"Artist {number}")
        hours(member)
        make.appointment(mueller, member, wall(24, 13))

    with counted("calendar month"):
        told(nordlicht)


def test_what_became_free_inside_a_block_is_no_gap(nordlicht, runa):
    """The appointment in it was cancelled; the holiday stays one."""
    make.working_hours(runa, "9:00", "18:00")
    monday = date(2026, 11, 23)
    begins_at = datetime(2026, 11, 23, 8, tzinfo=UTC)
    make.block(runa, begins_at, timedelta(hours=9), holds_time=False)

    [column] = open_columns(business=nordlicht, first=monday, last=monday, zone=ZURICH)

    assert list(column.gaps(since=begins_at)) == []
