"""Rooms and chairs: add, rename, close, open again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.actions.rooms.close import RoomInUse, close_room, open_room_again
from regulars.actions.rooms.set_up import (
    RoomNamedAlready,
    RoomWithoutName,
    rename_room,
    set_up_room,
)
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.faces.desk.settings.questions import told
from regulars.queries.room_list import NoSuchRoom, room_list
from regulars.rules.permissions import Permission

_TEMPLATE = "desk/house/rooms.html"


class RoomForm(forms.Form):
    """What a room is called."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)


class Rooms(DeskView):
    """Every room, and a new one."""

    permission = Permission.MANAGE_CATALOGUE

    def get(self, request: DeskRequest) -> HttpResponse:
        return _listed(request)

    def post(self, request: DeskRequest) -> HttpResponse:
        form = RoomForm(request.POST)
        if not form.is_valid():
            return _listed(request, form, status=422)
        try:
            set_up_room(name=form.cleaned_data["name"], **told(request))
        except (RoomNamedAlready, RoomWithoutName) as refusal:
            form.add_error("name", str(refusal))
            return _listed(request, form, status=409)
        return done(request, _address(request), _("The room can be booked from now on."))


class RoomName(DeskView):
    """Called something else."""

    permission = Permission.MANAGE_CATALOGUE

    def get(self, request: DeskRequest, room_id: int) -> HttpResponse:
        return _listed(request, editing=room_id)

    def post(self, request: DeskRequest, room_id: int) -> HttpResponse:
        form = RoomForm(request.POST)
        if not form.is_valid():
            return _listed(request, form, status=422, editing=room_id)
        try:
            rename_room(room_id=room_id, name=form.cleaned_data["name"], **told(request))
        except (RoomNamedAlready, RoomWithoutName) as refusal:
            form.add_error("name", str(refusal))
            return _listed(request, form, status=409, editing=room_id)
        return done(request, _address(request), _("Saved."))


class RoomClosing(DeskView):
    """Closed, or (undo=1) open again."""

    permission = Permission.MANAGE_CATALOGUE

    def post(self, request: DeskRequest, room_id: int) -> HttpResponse:
        if request.POST.get("undo"):
            open_room_again(room_id=room_id, **told(request))
            return done(request, _address(request), _("The room can be booked again."))
        try:
            close_room(room_id=room_id, **told(request))
        except RoomInUse as refusal:
            return _listed(request, status=409, refusal=str(refusal))
        return done(request, _address(request), _("Closed. Its past stays."))


def _address(request: DeskRequest) -> str:
    return reverse("desk:rooms", kwargs={"business": request.door.business.slug})


def _listed(
    request: DeskRequest,
    form: RoomForm | None = None,
    *,
    status: int = 200,
    editing: int | None = None,
    refusal: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {"editing": editing, "refusal": refusal}
    rooms = room_list(business=request.door.business)
    chosen = next((room for room in rooms if room.id == editing), None)
    if editing is not None and chosen is None:
        raise NoSuchRoom
    if form is None:
        form = RoomForm(initial={"name": chosen.name if chosen else ""})
    return page(request, _TEMPLATE, status=status, rooms=rooms, form=form, **context)
