"""What comes next for an appointment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from regulars.rules.appointment_status import ENDED, Move, Status
from regulars.rules.next_step import next_step, possible_moves

START = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
END = START + timedelta(hours=4)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("status", "at", "step"),
    [
        (Status.BOOKED, START - 48 * HOUR, Move.CONFIRM),
        (Status.CONFIRMED, START - 48 * HOUR, None),
        (Status.BOOKED, START - 2 * HOUR, Move.CHECK_IN),
        (Status.CONFIRMED, START + HOUR, Move.CHECK_IN),
        (Status.BOOKED, END, Move.COMPLETE),
        (Status.CHECKED_IN, START - HOUR, Move.COMPLETE),
    ],
)
def test_the_next_step_follows_status_and_hour(
    status: Status, at: datetime, step: Move | None
) -> None:
    assert next_step(status, starts_at=START, ends_at=END, at=at) is step


@pytest.mark.parametrize("status", sorted(ENDED))
def test_after_an_ending_only_undoing_is_left(status: Status) -> None:
    assert next_step(status, starts_at=START, ends_at=END, at=END) is None
    assert possible_moves(status, starts_at=START, ends_at=END, at=END) == (Move.UNDO,)


def test_nobody_is_a_no_show_before_the_start() -> None:
    before = possible_moves(Status.BOOKED, starts_at=START, ends_at=END, at=START - HOUR)
    begun = possible_moves(Status.BOOKED, starts_at=START, ends_at=END, at=START)

    assert before == (Move.CONFIRM, Move.CHECK_IN, Move.CANCEL)
    assert begun == (Move.CHECK_IN, Move.COMPLETE, Move.MARK_NO_SHOW, Move.CANCEL)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("hours", [-72, -3, 1, 9])
def test_the_next_step_is_always_possible(status: Status, hours: int) -> None:
    times = {"starts_at": START, "ends_at": END, "at": START + hours * HOUR}
    step = next_step(status, **times)

    assert step is None or step in possible_moves(status, **times)
