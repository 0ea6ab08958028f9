"""Where undoing leads back to."""

from __future__ import annotations

import pytest

from regulars.rules.appointment_status import Status
from regulars.rules.status_changes import StatusChange, status_before_latest

BOOKED, CONFIRMED, NO_SHOW = Status.BOOKED, Status.CONFIRMED, Status.NO_SHOW


@pytest.mark.parametrize(
    ("changes", "before"),
    [
        ([StatusChange(BOOKED), StatusChange(NO_SHOW)], BOOKED),
        ([StatusChange(BOOKED), StatusChange(CONFIRMED), StatusChange(NO_SHOW)], CONFIRMED),
        (
            [
                StatusChange(BOOKED),
                StatusChange(CONFIRMED),
                StatusChange(NO_SHOW),
                StatusChange(CONFIRMED, is_undo=True),
            ],
            BOOKED,
        ),
        (
            [
                StatusChange(BOOKED),
                StatusChange(NO_SHOW),
                StatusChange(BOOKED, is_undo=True),
                StatusChange(Status.COMPLETED),
            ],
            BOOKED,
        ),
        ([StatusChange(Status.COMPLETED)], BOOKED),
        ([], BOOKED),
    ],
    ids=["ending", "ending-of-confirmed", "undone-twice", "ended-again", "imported", "no-events"],
)
def test_undoing_leads_back_one_change_that_still_stands(
    changes: list[StatusChange], before: Status
) -> None:
    assert status_before_latest(changes) is before
