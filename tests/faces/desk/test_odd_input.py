"""No address of the desk falls, whatever a program writes into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.group_sessions import GroupSession
from regulars.records.schedule import Block
from regulars.records.staff import StaffMember
from tests import make
from tests.make import NOW

SignIn = Callable[[StaffMember], Client]
AT = "/at/nordlicht/"
LONG = "9" * 5000
MOVE = {"staff": "1", "version": "1"}
BOOKING = {"customer": "1", "service": "1", "staff": "1", "book": "1"}
CLASS = {"service": "1", "staff": "1", "capacity": "4", "title": "Class", "version": "1"}
BLOCK = {"kind": "break", "who": "staff-1", "version": "1"}
EDGES = (("31.12.9999", "9999-12-31", "23:30", "00:30"), ("01.01.0001", "0001-01-01", "0:00", "1"))


THEIRS = {"appointments": Appointment, "groups": GroupSession, "blocks": Block}
# Whom a field may name, in place of the 1 that stands there.
KNOWN = {
    "staff": lambda: StaffMember.objects.get().pk,
    "customer": lambda: Customer.objects.get().pk,
}


@pytest.fixture(autouse=True)
def time_stands_still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(nordlicht: Business, runa: StaffMember, mueller: Customer, signed_in: SignIn) -> Client:
    """Runa's browser, in a studio with one of everything."""
    service = make.service(nordlicht, "Sleeve")
    make.room(nordlicht)
    make.working_hours(runa, "9:00", "18:00")
    make.appointment(mueller, runa, NOW + timedelta(days=1), service=service)
    group = make.service(nordlicht, "Class", capacity=4)
    make.registration(make.group_session(group, runa, NOW + timedelta(days=2)), mueller)
    make.block(runa, NOW + timedelta(days=3))
    make.note(mueller, "Likes tea")
    return signed_in(runa)


def addresses() -> list[str]:
    """Every address of the desk, with 1 for what has a number."""

    def under(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from under(one.url_patterns, before + str(one.pattern))
            else:
                yield before + str(one.pattern)

    written = [each for each in under(get_resolver().url_patterns) if each.startswith("at/")]
    meant = (("<slug:business>", "nordlicht"), (r"<int:\w+>", "1"), (r"<[^>]*day>", "2026-11-23"))
    for place, value in (*meant, ("<[^>]+>", "x")):
        written = [re.sub(place, value, each) for each in written]
    return sorted({f"/{each}" for each in written})


def test_every_address_answers_a_studio_that_has_nothing(
    nordlicht: Business, runa: StaffMember, signed_in: SignIn
) -> None:
    StaffMember.objects.update(takes_bookings=False)
    desk = signed_in(runa)

    for address in addresses():
        for answer in (desk.get(address), desk.post(address)):
            assert answer.status_code < 500, address


@pytest.mark.parametrize("said", [{"staff": LONG}, {"open": f"a{LONG}"}, {"staff": "1٣"}])
def test_a_number_that_no_row_has_opens_nothing(desk: Client, said: dict[str, str]) -> None:
    for view in ("day", "week", "month", "list", "sheet"):
        assert desk.get(f"{AT}calendar/2026-11-23/{view}/", said).status_code == 200


@pytest.mark.parametrize(("typed", "written", "start", "until"), EDGES)
def test_a_day_where_the_calendar_ends_is_a_mistake(
    desk: Client, typed: str, written: str, start: str, until: str
) -> None:
    when = {"day": typed, "start": start, "until": until}
    again = {"first_on": typed, "start": start, "end": until}
    for path, said in (
        ("appointments/1/time/", MOVE | {"day": written, "start": start, "minutes": "60"}),
        ("groups/1/time/", MOVE | {"day": written, "start": start}),
        ("blocks/1/time/", MOVE | {"day": written, "start": start, "minutes": "575999"}),
        ("appointments/new/", BOOKING | when),
        ("appointments/1/", BOOKING | when | {"version": "1"}),
        ("groups/new/", CLASS | when),
        ("groups/1/details/", CLASS | when),
        ("blocks/new/", BLOCK | again),
        ("blocks/1/", BLOCK | again | {"reach": "following", "repeat": "weekly"}),
    ):
        noun = path.split("/")[0]
        here = path.replace("/1/", f"/{THEIRS[noun].objects.get().pk}/")
        known = {
            name: str(KNOWN[name]()) if name in KNOWN else value for name, value in said.items()
        }
        assert desk.post(AT + here, known).status_code == 422, path


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-02-29", "x"])
def test_an_address_with_such_a_day_opens_the_form_all_the_same(desk: Client, day: str) -> None:
    said = {"day": day, "start": "23:30", "minutes": "9" * 12, "staff": "1"}
    for path in ("appointments/new/", "groups/new/", "blocks/new/"):
        assert desk.get(AT + path, said).status_code == 200, path
        assert desk.get(f"{AT}calendar/{day}/day/").status_code == 404


@pytest.mark.parametrize(
    "step", ["take:9999-12-31T23:30:00+00:00 1 1", "take:0001-01-01T00:00:00+00:00 60 1", "take:x"]
)
def test_a_free_time_that_nobody_offered_fills_nothing(desk: Client, step: str) -> None:
    answer = desk.post(f"{AT}appointments/new/", {"step": step, "service": "1", "staff": "1"})

    assert answer.status_code == 200
