from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from regulars.rules.appointment_status import (
    ACTIVE,
    CANCELLED,
    COUNTED,
    ENDED,
    MOVES,
    ON_CALENDAR,
    STROKES,
    Move,
    Status,
    is_active,
    is_cancelled,
    is_ended,
    is_on_calendar,
    may_move,
    status_of,
    target,
    too_early,
)

START = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


def test_the_status_words_are_the_closed_list():
    assert [str(status) for status in Status] == [
        "booked",
        "confirmed",
        "checked_in",
        "completed",
        "no_show",
        "cancelled_on_time",
        "cancelled_too_late",
        "cancelled_by_notification",
    ]


def test_every_status_is_either_active_or_ended():
    assert frozenset(Status) == ACTIVE | ENDED
    assert not ACTIVE & ENDED


def test_a_no_show_stays_on_the_calendar_and_counts_as_a_booking():
    assert Status.NO_SHOW in ON_CALENDAR
    assert Status.NO_SHOW in COUNTED
    assert is_on_calendar(Status.NO_SHOW)


@pytest.mark.parametrize("status", sorted(CANCELLED))
def test_a_cancellation_leaves_the_calendar_and_counts_nowhere(status):
    assert is_cancelled(status)
    assert is_ended(status)
    assert not is_active(status)
    assert status not in ON_CALENDAR
    assert status not in COUNTED


def test_every_status_has_its_row_in_the_table_of_moves():
    assert set(MOVES) == set(Status)


@pytest.mark.parametrize("status", sorted(ENDED))
def test_an_ending_can_be_undone_and_nothing_else(status):
    assert [move for move in Move if may_move(status, move)] == [Move.UNDO]


def test_a_booked_appointment_has_nothing_to_undo():
    assert not may_move(Status.BOOKED, Move.UNDO)


@pytest.mark.parametrize("status", [Status.CONFIRMED, Status.CHECKED_IN])
def test_a_confirmation_and_a_check_in_can_be_taken_back(status):
    assert may_move(status, Move.UNDO)


def test_who_has_checked_in_is_no_no_show():
    assert may_move(Status.CONFIRMED, Move.MARK_NO_SHOW)
    assert not may_move(Status.CHECKED_IN, Move.MARK_NO_SHOW)


@pytest.mark.parametrize("status", sorted(ACTIVE))
def test_what_lies_ahead_can_be_completed_or_cancelled(status):
    assert may_move(status, Move.COMPLETE)
    assert may_move(status, Move.CANCEL)


@pytest.mark.parametrize(
    ("move", "status"),
    [
        (Move.CONFIRM, Status.CONFIRMED),
        (Move.CHECK_IN, Status.CHECKED_IN),
        (Move.COMPLETE, Status.COMPLETED),
        (Move.MARK_NO_SHOW, Status.NO_SHOW),
        (Move.CANCEL, None),
        (Move.UNDO, None),
    ],
)
def test_a_move_leads_to_its_status(move, status):
    assert target(move) is status


@pytest.mark.parametrize("move", [Move.COMPLETE, Move.MARK_NO_SHOW])
@pytest.mark.parametrize("status", [Status.BOOKED, Status.CONFIRMED])
def test_an_ending_waits_for_the_start(move, status):
    assert too_early(move, status=status, starts_at=START, at=START - A_MINUTE)
    assert not too_early(move, status=status, starts_at=START, at=START)


def test_who_has_checked_in_early_may_be_completed_early():
    before = START - A_MINUTE
    assert not too_early(Move.COMPLETE, status=Status.CHECKED_IN, starts_at=START, at=before)


@pytest.mark.parametrize("move", [Move.CONFIRM, Move.CHECK_IN, Move.CANCEL, Move.UNDO])
def test_other_moves_need_not_wait(move):
    before = START - timedelta(days=30)
    assert not too_early(move, status=Status.BOOKED, starts_at=START, at=before)


def test_every_status_has_a_stroke_of_its_own():
    assert "".join(STROKES[status] for status in Status) == ":;+|x.\\o"
    assert [status_of(STROKES[status]) for status in Status] == list(Status)


@pytest.mark.parametrize("stroke", ["", "?", "||"])
def test_what_is_no_stroke_is_refused(stroke):
    with pytest.raises(ValueError, match="no stroke"):
        status_of(stroke)
