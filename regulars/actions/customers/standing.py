"""Keep what a customer's row repeats of the bookings: upcoming, last visit, counters, tally."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.group_sessions import Registration
from regulars.records.many import update_many
from regulars.rules.appointment_status import ACTIVE, Status
from regulars.rules.track_record import tally

_COLUMNS = (
    "latest_active_at",
    "last_visit_at",
    "last_visit_key",
    "first_booking_at",
    "bookings",
    "no_shows",
    "late_cancellations",
    "strokes",
)
# Few enough that a batch of regulars' bookings fits into memory without a thought.
_BATCH = 500

Booking = tuple[datetime, Status]


def refresh_standing(*, business: Tenant, customer_ids: Iterable[int | None]) -> None:
    """Bring the standing of these customers up to date with their bookings.

    Called by every action that makes, moves or ends a booking, inside its own transaction; the
    customers are held first, so that rivals wait and neither booking is left out. Walk-ins (None)
    have no standing. Three statements to read and one to write for 500 customers.
    """
    wanted = sorted({customer_id for customer_id in customer_ids if customer_id is not None})
    for start in range(0, len(wanted), _BATCH):
        _refresh(business, wanted[start : start + _BATCH])


@transaction.atomic
def _refresh(business: Tenant, customer_ids: Sequence[int]) -> None:
    customers = list(
        Customer.objects.of(business)
        .filter(id__in=customer_ids)
        .order_by("id")
        .select_for_update(no_key=True)
        .only("id", "business_id", *_COLUMNS)
    )
    bookings: dict[int, list[Booking]] = defaultdict(list)
    for records in (Appointment.objects, Registration.objects):
        rows = records.of(business).filter(customer_id__in=customer_ids)
        for customer_id, starts_at, status in rows.values_list(
            "customer_id", "starts_at", "status"
        ):
            bookings[customer_id].append((starts_at, Status(status)))
    for customer in customers:
        stand(customer, sorted(bookings[customer.id]))
    update_many(customers, _COLUMNS)


def stand(customer: Customer, bookings: Sequence[Booking]) -> None:
    """Set the standing columns from all bookings of the customer in order of time; saves nothing."""
    statuses = [status for _, status in bookings]
    visits = [starts_at for starts_at, status in bookings if status is Status.COMPLETED]
    active = [starts_at for starts_at, status in bookings if status in ACTIVE]
    customer.latest_active_at = active[-1] if active else None
    customer.last_visit_at = visits[-1] if visits else None
    customer.last_visit_key = int(visits[-1].timestamp()) if visits else 0
    customer.first_booking_at = bookings[0][0] if bookings else None
    customer.bookings = len(bookings)
    customer.no_shows = statuses.count(Status.NO_SHOW)
    customer.late_cancellations = statuses.count(Status.CANCELLED_TOO_LATE)
    customer.strokes = tally(statuses).strokes
