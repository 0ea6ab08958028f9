"""When could the customer come again, and where is it booked?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from regulars.faces.desk.appointments.completion_form import CompletionForm
from regulars.faces.desk.entrance import DeskRequest
from regulars.kernel.clash_words import clash_sentence
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.in_the_way import in_the_way
from regulars.rules.permissions import Permission

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class NextTime:
    """The same hour some weeks on, and what is in its way; empty when it is free."""

    starts_at: datetime
    clash: str


def may_rebook(request: DeskRequest, detail: AppointmentDetail) -> bool:
    """Whether there is somebody to book again, and this person may."""
    may = request.door.actor.may
    known = detail.customer is not None and detail.staff_member_id is not None
    return known and detail.time_known and may(Permission.BOOK_APPOINTMENTS)


def next_time(request: DeskRequest, detail: AppointmentDetail, form: CompletionForm) -> NextTime:
    """The same wall-clock time, so many weeks after today."""
    starts_at = _in_weeks(request, detail, form)
    obstacles = in_the_way(
        business=request.door.business,
        staff_member_id=detail.staff_member_id,
        starts_at=starts_at,
        ends_at=starts_at + (detail.ends_at - detail.starts_at),
        zone=request.fmt.zone,
        at=request.at,
        service_id=detail.service_id,
    )
    return NextTime(starts_at, clash_sentence(obstacles, request.fmt) if obstacles else "")


def rebooking_address(request: DeskRequest, detail: AppointmentDetail, form: CompletionForm) -> str:
    """The form of a new appointment, filled in as far as it is known."""
    starts_at = request.fmt.local(_in_weeks(request, detail, form))
    known = {
        "day": starts_at.date().isoformat(),
        "start": f"{starts_at:%H:%M}",
        "minutes": (detail.ends_at - detail.starts_at) // _MINUTE,
        "staff": detail.staff_member_id,
        "customer": detail.customer.id if detail.customer else None,
        "service": detail.service_id,
        "project": None if detail.project_is_finished else detail.project_id,
    }
    address = reverse("desk:appointment-new", kwargs={"business": request.door.business.slug})
    return f"{address}?{urlencode({name: value for name, value in known.items() if value})}"


def _in_weeks(request: DeskRequest, detail: AppointmentDetail, form: CompletionForm) -> datetime:
    chosen = getattr(form, "cleaned_data", {}).get("weeks")
    weeks = int(chosen or form.fields["weeks"].initial)
    today = request.fmt.local(request.at).date()
    clock = request.fmt.local(detail.starts_at).timetz()
    return datetime.combine(today + timedelta(weeks=weeks), clock)
