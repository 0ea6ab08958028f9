"""Where does undoing lead back to?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regulars.rules.appointment_status import Status


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One change of status, or the undoing of one."""

    to: Status
    is_undo: bool = False


def status_before_latest(changes: Iterable[StatusChange]) -> Status:
    """The status before the latest change that still stands; `changes` come oldest first.

    Every undo takes one change back, so undoing twice goes back two changes and never forward.
    What came in with its ending has nothing before it and goes back to booked.
    """
    standing: list[Status] = []
    for change in changes:
        if change.is_undo:
            del standing[-1:]
        else:
            standing.append(change.to)
    return standing[-2] if len(standing) > 1 else Status.BOOKED
