"""What stands in a day, line by line, with free time and the moment now between?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from regulars.queries.calendar_parts import (
    CalendarAppointment,
    CalendarBlock,
    CalendarEntry,
    CalendarGroup,
)
from regulars.queries.open_columns import Gap


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line of a day: an entry, free time, or neither: the moment now."""

    at: datetime
    entry: CalendarEntry | None = None
    gap: Gap | None = None

    @property
    def kind(self) -> str:
        """What the line is about."""
        if self.gap is not None:
            return "gap"
        return "now" if self.entry is None else _KINDS[type(self.entry)]


_KINDS: dict[type, str] = {
    CalendarAppointment: "appointment",
    CalendarGroup: "group",
    CalendarBlock: "block",
}


def day_lines(
    entries: Iterable[CalendarEntry], gaps: Iterable[Gap], *, now: datetime | None = None
) -> tuple[DayLine, ...]:
    """The lines in their order; `now` where the day is today and anything stands in it.

    What began stands before the moment, what comes or is free after it. A room that is blocked
    is nobody's time and left out.
    """
    lines = [
        *(
            (entry.starts_at, 0, DayLine(entry.starts_at, entry=entry))
            for entry in entries
            if entry.staff_member_id is not None or not isinstance(entry, CalendarBlock)
        ),
        *((gap.starts_at, 2, DayLine(gap.starts_at, gap=gap)) for gap in gaps),
    ]
    if lines and now is not None:
        lines.append((now, 1, DayLine(now)))
    return tuple(line for *_, line in sorted(lines, key=lambda each: each[:2]))
