"""What stands in the way of a wished time?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.held_spans import held_spans
from regulars.queries.staff_hours import staff_hours
from regulars.queries.wished_place import Ignored, WishedPlace, wished_place
from regulars.rules.held_time import room_spans, staff_spans, still_ahead
from regulars.rules.intervals import Span
from regulars.rules.obstacles import (
    Needed,
    Obstacle,
    ObstacleKind,
    held_obstacles,
    hours_obstacles,
    in_order,
)
from regulars.rules.working_hours import begins


def in_the_way(
    *,
    business: Tenant,
    staff_member_id: int | None,
    starts_at: datetime,
    ends_at: datetime,
    zone: ZoneInfo,
    at: datetime,
    room_id: int | None = None,
    service_id: int | None = None,
    ignoring_appointment: int | None = None,
    ignoring_session: int | None = None,
    ignoring_block: int | None = None,
) -> tuple[Obstacle, ...]:
    """Everything in the way of that time with that staff member, in that room; empty: nothing.

    What forbids comes before what only warns. What is ignored is what is to be moved there: its
    service is the wish's unless another is given, and what stays as it is is not questioned.
    Three statements.
    """
    wished = Span(starts_at, ends_at)
    ignored = Ignored(ignoring_appointment, ignoring_session, ignoring_block)
    place = wished_place(
        business=business,
        staff_member_id=staff_member_id,
        room_id=room_id,
        service_id=service_id,
        ignored=ignored,
    )
    found = list(_impossible(place, wished, zone=zone, at=at))

    held = held_spans(
        business=business,
        staff_member_id=staff_member_id,
        room_id=room_id,
        starts_at=starts_at,
        ends_at=ends_at + place.buffer,
        ignored=ignored,
        names=(place.first_name, place.room),
    )
    found += held_obstacles(_needed(place, wished, at), held)

    if place.works and ends_at > at:
        hours = staff_hours(
            business=business,
            first=starts_at.astimezone(zone).date(),
            last=ends_at.astimezone(zone).date(),
            zone=zone,
            staff_member_ids=[place.staff_member_id],
        )
        spans = hours.get(place.staff_member_id, ())
        found += hours_obstacles(wished, spans, owner=place.first_name)
    return in_order(found)


def _needed(place: WishedPlace, wished: Span, at: datetime) -> Needed:
    """What the wish takes; time that has passed is nobody's any more."""
    times = (wished.starts_at, wished.ends_at)
    of_staff = staff_spans(*times, buffer=place.buffer, gap_after=place.gap_after, gap=place.gap)
    of_room = room_spans(*times, buffer=place.buffer)
    return Needed(wished, still_ahead(of_staff, at), still_ahead(of_room, at))


def _impossible(
    place: WishedPlace, wished: Span, *, zone: ZoneInfo, at: datetime
) -> Iterator[Obstacle]:
    """What no other time would mend, and the horizon; what stays as it is is not questioned."""
    if place.is_other_member and place.name:
        if not place.is_active:
            yield _throughout(wished, ObstacleKind.GONE, place.first_name)
        elif not place.takes_bookings:
            yield _throughout(wished, ObstacleKind.NO_BOOKINGS, place.first_name)
    if (place.is_other_member or place.is_other_service) and place.name and not place.is_done:
        yield _throughout(wished, ObstacleKind.NOT_DONE, place.first_name, place.service)
    if place.is_other_room and place.room and not place.room_is_active:
        yield replace(_throughout(wished, ObstacleKind.GONE, place.room), is_room=True)
    last = at.astimezone(zone).date() + place.horizon
    if wished.starts_at != place.started_at and wished.starts_at.astimezone(zone).date() > last:
        closes_at = begins(last, 0, zone=zone)
        yield replace(_throughout(wished, ObstacleKind.TOO_FAR_AHEAD, ""), starts_at=closes_at)


def _throughout(wished: Span, kind: ObstacleKind, owner: str, label: str = "") -> Obstacle:
    return Obstacle(kind, owner, label, wished.starts_at, wished.ends_at, wished=wished)
