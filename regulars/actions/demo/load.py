"""Load the demo: Nordlicht Tattoo in Zürich with three years of history, and a salon in Lyon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from regulars.actions.demo import nordlicht, salon, story_mueller, story_wojcik, story_zielinski
from regulars.actions.demo.afterthoughts import (
    give_back,
    leave_traces,
    sell_over_the_counter,
    think_of,
)
from regulars.actions.demo.answers import answer_some, define
from regulars.actions.demo.clerk import hold_times
from regulars.actions.demo.crowd import arrivals
from regulars.actions.demo.draft import Draft, Progress
from regulars.actions.demo.familiar_faces import tell_of_faces
from regulars.actions.demo.flash_days import SHEETS, fill, flash_days
from regulars.actions.demo.house import Diary
from regulars.actions.demo.lives import live
from regulars.actions.demo.studio import Studio
from regulars.actions.demo.weeks import number_places, open_hours, write_breaks
from regulars.kernel.refusal import Refused
from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.customers import Customer, Tag

_SEED = 20180612
_YEARS = timedelta(days=3 * 365)
_CUSTOMERS = 1284
# Some only asked once and never booked.
_ONLY_ASKED = 0.05
# Three flash days lie ahead; the third latest of the others was called off.
_CALLED_OFF = -6


class NotEmpty(Refused):
    """The database has a business already."""

    code = "demo_not_empty"
    sentence = _("There is a business in this database already. Load the demo into an empty one.")


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What was loaded, and who can look at it."""

    customers: int
    appointments: int
    rows: int
    email: str
    password: str


def is_empty() -> bool:
    """Whether no business has been opened yet."""
    return not Business.objects.exists()


def is_loaded() -> bool:
    """Whether the demo stands in this database, so that its sign-in is worth telling."""
    return Business.objects.filter(is_demo=True).exists()


@transaction.atomic
def load_demo(*, at: datetime, progress: Progress | None = None) -> DemoReport:
    """Write both demo businesses as they stand at `at`; the same moment gives the same rows.

    All or nothing. Raises `NotEmpty` where a business exists: the demo's password is known to
    everybody. `progress` is called with what is being written and how much of it is done, 0 to 1.
    """
    if not is_empty():
        raise NotEmpty
    tell = progress or _say_nothing
    told = [_tell_of_nordlicht(at, tell), salon.tell(at, tell)]
    rows = sum(draft.write(tell) for draft in told)
    return DemoReport(
        customers=sum(len(draft.of(Customer)) for draft in told),
        appointments=sum(len(draft.of(Appointment)) for draft in told),
        rows=rows,
        email=nordlicht.EMAIL,
        password=nordlicht.PASSWORD,
    )


def _tell_of_nordlicht(at: datetime, progress: Callable[[str, float], None]) -> Draft:
    house = nordlicht.open_nordlicht(at=at)
    open_hours(house, at=at)
    progress(house.business.name, 0.0)
    studio = Studio(house, Diary(house), Draft(house.business), Random(_SEED), at)
    since = studio.today - _YEARS
    fields = define(house.business, dict(house.services), at=house.business.created_at)
    tags: dict[str, Tag] = {}
    sessions = flash_days(
        studio,
        artist=house.artist("Jonas"),
        service=house.services["flash"],
        titles=SHEETS,
        since=since,
    )
    story_mueller.tell(studio, tags)
    story_zielinski.tell(studio)
    tell_of_faces(studio, tags)
    for customer in studio.draft.of(Customer):
        answer_some(studio, fields, customer, _bookings_of(studio, customer))
    story_wojcik.tell(studio, tags, fields, sessions)

    known = len(studio.draft.of(Customer))
    for customer, day in arrivals(studio, since=since, number=_CUSTOMERS - known):
        visits = [] if studio.chance(_ONLY_ASKED) else live(studio, customer, day)
        if visits:
            answer_some(studio, fields, customer, visits)
            think_of(studio, customer, visits, tags)
    for session in sessions:
        fill(
            studio,
            session,
            studio.draft.of(Customer)[known:],
            price=session.service.price_minor,
            is_called_off=session is sessions[_CALLED_OFF],
        )
    give_back(studio, studio.draft.of(Appointment))
    sell_over_the_counter(studio, since=since)
    leave_traces(studio)
    number_places(studio)
    hold_times(studio)
    write_breaks(studio, lunch="Lunch", away="Holidays")
    return studio.draft


def _bookings_of(studio: Studio, customer: Customer) -> list[Appointment]:
    return [one for one in studio.draft.of(Appointment) if one.customer is customer]


def _say_nothing(_what: str, _share: float) -> None:
    """Progress that nobody watches."""
