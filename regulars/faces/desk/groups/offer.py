"""What may this person do with this group session now?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from regulars.actions.group_sessions.register import may_overbook
from regulars.kernel.actor import Forbidden
from regulars.queries.entrance import Doorway
from regulars.queries.group_session import NoSuchRegistration, group_session, session_of
from regulars.queries.group_session_parts import GroupSessionDetail, Registered
from regulars.rules.appointment_status import Move
from regulars.rules.permissions import Permission


@dataclass(frozen=True, slots=True)
class GroupOffer:
    """Which buttons to show; somebody else's column is only read (PRODUCT.md 10.2)."""

    may_manage: bool
    may_book: bool
    may_overbook: bool
    may_end: bool
    may_undo: bool
    may_call_off: bool
    at: datetime

    def primary(self, one: Registered) -> Move | None:
        """The step to show as a button; days ahead there is none that all would need."""
        step = one.next_step(self.at)
        if step is Move.CONFIRM:
            return None
        return step if self.may_end and step in one.possible_moves(self.at) else None

    def others(self, one: Registered) -> tuple[Move, ...]:
        """The further steps, for the menu."""
        primary = self.primary(one)
        moves = one.possible_moves(self.at) if self.may_end else ()
        return tuple(move for move in moves if move not in (primary, Move.UNDO))

    def undoes(self, one: Registered) -> bool:
        """Whether the latest change of this one can be taken back."""
        return self.may_undo and Move.UNDO in one.possible_moves(self.at)


def offer(door: Doorway, detail: GroupSessionDetail, at: datetime) -> GroupOffer:
    """What the page offers."""
    stands = reaches(door, detail) and not detail.is_called_off
    may = door.actor.may
    manages = reaches(door, detail) and may(Permission.MANAGE_GROUPS)
    return GroupOffer(
        may_manage=manages,
        may_book=stands and may(Permission.BOOK_APPOINTMENTS),
        may_overbook=stands and may_overbook(door.actor),
        may_end=stands and may(Permission.END_APPOINTMENTS),
        may_undo=stands and may(Permission.UNDO_ENDINGS),
        may_call_off=manages and not detail.is_called_off and not detail.has_taken_place,
        at=at,
    )


def reaches(door: Doorway, detail: GroupSessionDetail) -> bool:
    """Whether the session stands in a column that this person may touch."""
    return door.actor.may(Permission.REACH_ALL_CALENDARS) or detail.staff_member_id == door.staff.id


def reachable(door: Doorway, session_id: int) -> GroupSessionDetail:
    """The session, to do something with it. Raises Forbidden out of reach."""
    detail = group_session(business=door.business, session_id=session_id)
    if not reaches(door, detail):
        raise Forbidden
    return detail


def reachable_one(door: Doorway, registration_id: int) -> tuple[GroupSessionDetail, Registered]:
    """A registration with its session, to do something with it. Raises Forbidden out of reach."""
    session_id = session_of(business=door.business, registration_id=registration_id)
    detail = reachable(door, session_id)
    one = detail.one(registration_id)
    if one is None:
        raise NoSuchRegistration
    return detail, one
