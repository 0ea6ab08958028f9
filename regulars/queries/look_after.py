"""What is not on the calendar and must not be forgotten?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, day, moment, moment_or_none, select
from regulars.queries.today_parts import DueDeposit, FollowUp, LookAfter, MissedVisit, Several
from regulars.queries.today_rows import LOOK_AFTER, OF_AUTHOR, OF_ONE, OF_WHOM
from regulars.rules.appointment_status import COUNTED
from regulars.rules.deposits import DepositState
from regulars.rules.names import name_on_screen

# A card that is longer than this is not looked through; its head says how many there are.
MOST_SHOWN = 8
# Whoever has not come back two weeks after a no show is a matter for the customer list.
_LATELY = timedelta(days=14)


def look_after(
    *, business: Tenant, today: date, at: datetime, staff_member_id: int | None = None
) -> LookAfter:
    """Deposits due, no shows that nobody followed up, notes to look at again. One statement."""
    is_one = staff_member_id is not None
    rows = select(
        LOOK_AFTER.format(
            of_one=OF_ONE if is_one else "",
            of_whom=OF_WHOM if is_one else "",
            of_author=OF_AUTHOR if is_one else "",
        ),
        business=business.id,
        staff=staff_member_id,
        at=at,
        today=today,
        lately=at - _LATELY,
        counted=[status.value for status in sorted(COUNTED)],
        most=MOST_SHOWN,
    )
    deposits = tuple(_deposit(row) for row in rows if row[0] == "deposit")
    return LookAfter(
        deposits=deposits,
        all_deposits=_several(rows, "deposit", deposits[0].currency if deposits else ""),
        missed=tuple(
            MissedVisit(row[10], _name(row), moment(row[4]), row[16])
            for row in rows
            if row[0] == "no_show"
        ),
        follow_ups=tuple(
            FollowUp(row[3], row[10], _name(row), row[6], day(row[5]), row[8])
            for row in rows
            if row[0] == "follow_up"
        ),
        all_follow_ups=_several(rows, "follow_up"),
    )


def _several(rows: Sequence[Row], part: str, currency: str = "") -> Several:
    first = next((row for row in rows if row[0] == part), None)
    return Several(0) if first is None else Several(first[1], int(first[2]), currency)


def _deposit(row: Row) -> DueDeposit:
    currency, state = row[6].split()
    return DueDeposit(
        id=row[3],
        customer_id=row[10],
        customer=_name(row),
        amount_minor=row[7],
        currency=currency,
        due_at=moment_or_none(row[4]),
        was_reminded=state == DepositState.REMINDED,
        appointment_id=row[8],
        project_id=row[9],
    )


def _name(row: Row) -> str:
    return name_on_screen(*row[11:16])
