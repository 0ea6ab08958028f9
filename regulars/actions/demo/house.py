"""When does a studio of the demo work, who works there, and what is still free?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from dateutil.easter import easter

from regulars.records.businesses import Business
from regulars.records.catalogue import Service
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember

_STEP = 30
# Long sittings start when the day or the afternoon begins.
_LONG = 150
_GOOD_STARTS = (600, 780, 660, 840)


@dataclass(frozen=True, slots=True)
class Artist:
    """A staff member's habits: which weekdays, since when, away in which weeks, doing what."""

    member: StaffMember
    room: Room
    weekdays: frozenset[int]  # 0 is Monday
    since: date
    away: frozenset[int]  # calendar weeks
    skills: frozenset[str]  # keys of services
    share: int  # how much of the work is theirs

    def works_on(self, day: date) -> bool:
        """Whether this is one of their days."""
        return (
            day >= self.since
            and day.weekday() in self.weekdays
            and day.isocalendar().week not in self.away
        )


@dataclass(frozen=True, slots=True)
class House:
    """A business with its people, price list, opening hours and local holidays."""

    business: Business
    zone: ZoneInfo
    artists: tuple[Artist, ...]
    front_desk: StaffMember
    services: Mapping[str, Service]
    hours: Mapping[int, tuple[int, int]]  # weekday: opens, closes, in minutes since midnight
    holidays: frozenset[tuple[int, int]]  # month and day
    easter_holidays: frozenset[int]  # days after Easter Sunday

    def is_open(self, day: date) -> bool:
        """Whether the doors are open on this day."""
        return (
            day.weekday() in self.hours
            and (day.month, day.day) not in self.holidays
            and (day - easter(day.year)).days not in self.easter_holidays
        )

    def open_day(self, day: date) -> date:
        """The day itself, or the next one on which the doors are open."""
        while not self.is_open(day):
            day += timedelta(days=1)
        return day

    def moment(self, day: date, minute: int) -> datetime:
        """A minute of the day on the wall clock here, as an instant."""
        wall = datetime.combine(day, time(minute // 60, minute % 60), self.zone)
        return wall.astimezone(UTC)

    def day_of(self, moment: datetime) -> date:
        """The calendar day here."""
        return moment.astimezone(self.zone).date()

    def artist(self, name: str) -> Artist:
        """The artist of this first name."""
        return next(artist for artist in self.artists if artist.member.name.startswith(name))


@dataclass(frozen=True, slots=True)
class Place:
    """A free span in an artist's day."""

    artist: Artist
    day: date
    minute: int
    starts_at: datetime


@dataclass(slots=True)
class Diary:
    """What is taken of every artist's days; nothing is ever taken twice."""

    house: House
    _taken: dict[tuple[int, date], list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def find(
        self, artist: Artist, day: date, minutes: int, rng: Random, *, within: int = 21
    ) -> Place | None:
        """A place for so many minutes on that day or one of the next, None if all is full."""
        for offset in range(within):
            on = day + timedelta(days=offset)
            if not (artist.works_on(on) and self.house.is_open(on)):
                continue
            starts = self._free_starts(artist, on, minutes)
            if not starts:
                continue
            good = [start for start in starts if start in _GOOD_STARTS] if minutes >= _LONG else []
            minute = rng.choice(good or starts)
            return Place(artist, on, minute, self.house.moment(on, minute))
        return None

    def take(self, artist: Artist, day: date, minute: int, minutes: int) -> None:
        """Take a span; ValueError if a part of it is taken already."""
        if not self.is_free(artist, day, minute, minutes):
            raise ValueError(f"{artist.member.name} is taken on {day} at {minute // 60}:00")
        self._taken[artist.member.id, day].append((minute, minute + minutes))

    def _free_starts(self, artist: Artist, day: date, minutes: int) -> list[int]:
        opens, closes = self.house.hours[day.weekday()]
        return [
            start
            for start in range(opens, closes - minutes + 1, _STEP)
            if self.is_free(artist, day, start, minutes)
        ]

    def is_free(self, artist: Artist, day: date, start: int, minutes: int) -> bool:
        """Whether nothing else is in the way."""
        taken = self._taken.get((artist.member.id, day), ())
        return all(end <= start or begin >= start + minutes for begin, end in taken)
