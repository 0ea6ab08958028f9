"""Where does every refused row and every conflict of an import stand?"""

from __future__ import annotations

import csv

import pytest

from regulars.actions.imports.report import Refusal
from regulars.faces.console.import_journal import JournalFile
from tests.make import NOW


def refusal(line: int) -> Refusal:
    return Refusal("bookings.csv", line, "Day", "not_a_date", "yesterday", "YYYY-MM-DD")


def lines(journal: JournalFile) -> list[str]:
    assert journal.path is not None
    with journal.path.open(encoding="utf-8-sig", newline="") as stream:
        return [row["line"] for row in csv.DictReader(stream)]


@pytest.fixture
def interrupted(tmp_path) -> int:
    """A journal whose process was killed after it had written a line more than it had marked."""
    with JournalFile(tmp_path, business="salon") as journal:
        journal.begin(begun_at=NOW, mark=0)
        journal.write(refusal(2))
        mark = journal.mark()
        journal.write(refusal(3))
    return mark


def test_it_goes_on_below_the_mark_and_says_no_line_twice(tmp_path, interrupted):
    with JournalFile(tmp_path, business="salon") as journal:
        journal.begin(begun_at=NOW, mark=interrupted)
        assert lines(journal) == ["2"]
        for line in (3, 4):
            journal.write(refusal(line))

    assert lines(journal) == ["2", "3", "4"]


def test_before_the_first_mark_it_begins_anew(tmp_path, interrupted):
    with JournalFile(tmp_path, business="salon") as journal:
        journal.begin(begun_at=NOW, mark=0)
        journal.write(refusal(2))

    assert lines(journal) == ["2"]


def test_one_that_is_gone_begins_anew(tmp_path, interrupted):
    for path in tmp_path.iterdir():
        path.unlink()

    with JournalFile(tmp_path, business="salon") as journal:
        journal.begin(begun_at=NOW, mark=interrupted)
        assert journal.path is None
        journal.write(refusal(3))

    assert lines(journal) == ["3"]


def test_without_a_line_there_is_none(tmp_path):
    with JournalFile(tmp_path / "imports", business="salon") as journal:
        journal.begin(begun_at=NOW, mark=0)
        assert journal.mark() == 0

    assert journal.path is None
    assert not (tmp_path / "imports").exists()
