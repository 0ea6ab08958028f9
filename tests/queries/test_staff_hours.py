"""When does everybody work?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from regulars.queries.staff_hours import staff_hours
from regulars.records.businesses import Business
from regulars.records.staff import StaffMember
from regulars.rules.intervals import Span
from tests import make
from tests.counting import counted

ZURICH = ZoneInfo("Europe/Zurich")
MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_hours_days_of_their_own_and_periods_are_told_of_each_staff_member(
    nordlicht: Business, runa: StaffMember, jonas: StaffMember, nadia: StaffMember
) -> None:
    make.working_hours(runa, "9:00", "12:00", "01")
    make.working_hours(runa, "13:00", "18:30", "0")
    make.day_hours(runa, TUESDAY, "14:00", "16:00")
    make.day_hours(runa, TUESDAY + timedelta(days=7))
    make.working_hours(jonas, "10:00", "11:00", "01", first_on=TUESDAY, last_on=TUESDAY)

    with counted("staff hours"):
        hours = staff_hours(business=nordlicht, first=MONDAY, last=TUESDAY, zone=ZURICH)

    assert hours == {
        runa.id: (
            Span(at(23, 8), at(23, 11)),
            Span(at(23, 12), at(23, 17, 30)),
            Span(at(24, 13), at(24, 15)),
        ),
        jonas.id: (Span(at(24, 9), at(24, 10)),),
        nadia.id: (
            Span(at(22, 23), at(23, 23)),
            Span(at(23, 23), at(24, 23)),
        ),
    }


def test_who_has_hours_but_not_now_does_not_work(nordlicht: Business, runa: StaffMember) -> None:
    make.working_hours(runa, "9:00", "12:00", "01234", last_on=date(2026, 10, 30))

    hours = staff_hours(business=nordlicht, first=MONDAY, last=TUESDAY, zone=ZURICH)

    assert hours == {runa.id: ()}


def test_a_day_off_of_somebody_without_hours_is_off(nordlicht: Business, runa: StaffMember) -> None:
    make.day_hours(runa, MONDAY)

    hours = staff_hours(business=nordlicht, first=MONDAY, last=TUESDAY, zone=ZURICH)

    assert hours == {runa.id: (Span(at(23, 23), at(24, 23)),)}


def test_only_who_takes_bookings_here_is_told(
    nordlicht: Business, runa: StaffMember, jonas: StaffMember, celine: StaffMember
) -> None:
    make.staff(nordlicht, "Former", is_active=False)
    make.staff(nordlicht, "Desk", takes_bookings=False)

    everybody = staff_hours(business=nordlicht, first=MONDAY, last=MONDAY, zone=ZURICH)
    these = staff_hours(
        business=nordlicht,
        first=MONDAY,
        last=MONDAY,
        zone=ZURICH,
        staff_member_ids=[jonas.id, celine.id],
    )
    nobody = staff_hours(
        business=nordlicht, first=MONDAY, last=MONDAY, zone=ZURICH, staff_member_ids=[]
    )

    assert set(everybody) == {runa.id, jonas.id}
    assert set(these) == {jonas.id}
    assert nobody == {}


def test_a_team_takes_one_statement_too(nordlicht: Business) -> None:
    for number in range(20):
        member = make.staff(nordlicht, f"Artist {number}")
        make.working_hours(member, "9:00", "18:00")

    with counted("staff hours"):
        hours = staff_hours(
            business=nordlicht, first=MONDAY, last=MONDAY + timedelta(days=30), zone=ZURICH
        )

    assert len(hours) == 20
    assert {len(spans) for spans in hours.values()} == {23}
