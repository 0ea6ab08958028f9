"""What was opened on the calendar, beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from regulars.faces.desk.appointments.offer import Offer, nearness, offer
from regulars.faces.desk.calendar.asked import Asked, Opened
from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.queries.appointment_detail import appointment_detail
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.calendar_entries import (
    CalendarBlock,
    CalendarGroup,
    calendar_block,
    calendar_group,
)
from regulars.queries.customer_history import CustomerHistory, customer_history
from regulars.queries.entrance import Doorway
from regulars.rules.appointment_status import ACTIVE, Status
from regulars.rules.permissions import Permission

_TEMPLATE = "desk/calendar/_panel_place.html"


@dataclass(frozen=True, slots=True)
class AppointmentPanel:
    """An appointment with what can be done about it, and its customer's history."""

    kind: ClassVar[str] = "appointment"
    opened: Opened
    detail: AppointmentDetail
    offer: Offer
    nearness: str
    history: CustomerHistory | None
    last_too_late: str  # how long ago; empty where nobody can tell
    again: str  # where the same is booked again
    move: str  # where another time is chosen; both empty for who may not


@dataclass(frozen=True, slots=True)
class GroupPanel:
    """A group session and how full it is."""

    kind: ClassVar[str] = "group"
    opened: Opened
    group: CalendarGroup
    page: str


@dataclass(frozen=True, slots=True)
class BlockPanel:
    """Time without a customer."""

    kind: ClassVar[str] = "block"
    opened: Opened
    block: CalendarBlock
    page: str
    may_change: bool


Panel = AppointmentPanel | GroupPanel | BlockPanel


class OneAppointmentPanel(DeskView):
    """The panel of an appointment by its own address; without scripts its day with the panel."""

    permission = Permission.SEE_APPOINTMENTS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        panel = _of_appointment(request, Opened("appointment", appointment_id))
        day = request.fmt.local(panel.detail.starts_at).date()
        asked = Asked("day", day, open=panel.opened)
        if not request.htmx:
            return redirect(asked.address(request.door.business.slug))
        return page(request, _TEMPLATE, asked=asked, panel=panel)


def panel_of(request: DeskRequest, asked: Asked) -> Panel | None:
    """What the address opens; None for nothing. Raises ObjectDoesNotExist where there is no such."""
    opened = asked.open
    if opened is None:
        return None
    if opened.kind == "appointment":
        return _of_appointment(request, opened)
    door = request.door
    reaches_all = door.may(Permission.REACH_ALL_CALENDARS)
    if opened.kind == "group":
        group = calendar_group(business=door.business, session_id=opened.id)
        return GroupPanel(opened, group, way_to(door, "group-session", session_id=opened.id))
    block = calendar_block(business=door.business, block_id=opened.id)
    reaches = reaches_all or block.staff_member_id == door.staff.id
    may_change = reaches and door.may(Permission.BLOCK_TIME)
    return BlockPanel(opened, block, way_to(door, "block", block_id=opened.id), may_change)


def _of_appointment(request: DeskRequest, opened: Opened) -> AppointmentPanel:
    business = request.door.business
    detail = appointment_detail(business=business, appointment_id=opened.id)
    history = None
    if detail.customer is not None:
        history = customer_history(
            business=business, customer_id=detail.customer.id, exclude_appointment=detail.id
        )
    return AppointmentPanel(
        opened=opened,
        detail=detail,
        offer=offer(request.door, detail, request.at),
        nearness=nearness(request.fmt, detail, request.at),
        history=history,
        last_too_late=_last_too_late(request, history),
        again=_again(request, detail),
        move=_move(request, detail),
    )


def _again(request: DeskRequest, detail: AppointmentDetail) -> str:
    """Where the same is booked again: for the same customer, of the same service and project."""
    if not request.door.may(Permission.BOOK_APPOINTMENTS) or detail.customer is None:
        return ""
    path = way_to(request.door, "appointment-new")
    known = {
        "customer": detail.customer.id,
        "service": detail.service_id,
        "project": None if detail.project_is_finished else detail.project_id,
        "staff": detail.staff_member_id,
    }
    return f"{path}?{urlencode({key: value for key, value in known.items() if value})}"


def _move(request: DeskRequest, detail: AppointmentDetail) -> str:
    """Where another time is chosen, while it lies ahead."""
    may_edit = offer(request.door, detail, request.at).may_edit
    if not may_edit or detail.status not in ACTIVE:
        return ""
    return way_to(request.door, "appointment", appointment_id=detail.id) + "#when-title"


def way_to(door: Doorway, name: str, **kwargs: int) -> str:
    """The address of that name in this business."""
    return reverse(f"desk:{name}", kwargs={"business": door.business.slug, **kwargs})


def _last_too_late(request: DeskRequest, history: CustomerHistory | None) -> str:
    """When the latest cancellation came too late, as far as the history reaches."""
    visits = [visit for project in history.projects for visit in project.visits] if history else []
    late = [visit.starts_at for visit in visits if visit.status is Status.CANCELLED_TOO_LATE]
    if not late:
        return ""
    local = request.fmt.local
    return request.fmt.ago(local(max(late)).date(), local(request.at).date())
