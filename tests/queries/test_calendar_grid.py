"""The lanes of a day and of a week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from regulars.queries.calendar_entries import CalendarAppointment
from regulars.queries.calendar_grid import Grid, calendar_grid
from regulars.queries.calendar_lanes import Lane
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.schedule import Block, Room, WorkingHours
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.lanes import Beside, Extent
from tests import make
from tests.counting import counted

ZURICH = ZoneInfo("Europe/Zurich")
MONDAY = date(2026, 11, 23)


def at(hour: int, minute: int = 0, *, day: date = MONDAY) -> datetime:
    """A moment of that wall-clock time in Zürich."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZURICH).astimezone(UTC)


def grid(business: Business, **given: object) -> Grid:
    said = {"first": MONDAY, "last": MONDAY, "zone": ZURICH, "at": make.NOW} | given
    return calendar_grid(business=business, **said)  # type: ignore[arg-type]


def works(member: StaffMember, start: int, end: int, weekday: int = 0) -> None:
    WorkingHours.objects.create(
        business_id=member.business_id,
        staff_member=member,
        weekday=weekday,
        start_minute=start * 60,
        end_minute=end * 60,
    )


def names(lanes: tuple[Lane, ...]) -> list[str]:
    return [lane.column.name for lane in lanes]


def test_everybody_who_takes_bookings_has_a_column_and_whoever_has_an_entry(
    nordlicht: Business, runa: StaffMember, jonas: StaffMember, mueller: Customer
) -> None:
    make.staff(nordlicht, "Desk", takes_bookings=False)
    gone = make.staff(nordlicht, "Gone", is_active=False)

    before = names(grid(nordlicht).lanes)
    make.appointment(mueller, gone, at(10), status=Status.COMPLETED)
    after = names(grid(nordlicht).lanes)

    assert before == ["Jonas Wyss", "Runa Brandt"]
    assert after == ["Gone", "Jonas Wyss", "Runa Brandt"]


def test_hours_not_worked_are_off_and_the_load_says_what_is_free(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    works(runa, 10, 18)
    service = make.service(nordlicht, buffer_minutes=30)
    make.appointment(mueller, runa, at(10), lasting=timedelta(hours=2), service=service)
    make.appointment(mueller, runa, at(15), lasting=timedelta(hours=2), status=Status.NO_SHOW)
    Block.objects.create(
        business=nordlicht, staff_member=runa, title="Lunch",
        starts_at=at(13), ends_at=at(14), created_at=make.NOW,
    )  # fmt: skip

    shown = grid(nordlicht)

    (lane,) = shown.lanes
    assert shown.shown == Extent(600, 1080)
    assert lane.off == ()
    assert lane.booked == timedelta(hours=4)
    # The buffer is taken; the time of who did not come is free again.
    assert [stretch.extent for stretch in lane.free] == [Extent(750, 780), Extent(840, 1080)]
    assert lane.free_in_all == timedelta(hours=4, minutes=30)
    assert [kind for kind, _ in lane.in_order] == ["entry", "free", "entry", "free", "entry"]


def test_what_has_passed_is_not_free(nordlicht: Business, runa: StaffMember) -> None:
    works(runa, 10, 18)

    (lane,) = grid(nordlicht, at=at(14, 2)).lanes

    assert [stretch.extent for stretch in lane.free] == [Extent(840, 1080)]
    assert grid(nordlicht, at=at(19)).lanes[0].free_in_all is None


def test_a_day_off_is_off_from_end_to_end(nordlicht: Business, runa: StaffMember) -> None:
    works(runa, 10, 18, weekday=1)

    (lane,) = grid(nordlicht).lanes

    assert lane.is_day_off
    assert lane.off == (Extent(540, 1080),)


def test_without_any_hours_nothing_is_off_and_nothing_is_counted_as_free(
    nordlicht: Business, runa: StaffMember
) -> None:
    (lane,) = grid(nordlicht).lanes

    assert (lane.off, lane.free_in_all, lane.is_day_off) == ((), None, False)
    assert [stretch.extent for stretch in lane.free] == [Extent(540, 1080)]


def test_what_overlaps_on_paper_stands_side_by_side(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    old = {"is_imported": True, "status": Status.COMPLETED}
    make.appointment(mueller, runa, at(10), lasting=timedelta(hours=2), **old)
    make.appointment(mueller, runa, at(11), **old)

    (lane,) = grid(nordlicht).lanes

    assert [placed.beside for placed in lane.placed] == [Beside(0, 2), Beside(1, 2)]
    assert lane.booked == timedelta(hours=2)


def test_nothing_imported_is_lost(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    lost = {"is_imported": True, "status": Status.COMPLETED, "business": nordlicht}
    make.appointment(mueller, runa, at(0), time_known=False, **lost)
    make.appointment(mueller, None, at(12), **lost)
    make.appointment(None, None, at(0), time_known=False, **lost)

    shown = grid(nordlicht)

    assert names(shown.lanes) == ["Runa Brandt", ""]
    own, nobody = shown.lanes
    assert (len(own.untimed), len(own.placed)) == (1, 0)
    assert (len(nobody.untimed), len(nobody.placed)) == (1, 1)
    assert shown.has_top


def test_a_whole_day_away_stands_above_the_hours(nordlicht: Business, runa: StaffMember) -> None:
    Block.objects.create(
        business=nordlicht, staff_member=runa, kind="time_off",
        starts_at=at(0), ends_at=at(0, day=MONDAY + timedelta(days=1)), created_at=make.NOW,
    )  # fmt: skip

    (lane,) = grid(nordlicht).lanes

    assert len(lane.whole_day) == 1
    assert (lane.placed, lane.free) == ((), ())


def test_cancelled_ones_are_strips_that_do_not_block(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, at(10), status=Status.CANCELLED_TOO_LATE)
    make.appointment(mueller, runa, at(10))

    (lane,) = grid(nordlicht, with_cancelled=True).lanes

    assert [placed.beside for placed in lane.placed] == [Beside(0, 1)]
    assert [strip.extent for strip in lane.strips] == [Extent(600, 660)]
    assert lane.booked == timedelta(hours=1)


def test_rooms_have_columns_of_their_own(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    room = Room.objects.create(business=nordlicht, name="Room 2")
    Room.objects.create(business=nordlicht, name="Old", is_active=False)
    inside = make.appointment(mueller, runa, at(10), room=room)
    make.appointment(mueller, runa, at(12))

    shown = grid(nordlicht, by_room=True)

    assert names(shown.lanes) == ["Room 2"]
    assert [placed.entry.id for placed in shown.lanes[0].placed] == [inside.id]
    assert shown.without_room == 1


def test_a_block_of_a_room_stands_in_no_column_of_a_person(
    nordlicht: Business, runa: StaffMember
) -> None:
    room = Room.objects.create(business=nordlicht, name="Room 2")
    Block.objects.create(
        business=nordlicht, room=room, starts_at=at(10), ends_at=at(11), created_at=make.NOW
    )

    assert names(grid(nordlicht).lanes) == ["Runa Brandt"]
    assert len(grid(nordlicht, by_room=True).lanes[0].placed) == 1


def test_a_week_leaves_out_who_is_not_there_on_a_day(
    nordlicht: Business, runa: StaffMember, jonas: StaffMember, mueller: Customer
) -> None:
    works(runa, 10, 18)
    works(jonas, 10, 18, weekday=1)
    make.appointment(mueller, runa, at(10, day=MONDAY + timedelta(days=6)))

    shown = grid(nordlicht, last=MONDAY + timedelta(days=6))

    assert [(lane.day.day, lane.column.name) for lane in shown.lanes] == [
        (23, "Runa Brandt"),
        (24, "Jonas Wyss"),
        (29, "Runa Brandt"),
    ]
    own = grid(nordlicht, last=MONDAY + timedelta(days=6), staff_member_ids={runa.id})
    assert len(own.lanes) == 7


def test_an_entry_across_midnight_stands_on_both_days(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    made = make.appointment(mueller, runa, at(22), lasting=timedelta(hours=4))

    shown = grid(nordlicht, last=MONDAY + timedelta(days=1))

    assert [
        (placed.entry.id, placed.extent, lane.begins_here(placed.entry, ZURICH))
        for lane in shown.lanes
        for placed in lane.placed
    ] == [(made.id, Extent(1320, 1440), True), (made.id, Extent(0, 120), False)]


def test_both_passes_of_the_hour_that_comes_twice_are_told_apart(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    day = date(2026, 10, 25)
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30, and again an hour later
    make.appointment(mueller, runa, first, lasting=timedelta(minutes=30))
    make.appointment(mueller, runa, first + timedelta(hours=1), lasting=timedelta(minutes=30))

    (lane,) = grid(nordlicht, first=day, last=day, at=first - timedelta(days=1)).lanes

    assert [placed.extent.start for placed in lane.placed] == [150, 150]
    # The first pass ends where the wall says 02:00 again, so it is drawn as the shorter one.
    assert [placed.beside for placed in lane.placed] == [Beside(1, 2), Beside(0, 2)]
    one, other = (placed.entry for placed in lane.placed)
    assert isinstance(one, CalendarAppointment)
    assert one.starts_at < other.starts_at


def test_forty_people_cost_as_many_statements_as_one(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    with counted("calendar grid"):
        grid(nordlicht)
    for number in range(39):
        member = make.staff(nordlicht, f"Number {number:02}")
        works(member, 10, 18)
        make.appointment(mueller, member, at(10))

    with counted("calendar grid"):
        shown = grid(nordlicht, last=MONDAY + timedelta(days=6))

    assert len({lane.column.name for lane in shown.lanes}) == 40


def test_another_business_sees_nothing(
    nordlicht: Business, lumiere: Business, runa: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, at(10))

    assert grid(lumiere).lanes == ()
