"""Which databases are measured, how large is each, and where does it lie?"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "var" / "bench"
LOCAL_SERVER = "postgres://postgres@127.0.0.1:5432/"
ENGINES = ("sqlite", "postgresql")
# The business that is measured, and the one beside it whose rows must not matter.
# Another name keeps the books of two checkouts apart.
PREFIX = os.environ.get("REGULARS_BENCH_NAME", "regulars_bench")
SLUG, NEIGHBOUR = "large", "neighbour"


@dataclass(frozen=True, slots=True)
class Size:
    """How many customers and appointments a book has."""

    letter: str
    customers: int
    appointments: int


SIZES = {
    size.letter: size
    for size in (
        Size("S", 10_000, 100_000),
        Size("M", 100_000, 1_000_000),
        Size("L", 1_000_000, 10_000_000),
    )
}


@dataclass(frozen=True, slots=True)
class Place:
    """One database: an engine and a size; `alias` is Django's name for it."""

    engine: str
    size: Size

    @property
    def alias(self) -> str:
        return f"{self.engine}-{self.size.letter}"

    @property
    def name(self) -> str:
        return f"{PREFIX}_{self.size.letter.lower()}"

    @property
    def file(self) -> Path:
        return DATA / f"{self.name}.sqlite3"

    @property
    def url(self) -> str:
        if self.engine == "sqlite":
            return f"sqlite:///{self.file}"
        return on_server(self.name)


def on_server(database: str) -> str:
    """The address of a database on the PostgreSQL server that is measured."""
    server = os.environ.get("REGULARS_BENCH_POSTGRES", "") or LOCAL_SERVER
    address, question_mark, query = server.partition("?")
    return f"{address.rstrip('/')}/{database}{question_mark}{query}"


PLACES = tuple(Place(engine, size) for engine in ENGINES for size in SIZES.values())
