"""What does a studio write down besides its appointments? Notes, alerts, tags, refunds, sales."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from regulars.actions.demo import till
from regulars.actions.demo.script import put_tags
from regulars.actions.demo.studio import Studio
from regulars.actions.demo.words import ALERTS, NOTES, REMEMBER, SOLD
from regulars.records.appointments import Appointment
from regulars.records.customers import Alert, Customer, Tag
from regulars.records.fields import Answer
from regulars.records.notes import Note
from regulars.records.projects import Project
from regulars.rules.appointment_status import Status
from regulars.rules.money import LedgerKind

_DAY = timedelta(days=1)
_REGULAR_FROM = 8
_TAGS = ("Colour", "Blackwork", "Press friendly", "Guest list", "Pays by TWINT", "Afternoons only")


def think_of(
    studio: Studio, customer: Customer, appointments: Sequence[Appointment], tags: dict[str, Tag]
) -> None:
    """What is remembered about a customer after these appointments."""
    endings = [appointment.status for appointment in appointments]
    if endings.count(Status.COMPLETED) >= _REGULAR_FROM:
        put_tags(studio, tags, customer, "Regular")
    if endings.count(Status.NO_SHOW) >= 2:
        put_tags(studio, tags, customer, "Prepay only")
        last = max(one.changed_at for one in appointments if one.status == Status.NO_SHOW)
        studio.draft.add(
            Alert,
            customer=customer,
            title="Prepay only",
            detail="Did not come more than once.",
            author=studio.house.front_desk,
            created_at=last + timedelta(hours=1),
        )
    if studio.chance(0.06):
        put_tags(studio, tags, customer, studio.rng.choice(_TAGS))
    if studio.chance(0.05):
        title, detail = studio.rng.choice(ALERTS)
        studio.draft.add(
            Alert,
            customer=customer,
            title=title,
            detail=detail,
            author=appointments[0].staff_member,
            created_at=appointments[0].created_at,
        )
    _write_notes(studio, customer, [one for one in appointments if one.status == Status.COMPLETED])
    if not _was_here_lately(studio, appointments) and studio.chance(0.05):
        customer.archived_at = min(appointments[-1].ends_at + 200 * _DAY, studio.at)


def _was_here_lately(studio: Studio, appointments: Sequence[Appointment]) -> bool:
    return appointments[-1].starts_at > studio.at - 400 * _DAY


def _write_notes(studio: Studio, customer: Customer, visits: Sequence[Appointment]) -> None:
    for visit in studio.rng.sample(
        visits, min(len(visits), studio.rng.choice((0, 0, 0, 0, 1, 1, 2)))
    ):
        note = studio.draft.add(
            Note,
            customer=customer,
            author=visit.staff_member,
            body=studio.rng.choice(NOTES),
            created_at=visit.ends_at - timedelta(minutes=1),
            is_pinned=studio.chance(0.2),
            shows_when_booking=studio.chance(0.15),
        )
        if studio.at - visit.ends_at < 60 * _DAY and studio.chance(0.4):
            note.body = studio.rng.choice(REMEMBER)
            note.follow_up_on = studio.today + studio.days(-3, 25)
        if studio.chance(0.05):
            note.edited_at = min(note.created_at + 2 * _DAY, studio.at)


def give_back(studio: Studio, appointments: Sequence[Appointment]) -> None:
    """Now and then a part of the price goes back: a line blew out, a session ended early."""
    for appointment in appointments:
        price = appointment.price_minor or 0
        at = appointment.ends_at + 4 * _DAY
        if (
            appointment.status == Status.COMPLETED
            and price > 15_000
            and at < studio.at
            and (studio.chance(0.005))
        ):
            till.write_line(
                studio,
                appointment,
                LedgerKind.REFUND,
                -price // 5,
                at=at,
                by=appointment.staff_member,
                method=till.some_method(studio),
                description="Goodwill, a fifth of the price",
            )


def sell_over_the_counter(
    studio: Studio, *, since: date, goods: Sequence[tuple[str, int]] = SOLD, per_day: float = 0.45
) -> None:
    """Balm, soap and shirts for people who just walk in."""
    day = since
    while day < studio.today:
        if studio.house.is_open(day) and studio.chance(per_day):
            description, amount = studio.rng.choice(goods)
            till.sell(
                studio, studio.house.front_desk, description, amount, at=studio.hour(day, 12, 18)
            )
        day += _DAY


def leave_traces(studio: Studio) -> None:
    """The audit trail of what was written down lately, as the product's own actions leave it."""
    for customer in studio.draft.of(Customer):
        lines = ("first_name", "last_name", "email", "phone")
        studio.trace(
            "customer.registered",
            customer,
            at=customer.created_at,
            customer=customer,
            by=studio.house.front_desk,
            **{line: ["", getattr(customer, line)] for line in lines},
        )
    for project in studio.draft.of(Project):
        studio.trace(
            "project.opened",
            project,
            at=project.created_at,
            by=project.staff_member,
            customer=project.customer,
            title=[None, project.title],
        )
    for alert in studio.draft.of(Alert):
        studio.trace(
            "alert.added",
            alert,
            at=alert.created_at,
            by=alert.author,
            customer=alert.customer,
            title=[None, alert.title],
            detail=[None, alert.detail],
        )
    for note in studio.draft.of(Note):
        studio.trace(
            "note.written",
            note,
            at=note.created_at,
            by=note.author,
            customer=note.customer,
            body=[None, note.body],
        )
    for answer in studio.draft.of(Answer):
        if answer.staff_member is not None:
            studio.trace(
                "answer.given",
                answer,
                at=answer.given_at,
                by=answer.staff_member,
                customer=answer.customer,
                value=[None, answer.value],
            )
