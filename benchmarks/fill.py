"""Is the book of this size there, and as the code of today would have written it? Else fill it.

python -m benchmarks.fill --size S --engine sqlite
python -m benchmarks.fill --customers 5000 --appointments 50000 --into sqlite:///some.sqlite3
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, connections

from benchmarks.book.fill_book import fill_book
from benchmarks.book.freshness import is_as_written, name_anew
from benchmarks.book.loading import loading
from benchmarks.book.stamp import VERSION, Stamp, leave_stamp, read_stamp
from benchmarks.choosing import choose
from benchmarks.making import drop_database, is_there, make_database
from benchmarks.places import ENGINES, NEIGHBOUR, SIZES, SLUG, Place, Size

# What lies ahead of the moment of filling passes by; then the book is filled anew.
_STAYS_FRESH = timedelta(days=20)
_NEIGHBOUR = Size("-", 500, 5_000)


def main() -> int:
    """Fill what the command line names, or see that it is filled."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--size", choices=sorted(SIZES), action="append")
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--customers", type=int)
    parser.add_argument("--appointments", type=int)
    parser.add_argument("--into", help="another database than var/bench or regulars_bench_*")
    parser.add_argument("--anew", action="store_true", help="even if it is there")
    given = parser.parse_args()
    if given.into:
        size = SIZES[(given.size or ["S"])[0]]
        size = Size("-", given.customers or size.customers, given.appointments or size.appointments)
        _fill_elsewhere(given.into, size)
        return 0
    for engine in given.engine or ENGINES:
        for letter in given.size or ["S"]:
            see_to(Place(engine, SIZES[letter]), anew=given.anew)
    return 0


def see_to(place: Place, *, anew: bool = False) -> Stamp:
    """Have the place filled as today's code fills it; answer with when that was and with what."""
    if not anew and is_there(place):
        choose(place)
        stamp = read_stamp()
        is_good = stamp is not None and stamp.version == VERSION
        if stamp is not None and is_good and datetime.now(UTC) - stamp.at < _STAYS_FRESH:
            _bring_up_to_date(place)
            return stamp
    _let_go(place)
    drop_database(place)
    make_database(place)
    choose(place)
    return _fill(place.size, place.alias)


def _let_go(place: Place) -> None:
    """A dropped database must not leave dead connections in the pool."""
    held = connections[place.alias]
    held.close()
    if place.engine == "postgresql":
        held.close_pool()


def _bring_up_to_date(place: Place) -> None:
    """Migrate a book that stands; write its search rows anew where today's code writes others."""
    print(f"{place.alias}: stands; new migrations, if any, are applied", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    if not is_as_written():
        print(f"{place.alias}: names are found otherwise today; indexing them anew", flush=True)
        with loading(_progress_of(place.alias)):
            name_anew(_progress_of(place.alias))


def _fill_elsewhere(url: str, size: Size) -> None:
    import dj_database_url

    settings = connections["default"].settings_dict
    elsewhere = {**settings, **dj_database_url.parse(url)}
    wants_pool = elsewhere["ENGINE"].endswith("postgresql")
    elsewhere["OPTIONS"] = {} if wants_pool else settings["OPTIONS"]
    connections.settings["elsewhere"] = elsewhere
    connections["default"] = connections["elsewhere"]
    _fill(size, url.rpartition("/")[2])


def _fill(size: Size, name: str) -> Stamp:
    began = time.monotonic()
    progress = _progress_of(name)
    progress("tables", 0)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    at = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    with loading(progress):
        for slug, many in ((NEIGHBOUR, _NEIGHBOUR), (SLUG, size)):
            fill_book(
                slug=slug,
                customers=many.customers,
                appointments=many.appointments,
                at=at,
                progress=progress,
            )
    stamp = Stamp(VERSION, at)
    leave_stamp(stamp)
    print(f"{name}: filled in {time.monotonic() - began:.0f} s ({connection.vendor})", flush=True)
    return stamp


def _progress_of(name: str) -> Callable[[str, float], None]:
    """One line that fills up on a terminal, a line for each tenth elsewhere."""
    told: dict[str, int] = {}

    def tell(step: str, share: float) -> None:
        if sys.stdout.isatty():
            print(f"\r{name}  {share:4.0%}  {step:<40}", end="", flush=True)
        elif told.get(step) != int(share * 10):
            told[step] = int(share * 10)
            print(f"{name}  {share:4.0%}  {step}", flush=True)

    return tell


if __name__ == "__main__":
    sys.exit(main())
