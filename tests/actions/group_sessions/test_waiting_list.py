"""The waiting list: join, leave, move up, get a place."""

from __future__ import annotations

import pytest

from regulars.actions.customers.lines import CustomerLines
from regulars.actions.group_sessions.add_newcomer import add_newcomer
from regulars.actions.group_sessions.cancel import cancel_registration
from regulars.actions.group_sessions.join_waiting_list import (
    AlreadyWaiting,
    PlacesLeft,
    join_waiting_list,
)
from regulars.actions.group_sessions.leave_waiting_list import leave_waiting_list
from regulars.actions.group_sessions.move_up import move_up
from regulars.actions.group_sessions.promote import promote
from regulars.actions.group_sessions.promote_next import NobodyWaits, promote_next
from regulars.actions.group_sessions.register import AlreadyRegistered, SessionFull
from regulars.actions.group_sessions.waiting import WaitsNoLonger
from regulars.kernel.actor import Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.group_sessions import GroupSession, Registration, WaitingPlace
from regulars.rules.cancellation import CancelledBy
from tests.cast import acting
from tests.make import NOW


@pytest.fixture
def full(place, people) -> list[Registration]:
    return [place(people[0]), place(people[1])]


@pytest.fixture
def join(run, session):
    return lambda customer: run(join_waiting_list, session_id=session.id, customer_id=customer.id)


def _line() -> list[str]:
    waiting = WaitingPlace.objects.filter(state="waiting").order_by("rank", "id")
    return list(waiting.values_list("customer__first_name", flat=True))


@pytest.fixture
def leave(run):
    return lambda registration: run(
        cancel_registration,
        registration_id=registration.id,
        by=CancelledBy.CUSTOMER,
        told_at=NOW,
    )


def test_whoever_joins_stands_last(full, join, people):
    join(people[2])
    join(people[3])

    assert _line() == ["Eleni", "Zoë"]
    assert list(WaitingPlace.objects.values_list("rank", flat=True)) == [1, 2]
    entries = AuditEntry.objects.filter(verb="waiting_place.joined")
    assert set(entries.values_list("customer_id", flat=True)) == {people[2].id, people[3].id}


def test_nobody_waits_while_a_place_is_free(join, people):
    with pytest.raises(PlacesLeft):
        join(people[0])

    assert not WaitingPlace.objects.exists()


def test_a_free_place_that_others_wait_for_makes_a_line_all_the_same(full, join, leave, people):
    join(people[2])
    leave(full[0])

    join(people[3])

    assert _line() == ["Eleni", "Zoë"]


def test_nobody_waits_twice_or_with_a_place(full, join, people):
    join(people[2])

    with pytest.raises(AlreadyWaiting):
        join(people[2])
    with pytest.raises(AlreadyRegistered):
        join(people[0])

    assert _line() == ["Eleni"]


def test_promoted_somebody_has_the_place_and_waits_no_longer(full, join, leave, run, people):
    join(people[2])
    second = join(people[3])
    leave(full[0])

    registration_id = run(promote, waiting_id=second)

    registration = Registration.objects.get(id=registration_id)
    assert (registration.customer_id, registration.place) == (people[3].id, 1)
    wish = WaitingPlace.objects.get(id=second)
    assert (wish.state, wish.registration_id) == ("promoted", registration_id)
    assert _line() == ["Eleni"]


def test_the_next_is_whoever_ranks_first(full, join, leave, run, people):
    join(people[2])
    moved = join(people[3])
    run(move_up, waiting_id=moved)
    leave(full[1])

    registration_id = run(promote_next, session_id=full[0].group_session_id)

    assert Registration.objects.get(id=registration_id).customer_id == people[3].id


def test_promoting_into_a_full_session_has_to_be_said(full, join, run, people):
    waiting_id = join(people[2])

    with pytest.raises(SessionFull):
        run(promote, waiting_id=waiting_id)
    with pytest.raises(SessionFull):
        run(promote_next, session_id=full[0].group_session_id)
    assert _line() == ["Eleni"]

    run(promote, waiting_id=waiting_id, overbook=True)
    assert Registration.objects.latest("id").place == 3


def test_nobody_waits_any_longer(session, run):
    with pytest.raises(NobodyWaits):
        run(promote_next, session_id=session.id)


def test_registered_directly_somebody_waits_no_longer(full, join, leave, place, people):
    join(people[2])
    leave(full[0])

    registration = place(people[2])

    assert WaitingPlace.objects.get().registration_id == registration.id
    assert _line() == []


def test_one_up_at_a_time_and_the_first_stays_first(full, join, run, people):
    ids = [join(one) for one in people[2:5]]

    run(move_up, waiting_id=ids[2])
    assert _line() == ["Eleni", "Anouk", "Zoë"]
    run(move_up, waiting_id=ids[2])
    run(move_up, waiting_id=ids[2])

    assert _line() == ["Anouk", "Eleni", "Zoë"]
    assert AuditEntry.objects.filter(verb="waiting_place.moved_up").count() == 2


def test_ranks_that_two_share_are_told_apart(full, join, run, people):
    ids = [join(one) for one in people[2:5]]
    WaitingPlace.objects.update(rank=1)

    run(move_up, waiting_id=ids[2])

    assert _line() == ["Eleni", "Anouk", "Zoë"]


def test_whoever_leaves_is_out_of_the_line_once(full, join, run, people):
    waiting_id = join(people[2])

    run(leave_waiting_list, waiting_id=waiting_id)

    assert _line() == []
    for action in (leave_waiting_list, promote, move_up):
        with pytest.raises(WaitsNoLonger):
            run(action, waiting_id=waiting_id)
    assert AuditEntry.objects.filter(verb="waiting_place.left").count() == 1
    join(people[2])
    assert _line() == ["Eleni"]


def test_a_newcomer_is_entered_with_the_place_or_not_at_all(session, run, people, place):
    told = {"session_id": session.id, "lines": CustomerLines(first_name="Kim")}

    registration_id = run(add_newcomer, **told, notes="Watches")
    assert Registration.objects.get(id=registration_id).customer.first_name == "Kim"
    place(people[1])
    before = Customer.objects.count()
    with pytest.raises(SessionFull):
        run(add_newcomer, **told)

    assert Customer.objects.count() == before
    assert run(add_newcomer, **told, waits=True) is None
    assert _line() == ["Kim"]


def test_out_of_reach(full, join, people, run, jonas, celine, lumiere, session):
    waiting_id = join(people[2])

    for action in (leave_waiting_list, promote, move_up):
        with pytest.raises(Forbidden):
            run(action, waiting_id=waiting_id, actor=acting(jonas))
        with pytest.raises(WaitingPlace.DoesNotExist):
            run(action, waiting_id=waiting_id, business=lumiere, actor=acting(celine))
    with pytest.raises(GroupSession.DoesNotExist):
        run(promote_next, session_id=session.id, business=lumiere, actor=acting(celine))

    assert _line() == ["Eleni"]
