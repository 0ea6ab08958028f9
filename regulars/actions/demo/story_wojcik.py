"""Małgorzata Wójcik, whom everybody calls Gosia: 26 bookings since 2019, and what to remember."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from regulars.actions.demo import clerk, till
from regulars.actions.demo.fates import cancel_by_notification, remind, to_the_minute
from regulars.actions.demo.flash_days import tell_of_place
from regulars.actions.demo.script import Script, put_tags
from regulars.actions.demo.story_wojcik_notes import answer_questions, remember
from regulars.actions.demo.story_wojcik_visits import FERN, SLEEVE, SWALLOW, VISITS, Visit
from regulars.actions.demo.studio import Studio, known
from regulars.records.appointments import Appointment
from regulars.records.customers import Customer, Tag
from regulars.records.deposits import Deposit
from regulars.records.fields import Field
from regulars.records.group_sessions import GroupSession, Registration
from regulars.records.projects import Project
from regulars.rules.appointment_status import CANCELLED, Status
from regulars.rules.money import LedgerKind

_DEPOSIT = 15_000


def tell(
    studio: Studio, tags: dict[str, Tag], fields: dict[str, Field], flash_days: list[GroupSession]
) -> Customer:
    """Write down Gosia, her three projects and her two flash days."""
    script = Script.next(studio)
    gosia = _register(studio, script)
    put_tags(studio, tags, gosia, "Regular", "Botanical", "Pays by TWINT")
    projects = {
        FERN: script.project(gosia, FERN, "Runa", opened="2019-03-08", finished="2019-03-28"),
        SWALLOW: script.project(
            gosia, SWALLOW, "Jonas", opened="2024-08-06", finished="2024-11-14"
        ),
        SLEEVE: script.project(
            gosia,
            SLEEVE,
            "Runa",
            opened="2026-03-10",
            sessions=8,
            description="Fern, peony and chanterelles from the wrist to the shoulder. No black ground.",
        ),
    }
    told = [_tell_visit(studio, script, gosia, visit, projects) for visit in VISITS]
    _come_to_flash_days(studio, gosia, flash_days)
    remember(studio, script, gosia)
    consultation = next(one for one in told if one.project is projects[SLEEVE])
    answer_questions(studio, script, gosia, fields, consultation)
    return gosia


def _register(studio: Studio, script: Script) -> Customer:
    at = script.moment("2019-03-03 12:10")
    desk = {"kind": "staff", "id": studio.house.front_desk.id, "at": at.isoformat()}
    gosia = studio.draft.add(
        Customer,
        first_name="Małgorzata",
        last_name="Wójcik",
        nickname="Gosia",
        pronouns="she/her",
        email="gosia.wojcik@example.ch",
        phone="+41794120836",
        language="de",
        birthday=date(1991, 2, 14),
        street="Langstrasse 117",
        postal_code="8004",
        city="Zürich",
        country="CH",
        created_at=at,
        changed_at=at,
        origins={
            "phone": {"kind": "customer", "at": script.moment("2026-08-30 11:20").isoformat()},
            "email": {"kind": "customer", "at": at.isoformat()},
            "birthday": desk,
            "street": desk,
        },
    )
    studio.trace(
        "customer.changed",
        gosia,
        at=script.moment("2026-08-30 11:20"),
        by=gosia,
        customer=gosia,
        phone=["+41782201904", "+41794120836"],
    )
    return gosia


def _tell_visit(
    studio: Studio, script: Script, gosia: Customer, visit: Visit, projects: dict[str, Project]
) -> Appointment:
    nadia = studio.house.front_desk
    appointment = script.book(
        gosia,
        visit.artist,
        visit.service,
        visit.when,
        booked=_booked_at(script, visit),
        by=nadia,
        takes_time=visit.ending not in CANCELLED,
        minutes=visit.minutes,
        price=visit.price,
        project=projects.get(visit.project),
        title=visit.title,
    )
    deposit = _deposit(studio, appointment, visit) if visit.has_deposit else None
    if visit.ending is Status.CANCELLED_BY_NOTIFICATION:
        cancel_by_notification(studio, appointment, known(deposit))
        return appointment
    told_at = appointment.starts_at - timedelta(hours=visit.notice)
    remind(studio, appointment, until=told_at)
    if visit.ending in CANCELLED:
        clerk.cancel(studio, appointment, told_at=told_at, by=gosia, reason=visit.reason)
        _keep(studio, deposit, told_at)
    elif visit.ending is Status.NO_SHOW:
        missed_at = appointment.starts_at + timedelta(minutes=30)
        clerk.move(studio, appointment, Status.NO_SHOW, at=missed_at, by=appointment.staff_member)
        _keep(studio, deposit, missed_at)
    elif appointment.ends_at + timedelta(minutes=5) <= studio.at:
        done_at = appointment.ends_at + timedelta(minutes=5)
        clerk.move(studio, appointment, Status.COMPLETED, at=done_at, by=appointment.staff_member)
        till.settle(studio, appointment, at=done_at, by=nadia, deposit=deposit)
    elif appointment.starts_at <= studio.at:
        clerk.move(studio, appointment, Status.CHECKED_IN, at=appointment.starts_at, by=nadia)
    return appointment


def _booked_at(script: Script, visit: Visit) -> datetime:
    day = date.fromisoformat(visit.when[:10]) - timedelta(days=visit.lead)
    return script.moment(f"{day} 16:35")


def _deposit(studio: Studio, appointment: Appointment, visit: Visit) -> Deposit:
    asked_at = appointment.created_at + timedelta(minutes=1)
    is_far_ahead = appointment.starts_at - studio.at > timedelta(days=14)
    if is_far_ahead:
        asked_at = to_the_minute(studio.at - timedelta(hours=20))
    deposit = till.ask_deposit(
        studio,
        appointment,
        _DEPOSIT,
        at=asked_at,
        due_at=till.end_of_day(studio, asked_at, 9),
        by=studio.house.front_desk,
    )
    if visit.ending is not Status.CANCELLED_BY_NOTIFICATION and not is_far_ahead:
        till.receive_deposit(studio, deposit, at=asked_at + timedelta(hours=28))
    return deposit


def _keep(studio: Studio, deposit: Deposit | None, at: datetime) -> None:
    if deposit is not None:
        till.end_deposit(
            studio, deposit, LedgerKind.DEPOSIT_KEPT, at=at, by=studio.house.front_desk
        )


def _come_to_flash_days(studio: Studio, gosia: Customer, sessions: list[GroupSession]) -> None:
    """She was at the second and at the sixth latest of those that are over."""
    over = [session for session in sessions if session.ends_at <= studio.at]
    for session in (over[-6], over[-2]):
        registration: Registration = clerk.register(
            studio,
            gosia,
            session,
            price=session.service.price_minor,
            booked_at=session.created_at + timedelta(hours=3),
            by=gosia,
        )
        tell_of_place(studio, registration, Status.COMPLETED)
