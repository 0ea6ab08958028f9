"""Write a person's whole week at once: when somebody works, from when until when that holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _

from regulars.actions.opened import must_still_say
from regulars.actions.taken_time.columns import lock_columns
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.schedule import WorkingHours
from regulars.records.staff import StaffMember
from regulars.rules.periods import ALWAYS, Period
from regulars.rules.permissions import Permission

_DAY_MINUTES = 24 * 60


class BadHours(Refused):
    """No person can work like that."""

    code = "bad_hours"
    sentence = _("Hours end after they start, and those of one day do not overlap.")


class EmptyWeek(Refused):
    """A period without hours says nothing that time off does not say better."""

    code = "empty_week"
    sentence = _(
        "There are no hours in this week. Write when work happens, or enter time off instead."
    )


@dataclass(frozen=True, slots=True, order=True)
class DayShift:
    """Hours of one weekday (0 is Monday), in minutes since midnight, half-open."""

    weekday: int
    start_minute: int
    end_minute: int


@wholly
def set_working_hours(
    *,
    business: Tenant,
    staff_member_id: int,
    week: Collection[DayShift],
    actor: Actor,
    at: datetime,
    period: Period = ALWAYS,
    instead_of: Period | None = None,
    opened: str | None = None,
) -> None:
    """Let the person work these hours in the period, and no others in it.

    `instead_of` is the period that the form was opened with: what it said goes. Weeks of other
    periods make room, so that no day has two. A week without hours and without a period clears it:
    whoever has no hours at all can be booked at any. Raises BadHours, EmptyWeek, SavedMeanwhile,
    Forbidden.
    """
    actor.must(Permission.SET_HOURS, business)
    member = _held(business, staff_member_id)

    before = weeks_of(business, staff_member_id)
    if instead_of is not None:
        must_still_say(opened, **marked(before.get(instead_of, ())))
    _must_be_a_week(week)
    if not week and not period.is_always:
        raise EmptyWeek

    after: dict[Period, tuple[DayShift, ...]] = {}
    for other, shifts in before.items():
        if other != instead_of:
            after |= dict.fromkeys(other.without(period), shifts)
    if week:
        after[period] = tuple(sorted(week))
    _write(business, member, before, after, actor=actor, at=at)


@wholly
def remove_working_hours(
    *, business: Tenant, staff_member_id: int, period: Period, actor: Actor, at: datetime
) -> None:
    """Take the week of that period away; the one before it goes on if it ended there.

    Raises Forbidden.
    """
    actor.must(Permission.SET_HOURS, business)
    member = _held(business, staff_member_id)

    before = weeks_of(business, staff_member_id)
    if period not in before:
        return
    after = {other: shifts for other, shifts in before.items() if other != period}
    earlier = next((other for other in after if other.goes_on_as(period)), None)
    if earlier is not None:
        shifts = after.pop(earlier)
        last_on = period.last_on
        later = next((other for other in after if period.goes_on_as(other)), None)
        if later is not None and after[later] == shifts:
            del after[later]
            last_on = later.last_on
        after[replace(earlier, last_on=last_on)] = shifts
    _write(business, member, before, after, actor=actor, at=at)


def weeks_of(business: Tenant, staff_member_id: int) -> dict[Period, tuple[DayShift, ...]]:
    """The person's weeks by their period."""
    weeks: dict[Period, list[DayShift]] = {}
    for row in WorkingHours.objects.of(business).filter(staff_member_id=staff_member_id):
        shift = DayShift(row.weekday, row.start_minute, row.end_minute)
        weeks.setdefault(Period(row.first_on, row.last_on), []).append(shift)
    return {period: tuple(sorted(shifts)) for period, shifts in weeks.items()}


def marked(shifts: Iterable[DayShift]) -> dict[str, Any]:
    """What a form carries along, to notice that somebody else saved meanwhile."""
    return {"hours": [[one.weekday, one.start_minute, one.end_minute] for one in sorted(shifts)]}


def _held(business: Tenant, staff_member_id: int) -> StaffMember:
    """The person's row, so that two who write the same week wait in line."""
    columns = lock_columns(business=business, staff_member_ids=[staff_member_id])
    return columns.staff[staff_member_id]


def _must_be_a_week(week: Collection[DayShift]) -> None:
    for shift in week:
        if not 0 <= shift.weekday <= 6 or not (
            0 <= shift.start_minute < shift.end_minute <= _DAY_MINUTES
        ):
            raise BadHours
    for one, other in pairwise(sorted(week)):
        if one.weekday == other.weekday and other.start_minute < one.end_minute:
            raise BadHours


def _write(
    business: Tenant,
    member: StaffMember,
    before: dict[Period, tuple[DayShift, ...]],
    after: dict[Period, tuple[DayShift, ...]],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    if before == after:
        return
    WorkingHours.objects.of(business).filter(staff_member=member).delete()
    WorkingHours.objects.bulk_create(
        WorkingHours(
            business_id=business.id,
            staff_member=member,
            weekday=shift.weekday,
            start_minute=shift.start_minute,
            end_minute=shift.end_minute,
            first_on=period.first_on,
            last_on=period.last_on,
        )
        for period, shifts in after.items()
        for shift in shifts
    )
    AuditEntry.objects.record(
        actor, "staff.hours_set", member, at=at, changes={"hours": [_told(before), _told(after)]}
    )


def _told(weeks: Mapping[Period, Iterable[DayShift]]) -> list[dict[str, Any]]:
    return [
        {
            "first_on": period.first_on.isoformat() if period.first_on else None,
            "last_on": period.last_on.isoformat() if period.last_on else None,
        }
        | marked(shifts)
        for period, shifts in weeks.items()
    ]
