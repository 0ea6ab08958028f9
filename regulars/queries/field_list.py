"""Which booking questions does the business ask, and which did it ask once?"""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, select
from regulars.rules.answers import FieldKind


class NoSuchField(ObjectDoesNotExist):
    """There is no such booking question in this business."""


@dataclass(frozen=True, slots=True)
class AskedService:
    """A service of the price list for which a question may be asked."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A booking question as the settings show it."""

    id: int
    label: str
    help_text: str
    kind: FieldKind
    options: tuple[str, ...]
    is_mandatory: bool
    every_booking: bool
    staff_only: bool
    shows_as_alert: bool
    is_archived: bool
    answers: int  # customers who have answered it
    services: tuple[AskedService, ...] = ()  # none: asked for all


@dataclass(frozen=True, slots=True)
class FieldList:
    """The questions in use in their order, and the archived ones."""

    asked: tuple[FieldRow, ...]
    archived: tuple[FieldRow, ...]

    def field(self, field_id: int) -> FieldRow:
        """The question of this id, in use or archived. Raises NoSuchField."""
        for row in (*self.asked, *self.archived):
            if row.id == field_id:
                return row
        raise NoSuchField


def field_list(*, business: Tenant) -> FieldList:
    """Every booking question of the business, in two statements."""
    services: dict[int, list[AskedService]] = {}
    for field_id, service_id, name in select(_SERVICES_OF, business=business.id):
        services.setdefault(field_id, []).append(AskedService(service_id, name))
    rows = [
        _field(row, tuple(services.get(row[0], ())))
        for row in select(_FIELDS, business=business.id)
    ]
    return FieldList(
        asked=tuple(row for row in rows if not row.is_archived),
        archived=tuple(row for row in rows if row.is_archived),
    )


def services_to_ask(*, business: Tenant) -> tuple[AskedService, ...]:
    """Every service that can still be booked, in the order of the price list."""
    return tuple(AskedService(*row) for row in select(_SERVICES, business=business.id))


_FIELDS = """
SELECT f.id, f.label, f.help_text, f.kind, f.options, f.is_mandatory, f.every_booking,
       f.staff_only, f.shows_as_alert, f.archived_at IS NOT NULL,
       (SELECT COUNT(*) FROM regulars_answer w
         WHERE w.business_id = f.business_id AND w.field_id = f.id AND w.is_current)
  FROM regulars_field f
 WHERE f.business_id = %(business)s
 ORDER BY f.archived_at IS NOT NULL, f.position, f.id
"""

_SERVICES_OF = """
SELECT x.field_id, v.id, v.name
  FROM regulars_fieldservice x
  JOIN regulars_service v ON v.business_id = x.business_id AND v.id = x.service_id
 WHERE x.business_id = %(business)s
 ORDER BY v.position, v.name, v.id
"""

_SERVICES = """
SELECT v.id, v.name FROM regulars_service v
 WHERE v.business_id = %(business)s AND v.is_active
 ORDER BY v.position, v.name, v.id
"""


def _field(row: Row, services: tuple[AskedService, ...]) -> FieldRow:
    return FieldRow(
        id=row[0],
        label=row[1],
        help_text=row[2],
        kind=FieldKind(row[3]),
        options=tuple(json.loads(row[4])),
        is_mandatory=bool(row[5]),
        every_booking=bool(row[6]),
        staff_only=bool(row[7]),
        shows_as_alert=bool(row[8]),
        is_archived=bool(row[9]),
        answers=row[10],
        services=services,
    )
