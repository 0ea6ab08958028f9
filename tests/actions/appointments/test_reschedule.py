"""Rescheduling an appointment."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest

from regulars.actions.appointments.book import book_appointment
from regulars.actions.appointments.cancel import cancel_appointment
from regulars.actions.appointments.check_in import check_in_appointment
from regulars.actions.appointments.complete import complete_appointment
from regulars.actions.appointments.confirm import confirm_appointment
from regulars.actions.appointments.place import Place
from regulars.actions.appointments.possible import (
    EndsTooSoon,
    NotOffered,
    TooFarAhead,
    TooLong,
    TooLongAgo,
)
from regulars.actions.appointments.reach import OutOfDate
from regulars.actions.appointments.reschedule import Moved, reschedule_appointment
from regulars.actions.appointments.status_change import NotPossibleNow
from regulars.actions.taken_time.hold import TimeTaken
from regulars.kernel.actor import Forbidden
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service, Skill
from regulars.records.customers import Customer
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from regulars.rules.cancellation import CancelledBy
from regulars.rules.permissions import Role
from tests import make
from tests.cast import acting
from tests.make import NOW

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TUESDAY = datetime(2026, 11, 24, 12, 0, tzinfo=NOW.tzinfo)  # 13:00 in Zürich


@pytest.fixture
def session(nordlicht: Business) -> Service:
    return make.service(nordlicht, duration_minutes=120, buffer_minutes=15, price_minor=36000)


@pytest.fixture
def book(nordlicht: Business, runa: StaffMember, mueller: Customer, session: Service) -> partial:
    """Books Mr Müller with Runa on Tuesday from 13:00 to 15:00, unless something else is said."""
    return partial(
        book_appointment,
        business=nordlicht,
        customer_id=mueller.id,
        staff_member_id=runa.id,
        service_id=session.id,
        starts_at=TUESDAY,
        actor=acting(runa),
        at=NOW,
    )


@pytest.fixture
def move(nordlicht: Business, runa: StaffMember) -> partial:
    """Moves to Wednesday at 13:00, unless something else is said."""
    return partial(
        reschedule_appointment,
        business=nordlicht,
        starts_at=TUESDAY + DAY,
        actor=acting(runa),
        at=NOW + HOUR,
    )


def _held() -> list[tuple[int | None, datetime, datetime]]:
    rows = BusyTime.objects.order_by("starts_at", "id")
    return list(rows.values_list("staff_member_id", "starts_at", "ends_at"))


def test_it_moves_with_its_length_and_the_time_it_holds(
    book: partial, move: partial, runa: StaffMember, mueller: Customer
) -> None:
    made = book()

    moved = move(appointment_id=made)

    before = Place(runa.id, None, TUESDAY, TUESDAY + 2 * HOUR)
    after = Place(runa.id, None, TUESDAY + DAY, TUESDAY + DAY + 2 * HOUR)
    assert moved == Moved(before, after, version=2)
    appointment = Appointment.objects.get(id=made)
    assert (appointment.starts_at, appointment.ends_at) == (after.starts_at, after.ends_at)
    assert (appointment.status, appointment.version) == ("booked", 2)
    assert appointment.changed_at == NOW + HOUR
    assert _held() == [(runa.id, after.starts_at, after.ends_at + timedelta(minutes=15))]
    mueller.refresh_from_db()
    assert mueller.latest_active_at == after.starts_at


def test_it_is_in_the_trail(
    book: partial, move: partial, jonas: StaffMember, runa: StaffMember, mueller: Customer
) -> None:
    made = book()

    move(appointment_id=made, staff_member_id=jonas.id)

    entry = AuditEntry.objects.get(verb="appointment.rescheduled")
    assert (entry.customer_id, entry.actor_id) == (mueller.id, runa.id)
    assert entry.changes == {
        "starts_at": [TUESDAY.isoformat(), (TUESDAY + DAY).isoformat()],
        "ends_at": [(TUESDAY + 2 * HOUR).isoformat(), (TUESDAY + DAY + 2 * HOUR).isoformat()],
        "staff_member_id": [runa.id, jonas.id],
    }


def test_it_can_overlap_the_time_that_it_held_itself(book: partial, move: partial) -> None:
    made = book()

    move(appointment_id=made, starts_at=TUESDAY + HOUR / 2)

    assert [start for _, start, _ in _held()] == [TUESDAY + HOUR / 2]


def test_a_move_into_taken_time_is_refused_and_changes_nothing(
    book: partial, move: partial, runa: StaffMember
) -> None:
    made, rival = book(), book(starts_at=TUESDAY + DAY)
    held, audited = _held(), AuditEntry.objects.count()

    with pytest.raises(TimeTaken) as refusal:
        move(appointment_id=made, starts_at=TUESDAY + DAY + HOUR)

    assert "Runa" in str(refusal.value)
    assert _held() == held
    assert AuditEntry.objects.count() == audited
    kept = Appointment.objects.get(id=made)
    assert (kept.starts_at, kept.version) == (TUESDAY, 1)
    assert Appointment.objects.get(id=rival).version == 1


def test_moving_back_with_the_version_it_answered_undoes_it(book: partial, move: partial) -> None:
    made = book()
    moved = move(appointment_id=made)

    move(
        appointment_id=made,
        starts_at=moved.before.starts_at,
        ends_at=moved.before.ends_at,
        version=moved.version,
    )

    assert Appointment.objects.get(id=made).starts_at == TUESDAY
    with pytest.raises(OutOfDate):
        move(appointment_id=made, version=moved.version)
    assert Appointment.objects.get(id=made).starts_at == TUESDAY


def test_a_move_to_where_it_stands_changes_nothing(book: partial, move: partial) -> None:
    made = book()

    moved = move(appointment_id=made, starts_at=TUESDAY)

    assert moved.before == moved.after
    assert moved.version == 1
    assert AuditEntry.objects.filter(verb="appointment.rescheduled").count() == 0


def test_a_yes_holds_for_the_start_it_was_said_to(
    book: partial, move: partial, nordlicht: Business, runa: StaffMember, jonas: StaffMember
) -> None:
    made = book()
    confirm_appointment(business=nordlicht, appointment_id=made, actor=acting(runa), at=NOW)

    move(appointment_id=made, starts_at=TUESDAY, ends_at=TUESDAY + 3 * HOUR)
    move(appointment_id=made, starts_at=TUESDAY, staff_member_id=jonas.id)
    assert Appointment.objects.get(id=made).status == "confirmed"
    moved = move(appointment_id=made, starts_at=TUESDAY + HOUR)
    assert Appointment.objects.get(id=made).status == "booked"

    events = AppointmentEvent.objects.order_by("id").values_list(
        "from_status", "to_status", "is_undo"
    )
    assert list(events)[2:] == [("confirmed", "booked", True)]
    move(appointment_id=made, starts_at=TUESDAY, version=moved.version)
    assert Appointment.objects.get(id=made).status == "confirmed"


def test_a_yes_that_was_taken_back_does_not_return_by_a_later_move(
    book: partial, move: partial, nordlicht: Business, runa: StaffMember
) -> None:
    made = book()
    confirm_appointment(business=nordlicht, appointment_id=made, actor=acting(runa), at=NOW)
    move(appointment_id=made, starts_at=TUESDAY + HOUR)

    move(appointment_id=made, starts_at=TUESDAY + 2 * HOUR)
    move(appointment_id=made, starts_at=TUESDAY)

    assert Appointment.objects.get(id=made).status == "booked"


def test_whoever_has_checked_in_can_change_to_somebody_else(
    book: partial, move: partial, nordlicht: Business, runa: StaffMember, jonas: StaffMember
) -> None:
    made = book()
    check_in_appointment(business=nordlicht, appointment_id=made, actor=acting(runa), at=TUESDAY)

    move(
        appointment_id=made,
        starts_at=TUESDAY,
        ends_at=TUESDAY + 3 * HOUR,
        staff_member_id=jonas.id,
        at=TUESDAY + HOUR,
    )

    appointment = Appointment.objects.get(id=made)
    assert (appointment.status, appointment.staff_member_id) == ("checked_in", jonas.id)
    # What has passed is nobody's any more.
    assert _held() == [(jonas.id, TUESDAY + HOUR, TUESDAY + 3.25 * HOUR)]


def test_what_has_its_ending_stays(
    book: partial, move: partial, nordlicht: Business, runa: StaffMember
) -> None:
    told = {"business": nordlicht, "actor": acting(runa)}
    done, gone = book(), book(starts_at=TUESDAY + DAY)
    complete_appointment(**told, appointment_id=done, at=TUESDAY + HOUR)
    cancel_appointment(**told, appointment_id=gone, by=CancelledBy.CUSTOMER, told_at=NOW, at=NOW)
    audited = AuditEntry.objects.count()

    for ended in (done, gone):
        with pytest.raises(NotPossibleNow):
            move(appointment_id=ended, starts_at=TUESDAY + 2 * DAY)

    assert AuditEntry.objects.count() == audited


def test_nonsense_is_refused(book: partial, move: partial) -> None:
    made = book()

    for refusal, wish in (
        (EndsTooSoon, {"ends_at": TUESDAY}),
        (TooLong, {"ends_at": TUESDAY + 3 * DAY}),
        (TooFarAhead, {"starts_at": NOW + 541 * DAY}),
        (TooLongAgo, {"starts_at": NOW - 400 * DAY}),
    ):
        with pytest.raises(refusal):
            move(appointment_id=made, **wish)
    move(appointment_id=made, starts_at=NOW + 540 * DAY)


def test_only_to_somebody_who_does_it(
    book: partial,
    move: partial,
    nordlicht: Business,
    runa: StaffMember,
    jonas: StaffMember,
    nadia: StaffMember,
    session: Service,
) -> None:
    made = book()
    Skill.objects.create(business=nordlicht, service=session, staff_member=runa)
    StaffMember.objects.filter(id=nadia.id).update(takes_bookings=False)
    closed = Room.objects.create(business=nordlicht, name="Back room", is_active=False)

    with pytest.raises(NotOffered) as refusal:
        move(appointment_id=made, staff_member_id=jonas.id)
    assert str(refusal.value) == "Jonas Wyss does not do Tattoo session. Choose Runa Brandt."
    with pytest.raises(NotOffered, match="takes no bookings"):
        move(appointment_id=made, staff_member_id=nadia.id)
    with pytest.raises(NotOffered):
        move(appointment_id=made, room_id=closed.id)
    assert Appointment.objects.get(id=made).version == 1


def test_a_room_is_taken_and_given_back(
    book: partial, move: partial, nordlicht: Business, runa: StaffMember, jonas: StaffMember
) -> None:
    chair = Room.objects.create(business=nordlicht, name="Chair")
    made, rival = book(), book(staff_member_id=jonas.id, room_id=chair.id)

    with pytest.raises(TimeTaken) as refusal:
        move(appointment_id=made, starts_at=TUESDAY, room_id=chair.id)
    assert "Chair" in str(refusal.value)
    move(appointment_id=rival, starts_at=TUESDAY, room_id=None)
    move(appointment_id=made, starts_at=TUESDAY, room_id=chair.id)
    move(appointment_id=made, starts_at=TUESDAY + HOUR)

    assert Appointment.objects.get(id=made).room == chair
    held = BusyTime.objects.filter(room=chair).values_list("starts_at", flat=True)
    assert list(held) == [TUESDAY + HOUR]


def test_an_artist_moves_only_in_the_own_column_and_a_guest_nothing(
    book: partial, move: partial, nordlicht: Business, jonas: StaffMember, celine: StaffMember
) -> None:
    hers, his = book(), book(staff_member_id=jonas.id)
    guest = make.staff(nordlicht, "Guest", Role.GUEST)

    for stranger in (jonas, guest, celine):
        with pytest.raises(Forbidden):
            move(appointment_id=hers, actor=acting(stranger))
    with pytest.raises(Forbidden):
        move(
            appointment_id=his,
            actor=acting(jonas),
            staff_member_id=book.keywords["staff_member_id"],
        )
    move(appointment_id=his, actor=acting(jonas))


def test_another_businesss_appointment_staff_and_room_are_unknown(
    book: partial, move: partial, celine: StaffMember, lumiere: Business, nordlicht: Business
) -> None:
    made = book()
    theirs = make.appointment(
        make.customer(lumiere, "Anaïs", "Petit"), celine, TUESDAY, lasting=HOUR
    )
    room = Room.objects.create(business=lumiere, name="Cabine")

    with pytest.raises(Appointment.DoesNotExist):
        move(appointment_id=theirs.id)
    with pytest.raises(StaffMember.DoesNotExist):
        move(appointment_id=made, staff_member_id=celine.id)
    with pytest.raises(Room.DoesNotExist):
        move(appointment_id=made, room_id=room.id)


def test_an_imported_one_gets_its_time_of_day(
    move: partial, mueller: Customer, runa: StaffMember
) -> None:
    made = make.appointment(
        mueller, runa, TUESDAY, is_imported=True, time_known=False, holds_time=False
    )

    move(appointment_id=made.id, starts_at=TUESDAY + HOUR)

    made.refresh_from_db()
    assert made.time_known
    assert [start for _, start, _ in _held()] == [TUESDAY + HOUR]
