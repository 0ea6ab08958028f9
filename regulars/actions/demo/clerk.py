"""How does a booking, and whatever becomes of it, get into the demo's book?

The product's own actions do one thing at a time for one person; three years of a studio are written
here with the same rows: the appointment, an event for every change of status, busy time while it is
active, a line in the audit trail.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from regulars.actions.demo.draft import Hand
from regulars.actions.demo.house import Artist
from regulars.actions.demo.studio import Booking, Studio, known
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.group_sessions import GroupSession, Registration, RegistrationEvent
from regulars.records.projects import Project
from regulars.records.tenancy import Owned
from regulars.rules.appointment_status import ACTIVE, Status
from regulars.rules.cancellation import CancellationPolicy, CancelledBy
from regulars.rules.held_time import room_spans, staff_spans, still_ahead
from regulars.rules.intervals import Span

_VERBS = {
    Status.CONFIRMED: "appointment.confirmed",
    Status.CHECKED_IN: "appointment.checked_in",
    Status.COMPLETED: "appointment.completed",
    Status.NO_SHOW: "appointment.marked_no_show",
}


def book(
    studio: Studio,
    customer: Customer,
    artist: Artist,
    service: Service,
    starts_at: datetime,
    *,
    booked_at: datetime,
    by: Hand,
    minutes: int | None = None,
    price: int | None = None,
    project: Project | None = None,
    title: str = "",
    notes: str = "",
) -> Appointment:
    """Write an appointment down; its price is the service's unless another was agreed."""
    appointment = studio.draft.add(
        Appointment,
        customer=customer,
        staff_member=artist.member,
        room=artist.room,
        service=service,
        project=project,
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes or service.duration_minutes),
        price_minor=service.price_minor if price is None else price,
        currency=studio.currency,
        notes=notes,
        created_at=booked_at,
        changed_at=booked_at,
    )
    studio.draft.add_signed(
        AppointmentEvent, by=by, appointment=appointment, to_status=Status.BOOKED, at=booked_at
    )
    studio.trace(
        "appointment.booked",
        appointment,
        at=booked_at,
        by=by,
        customer=customer,
        starts_at=[None, starts_at.isoformat()],
    )
    return appointment


def register(
    studio: Studio,
    customer: Customer,
    session: GroupSession,
    *,
    price: int,
    booked_at: datetime,
    by: Hand,
) -> Registration:
    """Take a place in a group session."""
    registration = studio.draft.add(
        Registration,
        customer=customer,
        group_session=session,
        starts_at=session.starts_at,
        price_minor=price,
        currency=studio.currency,
        created_at=booked_at,
    )
    studio.draft.add_signed(
        RegistrationEvent, by=by, registration=registration, to_status=Status.BOOKED, at=booked_at
    )
    return registration


def move(studio: Studio, booking: Booking, to: Status, *, at: datetime, by: Hand) -> None:
    """Confirm, check in, complete or mark as a no-show."""
    before = booking.status
    _write_event(studio, booking, to, at=at, by=by)
    if isinstance(booking, Appointment):
        studio.trace(
            _VERBS[to], booking, at=at, by=by, customer=booking.customer, status=[before, to.value]
        )


def cancel(
    studio: Studio,
    booking: Booking,
    *,
    told_at: datetime,
    by: Hand,
    who: CancelledBy = CancelledBy.CUSTOMER,
    reason: str = "",
) -> None:
    """Cancel and judge the notice given by the business's own policy."""
    notice = studio.house.business.notice
    verdict = CancellationPolicy(notice).judge(starts_at=booking.starts_at, told_at=told_at, by=who)
    before = booking.status
    _write_event(
        studio,
        booking,
        verdict.status,
        at=told_at,
        by=by,
        cancelled_by=who.value,
        told_at=told_at,
        notice_minutes=verdict.notice_minutes,
        policy_minutes=notice // timedelta(minutes=1),
        reason=reason,
    )
    booking.notice_minutes = verdict.notice_minutes
    booking.cancelled_by = who.value
    if isinstance(booking, Appointment):
        studio.trace(
            "appointment.cancelled",
            booking,
            at=told_at,
            by=by,
            customer=booking.customer,
            status=[before, verdict.status.value],
            reason=["", reason],
        )


def undo(studio: Studio, booking: Appointment, *, at: datetime, by: Hand, reason: str) -> None:
    """Take an ending back; the appointment is booked again."""
    before = booking.status
    _write_event(studio, booking, Status.BOOKED, at=at, by=by, is_undo=True, reason=reason)
    booking.notice_minutes, booking.cancelled_by = None, ""
    studio.trace(
        "appointment.undone",
        booking,
        at=at,
        by=by,
        customer=booking.customer,
        status=[before, Status.BOOKED.value],
        reason=["", reason],
    )


def _write_event(
    studio: Studio, booking: Booking, to: Status, *, at: datetime, by: Hand, **judged: object
) -> None:
    if isinstance(booking, Appointment):
        studio.draft.add_signed(
            AppointmentEvent,
            by=by,
            appointment=booking,
            from_status=booking.status,
            to_status=to,
            at=at,
            **judged,
        )
        booking.changed_at = at
        booking.version += 1
    else:
        studio.draft.add_signed(
            RegistrationEvent,
            by=by,
            registration=booking,
            from_status=booking.status,
            to_status=to,
            at=at,
            **judged,
        )
    booking.status = to


def hold_times(studio: Studio) -> None:
    """Hold the time of everything that is still active, buffers included."""
    for appointment in studio.draft.of(Appointment):
        if appointment.status in ACTIVE:
            _hold(studio, appointment)
    for session in studio.draft.of(GroupSession):
        if session.ends_at > studio.at and session.called_off_at is None:
            whole = Span(session.starts_at, session.ends_at)
            _take(studio, (whole,), group_session=session, staff_member=session.staff_member)
            _take(studio, (whole,), group_session=session, room=session.room)


def _hold(studio: Studio, appointment: Appointment) -> None:
    service = known(appointment.service)
    times = (appointment.starts_at, appointment.ends_at)
    buffer = timedelta(minutes=service.buffer_minutes)
    at_work = staff_spans(
        *times,
        buffer=buffer,
        gap_after=timedelta(minutes=service.gap_after_minutes),
        gap=timedelta(minutes=service.gap_minutes),
    )
    _take(studio, at_work, appointment=appointment, staff_member=appointment.staff_member)
    _take(studio, room_spans(*times, buffer=buffer), appointment=appointment, room=appointment.room)


def _take(studio: Studio, spans: tuple[Span, ...], **holder: Owned | None) -> None:
    for span in still_ahead(spans, studio.at):
        studio.draft.add(BusyTime, starts_at=span.starts_at, ends_at=span.ends_at, **holder)
