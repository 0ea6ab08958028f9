"""What does one line of the ledger say?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import moment, select
from regulars.rules.money import LedgerKind, PayMethod


class NoSuchLine(ObjectDoesNotExist):
    """There is no such line in this business's ledger."""


@dataclass(frozen=True, slots=True)
class LedgerLineDetail:
    """A line of the ledger: what came in is positive, what went out negative."""

    id: int
    kind: LedgerKind
    method: PayMethod
    amount_minor: int
    currency: str
    is_tip: bool
    paid_at: datetime
    description: str
    customer_id: int | None
    appointment_id: int | None
    registration_id: int | None
    project_id: int | None
    staff_member_id: int | None


def ledger_line(*, business: Tenant, line_id: int) -> LedgerLineDetail:
    """The line with this id. One statement. Raises NoSuchLine."""
    rows = select(_STATEMENT, business=business.id, line=line_id)
    if not rows:
        raise NoSuchLine
    id_, kind, method, amount, currency, is_tip, paid_at, description, *whose = rows[0]
    customer, appointment, registration, project, member = whose
    return LedgerLineDetail(
        id=id_,
        kind=LedgerKind(kind),
        method=PayMethod(method),
        amount_minor=amount,
        currency=currency,
        is_tip=bool(is_tip),
        paid_at=moment(paid_at),
        description=description,
        customer_id=customer,
        appointment_id=appointment,
        registration_id=registration,
        project_id=project,
        staff_member_id=member,
    )


_STATEMENT = """
SELECT l.id, l.kind, l.method, l.amount_minor, l.currency, l.is_tip, l.paid_at, l.description,
       l.customer_id, l.appointment_id, l.registration_id, l.project_id, l.staff_member_id
  FROM regulars_ledgerline l
 WHERE l.business_id = %(business)s AND l.id = %(line)s
"""
