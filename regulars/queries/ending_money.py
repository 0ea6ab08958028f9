"""What must be known before a visit ends: what was paid, which deposits wait, where they could go?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from regulars.kernel.tenant import Tenant
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.sql import Row, moment, moment_or_none, select
from regulars.rules.deposits import OPEN, DepositState
from regulars.rules.money import LedgerKind, PayMethod

# How far back a studio looks for no-shows (PRODUCT.md 5.3).
_REMEMBERED = timedelta(days=365)
# More than anybody has booked ahead.
_MOST = 30


@dataclass(frozen=True, slots=True)
class WaitingDeposit:
    """A deposit of the appointment or its project that has not come to its end."""

    amount_minor: int
    currency: str
    is_open: bool  # asked for, not paid
    is_of_project: bool
    paid_at: datetime | None
    method: PayMethod


@dataclass(frozen=True, slots=True)
class OtherVisit:
    """Another appointment of the customer that lies ahead."""

    id: int
    starts_at: datetime
    what: str
    staff_name: str


@dataclass(frozen=True, slots=True)
class EndingMoney:
    """What a dialog about an ending asks and says about money and the past."""

    deposits: tuple[WaitingDeposit, ...]
    others: tuple[OtherVisit, ...]
    credit_minor: int
    no_shows: int  # of the customer in the 12 months before, this one not counted
    paid_by: PayMethod  # how the latest payment for it came in

    @property
    def waiting(self) -> tuple[WaitingDeposit, ...]:
        """The paid deposits that an ending decides about: its own, else the project's."""
        paid = tuple(deposit for deposit in self.deposits if not deposit.is_open)
        own = tuple(deposit for deposit in paid if not deposit.is_of_project)
        return own or paid

    @property
    def is_of_project(self) -> bool:
        """Whether what waits belongs to the project as a whole."""
        return bool(self.waiting) and self.waiting[0].is_of_project

    @property
    def waiting_minor(self) -> int:
        """How much waits for a decision."""
        return sum(deposit.amount_minor for deposit in self.waiting)

    @property
    def project_minor(self) -> int:
        """What the project's last session would use up."""
        return sum(d.amount_minor for d in self.deposits if d.is_of_project and not d.is_open)

    @property
    def asked_minor(self) -> int:
        """What was asked for beforehand for this very visit and not paid."""
        return sum(d.amount_minor for d in self.deposits if d.is_open and not d.is_of_project)

    @property
    def paid_at(self) -> datetime | None:
        """When what waits was paid, as far as that is written down."""
        return max((d.paid_at for d in self.waiting if d.paid_at), default=None)

    @property
    def deposit_method(self) -> PayMethod:
        """How what waits came in."""
        methods = {deposit.method for deposit in self.waiting}
        return methods.pop() if len(methods) == 1 else PayMethod.UNKNOWN


_DEPOSITS = """
SELECT d.amount_minor, d.currency, d.state, d.appointment_id IS NULL,
       (SELECT MIN(t.at) FROM regulars_depositstep t
         WHERE t.business_id = d.business_id AND t.deposit_id = d.id AND t.state = 'paid'),
       (SELECT l.method FROM regulars_ledgerline l
         WHERE l.business_id = d.business_id AND l.kind = 'deposit_received'
           AND l.customer_id = d.customer_id AND l.amount_minor = d.amount_minor
           AND (l.appointment_id = COALESCE(o.appointment_id, d.appointment_id)
                OR (l.appointment_id IS NULL AND l.project_id = d.project_id))
         ORDER BY l.id DESC LIMIT 1)
  FROM regulars_deposit d
  LEFT JOIN regulars_deposit o ON o.business_id = d.business_id AND o.id = d.moved_from_id
 WHERE d.business_id = %(business)s AND d.customer_id = %(customer)s
   AND (d.appointment_id = %(appointment)s
        OR (d.appointment_id IS NULL AND d.project_id = %(project)s))
   AND d.state IN ('asked', 'reminded', 'paid')
 ORDER BY d.id
"""

# Columns: what it is, a number or an id, a moment, two words. `place` orders the visits.
_AROUND = """
SELECT 'visit' AS part, a.id AS number, a.starts_at AS at,
       COALESCE(NULLIF(a.title, ''), p.title, v.name, '') AS one, COALESCE(s.name, '') AS two
  FROM regulars_appointment a
  LEFT JOIN regulars_project p ON p.id = a.project_id
  LEFT JOIN regulars_service v ON v.id = a.service_id
  LEFT JOIN regulars_staffmember s ON s.id = a.staff_member_id
 WHERE a.business_id = %(business)s AND a.customer_id = %(customer)s AND a.id <> %(appointment)s
   AND a.starts_at > %(at)s AND a.occupies AND a.currency = %(currency)s
UNION ALL
SELECT 'credit', SUM(l.amount_minor), NULL, '', ''
  FROM regulars_ledgerline l
 WHERE l.business_id = %(business)s AND l.customer_id = %(customer)s
   AND l.kind = 'deposit_credited' AND l.currency = %(currency)s
UNION ALL
SELECT 'no_show', COUNT(*), NULL, '', ''
  FROM regulars_appointment a
 WHERE a.business_id = %(business)s AND a.customer_id = %(customer)s AND a.id <> %(appointment)s
   AND a.status = 'no_show' AND a.starts_at >= %(since)s AND a.starts_at <= %(at)s
UNION ALL
SELECT 'no_show', COUNT(*), NULL, '', ''
  FROM regulars_registration r
 WHERE r.business_id = %(business)s AND r.customer_id = %(customer)s
   AND r.status = 'no_show' AND r.starts_at >= %(since)s AND r.starts_at <= %(at)s
 ORDER BY 1, 3
"""


def ending_money(*, business: Tenant, detail: AppointmentDetail, at: datetime) -> EndingMoney:
    """What the dialogs of this appointment's endings ask about, in two statements."""
    values = {
        "business": business.id,
        "customer": detail.customer.id if detail.customer else None,
        "appointment": detail.id,
        "project": detail.project_id,
        "currency": detail.currency,
        "since": at - _REMEMBERED,
        "at": at,
    }
    deposits = select(_DEPOSITS, **values)
    around = select(_AROUND, **values)
    return EndingMoney(
        deposits=tuple(_deposit(row) for row in deposits),
        others=tuple(_visit(row) for row in around if row[0] == "visit")[:_MOST],
        credit_minor=max(0, _total(around, "credit")),
        no_shows=_total(around, "no_show"),
        paid_by=next(
            (line.method for line in reversed(detail.money) if line.kind is LedgerKind.PAYMENT),
            PayMethod.UNKNOWN,
        ),
    )


def _deposit(row: Row) -> WaitingDeposit:
    return WaitingDeposit(
        amount_minor=row[0],
        currency=row[1],
        is_open=DepositState(row[2]) in OPEN,
        is_of_project=bool(row[3]),
        paid_at=moment_or_none(row[4]),
        method=PayMethod(row[5] or PayMethod.UNKNOWN),
    )


def _visit(row: Row) -> OtherVisit:
    return OtherVisit(id=row[1], starts_at=moment(row[2]), what=row[3], staff_name=row[4])


def _total(rows: Sequence[Row], part: str) -> int:
    return sum(int(row[1] or 0) for row in rows if row[0] == part)
