"""Who comes to the flash days? Group sessions with every ending a place can have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from regulars.actions.demo import clerk, till
from regulars.actions.demo.fates import to_the_minute
from regulars.actions.demo.house import Artist
from regulars.actions.demo.studio import Studio
from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.group_sessions import GroupSession, Registration
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.messages import Channel, MessageKind

SHEETS = (
    "mini moons",
    "tiny animals",
    "Swiss flowers",
    "Friday 13th",
    "ghosts and pumpkins",
    "hearts",
    "mountains",
    "dots and lines",
    "fruit",
    "letters",
)
_FATES = (
    Status.COMPLETED,
    Status.NO_SHOW,
    Status.CANCELLED_ON_TIME,
    Status.CANCELLED_TOO_LATE,
)
_FATE_WEIGHTS = (80, 7, 8, 5)
_SATURDAY = 5
_MINUTE = 14 * 60
_SIXTH_WEEK = 6


def flash_days(
    studio: Studio,
    *,
    artist: Artist,
    service: Service,
    titles: Sequence[str],
    since: date,
) -> list[GroupSession]:
    """Sessions every six weeks on a Saturday afternoon, three of them still to come.

    Told before the customers' own appointments, so that the artist's time is still free.
    """
    sessions = []
    for place, day in enumerate(_saturdays(studio, artist, since)):
        if not studio.diary.is_free(artist, day, _MINUTE, service.duration_minutes):
            continue
        starts_at = studio.house.moment(day, _MINUTE)
        studio.diary.take(artist, day, _MINUTE, service.duration_minutes)
        sessions.append(
            studio.draft.add(
                GroupSession,
                service=service,
                staff_member=artist.member,
                room=artist.room,
                title=f"{service.name.split(',')[0]}, {titles[place % len(titles)]}",
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=service.duration_minutes),
                capacity=service.capacity,
                created_at=min(starts_at - timedelta(days=40), studio.at - timedelta(days=1)),
            )
        )
    return sessions


def _saturdays(studio: Studio, artist: Artist, since: date) -> Iterator[date]:
    day = since + timedelta(days=(_SATURDAY - since.weekday()) % 7)
    while day <= studio.today + timedelta(weeks=3 * _SIXTH_WEEK):
        if studio.house.is_open(day) and artist.works_on(day):
            yield day
        day += timedelta(weeks=_SIXTH_WEEK)


def fill(
    studio: Studio,
    session: GroupSession,
    customers: Sequence[Customer],
    *,
    price: int,
    is_called_off: bool = False,
) -> None:
    """Let some of those who were customers by then take places, in vain if it is called off."""
    known = [customer for customer in customers if customer.created_at < session.created_at]
    if not known:
        return
    taken = sum(one.group_session is session for one in studio.draft.of(Registration))
    most = min(session.capacity - taken, len(known))
    number = most if studio.chance(0.5) else studio.rng.randint(min(2, most), most)
    if session.starts_at > studio.at + timedelta(weeks=_SIXTH_WEEK):
        number = min(number, 2)
    for customer in studio.rng.sample(known, number):
        latest = min(session.starts_at - timedelta(days=3), studio.at - timedelta(hours=2))
        share = studio.rng.random() ** 2
        booked_at = to_the_minute(latest - (latest - session.created_at) * share)
        registration = clerk.register(
            studio,
            customer,
            session,
            price=price,
            booked_at=booked_at,
            by=customer if studio.chance(0.7) else studio.house.front_desk,
        )
        if not is_called_off:
            tell_of_place(studio, registration, studio.rng.choices(_FATES, _FATE_WEIGHTS)[0])
    if is_called_off:
        _call_off(studio, session, at=session.starts_at - timedelta(hours=20))


def _call_off(studio: Studio, session: GroupSession, *, at: datetime) -> None:
    """The studio calls a session off; every place is cancelled on time for the customer."""
    session.called_off_at = at
    for registration in studio.draft.of(Registration):
        if registration.group_session is session and registration.status == Status.BOOKED:
            clerk.cancel(
                studio,
                registration,
                told_at=at,
                by=session.staff_member,
                who=CancelledBy.STUDIO,
                reason="Power cut in the street",
            )


def tell_of_place(studio: Studio, registration: Registration, fate: Status) -> None:
    """Tell what became of a place that is booked; nothing yet if the session lies ahead."""
    session, desk = registration.group_session, studio.house.front_desk
    day_before = studio.house.moment(
        studio.house.day_of(session.starts_at) - timedelta(days=1), 13 * 60
    )
    if fate is Status.CANCELLED_ON_TIME or fate is Status.CANCELLED_TOO_LATE:
        hours = 60 if fate is Status.CANCELLED_ON_TIME else studio.rng.randint(2, 40)
        told_at = session.starts_at - timedelta(hours=hours)
        if told_at < studio.at:
            clerk.cancel(studio, registration, told_at=told_at, by=registration.customer)
        return
    studio.send(
        MessageKind.REMINDER, registration, what=session.title, at=day_before, channel=Channel.SMS
    )
    if session.ends_at > studio.at:
        if session.starts_at <= studio.at:
            clerk.move(studio, registration, Status.CHECKED_IN, at=session.starts_at, by=desk)
        return
    if fate is Status.NO_SHOW:
        clerk.move(
            studio, registration, fate, at=session.starts_at + timedelta(minutes=30), by=desk
        )
        return
    done_at = session.ends_at - studio.minutes(0, 40)
    clerk.move(studio, registration, Status.COMPLETED, at=done_at, by=session.staff_member)
    till.settle(studio, registration, at=done_at, by=desk)
