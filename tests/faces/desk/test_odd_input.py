"""No address of the desk falls, whatever a program writes into its fields."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from tests import make
from tests.make import NOW

SignIn = Callable[[StaffMember], Client]
HTMX = {"HX-Request": "true"}

# What a field of the desk is called, and something sensible to write into it.
SENSIBLE = {
    "amount": "10", "back": "/", "by": "customer", "cancelled": "1", "capacity": "4",
    "chosen": "1", "customer": "1", "day": "2026-11-27", "deposit": "keep", "email": "",
    "end": "15:00", "fate": "keep", "first_name": "Milo", "first_on": "27.11.2026",
    "first_day": "27.11.2026", "from": "27.11.2026", "hours": "10:00-18:00", "kind": "break",
    "last_on": "30.11.2026", "last_name": "Berg", "method": "card", "minutes": "60",
    "move": "check_in", "name": "Somebody", "notes": "", "note": "", "of": "booked", "on": "",
    "open": "a1", "paid": "10", "phone": "", "price": "120", "project": "", "q": "m",
    "reason": "", "repeat": "weekly", "room": "1", "service": "1", "staff": "1",
    "start": "14:00", "status": "booked", "step": "look", "tip": "0", "title": "",
    "told_on": "21.11.2026", "told_at": "09:00", "until": "15:00", "version": "1",
    "walk_in": "", "weekdays": "3", "who": "staff-1", "whose": "mine", "duration": "60",
    "colour": "1", "hue": "1", "role": "staff", "position": "1", "slot": "15", "year": "2027",
    "to": "1", "overbook": "", "waits": "", "text": "m", "whole_day": "", "reach": "following",
    "book": "1", "second": "", "undo": "", "horizon_days": "90", "lead_minutes": "0",
}  # fmt: skip
ODD = (
    "", "x", "-1", "0", "9" * 19, "9" * 25, "9" * 5000, "\0", "٣", "9999-12-31", "0001-01-01",
    "31.12.9999", "01.01.0001", "2026-02-29", "29.02.2026", "23:59", "24:00", "99:99", "NaN",
    "take:9999-12-31T23:59:59+00:00 1 1", "take:0001-01-01T00:00:00+14:00 60 1",
    "pick:" + "9" * 25, "1e400", "a" + "9" * 5000, "g" + "9" * 25, "create", "\U0001f600",
)  # fmt: skip
FAR_DAYS = ("1900-01-01", "2200-12-31", "9999-12-31", "0001-01-01", "2026-02-29", "x")
TRIES = int(os.environ.get("TRIES", "4"))


@pytest.fixture(autouse=True)
def time_stands_still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def busy_studio(nordlicht: Business, runa: StaffMember, mueller: Customer) -> Business:
    """One of everything."""
    service = make.service(nordlicht, "Sleeve")
    make.room(nordlicht)
    make.working_hours(runa, "9:00", "18:00")
    make.appointment(mueller, runa, NOW + timedelta(days=1), service=service)
    group = make.service(nordlicht, "Class", capacity=4)
    session = make.group_session(group, runa, NOW + timedelta(days=2))
    make.registration(session, mueller)
    make.block(runa, NOW + timedelta(days=3))
    make.note(mueller, "Likes tea")
    return nordlicht


def routes() -> list[str]:
    """Every address of the desk as it is written in its urls."""

    def under(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from under(one.url_patterns, before + str(one.pattern))
            else:
                yield before + str(one.pattern)

    return sorted(each for each in under(get_resolver().url_patterns) if each.startswith("at/"))


def address(route: str, *, number: str = "1", day: str = "2026-11-23") -> str:
    """The address with what its places mean."""
    path = re.sub(r"<slug:business>", "nordlicht", route)
    path = re.sub(r"<int:\w+>", number, path)
    path = re.sub(r"<(str:)?day>", day, path)
    return "/" + re.sub(r"<[^>]+>", "x", path)


def test_odd_values_are_answered(
    busy_studio: Business, runa: StaffMember, signed_in: SignIn
) -> None:
    desk, dice, fell = signed_in(runa), Random(4), {}
    ways = [address(route) for route in routes()]
    assert len(ways) > 60
    for way in ways * TRIES:
        odd = {name: dice.choice(ODD) for name in SENSIBLE if dice.random() < 0.15}
        fields = SENSIBLE | odd
        for ask in (desk.get, desk.post):
            try:
                answer = ask(way, fields, headers=dice.choice((HTMX, {})))
                assert answer.status_code < 500
            except Exception as fault:  # each is told, with what led to it
                import traceback

                frame = [
                    f for f in traceback.extract_tb(fault.__traceback__) if "regulars" in f.filename
                ]
                where = f"{frame[-1].filename[-50:]}:{frame[-1].lineno}" if frame else ""
                told = f"{type(fault).__name__}: {str(fault)[:80]} {where}"
                fell.setdefault(told, (ask.__name__, way, {k: v[:30] for k, v in odd.items()}))
    for k, v in fell.items():
        print("FELL", k, v)
    assert not fell


@pytest.mark.parametrize("day", FAR_DAYS)
def test_far_days_are_answered(
    busy_studio: Business, runa: StaffMember, signed_in: SignIn, day: str
) -> None:
    desk = signed_in(runa)
    for route in routes():
        if "day>" in route:
            assert desk.get(address(route, day=day)).status_code in (200, 302, 404, 405)
