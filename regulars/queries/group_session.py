"""What is there to know about one group session, and about everybody who comes or waits?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.tenant import Tenant
from regulars.queries.appointment_parts import StatusStep, Warned, WhoComes
from regulars.queries.group_session_parts import GroupSessionDetail, Registered, Waits
from regulars.queries.group_session_rows import (
    HEAD,
    LINE,
    REGISTRATIONS,
    SESSION_OF,
    STEPS,
    WARNINGS,
)
from regulars.queries.sql import Row, moment, moment_or_none, select
from regulars.rules.answers import FieldKind
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import notice_period
from regulars.rules.capacity import seated


class NoSuchGroupSession(ObjectDoesNotExist):
    """There is no such group session in this business."""


class NoSuchRegistration(ObjectDoesNotExist):
    """There is no such registration in this business."""


class NoSuchWish(ObjectDoesNotExist):
    """Nobody ever waited for this group session under that number."""


def must_have_waited(*, business: Tenant, session_id: int, waiting_id: int) -> None:
    """Raise NoSuchWish unless somebody waits or waited like this; one statement."""
    values = {"business": business.id, "session": session_id, "waiting": waiting_id}
    if not select(_WAITED, **values):
        raise NoSuchWish


_WAITED = """
SELECT 1 FROM regulars_waitingplace w
 WHERE w.business_id = %(business)s AND w.group_session_id = %(session)s AND w.id = %(waiting)s
"""


def group_session(*, business: Tenant, session_id: int) -> GroupSessionDetail:
    """The session with everybody who comes, left or waits, in five statements.

    Whoever came in without a place is shown on the lowest free one. Raises NoSuchGroupSession.
    """
    detail = _in_brief(business, session_id)
    of_session = {"business": business.id, "session": session_id}
    rows = select(REGISTRATIONS, **of_session)
    steps = _steps(select(STEPS, **of_session))
    line = select(LINE, **of_session)
    customers = sorted({row[9] for row in rows} | {row[2] for row in line})
    warnings = _warnings(select(WARNINGS, business=business.id, customers=customers))

    taking = [row for row in rows if row[2]]
    seats = seated([row[3] for row in taking])
    registered = [
        _registered(row, seat, detail, steps, warnings)
        for row, seat in zip(taking, seats, strict=True)
    ]
    left = [_registered(row, row[3], detail, steps, warnings) for row in rows if not row[2]]
    return replace(
        detail,
        registered=tuple(sorted(registered, key=lambda one: one.place or 0)),
        left=tuple(sorted(left, key=_left_at, reverse=True)),
        waiting=tuple(
            Waits(row[0], number, _who(row[2:], warnings), moment(row[1]))
            for number, row in enumerate(line, start=1)
        ),
    )


def session_of(*, business: Tenant, registration_id: int) -> int:
    """The session that a registration belongs to. One statement. Raises NoSuchRegistration."""
    rows = select(SESSION_OF, business=business.id, registration=registration_id)
    if not rows:
        raise NoSuchRegistration
    found: int = rows[0][0]
    return found


def _in_brief(business: Tenant, session_id: int) -> GroupSessionDetail:
    rows = select(HEAD, business=business.id, session=session_id)
    if not rows:
        raise NoSuchGroupSession
    (
        version, title, starts_at, ends_at, capacity, notes, called_off_at, staff_id, staff,
        room_id, room, service_id, service, minutes, price, currency, service_notice, notice,
    ) = rows[0]  # fmt: skip
    return GroupSessionDetail(
        id=session_id,
        version=version,
        title=title,
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        capacity=capacity,
        notes=notes,
        called_off_at=moment_or_none(called_off_at),
        staff_member_id=staff_id,
        staff_name=staff,
        room_id=room_id,
        room=room or "",
        service_id=service_id,
        service=service,
        length=timedelta(minutes=minutes),
        price_minor=price,
        currency=currency,
        policy=notice_period(of_service=service_notice, of_business=notice),
        registered=(),
        left=(),
        waiting=(),
    )


def _registered(
    row: Row,
    place: int | None,
    session: GroupSessionDetail,
    steps: Mapping[int, Sequence[StatusStep]],
    warnings: Mapping[int, Sequence[Warned]],
) -> Registered:
    id_, status, takes_place, _place, price, currency, notes, paid, waited, *who = row
    return Registered(
        id=id_,
        customer=_who(tuple(who), warnings),
        status=Status(status),
        place=place,
        is_over=bool(takes_place) and place is not None and place > session.capacity,
        price_minor=price,
        paid_minor=int(paid or 0),
        currency=currency,
        notes=notes,
        came_from_waiting=bool(waited),
        steps=tuple(steps.get(id_, ())),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        policy=session.policy,
    )


def _left_at(one: Registered) -> tuple[float, int]:
    return (one.latest.at.timestamp() if one.latest else 0, one.id)


def _who(row: Row, warnings: Mapping[int, Sequence[Warned]]) -> WhoComes:
    columns: Row = (*row[:-1], moment_or_none(row[-1]), tuple(warnings.get(row[0], ())))
    return WhoComes(*columns)


def _steps(rows: Sequence[Row]) -> Mapping[int, Sequence[StatusStep]]:
    found: dict[int, list[StatusStep]] = defaultdict(list)
    for id_, was, to, at, kind, name, by, told_at, notice, policy, is_undo, reason in rows:
        step = StatusStep(
            from_status=Status(was) if was else None,
            to_status=Status(to),
            at=moment(at),
            actor_kind=kind,
            actor_name=name or "",
            cancelled_by=by,
            told_at=moment_or_none(told_at),
            notice=_minutes(notice),
            policy=_minutes(policy),
            is_undo=bool(is_undo),
            reason=reason,
        )
        found[id_].append(step)
    return found


def _minutes(number: int | None) -> timedelta | None:
    return None if number is None else timedelta(minutes=number)


def _warnings(rows: Sequence[Row]) -> Mapping[int, Sequence[Warned]]:
    found: dict[int, list[Warned]] = defaultdict(list)
    for customer_id, title, detail, kind, *_ in rows:
        found[customer_id].append(Warned(title, detail, FieldKind(kind) if kind else None))
    return found
