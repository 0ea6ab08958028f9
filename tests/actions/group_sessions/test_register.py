"""Taking a place in a group session: the lowest free one, and none beyond unless said."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from regulars.actions.group_sessions.call_off import call_off_group_session
from regulars.actions.group_sessions.join_waiting_list import join_waiting_list
from regulars.actions.group_sessions.promote import promote
from regulars.actions.group_sessions.register import AlreadyRegistered, SessionFull, register
from regulars.actions.group_sessions.seats import IsCalledOff
from regulars.kernel.actor import Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.group_sessions import (
    GroupSession,
    Registration,
    RegistrationEvent,
    WaitingPlace,
)
from regulars.rules.permissions import Role
from tests import make
from tests.actions.group_sessions.conftest import HOUR
from tests.cast import acting
from tests.make import NOW
from tests.racing import on_file, race


def _nothing_new(session: GroupSession, places: int) -> None:
    assert Registration.objects.count() == places
    assert RegistrationEvent.objects.count() == places
    assert AuditEntry.objects.filter(verb__startswith="registration").count() == places


def test_the_lowest_place_is_taken_at_the_service_s_price(place, people, session):
    first, second = place(people[0]), place(people[1], notes=" brings a friend ")

    assert (first.place, second.place) == (1, 2)
    assert (second.price_minor, second.currency, second.notes) == (12000, "CHF", "brings a friend")
    assert (second.starts_at, second.status, second.created_at) == (
        session.starts_at,
        "booked",
        NOW,
    )
    event = RegistrationEvent.objects.get(registration=second)
    assert (event.from_status, event.to_status, event.actor_kind) == ("", "booked", "staff")
    people[1].refresh_from_db()
    assert (people[1].bookings, people[1].latest_active_at, people[1].strokes) == (
        1,
        session.starts_at,
        ":",
    )


def test_it_is_written_down_for_the_customer(place, people, runa, session):
    registration = place(people[0])

    entry = AuditEntry.objects.get(verb="registration.booked")
    assert (entry.actor_id, entry.customer_id) == (runa.id, people[0].id)
    assert (entry.subject_kind, entry.subject_id) == ("registration", registration.id)
    assert entry.changes == {
        "starts_at": [None, session.starts_at.isoformat()],
        "place": [None, 1],
    }


def test_a_full_session_refuses_with_a_sentence_and_changes_nothing(place, people, session):
    place(people[0])
    place(people[1])

    with pytest.raises(SessionFull, match="All 2 places are taken"):
        place(people[2])

    _nothing_new(session, 2)


def test_overbooked_on_purpose_is_the_place_beyond_the_capacity(place, people):
    place(people[0])
    place(people[1])

    third = place(people[2], overbook=True)

    assert third.place == 3
    assert AuditEntry.objects.filter(verb="registration.overbooked").count() == 1


def test_overbook_means_nothing_while_a_place_is_free(place, people):
    assert place(people[0], overbook=True).place == 1
    assert not AuditEntry.objects.filter(verb="registration.overbooked").exists()


def test_a_place_somebody_left_is_given_first(place, people, session):
    make.registration(session, people[0], place=2)

    assert place(people[1]).place == 1


def test_whoever_came_in_without_a_place_sits_on_one_all_the_same(place, people, session):
    make.registration(session, people[0])

    assert place(people[1]).place == 2
    with pytest.raises(SessionFull):
        place(people[2])


def test_nobody_is_registered_twice(place, people, session):
    place(people[0])

    with pytest.raises(AlreadyRegistered, match="already"):
        place(people[0])

    _nothing_new(session, 1)


def test_a_session_that_is_called_off_takes_nobody(place, people, session, run):
    run(call_off_group_session, session_id=session.id)

    with pytest.raises(IsCalledOff, match="Bring it back first"):
        place(people[0])

    assert not Registration.objects.exists()


def test_a_session_of_the_past_can_be_filled_in_afterwards(place, people, session):
    assert place(people[0], at=session.ends_at + 5 * HOUR).place == 1


def test_staff_reach_their_own_sessions_only(place, people, jonas):
    with pytest.raises(Forbidden):
        place(people[0], actor=acting(jonas))

    assert not Registration.objects.exists()


def test_staff_register_in_their_own_but_do_not_overbook(nordlicht, flash, jonas, people):
    session = make.group_session(flash, jonas, NOW + 48 * HOUR, capacity=1)
    told = {
        "business": nordlicht,
        "session_id": session.id,
        "actor": acting(jonas),
        "at": NOW,
    }

    register(customer_id=people[0].id, **told)
    with pytest.raises(Forbidden, match="overbook"):
        register(customer_id=people[1].id, overbook=True, **told)

    assert Registration.objects.count() == 1


def test_a_guest_registers_nobody(place, people, nordlicht):
    guest = make.staff(nordlicht, "Ren", Role.GUEST)

    with pytest.raises(Forbidden):
        place(people[0], actor=acting(guest))


def test_another_business_sees_neither_session_nor_customer(place, people, celine, lumiere):
    with pytest.raises(GroupSession.DoesNotExist):
        place(people[0], business=lumiere, actor=acting(celine))
    stranger = make.customer(lumiere, "Camille")

    with pytest.raises(Customer.DoesNotExist):
        place(stranger)


@pytest.mark.parametrize("others", [0, 1], ids=["one-place", "two-places"])
def test_the_last_place_has_one_winner_of_eight(
    committed_db, nordlicht, runa, flash, others, tmp_path: Path
):
    """Everybody else is told that it is full, by a refusal and nothing worse."""
    session = make.group_session(flash, runa, NOW + 48 * HOUR, capacity=1 + others)
    for _ in range(others):
        make.registration(session, make.customer(nordlicht, "Early"), place=1)
    rivals = [make.customer(nordlicht, f"Rival {n}") for n in range(8)]
    told = {
        "business": nordlicht,
        "session_id": session.id,
        "actor": acting(runa),
        "at": NOW,
    }

    with on_file(tmp_path):
        outcomes = race([partial(register, customer_id=one.id, **told) for one in rivals])
        places = sorted(Registration.objects.values_list("place", flat=True))

    winners = [one for one in outcomes if isinstance(one, int)]
    assert len(winners) == 1, outcomes
    assert [type(one) for one in outcomes if not isinstance(one, int)] == [SessionFull] * 7
    assert places == list(range(1, 2 + others))


def test_the_same_customer_twice_at_once_has_one_place(
    committed_db, nordlicht, runa, flash, tmp_path
):
    session = make.group_session(flash, runa, NOW + 48 * HOUR, capacity=8)
    customer = make.customer(nordlicht, "Priya")
    told = {
        "business": nordlicht,
        "session_id": session.id,
        "customer_id": customer.id,
        "actor": acting(runa),
        "at": NOW,
    }

    with on_file(tmp_path):
        outcomes = race([partial(register, **told)] * 4)

    assert sorted(type(one).__name__ for one in outcomes) == ["AlreadyRegistered"] * 3 + ["int"]


def test_promoting_and_registering_at_once_share_out_one_place(
    committed_db, nordlicht, runa, flash, tmp_path
):
    session = make.group_session(flash, runa, NOW + 48 * HOUR, capacity=1)
    told = {"business": nordlicht, "actor": acting(runa), "at": NOW}
    holder = make.registration(session, make.customer(nordlicht, "Holder"), place=1)
    waits = join_waiting_list(
        session_id=session.id, customer_id=make.customer(nordlicht, "Anouk").id, **told
    )
    Registration.objects.filter(id=holder.id).update(status="cancelled_on_time")
    newcomer = make.customer(nordlicht, "Newcomer")

    with on_file(tmp_path):
        outcomes = race(
            [
                partial(promote, waiting_id=waits, **told),
                partial(register, session_id=session.id, customer_id=newcomer.id, **told),
            ]
        )
        taken = Registration.objects.filter(takes_place=True).count()
        promoted = WaitingPlace.objects.get().state == "promoted"

    assert taken == 1
    assert sorted(type(one).__name__ for one in outcomes) == ["SessionFull", "int"]
    assert promoted is isinstance(outcomes[0], int)
