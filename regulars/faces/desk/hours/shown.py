"""What the pages about working hours show: the team's week, one person's, days that differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.faces.desk.entrance import DeskRequest, page
from regulars.faces.desk.hours.forms import DaysForm, WeekForm
from regulars.kernel.formats import Formats
from regulars.kernel.hours_text import hours_text
from regulars.queries.team_hours import Away, OtherDay, PersonHours, Week, person_hours, team_hours
from regulars.rules.periods import Period


@dataclass(frozen=True, slots=True)
class SharedDay:
    """A day that differs in the same way for these people."""

    day: date
    said: str
    reason: str
    people: tuple[PersonHours, ...]

    @property
    def who(self) -> str:
        return ",".join(str(person.id) for person in self.people)


def people_of(request: DeskRequest) -> tuple[PersonHours, ...]:
    """Everybody with a column."""
    return team_hours(business=request.door.business, today=local_today(request), at=request.at)


def local_today(request: DeskRequest) -> date:
    """Which day it is in the studio."""
    return request.fmt.local(request.at).date()


def shared_days(people: Sequence[PersonHours], fmt: Formats) -> list[SharedDay]:
    """The days that differ, each once for all who share it."""
    found: dict[tuple[date, tuple[tuple[int, int], ...], str], list[PersonHours]] = {}
    for person in people:
        for one in person.other_days:
            found.setdefault((one.day, one.hours, one.reason), []).append(person)
    return [
        SharedDay(day, hours_said(OtherDay(day, hours, reason), fmt), reason, tuple(who))
        for (day, hours, reason), who in sorted(found.items(), key=lambda item: item[0])
    ]


def hours_said(one: OtherDay, fmt: Formats) -> str:
    """10:00–13:00, or that there is no work."""
    return hours_text(one.hours, fmt) or _("No work")


def away_said(absence: Away, fmt: Formats) -> str:
    """21 Dec 2026 until 27 Dec 2026; with the time of day where those are not whole days."""
    first, last = fmt.local(absence.starts_at), fmt.local(absence.ends_at)
    if (first.hour, first.minute, last.hour, last.minute) != (0, 0, 0, 0):
        write = fmt.moment
        told = {"start": write(absence.starts_at), "end": write(absence.ends_at)}
        return _("%(start)s until %(end)s") % told
    last_day = last.date() - timedelta(days=1)
    if last_day == first.date():
        return fmt.day(last_day)
    return _("%(start)s until %(end)s") % {"start": fmt.day(first.date()), "end": fmt.day(last_day)}


def period_said(period: Period, fmt: Formats) -> str:
    """From 1 Dec 2026 until 31 Dec 2026."""
    if period.first_on is None and period.last_on is None:
        return _("Always")
    if period.last_on is None:
        return _("From %(day)s on") % {"day": fmt.day_plain(period.first_on or date.min)}
    if period.first_on is None:
        return _("Until %(day)s") % {"day": fmt.day_plain(period.last_on)}
    return _("From %(first)s until %(last)s") % {
        "first": fmt.day_plain(period.first_on),
        "last": fmt.day_plain(period.last_on),
    }


def overview(
    request: DeskRequest, *, form: DaysForm | None = None, status: int = 200
) -> HttpResponse:
    """The whole team's week, and the days that differ."""
    people = people_of(request)
    today = local_today(request)
    return page(
        request,
        "desk/hours/hours.html",
        status=status,
        people=people,
        form=form or DaysForm(people=people, fmt=request.fmt, today=today),
        days=shared_days(people, request.fmt),
        hours_text=hours_text,
        period_said=period_said,
        away_said=away_said,
        weekdays=request.fmt.locale.days["stand-alone"],
    )


def one_person(
    request: DeskRequest,
    staff_member_id: int,
    *,
    form: WeekForm | None = None,
    days_form: DaysForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """One person's weeks, days that differ, and time off."""
    people = people_of(request)
    person = person_hours(people, staff_member_id)
    today = local_today(request)
    chosen = form.week if form else chosen_week(request, person)
    context: dict[str, Any] = {
        "person": person,
        "chosen": chosen,
        "form": form or WeekForm(fmt=request.fmt, today=today, week=chosen),
        "days_form": days_form
        or DaysForm(people=people, fmt=request.fmt, today=today, for_id=staff_member_id),
        "days": shared_days([person], request.fmt),
        "weeks": [
            (week, week_key(week), period_said(week.period, request.fmt)) for week in person.weeks
        ],
    }
    return page(
        request,
        "desk/hours/person.html",
        status=status,
        week_key=week_key,
        period_said=period_said,
        away_said=away_said,
        weekdays=request.fmt.locale.days["stand-alone"],
        **context,
    )


def chosen_week(request: DeskRequest, person: PersonHours) -> Week | None:
    """The week that the address names, else the one of today or the next; None: a new one."""
    key = request.POST.get("week") or request.GET.get("week", "")
    if key == "new":
        return None
    named = next((week for week in person.weeks if week_key(week) == key), None)
    first = person.weeks[0] if person.weeks else None
    return named or person.week_on(local_today(request)) or first


def week_key(week: Week) -> str:
    """What an address calls a week: the days that bound it."""
    first_on, last_on = week.period.first_on, week.period.last_on
    return f"{first_on or ''}..{last_on or ''}"


def person_address(request: DeskRequest, staff_member_id: int) -> str:
    """Where a person's hours stand."""
    kwargs = {"business": request.door.business.slug, "staff_member_id": staff_member_id}
    return reverse("desk:hours-person", kwargs=kwargs)


def team_address(request: DeskRequest) -> str:
    """Where the team's hours stand."""
    return reverse("desk:hours", kwargs={"business": request.door.business.slug})


def told(request: DeskRequest) -> dict[str, Any]:
    """What every action is told."""
    return {"business": request.door.business, "actor": request.door.actor, "at": request.at}
