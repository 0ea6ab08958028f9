"""Booking an appointment."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from regulars.actions.appointments.book import book_appointment
from regulars.actions.appointments.possible import (
    EndsTooSoon,
    NotOffered,
    TooFarAhead,
    TooLong,
    TooLongAgo,
)
from regulars.actions.taken_time.hold import TimeTaken
from regulars.kernel.actor import Forbidden
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service, Skill
from regulars.records.customers import Customer
from regulars.records.projects import Project
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Role
from tests import make
from tests.cast import acting
from tests.make import NOW
from tests.racing import on_file, race

HOUR = timedelta(hours=1)
TUESDAY = datetime(2026, 11, 24, 12, 0, tzinfo=NOW.tzinfo)  # 13:00 in Zürich


@pytest.fixture
def session(nordlicht: Business) -> Service:
    """Two hours of tattooing with a quarter of an hour to clean up."""
    return make.service(nordlicht, duration_minutes=120, buffer_minutes=15, price_minor=36000)


@pytest.fixture
def book(nordlicht: Business, runa: StaffMember, mueller: Customer, session: Service) -> partial:
    """Books Mr Müller with Runa on Tuesday at 13:00, unless something else is said."""
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


def test_it_holds_the_time_with_the_buffer(book: partial, runa: StaffMember) -> None:
    appointment = Appointment.objects.get(id=book())

    assert appointment.ends_at == TUESDAY + 2 * HOUR
    assert (appointment.price_minor, appointment.currency) == (36000, "CHF")
    busy = BusyTime.objects.get()
    assert (busy.staff_member, busy.appointment) == (runa, appointment)
    assert (busy.starts_at, busy.ends_at) == (TUESDAY, TUESDAY + timedelta(minutes=135))


def test_it_is_told_to_the_standing_the_events_and_the_audit(
    book: partial, mueller: Customer, runa: StaffMember
) -> None:
    appointment_id = book()

    mueller.refresh_from_db()
    assert (mueller.latest_active_at, mueller.bookings, mueller.strokes) == (TUESDAY, 1, ":")
    event = AppointmentEvent.objects.get(appointment_id=appointment_id)
    assert (event.from_status, event.to_status, event.actor_id) == ("", "booked", runa.id)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.customer_id) == ("appointment.booked", mueller.id)


def test_a_processing_gap_can_be_booked_by_somebody_else(
    book: partial, nordlicht: Business, mueller: Customer
) -> None:
    colour = make.service(
        nordlicht, "Colour", duration_minutes=120, gap_after_minutes=30, gap_minutes=60
    )
    quick = make.service(nordlicht, "Fringe", duration_minutes=60)
    book(service_id=colour.id)

    book(service_id=quick.id, starts_at=TUESDAY + HOUR / 2)

    assert BusyTime.objects.count() == 3


def test_taken_time_is_refused_and_says_what_is_in_the_way(book: partial) -> None:
    book(ends_at=TUESDAY + 1.75 * HOUR)
    audited = AuditEntry.objects.count()

    with pytest.raises(TimeTaken) as refusal:
        book(starts_at=TUESDAY + HOUR)

    assert str(refusal.value) == ("Runa has an appointment until 14:45. Choose another time.")
    assert Appointment.objects.count() == 1
    assert AuditEntry.objects.count() == audited
    assert AppointmentEvent.objects.count() == 1


def test_a_room_is_never_taken_twice(
    book: partial, nordlicht: Business, jonas: StaffMember
) -> None:
    chair = Room.objects.create(business=nordlicht, name="Chair 1")
    book(room_id=chair.id)

    with pytest.raises(TimeTaken) as refusal:
        book(staff_member_id=jonas.id, room_id=chair.id)

    assert "Chair 1 is taken" in str(refusal.value)
    book(staff_member_id=jonas.id)


def test_back_to_back_appointments_touch(book: partial) -> None:
    book()
    book(starts_at=TUESDAY + timedelta(minutes=135))

    assert Appointment.objects.count() == 2


def test_what_is_written_down_afterwards_holds_no_time(book: partial) -> None:
    book(starts_at=NOW - 48 * HOUR)

    assert BusyTime.objects.count() == 0


def test_an_end_before_the_start_is_refused(book: partial) -> None:
    with pytest.raises(EndsTooSoon):
        book(ends_at=TUESDAY)


def test_what_is_no_longer_offered_is_refused(
    book: partial, nordlicht: Business, runa: StaffMember
) -> None:
    gone = make.service(nordlicht, "Piercing", is_active=False)
    group = make.service(nordlicht, "Flash group", capacity=6)
    retired = make.staff(nordlicht, "Ana Vidal", is_active=False)

    for wish in (
        {"service_id": gone.id},
        {"service_id": group.id},
        {"staff_member_id": retired.id},
    ):
        with pytest.raises(NotOffered):
            book(**wish)
    assert Appointment.objects.count() == 0


@pytest.mark.parametrize(
    ("wish", "refusal", "sentence"),
    [
        (
            {"ends_at": TUESDAY + timedelta(hours=25)},
            TooLong,
            "An appointment lasts 24 hours at most. "
            "Choose an earlier end, or book several sessions.",
        ),
        (
            {"starts_at": NOW + timedelta(days=541)},
            TooFarAhead,
            "Bookings are open until Mon, 15 May 2028. Choose an earlier day.",
        ),
        (
            {"starts_at": NOW - timedelta(days=367)},
            TooLongAgo,
            "This day is more than a year ago. Check the year.",
        ),
    ],
)
def test_a_day_out_of_reach_and_an_endless_visit_are_refused(
    book: partial, wish: dict[str, datetime], refusal: type[Exception], sentence: str
) -> None:
    with pytest.raises(refusal) as said:
        book(**wish)

    assert str(said.value) == sentence
    assert (Appointment.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_the_last_day_of_the_horizon_can_be_booked_to_its_end(book: partial) -> None:
    book(starts_at=NOW + timedelta(days=540, hours=12))

    assert Appointment.objects.count() == 1


def test_a_service_that_names_somebody_is_done_by_nobody_else(
    book: partial, nordlicht: Business, jonas: StaffMember, nadia: StaffMember, session: Service
) -> None:
    for member in (jonas, nadia):
        Skill.objects.create(business=nordlicht, service=session, staff_member=member)

    with pytest.raises(NotOffered) as refusal:
        book()

    assert str(refusal.value) == (
        "Runa Brandt does not do Tattoo session. Choose Jonas Wyss or Nadia Keller."
    )
    book(staff_member_id=jonas.id)


def test_whoever_has_no_column_and_a_room_out_of_use_are_refused(
    book: partial, nordlicht: Business
) -> None:
    desk = make.staff(nordlicht, "Ida Front", takes_bookings=False)
    room = Room.objects.create(business=nordlicht, name="Cellar", is_active=False)

    for wish, sentence in (
        ({"staff_member_id": desk.id}, "Ida Front takes no bookings. Choose somebody else."),
        ({"room_id": room.id}, "Cellar is no longer in use. Choose another room."),
    ):
        with pytest.raises(NotOffered) as refusal:
            book(**wish)
        assert str(refusal.value) == sentence
    assert Appointment.objects.count() == 0


def test_a_project_is_opened_with_the_booking_or_not_at_all(
    book: partial, mueller: Customer
) -> None:
    made = Appointment.objects.get(id=book(new_project_title=" Swallow "))

    with pytest.raises(TimeTaken):
        book(new_project_title="Another")

    project = Project.objects.get()
    assert (made.project, project.title, project.customer) == (project, "Swallow", mueller)


def test_a_price_of_ones_own_needs_the_permission_to_see_money(
    book: partial, jonas: StaffMember
) -> None:
    own = {"actor": acting(jonas), "staff_member_id": jonas.id}

    with pytest.raises(Forbidden):
        book(**own, price_minor=100)
    assert Appointment.objects.get(id=book(**own)).price_minor == 36000


def test_a_guest_may_not_book_and_an_artist_only_in_the_own_column(
    book: partial, nordlicht: Business, jonas: StaffMember, celine: StaffMember
) -> None:
    guest = make.staff(nordlicht, "Guest", Role.GUEST)

    for stranger in (guest, jonas, celine):
        with pytest.raises(Forbidden):
            book(actor=acting(stranger))
    book(actor=acting(jonas), staff_member_id=jonas.id)


def test_another_businesss_customer_is_unknown(book: partial, celine: StaffMember) -> None:
    hers = make.customer(celine.business, "Anaïs", "Petit")

    with pytest.raises(Customer.DoesNotExist):
        book(customer_id=hers.id)


def test_of_eight_who_race_for_one_place_one_wins(
    committed_db: None, book: partial, mueller: Customer, tmp_path: Path
) -> None:
    with on_file(tmp_path):
        results = race([book] * 8)

        assert sorted(type(result).__name__ for result in results) == ["TimeTaken"] * 7 + ["int"]
        assert (Appointment.objects.count(), BusyTime.objects.count()) == (1, 1)
        mueller.refresh_from_db()
        assert mueller.bookings == 1


def test_a_customer_booked_eight_times_at_once_is_counted_eight_times(
    committed_db: None, book: partial, mueller: Customer, tmp_path: Path, nordlicht: Business
) -> None:
    artists = [make.staff(nordlicht, f"Artist {number}") for number in range(8)]

    with on_file(tmp_path):
        race([partial(book, staff_member_id=artist.id) for artist in artists])

        mueller.refresh_from_db()
        assert (mueller.bookings, mueller.strokes) == (8, ":" * 8)
