"""`regulars import` whose process is really killed goes on when it is run again."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.actions.imports import content
from tests.actions.imports.small_book import MAPPING, write_book
from tests.actions.imports.test_take_up import BOOK
from tests.faces.console.conftest import Installation

KILLED_IMPORT = Path(__file__).with_name("killed_import.py")
SECOND = (
    *("create-business", "lumiere", "--name", "Nordlicht Tattoo", "--time-zone", "Europe/Zurich"),
    *("--currency", "CHF", "--country", "CH", "--owner-name", "Céline"),
    *("--owner-email", "celine@lumiere.example", "--owner-password", "ink-and-needles-7"),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "small.toml").write_text(MAPPING)
    return write_book(tmp_path / "book", BOOK)


def words(book: Path, business: str = "nordlicht") -> tuple[str, ...]:
    mapping = str(book.parent / "small.toml")
    return ("import", str(book), "--business", business, "--mapping", mapping)


def killed(opened: Installation, book: Path, *, step: int, moment: str) -> None:
    ended = subprocess.run(
        [sys.executable, KILLED_IMPORT, str(step), moment, *words(book)],
        env=opened.environment, cwd=opened.data, capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


def assert_equal_to_an_undisturbed_one(opened: Installation, book: Path) -> None:
    opened.run(*SECOND)
    opened.run(*words(book, "lumiere"))
    compared = subprocess.run(
        [sys.executable, content.__file__, "nordlicht", "lumiere"],
        env=opened.environment | {"DJANGO_SETTINGS_MODULE": "regulars.config.settings"},
        cwd=opened.data, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert compared.stdout == "0 differ\n", compared.stdout + compared.stderr


# In services, bookings, endings and receipts; in the settling; and before the very end.
@pytest.mark.hard
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", [1, 4, 9, 13, 16, 20, 22])
def test_killed_at_any_moment_it_goes_on_and_ends_the_same(opened, book, step, moment):
    killed(opened, book, step=step, moment=moment)

    printed = opened.run(*words(book))

    assert ("Going on with the import of " in printed) == ((step, moment) != (22, "after"))
    assert_equal_to_an_undisturbed_one(opened, book)
    assert "All is well." in opened.run("doctor")


def test_killed_in_each_phase_it_goes_on_and_ends_the_same(opened, book):
    """One import, killed while it reads appointments, endings and receipts, and while it settles."""
    for step, moment in ((4, "before"), (5, "after"), (4, "before"), (6, "before")):
        killed(opened, book, step=step, moment=moment)
        printed = opened.run("doctor", code=1)
        assert "has not come to its end" in printed

    opened.run(*words(book))

    assert_equal_to_an_undisturbed_one(opened, book)
    assert "All is well." in opened.run("doctor")


def many(folder: Path, rows: int) -> Path:
    """A book of so many appointments, of a tenth as many customers."""
    bookings = [
        f"C{row * 7 % (rows // 10)},S{row % 5},CUT,2017-{row % 12 + 1:02}-{row % 28 + 1:02},10:00"
        for row in range(rows)
    ]
    missed = [line.rpartition(",")[0] for line in bookings[::20]]
    return write_book(
        folder, {"services": ["CUT,Hair cut,60"], "bookings": bookings, "no-shows": missed}
    )


def killed_when(opened: Installation, book: Path, said: str) -> None:
    """Kill the command, from outside, as soon as it has said something."""
    process = subprocess.Popen(
        opened.command(*words(book)), env=opened.environment, cwd=opened.data,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if re.search(said, line):
            break
    process.kill()
    process.stderr.close()
    assert process.wait() == -signal.SIGKILL


def test_killed_from_outside_it_goes_on_and_ends_the_same(opened, book, tmp_path):
    large = many(book, 4000)
    killed_when(opened, large, r"Reading bookings\.csv [2-9]0 %")

    printed = opened.run(*words(large))

    assert re.search(r"Going on with the import of .*, [2-9]\d % is read\.", printed)
    assert "bookings.csv: 4,000 of 4,000 appointments came in" in printed
    assert "4,000 new appointments: 3,800 booked, 200 no show" in printed
    assert_equal_to_an_undisturbed_one(opened, large)


def test_two_at_once_are_one(opened, book):
    # Enough that a second process is there before the first is done, however busy the machine.
    large = many(book, 12_000)
    first = subprocess.Popen(
        opened.command(*words(large)), env=opened.environment, cwd=opened.data,
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not opened.tell_the_database("SELECT 1 FROM regulars_import WHERE claim <> ''"):
        time.sleep(0.05)

    printed = opened.run(*words(large), code=1)

    assert "An import of this business is running." in printed
    said, _ = first.communicate(timeout=300)
    assert "bookings.csv: 12,000 of 12,000 appointments came in" in said


def heeds_ctrl_c() -> None:
    """Also where the tests themselves run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_whoever_presses_ctrl_c_goes_on_with_the_same_command(opened, book):
    large = many(book, 4000)
    process = subprocess.Popen(
        opened.command(*words(large)), env=opened.environment, cwd=opened.data,
        stderr=subprocess.PIPE, text=True, preexec_fn=heeds_ctrl_c,
    )  # fmt: skip
    assert process.stderr is not None
    told, is_told = [], False
    for line in process.stderr:
        told.append(line)
        if "Reading bookings.csv" in line and not is_told:
            is_told = True
            process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    assert re.search(r"Stopped when \d+ % was read\. What came in stays", told[-1])

    assert "bookings.csv: 4,000 of 4,000 appointments" in opened.run(*words(large))


def test_others_write_while_it_runs(opened, book):
    large = many(book, 4000)
    process = subprocess.Popen(
        opened.command(*words(large)), env=opened.environment, cwd=opened.data,
        stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    written = 0
    while process.poll() is None:
        opened.tell_the_database("UPDATE regulars_business SET city = 'Zürich'")
        rows = opened.tell_the_database("SELECT count(*) FROM regulars_importedrow")
        written += rows != [(0,)] and process.poll() is None
        time.sleep(0.05)

    assert process.returncode == 0
    assert written >= 4


PEAK = """
import resource, sys
from regulars.faces.console.main import main
main(sys.argv[1:])
print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.hard
def test_memory_does_not_grow_with_the_rows(opened, book):
    peaks = []
    for rows in (20_000, 60_000):
        large = many(book, rows)
        ended = subprocess.run(
            [sys.executable, "-c", PEAK, *words(large)], env=opened.environment, cwd=opened.data,
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        peaks.append(int(ended.stdout.rpartition("peak ")[2]))

    small, large = peaks
    # Three times the rows; what still fills are caches with a bound.
    assert large < small * 1.1
