"""Who are the demo studio's customers? People of the whole world, with families and look-alikes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from regulars.actions.demo.community import Community, Name
from regulars.actions.demo.people_far import FAR
from regulars.actions.demo.people_near import NEAR
from regulars.actions.demo.studio import Studio
from regulars.records.customers import Customer
from regulars.rules.names import fold

_PEOPLE = NEAR + FAR
_WEIGHTS = [community.weight for community in _PEOPLE]
_SWISS_MOBILE = ("+4176#######", "+4178#######", "+4179#######", "+4177#######")
# Domains that are kept free for examples.
_DOMAINS = ("example.com", "example.org", "example.net", "mail.example", "post.example")
_STREETS = [
    "Langstrasse",
    "Badenerstrasse",
    "Birmensdorferstrasse",
    "Hohlstrasse",
    "Limmatstrasse",
    "Josefstrasse",
    "Weststrasse",
    "Zweierstrasse",
    "Seefeldstrasse",
    "Universitätstrasse",
    "Schaffhauserstrasse",
    "Rotbuchstrasse",
    "Röschibachstrasse",
    "Wehntalerstrasse",
    "Albisriederstrasse",
    "Nordstrasse",
    "Kalkbreitestrasse",
    "Feldstrasse",
]
_TOWNS = (
    *(
        (code, "Zürich")
        for code in ("8003", "8004", "8005", "8006", "8037", "8045", "8047", "8050")
    ),
    ("8400", "Winterthur"),
    ("5400", "Baden"),
    ("6300", "Zug"),
    ("8610", "Uster"),
    ("8600", "Dübendorf"),
    ("7000", "Chur"),
    ("9000", "St. Gallen"),
    ("4051", "Basel"),
)
_SEASON = (1.0, 1.0, 1.2, 1.3, 1.3, 1.0, 0.8, 0.8, 1.1, 1.2, 1.25, 0.9)
_FAMILIES_IN = 14  # one newcomer in so many brings the family along
_TWICE_IN = 90  # one in so many is in the book twice


def arrivals(studio: Studio, *, since: date, number: int) -> Iterator[tuple[Customer, date]]:
    """So many customers with the day each of them first turns up, in order of those days.

    There are more of them every year, and more in spring and before Christmas.
    """
    days = [since + timedelta(days=day) for day in range((studio.today - since).days)]
    weights = [_SEASON[day.month - 1] * (1 + 0.3 * place / 365) for place, day in enumerate(days)]
    arriving = sorted(studio.rng.choices(days, weights, k=number))
    come = 0
    while come < number:
        day = arriving[come]
        for customer in _party(studio, day, room=number - come):
            come += 1
            yield customer, day


def _party(studio: Studio, day: date, *, room: int) -> list[Customer]:
    """Somebody alone, a family that shares e-mail and phone, or one person written down twice."""
    rng = studio.rng
    community = rng.choices(_PEOPLE, _WEIGHTS)[0]
    name = community.someone(rng)
    at = studio.hour(day)
    somebody = newcomer(studio, name, community, at=at)
    if rng.randrange(_FAMILIES_IN) == 0:
        family = [somebody]
        for _ in range(min(rng.choice((1, 1, 2, 3)), room - 1)):
            other = newcomer(studio, community.relative_of(name, rng), community, at=at)
            other.email, other.phone = somebody.email, somebody.phone
            other.street, other.postal_code, other.city = (
                somebody.street,
                somebody.postal_code,
                somebody.city,
            )
            family.append(other)
        return family
    if rng.randrange(_TWICE_IN) == 0 and room > 1:
        return [somebody, _twice(studio, somebody)]
    return [somebody]


def newcomer(studio: Studio, name: Name, community: Community, *, at: datetime) -> Customer:
    """A customer of that name with whatever is known about such people."""
    rng = studio.rng
    customer = studio.draft.add(
        Customer,
        first_name=name.first,
        last_name=name.last,
        nickname=name.nickname or (name.first[:3] if rng.random() < 0.03 else ""),
        language=community.language,
        email=_email(name, rng) if rng.random() < 0.9 else "",
        phone=_phone(community, rng) if rng.random() < 0.93 else "",
        created_at=at,
        changed_at=at,
    )
    if rng.random() < 0.04:
        customer.pronouns = rng.choice(("they/them", "she/her", "he/him"))
    if rng.random() < 0.55:
        customer.birthday = studio.today - timedelta(days=int(365.25 * rng.triangular(18, 68, 29)))
    if rng.random() < 0.4:
        customer.postal_code, customer.city = rng.choice(_TOWNS)
        customer.street = f"{rng.choice(_STREETS)} {rng.randint(1, 240)}"
        customer.country = "CH"
    customer.origins = _origins(studio, customer, at)
    return customer


def _origins(studio: Studio, customer: Customer, at: datetime) -> dict[str, dict[str, object]]:
    """Where the filled-in lines came from: the customer's first booking, or the front desk."""
    source: dict[str, object] = {"kind": "customer", "at": at.isoformat()}
    if studio.chance(0.45):
        source = {"kind": "staff", "id": studio.house.front_desk.id, "at": at.isoformat()}
    lines = ("email", "phone", "birthday", "street")
    return {line: source for line in lines if getattr(customer, line)}


def _twice(studio: Studio, somebody: Customer) -> Customer:
    """The same person once more, as a hurried colleague wrote the name."""
    return studio.draft.add(
        Customer,
        first_name=somebody.first_name,
        last_name=fold(somebody.last_name).title(),
        phone=somebody.phone,
        email="" if studio.chance(0.5) else somebody.email,
        language=somebody.language,
        created_at=somebody.created_at,
        changed_at=somebody.created_at,
    )


def _email(name: Name, rng: Random) -> str:
    first, last = fold(name.nickname or name.first), fold(name.last)
    plain = [part.replace(" ", "") for part in (first, last) if part.isascii() and part]
    mailbox = (rng.choice((".", "-", "")).join(plain) or "hello") + rng.choice(
        ("", "", str(rng.randint(2, 99)))
    )
    return f"{mailbox}@{rng.choice(_DOMAINS)}"


def _phone(community: Community, rng: Random) -> str:
    abroad = community.calling and rng.random() < 0.15
    pattern = community.calling if abroad else rng.choice(_SWISS_MOBILE)
    first, *rest = pattern.split("#", 1)
    digits = "".join(str(rng.randint(2, 9)) for _ in range(pattern.count("#")))
    return first + digits if rest else first
