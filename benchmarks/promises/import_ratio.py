"""How close does an import come to the bare writing of the very rows that it wrote?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.making import drop_database, make_database
from benchmarks.measuring import ratio_of
from benchmarks.places import Place, Size
from benchmarks.results import Books, Result, at_least

PROMISE = "import_ratio"
_LEAST = 0.25
_KINDS = {
    "customers": {"customers": 20_000, "meetings": False},
    "a whole book": {"customers": 5_000, "meetings": True},
}
_ROUNDS = 3


def measure(books: Books) -> Iterator[Result]:
    """Import and bare writing in turn, in a process and a database of their own."""
    for kind, given in _KINDS.items():
        rounds = _in_a_process(books.engine, **given)
        ratio = ratio_of([one["ratio"] for one in rounds])
        rates = sorted(one["file_rows"] / one["seconds"] for one in rounds)
        yield Result(
            promise=PROMISE,
            part=f"import of {kind} ÷ writing its finished rows",
            target=f"≥ {_LEAST}",
            verdict=at_least(ratio, _LEAST),
            ratio=ratio,
            of="import ÷ writing",
            figure=f"{rates[len(rates) // 2]:,.0f} rows of files a second",
            note=f"{rounds[0]['file_rows']:,} rows of files, {rounds[0]['written_rows']:,} written",
        )


def _in_a_process(engine: str, **given: Any) -> list[dict[str, Any]]:
    place = Place(engine, Size("import", 0, 0))
    drop_database(place)
    make_database(place)
    with tempfile.TemporaryDirectory(prefix="regulars-importing-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "regulars.config.settings",
            "REGULARS_DATA": folder,
            "DATABASE_URL": place.url,
        }
        asked = json.dumps(given | {"rounds": _ROUNDS, "folder": folder})
        command = [sys.executable, "-m", "benchmarks.promises.import_process", asked]
        root = Path(__file__).resolve().parent.parent.parent
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, check=False
        )
    drop_database(place)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
    found: list[dict[str, Any]] = json.loads(done.stdout.strip().rpartition("\n")[2])
    return found
