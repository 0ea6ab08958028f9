"""Which imports have not come to their end, and where do they stand?"""

from __future__ import annotations

from datetime import timedelta

from regulars.kernel.process import this_process
from regulars.queries.import_progress import UnfinishedImport, unfinished_imports
from regulars.records.imports import Import
from tests.counting import counted
from tests.make import NOW

UNTIL = NOW + timedelta(seconds=30)


def begin(business, **given) -> Import:
    given = {"state": "running", "progress": {"percent": 43}} | given
    return Import.objects.create(business=business, mapping="Salon", started_at=NOW, **given)


def test_one_that_is_done_is_not_among_them(nordlicht, lumiere):
    begin(nordlicht, state="done")
    begin(lumiere, state="settling", claim="x y", claimed_until=UNTIL)

    with counted("unfinished imports"):
        found = unfinished_imports()

    assert found == (UnfinishedImport("lumiere", "Salon", NOW, True, 43, "x y", UNTIL),)


def test_a_business_sees_its_own(nordlicht, lumiere):
    begin(nordlicht)
    begin(lumiere)

    (found,) = unfinished_imports(nordlicht)
    assert (found.business_slug, found.is_read, found.percent) == ("nordlicht", False, 43)
    assert len(unfinished_imports()) == 2


def test_one_may_run_as_long_as_its_claim_is_believed(nordlicht):
    begin(nordlicht, claim=f"{this_process()} 0123abcd", claimed_until=UNTIL)

    (found,) = unfinished_imports(nordlicht)
    assert found.may_run(UNTIL - timedelta(seconds=1))
    assert not found.may_run(UNTIL)


def test_one_without_a_claim_or_whose_process_has_ended_does_not_run(nordlicht, lumiere):
    begin(lumiere)
    place, number, begun = this_process().rsplit(" ", 2)
    ended = f"{place} {number} {int(begun) - 1} 0123abcd"
    begin(nordlicht, claim=ended, claimed_until=UNTIL)

    assert not any(each.may_run(NOW) for each in unfinished_imports())
