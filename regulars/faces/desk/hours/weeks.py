"""Who works when: the whole team at a glance, and one person's week to be written."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.opened import SavedMeanwhile
from regulars.actions.schedule.set_working_hours import (
    BadHours,
    EmptyWeek,
    remove_working_hours,
    set_working_hours,
)
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.faces.desk.hours.forms import WeekForm, week_marker
from regulars.faces.desk.hours.shown import (
    chosen_week,
    local_today,
    one_person,
    overview,
    people_of,
    person_address,
    told,
)
from regulars.queries.team_hours import PersonHours, person_hours
from regulars.rules.permissions import Permission


class TeamHours(DeskView):
    """The whole team's week."""

    permission = Permission.SET_HOURS

    def get(self, request: DeskRequest) -> HttpResponse:
        return overview(request)


class OnePerson(DeskView):
    """One person's week, to be written."""

    permission = Permission.SET_HOURS

    def get(self, request: DeskRequest, staff_member_id: int) -> HttpResponse:
        return one_person(request, staff_member_id)

    def post(self, request: DeskRequest, staff_member_id: int) -> HttpResponse:
        person = person_hours(people_of(request), staff_member_id)
        form = _form(request, person)
        if request.POST.get("copy") in set("012345"):
            copied = form.copied(int(request.POST["copy"]))
            return one_person(request, staff_member_id, form=copied)
        if not form.is_valid():
            return one_person(request, staff_member_id, form=form, status=422)
        try:
            _write(request, staff_member_id, form)
        except (BadHours, EmptyWeek, SavedMeanwhile) as refusal:
            return _refused(request, staff_member_id, form, refusal)
        return done(request, person_address(request, staff_member_id), _("Saved."))


class WeekRemoval(DeskView):
    """A period's week that was a mistake."""

    permission = Permission.SET_HOURS

    def post(self, request: DeskRequest, staff_member_id: int) -> HttpResponse:
        person = person_hours(people_of(request), staff_member_id)
        week = chosen_week(request, person)
        if week is not None:
            remove_working_hours(
                staff_member_id=staff_member_id, period=week.period, **told(request)
            )
        return done(request, person_address(request, staff_member_id), _("Removed."))


def _form(request: DeskRequest, person: PersonHours) -> WeekForm:
    week = chosen_week(request, person)
    return WeekForm(request.POST, fmt=request.fmt, today=local_today(request), week=week)


def _write(request: DeskRequest, staff_member_id: int, form: WeekForm) -> None:
    set_working_hours(
        staff_member_id=staff_member_id,
        week=form.cleaned_data["week"],
        period=form.cleaned_data["period"],
        instead_of=form.week.period if form.week else None,
        opened=form.cleaned_data["opened"] or None,
        **told(request),
    )


def _refused(
    request: DeskRequest,
    staff_member_id: int,
    form: WeekForm,
    refusal: BadHours | EmptyWeek | SavedMeanwhile,
) -> HttpResponse:
    """The same form with the reason, to be saved on top of what stands there by now."""
    form.add_error(None, str(refusal))
    if isinstance(refusal, SavedMeanwhile) and form.week is not None:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["opened"] = week_marker(form.week)  # type: ignore[index]
    return one_person(request, staff_member_id, form=form, status=409)
