"""Put an alert on a customer, and take it away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.customers import Alert, Customer
from regulars.rules.permissions import Permission

LONGEST_TITLE = 80
LONGEST_DETAIL = 240


class EmptyAlert(Refused):
    """An alert says what to mind, in few words."""

    code = "empty_alert"
    sentence = _("Say in a few words what must be minded, for example: latex allergy.")


@transaction.atomic
def add_alert(
    *,
    business: Tenant,
    customer_id: int,
    title: str,
    actor: Actor,
    at: datetime,
    detail: str = "",
) -> int:
    """Show this before anything is done for the customer, and return its id (PRODUCT.md 2.1).

    The same alert again changes nothing. Raises EmptyAlert, Forbidden.
    """
    # Whoever hears of an allergy writes it down.
    actor.must(Permission.WRITE_NOTES, business)

    customer = Customer.objects.of(business).locked().get(id=customer_id)
    title, detail = _line(title, LONGEST_TITLE), _line(detail, LONGEST_DETAIL)
    if not title:
        raise EmptyAlert
    same = Alert.objects.of(business).filter(customer=customer, title=title, detail=detail)
    if standing := same.first():
        return int(standing.id)

    alert = Alert.objects.create(
        business_id=business.id,
        customer=customer,
        title=title,
        detail=detail,
        author_id=actor.staff_id,
        created_at=at,
    )

    AuditEntry.objects.record(
        actor,
        "alert.added",
        alert,
        at=at,
        customer_id=customer.id,
        changes={"title": [None, title], "detail": [None, detail]},
    )
    return alert.id


@transaction.atomic
def remove_alert(
    *, business: Tenant, customer_id: int, alert_id: int, actor: Actor, at: datetime
) -> tuple[str, str]:
    """Take the alert away; returns its title and detail, so that it can be brought back.

    Raises Alert.DoesNotExist, Forbidden.
    """
    actor.must(Permission.WRITE_NOTES, business)

    alerts = Alert.objects.of(business).filter(customer_id=customer_id)
    alert = alerts.locked().get(id=alert_id)
    was = alert.title, alert.detail

    AuditEntry.objects.record(
        actor,
        "alert.removed",
        alert,
        at=at,
        customer_id=customer_id,
        changes={"title": [was[0], None], "detail": [was[1], None]},
    )
    alert.delete()
    return was


def _line(text: str, longest: int) -> str:
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())[:longest]
