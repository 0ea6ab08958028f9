"""Does the customer page cost little more than its floor, whatever the size of the book?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle

from benchmarks.asking import Desk
from benchmarks.choosing import choose
from benchmarks.floor import floor_of
from benchmarks.measuring import in_turn
from benchmarks.results import Books, Result, Verdict, at_most
from regulars.records.customers import Customer

PROMISE = "customer_page"
_TO_FLOOR, _HEAVY = 1.8, 1.5
_GROWTH = {"sqlite": 1.3, "postgresql": 1.4}
_PAGES = 8
_LOOKED_AT = {
    "few": (3, 12),
    "frequent": (50, 56),
    "regular": (500, 506),
    "devoted": (5_000, 5_006),
}


def measure(books: Books) -> Iterator[Result]:
    """Page ÷ floor at every size, growth over the sizes, 5,000 visits ÷ 500."""
    for size, desk in books.desks.items():
        yield _beside_floor(size, desk)
    yield from _growing(books)
    yield _heavy(books.largest, books.desks[books.largest])


def customers_with(desk: Desk, kind: str) -> list[int]:
    """Some customers who came about so often, always the same ones."""
    choose(desk.place)
    least, most = _LOOKED_AT[kind]
    of = Customer.objects.of(desk.business).filter(
        bookings__gte=least, bookings__lte=most, archived_at=None
    )
    return list(of.order_by("id").values_list("id", flat=True)[:_PAGES])


def pages(desk: Desk, kind: str) -> Callable[[], bytes]:
    """Ask for the page of one of these customers after the other."""
    ids = cycle(customers_with(desk, kind))
    return lambda: desk.page(f"customers/{next(ids)}/")


def _beside_floor(size: str, desk: Desk) -> Result:
    floors = cycle(
        [floor_of(desk, f"customers/{id_}/") for id_ in customers_with(desk, "frequent")]
    )
    turns = in_turn(
        {
            "page": pages(desk, "frequent"),
            "floor": lambda: next(floors)(),
            "empty": lambda: desk.get("/empty/"),
        }
    )
    ratio = turns.ratio("page", "floor")
    return Result(
        promise=PROMISE,
        part=f"page ÷ floor, 50 visits, {size}",
        target=f"≤ {_TO_FLOOR}",
        verdict=at_most(ratio, _TO_FLOOR),
        timings={size: turns.timing("page")},
        ratio=ratio,
        of="page ÷ floor",
        note=f"floor {turns.timing('floor').median:.2f} ms, "
        f"of it the empty view {turns.timing('empty').median:.2f} ms",
    )


def _growing(books: Books) -> Iterator[Result]:
    if len(books.desks) < 2:
        return
    limit = _GROWTH[books.engine]
    for kind, words in (("frequent", "50 visits"), ("few", "3 to 12 visits")):
        turns = in_turn({size: pages(desk, kind) for size, desk in books.desks.items()})
        ratio = turns.ratio(books.largest, books.smallest)
        yield Result(
            promise=PROMISE,
            part=f"growth of the page, {words}",
            target=f"≤ {limit}",
            verdict=at_most(ratio, limit),
            timings={size: turns.timing(size) for size in books.desks},
            ratio=ratio,
            of=books.growth,
        )


def _heavy(size: str, desk: Desk) -> Result:
    turns = in_turn({"5,000": pages(desk, "devoted"), "500": pages(desk, "regular")})
    ratio = turns.ratio("5,000", "500")
    return Result(
        promise=PROMISE,
        part=f"5,000 visits ÷ 500 visits, {size}",
        target=f"≤ {_HEAVY}",
        verdict=at_most(ratio, _HEAVY),
        timings={size: turns.timing("5,000")},
        ratio=ratio,
        of="5,000 ÷ 500",
        note=f"500 visits {turns.timing('500').median:.2f} ms",
    )


__all__ = ["PROMISE", "Verdict", "customers_with", "measure", "pages"]
