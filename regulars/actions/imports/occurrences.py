"""The n-th row of its content: counted on disk, so that memory does not grow with the rows."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from types import TracebackType
from typing import Self

# As many as fit into one statement of any SQLite.
_AT_ONCE = 900


class Occurrences:
    """How often each content has come by in one file.

    SQLite keeps a database without a name in a file of its own, which goes with the process
    however that ends.
    """

    def __init__(self) -> None:
        self._counts = sqlite3.connect("", isolation_level=None)
        self._counts.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-4000;"
            "CREATE TABLE seen (content INTEGER PRIMARY KEY, times INTEGER NOT NULL)"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._counts.close()

    def count(self, digests: Sequence[str]) -> list[int]:
        """Which occurrence of its content each of these rows is, in their order."""
        # Half the digest tells millions of rows apart; less one bit, since SQLite's have a sign.
        contents = [int(digest[:16], 16) >> 1 for digest in digests]
        before = self._before(contents)
        here: Counter[int] = Counter()
        counted = []
        for content in contents:
            here[content] += 1
            counted.append(before.get(content, 0) + here[content])
        self._counts.execute("BEGIN")
        self._counts.executemany(
            "INSERT INTO seen VALUES (?, ?) "
            "ON CONFLICT (content) DO UPDATE SET times = times + excluded.times",
            here.items(),
        )
        self._counts.execute("COMMIT")
        return counted

    def _before(self, contents: Sequence[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        for start in range(0, len(contents), _AT_ONCE):
            some = contents[start : start + _AT_ONCE]
            places = ", ".join("?" * len(some))
            found.update(
                self._counts.execute(f"SELECT * FROM seen WHERE content IN ({places})", some)
            )
        return found
