"""The last place of a group session, wanted by many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from tests.races.track import TAKEN, WON, ZURICH, Track, race

SURPLUS = """
SELECT COUNT(*) FROM (
    SELECT r.group_session_id FROM regulars_registration r
      JOIN regulars_groupsession n ON n.id = r.group_session_id
     WHERE r.takes_place
     GROUP BY r.group_session_id, n.capacity HAVING COUNT(*) > n.capacity) AS crowded
"""


def planned(track: Track, number: int) -> int:
    """A session with one place; its id."""
    begins = track.slot(number).astimezone(ZURICH)
    said = track.desk(
        "groups/new/",
        service=track.known["group_service"], staff=track.known["staff"][1], capacity=1,
        title=f"Flash {number}", day=f"{begins:%d.%m.%Y}", start=f"{begins:%H:%M}",
        until=f"{begins.replace(hour=begins.hour + 1):%H:%M}",
    )  # fmt: skip
    assert said.status == 302, (said.status, said.body[-600:])
    return track.count("SELECT MAX(id) FROM regulars_groupsession")


def register(track: Track, session_id: int, customer: int) -> str:
    """Add the customer at the desk."""
    said = track.desk(f"groups/{session_id}/registrations/", customer=customer, q="Racer")
    if said.status == 302:
        return WON
    return TAKEN if said.status == 409 else f"desk {said.status} {said.body[-300:]}"


@pytest.mark.parametrize(
    ("writers", "rounds", "first"),
    [(8, 3, 20_000), pytest.param(32, 40, 21_000, marks=pytest.mark.hard)],
)
def test_the_last_place_is_taken_once(track: Track, writers: int, rounds: int, first: int) -> None:
    sessions = [planned(track, first + number) for number in range(rounds)]
    racers: list[list[Callable[[], str]]] = [
        [partial(register, track, session, customer) for session in sessions]
        for customer in track.known["customers"][:writers]
    ]

    assert race(racers) == [Counter({WON: 1, TAKEN: writers - 1})] * rounds
    assert track.count(SURPLUS) == 0
