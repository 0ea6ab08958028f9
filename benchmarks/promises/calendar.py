"""Does the calendar stay as fast as it is small, however large the book behind it has grown?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.asking import Desk
from benchmarks.choosing import choose
from benchmarks.measuring import in_turn
from benchmarks.results import Books, Result, at_most, verdict
from benchmarks.statements import captured, of_the_page
from regulars.records.appointments import Appointment

PROMISE = "calendar"
_GROWTH, _STATEMENTS, _BYTES = 1.6, 6, 300_000
_WEEK = timedelta(days=7)
# What each view is asked for, below the day.
VIEWS = {"day": ("day/", {}), "week of everybody": ("week/", {"staff": "all"})}


def measure(books: Books) -> Iterator[Result]:
    """Growth over the sizes, statements and size of the page."""
    for name, (view, asked) in VIEWS.items():
        days = {size: busy_day(desk) for size, desk in books.desks.items()}
        sides = {
            size: (
                lambda desk=desk, day=days[size], view=view, asked=asked: desk.page(
                    f"calendar/{day}/{view}", **asked
                )
            )
            for size, desk in books.desks.items()
        }
        turns = in_turn(sides)
        ratio = turns.ratio(books.largest, books.smallest)
        yield Result(
            promise=PROMISE,
            part=f"growth of the {name}, 20 staff",
            target=f"≤ {_GROWTH}",
            verdict=at_most(ratio, _GROWTH),
            timings={size: turns.timing(size) for size in books.desks},
            ratio=ratio,
            of=books.growth,
        )
        for size, desk in books.desks.items():
            yield _weighed(desk, size, name, f"calendar/{days[size]}/{view}", asked)


def busy_day(desk: Desk) -> date:
    """A Wednesday with work in it, the last before the book's newest completed appointments."""
    choose(desk.place)
    book = Appointment.objects.of(desk.business).filter(status="completed")
    newest: date = book.order_by("-starts_at").values_list("starts_at", flat=True)[0].date()
    return newest - timedelta(days=(newest.weekday() - 2) % 7) - _WEEK


def _weighed(desk: Desk, size: str, name: str, address: str, asked: dict[str, str]) -> Result:
    choose(desk.place)
    with captured() as statements:
        page = desk.page(address, **asked)
    count = len(of_the_page(statements))
    entries = page.count(b'data-kind="appointment"')
    kept = count <= _STATEMENTS and len(page) <= _BYTES
    return Result(
        promise=PROMISE,
        part=f"{name} at {size}: statements and size",
        target=f"≤ {_STATEMENTS} statements, ≤ {_BYTES // 1000} kB",
        verdict=verdict(kept=kept),
        figure=f"{count} statements, {len(page) / 1000:.0f} kB",
        note=f"{entries} appointments shown",
    )
