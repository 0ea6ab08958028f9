"""Which bookings start in a span of time, whoever they are of?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, moment, select
from regulars.queries.visits import Place
from regulars.rules.appointment_status import ACTIVE, Status
from regulars.rules.names import name_on_screen

# More than that is read page by page.
MOST_BOOKINGS = 200


@dataclass(frozen=True, slots=True)
class ListedBooking:
    """One appointment or, when `is_group`, one place taken in a group session.

    The two kinds count their ids apart. An imported appointment may lack its customer, its staff
    member or its time of day (`time_known`; then it starts at the midnight that begins its day).
    `notice_minutes` is the notice given for a cancellation, negative when told after the start.
    `price_minor` is null where none is agreed, or where money is withheld.
    """

    id: int
    is_group: bool
    starts_at: datetime
    ends_at: datetime
    time_known: bool
    status: Status
    title: str
    service_id: int | None
    service_name: str
    staff_member_id: int | None
    staff_name: str
    room: str
    customer_id: int | None
    customer_name: str
    project_id: int | None
    project_title: str
    group_session_id: int | None
    places: int | None  # of the group session
    price_minor: int | None
    currency: str
    notice_minutes: int | None
    cancelled_by: str


@dataclass(frozen=True, slots=True)
class AppointmentPage:
    """Bookings in order of their start; `next` says where the next page begins, null at the end."""

    items: tuple[ListedBooking, ...]
    next: str | None


def appointment_list(
    *,
    business: Tenant,
    starts_at: datetime,
    ends_at: datetime,
    with_money: bool,
    staff_member_id: int | None = None,
    customer_id: int | None = None,
    status: Status | None = None,
    page: str = "",
    limit: int = 50,
) -> AppointmentPage:
    """The bookings that start from `starts_at` until before `ends_at`, the earliest first.

    One statement. Of those at the same moment appointments come before group bookings, and the
    earlier entered first. `page` is `next` of the page before; one that somebody made up reads as
    the beginning. At most 200 a page.
    """
    after = Place.read(page)
    most = min(max(limit, 1), MOST_BOOKINGS)
    rows = select(
        _statement(staff_member_id, customer_id, status, after),
        business=business.id,
        # One lower bound: of two, SQLite would enter its index at either.
        from_at=max(starts_at, after.starts_at) if after else starts_at,
        until_at=ends_at,
        most=most + 1,
        staff=staff_member_id,
        customer=customer_id,
        status=status.value if status else None,
        after_at=after.starts_at if after else None,
        after_id=after.id if after else None,
    )
    items = tuple(_booking(row, with_money=with_money) for row in rows[:most])
    last = items[-1] if len(rows) > most else None
    seen = (after.after if after else 0) + len(items)
    return AppointmentPage(
        items=items,
        next=str(Place(last.starts_at, last.is_group, last.id, seen)) if last else None,
    )


# What is on the page is picked inside the indexes, so that only a page's rows are read and joined.
_STATEMENT = """
WITH picked AS (
SELECT * FROM (
SELECT 0 AS is_group, a.id AS id FROM regulars_appointment a
 WHERE a.business_id = %(business)s AND a.starts_at >= %(from_at)s AND a.starts_at < %(until_at)s
   {appointments}
 ORDER BY a.starts_at, {plus}a.id LIMIT %(most)s) AS some_appointments
UNION ALL
SELECT * FROM (
SELECT 1, g.id FROM {registrations}
 LIMIT %(most)s) AS some_registrations)
SELECT 0 AS is_group, a.id, a.starts_at, a.ends_at, a.time_known, a.status, a.title,
       a.service_id, v.name, a.staff_member_id, s.name, r.name,
       c.id, c.first_name, c.last_name, c.nickname, c.company, c.number,
       p.id, p.title, NULL AS group_session_id, NULL AS places,
       a.price_minor, a.currency, a.notice_minutes, a.cancelled_by
  FROM picked
  JOIN regulars_appointment a ON a.id = picked.id AND a.business_id = %(business)s
  LEFT JOIN regulars_service v ON v.id = a.service_id
  LEFT JOIN regulars_staffmember s ON s.id = a.staff_member_id
  LEFT JOIN regulars_room r ON r.id = a.room_id
  LEFT JOIN regulars_customer c ON c.id = a.customer_id
  LEFT JOIN regulars_project p ON p.id = a.project_id
 WHERE picked.is_group = 0
UNION ALL
SELECT 1, g.id, g.starts_at, n.ends_at, TRUE, g.status, n.title,
       n.service_id, v.name, n.staff_member_id, s.name, r.name,
       c.id, c.first_name, c.last_name, c.nickname, c.company, c.number,
       NULL, NULL, n.id, n.capacity,
       g.price_minor, g.currency, g.notice_minutes, g.cancelled_by
  FROM picked
  JOIN regulars_registration g ON g.id = picked.id AND g.business_id = %(business)s
  JOIN regulars_groupsession n ON n.id = g.group_session_id
  LEFT JOIN regulars_service v ON v.id = n.service_id
  LEFT JOIN regulars_staffmember s ON s.id = n.staff_member_id
  LEFT JOIN regulars_room r ON r.id = n.room_id
  LEFT JOIN regulars_customer c ON c.id = g.customer_id
 WHERE picked.is_group = 1
 ORDER BY 3, 1, 2
 LIMIT %(most)s
"""

_SPAN = "g.starts_at >= %(from_at)s AND g.starts_at < %(until_at)s"
_REGISTRATIONS = f"""regulars_registration g
 WHERE g.business_id = %(business)s AND {_SPAN} {{also}}
 ORDER BY g.starts_at, g.id"""
# A staff member's are found at the group sessions: CROSS JOIN keeps SQLite from starting at the
# registrations, and the plus from looking for those of a session among all of the business.
_OF_STAFF = f"""regulars_groupsession n
  CROSS JOIN regulars_registration g
 WHERE n.business_id = %(business)s AND n.staff_member_id = %(staff)s
   AND n.starts_at >= %(from_at)s AND n.starts_at < %(until_at)s
   AND g.group_session_id = n.id AND +g.business_id = n.business_id AND {_SPAN} {{also}}
 ORDER BY n.starts_at, g.id"""


def _statement(
    staff_member_id: int | None,
    customer_id: int | None,
    status: Status | None,
    after: Place | None,
) -> str:
    both = []
    if customer_id is not None:
        both.append("{side}.customer_id = %(customer)s")
    if status is not None:
        both.append("{side}.status = %(status)s")
    if status in ACTIVE:
        both.append("{side}.occupies")
    appointments = [each.format(side="a") for each in both]
    registrations = [each.format(side="g") for each in both]
    if staff_member_id is not None:
        appointments.append("a.staff_member_id = %(staff)s")
    if after is not None:
        appointments.append(_beyond("a", after.is_group, is_group=False))
        registrations.append(_beyond("g", after.is_group, is_group=True))
    source = _REGISTRATIONS if staff_member_id is None else _OF_STAFF
    return _STATEMENT.format(
        # Those that still hold time are few and have an index of their own, without the ids: SQLite
        # passes it by while the other one promises the order.
        plus="+" if status in ACTIVE else "",
        appointments="".join(f" AND {each}" for each in appointments),
        registrations=source.format(also="".join(f" AND {each}" for each in registrations)),
    )


def _beyond(side: str, after_group: bool, *, is_group: bool) -> str:  # noqa: FBT001
    """What comes after the place, of what is not before it.

    At the same moment appointments come first, then group bookings, the ids upwards.
    """
    if is_group == after_group:
        return f"({side}.starts_at > %(after_at)s OR {side}.id > %(after_id)s)"
    return "TRUE" if is_group else f"{side}.starts_at > %(after_at)s"


def _booking(row: Row, *, with_money: bool) -> ListedBooking:
    (
        is_group, id_, starts_at, ends_at, time_known, status, title, service_id, service,
        staff_id, staff, room, customer_id, first, last, nickname, company, number,
        project_id, project, session_id, places, price, currency, notice, cancelled_by,
    ) = row  # fmt: skip
    return ListedBooking(
        id=id_,
        is_group=bool(is_group),
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        time_known=bool(time_known),
        status=Status(status),
        title=title,
        service_id=service_id,
        service_name=service or "",
        staff_member_id=staff_id,
        staff_name=staff or "",
        room=room or "",
        customer_id=customer_id,
        customer_name=name_on_screen(first, last, nickname, company, number) if customer_id else "",
        project_id=project_id,
        project_title=project or "",
        group_session_id=session_id,
        places=places,
        price_minor=price if with_money else None,
        currency=currency,
        notice_minutes=notice,
        cancelled_by=cancelled_by,
    )
