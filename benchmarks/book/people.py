"""Who are the customers, and what is known about each?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from benchmarks.book.names import Tongue, some_tongue
from regulars.actions.customers.search_index import set_search_columns
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.rules.names import fold

# Domains that are kept free for examples.
_DOMAINS = ("example.com", "example.org", "example.net", "mail.example", "post.example")
_SWISS_MOBILE = ("+4176", "+4177", "+4178", "+4179")
_STREETS = ("Langstrasse", "Badenerstrasse", "Röschibachstrasse", "Seefeldstrasse", "Nordstrasse")
_TOWNS = (("8004", "Zürich"), ("8400", "Winterthur"), ("6300", "Zug"), ("9000", "St. Gallen"))
_TRADES = ("Bau", "Immobilien", "Garten", "Architektur", "Treuhand", "Design", "Foto", "Druck")


def newcomer(rng: Random, business: Business, *, running: int, at: datetime) -> Customer:
    """The customer who is the so-manieth to come, entered at that moment; saves nothing."""
    tongue = some_tongue(rng)
    is_woman = rng.random() < 0.58
    first, said = tongue.first(rng, is_woman=is_woman)
    last = tongue.last(rng, is_woman=is_woman)
    customer = Customer(
        business=business,
        number=f"K{running:07}" if rng.random() < 0.3 else "",
        first_name=first,
        last_name=last,
        nickname=said or (first[:3] if rng.random() < 0.03 else ""),
        company=f"{last} {rng.choice(_TRADES)} AG" if rng.random() < 0.02 else "",
        language=tongue.language,
        email=_email(rng, said or first, last) if rng.random() < 0.65 else "",
        phone=_phone(rng, tongue) if rng.random() < 0.75 else "",
        created_at=at,
        changed_at=at,
    )
    if rng.random() < 0.3:
        customer.birthday = date(1950, 1, 1) + timedelta(
            days=int(rng.triangular(0, 21_000, 14_000))
        )
    if rng.random() < 0.3:
        customer.postal_code, customer.city = rng.choice(_TOWNS)
        customer.street = f"{rng.choice(_STREETS)} {rng.randint(1, 240)}"
        customer.country = "CH"
    origin = {"kind": "customer", "at": at.isoformat()}
    lines = ("email", "phone", "birthday", "street")
    customer.origins = {line: origin for line in lines if getattr(customer, line)}
    set_search_columns(customer)
    return customer


def _email(rng: Random, first: str, last: str) -> str:
    plain = [part.replace(" ", "") for part in (fold(first), fold(last)) if part.isascii()]
    mailbox = rng.choice((".", "-", "")).join(plain) or "hello"
    # Some of a family share an address; most have a number that keeps them apart.
    return f"{mailbox[:60]}{rng.randint(1, 999) or ''}@{rng.choice(_DOMAINS)}"


def _phone(rng: Random, tongue: Tongue) -> str:
    if tongue.calling and rng.random() < 0.15:
        start, places = tongue.calling.partition("#")[0], tongue.calling.count("#")
        return start + str(rng.randrange(10 ** (places - 1), 10**places))
    return f"{rng.choice(_SWISS_MOBILE)}{rng.randrange(2_000_000, 9_999_999)}"
