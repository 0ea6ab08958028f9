"""Which part of a customer's page does an address mean?"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import QueryDict
from django.urls import reverse

from regulars.faces.desk.entrance import DeskRequest, shown_address
from regulars.queries.customer_detail import ALL_YEARS
from regulars.queries.visits import Filter, Place
from regulars.rules.appointment_status import Status

# What the address of a customer's page may ask for.
QUERY = ("year", "status", "kind", "before")

_KINDS = {"single": False, "group": True}
_YEAR = re.compile(r"[0-9]{4}")


def page_of(request: DeskRequest, customer_id: int, part: str = "", **query: str) -> str:
    """The address of the customer's page, at one of its parts."""
    address = reverse(
        "desk:customer",
        kwargs={"business": request.door.business.slug, "customer_id": customer_id},
    )
    return address + query_of(**query) + (f"#{part}" if part else "")


def shown_query(request: DeskRequest) -> dict[str, str]:
    """What the address of the page asks for that htmx asks from; nothing without htmx.

    One part of the page changes the address without losing what another part put there.
    """
    shown = urlsplit(shown_address(request)).query
    return {name: value for name, value in parse_qsl(shown) if name in QUERY}


def query_of(**query: str) -> str:
    """The question mark and what follows it; nothing where nothing is asked."""
    asked = {name: value for name, value in query.items() if value}
    return f"?{urlencode(asked)}" if asked else ""


def chosen_year(text: str | None) -> int | None:
    """The year of the statistics; None where the address names none, ALL_YEARS for all."""
    if text == "all":
        return ALL_YEARS
    if text and _YEAR.fullmatch(text) and 1900 <= int(text) <= 2999:
        return int(text)
    return None


def year_text(year: int | None) -> str:
    """The year as an address has it."""
    return "all" if year is None else str(year)


def chosen_bookings(query: QueryDict) -> Filter:
    """Which bookings are listed; what an address gets wrong is left out."""
    status = query.get("status", "")
    return Filter(
        status=Status(status) if status in set(Status) else None,
        is_group=_KINDS.get(query.get("kind", "")),
        before=Place.read(query.get("before", "")),
    )


def bookings_query(listed: Filter) -> dict[str, str]:
    """The same filter as an address has it, from its first page on."""
    kind = {None: "", False: "single", True: "group"}[listed.is_group]
    return {"status": listed.status or "", "kind": kind}
