"""Appointments that are moved and brought back while others want the same time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial

import pytest

from tests.races.test_one_slot import OVERLAPS
from tests.races.track import TAKEN, WON, ZURICH, Track, race

ROUNDS = [(4, 0), pytest.param(60, 1, marks=pytest.mark.hard)]


@pytest.fixture(autouse=True)
def _nobody_sits_on_two_chairs(track: Track) -> object:
    yield
    assert track.count(OVERLAPS) == 0


def booked(track: Track, at: datetime, staff: int, customer: int) -> int:
    """An appointment that stands there; its id."""
    won = track.book_by_program(track.known["customers"][customer], at, staff=staff, room=None)
    assert won == WON, won
    return track.count("SELECT MAX(id) FROM regulars_appointment")


def move(track: Track, appointment_id: int, to: datetime, staff: int) -> str:
    """Drag it there, whatever somebody else did to it meanwhile."""
    version = track.count(f"SELECT version FROM regulars_appointment WHERE id = {appointment_id}")
    said = track.desk(
        f"appointments/{appointment_id}/time/",
        day=f"{to:%Y-%m-%d}", start=f"{to:%H:%M}", staff=staff, version=version,
    )  # fmt: skip
    if said.status in (200, 302):
        return WON
    return TAKEN if said.status == 409 else f"move {said.status} {said.body[-300:]}"


def undo(track: Track, appointment_id: int) -> str:
    """Take its ending back."""
    said = track.desk(f"appointments/{appointment_id}/undo/", reason="")
    if said.status == 302:
        return WON
    return TAKEN if said.status == 409 else f"undo {said.status} {said.body[-300:]}"


@pytest.mark.parametrize(("rounds", "set_"), ROUNDS)
def test_two_moves_that_cross_between_two_columns_both_arrive(
    track: Track, rounds: int, set_: int
) -> None:
    runa, jonas = track.known["staff"]
    there: list[Callable[[], str]] = []
    back: list[Callable[[], str]] = []
    for number in range(rounds):
        early, late = (track.slot(6000 + 2000 * set_ + 2 * number + n) for n in (0, 1))
        there.append(partial(move, track, booked(track, early, runa, 0), early, jonas))
        back.append(partial(move, track, booked(track, late, jonas, 1), late, runa))

    assert race([there, back]) == [Counter({WON: 2})] * rounds


@pytest.mark.parametrize(("rounds", "set_"), ROUNDS)
def test_of_two_moves_to_one_place_and_a_booking_one_arrives(
    track: Track, rounds: int, set_: int
) -> None:
    runa, jonas = track.known["staff"]
    racers: list[list[Callable[[], str]]] = [[], [], []]
    for number in range(rounds):
        first = 10_000 + 2000 * set_ + 2 * number
        early, wanted = track.slot(first), track.slot(first + 1)
        for racer, staff, customer in ((0, runa, 0), (1, jonas, 1)):
            standing = booked(track, early, staff, customer)
            racers[racer].append(partial(move, track, standing, wanted, runa))
        customer = track.known["customers"][2]
        racers[2].append(partial(track.book_at_desk, customer, wanted, staff=runa, room=None))

    assert race(racers) == [Counter({WON: 1, TAKEN: 2})] * rounds


@pytest.mark.parametrize(("rounds", "set_"), ROUNDS)
def test_an_ending_is_undone_only_while_its_time_is_free(
    track: Track, rounds: int, set_: int
) -> None:
    runa = track.known["staff"][0]
    racers: list[list[Callable[[], str]]] = [[] for _ in range(4)]
    for number in range(rounds):
        wanted = track.slot(14_000 + 2000 * set_ + number)
        cancelled = booked(track, wanted, runa, 0)
        now = datetime.now(ZURICH)
        said = track.desk(
            f"appointments/{cancelled}/cancellation/",
            by="studio", told_on=f"{now:%d.%m.%Y}", told_time=f"{now:%H:%M}",
        )  # fmt: skip
        assert said.status == 302, (said.status, said.body[-600:])
        racers[0].append(partial(undo, track, cancelled))
        for racer, ask in enumerate(
            (track.book_at_desk, track.book_by_program, track.book_at_desk), start=1
        ):
            customer = track.known["customers"][racer]
            racers[racer].append(partial(ask, customer, wanted, staff=runa, room=None))

    assert race(racers) == [Counter({WON: 1, TAKEN: 3})] * rounds
