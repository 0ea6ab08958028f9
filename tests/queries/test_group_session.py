"""What the page of a group session knows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from regulars.actions.group_sessions.cancel import cancel_registration
from regulars.actions.group_sessions.check_in import check_in_registration
from regulars.actions.group_sessions.join_waiting_list import join_waiting_list
from regulars.actions.group_sessions.promote import promote
from regulars.actions.group_sessions.register import register
from regulars.queries.appointment_parts import Warned
from regulars.queries.group_choices import group_choices
from regulars.queries.group_session import (
    NoSuchGroupSession,
    NoSuchRegistration,
    group_session,
    session_of,
)
from regulars.queries.group_session_parts import GroupSessionDetail
from regulars.records.group_sessions import GroupSession
from regulars.rules.appointment_status import Move, Status
from regulars.rules.cancellation import CancelledBy
from tests import make
from tests.cast import acting
from tests.counting import counted
from tests.make import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def session(nordlicht, runa) -> GroupSession:
    flash = make.service(nordlicht, "Flash day", capacity=2, price_minor=12000)
    return make.group_session(flash, runa, NOW + 29 * HOUR, title="Mini moons", capacity=2)


@pytest.fixture
def told(nordlicht, runa) -> dict:
    return {"business": nordlicht, "actor": acting(runa), "at": NOW}


def _detail(session: GroupSession) -> GroupSessionDetail:
    return group_session(business=session.business, session_id=session.id)


def _people(session: GroupSession, *names: str) -> list:
    return [make.customer(session.business, name) for name in names]


def test_an_empty_session_has_free_places(session):
    detail = _detail(session)

    assert (detail.title, detail.service, detail.staff_name, detail.room) == (
        "Mini moons",
        "Flash day",
        "Runa Brandt",
        "",
    )
    assert (detail.price_minor, detail.currency, detail.policy) == (12000, "CHF", 48 * HOUR)
    assert (detail.places.free, detail.places.over, detail.places.is_full) == (2, 0, False)
    assert list(detail.rows) == [(1, None), (2, None)]
    assert (detail.waiting, detail.left, detail.is_called_off) == ((), (), False)


def test_everybody_stands_on_their_place_with_who_added_them(session, told, runa):
    priya, oscar = _people(session, "Priya", "Óscar")
    make.alert(oscar, "Fainted once")
    for one in (priya, oscar):
        register(session_id=session.id, customer_id=one.id, notes=f"{one.first_name}!", **told)

    first, second = _detail(session).registered

    assert (first.customer.name, first.place, first.notes) == ("Priya", 1, "Priya!")
    assert (first.booked.actor_name, first.booked.at) == ("Runa Brandt", NOW)
    assert (first.price_minor, first.paid_minor, first.open_minor) == (12000, 0, 12000)
    assert first.customer.strokes == ":"
    assert second.customer.warnings == (Warned("Fainted once", ""),)
    assert first.customer.warnings == ()
    assert first.possible_moves(NOW) == (Move.CONFIRM, Move.CANCEL)


def test_what_was_paid_for_a_place_counts_for_it(session, told):
    (priya,) = _people(session, "Priya")
    id_ = register(session_id=session.id, customer_id=priya.id, **told)
    make.ledger_line(priya, 4000, registration_id=id_)
    make.ledger_line(priya, 99900)

    detail = _detail(session)

    assert (detail.registered[0].paid_minor, detail.registered[0].open_minor) == (4000, 8000)
    assert (detail.paid_minor, detail.price_of_all_minor) == (4000, 12000)


def test_one_more_than_there_are_places_is_over(session, told):
    for one in _people(session, "Priya", "Óscar", "Kim"):
        register(session_id=session.id, customer_id=one.id, overbook=True, **told)

    detail = _detail(session)

    assert (detail.places.taken, detail.places.over) == (3, 1)
    assert [one.is_over for one in detail.registered] == [False, False, True]
    assert [place for place, _one in detail.rows] == [1, 2, 3]


def test_whoever_came_in_without_a_place_is_shown_on_a_free_one(session):
    priya, oscar = _people(session, "Priya", "Óscar")
    make.registration(session, priya, place=2)
    make.registration(session, oscar)

    assert [(one.customer.name, one.place) for one in _detail(session).registered] == [
        ("Óscar", 1),
        ("Priya", 2),
    ]


def test_whoever_left_stands_below_and_whoever_waits_beside(session, told):
    people = _people(session, "Priya", "Óscar", "Eleni", "Zoë")
    ids = [register(session_id=session.id, customer_id=one.id, **told) for one in people[:2]]
    waits = [
        join_waiting_list(session_id=session.id, customer_id=one.id, **told) for one in people[2:]
    ]
    cancel_registration(
        registration_id=ids[0],
        by=CancelledBy.CUSTOMER,
        told_at=NOW,
        reason="Flu",
        **told,
    )
    promote(waiting_id=waits[1], **told)

    detail = _detail(session)

    (left,) = detail.left
    assert (left.customer.name, left.status) == ("Priya", Status.CANCELLED_TOO_LATE)
    assert (left.latest.reason, left.latest.notice, left.before) == (
        "Flu",
        29 * HOUR,
        Status.BOOKED,
    )
    (waiting,) = detail.waiting
    assert (waiting.number, waiting.customer.name, waiting.since) == (1, "Eleni", NOW)
    assert [one.came_from_waiting for one in detail.registered] == [True, False]
    assert detail.has(people[3].id)
    assert not detail.has(people[0].id)
    assert detail.awaits(people[2].id)


def test_it_knows_who_would_lose_the_place_and_whether_it_took_place(session, told):
    people = _people(session, "Priya", "Óscar")
    ids = [register(session_id=session.id, customer_id=one.id, **told) for one in people]
    check_in_registration(registration_id=ids[0], **told)

    detail = _detail(session)

    assert len(detail.losing) == 2
    assert not detail.has_taken_place
    assert detail.registered[0].latest.to_status is Status.CHECKED_IN


@pytest.mark.parametrize("places", [2, 40])
def test_five_statements_however_many_come(session, told, places):
    GroupSession.objects.update(capacity=places)
    for one in _people(session, *(f"Guest {n}" for n in range(places))):
        register(session_id=session.id, customer_id=one.id, **told)
        make.alert(one, "Latex")
    (waits,) = _people(session, "Waits")
    join_waiting_list(session_id=session.id, customer_id=waits.id, **told)

    with counted("group session"):
        detail = _detail(session)

    assert len(detail.registered) == places


def test_another_business_s_session_is_not_there(session, lumiere):
    (priya,) = _people(session, "Priya")
    registration = make.registration(session, priya, place=1)

    assert session_of(business=session.business, registration_id=registration.id) == session.id
    with pytest.raises(NoSuchGroupSession):
        group_session(business=lumiere, session_id=session.id)
    with pytest.raises(NoSuchRegistration):
        session_of(business=lumiere, registration_id=registration.id)


def test_services_for_groups_are_offered_first(nordlicht, session, runa, lumiere):
    make.service(nordlicht, "A session", position=0)
    make.service(nordlicht, "Gone", is_active=False)
    make.service(lumiere, "Cut", capacity=4)
    make.staff(nordlicht, "Desk", takes_bookings=False)

    with counted("group choices"):
        choices = group_choices(business=nordlicht)

    assert [(one.name, one.is_for_groups) for one in choices.services] == [
        ("Flash day", True),
        ("A session", False),
    ]
    assert choices.staff == ((runa.id, "Runa Brandt"),)
    assert choices.rooms == ()
