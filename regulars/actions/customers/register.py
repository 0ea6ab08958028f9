"""Enter a new customer into the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from regulars.actions.customers.lines import (
    CustomerLines,
    fill_in,
    save_with_number,
    set_picture,
    set_tags,
)
from regulars.actions.customers.search_index import index_names
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.rules.permissions import Permission


@transaction.atomic
def register_customer(
    *,
    business: Tenant,
    lines: CustomerLines,
    tags: Sequence[str] = (),
    picture: bytes | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """Enter a customer who is found from now on, and return the new id.

    Only a name is needed (PRODUCT.md 1.6). `picture` is what `small_picture` made. Raises Nameless
    and NumberTaken.
    """
    actor.must(Permission.EDIT_CUSTOMERS, business)

    customer = Customer(business_id=business.id, created_at=at, changed_at=at)
    changes = fill_in(customer, lines, actor=actor, at=at)

    save_with_number(customer)
    index_names(business=business, customers=[customer], are_new=True)
    changes |= set_tags(business=business, customer=customer, names=tags)
    changes |= set_picture(business=business, customer=customer, image=picture, at=at)

    AuditEntry.objects.record(
        actor, "customer.registered", customer, at=at, customer_id=customer.id, changes=changes
    )
    return customer.id
