"""How is a story with dates of 2026 told in any year? In whole weeks, so that weekdays stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from regulars.actions.demo import clerk
from regulars.actions.demo.draft import Hand
from regulars.actions.demo.studio import Studio
from regulars.records.appointments import Appointment
from regulars.records.customers import Alert, Customer, CustomerTag, Tag
from regulars.records.notes import Note
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from regulars.rules.names import fold

_WRITTEN_ON = date(2026, 11, 19)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Script:
    """A story written as if today were Thursday, 19 November 2026, moved to the present."""

    studio: Studio
    weeks: int

    @classmethod
    def last(cls, studio: Studio) -> Script:
        """The story's last Thursday is today or lies behind."""
        return cls(studio, (studio.today - _WRITTEN_ON).days // _WEEK)

    @classmethod
    def next(cls, studio: Studio) -> Script:
        """The story's last Thursday is today or lies ahead."""
        return cls(studio, -((_WRITTEN_ON - studio.today).days // _WEEK))

    def day(self, text: str) -> date:
        """A day of the story, such as 2026-05-14."""
        return date.fromisoformat(text) + timedelta(weeks=self.weeks)

    def moment(self, text: str) -> datetime:
        """A moment of the story on the studio's wall clock, such as 2026-05-14 10:00."""
        day, _, clock = text.partition(" ")
        return self.studio.house.moment(self.day(day), _minute(clock))

    def book(
        self,
        customer: Customer,
        artist_name: str,
        service_key: str,
        when: str,
        *,
        booked: str | datetime,
        by: Hand,
        takes_time: bool = True,
        minutes: int | None = None,
        price: int | None = None,
        project: Project | None = None,
        title: str = "",
    ) -> Appointment:
        """Write an appointment down on that day, or the next open one on which it has room."""
        house, diary = self.studio.house, self.studio.diary
        artist, service = house.artist(artist_name), house.services[service_key]
        day, _, clock = when.partition(" ")
        lasting = (minutes or service.duration_minutes) + service.buffer_minutes
        on = house.open_day(self.day(day))
        while takes_time and not diary.is_free(artist, on, _minute(clock), lasting):
            on = house.open_day(on + timedelta(days=1))
        if takes_time:
            diary.take(artist, on, _minute(clock), lasting)
        return clerk.book(
            self.studio,
            customer,
            artist,
            service,
            house.moment(on, _minute(clock)),
            booked_at=booked if isinstance(booked, datetime) else self.moment(booked),
            by=by,
            minutes=minutes,
            price=price,
            project=project,
            title=title,
        )

    def project(
        self,
        customer: Customer,
        title: str,
        artist_name: str,
        *,
        opened: str,
        finished: str = "",
        sessions: int | None = None,
        description: str = "",
    ) -> Project:
        """Open a project, finished if a day is given."""
        return self.studio.draft.add(
            Project,
            customer=customer,
            title=title,
            description=description,
            staff_member=self.studio.house.artist(artist_name).member,
            expected_sessions=sessions,
            created_at=self.moment(f"{opened} 17:30"),
            finished_at=self.moment(f"{finished} 18:00") if finished else None,
        )

    def note(
        self,
        customer: Customer,
        author: StaffMember,
        when: str,
        body: str,
        *,
        is_pinned: bool = False,
        shows_when_booking: bool = False,
        follow_up: str = "",
    ) -> None:
        """Write a note."""
        self.studio.draft.add(
            Note,
            customer=customer,
            author=author,
            body=body,
            created_at=self.moment(when),
            is_pinned=is_pinned,
            shows_when_booking=shows_when_booking,
            follow_up_on=self.day(follow_up) if follow_up else None,
        )

    def alert(
        self, customer: Customer, author: StaffMember, when: str, title: str, detail: str = ""
    ) -> None:
        """Write an alert."""
        self.studio.draft.add(
            Alert,
            customer=customer,
            author=author,
            title=title,
            detail=detail,
            created_at=self.moment(when),
        )


def put_tags(studio: Studio, tags: dict[str, Tag], customer: Customer, *names: str) -> None:
    """Put tags on a customer, making those that are new."""
    for name in names:
        key = fold(name)
        if key not in tags:
            tags[key] = Tag.objects.create(business=studio.house.business, name=name, key=key)
        studio.draft.add(CustomerTag, customer=customer, tag=tags[key])


def _minute(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)
