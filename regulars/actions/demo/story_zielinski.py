"""Tomasz Zieliński's koi: a place given up by the clock, a deposit that moves, an undone no show."""

from __future__ import annotations

from datetime import timedelta

from regulars.actions.demo import clerk, till
from regulars.actions.demo.draft import Hand
from regulars.actions.demo.fates import cancel_by_notification
from regulars.actions.demo.script import Script
from regulars.actions.demo.studio import Studio
from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit
from regulars.records.projects import Project
from regulars.rules.appointment_status import Status
from regulars.rules.money import LedgerKind, PayMethod

_DEPOSIT = 20_000


def tell(studio: Studio) -> Customer:
    """Write down Tomasz, and Ana-Maria Popescu who got his place."""
    script = Script.last(studio)
    at = script.moment("2024-05-11 12:20")
    tomasz = studio.draft.add(
        Customer,
        first_name="Tomasz",
        last_name="Zieliński",
        email="tomasz.zielinski@example.ch",
        phone="+41786317724",
        language="en",
        created_at=at,
        changed_at=at,
    )
    _anchor(studio, script, tomasz)
    koi = script.project(
        tomasz,
        "Koi and waves, right forearm",
        "Matteo",
        opened="2026-02-03",
        sessions=6,
        description="From the elbow down, waves to be joined with the old anchor later.",
    )
    _until_april(studio, script, tomasz, koi)
    _cancelled_by_the_clock(studio, script, tomasz, koi)
    _until_now(studio, script, tomasz, koi)
    return tomasz


def _anchor(studio: Studio, script: Script, tomasz: Customer) -> None:
    anchor = script.project(
        tomasz, "Anchor, left calf", "Jonas", opened="2024-05-16", finished="2024-06-06"
    )
    for service, title, when, booked, price in (
        ("consultation", "Consultation", "2024-05-16 17:00", "2024-05-11 12:20", 0),
        ("two", "Tattoo, 2 h", "2024-06-06 14:00", "2024-05-16 17:35", 34_000),
    ):
        one = script.book(
            tomasz,
            "Jonas",
            service,
            when,
            booked=booked,
            by=studio.house.front_desk,
            project=anchor,
            title=title,
            price=price,
        )
        _complete(studio, one, None)


def _session(
    script: Script,
    tomasz: Customer,
    koi: Project,
    title: str,
    when: str,
    booked: str,
    by: Hand,
    *,
    takes_time: bool = True,
) -> Appointment:
    return script.book(
        tomasz,
        "Matteo",
        "four",
        when,
        booked=booked,
        by=by,
        project=koi,
        title=title,
        takes_time=takes_time,
    )


def _until_april(studio: Studio, script: Script, tomasz: Customer, koi: Project) -> None:
    matteo = studio.house.artist("Matteo").member
    one = _session(script, tomasz, koi, "Outlines", "2026-02-19 10:00", "2026-02-03 17:40", matteo)
    _complete(studio, one, None)

    two = _session(
        script,
        tomasz,
        koi,
        "First date",
        "2026-03-26 10:00",
        "2026-02-19 14:15",
        matteo,
        takes_time=False,
    )
    deposit = _ask(studio, two, paid_after=timedelta(hours=20))
    told_at = two.starts_at - timedelta(days=9)
    clerk.cancel(studio, two, told_at=told_at, by=tomasz, reason="Stag party in Kraków")

    again = _session(script, tomasz, koi, "Scales", "2026-04-09 10:00", "2026-03-17 11:05", matteo)
    moved = till.move_deposit(studio, deposit, again, at=again.created_at, by=matteo)
    _complete(studio, again, moved)


def _cancelled_by_the_clock(studio: Studio, script: Script, tomasz: Customer, koi: Project) -> None:
    """Asked on 1 May, reminded on 3 and 7 May, due on 10 May, cancelled on 11 May at 00:10."""
    matteo = studio.house.artist("Matteo").member
    given_up = _session(
        script,
        tomasz,
        koi,
        "First date",
        "2026-05-14 10:00",
        "2026-04-09 14:20",
        matteo,
        takes_time=False,
    )
    asked_at = script.moment("2026-05-01 18:20")
    deposit = till.ask_deposit(
        studio, given_up, _DEPOSIT, at=asked_at, due_at=script.moment("2026-05-10 23:59"), by=matteo
    )
    cancel_by_notification(studio, given_up, deposit)
    _for_ana_maria(studio, script, given_up)

    paid_at = script.moment("2026-05-12 19:05")
    till.receive_deposit(studio, deposit, at=paid_at, method=PayMethod.TRANSFER)
    three = _session(script, tomasz, koi, "Shading", "2026-06-11 10:00", "2026-05-12 19:30", matteo)
    moved = till.move_deposit(studio, deposit, three, at=three.created_at, by=matteo)
    _complete(studio, three, moved)
    script.note(
        tomasz,
        matteo,
        "2026-05-12 19:35",
        "Was travelling, paid late. Deposit moved to June.",
    )


def _for_ana_maria(studio: Studio, script: Script, given_up: Appointment) -> None:
    at = script.moment("2026-04-20 09:12")
    ana = studio.draft.add(
        Customer,
        first_name="Ana-Maria",
        last_name="Popescu",
        email="anamaria.popescu@example.com",
        phone="+41765201988",
        language="en",
        created_at=at,
        changed_at=at,
    )
    instead = script.book(
        ana,
        "Matteo",
        "four",
        f"2026-05-14 {given_up.starts_at.astimezone(studio.house.zone):%H:%M}",
        booked="2026-05-11 08:32",
        by=studio.house.front_desk,
        title="Swallows, both shoulders",
    )
    _complete(studio, instead, None)


def _until_now(studio: Studio, script: Script, tomasz: Customer, koi: Project) -> None:
    matteo, noor = studio.house.artist("Matteo").member, studio.house.artist("Noor").member
    late = _session(
        script,
        tomasz,
        koi,
        "First date",
        "2026-07-16 10:00",
        "2026-06-11 14:10",
        matteo,
        takes_time=False,
    )
    deposit = _ask(studio, late, paid_after=timedelta(hours=50))
    told_at = late.starts_at - timedelta(hours=5)
    clerk.cancel(studio, late, told_at=told_at, by=tomasz, reason="Food poisoning, sorry")
    till.end_deposit(studio, deposit, LedgerKind.DEPOSIT_KEPT, at=told_at, by=None)

    four = _session(script, tomasz, koi, "Water", "2026-09-10 10:00", "2026-07-18 10:20", matteo)
    deposit = _ask(studio, four, paid_after=timedelta(hours=3))
    missed_at = four.starts_at + timedelta(minutes=25)
    clerk.move(studio, four, Status.NO_SHOW, at=missed_at, by=noor)
    till.end_deposit(studio, deposit, LedgerKind.DEPOSIT_KEPT, at=missed_at, by=noor)
    undone_at = four.starts_at + timedelta(minutes=41)
    clerk.undo(
        studio,
        four,
        at=undone_at,
        by=matteo,
        reason="He was in the courtyard, the bell is broken.",
    )
    till.hold_again(studio, deposit, at=undone_at, by=matteo)
    _complete(studio, four, deposit, after=timedelta(minutes=50))

    five = _session(script, tomasz, koi, "Colour", "2026-12-03 10:00", "2026-09-10 14:55", matteo)
    _ask(studio, five, paid_after=timedelta(days=2))


def _ask(studio: Studio, session: Appointment, *, paid_after: timedelta) -> Deposit:
    asked_at = session.created_at + timedelta(minutes=2)
    deposit = till.ask_deposit(
        studio,
        session,
        _DEPOSIT,
        at=asked_at,
        due_at=till.end_of_day(studio, asked_at, 9),
        by=session.staff_member,
    )
    till.receive_deposit(studio, deposit, at=asked_at + paid_after, method=PayMethod.CARD)
    return deposit


def _complete(
    studio: Studio,
    session: Appointment,
    deposit: Deposit | None,
    *,
    after: timedelta = timedelta(minutes=10),
) -> None:
    artist = session.staff_member
    done_at = session.ends_at + after
    clerk.move(studio, session, Status.COMPLETED, at=done_at, by=artist)
    till.settle(studio, session, at=done_at, by=artist, deposit=deposit, method=PayMethod.CARD)
