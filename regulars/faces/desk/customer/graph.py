"""How does a customer's year look as a graph, and what do its circles say?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regulars.kernel.formats import Formats
from regulars.rules.statistics import Point, YearStatistics

# Lines of the scale; its highest value is a multiple, so that each line has a whole number.
_STEPS = 4
# As many days as fit into a tip.
_MOST_DAYS = 12


@dataclass(frozen=True, slots=True)
class GraphPoint:
    """A month, or a year of all, with its circle's words."""

    short: str
    long: str
    told: str
    days: str
    appointments: int
    group_bookings: int
    current: bool
    coming: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """Points on the way, and how high the scale goes."""

    points: tuple[GraphPoint, ...]
    top: int
    steps: int
    label: str


def graph_of(statistics: YearStatistics, *, fmt: Formats, today: date) -> Graph:
    """The graph of a year by month, or of all years by year."""
    year = statistics.year
    label = (
        _("Bookings by year") if year is None else _("Bookings by month, %(year)s") % {"year": year}
    )
    return Graph(
        points=tuple(_point(point, year, fmt, today) for point in statistics.periods),
        top=_STEPS * max(1, -(-statistics.most_in_a_period // _STEPS)),
        steps=_STEPS,
        label=label,
    )


def _point(point: Point, year: int | None, fmt: Formats, today: date) -> GraphPoint:
    key = point.label_key
    days = sorted((*point.appointment_days, *point.group_days))
    is_now = key == today.year if year is None else (year, key) == (today.year, today.month)
    return GraphPoint(
        short=str(key) if year is None else fmt.month(key, short=True),
        long=str(key) if year is None else fmt.month(key),
        # Where nothing was, there is no circle to say it.
        told=told(point.appointments, point.group_bookings) if days else "",
        days=when(days, fmt),
        appointments=point.appointments,
        group_bookings=point.group_bookings,
        current=is_now,
        coming=bool(days) and days[0] > today,
    )


def told(appointments: int, group_bookings: int) -> str:
    """How many: 3 appointments, 1 group booking."""
    single = ngettext("%(n)s appointment", "%(n)s appointments", appointments)
    single %= {"n": appointments}
    group = ngettext("%(n)s group booking", "%(n)s group bookings", group_bookings)
    group %= {"n": group_bookings}
    if not group_bookings:
        return single
    if not appointments:
        return group
    return _("%(appointments)s, %(group_bookings)s") % {
        "appointments": single,
        "group_bookings": group,
    }


def when(days: Sequence[date], fmt: Formats) -> str:
    """The days, the year only once: Fri 14 Aug · Thu 20 Aug · Fri 28 Aug 2026."""
    if not days:
        return ""
    shown = list(days[:_MOST_DAYS])
    written = [fmt.day_near(day, day) for day in shown[:-1]] + [fmt.day(shown[-1])]
    left = len(days) - len(shown)
    if left:
        written.append(ngettext("%(n)s more", "%(n)s more", left) % {"n": left})
    return " · ".join(written)
