"""Does everything hold, on both databases and in a browser?

Runs pytest once per part, says at the end how each part went, and in a banner nobody can
overlook which part did not run and why.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
LOCAL_SERVER = "postgres://postgres@127.0.0.1:5432/"
DEBIAN_CHROMIUM = "/usr/bin/chromium"
# pytest's exit code when a selection matches nothing: a fault, unless somebody picked the tests.
NOTHING_SELECTED = 5
ALLOWED_EMPTY = -NOTHING_SELECTED
COUNTS = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)")


@dataclass(frozen=True, slots=True)
class Part:
    """One run of pytest: on which database, and with which tests."""

    name: str
    database_url: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """How one part went: the counts that its last line tells, or else its exit code."""

    part: Part
    exit_code: int
    counts: Counter[str]
    seconds: float

    @property
    def passed(self) -> bool:
        return self.exit_code in (0, ALLOWED_EMPTY)

    @property
    def summary(self) -> str:
        if self.counts:
            return in_words(self.counts)
        return "nothing selected" if self.passed else f"exit code {self.exit_code}"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part that did not run, and why."""

    name: str
    why: str


def main() -> int:
    """Run all parts and answer 0 only if every one that ran has passed."""
    options, for_pytest = read_options()
    parts, skipped = plan(hard=options.hard)
    results = [run(part, for_pytest, hard=options.hard) for part in parts]
    skipped += skipped_in_the_browser(results)
    print_summary(results)
    if skipped:
        print_banner(skipped, is_failure=options.fail_if_skipped)
    print_total(results)
    failed = not all(result.passed for result in results)
    return 1 if failed or (skipped and options.fail_if_skipped) else 0


def read_options() -> tuple[argparse.Namespace, list[str]]:
    """Read our own options; all others are pytest's."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--hard", action="store_true", help="run the long tests too")
    parser.add_argument(
        "--fail-if-skipped",
        action="store_true",
        default=bool(os.environ.get("REGULARS_STRICT")),
        help="fail when a part could not run (also: REGULARS_STRICT=1)",
    )
    return parser.parse_known_args()


def plan(*, hard: bool) -> tuple[list[Part], list[Skipped]]:
    """Decide which parts can run here, the quick ones first."""
    postgres, why_no_postgres = find_postgres()
    why_no_browser = find_browser_fault()
    marker = "not browser" if hard else "not browser and not hard"
    plain = ("-m", marker, "-n", str(min(os.cpu_count() or 1, 8)), "--dist", "loadfile")
    in_browser = ("-m", "browser", "tests/journeys")
    parts, skipped = [Part("SQLite", "", plain)], []
    if postgres:
        parts.append(Part("PostgreSQL", postgres, plain))
    else:
        skipped.append(Skipped("PostgreSQL", why_no_postgres))
    if why_no_browser:
        skipped.append(Skipped("The browser", why_no_browser))
    else:
        parts.append(Part("Browser, on SQLite", "", in_browser))
        parts += [Part("Browser, on PostgreSQL", postgres, in_browser)] if postgres else []
    return parts, skipped


def find_postgres() -> tuple[str, str]:
    """Answer with the address for the tests' database, or with why there is none.

    A server named in REGULARS_TEST_POSTGRES is never skipped: if it does not answer, tests fail.
    The process id keeps two runs on one server apart.
    """
    named = os.environ.get("REGULARS_TEST_POSTGRES", "")
    server = named or LOCAL_SERVER
    if not named:
        try:
            psycopg.connect(f"{server}postgres", connect_timeout=3).close()
        except psycopg.Error as error:
            reason = " ".join(str(error).split())
            return (
                "",
                f"{reason}\nName a server: REGULARS_TEST_POSTGRES=postgres://user:password@host/",
            )
    address, question_mark, query = server.partition("?")
    return f"{address.rstrip('/')}/regulars_{os.getpid()}{question_mark}{query}", ""


def find_browser_fault() -> str:
    """Say why the browser tests cannot run; empty when they can."""
    if not (ROOT / "tests" / "journeys").is_dir():
        return "There is no tests/journeys."
    chromium = os.environ.get("CHROMIUM", DEBIAN_CHROMIUM)
    if shutil.which(chromium) is None:
        return f"There is no {chromium}. Install Chromium, or name one: CHROMIUM=/path/to/it"
    return ""


def run(part: Part, for_pytest: list[str], *, hard: bool) -> Result:
    """Run one part, letting its output through, and keep its last line."""
    print(f"\n━━ {part.name} {'━' * (76 - len(part.name))}", flush=True)
    started_at = time.monotonic()
    command = [sys.executable, "-m", "pytest", *part.arguments, *for_pytest]
    command += ["--color=yes"] if sys.stdout.isatty() else []
    last_line = ""
    with tempfile.TemporaryDirectory(prefix="regulars-tests-") as data_folder:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(part, data_folder, hard=hard),
            stdout=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last_line = line.strip() or last_line
        code = process.wait()
    if code == NOTHING_SELECTED and for_pytest:
        code = ALLOWED_EMPTY
    counts = Counter({word: int(number) for number, word in COUNTS.findall(last_line)})
    return Result(part, code, counts, time.monotonic() - started_at)


def environment(part: Part, data_folder: str, *, hard: bool) -> dict[str, str]:
    """The environment of one part: its database, a data folder of its own, and the browser."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "REGULARS_DATA": data_folder,
        # Empty means SQLite in the data folder; unset would let a .env file choose.
        "DATABASE_URL": part.database_url,
        "CHROMIUM": os.environ.get("CHROMIUM", DEBIAN_CHROMIUM),
        "REGULARS_TEST_HARD": "1" if hard else "",
    }


def skipped_in_the_browser(results: list[Result]) -> list[Skipped]:
    """A browser test skips itself when the browser does not start: that must not go unseen."""
    return [
        Skipped(
            f"{result.part.name}, {result.counts['skipped']} of it", "These skipped themselves."
        )
        for result in results
        if result.part.name.startswith("Browser") and result.counts["skipped"]
    ]


def print_summary(results: list[Result]) -> None:
    print(f"\n━━ Summary {'━' * 69}")
    for result in results:
        sign = "✓" if result.passed else "✗"
        print(f"{sign} {result.part.name:<24} {result.summary}, {result.seconds:.0f} s", flush=True)


def print_total(results: list[Result]) -> None:
    """End as pytest does, with one line of counts over all parts."""
    total: Counter[str] = Counter()
    for result in results:
        total += result.counts
    seconds = sum(result.seconds for result in results)
    broken = sum(not result.passed and not result.counts for result in results)
    total += Counter({"errors": broken})
    line = f" {in_words(total) or 'no tests ran'} in {seconds:.2f}s "
    print(f"\n{line:=^80}", flush=True)


def in_words(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {word}" for word, number in counts.items())


def print_banner(skipped: list[Skipped], *, is_failure: bool) -> None:
    verdict = (
        "NOT ALL OF IT RAN, and that counts as a failure" if is_failure else "NOT ALL OF IT RAN"
    )
    print(f"\n{'!' * 80}\n!!  {verdict}\n!!")
    for each in skipped:
        first, *others = each.why.splitlines()
        print(f"!!  Not run: {each.name}. {first}")
        for line in others:
            print(f"!!      {line}")
    print("!" * 80, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
