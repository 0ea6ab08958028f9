"""Days that differ: other hours, no work, public holidays."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from regulars.actions.schedule.set_day_hours import (
    DayOutOfReach,
    NoDay,
    clear_day_hours,
    close_days,
    set_day_hours,
)
from regulars.actions.schedule.set_working_hours import BadHours
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.faces.desk.hours.forms import DaysForm
from regulars.faces.desk.hours.shown import (
    local_today,
    one_person,
    overview,
    people_of,
    person_address,
    team_address,
    told,
)
from regulars.kernel.public_holidays import PublicHoliday, public_holidays, regions_of
from regulars.rules.permissions import Permission

_AHEAD = timedelta(days=400)


class OtherDays(DeskView):
    """Days that are different for some or for everybody."""

    permission = Permission.SET_HOURS

    def get(self, request: DeskRequest) -> HttpResponse:
        return overview(request)

    def post(self, request: DeskRequest) -> HttpResponse:
        form = _form(request)
        if not form.is_valid():
            return _shown(request, form, status=422)
        try:
            _set(request, form)
        except (BadHours, DayOutOfReach, NoDay) as refusal:
            form.add_error(None, str(refusal))
            return _shown(request, form, status=409)
        return done(request, _back(request), _("Saved. Appointments stay as they are."))


class OtherDayRemoval(DeskView):
    """A day that is as any other again."""

    permission = Permission.SET_HOURS

    def post(self, request: DeskRequest, day: str) -> HttpResponse:
        who = [int(one) for one in request.POST.get("who", "").split(",") if one.isdecimal()]
        clear_day_hours(staff_member_ids=who, day=_day(day), **told(request))
        return done(request, _back(request), _("The usual hours hold on this day again."))


class Holidays(DeskView):
    """The public holidays of the country, to be taken over as days without work."""

    permission = Permission.SET_HOURS

    def get(self, request: DeskRequest) -> HttpResponse:
        return _offered(request)

    def post(self, request: DeskRequest) -> HttpResponse:
        chosen = set(request.POST.getlist("day"))
        taken = [one for one in _holidays(request) if one.day.isoformat() in chosen]
        if not taken:
            return _offered(request, status=422)
        everybody = [person.id for person in people_of(request)]
        close_days(
            staff_member_ids=everybody,
            days={one.day: one.name for one in taken},
            **told(request),
        )
        return done(request, team_address(request), _taken_over(len(taken)))


def _taken_over(n: int) -> str:
    return ngettext(
        "%(n)s public holiday is taken over. Nobody can book on it.",
        "%(n)s public holidays are taken over. Nobody can book on them.",
        n,
    ) % {"n": n}


def _offered(request: DeskRequest, *, status: int = 200) -> HttpResponse:
    """The holidays of the coming year, with those taken over already."""
    people = people_of(request)
    closed = [{one.day for one in person.other_days if not one.hours} for person in people]
    return page(
        request,
        "desk/hours/holidays.html",
        status=status,
        holidays=_holidays(request),
        taken=set.intersection(*closed) if closed else set(),
        regions=regions_of(request.door.business.country),
        region=_region(request),
        nothing_chosen=status == 422,
    )


def _holidays(request: DeskRequest) -> tuple[PublicHoliday, ...]:
    business, today = request.door.business, local_today(request)
    return public_holidays(
        country=business.country,
        region=_region(request),
        language=get_language() or business.language,
        first=today,
        last=today + _AHEAD,
    )


def _region(request: DeskRequest) -> str:
    return str(request.POST.get("region") or request.GET.get("region", ""))


def _form(request: DeskRequest) -> DaysForm:
    people = people_of(request)
    only = request.POST.get("person", "")
    return DaysForm(
        request.POST,
        people=people,
        fmt=request.fmt,
        today=local_today(request),
        for_id=int(only) if only.isdecimal() else None,
    )


def _shown(request: DeskRequest, form: DaysForm, *, status: int) -> HttpResponse:
    if form.for_id is not None:
        return one_person(request, form.for_id, days_form=form, status=status)
    return overview(request, form=form, status=status)


def _set(request: DeskRequest, form: DaysForm) -> None:
    asked = form.cleaned_data
    set_day_hours(
        staff_member_ids=asked["who"],
        days=asked["days"],
        spans=asked["spans"],
        reason=asked["reason"],
        **told(request),
    )


def _back(request: DeskRequest) -> str:
    person = request.POST.get("person", "")
    if person.isdecimal():
        return person_address(request, int(person))
    return team_address(request)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
