"""What stands on the calendar in a span of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from regulars.queries.calendar_entries import CalendarEntries, calendar_entries
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.schedule import Block, Room
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.deposits import DepositState
from tests import make
from tests.counting import counted

DAY = datetime(2026, 11, 23, tzinfo=UTC)
NEXT = DAY + timedelta(days=1)


def at(hour: int, minute: int = 0, *, day: datetime = DAY) -> datetime:
    return day + timedelta(hours=hour, minutes=minute)


def of_the_day(business: Business, **given: object) -> CalendarEntries:
    return calendar_entries(business=business, starts_at=DAY, ends_at=NEXT, **given)  # type: ignore[arg-type]


def test_an_appointment_says_what_the_calendar_shows_of_it(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    service = make.service(nordlicht, "Tattoo session", buffer_minutes=15)
    project = make.project(mueller, "Pine ridge", expected_sessions=4)
    make.appointment(
        mueller, runa, at(9) - timedelta(days=30), status=Status.COMPLETED, project=project
    )
    made = make.appointment(
        mueller, runa, at(9), status=Status.CHECKED_IN, service=service, project=project,
        price_minor=62_000, lasting=timedelta(hours=2), ending={"at": at(8, 54)},
    )  # fmt: skip
    make.alert(mueller, "Latex allergy")
    make.alert(mueller, "Prepay only")
    make.note(mueller, "Older", shows_when_booking=True)
    make.note(mueller, "Oat flat white.", is_pinned=True)
    make.deposit(mueller, 15_000, project=project, state=DepositState.PAID)

    with counted("calendar entries"):
        entries = of_the_day(nordlicht)

    (shown,) = entries.appointments
    assert (shown.id, shown.version, shown.status) == (made.id, 1, Status.CHECKED_IN)
    assert (shown.starts_at, shown.ends_at) == (at(9), at(11))
    assert (shown.name, shown.what, shown.service) == (
        "Jürg Müller",
        "Pine ridge",
        "Tattoo session",
    )
    assert (shown.session_number, shown.expected_sessions) == (2, 4)
    assert (shown.alert, shown.hint) == ("Latex allergy", "Oat flat white.")
    assert shown.deposit is DepositState.PAID
    assert shown.checked_in_at == at(8, 54)
    assert shown.price_minor == 62_000
    assert [(span.starts_at, span.ends_at) for span in shown.busy] == [(at(9), at(11, 15))]
    assert entries.groups == entries.blocks == ()


def test_a_no_show_stays_and_a_cancellation_leaves(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, at(9), status=Status.NO_SHOW)
    for hour, status in enumerate(
        (Status.CANCELLED_ON_TIME, Status.CANCELLED_TOO_LATE, Status.CANCELLED_BY_NOTIFICATION), 11
    ):
        make.appointment(mueller, runa, at(hour), status=status)

    shown = [entry.status for entry in of_the_day(nordlicht).appointments]
    with_cancelled = [
        entry.status for entry in of_the_day(nordlicht, with_cancelled=True).appointments
    ]

    assert shown == [Status.NO_SHOW]
    assert with_cancelled == [
        Status.NO_SHOW,
        Status.CANCELLED_ON_TIME,
        Status.CANCELLED_TOO_LATE,
        Status.CANCELLED_BY_NOTIFICATION,
    ]


def test_the_last_no_show_before_is_remembered(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, at(9) - timedelta(days=1), status=Status.NO_SHOW)
    make.appointment(mueller, runa, at(9), status=Status.NO_SHOW)
    make.appointment(mueller, runa, at(15))

    before, after = of_the_day(nordlicht).appointments

    assert before.last_no_show_at == at(9) - timedelta(days=1)
    assert after.last_no_show_at == at(9)
    assert after.no_shows == 2


def test_what_began_before_reaches_in_and_what_ends_as_the_span_begins_does_not(
    nordlicht: Business, runa: StaffMember, jonas: StaffMember, mueller: Customer
) -> None:
    reaching = make.appointment(mueller, runa, at(-2), lasting=timedelta(hours=3))
    make.appointment(mueller, jonas, at(-2), lasting=timedelta(hours=2))
    make.appointment(mueller, jonas, at(24))

    assert [entry.id for entry in of_the_day(nordlicht).appointments] == [reaching.id]


def test_one_without_a_time_of_day_stands_on_its_day_only(nordlicht: Business) -> None:
    lost = {"business": nordlicht, "is_imported": True, "time_known": False, "holds_time": False}
    make.appointment(None, None, DAY - timedelta(days=1), lasting=timedelta(hours=30), **lost)
    make.appointment(None, None, DAY, lasting=timedelta(hours=30), title="Flash", **lost)

    (shown,) = of_the_day(nordlicht).appointments

    assert (shown.name, shown.time_known, shown.staff_member_id) == ("Flash", False, None)


def test_a_group_session_says_how_many_places_are_taken(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    service = make.service(nordlicht, "Flash group", capacity=8)
    session = make.group_session(service, runa, at(13), capacity=3)
    off = make.group_session(service, runa, at(16), called_off_at=at(1))
    make.registration(session, mueller)
    make.registration(session, make.customer(nordlicht, "Bo"), Status.NO_SHOW)
    make.registration(session, make.customer(nordlicht, "Cleo"), Status.CANCELLED_ON_TIME)

    (shown,) = of_the_day(nordlicht).groups

    assert (shown.title, shown.taken, shown.capacity, shown.places_left) == ("Flash group", 2, 3, 1)
    called_off = of_the_day(nordlicht, with_cancelled=True).groups[1]
    assert (called_off.id, called_off.is_called_off) == (off.id, True)


def test_a_block_of_weeks_is_seen_on_each_of_its_days(
    nordlicht: Business, runa: StaffMember
) -> None:
    block = Block.objects.create(
        business=nordlicht, staff_member=runa, kind="guest_spot", title="Kyoto",
        starts_at=DAY - timedelta(days=20), ends_at=DAY + timedelta(days=3), created_at=make.NOW,
    )  # fmt: skip
    Block.objects.create(
        business=nordlicht, staff_member=runa, starts_at=at(9), ends_at=at(10),
        created_at=make.NOW, removed_at=make.NOW,
    )  # fmt: skip

    (shown,) = of_the_day(nordlicht).blocks

    assert (shown.id, shown.kind, shown.title, shown.staff_name) == (
        block.id, "guest_spot", "Kyoto", "Runa Brandt",
    )  # fmt: skip


def test_a_filter_by_staff_leaves_everybody_else_and_the_rooms_out(
    nordlicht: Business, runa: StaffMember, jonas: StaffMember, mueller: Customer
) -> None:
    own = make.appointment(mueller, runa, at(9))
    make.appointment(mueller, jonas, at(9))
    room = Room.objects.create(business=nordlicht, name="Room 2")
    Block.objects.create(
        business=nordlicht, room=room, starts_at=at(9), ends_at=at(10), created_at=make.NOW
    )

    filtered = of_the_day(nordlicht, staff_member_ids={runa.id})

    assert [entry.id for entry in filtered.appointments] == [own.id]
    assert filtered.blocks == ()
    assert len(of_the_day(nordlicht).blocks) == 1
    assert of_the_day(nordlicht, staff_member_ids=()).all == ()


def test_another_business_sees_nothing(
    nordlicht: Business, lumiere: Business, runa: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, at(9))

    assert of_the_day(lumiere, with_cancelled=True).all == ()
