"""What stands above every view of the calendar: where one is, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.faces.desk.calendar.asked import EVERYBODY, Asked
from regulars.faces.desk.entrance import DeskRequest
from regulars.queries.calendar_columns import Columns
from regulars.rules.permissions import Permission


@dataclass(frozen=True, slots=True)
class Way:
    """A link with its words; `is_here` marks where one is."""

    words: str
    href: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of those that a filter offers."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything that `desk/calendar/_tools.html` shows."""

    asked: Asked
    heading: str
    heading_short: str  # for the phone; empty: the same
    sub: str
    today: Way
    everybody: Way
    earlier: Way
    later: Way
    views: tuple[Way, ...]
    staff: tuple[Choice, ...]  # empty where there is nobody to choose from
    takes_several: bool
    rooms: Way | None
    cancelled: Way | None
    sheet: Way | None
    new: Way | None
    block: Way | None
    group: Way | None


def tools(
    request: DeskRequest,
    asked: Asked,
    *,
    heading: str,
    heading_short: str = "",
    sub: str = "",
    earlier: date,
    later: date,
    columns: Columns,
    chosen: Sequence[int] | None = None,
) -> Tools:
    """The tools of a view; `earlier` and `later` are the days its arrows lead to.

    `chosen` are the staff members it shows, None for everybody.
    """
    slug = request.door.business.slug
    today = request.fmt.local(request.at).date()

    def way(words: str, to: Asked, *, is_here: bool = False) -> Way:
        return Way(words, to.address(slug), is_here)

    rooms = None
    if asked.view == "day" and columns.open_rooms:
        words = _("Columns by person") if asked.by_room else _("Columns by room")
        rooms = way(words, asked.but(by_room=not asked.by_room, staff=None, everybody=False))
    cancelled = None
    if asked.view in ("day", "week", "list"):
        words = _("Hide cancelled ones") if asked.with_cancelled else _("Show cancelled ones")
        cancelled = way(words, asked.but(with_cancelled=not asked.with_cancelled))
    return Tools(
        asked=asked,
        heading=heading,
        heading_short=heading_short,
        sub=sub,
        everybody=way(_("Everyone"), asked.but(staff=None, everybody=False)),
        today=way(_("Today"), asked.but(day=today), is_here=asked.day == today),
        earlier=way(_("Earlier"), asked.but(day=earlier)),
        later=way(_("Later"), asked.but(day=later)),
        views=_views(request, asked),
        staff=() if asked.by_room else _choices(asked, columns, chosen),
        takes_several=asked.view == "day",
        rooms=rooms,
        cancelled=cancelled,
        **_ways_to_make(request, asked.day),
    )


def _views(request: DeskRequest, asked: Asked) -> tuple[Way, ...]:
    slug = request.door.business.slug
    names = {"day": _("Day"), "week": _("Week"), "month": _("Month"), "list": _("List")}
    return tuple(
        Way(
            words,
            asked.but(view=view, by_room=asked.by_room and view == "day").address(slug),
            is_here=view == asked.view,
        )
        for view, words in names.items()
    )


def _choices(asked: Asked, columns: Columns, chosen: Sequence[int] | None) -> tuple[Choice, ...]:
    """Everybody with a column, and whoever is chosen without one."""
    picked = set(chosen or ())
    people = [
        column for column in columns.staff if column.is_bookable or column.staff_member_id in picked
    ]
    if len(people) < 2:
        return ()
    single = [] if asked.view == "day" else [Choice(EVERYBODY, _("Everyone"), chosen is None)]
    return (
        *single,
        *(
            Choice(
                str(column.staff_member_id),
                column.name,
                (chosen is None and asked.view == "day") or column.staff_member_id in picked,
            )
            for column in people
        ),
    )


def _ways_to_make(request: DeskRequest, day: date) -> dict[str, Way | None]:
    door = request.door
    offered = {
        "new": ("appointment-new", _("New appointment"), Permission.BOOK_APPOINTMENTS),
        "block": ("block-new", _("Block time"), Permission.BLOCK_TIME),
        "group": ("group-session-new", _("Plan a group session"), Permission.MANAGE_GROUPS),
    }
    slug = door.business.slug
    found: dict[str, Way | None] = {
        key: _way_to(slug, name, words, day) if door.may(permission) else None
        for key, (name, words, permission) in offered.items()
    }
    return found | {"sheet": _sheet(slug, day)}


def _way_to(slug: str, name: str, words: str, day: date) -> Way:
    path = reverse(f"desk:{name}", kwargs={"business": slug})
    return Way(words, f"{path}?{urlencode({'day': day.isoformat()})}")


def _sheet(slug: str, day: date) -> Way:
    kwargs = {"business": slug, "day": day.isoformat()}
    return Way(_("Print the day sheet"), reverse("desk:calendar-sheet", kwargs=kwargs))
