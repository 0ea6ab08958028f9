"""A text folded word by word is the text folded as a whole."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from regulars.rules import names
from regulars.rules.names import LONGEST_FOLDED, digits, fold


def folded_as_a_whole(text: str) -> str:
    plain = names._taken_apart(text[: 2 * LONGEST_FOLDED].casefold())
    plain = re.sub(r"(?<=\w)'(?=\w)", "", plain.replace("`", "'"))
    plain = "".join(each if names._is_letter(each) else " " for each in plain)
    return " ".join(plain.split())[:LONGEST_FOLDED].rstrip()


PIECES = st.sampled_from(
    ("Müller", "o'Brien", "’n’", " ", "\u00a0", "\u200b", "\u0301", "ﷺ", "ΌΣΣΑΣ", "ß", "İ", "नि", "ि",
     "สุ", "한", "\u1112\u1161", "-", "'", "`", "\u00ad", "😀", "\x1f", "\u3000", "x_1")
)  # fmt: skip


@example("a ´b \u0301c")
@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join), st.text(min_size=390)))
def test_a_text_is_folded_word_by_word(text: str) -> None:
    assert fold(text) == folded_as_a_whole(text)


@given(st.one_of(st.text(), st.text("+0123456789 ٣५", max_size=20)))
def test_digits_are_digits_in_any_script(text: str) -> None:
    found = (unicodedata.decimal(each, None) for each in text)
    assert digits(text) == "".join(str(digit) for digit in found if digit is not None)
