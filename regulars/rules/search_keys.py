"""Under which keys does a customer stand in the search?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from regulars.rules.names import LONGEST_FOLDED, fold

# Rows written for one name: more words than a person uses, not more than a crowd should pay for.
MOST_WORDS = 16
LONGEST_WORD = 60
MOST_ADDRESS_PARTS = 8
# Less than every letter that a word can hold, so a whole name comes before what goes on.
_END_OF_NAME = "  "
# No folded name holds it: it tells a customer number, whose inside is nobody's name.
_NUMBER = "#"
# Three names of the greatest length, one after the other.
LONGEST_KEY = 3 * LONGEST_FOLDED + 10

_PART = re.compile(r"[._+-]+(?=[^._+-])")


def search_words(text: str) -> list[str]:
    """The words of a text as they are searched: folded, the first sixteen, sixty letters each."""
    return [word[:LONGEST_WORD] for word in fold(text).split()[:MOST_WORDS]]


def name_words(*names: str) -> dict[str, None]:
    """The different words of all these names, in their order."""
    return dict.fromkeys(word for name in names for word in search_words(name))


def name_keys(*names: str, number: str = "") -> list[str]:
    """Every name once for each of its words in front, followed by the words of the other names.

    A name ends with two spaces and every word with one, so "gosia  malgorzata wojcik " tells in
    its order whether Gosia is all of a name, a word of it or a beginning, and in itself which other
    words the same customer bears. A customer number stands by itself.
    """
    spoken = [words for words in map(search_words, names) if words]
    keys: dict[str, None] = {}
    for place, words in enumerate(spoken):
        others = [*spoken[:place], *spoken[place + 1 :]]
        ending = _END_OF_NAME + "".join(f"{word} " for other in others for word in other)
        keys |= dict.fromkeys(turned + ending for turned in _turned(words))
    keys |= dict.fromkeys(
        turned + _END_OF_NAME + _NUMBER for turned in _turned(search_words(number))
    )
    return list(keys)


def whole_name(folded: str) -> str:
    """How the keys begin in which this is a whole name, in any rotation."""
    return folded + _END_OF_NAME


def tails(word: str) -> list[str]:
    """What is left of a word when its first letters are missing: all its insides begin one."""
    return [word[place:] for place in range(1, len(word))]


def address_keys(email: str) -> list[str]:
    """The later parts of an e-mail address by which it is known as well; not its start.

    "jo.ott@mail.example.ch" gives ott@mail.example.ch, @mail.example.ch and example.ch. The last
    word is everybody's, and tells nobody apart.
    """
    local, at, domain = email.strip().lower().rpartition("@")
    if not at:
        return []
    parts = [f"{local[found.end() :]}@{domain}" for found in _PART.finditer(local)]
    labels = domain.split(".")
    parts.append(f"@{domain}")
    parts += [".".join(labels[place:]) for place in range(1, len(labels) - 1)]
    return list(dict.fromkeys(parts))[:MOST_ADDRESS_PARTS]


def _turned(words: Sequence[str]) -> list[str]:
    """The words once with each of them in front."""
    return [" ".join([*words[place:], *words[:place]]) for place in range(len(words))]
