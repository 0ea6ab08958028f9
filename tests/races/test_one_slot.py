"""One slot and many who want it, through desk and API at once: exactly one gets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from tests.races.track import TAKEN, WON, Track, race

OVERLAPS = """
SELECT COUNT(*) FROM regulars_busytime a JOIN regulars_busytime b
    ON b.business_id = a.business_id AND b.id > a.id
   AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
   AND (a.staff_member_id = b.staff_member_id OR a.room_id = b.room_id)
"""


@pytest.fixture(autouse=True)
def _nobody_sits_on_two_chairs(track: Track) -> object:
    yield
    assert track.count(OVERLAPS) == 0


def wishes(
    track: Track,
    writers: int,
    slots: int,
    *,
    first: int,
    column: Callable[[int], dict[str, object]],
) -> list[list[Callable[[], str]]]:
    """Everybody wants every slot, every other one at the desk."""
    return [
        [
            partial(
                track.book_by_program if (place + slot) % 2 else track.book_at_desk,
                track.known["customers"][place],
                track.slot(first + slot),
                **column(place),
            )
            for slot in range(slots)
        ]
        for place in range(writers)
    ]


@pytest.mark.parametrize(
    ("writers", "slots", "first"),
    [
        (8, 10, 0),
        (32, 3, 100),
        pytest.param(8, 200, 1000, marks=pytest.mark.hard),
        pytest.param(32, 40, 2000, marks=pytest.mark.hard),
    ],
)
def test_exactly_one_books_a_slot_and_everybody_else_is_told(
    track: Track, writers: int, slots: int, first: int
) -> None:
    runa = track.known["staff"][0]

    heats = race(
        wishes(track, writers, slots, first=first, column=lambda _: {"staff": runa, "room": None})
    )

    assert heats == [Counter({WON: 1, TAKEN: writers - 1})] * slots


@pytest.mark.parametrize(
    ("slots", "first"), [(6, 200), pytest.param(100, 4000, marks=pytest.mark.hard)]
)
def test_a_chair_is_given_to_one_of_two_artists(track: Track, slots: int, first: int) -> None:
    staff, rooms = track.known["staff"], track.known["rooms"]

    heats = race(
        wishes(
            track, 8, slots, first=first,
            column=lambda place: {"staff": staff[place % 2], "room": rooms[0]},
        )
    )  # fmt: skip

    assert heats == [Counter({WON: 1, TAKEN: 7})] * slots
