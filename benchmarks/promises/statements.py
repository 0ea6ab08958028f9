"""How many statements does each page run, at every size?"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.asking import Desk
from benchmarks.choosing import choose
from benchmarks.promises.customer_list import LISTS, asked
from benchmarks.promises.customer_page import customers_with
from benchmarks.results import Books, Result, verdict
from benchmarks.statements import captured, of_the_page

PROMISE = "statements"
_PAGE, _LIST, _DOOR = 8, 5, 3


def measure(books: Books) -> Iterator[Result]:
    """Count the statements of pages and of the door before them."""
    found: dict[str, list[tuple[int, int]]] = {"page": [], "list": []}
    for desk in books.desks.values():
        found["page"] += [
            _count(desk, f"customers/{id_}/")
            for kind in ("few", "frequent", "regular")
            for id_ in customers_with(desk, kind)[:2]
        ]
        found["list"] += [_count(desk, "customers/", **asked(desk, name)) for name in LISTS]
    for what, name, limit in (("page", "customer page", _PAGE), ("list", "customer list", _LIST)):
        yield _result(name, limit, [page for page, _ in found[what]])
    yield _result(
        "sign-in and tenancy", _DOOR, [door for both in found.values() for _, door in both]
    )


def _result(name: str, limit: int, counts: list[int]) -> Result:
    least, most = min(counts), max(counts)
    return Result(
        promise=PROMISE,
        part=name,
        target=f"≤ {limit}, whatever the rows",
        verdict=verdict(kept=most <= limit),
        figure=str(most) if least == most else f"{least} to {most}",
        note=f"{len(counts)} pages of all sizes, orders and filters",
    )


def _count(desk: Desk, address: str, **asked_for: str) -> tuple[int, int]:
    choose(desk.place)
    with captured() as statements:
        desk.page(address, **asked_for)
    of_page = len(of_the_page(statements))
    return of_page, sum(one.is_reading for one in statements) - of_page
