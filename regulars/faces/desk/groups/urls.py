"""Addresses of group sessions, of who comes and of who waits."""

from __future__ import annotations

from django.urls import URLPattern, path

from regulars.faces.desk.groups.adding import Adding
from regulars.faces.desk.groups.calling_off import BringingBack, CallingOff
from regulars.faces.desk.groups.endings import Completion, NoShow, Undoing
from regulars.faces.desk.groups.leaving import Cancellation
from regulars.faces.desk.groups.page import GroupPage, RegistrationPlace
from regulars.faces.desk.groups.planning import Capacity, GroupDetails, NewGroupSession
from regulars.faces.desk.groups.queue import Departure, NextPromotion, Promotion, Rank
from regulars.faces.desk.groups.steps import CheckIn, Confirmation

_ONE = "groups/<int:session_id>/"
_WAITING = f"{_ONE}waiting/<int:waiting_id>/"
_COMES = "registrations/<int:registration_id>/"

urlpatterns: list[URLPattern] = [
    path("groups/new/", NewGroupSession.as_view(), name="group-session-new"),
    path(_ONE, GroupPage.as_view(), name="group-session"),
    path(f"{_ONE}details/", GroupDetails.as_view(), name="group-details"),
    path(f"{_ONE}capacity/", Capacity.as_view(), name="group-capacity"),
    path(f"{_ONE}calling-off/", CallingOff.as_view(), name="group-calling-off"),
    path(f"{_ONE}return/", BringingBack.as_view(), name="group-return"),
    path(f"{_ONE}registrations/", Adding.as_view(), name="group-adding"),
    path(f"{_ONE}promotion/", NextPromotion.as_view(), name="group-next-promotion"),
    path(f"{_WAITING}promotion/", Promotion.as_view(), name="waiting-promotion"),
    path(f"{_WAITING}rank/", Rank.as_view(), name="waiting-rank"),
    path(f"{_WAITING}departure/", Departure.as_view(), name="waiting-departure"),
    path(_COMES, RegistrationPlace.as_view(), name="registration"),
    path(f"{_COMES}confirmation/", Confirmation.as_view(), name="registration-confirmation"),
    path(f"{_COMES}check-in/", CheckIn.as_view(), name="registration-check-in"),
    path(f"{_COMES}completion/", Completion.as_view(), name="registration-completion"),
    path(f"{_COMES}no-show/", NoShow.as_view(), name="registration-no-show"),
    path(f"{_COMES}cancellation/", Cancellation.as_view(), name="registration-cancellation"),
    path(f"{_COMES}undo/", Undoing.as_view(), name="registration-undo"),
]
