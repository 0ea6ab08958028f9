"""What is in the way of a wish, and where is there room instead?"""

from __future__ import annotations

from datetime import timedelta

from regulars.actions.taken_time.rivals import TimeTaken
from regulars.faces.desk.entrance import DeskRequest
from regulars.faces.desk.moves.wish import Wish
from regulars.kernel.clash_words import clash_sentence
from regulars.kernel.refusal import Refused
from regulars.queries.free_starts import FreeStart, free_starts
from regulars.queries.in_the_way import in_the_way
from regulars.queries.standing_place import EntryKind, StandingPlace
from regulars.rules.permissions import Permission

_MINUTE = timedelta(minutes=1)
# Who drags somebody to Friday wants Friday, or soon after.
_FURTHER = timedelta(days=6)


def why(request: DeskRequest, standing: StandingPlace, wish: Wish, refusal: Refused) -> str:
    """What is in the way, where that is what refused it; else the refusal's own sentence."""
    if not isinstance(refusal, TimeTaken):
        return str(refusal)
    obstacles = in_the_way(
        business=request.door.business,
        staff_member_id=wish.staff_member_id or standing.staff_member_id,
        room_id=_room(standing, wish),
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        zone=request.fmt.zone,
        at=request.at,
        ignoring_appointment=standing.id if standing.kind is EntryKind.APPOINTMENT else None,
        ignoring_session=standing.id if standing.kind is EntryKind.GROUP else None,
        ignoring_block=standing.id if standing.kind is EntryKind.BLOCK else None,
    )
    # Whoever was in the way a moment ago may be gone by now.
    return clash_sentence(obstacles, request.fmt) or str(refusal)


def elsewhere(request: DeskRequest, standing: StandingPlace, wish: Wish) -> tuple[FreeStart, ...]:
    """The nearest start with the wished staff member, and the nearest one with anybody else."""
    if standing.kind is not EntryKind.APPOINTMENT or standing.service_id is None:
        return ()
    wanted = wish.staff_member_id or standing.staff_member_id
    actor = request.door.actor
    day = request.fmt.local(wish.starts_at).date()
    found = free_starts(
        business=request.door.business,
        service_id=standing.service_id,
        first=day,
        last=day + _FURTHER,
        zone=request.fmt.zone,
        at=request.at,
        # Only one's own column can be offered to who reaches no other.
        staff_member_id=None if actor.may(Permission.REACH_ALL_CALENDARS) else actor.staff_id,
        room_id=_room(standing, wish),
        minutes=(wish.ends_at - wish.starts_at) // _MINUTE,
        ignoring_appointment=standing.id,
    )
    here = (standing.starts_at, standing.staff_member_id)
    nearest = sorted(
        (one for one in found if (one.starts_at, one.staff_member_id) != here),
        key=lambda one: abs(one.starts_at - wish.starts_at),
    )
    same = next((one for one in nearest if one.staff_member_id == wanted), None)
    other = next((one for one in nearest if one.staff_member_id != wanted), None)
    return tuple(sorted((one for one in (same, other) if one), key=lambda one: one.starts_at))


def _room(standing: StandingPlace, wish: Wish) -> int | None:
    return wish.room_id if wish.says_room else standing.room_id
