"""What do blocks, group sessions, hours and ledger lines look like?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from regulars.faces.api.pages import BlockPage, FreeStartPage, GroupSessionPage, RoomPage
from regulars.queries.appointment_parts import StatusStep, WhoComes
from regulars.queries.block_detail import BlockDetail, BlockRepeats
from regulars.queries.block_series import BlockSeriesDetail
from regulars.queries.free_starts import FreeStart
from regulars.queries.group_session_list import ListedGroupSession
from regulars.queries.group_session_parts import GroupSessionDetail, Registered, Waits
from regulars.queries.ledger_line import LedgerLineDetail
from regulars.queries.room_list import ListedRoom
from regulars.queries.team_hours import Away, OtherDay, PersonHours, Week
from regulars.rules.appointment_status import Status
from regulars.rules.blocks import BlockKind
from regulars.rules.money import LedgerKind, PayMethod
from regulars.rules.periods import Period
from regulars.rules.recurrence import Every, Recurrence

_STARTS = datetime(2026, 12, 19, 13, 0, tzinfo=UTC)
_BOOKED = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
_HOUR = timedelta(hours=1)
_THURSDAYS = Recurrence(Every.WEEK, weekdays=(3,))


def _free_starts() -> FreeStartPage:
    return FreeStartPage((FreeStart(_STARTS, _STARTS + 4 * _HOUR, 5, "Jonas Wyss"),))


def _rooms() -> RoomPage:
    return RoomPage((ListedRoom(2, "Room 2", is_active=True),))


def _block() -> BlockDetail:
    return BlockDetail(
        id=88, version=1, kind=BlockKind.MEETING, title="Team", note="", staff_member_id=5,
        room_id=None, owner="Jonas Wyss", starts_at=_STARTS, ends_at=_STARTS + _HOUR,
        is_removed=False,
        repeats=BlockRepeats(7, _THURSDAYS, date(2026, 12, 3), None, has_ended=False),
    )  # fmt: skip


def _blocks() -> BlockPage:
    return BlockPage((_block(),))


def _block_series() -> BlockSeriesDetail:
    return BlockSeriesDetail(
        id=7, kind=BlockKind.MEETING, title="Team", note="", staff_member_id=5, room_id=None,
        owner="Jonas Wyss", recurrence=_THURSDAYS, first_on=date(2026, 12, 3), last_on=None,
        start_minute=540, end_minute=600, has_ended=False, first_block_id=88,
    )  # fmt: skip


def _group_sessions() -> GroupSessionPage:
    session = ListedGroupSession(
        id=12, version=1, title="Flash day", starts_at=_STARTS, ends_at=_STARTS + 2 * _HOUR,
        capacity=6, taken=1, waiting=0, is_called_off=False, service_id=3, service="Flash",
        staff_member_id=5, staff_name="Jonas Wyss", room_id=2, room="Room 2",
    )  # fmt: skip
    return GroupSessionPage((session,))


def _who() -> WhoComes:
    return WhoComes(
        id=17, first_name="Jürg", last_name="Müller", nickname="Jüge", company="", number="K-0017",
        phone="+41442713390", email="juerg.mueller@example.ch", picture=None, bookings=7,
        no_shows=1, late_cancellations=0, strokes="||x|.|:",
        first_booking_at=datetime(2024, 3, 7, 13, 0, tzinfo=UTC),
    )  # fmt: skip


def _registration() -> Registered:
    booked = StatusStep(
        from_status=None, to_status=Status.BOOKED, at=_BOOKED, actor_kind="token", actor_name="",
        cancelled_by="", told_at=None, notice=None, policy=None, is_undo=False, reason="",
    )  # fmt: skip
    return Registered(
        id=301, customer=_who(), status=Status.BOOKED, place=1, is_over=False, price_minor=9000,
        paid_minor=0, currency="CHF", notes="", came_from_waiting=False, steps=(booked,),
        starts_at=_STARTS, ends_at=_STARTS + 2 * _HOUR, policy=timedelta(hours=48),
    )  # fmt: skip


def _waits() -> Waits:
    return Waits(id=41, number=1, customer=_who(), since=_BOOKED)


def _group_session() -> GroupSessionDetail:
    return GroupSessionDetail(
        id=12, version=1, title="Flash day", starts_at=_STARTS, ends_at=_STARTS + 2 * _HOUR,
        capacity=6, notes="", called_off_at=None, staff_member_id=5, staff_name="Jonas Wyss",
        room_id=2, room="Room 2", service_id=3, service="Flash", length=2 * _HOUR,
        price_minor=9000, currency="CHF", policy=timedelta(hours=48),
        registered=(_registration(),), left=(), waiting=(),
    )  # fmt: skip


def _hours() -> PersonHours:
    off: tuple[tuple[int, int], ...] = ()
    days = (((600, 1080),), ((600, 1080),), off, ((720, 1200),), off, off, off)
    away = Away(90, BlockKind.TIME_OFF, "Holidays", _STARTS, _STARTS + timedelta(days=7))
    return PersonHours(
        id=5, name="Jonas Wyss", hue=0, weeks=(Week(Period(), days),),
        other_days=(OtherDay(date(2026, 12, 24), ((600, 840),), "Christmas Eve"),),
        away=(away,), has_hours=True,
    )  # fmt: skip


def _ledger_line() -> LedgerLineDetail:
    return LedgerLineDetail(
        id=501, kind=LedgerKind.PAYMENT, method=PayMethod.CARD, amount_minor=12000, currency="CHF",
        is_tip=False, paid_at=_BOOKED, description="", customer_id=17, appointment_id=4711,
        registration_id=None, project_id=9, staff_member_id=5,
    )  # fmt: skip


EXAMPLES_OF_THE_CALENDAR: dict[str, Callable[[], Any]] = {
    "free-starts": _free_starts,
    "rooms": _rooms,
    "blocks": _blocks,
    "block": _block,
    "block-series": _block_series,
    "group-sessions": _group_sessions,
    "group-session": _group_session,
    "registration": _registration,
    "join-waiting-list": _waits,
    "hours": _hours,
    "ledger-line": _ledger_line,
}
