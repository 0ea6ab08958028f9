"""What stands on the calendar in a span of time?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.tenant import Tenant
from regulars.queries.calendar_parts import (
    CalendarAppointment,
    CalendarBlock,
    CalendarEntries,
    CalendarEntry,
    CalendarGroup,
)
from regulars.queries.calendar_rows import APPOINTMENTS, BLOCKS, GROUPS, ONE_BLOCK, ONE_GROUP
from regulars.queries.sql import Row, moment, moment_or_none, select
from regulars.rules.appointment_status import CANCELLED, Status
from regulars.rules.blocks import BlockKind
from regulars.rules.deposits import DepositState
from regulars.rules.names import name_on_screen

__all__ = [
    "CalendarAppointment",
    "CalendarBlock",
    "CalendarEntries",
    "CalendarEntry",
    "CalendarGroup",
    "NoSuchEntry",
    "calendar_block",
    "calendar_entries",
    "calendar_group",
]

# Nobody sits for longer: so far back an appointment may have begun that reaches into the span.
_LONGEST = timedelta(days=1)
_CANCELLED = [status.value for status in sorted(CANCELLED)]


def calendar_entries(
    *,
    business: Tenant,
    starts_at: datetime,
    ends_at: datetime,
    staff_member_ids: Collection[int] | None = None,
    with_cancelled: bool = False,
) -> CalendarEntries:
    """What lies in the half-open span, or reaches into it, in three statements.

    A no-show stays on the calendar; a cancelled appointment and a group session that was called off
    leave it unless `with_cancelled`. `staff_member_ids` leaves everybody else out, and what
    belongs to nobody: imported appointments without a staff member, blocks of rooms.
    """
    values: dict[str, Any] = {
        "business": business.id,
        "from_at": starts_at,
        "until_at": ends_at,
        "back_at": starts_at - _LONGEST,
        "cancelled": _CANCELLED,
    }
    of_staff = "staff_member_id IN %(staff)s" if staff_member_ids is not None else ""
    if staff_member_ids is not None:
        values["staff"] = sorted(staff_member_ids)
    standing = "" if with_cancelled else "a.status NOT IN %(cancelled)s"
    planned = "" if with_cancelled else "g.called_off_at IS NULL"
    return CalendarEntries(
        appointments=_read(
            APPOINTMENTS, _appointment, values, standing, of_staff and f"a.{of_staff}"
        ),
        groups=_read(GROUPS, _group, values, planned, of_staff and f"g.{of_staff}"),
        blocks=_read(BLOCKS, _block, values, of_staff and f"b.{of_staff}"),
    )


class NoSuchEntry(ObjectDoesNotExist):
    """This business has no such group session or block."""


def calendar_group(*, business: Tenant, session_id: int) -> CalendarGroup:
    """One group session, in one statement. Raises NoSuchEntry."""
    rows = select(ONE_GROUP, business=business.id, id=session_id)
    if not rows:
        raise NoSuchEntry
    return _group(rows[0])


def calendar_block(*, business: Tenant, block_id: int) -> CalendarBlock:
    """One block, also one that was taken away, in one statement. Raises NoSuchEntry."""
    rows = select(ONE_BLOCK, business=business.id, id=block_id)
    if not rows:
        raise NoSuchEntry
    return _block(rows[0])


def _read(statement: str, make: Any, values: dict[str, Any], *also: str) -> tuple[Any, ...]:
    narrowed = statement.format(also="".join(f" AND {each}" for each in also if each))
    used = {name: value for name, value in values.items() if f"%({name})s" in narrowed}
    return tuple(make(row) for row in select(narrowed, **used))


def _appointment(row: Row) -> CalendarAppointment:
    (
        id_, version, status, starts_at, ends_at, time_known, is_imported, title, notes,
        price, currency, notice, cancelled_by, staff_id, staff, room_id, room,
        service_id, service, buffer, gap_after, gap, project_id, project, expected, session,
        *who, alert, hint, deposit, checked_in_at,
    ) = row  # fmt: skip
    return CalendarAppointment(
        id=id_,
        version=version,
        status=Status(status),
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        time_known=bool(time_known),
        is_imported=bool(is_imported),
        title=title,
        staff_member_id=staff_id,
        staff_name=staff or "",
        room_id=room_id,
        room=room or "",
        service_id=service_id,
        service=service or "",
        project_id=project_id,
        project_title=project or "",
        session_number=session,
        expected_sessions=expected,
        **_who_comes(who),
        alert=alert or "",
        hint=hint or "",
        notes=notes,
        deposit=DepositState(deposit) if deposit else None,
        price_minor=price,
        currency=currency,
        checked_in_at=moment_or_none(checked_in_at),
        notice_minutes=notice,
        cancelled_by=cancelled_by,
        buffer=timedelta(minutes=buffer or 0),
        gap_after=timedelta(minutes=gap_after or 0),
        gap=timedelta(minutes=gap or 0),
    )


def _who_comes(row: Sequence[Any]) -> dict[str, Any]:
    """What an entry says of its customer; an imported one may have none."""
    customer_id, first, last, nickname, company, number, phone, *standing = row
    bookings, no_shows, late, strokes, no_show_at = standing
    return {
        "customer_id": customer_id,
        "customer_name": name_on_screen(first, last, nickname, company, number)
        if customer_id
        else "",
        "nickname": nickname or "",
        "phone": phone or "",
        "bookings": bookings or 0,
        "no_shows": no_shows or 0,
        "late_cancellations": late or 0,
        "strokes": strokes or "",
        "last_no_show_at": moment_or_none(no_show_at),
    }


def _group(row: Row) -> CalendarGroup:
    (
        id_, version, starts_at, ends_at, title, capacity, called_off_at,
        service_id, service, buffer, staff_id, staff, room_id, room, taken, waiting,
    ) = row  # fmt: skip
    return CalendarGroup(
        id=id_,
        version=version,
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        title=title or service,
        service_id=service_id,
        service=service,
        staff_member_id=staff_id,
        staff_name=staff,
        room_id=room_id,
        room=room or "",
        capacity=capacity,
        taken=taken,
        waiting=waiting,
        is_called_off=called_off_at is not None,
        buffer=timedelta(minutes=buffer),
    )


def _block(row: Row) -> CalendarBlock:
    (
        id_, version, kind, title, note, starts_at, ends_at,
        staff_id, staff, room_id, room, series_id, rule, removed_at,
    ) = row  # fmt: skip
    return CalendarBlock(
        id=id_,
        version=version,
        kind=BlockKind(kind),
        title=title,
        note=note,
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        staff_member_id=staff_id,
        staff_name=staff or "",
        room_id=room_id,
        room=room or "",
        series_id=series_id,
        rule=rule or "",
        is_removed=removed_at is not None,
    )
