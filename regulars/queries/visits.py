"""Which bookings of a customer, with what, who and how much?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from regulars.kernel.tenant import Tenant
from regulars.queries.history_parts import HistoryVisit
from regulars.queries.sql import Row, moment, select
from regulars.rules.appointment_status import Status

# As many as a person reads at once; a regular of 5,000 visits costs what one of 50 does.
MOST_VISITS = 50
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the order of a customer's bookings, newest first; `after` bookings come first."""

    starts_at: datetime
    is_group: bool
    id: int
    after: int

    @classmethod
    def read(cls, text: str) -> Place | None:
        """The place an address names; None for the beginning, and for what names no place."""
        try:
            micros, is_group, id_, after = (int(part) for part in text.split("."))
            starts_at = _EPOCH + timedelta(microseconds=micros)
        except (ValueError, OverflowError):
            return None
        fits = 0 <= id_ < 2**63 and 0 <= after < 2**31
        return cls(starts_at, bool(is_group), id_, after) if fits else None

    def __str__(self) -> str:
        micros = (self.starts_at - _EPOCH) // timedelta(microseconds=1)
        return f"{micros}.{int(self.is_group)}.{self.id}.{self.after}"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which bookings to list: of one status or all, single, group or both, from a place on."""

    status: Status | None = None
    is_group: bool | None = None
    before: Place | None = None

    @property
    def is_open(self) -> bool:
        return self.status is None and self.is_group is None and self.before is None


@dataclass(frozen=True, slots=True)
class Visits:
    """What one statement brought: the newest, those that come next, and those of a filter."""

    newest: tuple[HistoryVisit, ...]
    coming: tuple[HistoryVisit, ...]
    listed: tuple[HistoryVisit, ...]
    has_more: bool  # of the listed


def visits(
    *,
    business: Tenant,
    customer_id: int,
    newest: bool = True,
    coming_at: datetime | None = None,
    listed: Filter | None = None,
) -> Visits:
    """Read the newest 50 bookings, the two that come next at a moment, 50 of a filter. One SELECT.

    Parts that are not asked for stay empty; a filter that leaves nothing out is the newest ones.
    """
    shares = newest and listed is not None and listed.is_open
    parts = _parts(newest=newest, coming_at=coming_at, listed=None if shares else listed)
    values: dict[str, Any] = {"most": MOST_VISITS + 1, "at": coming_at}
    if listed is not None and listed.status:
        values["status"] = listed.status.value
    if listed is not None and listed.before:
        values |= {"from_at": listed.before.starts_at, "from_id": listed.before.id}
    values = {name: value for name, value in values.items() if value is not None}
    rows = select(
        _STATEMENT.format(picked="\n UNION ALL ".join(parts)),
        business=business.id,
        customer=customer_id,
        **values,
    )
    found: dict[str, list[HistoryVisit]] = {"newest": [], "coming": [], "listed": []}
    for row in rows:
        found[row[0]].append(_visit(row))
    page = found["newest" if shares else "listed"]
    return Visits(
        newest=tuple(found["newest"][:MOST_VISITS]),
        coming=tuple(reversed(found["coming"]))[:2],
        listed=tuple(page[:MOST_VISITS]),
        has_more=len(page) > MOST_VISITS,
    )


def _parts(*, newest: bool, coming_at: datetime | None, listed: Filter | None) -> list[str]:
    parts = []
    for is_group, table in enumerate(("appointment", "registration")):
        if newest:
            parts.append(_picked("newest", is_group, table, _NEWEST_FIRST))
        if coming_at is not None:
            # An appointment that has begun is still the next one until it ends; the end of a
            # group session stands with the session, so those count until they begin.
            ends = "ends_at > %(at)s" if table == "appointment" else "starts_at > %(at)s"
            parts.append(_picked("coming", is_group, table, f"AND occupies AND {ends} {_SOONEST}"))
        if listed is not None and listed.is_group in (None, bool(is_group)):
            parts.append(_picked("listed", is_group, table, _listed(listed, bool(is_group))))
    return parts


def _listed(listed: Filter, is_group: bool) -> str:  # noqa: FBT001
    status = "AND status = %(status)s " if listed.status else ""
    if listed.before is None:
        return status + _NEWEST_FIRST
    # Newest first, and at the same moment group bookings first, then the later entered.
    if is_group == listed.before.is_group:
        tie = "(starts_at = %(from_at)s AND id < %(from_id)s)"
    else:
        tie = "FALSE" if is_group else "starts_at = %(from_at)s"
    return f"{status}AND starts_at <= %(from_at)s AND (starts_at < %(from_at)s OR {tie}) {_NEWEST_FIRST}"


def _picked(part: str, is_group: int, table: str, which: str) -> str:
    return (
        f"SELECT '{part}' AS part, {is_group} AS is_group, id FROM ("
        f"SELECT id FROM regulars_{table}"
        f" WHERE business_id = %(business)s AND customer_id = %(customer)s {which}) AS some_{table}"
    )


_NEWEST_FIRST = "ORDER BY starts_at DESC, id DESC LIMIT %(most)s"
_SOONEST = "ORDER BY starts_at, id LIMIT 2"

_STATEMENT = """
WITH picked AS ({picked})
SELECT picked.part, 0 AS is_group, a.id, a.starts_at, a.ends_at, a.time_known, a.status,
       a.title, v.name, s.name, r.name, a.price_minor,
       (SELECT SUM(l.amount_minor) FROM regulars_ledgerline l
         WHERE l.business_id = a.business_id AND l.appointment_id = a.id AND l.is_income),
       a.currency, a.notice_minutes, a.cancelled_by, NULL AS places,
       p.id, p.title, p.expected_sessions
  FROM picked
  JOIN regulars_appointment a ON a.id = picked.id AND a.business_id = %(business)s
  LEFT JOIN regulars_service v ON v.id = a.service_id
  LEFT JOIN regulars_staffmember s ON s.id = a.staff_member_id
  LEFT JOIN regulars_room r ON r.id = a.room_id
  LEFT JOIN regulars_project p ON p.id = a.project_id
 WHERE picked.is_group = 0
UNION ALL
SELECT picked.part, 1, g.id, g.starts_at, n.ends_at, TRUE, g.status,
       n.title, v.name, s.name, r.name, g.price_minor,
       (SELECT SUM(l.amount_minor) FROM regulars_ledgerline l
         WHERE l.business_id = g.business_id AND l.registration_id = g.id AND l.is_income),
       g.currency, g.notice_minutes, g.cancelled_by, n.capacity,
       NULL, NULL, NULL
  FROM picked
  JOIN regulars_registration g ON g.id = picked.id AND g.business_id = %(business)s
  JOIN regulars_groupsession n ON n.id = g.group_session_id
  LEFT JOIN regulars_service v ON v.id = n.service_id
  LEFT JOIN regulars_staffmember s ON s.id = n.staff_member_id
  LEFT JOIN regulars_room r ON r.id = n.room_id
 WHERE picked.is_group = 1
 ORDER BY 4 DESC, 2 DESC, 3 DESC
"""


def _visit(row: Row) -> HistoryVisit:
    (
        _,
        is_group,
        id_,
        starts_at,
        ends_at,
        time_known,
        status,
        title,
        service,
        staff,
        room,
        price,
        paid,
        currency,
        notice,
        cancelled_by,
        places,
        project_id,
        project,
        expected,
    ) = row
    return HistoryVisit(
        id=id_,
        is_group=bool(is_group),
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        time_known=bool(time_known),
        status=Status(status),
        what=title or service or "",
        has_own_title=bool(title) and not is_group,
        session_number=None,
        staff_name=staff or "",
        room=room or "",
        price_minor=price,
        paid_minor=int(paid or 0),
        currency=currency,
        notice_minutes=notice,
        cancelled_by=cancelled_by,
        places=places,
        project_id=project_id,
        project_title=project or "",
        expected_sessions=expected,
    )
