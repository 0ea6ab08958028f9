"""Enter somebody new into the book and book them in the same breath."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from regulars.actions.appointments.book import book_appointment
from regulars.actions.customers.lines import CustomerLines
from regulars.actions.customers.register import register_customer
from regulars.actions.taken_time.columns import lock_columns
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant


@dataclass(frozen=True, slots=True)
class Booked:
    """The new appointment and whose it is."""

    appointment_id: int
    customer_id: int


@wholly
def book_newcomer(
    *,
    business: Tenant,
    lines: CustomerLines,
    staff_member_id: int,
    service_id: int,
    starts_at: datetime,
    actor: Actor,
    at: datetime,
    ends_at: datetime | None = None,
    room_id: int | None = None,
    new_project_title: str = "",
    price_minor: int | None = None,
    notes: str = "",
) -> Booked:
    """Register the customer and book; where one of the two is refused, neither happens.

    Raises what register_customer and book_appointment raise.
    """
    # The columns before the customer: every action locks in that order.
    lock_columns(business=business, staff_member_ids=[staff_member_id], room_ids=[room_id])

    customer_id = register_customer(business=business, lines=lines, actor=actor, at=at)
    appointment_id = book_appointment(
        business=business,
        customer_id=customer_id,
        staff_member_id=staff_member_id,
        service_id=service_id,
        starts_at=starts_at,
        ends_at=ends_at,
        room_id=room_id,
        new_project_title=new_project_title,
        price_minor=price_minor,
        notes=notes,
        actor=actor,
        at=at,
    )
    return Booked(appointment_id, customer_id)
