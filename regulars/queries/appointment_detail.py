"""What is there to know about one appointment, and about who comes?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.tenant import Tenant
from regulars.queries.appointment_parts import (
    AppointmentDetail,
    DepositLine,
    MoneyLine,
    ProjectChoice,
    Remembered,
    SentMessage,
    StatusStep,
    Warned,
    WhoComes,
)
from regulars.queries.appointment_rows import AROUND, HEAD, MONEY, PROJECTS, STEPS
from regulars.queries.sql import Row, moment, moment_or_none, select
from regulars.rules.answers import FieldKind
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import notice_period
from regulars.rules.deposits import DepositState
from regulars.rules.messages import MessageState
from regulars.rules.money import LedgerKind, PayMethod

# More than any appointment has; a machine that went wild does not break the page.
_MOST = 200


class NoSuchAppointment(ObjectDoesNotExist):
    """There is no such appointment in this business."""


def appointment_detail(*, business: Tenant, appointment_id: int) -> AppointmentDetail:
    """The appointment with everything around it, in five statements.

    Raises NoSuchAppointment.
    """
    detail = _in_brief(business=business, appointment_id=appointment_id)
    values = {
        "business": business.id,
        "appointment": appointment_id,
        "project": detail.project_id,
        "customer": detail.customer.id if detail.customer else None,
        "most": _MOST,
    }
    around = select(AROUND, **values)
    steps = select(STEPS, **values)
    money = select(MONEY, **values)
    projects = select(PROJECTS, **values)
    return replace(
        detail,
        customer=_with_warnings(detail.customer, around),
        messages=tuple(_message(row) for row in around if row[0] == "message"),
        steps=tuple(_step(row) for row in steps),
        money=tuple(_line(row) for row in money if row[0] == "line"),
        deposits=tuple(_deposit(row) for row in money if row[0] == "deposit"),
        projects=tuple(ProjectChoice(row[0], row[1], bool(row[2])) for row in projects),
    )


def _in_brief(*, business: Tenant, appointment_id: int) -> AppointmentDetail:
    """The appointment alone with its customer's standing, in one statement."""
    rows = select(HEAD, business=business.id, appointment=appointment_id)
    if not rows:
        raise NoSuchAppointment
    (
        version, title, status, starts_at, ends_at, time_known, is_imported, price, currency, notes,
        staff_id, staff, room_id, room, service_id, service, category, service_notice, notice,
        project_id, project, finished_at, expected, session, *who,
    ) = rows[0]  # fmt: skip
    return AppointmentDetail(
        id=appointment_id,
        version=version,
        title=title,
        status=Status(status),
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        time_known=bool(time_known),
        is_imported=bool(is_imported),
        price_minor=price,
        currency=currency,
        notes=notes,
        staff_member_id=staff_id,
        staff_name=staff or "",
        room_id=room_id,
        room=room or "",
        service_id=service_id,
        service=service or "",
        category=category or "",
        project_id=project_id,
        project_title=project or "",
        project_is_finished=finished_at is not None,
        expected_sessions=expected,
        session_number=session if project_id else None,
        policy=notice_period(of_service=service_notice, of_business=notice),
        customer=_customer(tuple(who)) if who[0] else None,
    )


def _customer(row: Row) -> WhoComes:
    id_, first, last, nickname, company, number, phone, email, picture, *standing, first_at = row
    bookings, no_shows, late, strokes = standing
    return WhoComes(
        id=id_,
        first_name=first,
        last_name=last,
        nickname=nickname,
        company=company,
        number=number,
        phone=phone,
        email=email,
        picture=picture,
        bookings=bookings,
        no_shows=no_shows,
        late_cancellations=late,
        strokes=strokes,
        first_booking_at=moment_or_none(first_at),
    )


def _with_warnings(customer: WhoComes | None, rows: Sequence[Row]) -> WhoComes | None:
    if customer is None:
        return None
    alerts = [Warned(row[1], row[2]) for row in rows if row[0] == "alert"]
    answers = [Warned(row[1], row[2], FieldKind(row[3])) for row in rows if row[0] == "answer"]
    notes = tuple(
        Remembered(row[1], row[2] or "", moment(row[6])) for row in rows if row[0] == "note"
    )
    return replace(customer, warnings=(*alerts, *answers), notes=notes)


def _message(row: Row) -> SentMessage:
    return SentMessage(
        kind=row[1],
        channel=row[2],
        state=MessageState(row[3]),
        due_at=moment(row[5]),
        sent_at=moment_or_none(row[6]),
    )


def _step(row: Row) -> StatusStep:
    return StatusStep(
        from_status=Status(row[0]) if row[0] else None,
        to_status=Status(row[1]),
        at=moment(row[2]),
        actor_kind=row[3],
        actor_name=row[4] or "",
        cancelled_by=row[5],
        told_at=moment_or_none(row[6]),
        notice=_minutes(row[7]),
        policy=_minutes(row[8]),
        is_undo=bool(row[9]),
        reason=row[10],
    )


def _minutes(number: int | None) -> timedelta | None:
    return None if number is None else timedelta(minutes=number)


def _line(row: Row) -> MoneyLine:
    return MoneyLine(
        kind=LedgerKind(row[1]),
        method=PayMethod(row[2]),
        amount_minor=row[3],
        currency=row[4],
        paid_at=moment(row[5]),
        reference=row[6],
        is_tip=bool(row[8]),
    )


def _deposit(row: Row) -> DepositLine:
    return DepositLine(
        state=DepositState(row[1]),
        amount_minor=row[3],
        currency=row[4],
        due_at=moment_or_none(row[5]),
        is_of_project=row[2] == "project",
    )
