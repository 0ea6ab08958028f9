"""Change what is known of a customer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from regulars.actions.customers.lines import (
    CustomerLines,
    fill_in,
    save_with_number,
    set_picture,
    set_tags,
)
from regulars.actions.customers.search_index import index_names
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.rules.permissions import Permission

_FOUND_BY = frozenset({"first_name", "last_name", "nickname", "company", "number", "email"})


class ChangedMeanwhile(Refused):
    """The form shows a version that somebody else has changed since."""

    code = "changed_meanwhile"
    sentence = _(
        "Somebody else changed this customer in the meantime. "
        "Compare what you typed with what stands there now, and save again."
    )


@transaction.atomic
def change_customer(
    *,
    business: Tenant,
    customer_id: int,
    lines: CustomerLines,
    tags: Sequence[str],
    picture: bytes | None = None,
    version: datetime,
    actor: Actor,
    at: datetime,
) -> None:
    """Make the customer's lines, tags and picture exactly these.

    `version` is the customer's `changed_at` when the form was opened; `picture` is what
    `small_picture` made, b"" to take it away, None to leave it. What did not change is not written
    down. Raises ChangedMeanwhile, Nameless and NumberTaken.
    """
    actor.must(Permission.EDIT_CUSTOMERS, business)

    customer = Customer.objects.of(business).locked().get(id=customer_id)

    if customer.changed_at != version:
        raise ChangedMeanwhile

    changes = fill_in(customer, lines, actor=actor, at=at)
    is_found_otherwise = bool(_FOUND_BY & changes.keys())
    changes |= set_tags(business=business, customer=customer, names=tags)
    changes |= set_picture(business=business, customer=customer, image=picture, at=at)
    if not changes:
        return
    customer.changed_at = at
    save_with_number(customer)
    if is_found_otherwise:
        index_names(business=business, customers=[customer])

    AuditEntry.objects.record(
        actor, "customer.changed", customer, at=at, customer_id=customer.id, changes=changes
    )
