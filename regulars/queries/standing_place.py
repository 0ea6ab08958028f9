"""Where does this entry of the calendar stand now, and who is to be told if it moves?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import moment, select
from regulars.records.appointments import Appointment
from regulars.records.group_sessions import GroupSession
from regulars.records.schedule import Block
from regulars.rules.names import name_on_screen


class EntryKind(StrEnum):
    """What stands on the calendar."""

    APPOINTMENT = "appointment"
    GROUP = "group"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class StandingPlace:
    """An entry of the calendar, how one speaks of it, and where it stands."""

    kind: EntryKind
    id: int
    version: int
    called: str  # the customer, the title of a session or block; may be empty
    block_kind: str  # of a block
    starts_at: datetime
    ends_at: datetime
    staff_member_id: int | None
    staff_name: str
    room_id: int | None
    room: str
    service_id: int | None
    has_email: bool

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    @property
    def column(self) -> str:
        """Whose column it stands in: the staff member's first name, or the room."""
        return self.staff_name.split(" ")[0] if self.staff_name else self.room


_COLUMNS = """
       e.id, e.version, e.starts_at, e.ends_at, s.id, s.name, r.id, r.name
"""
_JOINS = """
  LEFT JOIN regulars_staffmember s ON s.id = e.staff_member_id
  LEFT JOIN regulars_room r ON r.id = e.room_id
 WHERE e.business_id = %(business)s AND e.id = %(id)s
"""
_STATEMENTS = {
    EntryKind.APPOINTMENT: f"""
SELECT {_COLUMNS}, e.service_id, c.first_name, c.last_name, c.nickname, c.company, c.number,
       c.id IS NOT NULL AND c.email <> '' AND c.archived_at IS NULL, e.title, ''
  FROM regulars_appointment e LEFT JOIN regulars_customer c ON c.id = e.customer_id {_JOINS}
""",
    EntryKind.GROUP: f"""
SELECT {_COLUMNS}, e.service_id, '', '', '', '', '', 0, e.title, ''
  FROM regulars_groupsession e {_JOINS}
""",
    EntryKind.BLOCK: f"""
SELECT {_COLUMNS}, NULL, '', '', '', '', '', 0, e.title, e.kind
  FROM regulars_block e {_JOINS}
""",
}
_MISSING = {
    EntryKind.APPOINTMENT: Appointment.DoesNotExist,
    EntryKind.GROUP: GroupSession.DoesNotExist,
    EntryKind.BLOCK: Block.DoesNotExist,
}


def standing_place(*, business: Tenant, kind: EntryKind, entry_id: int) -> StandingPlace:
    """The entry as it stands now, in one statement. Raises DoesNotExist of its record."""
    rows = select(_STATEMENTS[kind], business=business.id, id=entry_id)
    if not rows:
        raise _MISSING[kind]
    (
        id_, version, starts_at, ends_at, staff_id, staff, room_id, room,
        service_id, first, last, nickname, company, number, has_email, title, block_kind,
    ) = rows[0]  # fmt: skip
    return StandingPlace(
        kind=kind,
        id=id_,
        version=version,
        called=nickname or first or _name(first, last, nickname, company, number) or title,
        block_kind=block_kind,
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        staff_member_id=staff_id,
        staff_name=staff or "",
        room_id=room_id,
        room=room or "",
        service_id=service_id,
        has_email=bool(has_email),
    )


def _name(*parts: str | None) -> str:
    """The name on screen; empty where there is no customer."""
    return name_on_screen(*(part or "" for part in parts))
