"""How does a tattoo studio's customer live with it? Wish after wish, visit after visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from regulars.actions.demo import clerk, till
from regulars.actions.demo.fates import DIFFICULT, USUAL, Temper, draw, tell
from regulars.actions.demo.house import Artist, Place
from regulars.actions.demo.studio import Studio, known
from regulars.actions.demo.wishes import Step, Wish, wish
from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit
from regulars.records.projects import Project
from regulars.rules.appointment_status import CANCELLED, Status
from regulars.rules.deposits import DepositState
from regulars.rules.money import LedgerKind

_HORIZON = timedelta(days=56)
_DEPOSIT_FROM = 30_000
_LARGE_DEPOSIT_FROM = 70_000
# How often somebody tries again after a cancellation or a no-show.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class _Way:
    """Whose way it is, who works on it and how reliable they are."""

    studio: Studio
    customer: Customer
    artist: Artist
    temper: Temper
    project: Project | None = None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How a visit went: whether it took place, or still will, and a deposit that waits."""

    appointment: Appointment
    is_done: bool
    deposit_left: Deposit | None


def live(studio: Studio, customer: Customer, first_day: date) -> list[Appointment]:
    """Tell everything a customer does here from the first day on; returns the appointments."""
    temper = DIFFICULT if studio.chance(0.03) else USUAL
    artist = _favourite(studio, first_day)
    day, told = first_day, []
    comes_again = True
    while comes_again and day <= studio.today + _HORIZON:
        wanted = wish(studio, artist)
        way = _Way(studio, customer, artist, temper, _project(studio, customer, artist, wanted))
        visits = list(_follow(way, wanted, day))
        told += visits
        last = visits[-1] if visits else None
        if last is not None:
            day = studio.house.day_of(last.starts_at)
        comes_again = studio.chance(0.5 if last and last.status == Status.COMPLETED else 0.15)
        day += studio.days(40, 320)
    return told


def _project(studio: Studio, customer: Customer, artist: Artist, wanted: Wish) -> Project | None:
    """The project of a wish that has a title; it is opened with the first visit."""
    if not wanted.title:
        return None
    return Project(
        business_id=studio.house.business.id,
        customer=customer,
        title=wanted.title,
        staff_member=artist.member,
        expected_sessions=wanted.sessions,
    )


def _follow(way: _Way, wanted: Wish, day: date) -> Iterator[Appointment]:
    """The visits of one wish, each booked when the one before was over."""
    studio = way.studio
    booked_at: datetime | None = None
    for step in wanted.steps:
        if booked_at is not None:
            day += studio.days(step.weeks[0] * 7, step.weeks[1] * 7)
        outcome = None
        for tried in _until_done(way, step, day, booked_at):
            outcome = tried
            yield tried.appointment
        if outcome is None or not outcome.is_done:
            return
        day = studio.house.day_of(outcome.appointment.starts_at)
        booked_at = outcome.appointment.ends_at + studio.minutes(3, 20)
        if booked_at > studio.at:
            # What lies behind a visit to come was booked together with it.
            booked_at = outcome.appointment.created_at
            if studio.chance(0.6):
                return
    if way.project is not None and day < studio.today:
        way.project.finished_at = booked_at


def _until_done(way: _Way, step: Step, day: date, booked_at: datetime | None) -> Iterator[_Outcome]:
    """A visit, and a new date for it as long as it was called off and is still wanted."""
    studio, deposit = way.studio, None
    for _ in range(_TRIES):
        outcome = _visit(way, step, day, booked_at, deposit)
        if outcome is None:
            break
        yield outcome
        deposit = outcome.deposit_left
        if outcome.is_done or not studio.chance(0.65):
            break
        booked_at = outcome.appointment.changed_at + studio.minutes(30, 3000)
        day = max(studio.house.day_of(booked_at), day) + studio.days(4, 20)
    if deposit is not None:
        # It waits for a date that nobody has chosen yet.
        at = known(deposit.appointment).changed_at + timedelta(minutes=2)
        till.end_deposit(
            studio, deposit, LedgerKind.DEPOSIT_CREDITED, at=at, by=studio.house.front_desk
        )


def _visit(
    way: _Way, step: Step, day: date, booked_at: datetime | None, deposit: Deposit | None
) -> _Outcome | None:
    """One visit, or None when there is no room, or when it would be booked only later."""
    studio, artist = way.studio, way.artist
    service = studio.house.services[step.service]
    minutes = service.duration_minutes + service.buffer_minutes
    place = studio.diary.find(artist, _popular(studio, day), minutes, studio.rng)
    if place is None or place.day > studio.today + _HORIZON:
        return None
    booked_at = booked_at or studio.hour(place.day - studio.days(2, 28))
    booked_at = min(booked_at, place.starts_at - timedelta(hours=1))
    if booked_at >= studio.at:
        return None
    fate = draw(studio, way.temper, booked_at=booked_at, starts_at=place.starts_at)
    is_asked = deposit is None and service.price_minor >= _DEPOSIT_FROM
    if fate is Status.CANCELLED_BY_NOTIFICATION and not is_asked:
        fate = Status.COMPLETED
    if fate not in CANCELLED:
        studio.diary.take(artist, place.day, place.minute, minutes)
    appointment = _book(way, step, place, booked_at)
    if deposit is not None:
        desk = studio.house.front_desk
        deposit = till.move_deposit(studio, deposit, appointment, at=booked_at, by=desk)
    elif is_asked:
        deposit = _ask(studio, appointment, is_sure=fate is Status.CANCELLED_BY_NOTIFICATION)
    tell(studio, appointment, fate, deposit)
    is_done = fate in (Status.COMPLETED, Status.BOOKED)
    return _Outcome(appointment, is_done, _left(studio, appointment, deposit))


def _book(way: _Way, step: Step, place: Place, booked_at: datetime) -> Appointment:
    studio, customer, project = way.studio, way.customer, way.project
    customer.created_at = customer.changed_at = min(customer.created_at, booked_at)
    if project is not None and project.created_at is None:
        project.created_at = booked_at
        studio.draft.keep(project)
    by = studio.rng.choice((customer, customer, studio.house.front_desk, way.artist.member))
    service = studio.house.services[step.service]
    return clerk.book(
        studio,
        customer,
        way.artist,
        service,
        place.starts_at,
        booked_at=booked_at,
        by=by,
        project=project,
        title=step.title,
    )


def _ask(studio: Studio, appointment: Appointment, *, is_sure: bool) -> Deposit | None:
    """A deposit where there is time to pay it: due after nine days, or three days before."""
    asked_at = appointment.created_at
    days = min(9, (appointment.starts_at - asked_at).days - 3)
    if days < 4 or not (is_sure or studio.chance(0.6)):
        return None
    is_large = (appointment.price_minor or 0) >= _LARGE_DEPOSIT_FROM
    return till.ask_deposit(
        studio,
        appointment,
        15_000 if is_large else 10_000,
        at=asked_at,
        due_at=till.end_of_day(studio, asked_at, days),
        by=studio.house.front_desk,
    )


def _left(studio: Studio, appointment: Appointment, deposit: Deposit | None) -> Deposit | None:
    """The paid deposit of a visit cancelled on time, if it is not given back at once."""
    is_free = appointment.status == Status.CANCELLED_ON_TIME
    if deposit is None or deposit.state != DepositState.PAID or not is_free:
        return None
    if studio.chance(0.55):
        return deposit
    till.end_deposit(
        studio,
        deposit,
        LedgerKind.DEPOSIT_REFUNDED,
        at=appointment.changed_at,
        by=studio.house.front_desk,
    )
    return None


def _favourite(studio: Studio, day: date) -> Artist:
    """The artist somebody chooses, among those who work here by then."""
    here = [artist for artist in studio.house.artists if artist.since <= day]
    return studio.rng.choices(here, [artist.share for artist in here])[0]


def _popular(studio: Studio, day: date) -> date:
    """Many want the next Friday or Saturday."""
    if not studio.chance(0.4):
        return day
    return day + timedelta(days=(studio.rng.choice((4, 5, 5)) - day.weekday()) % 7)
