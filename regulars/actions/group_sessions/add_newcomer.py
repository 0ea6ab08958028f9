"""Add somebody to a group session who is not in the book yet."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.customers.lines import CustomerLines
from regulars.actions.customers.register import register_customer
from regulars.actions.group_sessions.join_waiting_list import join_waiting_list
from regulars.actions.group_sessions.register import register
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant


@wholly
def add_newcomer(
    *,
    business: Tenant,
    session_id: int,
    lines: CustomerLines,
    actor: Actor,
    at: datetime,
    waits: bool = False,
    overbook: bool = False,
    notes: str = "",
) -> int | None:
    """Enter the customer and give a place, or a place in the line; else nobody is entered at all.

    Returns the registration's id, None for somebody who waits. Raises what entering a customer,
    registering and joining the waiting list raise.
    """
    customer_id = register_customer(business=business, lines=lines, actor=actor, at=at)
    if waits:
        join_waiting_list(
            business=business, session_id=session_id, customer_id=customer_id, actor=actor, at=at
        )
        return None
    return register(
        business=business,
        session_id=session_id,
        customer_id=customer_id,
        actor=actor,
        at=at,
        overbook=overbook,
        notes=notes,
    )
