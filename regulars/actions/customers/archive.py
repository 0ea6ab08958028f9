"""Put a customer away without losing anything, and bring them back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.rules.permissions import Permission


def archive_customer(*, business: Tenant, customer_id: int, actor: Actor, at: datetime) -> None:
    """Take the customer out of the list and the search; history and money stay. Twice is once."""
    _set_archived(business, customer_id, at, "customer.archived", actor=actor, at=at)


def bring_back_customer(*, business: Tenant, customer_id: int, actor: Actor, at: datetime) -> None:
    """Put an archived customer back into the list. Twice is once."""
    _set_archived(business, customer_id, None, "customer.brought_back", actor=actor, at=at)


@transaction.atomic
def _set_archived(
    business: Tenant,
    customer_id: int,
    archived_at: datetime | None,
    verb: str,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    actor.must(Permission.ARCHIVE_CUSTOMERS, business)

    customer = Customer.objects.of(business).locked().get(id=customer_id)

    if (customer.archived_at is None) == (archived_at is None):
        return

    customer.archived_at = archived_at
    customer.save(update_fields=["archived_at"])

    AuditEntry.objects.record(actor, verb, customer, at=at, customer_id=customer.id)
