"""When does a studio of the demo work, who does what, and when does nobody come?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from regulars.actions.demo.house import Artist, House
from regulars.actions.demo.studio import Studio
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Skill
from regulars.records.group_sessions import GroupSession, Registration, WaitingPlace
from regulars.records.schedule import Block, DayHours, WorkingHours
from regulars.rules.appointment_status import CANCELLED
from regulars.rules.blocks import BlockKind
from regulars.rules.capacity import next_place
from regulars.rules.held_time import still_ahead
from regulars.rules.intervals import Span, without

_YEAR = 365
_BEFORE, _AFTER = 14, 28  # days with breaks written down
_LUNCHES = (750, 780, 720, 810)  # minutes of the day at which a free half hour is a lunch
_LUNCH = 30
_WEEK = timedelta(days=7)
# The session of that number, counted from today, is so full that people wait.
_MOST_WAITING = 3


def open_hours(house: House, *, at: datetime) -> None:
    """Write who works when, who does which service, and on which days nobody does."""
    business = house.business
    WorkingHours.objects.bulk_create(
        WorkingHours(
            business=business,
            staff_member=artist.member,
            weekday=weekday,
            start_minute=house.hours[weekday][0],
            end_minute=house.hours[weekday][1],
        )
        for artist in house.artists
        for weekday in sorted(artist.weekdays & house.hours.keys())
    )
    everybody = {artist.member.id for artist in house.artists}
    for key, service in house.services.items():
        able = {artist.member.id for artist in house.artists if key in artist.skills}
        if able and able != everybody:
            Skill.objects.bulk_create(
                Skill(business=business, service=service, staff_member_id=member_id)
                for member_id in sorted(able)
            )
    today = house.day_of(at)
    DayHours.objects.bulk_create(
        DayHours(business=business, staff_member=artist.member, day=day)
        for day in (today + timedelta(days=ahead) for ahead in range(_YEAR))
        if day.weekday() in house.hours and not house.is_open(day)
        for artist in house.artists
        if day.weekday() in artist.weekdays
    )


def write_breaks(studio: Studio, *, lunch: str, away: str) -> None:
    """Give everybody a lunch where their day leaves room, and the weeks in which they are away."""
    for artist in studio.house.artists:
        for day in _days(studio):
            start = _free_half_hour(studio, artist, day)
            if start is not None:
                studio.diary.take(artist, day, start, _LUNCH)
                _block(
                    studio,
                    artist,
                    studio.house.moment(day, start),
                    studio.house.moment(day, start + _LUNCH),
                    kind=BlockKind.BREAK,
                    title=lunch,
                )
        for monday in _weeks_away(studio, artist):
            _block(
                studio,
                artist,
                studio.house.moment(monday, 0),
                studio.house.moment(monday + _WEEK, 0),
                kind=BlockKind.TIME_OFF,
                title=away,
            )


def _days(studio: Studio) -> Iterator[date]:
    for offset in range(-_BEFORE, _AFTER):
        yield studio.today + timedelta(days=offset)


def _free_half_hour(studio: Studio, artist: Artist, day: date) -> int | None:
    if not (artist.works_on(day) and studio.house.is_open(day)):
        return None
    opens, _closes = studio.house.hours[day.weekday()]
    for start in _LUNCHES:
        # Whoever opens at noon has eaten.
        if start < opens + 90 or not studio.diary.is_free(artist, day, start, _LUNCH):
            continue
        # The diary knows nothing of the minutes in which a place is cleaned up.
        lunch = Span(studio.house.moment(day, start), studio.house.moment(day, start + _LUNCH))
        if not any(lunch.overlaps(taken) for taken in _taken(studio, artist)):
            return start
    return None


def _weeks_away(studio: Studio, artist: Artist) -> Iterator[date]:
    monday = studio.today - timedelta(days=studio.today.weekday())
    for ahead in range(1, 53):
        week = monday + ahead * _WEEK
        if week.isocalendar().week in artist.away:
            yield week


def _block(
    studio: Studio,
    artist: Artist,
    starts_at: datetime,
    ends_at: datetime,
    *,
    kind: BlockKind,
    title: str,
) -> None:
    block = studio.draft.add(
        Block,
        staff_member=artist.member,
        kind=kind,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        created_at=min(starts_at, studio.at) - timedelta(days=3),
    )
    # As the product does: it holds what nobody else has taken.
    for piece in without(
        still_ahead((Span(starts_at, ends_at),), studio.at), _taken(studio, artist)
    ):
        studio.draft.add(
            BusyTime,
            staff_member=artist.member,
            block=block,
            starts_at=piece.starts_at,
            ends_at=piece.ends_at,
        )


def _taken(studio: Studio, artist: Artist) -> list[Span]:
    held = studio.draft.of(BusyTime)
    return [Span(one.starts_at, one.ends_at) for one in held if one.staff_member == artist.member]


def number_places(studio: Studio) -> None:
    """Give every registration the place it has; some wait for one in what is full and ahead."""
    taken: dict[int, set[int]] = defaultdict(set)
    in_order = sorted(studio.draft.of(Registration), key=lambda place: place.created_at)
    for registration in in_order:
        if registration.status not in CANCELLED:
            numbers = taken[id(registration.group_session)]
            registration.place = next_place(numbers)
            numbers.add(registration.place)
    for session in studio.draft.of(GroupSession):
        full = len(taken[id(session)]) >= session.capacity
        if full and session.starts_at > studio.at and session.called_off_at is None:
            _let_wait(studio, session)


def _let_wait(studio: Studio, session: GroupSession) -> None:
    places = studio.draft.of(Registration)
    inside = {id(place.customer) for place in places if place.group_session is session}
    others = [place.customer for place in places if id(place.customer) not in inside]
    waiting = list({id(customer): customer for customer in others}.values())[:_MOST_WAITING]
    for rank, customer in enumerate(waiting, start=1):
        since = studio.at - timedelta(days=10 - 2 * rank)
        studio.draft.add(
            WaitingPlace,
            group_session=session,
            customer=customer,
            rank=rank,
            created_at=max(since, session.created_at),
            changed_at=max(since, session.created_at),
        )
