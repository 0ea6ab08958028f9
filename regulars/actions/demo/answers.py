"""What do the demo's customers answer to the booking questions?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from random import Random

from regulars.actions.demo.questions import QUESTIONS, Question
from regulars.actions.demo.studio import Studio, known
from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.fields import Answer, Field, FieldService
from regulars.records.staff import StaffMember
from regulars.rules.answers import AnswerSource


def define(business: Business, services: dict[str, Service], *, at: datetime) -> dict[str, Field]:
    """Write the questions and return their fields by key."""
    fields = {
        question.key: Field(
            business=business,
            label=question.label,
            help_text=question.help_text,
            kind=question.kind,
            options=list(question.options),
            is_mandatory=question.is_mandatory,
            every_booking=question.every_booking,
            staff_only=question.staff_only,
            shows_as_alert=question.shows_as_alert,
            position=position,
            created_at=at,
            archived_at=at if question.is_archived else None,
        )
        for position, question in enumerate(QUESTIONS)
    }
    Field.objects.bulk_create(fields.values())
    FieldService.objects.bulk_create(
        FieldService(business=business, field=fields[question.key], service=services[key])
        for question in QUESTIONS
        for key in question.services
    )
    return fields


def answer(
    studio: Studio,
    customer: Customer,
    field: Field,
    value: str,
    *,
    at: datetime,
    by: StaffMember | None = None,
    booking: Appointment | None = None,
    is_current: bool = True,
) -> None:
    """Keep an answer: typed by a staff member, or given by the customer while booking."""
    studio.draft.add(
        Answer,
        customer=customer,
        field=field,
        value=value,
        asked_as=field.label,
        source=AnswerSource.STAFF if by is not None else AnswerSource.BOOKING,
        given_at=at,
        staff_member=by,
        appointment=booking,
        is_current=is_current,
    )


def answer_some(
    studio: Studio, fields: dict[str, Field], customer: Customer, bookings: Sequence[Appointment]
) -> None:
    """Let a customer answer at the first booking, staff fill in, and a few change their minds."""
    first = bookings[0]
    for question in QUESTIONS:
        if not question.answers or not _is_answered(question, first, studio.rng):
            continue
        field, at = fields[question.key], first.created_at
        value = studio.rng.choice(question.answers)
        by = studio.rng.choice(studio.house.artists).member
        if question.staff_only or studio.chance(0.2):
            seen_at = first.starts_at if first.starts_at < studio.at else at
            answer(studio, customer, field, value, at=seen_at, by=by)
            continue
        later = next((one for one in bookings[1:] if one.created_at > at), None)
        if later is None or not studio.chance(0.12):
            answer(studio, customer, field, value, at=at, booking=first)
            continue
        answer(studio, customer, field, value, at=at, booking=first, is_current=False)
        changed = studio.rng.choice(question.answers)
        answer(studio, customer, field, changed, at=later.created_at, booking=later)


def _is_answered(question: Question, first: Appointment, rng: Random) -> bool:
    if question.is_archived:
        return rng.random() < 0.05
    if question.key == "removed" and "Laser" not in known(first.service).name:
        return False
    return rng.random() < (0.85 if question.is_mandatory else 0.3)
