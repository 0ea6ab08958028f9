"""Exceptions by date: other hours on a day, or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from regulars.actions.schedule.bounds import local_day
from regulars.actions.schedule.set_working_hours import BadHours
from regulars.actions.taken_time.columns import lock_columns
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.schedule import DayHours
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Permission

_DAY_MINUTES = 24 * 60
# Three years: beyond that nobody knows yet.
_FURTHEST_DAYS = 3 * 366
_LONGEST_REASON = 120


class NoDay(Refused):
    """An exception is of some people on some days."""

    code = "no_day"
    sentence = _("Choose the days and for whom they are different.")


class DayOutOfReach(Refused):
    """The past cannot be worked differently any more, and the far future is not known."""

    code = "day_out_of_reach"
    sentence = _("Choose a day from today on, within the next three years.")


@wholly
def set_day_hours(
    *,
    business: Tenant,
    staff_member_ids: Collection[int],
    days: Collection[date],
    spans: Sequence[tuple[int, int]],
    actor: Actor,
    at: datetime,
    reason: str = "",
) -> None:
    """On these days let these people work these hours only, in minutes; none: no work that day.

    What such a day said before goes. Appointments stay as they are. Raises BadHours, NoDay,
    DayOutOfReach, Forbidden.
    """
    actor.must(Permission.SET_HOURS, business)
    columns = lock_columns(business=business, staff_member_ids=staff_member_ids)

    if not staff_member_ids or not days:
        raise NoDay
    today = local_day(Business.objects.get(id=business.id), at)
    if not all(0 <= (day - today).days <= _FURTHEST_DAYS for day in days):
        raise DayOutOfReach
    _must_be_hours(spans)

    rows = DayHours.objects.of(business).filter(staff_member__in=columns.staff.values())
    rows.filter(day__in=days).delete()
    minutes: Sequence[tuple[int | None, int | None]] = spans or [(None, None)]
    DayHours.objects.bulk_create(
        DayHours(
            business_id=business.id,
            staff_member=member,
            day=day,
            start_minute=start,
            end_minute=end,
            reason=reason.strip()[:_LONGEST_REASON],
        )
        for member in columns.staff.values()
        for day in sorted(set(days))
        for start, end in minutes
    )

    told = {
        "days": [None, [day.isoformat() for day in sorted(set(days))]],
        "hours": [None, [list(span) for span in spans]],
    }
    for member in columns.staff.values():
        AuditEntry.objects.record(actor, "staff.day_hours_set", member, at=at, changes=told)


@wholly
def close_days(
    *,
    business: Tenant,
    staff_member_ids: Collection[int],
    days: Mapping[date, str],
    actor: Actor,
    at: datetime,
) -> None:
    """Let nobody work on these days, each with its reason: public holidays.

    Raises NoDay, DayOutOfReach, Forbidden.
    """
    if not days:
        raise NoDay
    for day, reason in days.items():
        set_day_hours(
            business=business,
            staff_member_ids=staff_member_ids,
            days=[day],
            spans=(),
            reason=reason,
            actor=actor,
            at=at,
        )


@wholly
def clear_day_hours(
    *, business: Tenant, staff_member_ids: Collection[int], day: date, actor: Actor, at: datetime
) -> None:
    """Let the day be worked as its weekday is. Raises Forbidden."""
    actor.must(Permission.SET_HOURS, business)
    columns = lock_columns(business=business, staff_member_ids=staff_member_ids)

    for member in columns.staff.values():
        if _gone(business, member, day):
            AuditEntry.objects.record(
                actor,
                "staff.day_hours_cleared",
                member,
                at=at,
                changes={"days": [[day.isoformat()], None]},
            )


def _gone(business: Tenant, member: StaffMember, day: date) -> bool:
    rows = DayHours.objects.of(business).filter(staff_member=member, day=day)
    return bool(rows.delete()[0])


def _must_be_hours(spans: Sequence[tuple[int, int]]) -> None:
    for start, end in spans:
        if not 0 <= start < end <= _DAY_MINUTES:
            raise BadHours
    for one, other in pairwise(sorted(spans)):
        if other[0] < one[1]:
            raise BadHours
