"""How does this business let itself be booked?"""

from __future__ import annotations

from dataclasses import dataclass

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import select


@dataclass(frozen=True, slots=True)
class SetRules:
    """The rules as they stand."""

    notice_minutes: int
    horizon_days: int
    lead_minutes: int
    slot_minutes: int


def booking_rules(*, business: Tenant) -> SetRules:
    """The rules of today, in one statement."""
    return SetRules(*select(_STATEMENT, business=business.id)[0])


_STATEMENT = """
SELECT b.notice_minutes, b.horizon_days, b.lead_minutes, b.slot_minutes
  FROM regulars_business b
 WHERE b.id = %(business)s
"""
