"""The team: who works here, as what, and how they sign in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.actions.staff.arrange import move_staff_member
from regulars.actions.staff.change import change_staff_member
from regulars.actions.staff.definition import (
    LastOwner,
    NoAddress,
    SignsInAlready,
    StaffDefinition,
    WithoutName,
)
from regulars.actions.staff.part import (
    StillBooked,
    part_with_staff_member,
    take_back_staff_member,
)
from regulars.actions.staff.take_on import take_on_staff_member
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.faces.desk.settings.questions import told
from regulars.kernel import words
from regulars.queries.team import TeamMember, team
from regulars.rules.permissions import Permission, Role

_TEMPLATE = "desk/house/team.html"
_AT_FAULT = {WithoutName: "name", NoAddress: "email", SignsInAlready: "email", LastOwner: "role"}
# As many hues as people have in the design.
HUES = tuple(range(1, 11))


class StaffForm(forms.Form):
    """Name, role, colour, column, sign-in."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    email = forms.CharField(
        label=gettext_lazy("E-mail to sign in with"),
        help_text=gettext_lazy(
            "They choose a password with “Forgot password?” on the sign-in page. "
            "Empty: they never sign in."
        ),
        max_length=254,
        required=False,
    )
    hue = forms.TypedChoiceField(
        label=gettext_lazy("Colour"),
        coerce=int,
        choices=[(hue, str(hue)) for hue in HUES],
        widget=forms.RadioSelect,
    )
    takes_bookings = forms.BooleanField(
        label=gettext_lazy("Has a column in the calendar"), required=False
    )
    sees_contact_data = forms.BooleanField(
        label=gettext_lazy("Sees e-mail and phone of customers"), required=False
    )

    def __init__(self, data: Any = None, *, member: TeamMember | None = None) -> None:
        super().__init__(data, initial=_said(member))
        roles: list[tuple[str, str | Promise]] = [(role.value, words.ROLE[role]) for role in Role]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]

    def definition(self) -> StaffDefinition:
        """What the actions are told."""
        return StaffDefinition(**self.cleaned_data | {"role": Role(self.cleaned_data["role"])})


class TeamPage(DeskView):
    """Everybody in the order of the calendar, and who once worked here."""

    permission = Permission.MANAGE_STAFF

    def get(self, request: DeskRequest) -> HttpResponse:
        return _listed(request)


class NewMember(DeskView):
    """Somebody starts."""

    permission = Permission.MANAGE_STAFF

    def get(self, request: DeskRequest) -> HttpResponse:
        return _listed(request, StaffForm())

    def post(self, request: DeskRequest) -> HttpResponse:
        form = StaffForm(request.POST)
        if not form.is_valid():
            return _listed(request, form, status=422)
        try:
            take_on_staff_member(definition=form.definition(), **told(request))
        except tuple(_AT_FAULT) as refusal:
            form.add_error(_AT_FAULT[type(refusal)], str(refusal))
            return _listed(request, form, status=422)
        return done(request, _address(request), _("Welcome to the team."))


class Member(DeskView):
    """Somebody's role, column or sign-in changes."""

    permission = Permission.MANAGE_STAFF

    def get(self, request: DeskRequest, staff_member_id: int) -> HttpResponse:
        member = team(business=request.door.business).member(staff_member_id)
        return _listed(request, StaffForm(member=member), member)

    def post(self, request: DeskRequest, staff_member_id: int) -> HttpResponse:
        member = team(business=request.door.business).member(staff_member_id)
        form = StaffForm(request.POST, member=member)
        if not form.is_valid():
            return _listed(request, form, member, status=422)
        definition = form.definition()
        try:
            change_staff_member(
                staff_member_id=staff_member_id, definition=definition, **told(request)
            )
        except tuple(_AT_FAULT) as refusal:
            form.add_error(_AT_FAULT[type(refusal)], str(refusal))
            return _listed(request, form, member, status=409)
        return done(request, _address(request), _("Saved."))


class MemberPlace(DeskView):
    """One column to the left (up=1) or to the right."""

    permission = Permission.MANAGE_STAFF

    def post(self, request: DeskRequest, staff_member_id: int) -> HttpResponse:
        up = request.POST.get("up") == "1"
        move_staff_member(staff_member_id=staff_member_id, up=up, **told(request))
        return done(request, f"{_address(request)}#member-{staff_member_id}")


class Parting(DeskView):
    """Somebody leaves, or (undo=1) comes back."""

    permission = Permission.MANAGE_STAFF

    def post(self, request: DeskRequest, staff_member_id: int) -> HttpResponse:
        if request.POST.get("undo"):
            take_back_staff_member(staff_member_id=staff_member_id, **told(request))
            return done(request, _address(request), _("Welcome back."))
        try:
            part_with_staff_member(staff_member_id=staff_member_id, **told(request))
        except (StillBooked, LastOwner) as refusal:
            member = team(business=request.door.business).member(staff_member_id)
            form = StaffForm(_as_data(member), member=member)
            form.add_error(None, str(refusal))
            return _listed(request, form, member, status=409)
        return done(request, _address(request), _("Left the team. Their past stays."))


def _address(request: DeskRequest) -> str:
    return reverse("desk:team", kwargs={"business": request.door.business.slug})


def _said(member: TeamMember | None) -> dict[str, Any]:
    if member is None:
        return {"role": Role.STAFF.value, "hue": 1, "takes_bookings": True}
    return _as_data(member)


def _as_data(member: TeamMember) -> dict[str, Any]:
    return {
        "name": member.name,
        "role": member.role.value,
        "email": member.email,
        "hue": member.hue,
        "takes_bookings": member.takes_bookings,
        "sees_contact_data": member.sees_contact_data,
    }


def _listed(
    request: DeskRequest,
    form: StaffForm | None = None,
    member: TeamMember | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    people = team(business=request.door.business)
    return page(request, _TEMPLATE, status=status, team=people, form=form, editing=member)
