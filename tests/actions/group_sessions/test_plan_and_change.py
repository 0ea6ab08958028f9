"""Planning a group session, and changing one that people have places in."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from regulars.actions.appointments.possible import NotOffered, TooFarAhead, TooLongAgo
from regulars.actions.group_sessions.call_off import call_off_group_session
from regulars.actions.group_sessions.change import OutOfDate, change_group_session
from regulars.actions.group_sessions.check_in import check_in_registration
from regulars.actions.group_sessions.complete import complete_registration
from regulars.actions.group_sessions.confirm import confirm_registration
from regulars.actions.group_sessions.moved import HasTakenPlace
from regulars.actions.group_sessions.plan import plan_group_session
from regulars.actions.group_sessions.planned import EndsTooSoon, NoPlaces, TooLong
from regulars.actions.group_sessions.seats import IsCalledOff
from regulars.actions.taken_time.hold import TimeTaken
from regulars.kernel.actor import Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.busy_time import BusyTime
from regulars.records.group_sessions import GroupSession, Registration, RegistrationEvent
from regulars.records.schedule import Room
from tests import make
from tests.actions.group_sessions.conftest import HOUR
from tests.cast import acting
from tests.make import NOW


@pytest.fixture
def plan(nordlicht, flash, runa):
    return partial(
        plan_group_session,
        business=nordlicht,
        service_id=flash.id,
        staff_member_id=runa.id,
        starts_at=NOW + 50 * HOUR,
        actor=acting(runa),
        at=NOW,
    )


@pytest.fixture
def change(session, as_runa):
    return partial(change_group_session, session_id=session.id, version=session.version, **as_runa)


def test_what_is_not_said_is_the_service_s(plan, flash, runa):
    session = GroupSession.objects.get(id=plan())

    assert (session.title, session.capacity, session.notes) == ("Flash day", 2, "")
    assert session.ends_at - session.starts_at == 2 * HOUR
    held = BusyTime.objects.get()
    assert (held.staff_member_id, held.group_session_id) == (runa.id, session.id)
    assert (held.starts_at, held.ends_at) == (session.starts_at, session.ends_at)


def test_the_room_is_held_too(plan, nordlicht):
    room = Room.objects.create(business=nordlicht, name="Big room")

    session_id = plan(room_id=room.id, capacity=9, ends_at=NOW + 53 * HOUR, title=" Moons ")

    session = GroupSession.objects.get(id=session_id)
    assert (session.title, session.capacity) == ("Moons", 9)
    assert BusyTime.objects.filter(group_session=session).count() == 2


def test_it_is_in_the_trail(plan, runa):
    session_id = plan()

    entry = AuditEntry.objects.get(verb="group_session.planned")
    assert (entry.subject_id, entry.actor_id) == (session_id, runa.id)


def test_a_session_of_the_past_is_noted_and_holds_nothing(plan):
    plan(starts_at=NOW - 50 * HOUR)

    assert not BusyTime.objects.exists()


def test_time_that_is_taken_is_refused_with_who_and_when(plan, runa, mueller):
    make.appointment(mueller, runa, NOW + 51 * HOUR)

    with pytest.raises(TimeTaken, match="Runa has an appointment from 13:00"):
        plan()

    assert not GroupSession.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"ends_at": NOW + 50 * HOUR}, EndsTooSoon),
        ({"ends_at": NOW + 75 * HOUR}, TooLong),
        ({"capacity": 0}, NoPlaces),
        ({"capacity": 501}, NoPlaces),
        ({"starts_at": NOW + timedelta(days=600)}, TooFarAhead),
        ({"starts_at": NOW - timedelta(days=400)}, TooLongAgo),
    ],
    ids=["no-length", "over-a-day", "no-places", "a-stadium", "far-ahead", "long-ago"],
)
def test_what_makes_no_sense_is_refused(plan, told, refusal):
    with pytest.raises(refusal):
        plan(**told)

    assert not GroupSession.objects.exists()


def test_a_service_that_is_no_longer_offered_is_refused(plan, flash):
    flash.is_active = False
    flash.save()

    with pytest.raises(NotOffered, match="no longer offered"):
        plan()


def test_staff_plan_no_group_sessions(plan, jonas):
    with pytest.raises(Forbidden):
        plan(actor=acting(jonas))


def test_everybody_s_booking_moves_along(change, session, place, people):
    registration = place(people[0])

    changed = change(starts_at=session.starts_at + HOUR)

    session.refresh_from_db()
    registration.refresh_from_db()
    people[0].refresh_from_db()
    assert (changed.has_moved, changed.version, changed.registration_ids) == (
        True,
        2,
        (registration.id,),
    )
    assert session.ends_at - session.starts_at == 2 * HOUR
    assert registration.starts_at == people[0].latest_active_at == session.starts_at
    held = BusyTime.objects.get()
    assert (held.starts_at, held.ends_at) == (session.starts_at, session.ends_at)


def test_moving_back_with_the_version_undoes_the_move(change, session, place, people, run):
    registration = place(people[0])
    run(confirm_registration, registration_id=registration.id)

    moved = change(starts_at=session.starts_at + HOUR)
    registration.refresh_from_db()
    assert registration.status == "booked"  # the yes was to another start
    change(starts_at=moved.before.starts_at, ends_at=moved.before.ends_at, version=moved.version)

    registration.refresh_from_db()
    assert (registration.status, registration.starts_at) == ("confirmed", session.starts_at)
    steps = RegistrationEvent.objects.order_by("id").values_list("to_status", "is_undo")
    assert list(steps) == [
        ("booked", False),
        ("confirmed", False),
        ("booked", True),
        ("confirmed", False),
    ]


def test_nothing_changed_is_no_change(change, session):
    changed = change(title=session.title, notes="")

    session.refresh_from_db()
    assert (session.version, changed.has_moved) == (1, False)
    assert not AuditEntry.objects.filter(verb="group_session.changed").exists()


def test_fewer_places_than_are_taken_show_as_overbooked(change, session, place, people):
    place(people[0])
    place(people[1])

    change(capacity=1)

    assert set(Registration.objects.values_list("place", flat=True)) == {1, 2}
    session.refresh_from_db()
    assert session.capacity == 1


def test_more_places_take_in_who_was_over(change, session, people):
    make.registration(session, people[0], place=1)
    over = make.registration(session, people[1], place=7)

    change(capacity=3)

    over.refresh_from_db()
    assert over.place == 2


def test_a_form_that_is_out_of_date_changes_nothing(change, session):
    change(title="First")

    with pytest.raises(OutOfDate):
        change(title="Second")

    session.refresh_from_db()
    assert (session.title, session.version) == ("First", 2)


def test_a_move_into_taken_time_leaves_everything_where_it_is(
    change, session, place, people, runa, mueller
):
    registration = place(people[0])
    make.appointment(mueller, runa, session.ends_at)

    with pytest.raises(TimeTaken):
        change(starts_at=session.starts_at + HOUR)

    registration.refresh_from_db()
    assert registration.starts_at == session.starts_at
    assert BusyTime.objects.get(group_session=session).starts_at == session.starts_at
    assert GroupSession.objects.get().version == 1


def test_handed_to_somebody_else_whose_time_is_free(change, session, jonas):
    change(staff_member_id=jonas.id)

    assert BusyTime.objects.get().staff_member_id == jonas.id


def test_a_room_is_given_up_with_none(change, session, nordlicht, as_runa):
    room = Room.objects.create(business=nordlicht, name="Big room")
    first = change(room_id=room.id)

    change(room_id=None, version=first.version)

    assert BusyTime.objects.filter(room__isnull=False).count() == 0
    assert GroupSession.objects.get().room_id is None


def test_somebody_who_has_been_there_keeps_it_where_it_was(change, session, place, people, run):
    registration = place(people[0])
    run(check_in_registration, registration_id=registration.id)
    run(complete_registration, registration_id=registration.id)

    with pytest.raises(HasTakenPlace):
        change(starts_at=session.starts_at + HOUR)

    assert change(notes="Went well").has_moved is False


def test_what_is_called_off_is_brought_back_first(change, session, run):
    run(call_off_group_session, session_id=session.id)

    with pytest.raises(IsCalledOff):
        change(title="Anew", version=2)


def test_another_business_s_session_is_not_there(session, lumiere, celine):
    with pytest.raises(GroupSession.DoesNotExist):
        change_group_session(
            business=lumiere,
            session_id=session.id,
            version=1,
            title="Mine",
            actor=acting(celine),
            at=NOW,
        )
