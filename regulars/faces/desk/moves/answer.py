"""What the desk says after a move, or after one that could not be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.faces.desk.entrance import DeskRequest, done, page
from regulars.faces.desk.moves.elsewhere import elsewhere
from regulars.faces.desk.moves.wish import Wish, is_second_pass
from regulars.kernel import words
from regulars.kernel.formats import Formats
from regulars.queries.standing_place import EntryKind, StandingPlace
from regulars.rules.permissions import Permission

# The page asks for the calendar anew as soon as it hears this (js/poll.js).
CHANGED = "calendar:changed"
_MINUTE = timedelta(minutes=1)
_NEAR = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Fields:
    """A place as the fields of a form that leads there: back, or to a place with room."""

    day: str
    start: str
    minutes: int
    staff: int | None
    room: int | None
    version: int
    second: bool

    @classmethod
    def of(cls, fmt: Formats, place: StandingPlace, version: int) -> Fields:
        """The way back to where it stands, for an entry that has this version by then."""
        local = fmt.local(place.starts_at)
        return cls(
            day=local.date().isoformat(),
            start=f"{local:%H:%M}",
            minutes=place.length // _MINUTE,
            staff=place.staff_member_id,
            room=place.room_id,
            version=version,
            second=is_second_pass(place.starts_at, fmt.zone),
        )


def moved(
    request: DeskRequest,
    *,
    before: StandingPlace,
    after: StandingPlace,
    is_undo: bool,
    is_told: bool = False,
) -> HttpResponse:
    """The bar that says where it stands now, and offers to tell the customer and to undo.

    `is_told`: the customer has been told of what was undone, and nobody could take that back.
    """
    back = _calendar(request, after)
    if before.version == after.version:
        return HttpResponse(status=204) if request.htmx else done(request, back)
    if not request.htmx:
        return done(request, back, _plainly(request, after))
    answer = page(
        request,
        "desk/moves/_moved.html",
        before=before,
        after=after,
        called=called(after),
        fields=Fields.of(request.fmt, before, after.version),
        when=near(request.fmt, after.starts_at, _today(request)),
        is_undo=is_undo,
        may_tell=_may_tell(request, after) and (is_told or not is_undo),
        address=_address(request, after),
    )
    answer["HX-Trigger"] = CHANGED
    return answer


def not_moved(
    request: DeskRequest,
    standing: StandingPlace,
    sentence: str,
    *,
    status: int,
    wish: Wish | None = None,
) -> HttpResponse:
    """Why it could not be, where it stays, and up to two places with room."""
    fragment = "desk/moves/_not_moved.html"
    answer = page(
        request,
        fragment if request.htmx else "desk/moves/not_moved.html",
        status=status,
        fragment=fragment,
        standing=standing,
        called=called(standing),
        sentence=sentence,
        when=near(request.fmt, standing.starts_at, _today(request)),
        places=elsewhere(request, standing, wish) if wish else (),
        near=near,
        calendar=_calendar(request, standing),
        address=_address(request, standing),
    )
    # What stands there may be out of date: that is why it was refused.
    answer["HX-Trigger"] = CHANGED
    return answer


def called(place: StandingPlace) -> str:
    """How one speaks of it: the customer, the title, else what kind of block it is."""
    return place.called or (str(words.BLOCK_KIND[place.block_kind]) if place.block_kind else "")


def near(fmt: Formats, moment: datetime, today: date) -> str:
    """Fri 14:30 within the next days, else with its date."""
    day = fmt.local(moment).date()
    if abs(day - today) <= _NEAR:
        return f"{fmt.weekday(moment)} {fmt.time(moment)}"
    return f"{fmt.day_near(moment, today)}, {fmt.time(moment)}"


def _plainly(request: DeskRequest, after: StandingPlace) -> str:
    told = {"moment": near(request.fmt, after.starts_at, _today(request)), "name": after.column}
    if not after.column:
        return _("Moved to %(moment)s.") % told
    return _("Moved to %(moment)s with %(name)s.") % told


def _may_tell(request: DeskRequest, after: StandingPlace) -> bool:
    return (
        after.kind is EntryKind.APPOINTMENT
        and after.starts_at > request.at
        and request.door.actor.may(Permission.WRITE_MESSAGES)
    )


def _today(request: DeskRequest) -> date:
    return request.fmt.local(request.at).date()


def _calendar(request: DeskRequest, place: StandingPlace) -> str:
    day = request.fmt.local(place.starts_at).date().isoformat()
    slug = request.door.business.slug
    return reverse("desk:calendar-day", kwargs={"business": slug, "day": day})


def _address(request: DeskRequest, place: StandingPlace) -> str:
    slug = request.door.business.slug
    return reverse(f"desk:{place.kind}-time", kwargs={"business": slug, "entry_id": place.id})
