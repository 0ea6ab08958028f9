"""Block time that comes again: every Thursday, on the first Monday of a month."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from regulars.actions.schedule.bounds import must_be_here, must_repeat_within_bounds
from regulars.actions.schedule.laying import lay_series
from regulars.actions.schedule.reach import NoOwner, must_block
from regulars.actions.taken_time.columns import lock_columns
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.schedule import BlockSeries
from regulars.rules.blocks import BlockKind
from regulars.rules.recurrence import Recurrence


@wholly
def block_again(
    *,
    business: Tenant,
    recurrence: Recurrence,
    first_on: date,
    last_on: date | None,
    start_minute: int,
    end_minute: int,
    kind: BlockKind,
    actor: Actor,
    at: datetime,
    staff_member_ids: Collection[int] = (),
    room_ids: Collection[int] = (),
    title: str = "",
    note: str = "",
) -> tuple[int, ...]:
    """Start a series for each of these staff members and rooms; returns their ids.

    Minutes of the day on the wall clock. Blocks are laid from today on, half a year ahead or to
    `last_on`; `lay_blocks` goes on from there. Appointments that are there stay. Raises
    EndsTooSoon, TooLong, TooFarAhead, NotHere, NoOwner, Forbidden.
    """
    if not staff_member_ids and not room_ids:
        raise NoOwner
    owners: list[tuple[int | None, int | None]] = [
        *((one, None) for one in sorted(set(staff_member_ids))),
        *((None, one) for one in sorted(set(room_ids))),
    ]
    must_block(actor, business, [member for member, _ in owners])
    columns = lock_columns(business=business, staff_member_ids=staff_member_ids, room_ids=room_ids)

    studio = Business.objects.get(id=business.id)
    must_be_here(columns)
    must_repeat_within_bounds(
        studio,
        first_on=first_on,
        last_on=last_on,
        start_minute=start_minute,
        end_minute=end_minute,
        at=at,
    )

    made = []
    for staff_member_id, in_room in owners:
        series = BlockSeries.objects.create(
            business=studio,
            staff_member_id=staff_member_id,
            room_id=in_room,
            kind=kind,
            title=title.strip(),
            note=note.strip(),
            rule=recurrence.text,
            first_on=first_on,
            last_on=last_on,
            start_minute=start_minute,
            end_minute=end_minute,
            created_at=at,
        )
        lay_series(series, studio, at=at)
        _write_down(series, actor=actor, at=at)
        made.append(series.id)
    return tuple(made)


def _write_down(series: BlockSeries, *, actor: Actor, at: datetime) -> None:
    AuditEntry.objects.record(
        actor,
        "block_series.started",
        series,
        at=at,
        changes={
            "kind": [None, series.kind],
            "rule": [None, series.rule],
            "first_on": [None, series.first_on.isoformat()],
            "last_on": [None, series.last_on.isoformat() if series.last_on else None],
        },
    )
