"""Somebody stands in the shop: book them from now on, and check them in at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from regulars.actions.appointments.book import book_appointment
from regulars.actions.appointments.book_newcomer import Booked, book_newcomer
from regulars.actions.appointments.check_in import check_in_appointment
from regulars.actions.customers.lines import CustomerLines
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant

_STEP = timedelta(minutes=5)


@wholly
def walk_in(
    *,
    business: Tenant,
    customer: int | CustomerLines,
    staff_member_id: int,
    service_id: int,
    actor: Actor,
    at: datetime,
    length: timedelta | None = None,
    room_id: int | None = None,
    project_id: int | None = None,
    new_project_title: str = "",
    price_minor: int | None = None,
    notes: str = "",
) -> Booked:
    """Book whoever stands there, known (an id) or new (the lines), and check them in.

    It begins now, on the last full five minutes, and lasts as long as the service unless `length`
    says otherwise. All of it happens or nothing. Raises what book_appointment and
    register_customer raise, and Forbidden without the permission to check in.
    """
    starts_at = begins(at)
    told = {
        "business": business,
        "staff_member_id": staff_member_id,
        "service_id": service_id,
        "starts_at": starts_at,
        "ends_at": starts_at + length if length else None,
        "room_id": room_id,
        "new_project_title": new_project_title,
        "price_minor": price_minor,
        "notes": notes,
        "actor": actor,
        "at": at,
    }
    if isinstance(customer, CustomerLines):
        booked = book_newcomer(lines=customer, **told)  # type: ignore[arg-type]
    else:
        appointment_id = book_appointment(customer_id=customer, project_id=project_id, **told)  # type: ignore[arg-type]
        booked = Booked(appointment_id, customer)
    check_in_appointment(
        business=business, appointment_id=booked.appointment_id, actor=actor, at=at
    )
    return booked


def begins(at: datetime) -> datetime:
    """The last full five minutes: when a walk-in of this moment began."""
    whole = at.replace(second=0, microsecond=0)
    return whole - timedelta(minutes=whole.minute % (_STEP // timedelta(minutes=1)))
