"""Does the read API cost little more than its statements and the bytes that it answers?"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from json import dumps, loads

from benchmarks.asking import Desk
from benchmarks.choosing import choose
from benchmarks.measuring import in_turn
from benchmarks.promises.customer_page import customers_with
from benchmarks.results import Books, Result, Verdict
from benchmarks.statements import bare, captured
from regulars.actions.tokens.create import create_token
from regulars.kernel.actor import Actor
from regulars.rules.permissions import Scope

PROMISE = "api"
_SECONDS = 5
Ask = Callable[[], bytes]


def measure(books: Books) -> Iterator[Result]:
    """Lists and one customer beside their floor, and how they grow; nothing is promised."""
    programs = {size: _program(desk) for size, desk in books.desks.items()}
    asks = {size: _asks(program) for size, program in programs.items()}
    for what in asks[books.smallest]:
        sides = {size: asks[size][what] for size in books.desks}
        floor = _floor(programs[books.largest], asks[books.largest][what])
        turns = in_turn({**sides, "floor": floor}, seconds=_SECONDS)
        yield Result(
            promise=PROMISE,
            part=f"API, {what}",
            target="no ratio promised",
            verdict=Verdict.TOLD,
            timings={size: turns.timing(size) for size in books.desks},
            ratio=turns.ratio(books.largest, "floor"),
            of="answer ÷ floor",
            note=f"floor {turns.timing('floor').median:.2f} ms: its SQL, its JSON written once "
            "more from plain values, an empty view",
        )


def _program(desk: Desk) -> Desk:
    """Somebody who has a token and no web session."""
    choose(desk.place)
    token = create_token(
        business=desk.business,
        name=f"Benchmark {secrets.token_hex(4)}",
        scopes=frozenset(Scope),
        expires_at=None,
        actor=Actor.operator(desk.business),
        at=datetime.now(UTC),
    )
    return Desk(
        desk.place,
        desk.business,
        {key: value for key, value in desk.environ.items() if key != "HTTP_COOKIE"}
        | {"HTTP_AUTHORIZATION": f"Bearer {token.secret}"},
    )


def _asks(program: Desk) -> dict[str, Ask]:
    whom = customers_with(program, "frequent")[0]
    return {
        "a page of customers": partial(program.get, "/api/v1/customers/"),
        "a search": partial(program.get, "/api/v1/customers/", search="mül"),
        "one customer": partial(program.get, f"/api/v1/customers/{whom}/"),
        "a customer's history": partial(program.get, f"/api/v1/customers/{whom}/history/"),
        "a page of appointments": partial(program.get, "/api/v1/appointments/"),
    }


def _floor(program: Desk, ask: Ask) -> Callable[[], None]:
    choose(program.place)
    with captured() as statements:
        body = ask()
    read, values = bare(program.place, statements), loads(body)

    def run() -> None:
        read()
        dumps(values)
        program.get("/empty/")

    return run
