"""The n-th row of its content, counted on disk."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2s

from hypothesis import given
from hypothesis import strategies as st

from regulars.actions.imports.occurrences import Occurrences


def digest(text: str) -> str:
    return blake2s(text.encode(), digest_size=16).hexdigest()


@given(st.lists(st.lists(st.sampled_from("abcdefg"), max_size=12), max_size=6))
def test_each_row_is_told_how_many_of_its_content_came_by(portions):
    seen: Counter[str] = Counter()

    with Occurrences() as occurrences:
        for portion in portions:
            expected = []
            for text in portion:
                seen[text] += 1
                expected.append(seen[text])
            assert occurrences.count([digest(text) for text in portion]) == expected


def test_a_portion_may_be_larger_than_one_statement_takes():
    rows = [digest(str(number)) for number in range(5_000)]

    with Occurrences() as occurrences:
        assert set(occurrences.count(rows)) == {1}
        assert set(occurrences.count(rows)) == {2}
