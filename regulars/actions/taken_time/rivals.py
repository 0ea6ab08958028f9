"""What is in the way of time that was refused?"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from regulars.actions.wording import formats_of
from regulars.kernel.clash_words import clash_sentence
from regulars.kernel.refusal import Refused
from regulars.queries.in_the_way import in_the_way
from regulars.records.appointments import Appointment
from regulars.records.group_sessions import GroupSession
from regulars.records.schedule import Block
from regulars.rules.obstacles import Obstacle


class TimeTaken(Refused):
    """The staff member or the room is busy; the sentence names who and why.

    `obstacles` are the same for whoever wants to say it otherwise.
    """

    code = "time_taken"

    def __init__(self, sentence: str | None = None, obstacles: tuple[Obstacle, ...] = ()) -> None:
        super().__init__(sentence)
        self.obstacles = obstacles


def refusal(holder: Appointment | GroupSession | Block, *, at: datetime) -> TimeTaken:
    """The refusal that names what is in the way of the holder."""
    studio = holder.business
    obstacles = in_the_way(
        business=studio,
        staff_member_id=holder.staff_member_id,
        room_id=holder.room_id,
        starts_at=holder.starts_at,
        ends_at=holder.ends_at,
        zone=ZoneInfo(studio.time_zone),
        at=at,
        service_id=None if isinstance(holder, Block) else holder.service_id,
        ignoring_appointment=holder.id if isinstance(holder, Appointment) else None,
        ignoring_session=holder.id if isinstance(holder, GroupSession) else None,
        ignoring_block=holder.id if isinstance(holder, Block) else None,
    )
    hard = tuple(obstacle for obstacle in obstacles if obstacle.is_hard)
    if not hard:
        return TimeTaken(_("This time was taken a moment ago. Choose another one."))
    clash = clash_sentence(hard, formats_of(studio))
    return TimeTaken(_("%(clash)s Choose another time.") % {"clash": clash}, hard)
