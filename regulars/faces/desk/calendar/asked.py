"""Which part of the calendar does an address ask for?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse

from regulars.kernel.clock_times import is_on_calendar

EVERYBODY = "all"
_KINDS = {"a": "appointment", "g": "group", "b": "block"}
_LARGEST_ID = 2**63 - 1
_MOST_DIGITS = len(str(_LARGEST_ID))


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands in the panel: `a42` is the appointment 42, `g7` a group session, `b9` a block."""

    kind: str
    id: int

    @classmethod
    def read(cls, text: str) -> Opened | None:
        """What the word names; None for a word that names nothing."""
        number = text[1:]
        id_ = _id(number)
        return cls(_KINDS[text[0]], id_) if text[:1] in _KINDS and id_ is not None else None

    def __str__(self) -> str:
        return f"{self.kind[0]}{self.id}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A view of the calendar with its filters; every link on the page is one of these."""

    view: str  # day, week, month, list
    day: date
    staff: tuple[int, ...] | None = None  # None: nobody was named
    everybody: bool = False  # everybody was asked for by name
    by_room: bool = False
    with_cancelled: bool = False
    open: Opened | None = None

    @classmethod
    def read(cls, view: str, day: str, query: QueryDict) -> Self:
        """What the address says. Raises Http404 for a day that is none; other slips are left out."""
        named = {_id(value) for value in query.getlist("staff")}
        staff = tuple(sorted(id_ for id_ in named if id_ is not None))
        return cls(
            view=view,
            day=day_of(day),
            staff=staff or None,
            everybody=EVERYBODY in query.getlist("staff"),
            by_room=query.get("rooms") == "1",
            with_cancelled=query.get("cancelled") == "1",
            open=Opened.read(query.get("open", "")),
        )

    def but(self, **changed: Any) -> Self:
        """The same with something else; the panel stays shut unless it is said."""
        return replace(self, **{"open": None} | changed)

    @property
    def query(self) -> str:
        """The filters as the end of an address, without what is open."""
        pairs: list[tuple[str, str | int]] = []
        if self.everybody:
            pairs.append(("staff", EVERYBODY))
        else:
            pairs += [("staff", number) for number in self.staff or ()]
        pairs += [("rooms", 1)] if self.by_room else []
        pairs += [("cancelled", 1)] if self.with_cancelled else []
        return urlencode(pairs)

    @property
    def opening(self) -> str:
        """What an address that opens something begins with: `?staff=3&open=`."""
        return f"?{self.query}&open=" if self.query else "?open="

    def address(self, slug: str) -> str:
        """Where this view is."""
        path = reverse(
            f"desk:calendar-{self.view}", kwargs={"business": slug, "day": self.day.isoformat()}
        )
        query = self.query
        if self.open is not None:
            query = f"{query}&open={self.open}".lstrip("&")
        return f"{path}?{query}" if query else path


def _id(text: str) -> int | None:
    """The number of a row; None for what cannot be one, however many digits it has."""
    is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_number and int(text) <= _LARGEST_ID else None


def day_of(text: str) -> date:
    """The day in an address, 2026-11-23. Raises Http404 for what is none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if found.isoformat() != text or not is_on_calendar(found):
        raise Http404
    return found
