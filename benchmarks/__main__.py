"""Are the promises kept? Measures them on books of real size and prints each with its ratio.

python -m benchmarks                                 every promise, S and M, both engines
python -m benchmarks search --engine sqlite          one promise on one engine
python -m benchmarks --size S --size M --size L --engine postgresql
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import traceback
from importlib import import_module

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from benchmarks.asking import Desk
from benchmarks.choosing import collect_static
from benchmarks.fill import see_to
from benchmarks.making import why_no_server
from benchmarks.places import ENGINES, SIZES, Place
from benchmarks.promises.table import PROMISES
from benchmarks.results import Books, Result, Verdict, keep


def main() -> int:
    """Measure what the command line names; with --strict, 1 if a promise is not kept."""
    given = _options()
    collect_static()
    began, unkept = time.monotonic(), []
    for engine in given.engine or ENGINES:
        if engine == "postgresql" and (why := why_no_server()):
            print(f"PostgreSQL cannot be measured: {why}\nName a server: REGULARS_BENCH_POSTGRES")
            unkept.append("PostgreSQL")
            continue
        sizes = [letter for letter in SIZES if letter in (given.size or ("S", "M"))]
        for letter in sizes:
            see_to(Place(engine, SIZES[letter]))
        books = Books(engine, {letter: Desk.of(Place(engine, SIZES[letter])) for letter in sizes})
        unkept += _measure(books, given.promise or list(PROMISES))
    print(
        f"\n{time.monotonic() - began:.0f} s. Write docs/benchmarks.md: python -m benchmarks.report"
    )
    if unkept:
        print(f"Not kept: {'; '.join(unkept)}.")
    return 1 if unkept and given.strict else 0


def _options() -> argparse.Namespace:
    told = "\n".join(f"  {name:<15} {about}" for name, about in PROMISES.items())
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=f"{__doc__}\npromises:\n{told}",
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("promise", nargs="*", choices=[*PROMISES, []], help="all, unless named")
    parser.add_argument("--size", choices=list(SIZES), action="append", help="S and M")
    parser.add_argument("--engine", choices=ENGINES, action="append", help="both")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if one is not kept")
    return parser.parse_args()


def _measure(books: Books, promises: list[str]) -> list[str]:
    """Measure, print and keep; one that fails is said and does not stop the others."""
    unkept: list[str] = []
    for promise in promises:
        print(f"\n━━ {promise} on {books.engine}, {', '.join(books.desks)} {'━' * 20}", flush=True)
        results: list[Result] = []
        try:
            for result in import_module(f"benchmarks.promises.{promise}").measure(books):
                print(result.line(), flush=True)
                results.append(result)
        except Exception as fault:
            traceback.print_exc(limit=-3)
            said = f"{type(fault).__name__}: {fault}"[:300]
            part = f"{promise}: could not be measured"
            results.append(Result(promise, part, "", Verdict.FAILED, note=said))
        unkept += [
            f"{one.part} on {books.engine}"
            for one in results
            if one.verdict in (Verdict.NOT_MET, Verdict.FAILED)
        ]
        keep(books.engine, "".join(books.desks), results)
    return unkept


if __name__ == "__main__":
    sys.exit(main())
