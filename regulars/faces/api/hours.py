"""When does somebody work, and how is that set?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Router
from pydantic import ConfigDict, Field, model_validator

from regulars.actions.schedule.set_day_hours import clear_day_hours, set_day_hours
from regulars.actions.schedule.set_working_hours import (
    DayShift,
    remove_working_hours,
    set_working_hours,
)
from regulars.faces.api.bodies import Body, Day, Minute, Plain
from regulars.faces.api.door import ApiRequest
from regulars.faces.api.reading import reads
from regulars.faces.api.writing import Written, writes
from regulars.queries.team_hours import PersonHours, person_hours, team_hours
from regulars.rules.periods import Period
from regulars.rules.permissions import Scope

router = Router(tags=["schedule"])

_HOURS = "/staff/{int:staff_member_id}/hours/"
_DAY = "/staff/{int:staff_member_id}/days/{day}/"
# From one minute of the day until before another.
_Shift = tuple[Minute, Minute]
_Shifts = Annotated[tuple[_Shift, ...], Field(max_length=24)]


@reads(
    router,
    _HOURS,
    called="hours",
    summary="When somebody works",
    needs=Scope.APPOINTMENTS_READ,
)
def hours(request: ApiRequest, staff_member_id: int) -> PersonHours:
    """The weeks with the days on which each holds, other hours on single days, and absences.

    Hours are minutes of the wall clock's day; each week has seven days from Monday. Whoever has no
    hours at all can be booked at any. Past days are left out. Only who takes bookings has hours.
    """
    return _hours(request, staff_member_id)


class PeriodOfHours(Body):
    """From which day until which, both included; null has no beginning or no end."""

    first_on: Day | None = None
    last_on: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> PeriodOfHours:
        self.period  # noqa: B018 - raises ValueError, which is a mistake in the body
        return self

    @property
    def period(self) -> Period:
        """As the rules know it."""
        return Period(self.first_on, self.last_on)


class WeekOfHours(PeriodOfHours):
    """Seven days from Monday, each with its hours, and when that holds."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"days": [[[600, 1080]], [[600, 1080]], [], [[720, 1200]], [], [], []]}
        }
    )

    days: tuple[_Shifts, ...] = Field(min_length=7, max_length=7)

    @property
    def shifts(self) -> list[DayShift]:
        """As the action is told."""
        return [
            DayShift(weekday, start, end)
            for weekday, shifts in enumerate(self.days)
            for start, end in shifts
        ]


@writes(
    router,
    "PUT",
    _HOURS,
    called="set-hours",
    summary="Set the hours of a period",
    needs=Scope.SCHEDULE_WRITE,
    answers=PersonHours,
)
def put(request: ApiRequest, staff_member_id: int, told: WeekOfHours) -> Written:
    """Let these hours hold in the period and no others; other weeks make room for it.

    Without days of beginning and end it holds always. Appointments stay as they are.
    """
    _hours(request, staff_member_id)
    set_working_hours(
        **_whose(request), staff_member_id=staff_member_id, week=told.shifts, period=told.period
    )
    return Written(_hours(request, staff_member_id))


@writes(
    router,
    "POST",
    f"{_HOURS}removal/",
    called="remove-hours",
    summary="Take the hours of a period away",
    needs=Scope.SCHEDULE_WRITE,
    answers=PersonHours,
)
def remove(request: ApiRequest, staff_member_id: int, told: PeriodOfHours) -> Written:
    """The week of exactly that period goes; the one before it goes on if it ended there."""
    _hours(request, staff_member_id)
    remove_working_hours(**_whose(request), staff_member_id=staff_member_id, period=told.period)
    return Written(_hours(request, staff_member_id))


class HoursOfOneDay(Body):
    """From when until when that day is worked; none: not at all."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"hours": [[720, 1020]], "reason": "Christmas Eve"}}
    )

    hours: _Shifts
    reason: Annotated[Plain, Field(max_length=120)] = ""


@writes(
    router,
    "PUT",
    _DAY,
    called="set-day",
    summary="Set the hours of one day",
    needs=Scope.SCHEDULE_WRITE,
    answers=PersonHours,
)
def put_day(request: ApiRequest, staff_member_id: int, day: str, told: HoursOfOneDay) -> Written:
    """On this day these hours hold, whatever its weekday says. From today on, for three years."""
    on = _day(day)
    _hours(request, staff_member_id)
    set_day_hours(
        **_whose(request),
        staff_member_ids=[staff_member_id],
        days=[on],
        spans=told.hours,
        reason=told.reason,
    )
    return Written(_hours(request, staff_member_id))


@writes(
    router,
    "DELETE",
    _DAY,
    called="clear-day",
    summary="Let a day be as its weekday is",
    needs=Scope.SCHEDULE_WRITE,
    answers=None,
)
def clear_day(request: ApiRequest, staff_member_id: int, day: str) -> Written:
    """The day has no hours of its own any more. It takes no body."""
    on = _day(day)
    _hours(request, staff_member_id)
    clear_day_hours(**_whose(request), staff_member_ids=[staff_member_id], day=on)
    return Written()


def _whose(request: ApiRequest) -> dict[str, Any]:
    return {"business": request.door.business, "actor": request.door.actor, "at": request.at}


def _hours(request: ApiRequest, staff_member_id: int) -> PersonHours:
    """Raises NobodyOfThatName for who does not take bookings here."""
    at: datetime = request.at
    today = at.astimezone(request.door.zone).date()
    people = team_hours(business=request.door.business, today=today, at=at)
    return person_hours(people, staff_member_id)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
