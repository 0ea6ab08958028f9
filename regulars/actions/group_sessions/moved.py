"""A group session comes to stand elsewhere: may it, and is the time free there?"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from regulars.actions.appointments.place import Place
from regulars.actions.appointments.possible import must_be_near, must_do, must_take_bookings
from regulars.actions.taken_time.columns import Columns
from regulars.actions.taken_time.hold import hold_time, let_go
from regulars.kernel.refusal import Refused
from regulars.records.group_sessions import GroupSession, Registration
from regulars.rules.appointment_status import Status
from regulars.rules.capacity import has_taken_place


class HasTakenPlace(Refused):
    """Somebody's visit in it has ended already, so its time is history."""

    code = "has_taken_place"
    sentence = _(
        "Somebody has been there already or was marked as no show. Undo that first, then move it."
    )


def hold_new_place(session: GroupSession, before: Place, *, columns: Columns, at: datetime) -> None:
    """Hold the time where the session, unsaved, stands now in place of what it held.

    Its columns before and after are locked. Raises TimeTaken, HasTakenPlace, TooFarAhead,
    TooLongAgo, NotOffered.
    """
    if session.starts_at != before.starts_at:
        _must_lie_ahead_of_everybody(session)
        must_be_near(session.starts_at, studio=session.business, at=at)
    if session.staff_member_id != before.staff_member_id:
        member = columns.member(session.staff_member_id)
        must_take_bookings(member)
        must_do(member, session.service, studio=session.business)
    if session.room_id != before.room_id:
        must_take_bookings(None, columns.room(session.room_id))
    let_go(session)
    hold_time(session, at=at)


def _must_lie_ahead_of_everybody(session: GroupSession) -> None:
    rows = Registration.objects.of(session.business).filter(group_session=session)
    if has_taken_place(Status(one) for one in rows.values_list("status", flat=True)):
        raise HasTakenPlace
