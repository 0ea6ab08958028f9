"""Mr Müller's sleeve: four appointments, one cancelled too late, one no show."""

from __future__ import annotations

from datetime import timedelta

from regulars.actions.demo import clerk, till
from regulars.actions.demo.script import Script, put_tags
from regulars.actions.demo.studio import Studio
from regulars.records.appointments import Appointment
from regulars.records.customers import Customer, Tag
from regulars.records.deposits import Deposit
from regulars.rules.appointment_status import Status
from regulars.rules.messages import Channel, MessageKind
from regulars.rules.money import LedgerKind, PayMethod

_DEPOSIT = 15_000


def tell(studio: Studio, tags: dict[str, Tag]) -> Customer:
    """Write down Jürg Müller and everything that happened."""
    script = Script.last(studio)
    runa, nadia = studio.house.artist("Runa").member, studio.house.front_desk
    registered_at = script.moment("2026-03-03 11:15")
    mueller = studio.draft.add(
        Customer,
        first_name="Jürg",
        last_name="Müller",
        email="juerg.mueller@example.ch",
        phone="+41442713390",
        language="de",
        street="Röschibachstrasse 22",
        postal_code="8037",
        city="Zürich",
        country="CH",
        created_at=registered_at,
        changed_at=registered_at,
        origins={
            "phone": {"kind": "staff", "id": nadia.id, "at": registered_at.isoformat()},
            "email": {"kind": "customer", "at": registered_at.isoformat()},
        },
    )
    put_tags(studio, tags, mueller, "Regular")
    sleeve = script.project(mueller, "Sleeve, right arm", "Runa", opened="2026-03-03", sessions=6)

    def session(when: str, booked: str, *, takes_time: bool = True) -> Appointment:
        return script.book(
            mueller,
            "Runa",
            "four",
            when,
            booked=booked,
            by=nadia,
            project=sleeve,
            title="",
            takes_time=takes_time,
        )

    first = session("2026-04-15 10:00", "2026-03-25 11:15")
    _complete(studio, first, _deposit(studio, first))

    second = session("2026-06-17 10:00", "2026-04-15 14:20", takes_time=False)
    kept = _deposit(studio, second)
    told_at = second.starts_at - timedelta(hours=19)
    clerk.cancel(studio, second, told_at=told_at, by=nadia, reason="Has to work")
    till.end_deposit(studio, kept, LedgerKind.DEPOSIT_KEPT, at=told_at, by=nadia)

    missed = session("2026-07-15 10:00", "2026-06-18 09:40")
    kept = _deposit(studio, missed)
    _remind(studio, missed)
    noticed_at = missed.starts_at + timedelta(minutes=35)
    clerk.move(studio, missed, Status.NO_SHOW, at=noticed_at, by=runa)
    till.end_deposit(studio, kept, LedgerKind.DEPOSIT_KEPT, at=noticed_at, by=runa)

    third = session("2026-09-09 10:00", "2026-07-20 16:05")
    _complete(studio, third, _deposit(studio, third))
    script.note(
        mueller,
        runa,
        "2026-09-09 14:30",
        "Came with a cold towel and an apology. Sits still for hours.",
        is_pinned=True,
        shows_when_booking=True,
    )

    upcoming = script.book(
        mueller,
        "Runa",
        "touch-up",
        "2026-12-09 11:00",
        booked="2026-09-09 14:25",
        by=runa,
        title="Touch-up, inner elbow",
    )
    studio.send(
        MessageKind.CONFIRMATION,
        upcoming,
        what=upcoming.title,
        at=upcoming.created_at + timedelta(minutes=1),
        channel=Channel.EMAIL,
    )
    return mueller


def _deposit(studio: Studio, session: Appointment) -> Deposit:
    asked_at = session.created_at + timedelta(minutes=5)
    deposit = till.ask_deposit(
        studio,
        session,
        _DEPOSIT,
        at=asked_at,
        due_at=till.end_of_day(studio, asked_at, 9),
        by=studio.house.front_desk,
    )
    till.receive_deposit(
        studio, deposit, at=asked_at + timedelta(hours=30), method=PayMethod.TRANSFER
    )
    return deposit


def _remind(studio: Studio, session: Appointment) -> None:
    studio.send(
        MessageKind.REMINDER,
        session,
        what=till.what(session),
        at=session.starts_at - timedelta(hours=24),
        channel=Channel.SMS,
    )


def _complete(studio: Studio, session: Appointment, deposit: Deposit) -> None:
    runa = session.staff_member
    _remind(studio, session)
    clerk.move(
        studio, session, Status.CHECKED_IN, at=session.starts_at - timedelta(minutes=4), by=runa
    )
    done_at = session.ends_at + timedelta(minutes=10)
    clerk.move(studio, session, Status.COMPLETED, at=done_at, by=runa)
    till.settle(studio, session, at=done_at, by=runa, deposit=deposit, method=PayMethod.CARD)
