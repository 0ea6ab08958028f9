"""Does a page of the list stay as quick in a large book as in a small one?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.asking import Desk
from benchmarks.choosing import choose
from benchmarks.measuring import in_turn
from benchmarks.results import Books, Result, Verdict
from regulars.records.customers import Tag

PROMISE = "customer_list"
LISTS = {
    "last seen first": {},
    "by name": {"sort": "name"},
    "by next appointment": {"sort": "next"},
    "by no-shows": {"sort": "no-shows"},
    "has upcoming": {"upcoming": "yes"},
    "has upcoming, by name": {"upcoming": "yes", "sort": "name"},
    "none upcoming": {"show": "none-upcoming"},
    "archived": {"show": "archived"},
    "a common tag": {"tag": "Regular"},
    "a rare tag": {"tag": "Model"},
}
_SECONDS = 3


def measure(books: Books) -> Iterator[Result]:
    """Every order and filter at every size, and its growth; nothing is promised but statements."""
    for name in LISTS:
        sides = {
            size: partial(desk.page, "customers/", **asked(desk, name))
            for size, desk in books.desks.items()
        }
        turns = in_turn(sides, seconds=_SECONDS)
        has_growth = len(books.desks) > 1
        yield Result(
            promise=PROMISE,
            part=f"list, {name}",
            target="no ratio promised",
            verdict=Verdict.TOLD,
            timings={size: turns.timing(size) for size in books.desks},
            ratio=turns.ratio(books.largest, books.smallest) if has_growth else None,
            of=books.growth if has_growth else "",
        )


def asked(desk: Desk, name: str) -> dict[str, str]:
    """What the address of this list says in this book: a tag goes by its id."""
    given = dict(LISTS[name])
    if "tag" in given:
        choose(desk.place)
        given["tag"] = str(Tag.objects.of(desk.business).get(name=given["tag"]).id)
    return given
