"""What stands in the way of a wished time?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from regulars.queries.in_the_way import in_the_way
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Skill
from regulars.records.customers import Customer
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.blocks import BlockKind
from regulars.rules.intervals import Span
from regulars.rules.obstacles import Obstacle, ObstacleKind
from tests import make
from tests.counting import counted

ZURICH = ZoneInfo("Europe/Zurich")
MONDAY = date(2026, 11, 23)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
WISHED = ("13:00", "14:00")


def t(text: str, on: date = MONDAY) -> datetime:
    hours, minutes = text.split(":")
    return datetime(on.year, on.month, on.day, int(hours), int(minutes), tzinfo=ZURICH).astimezone(
        UTC
    )


@pytest.fixture
def noor(nordlicht: Business) -> StaffMember:
    """Works at Nordlicht from ten to six."""
    member = make.staff(nordlicht, "Noor Haddad")
    make.working_hours(member, "10:00", "18:00")
    return member


@pytest.fixture
def chair(nordlicht: Business) -> Room:
    return make.room(nordlicht, "Chair 2")


def asked(
    member: StaffMember | None, times: tuple[str, str] = WISHED, **given: Any
) -> tuple[Obstacle, ...]:
    given = {"zone": ZURICH, "at": make.NOW, "business": member and member.business} | given
    return in_the_way(
        staff_member_id=member.id if member else None,
        starts_at=t(times[0]),
        ends_at=t(times[1]),
        **given,
    )


def kinds(obstacles: tuple[Obstacle, ...]) -> list[tuple[str, str, bool]]:
    return [(one.kind.value, one.owner, one.is_hard) for one in obstacles]


def times(obstacle: Obstacle) -> tuple[datetime, datetime]:
    return obstacle.starts_at, obstacle.ends_at


def test_nothing_is_in_the_way_of_what_only_touches(
    noor: StaffMember, mueller: Customer, chair: Room
) -> None:
    make.appointment(mueller, noor, t("12:00"))
    make.appointment(mueller, noor, t("14:00"))
    make.appointment(mueller, noor, t("13:00"), status=Status.CANCELLED_ON_TIME)
    make.block(chair, t("14:00"))

    with counted("in the way"):
        assert asked(noor, room_id=chair.id) == ()


def test_an_appointment_is_told_by_whose_time_it_takes_and_never_by_its_customer(
    noor: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, noor, t("12:30"))

    with counted("in the way"):
        found = asked(noor)

    assert found == (
        Obstacle(
            ObstacleKind.APPOINTMENT,
            owner="Noor",
            label="",
            starts_at=t("12:30"),
            ends_at=t("13:30"),
            is_hard=True,
            wished=Span(t("13:00"), t("14:00")),
        ),
    )


def test_group_sessions_and_blocks_are_told_by_their_titles_in_order_of_time(
    nordlicht: Business, noor: StaffMember
) -> None:
    flash = make.group_session(make.service(nordlicht), noor, t("13:30"), title="Flash group")
    BusyTime.objects.create(
        business=nordlicht, staff_member=noor, group_session=flash,
        starts_at=flash.starts_at, ends_at=flash.ends_at,
    )  # fmt: skip
    make.block(noor, t("12:30"), title="Lunch")

    lunch, group = asked(noor)

    assert (lunch.kind, lunch.block_kind, lunch.label) == (
        ObstacleKind.BLOCK,
        BlockKind.BREAK,
        "Lunch",
    )
    assert times(lunch) == (t("12:30"), t("13:30"))
    assert (group.kind, group.label, *times(group)) == (
        ObstacleKind.GROUP_SESSION,
        "Flash group",
        t("13:30"),
        t("15:30"),
    )
    assert lunch.is_hard
    assert group.is_hard


def test_a_time_off_that_began_weeks_ago_is_in_the_way(noor: StaffMember) -> None:
    make.block(noor, t("0:00", date(2026, 10, 1)), timedelta(days=70), kind=BlockKind.TIME_OFF)

    (off,) = asked(noor)

    assert times(off) == (t("0:00", date(2026, 10, 1)), t("23:00", date(2026, 12, 9)))


def test_what_became_free_inside_a_block_only_warns(noor: StaffMember) -> None:
    block = make.block(noor, t("12:00"), 3 * HOUR, holds_time=False)
    BusyTime.objects.create(
        business_id=noor.business_id, staff_member=noor, block=block,
        starts_at=t("12:00"), ends_at=t("13:00"),
    )  # fmt: skip

    (inside,) = asked(noor)
    (half,) = asked(noor, ("12:30", "13:30"))

    assert (inside.is_hard, *times(inside)) == (False, t("12:00"), t("15:00"))
    assert (half.is_hard, *times(half)) == (True, t("12:00"), t("15:00"))
    assert asked(noor, ignoring_block=block.id) == ()


def test_a_room_that_is_taken_is_told_beside_the_staff_member(
    noor: StaffMember, runa: StaffMember, chair: Room, mueller: Customer
) -> None:
    hers = make.appointment(mueller, noor, t("13:30"), room=chair)
    other = make.appointment(mueller, runa, t("12:00"), room=chair, lasting=90 * MINUTE)
    for each in (hers, other):
        BusyTime.objects.create(
            business_id=noor.business_id, room=chair, appointment=each,
            starts_at=each.starts_at, ends_at=each.ends_at,
        )  # fmt: skip

    found = asked(noor, room_id=chair.id)

    assert kinds(found) == [("appointment", "Chair 2", True), ("appointment", "Noor", True)]
    assert [one.is_room for one in found] == [True, False]
    assert kinds(asked(None, business=noor.business, room_id=chair.id)) == [
        ("appointment", "Chair 2", True),
        ("appointment", "Chair 2", True),
    ]


def test_what_is_moved_is_not_in_its_own_way_and_brings_its_buffer(
    nordlicht: Business, noor: StaffMember, mueller: Customer
) -> None:
    service = make.service(nordlicht, buffer_minutes=15)
    moved = make.appointment(mueller, noor, t("13:15"), lasting=45 * MINUTE, service=service)
    make.appointment(mueller, noor, t("14:10"))

    (buffer,) = asked(noor, ignoring_appointment=moved.id)

    assert (buffer.kind, *times(buffer)) == (
        ObstacleKind.BUFFER_AFTER,
        t("14:10"),
        t("15:10"),
    )
    assert asked(noor, ("12:55", "13:55"), ignoring_appointment=moved.id) == ()


def test_time_kept_after_an_earlier_appointment_is_told_as_such(
    noor: StaffMember, mueller: Customer
) -> None:
    earlier = make.appointment(mueller, noor, t("12:00"))
    BusyTime.objects.filter(appointment=earlier).update(ends_at=t("13:10"))

    (buffer,) = asked(noor)

    assert (buffer.kind, *times(buffer)) == (
        ObstacleKind.BUFFER_BEFORE,
        t("13:00"),
        t("13:10"),
    )


def test_a_processing_gap_is_not_in_the_way_on_either_side(
    nordlicht: Business, noor: StaffMember, mueller: Customer
) -> None:
    colour = make.service(nordlicht, duration_minutes=120, gap_after_minutes=30, gap_minutes=60)
    booked = make.appointment(mueller, noor, t("12:30"), lasting=2 * HOUR)
    BusyTime.objects.filter(appointment=booked).update(ends_at=t("13:00"))
    BusyTime.objects.create(
        business=nordlicht, staff_member=noor, appointment=booked,
        starts_at=t("14:00"), ends_at=t("14:30"),
    )  # fmt: skip

    assert asked(noor) == ()
    (second,) = asked(noor, ("13:30", "14:30"))
    assert times(second) == (t("14:00"), t("14:30"))
    assert asked(noor, ("12:00", "14:00"), service_id=colour.id) == ()
    (both,) = asked(noor, ("12:15", "14:15"), service_id=colour.id)
    assert times(both) == (t("12:30"), t("14:30"))


def test_outside_the_hours_only_warns_and_says_from_when_on(noor: StaffMember) -> None:
    (evening,) = asked(noor, ("17:30", "18:30"))
    (night,) = asked(noor, ("20:00", "21:00"))

    assert (evening.kind, evening.is_hard, *times(evening)) == (
        ObstacleKind.NOT_WORKING,
        False,
        t("18:00"),
        t("18:30"),
    )
    assert times(night) == (t("20:00"), t("21:00"))


def test_who_cannot_be_booked_for_it_is_told(
    nordlicht: Business, noor: StaffMember, jonas: StaffMember, mueller: Customer, chair: Room
) -> None:
    laser = make.service(nordlicht, "Laser")
    Skill.objects.create(business=nordlicht, service=laser, staff_member=jonas)
    former = make.staff(nordlicht, "Ada Former", is_active=False)
    desk = make.staff(nordlicht, "Nadia Keller", takes_bookings=False)
    Room.objects.filter(id=chair.id).update(is_active=False)
    with_noor = make.appointment(mueller, noor, t("13:00"), service=laser)

    assert kinds(asked(noor, ("15:00", "16:00"), service_id=laser.id)) == [
        ("not_done", "Noor", True)
    ]
    assert asked(jonas, service_id=laser.id) == ()
    assert kinds(asked(former)) == [("gone", "Ada", True)]
    assert kinds(asked(desk)) == [("no_bookings", "Nadia", True)]
    assert kinds(asked(noor, ("15:00", "16:00"), room_id=chair.id)) == [("gone", "Chair 2", True)]
    # Who has it already keeps it when it moves.
    assert asked(noor, ("15:00", "16:00"), ignoring_appointment=with_noor.id) == ()


def test_behind_the_horizon_nothing_can_be_booked(nordlicht: Business, noor: StaffMember) -> None:
    Business.objects.filter(id=nordlicht.id).update(horizon_days=1)

    last_day = asked(noor, at=t("23:00", date(2026, 11, 22)))
    (too_far,) = asked(noor, at=t("23:00", date(2026, 11, 21)))

    assert last_day == ()
    assert (too_far.kind, too_far.is_hard) == (ObstacleKind.TOO_FAR_AHEAD, True)
    assert too_far.starts_at == t("0:00", date(2026, 11, 22))


def test_past_time_is_in_nobodys_way(noor: StaffMember, mueller: Customer) -> None:
    make.appointment(mueller, noor, t("13:00"), lasting=30 * MINUTE)

    assert asked(noor, at=t("13:30")) == ()
    assert kinds(asked(noor, at=t("13:29"))) == [("appointment", "Noor", True)]
    assert asked(noor, ("8:00", "9:00"), at=t("13:29")) == ()


def test_nothing_of_another_business_is_told(
    noor: StaffMember, mueller: Customer, lumiere: Business, celine: StaffMember
) -> None:
    make.appointment(mueller, noor, t("13:00"))

    assert asked(noor, business=lumiere) == ()
    assert asked(celine, business=noor.business) == ()
