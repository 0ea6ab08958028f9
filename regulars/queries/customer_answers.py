"""What did the customer answer to the business's questions, and where does each answer come from?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from regulars.kernel.tenant import Tenant
from regulars.queries.customer_card import AlertOnCard
from regulars.queries.sql import Row, moment, select
from regulars.records.fields import Field
from regulars.rules.answers import AnswerSource, FieldKind


@dataclass(frozen=True, slots=True)
class AnswerOnCard:
    """A stored answer and its source; an empty value took the answer back."""

    value: str
    source: AnswerSource
    given_at: datetime
    staff_name: str
    asked_as: str


@dataclass(frozen=True, slots=True)
class FieldOnCard:
    """A question with what the customer answered: now, and earlier, the latest first."""

    id: int
    label: str
    help_text: str
    kind: FieldKind
    options: tuple[str, ...]
    is_mandatory: bool
    staff_only: bool
    shows_as_alert: bool
    is_archived: bool
    answer: AnswerOnCard | None
    earlier: tuple[AnswerOnCard, ...]

    @property
    def is_missing(self) -> bool:
        """Whether an answer is due."""
        return self.is_mandatory and not self.is_archived and not self.value

    @property
    def value(self) -> str:
        return self.answer.value if self.answer else ""


# Every question in use, and those no longer asked that this customer answered.
_STATEMENT = """
SELECT f.id, f.label, f.help_text, f.kind, f.options, f.is_mandatory, f.staff_only,
       f.shows_as_alert, f.archived_at, a.id, a.value, a.source, a.given_at, s.name, a.asked_as,
       a.is_current
  FROM regulars_field f
  LEFT JOIN regulars_answer a
    ON a.business_id = f.business_id AND a.customer_id = %(customer)s AND a.field_id = f.id
  LEFT JOIN regulars_staffmember s ON s.id = a.staff_member_id
 WHERE f.business_id = %(business)s AND f.kind <> 'information'
   AND (f.archived_at IS NULL OR a.id IS NOT NULL)
 ORDER BY f.position, f.id, a.given_at DESC, a.id DESC
"""


def customer_fields(*, business: Tenant, customer_id: int) -> tuple[FieldOnCard, ...]:
    """Every question that is asked, answered or not, then the answered ones no longer asked.

    One statement; the questions stand in the business's order.
    """
    rows = select(_STATEMENT, business=business.id, customer=customer_id)
    grouped: dict[int, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row[0], []).append(row)
    fields = [_field(rows) for rows in grouped.values()]
    return tuple(sorted(fields, key=lambda field: field.is_archived))


def customer_field(*, business: Tenant, customer_id: int, field_id: int) -> FieldOnCard:
    """One question of a customer. Raises Field.DoesNotExist."""
    fields = customer_fields(business=business, customer_id=customer_id)
    found = next((field for field in fields if field.id == field_id), None)
    if found is None:
        raise Field.DoesNotExist
    return found


def answered_alerts(fields: Sequence[FieldOnCard]) -> tuple[AlertOnCard, ...]:
    """Answers to the questions that show as alerts, where they are more than a no."""
    return tuple(
        AlertOnCard(id=None, title=", ".join(field.value.splitlines()), detail=field.label)
        for field in fields
        if field.shows_as_alert
        and not field.is_archived
        and field.value not in ("", "no")
        and field.kind is not FieldKind.YES_NO
    ) + tuple(
        AlertOnCard(id=None, title=field.label, detail="")
        for field in fields
        if field.shows_as_alert
        and not field.is_archived
        and field.kind is FieldKind.YES_NO
        and field.value == "yes"
    )


def _field(rows: Sequence[Row]) -> FieldOnCard:
    first = rows[0]
    answers = [row for row in rows if row[9] is not None]
    return FieldOnCard(
        id=first[0],
        label=first[1],
        help_text=first[2],
        kind=FieldKind(first[3]),
        options=tuple(_parsed(first[4])),
        is_mandatory=bool(first[5]),
        staff_only=bool(first[6]),
        shows_as_alert=bool(first[7]),
        is_archived=first[8] is not None,
        answer=next((_answer(row) for row in answers if row[15]), None),
        earlier=tuple(_answer(row) for row in answers if not row[15]),
    )


def _answer(row: Row) -> AnswerOnCard:
    return AnswerOnCard(
        value=row[10],
        source=AnswerSource(row[11]),
        given_at=moment(row[12]),
        staff_name=row[13] or "",
        asked_as=row[14],
    )


def _parsed(value: Any) -> Sequence[str]:
    parsed: list[str] = json.loads(value) if isinstance(value, str | bytes) else value
    return parsed
