"""What does it cost to know every free start of a month, with anybody of twenty?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

from benchmarks.asking import Desk
from benchmarks.choosing import choose
from benchmarks.measuring import in_turn, ratio_of
from benchmarks.results import Books, Result, Verdict, at_most, verdict
from benchmarks.statements import captured
from regulars.queries import free_starts as told
from regulars.records.catalogue import Service

PROMISE = "free_starts"
_STATEMENTS, _COMPUTING = 4, 1.0
_MONTH = timedelta(days=30)
_ROUNDS = 15


def measure(books: Books) -> Iterator[Result]:
    """Statements, growth, and the share of computing beside that of fetching."""
    asks = {size: _ask(desk) for size, desk in books.desks.items()}
    turns = in_turn(asks, seconds=10)
    yield Result(
        promise=PROMISE,
        part="a month with anybody of 20",
        target="no growth promised",
        verdict=Verdict.TOLD,
        timings={size: turns.timing(size) for size in books.desks},
        ratio=turns.ratio(books.largest, books.smallest),
        of=books.growth,
        note=f"{asks[books.largest]()} starts",
    )
    for size, ask in asks.items():
        with captured() as statements:
            ask()
        count = sum(one.is_reading for one in statements)
        yield Result(
            promise=PROMISE,
            part=f"statements at {size}",
            target=f"≤ {_STATEMENTS}",
            verdict=verdict(kept=count <= _STATEMENTS),
            figure=str(count),
        )
        yield _computing(size, ask)


def _ask(desk: Desk) -> Callable[[], int]:
    choose(desk.place)
    service = Service.objects.of(desk.business).filter(capacity=1).order_by("id")[0]
    now = datetime.now(UTC)
    first: date = now.date() + timedelta(days=1)

    def ask() -> int:
        choose(desk.place)
        return len(
            told.free_starts(
                business=desk.business,
                service_id=service.id,
                first=first,
                last=first + _MONTH,
                zone=ZoneInfo(desk.business.time_zone),
                at=now,
            )
        )

    return ask


def _computing(size: str, ask: Callable[[], int]) -> Result:
    """Time in the rule of availability ÷ time in the query of what is taken."""
    readings = []
    for _ in range(_ROUNDS):
        spent = {"possible_starts": 0.0, "taken_spans": 0.0}
        with _watched("possible_starts", spent), _watched("taken_spans", spent):
            ask()
        readings.append(spent["possible_starts"] / spent["taken_spans"])
    ratio = ratio_of(readings)
    return Result(
        promise=PROMISE,
        part=f"computing ÷ fetching at {size}",
        target=f"≤ {_COMPUTING:.0f}",
        verdict=at_most(ratio, _COMPUTING),
        ratio=ratio,
        of="computing ÷ fetching",
    )


def _watched(name: str, spent: dict[str, float]) -> AbstractContextManager[object]:
    real = getattr(told, name)

    def timed(*args: object, **kwargs: object) -> object:
        began = time.perf_counter()
        try:
            return real(*args, **kwargs)
        finally:
            spent[name] += time.perf_counter() - began

    return patch.object(told, name, timed)
