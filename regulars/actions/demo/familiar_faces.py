"""How did it go with the people whom the desk knows by name?"""

from __future__ import annotations

from datetime import timedelta

from regulars.actions.demo import clerk, till
from regulars.actions.demo.faces import FACES, Face
from regulars.actions.demo.fates import tell
from regulars.actions.demo.script import put_tags
from regulars.actions.demo.studio import Studio
from regulars.records.customers import Alert, Customer, Tag
from regulars.records.projects import Project
from regulars.rules.appointment_status import CANCELLED, Status, status_of

_APART = 38  # days between two visits
_LEAD = timedelta(days=27)
_DEPOSIT = 15_000


def tell_of_faces(studio: Studio, tags: dict[str, Tag]) -> None:
    """Write all of them down."""
    for face in FACES:
        _tell_of(studio, face, tags)


def _tell_of(studio: Studio, face: Face, tags: dict[str, Tag]) -> None:
    days_ago = face.last_days_ago + _APART * (len(face.strokes) - 1)
    registered_at = studio.hour(studio.today - timedelta(days=days_ago) - _LEAD)
    customer = studio.draft.add(
        Customer,
        first_name=face.first,
        last_name=face.last,
        nickname=face.nickname,
        email=face.email,
        phone=face.phone,
        language=face.language,
        created_at=registered_at,
        changed_at=registered_at,
    )
    put_tags(studio, tags, customer, *face.tags)
    if face.alert is not None:
        studio.draft.add(
            Alert,
            customer=customer,
            title=face.alert[0],
            detail=face.alert[1],
            author=studio.house.front_desk,
            created_at=registered_at + timedelta(days=1),
        )
    project = None
    if len(face.strokes) > 2:
        project = studio.draft.add(
            Project,
            customer=customer,
            title=face.title,
            created_at=registered_at,
            staff_member=studio.house.artist(face.artist).member,
        )
    past = face.strokes.rstrip(":")
    for place, stroke in enumerate(face.strokes):
        ahead = face.next_in_days if stroke == ":" else 0
        behind = face.last_days_ago + _APART * (len(past) - 1 - place)
        _visit(studio, face, customer, project, place + 1, ahead or -behind, status_of(stroke))


def _visit(
    studio: Studio,
    face: Face,
    customer: Customer,
    project: Project | None,
    number: int,
    in_days: int,
    fate: Status,
) -> None:
    artist, service = studio.house.artist(face.artist), studio.house.services[face.service]
    minutes = service.duration_minutes + service.buffer_minutes
    day = studio.today + timedelta(days=in_days)
    place = studio.diary.find(artist, day, minutes, studio.rng)
    if place is None:
        return
    if in_days < 0 and place.starts_at + timedelta(minutes=minutes + 60) > studio.at:
        # The day after was the first open one: too late for what is told as past.
        return
    if fate not in CANCELLED:
        studio.diary.take(artist, place.day, place.minute, minutes)
    booked_at = min(place.starts_at - _LEAD, studio.at - timedelta(hours=3))
    appointment = clerk.book(
        studio,
        customer,
        artist,
        service,
        place.starts_at,
        booked_at=booked_at,
        by=customer,
        project=project,
        title="" if project is not None else face.title,
    )
    deposit = None
    if fate is Status.CANCELLED_BY_NOTIFICATION or service.price_minor >= 2 * _DEPOSIT:
        deposit = till.ask_deposit(
            studio,
            appointment,
            _DEPOSIT,
            at=booked_at,
            due_at=till.end_of_day(studio, booked_at, 9),
            by=studio.house.front_desk,
        )
    tell(studio, appointment, fate, deposit)
