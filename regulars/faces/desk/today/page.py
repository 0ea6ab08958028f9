"""The start page: who is next, what has no ending yet, and what must not be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.kernel.formats import Formats
from regulars.queries.entrance import Doorway
from regulars.queries.today import today_page
from regulars.queries.today_parts import ShortAppointment
from regulars.rules.appointment_status import Move, may_move, too_early
from regulars.rules.permissions import Permission
from regulars.rules.working_hours import begins

_MINUTE = timedelta(minutes=1)
_MINE, _EVERYONE = "mine", "everyone"


class TodayPage(DeskView):
    """Today, of one's own column or of everybody's."""

    permission = Permission.SEE_APPOINTMENTS

    def get(self, request: DeskRequest) -> HttpResponse:
        return page(request, "desk/today/today.html", **today_context(request))


@dataclass(frozen=True, slots=True)
class Offer:
    """What one line offers, by key; empty for somebody else's column."""

    done: bool = False
    no_show: bool = False
    too_late: bool = False
    asks_for_payment: bool = False
    asks_about_deposit: bool = False


def today_context(request: DeskRequest) -> dict[str, Any]:
    """Everything the page and its parts are made of."""
    whose = chosen(request)
    door, fmt, at = request.door, request.fmt, request.at
    day = today_page(
        business=door.business,
        zone=fmt.zone,
        at=at,
        staff_member_id=door.staff.id if whose == _MINE else None,
    )
    tomorrow = begins(fmt.local(at).date() + timedelta(days=1), 0, zone=fmt.zone)
    return {
        "day": day,
        "whose": whose,
        "agenda": day.agenda(at, tomorrow),
        "greeting": greeting(fmt, at, door.account_name),
        "coming": coming_words(fmt, day.arriving, at) if day.arriving else "",
        "may_step": bool(day.arriving and _reaches(door, day.arriving)),
        "offers": {short.id: offered(door, short, at) for short in day.unended},
    }


def chosen(request: DeskRequest) -> str:
    """Whose day: what the address says, else everybody's for whoever works with all of it."""
    said = request.GET.get("whose", "")
    if said in (_MINE, _EVERYONE):
        return said
    return _EVERYONE if request.door.actor.may(Permission.REACH_ALL_CALENDARS) else _MINE


def address(request: DeskRequest) -> str:
    """Where the page is, of whom it is."""
    start = reverse("desk:start", kwargs={"business": request.door.business.slug})
    return f"{start}?whose={chosen(request)}"


def again(request: DeskRequest, sentence: str, way: str = "") -> HttpResponse:
    """The page as it is now and what happened; `way` goes on from there, as for `done`."""
    if not request.htmx:
        return done(request, address(request), sentence, way=way)
    context = today_context(request) | {"sentence": sentence, "undo_url": way.removeprefix("undo ")}
    return page(request, "desk/today/_stepped.html", **context)


def greeting(fmt: Formats, at: datetime, name: str) -> str:
    """Good morning, by the business's own clock."""
    first, hour = name.split()[0] if name.split() else "", fmt.local(at).hour
    if 5 <= hour < 12:
        return _("Good morning, %(name)s") % {"name": first}
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s") % {"name": first}
    return _("Good evening, %(name)s") % {"name": first}


def coming_words(fmt: Formats, coming: ShortAppointment, at: datetime) -> str:
    """How near the next one is, or how late."""
    day = fmt.local(coming.starts_at).date()
    if day != fmt.local(at).date():
        return _("Next on %(day)s") % {"day": fmt.day_full(day, fmt.local(at).date())}
    ahead = coming.starts_at - at
    if ahead < -_MINUTE:
        return _("Expected %(time)s ago") % {"time": fmt.duration(-ahead // _MINUTE * _MINUTE)}
    if ahead < _MINUTE:
        return _("Arriving now")
    return _("Arriving next, in %(time)s") % {"time": fmt.duration(ahead // _MINUTE * _MINUTE)}


def offered(door: Doorway, short: ShortAppointment, at: datetime) -> Offer:
    """Which endings this person may give it, and which of them have to ask something first."""
    if not _reaches(door, short):
        return Offer()
    return Offer(
        done=_may(short, Move.COMPLETE, at),
        no_show=_may(short, Move.MARK_NO_SHOW, at),
        too_late=_may(short, Move.CANCEL, at),
        asks_for_payment=bool(short.price_minor) and door.actor.may(Permission.TAKE_PAYMENTS),
        asks_about_deposit=short.has_deposit,
    )


def _may(short: ShortAppointment, move: Move, at: datetime) -> bool:
    return may_move(short.status, move) and not too_early(
        move, status=short.status, starts_at=short.starts_at, at=at
    )


def _reaches(door: Doorway, short: ShortAppointment) -> bool:
    """Whether it stands in a column that this person may touch."""
    if not door.actor.may(Permission.END_APPOINTMENTS):
        return False
    reaches_all = door.actor.may(Permission.REACH_ALL_CALENDARS)
    return reaches_all or short.staff_member_id == door.staff.id
