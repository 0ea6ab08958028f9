"""What may this person do with this appointment now, and how near is it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from regulars.kernel.actor import Forbidden
from regulars.kernel.formats import Formats
from regulars.queries.appointment_detail import appointment_detail
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.entrance import Doorway
from regulars.rules.appointment_status import Move
from regulars.rules.permissions import Permission

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """The moves to show as buttons, the primary one first to be taken, and whether to edit."""

    primary: Move | None
    others: tuple[Move, ...]
    may_edit: bool
    may_undo: bool


def offer(door: Doorway, detail: AppointmentDetail, at: datetime) -> Offer:
    """What the page offers; somebody else's column is only read (PRODUCT.md 10.2)."""
    if not reaches(door, detail):
        return Offer(primary=None, others=(), may_edit=False, may_undo=False)
    possible = detail.possible_moves(at)
    moves = [move for move in possible if move is not Move.UNDO]
    if not door.actor.may(Permission.END_APPOINTMENTS):
        moves = []
    primary = detail.next_step(at)
    return Offer(
        primary=primary if primary in moves else None,
        others=tuple(move for move in moves if move is not primary),
        may_edit=door.actor.may(Permission.EDIT_APPOINTMENTS),
        may_undo=Move.UNDO in possible and door.actor.may(Permission.UNDO_ENDINGS),
    )


def reaches(door: Doorway, detail: AppointmentDetail) -> bool:
    """Whether the appointment stands in a column that this person may touch."""
    return door.actor.may(Permission.REACH_ALL_CALENDARS) or detail.staff_member_id == door.staff.id


def reachable(door: Doorway, appointment_id: int) -> AppointmentDetail:
    """The appointment, to do something with it. Raises Forbidden out of reach."""
    detail = appointment_detail(business=door.business, appointment_id=appointment_id)
    if not reaches(door, detail):
        raise Forbidden
    return detail


def nearness(fmt: Formats, detail: AppointmentDetail, at: datetime) -> str:
    """In 3 days, in 12 minutes, or how long ago."""
    if not detail.time_known:
        return fmt.ago(fmt.local(detail.starts_at).date(), fmt.local(at).date())
    return how_near(fmt, starts_at=detail.starts_at, ends_at=detail.ends_at, at=at)


def how_near(fmt: Formats, *, starts_at: datetime, ends_at: datetime, at: datetime) -> str:
    """The same of any span of time."""
    today, day = fmt.local(at).date(), fmt.local(starts_at).date()
    if day != today:
        return fmt.ago(day, today)
    if at < starts_at:
        return _("in %(time)s") % {"time": _length(fmt, starts_at - at)}
    if at < ends_at:
        return _("began %(time)s ago") % {"time": _length(fmt, at - starts_at)}
    return _("ended %(time)s ago") % {"time": _length(fmt, at - ends_at)}


def _length(fmt: Formats, span: timedelta) -> str:
    """In whole minutes; what is nearer than one is one."""
    return fmt.duration(max(_MINUTE, span // _MINUTE * _MINUTE))
