"""Where to go when something was done to an appointment, and how to take it back?"""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from regulars.faces.desk.appointments.page import back_or_address
from regulars.faces.desk.entrance import DeskRequest, shown_address
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Permission


def way_back(request: DeskRequest, appointment_id: int) -> str:
    """To the page where it was asked for: the calendar, Today, or the appointment's own."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if _is_ours(request, asked):
        return asked
    shown = shown_address(request)
    if shown.partition("?")[0] == _home(request):
        return shown
    return back_or_address(request, appointment_id)


def undo_way(request: DeskRequest, appointment_id: int, status: Status, *, to: str) -> str:
    """The toast's way to undo what was just done, and nothing that comes after it."""
    if not request.door.actor.may(Permission.UNDO_ENDINGS):
        return ""
    place = {"business": request.door.business.slug, "appointment_id": appointment_id}
    query = urlencode({"of": status.value, "next": to})
    return f"undo {reverse('desk:appointment-undo', kwargs=place)}?{query}"


def _is_ours(request: DeskRequest, address: str) -> bool:
    """Whether it stays within this business, however it is written."""
    return address.startswith(_home(request)) and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None
    )


def _home(request: DeskRequest) -> str:
    return reverse("desk:start", kwargs={"business": request.door.business.slug})
