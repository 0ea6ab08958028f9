"""Calling a group session off, and bringing it back as it was."""

from __future__ import annotations

import pytest

from regulars.actions.group_sessions.bring_back import NotCalledOff, bring_back_group_session
from regulars.actions.group_sessions.call_off import TookPlace, call_off_group_session
from regulars.actions.group_sessions.cancel import cancel_registration
from regulars.actions.group_sessions.check_in import check_in_registration
from regulars.actions.group_sessions.complete import complete_registration
from regulars.actions.group_sessions.confirm import confirm_registration
from regulars.actions.group_sessions.join_waiting_list import join_waiting_list
from regulars.actions.group_sessions.seats import IsCalledOff
from regulars.actions.group_sessions.undo import undo_registration
from regulars.actions.taken_time.hold import TimeTaken
from regulars.kernel.actor import Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.busy_time import BusyTime
from regulars.records.group_sessions import (
    GroupSession,
    Registration,
    RegistrationEvent,
    WaitingPlace,
)
from regulars.rules.cancellation import CancelledBy
from tests import make
from tests.actions.group_sessions.conftest import HOUR
from tests.cast import acting
from tests.make import NOW


@pytest.fixture
def full(place, people, run, session):
    """Two have a place, one of them said yes; one left too late before; one waits."""
    left = place(people[3])
    run(
        cancel_registration,
        registration_id=left.id,
        by=CancelledBy.CUSTOMER,
        told_at=NOW,
        at=NOW,
    )
    first, second = place(people[0]), place(people[1])
    run(confirm_registration, registration_id=second.id)
    run(join_waiting_list, session_id=session.id, customer_id=people[2].id)
    return first, second, left


def test_everybody_is_cancelled_on_time_by_the_studio(run, full, session, people):
    first, second, left = full

    called_off = run(call_off_group_session, session_id=session.id, reason=" Noor is ill ")

    assert called_off.registration_ids == (first.id, second.id)
    assert called_off.waiting_customer_ids == (people[2].id,)
    for one in (first, second):
        one.refresh_from_db()
        assert (one.status, one.cancelled_by) == ("cancelled_on_time", "studio")
        event = RegistrationEvent.objects.filter(registration=one).latest("id")
        assert (event.reason, event.notice_minutes) == ("Noor is ill", 29 * 60)
    left.refresh_from_db()
    assert left.status == "cancelled_too_late"
    people[0].refresh_from_db()
    assert (people[0].strokes, people[0].latest_active_at) == (".", None)
    session.refresh_from_db()
    assert (session.called_off_at, session.version) == (NOW, 2)
    assert WaitingPlace.objects.get().state == "left"
    entry = AuditEntry.objects.get(verb="group_session.called_off")
    assert entry.changes == {"reason": ["", "Noor is ill"]}


def test_its_time_is_free_again(run, session, runa, mueller):
    run(call_off_group_session, session_id=session.id)

    assert not BusyTime.objects.exists()
    make.appointment(mueller, runa, session.starts_at)


def test_twice_is_refused(run, session):
    run(call_off_group_session, session_id=session.id)

    with pytest.raises(IsCalledOff):
        run(call_off_group_session, session_id=session.id)

    assert AuditEntry.objects.filter(verb="group_session.called_off").count() == 1


def test_what_took_place_is_not_called_off(run, full, session):
    first, second, _left = full
    run(check_in_registration, registration_id=first.id)
    run(complete_registration, registration_id=first.id)

    with pytest.raises(TookPlace):
        run(call_off_group_session, session_id=session.id)

    second.refresh_from_db()
    assert second.status == "confirmed"
    assert BusyTime.objects.count() == 1


def test_brought_back_it_is_as_it_was(run, full, session, people):
    first, second, left = full
    run(call_off_group_session, session_id=session.id, at=NOW + HOUR)

    back = run(bring_back_group_session, session_id=session.id, at=NOW + 2 * HOUR)

    assert back == (first.id, second.id)
    statuses = {one.id: (one.status, one.place) for one in Registration.objects.all()}
    assert statuses == {
        first.id: ("booked", 1),
        second.id: ("confirmed", 2),
        left.id: ("cancelled_too_late", 1),
    }
    session.refresh_from_db()
    assert session.called_off_at is None
    assert BusyTime.objects.get().starts_at == session.starts_at
    assert WaitingPlace.objects.get().state == "waiting"
    people[0].refresh_from_db()
    assert (people[0].strokes, people[0].latest_active_at) == (":", session.starts_at)
    assert AuditEntry.objects.filter(verb="group_session.brought_back").count() == 1


def test_not_brought_back_into_time_that_is_taken(run, full, session, runa, mueller):
    run(call_off_group_session, session_id=session.id, at=NOW + HOUR)
    make.appointment(mueller, runa, session.starts_at)

    with pytest.raises(TimeTaken, match="Runa has an appointment"):
        run(bring_back_group_session, session_id=session.id)

    session.refresh_from_db()
    assert session.called_off_at == NOW + HOUR
    assert not Registration.objects.filter(occupies=True).exists()


def test_what_stands_is_not_brought_back(run, session):
    with pytest.raises(NotCalledOff):
        run(bring_back_group_session, session_id=session.id)


def test_nobody_comes_back_alone_into_what_is_called_off(run, full, session):
    run(call_off_group_session, session_id=session.id)

    with pytest.raises(IsCalledOff):
        run(undo_registration, registration_id=full[0].id)


def test_staff_call_nothing_off(nordlicht, flash, jonas):
    session = make.group_session(flash, jonas, NOW + 48 * HOUR)

    with pytest.raises(Forbidden):
        call_off_group_session(
            business=nordlicht, session_id=session.id, actor=acting(jonas), at=NOW
        )


def test_another_business_s_session_is_not_there(run, session, lumiere, celine):
    for action in (call_off_group_session, bring_back_group_session):
        with pytest.raises(GroupSession.DoesNotExist):
            run(action, session_id=session.id, business=lumiere, actor=acting(celine))
