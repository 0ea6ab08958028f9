"""What is known about a customer, as the list unfolds it beside the history?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import day, select
from regulars.rules.names import name_on_screen


class NoSuchCustomer(ObjectDoesNotExist):
    """There is no such customer in this business."""


@dataclass(frozen=True, slots=True)
class UnfoldedAlert:
    """What must not be forgotten."""

    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class UnfoldedCustomer:
    """The facts beside the history; contact data is empty for who may not see it."""

    id: int
    name: str
    number: str
    pronouns: str
    company: str
    phone: str
    email: str
    address: str
    birthday: date | None
    language: str
    alerts: tuple[UnfoldedAlert, ...]
    pinned: tuple[str, ...]


def unfolded_customer(
    *, business: Tenant, customer_id: int, with_contact_data: bool
) -> UnfoldedCustomer:
    """The customer's facts, alerts and pinned notes, in two statements. Raises NoSuchCustomer."""
    statement = """
        SELECT c.first_name, c.last_name, c.nickname, c.company, c.number, c.pronouns, c.phone,
               c.email, c.street, c.postal_code, c.city, c.birthday, c.language
          FROM regulars_customer c
         WHERE c.business_id = %(business_id)s AND c.id = %(customer_id)s
    """
    values: dict[str, Any] = {"business_id": business.id, "customer_id": customer_id}
    rows = select(statement, **values)
    if not rows:
        raise NoSuchCustomer
    first, last, nickname, company, number, pronouns, phone, email, *rest = rows[0]
    street, postal_code, city, birthday, language = rest
    name = name_on_screen(first, last, nickname, company, number)
    place = f"{postal_code} {city}".strip()
    alerts, pinned = _remember(values)
    return UnfoldedCustomer(
        id=customer_id,
        name=name,
        number=number if number != name else "",
        pronouns=pronouns,
        company=company if company != name else "",
        phone=phone if with_contact_data else "",
        email=email if with_contact_data else "",
        address=", ".join(part for part in (street, place) if part) if with_contact_data else "",
        birthday=day(birthday) if birthday else None,
        language=language,
        alerts=alerts,
        pinned=pinned,
    )


def _remember(values: dict[str, Any]) -> tuple[tuple[UnfoldedAlert, ...], tuple[str, ...]]:
    """Alerts in the order they were made, pinned notes with the newest first."""
    statement = """
        SELECT 0 AS kind, a.id AS place, a.title, a.detail FROM regulars_alert a
         WHERE a.business_id = %(business_id)s AND a.customer_id = %(customer_id)s
        UNION ALL
        SELECT 1, -n.id, n.body, '' FROM regulars_note n
         WHERE n.business_id = %(business_id)s AND n.customer_id = %(customer_id)s
           AND n.is_pinned AND n.deleted_at IS NULL
         ORDER BY 1, 2
    """
    rows = select(statement, **values)
    return (
        tuple(UnfoldedAlert(row[2], row[3]) for row in rows if row[0] == 0),
        tuple(row[2] for row in rows if row[0] == 1),
    )
