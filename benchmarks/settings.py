"""The product's own settings, with every measured database beside each other."""

from __future__ import annotations

import os

from benchmarks.places import DATA as BENCH_DATA
from benchmarks.places import PLACES

# Never the installation that runs on this machine, whatever its .env says.
os.environ["REGULARS_DATA"] = str(BENCH_DATA)
os.environ["DATABASE_URL"] = ""

import dj_database_url

from regulars.config.environment import NO_JIT, POOL
from regulars.config.settings import *  # noqa: F403
from regulars.config.settings import DATABASES as _PRODUCT

_SQLITE = {name: _PRODUCT["default"][name] for name in ("OPTIONS", "CONN_MAX_AGE")}
_POSTGRESQL = {"OPTIONS": {"pool": POOL, "options": NO_JIT}, "CONN_MAX_AGE": 0}


def _database(url: str) -> dict[str, object]:
    return {**dj_database_url.parse(url), **(_SQLITE if url.startswith("sqlite") else _POSTGRESQL)}


DATABASES = {place.alias: _database(place.url) for place in PLACES}
# Which of them is meant is chosen as it goes (benchmarks/choosing.py), or for a web process here.
DATABASES["default"] = DATABASES[os.environ.get("REGULARS_BENCH_PLACE", "sqlite-S")]
ROOT_URLCONF = "benchmarks.addresses"
WSGI_APPLICATION = "benchmarks.wsgi.application"
ALLOWED_HOSTS = ["*"]
# Nobody asks as fast as a benchmark; the limit is not what is measured.
API_QUESTIONS_A_MINUTE = 10**9
