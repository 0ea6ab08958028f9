"""How is a name written so that it is found, whoever types it?"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from zlib import crc32

# Longer than any real name; a pasted page must not fill an index.
LONGEST_FOLDED = 200
# Shorter words have too many neighbours, longer ones would write too many rows.
SHORTEST_WITH_SLIP = 4
LONGEST_WITH_SLIP = 30
HUES = 10
UNKNOWN_INITIALS = "?"

# What Unicode does not take apart, though people type the plain letter.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "đ": "d",
        "ø": "o",
        "ł": "l",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "\u0131": "i",
        "ə": "e",
        "ĳ": "ij",
        "\u0640": None,  # the Arabic line that only stretches a word
    }
)
# Curly, modifier, accent and prime: all stand for the apostrophe of a typewriter.
_APOSTROPHES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bb\u02bc\u02b9\u02c8\u00b4\u2032\uff07", "'")
)
_INSIDE_A_WORD = re.compile(r"(?<=\w)'(?=\w)")
_NO_PLAIN_LETTERS = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Write a text the way it is searched: small letters, no accents, single spaces.

    An apostrophe inside a word disappears (O'Brien is obrien), all other punctuation parts words.
    Safe for any string; at most 200 characters come back. Folding twice changes nothing.
    """
    # Twice the length leaves room for the accents that fall away.
    folded = map(_folded, text[: 2 * LONGEST_FOLDED].split())
    return " ".join(filter(None, folded))[:LONGEST_FOLDED].rstrip()


# A crowd bears few different names, and to fold one costs more than to remember it.
@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    """A word folded; punctuation in it may part it, or leave nothing."""
    plain = word.casefold()
    if not plain.isascii():
        plain = _taken_apart(plain)
    plain = _INSIDE_A_WORD.sub("", plain.replace("`", "'"))
    if plain.isascii():
        plain = _NO_PLAIN_LETTERS.sub(" ", plain)
    else:
        plain = "".join(character if _is_letter(character) else " " for character in plain)
    return " ".join(plain.split())


def deletions(word: str) -> set[str]:
    """A folded word and all that is left when one of its letters is missing.

    Two words that share one of these are at most a slip or two apart; `within_one_slip` decides.
    A word too short or too long for slips stands for itself alone.
    """
    if not SHORTEST_WITH_SLIP <= len(word) <= LONGEST_WITH_SLIP:
        return {word}
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def within_one_slip(one: str, other: str) -> bool:
    """Say whether the words are equal or one slip of the keyboard apart.

    A slip is a letter too many, one missing, a wrong one, or two neighbours swapped.
    """
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    shorter, longer = sorted((one, other), key=len)
    same = 0
    while same < len(shorter) and shorter[same] == longer[same]:
        same += 1
    if len(shorter) < len(longer):
        return shorter[same:] == longer[same + 1 :]
    rest, other_rest = shorter[same + 1 :], longer[same + 1 :]
    swapped = shorter[same : same + 2] == longer[same : same + 2][::-1]
    return rest == other_rest or (swapped and rest[1:] == other_rest[1:])


def digits(text: str) -> str:
    """The digits of a text in 0 to 9, whatever script they were typed in."""
    if text.isascii():
        return "".join(filter(str.isdigit, text))
    values = (unicodedata.decimal(character, None) for character in text)
    return "".join(str(value) for value in values if value is not None)


def name_on_screen(
    first_name: str, last_name: str, nickname: str, company: str, number: str
) -> str:
    """What a customer is called wherever one is named; the number until a name is known."""
    return f"{first_name} {last_name}".strip() or nickname or company or number


def initials(first_name: str, last_name: str, fallback: str) -> str:
    """Two letters for a picture that is missing, accents kept.

    Of a single name, or of the fallback (a nickname, a customer number), the first two.
    """
    ends = _ends(f"{first_name} {last_name}") or _ends(fallback)
    return "".join(_capital(letter) for letter in ends) or UNKNOWN_INITIALS


def hue_of(text: str) -> int:
    """One of ten colours, 1 to 10, always the same for the same text."""
    return crc32(text.encode("utf-8", "surrogatepass")) % HUES + 1


def _taken_apart(plain: str) -> str:
    """Letters beyond ASCII as the plain letters they are looked for by."""
    plain = plain.translate(_APOSTROPHES)
    for _ in range(2):  # casefolding a decomposed text can bring up further letters
        plain = unicodedata.normalize("NFKD", plain.casefold()).translate(_LETTERS)
    return "".join(filter(_is_written, plain))


def _is_written(character: str) -> bool:
    """Accents go, and so do marks without width, such as those that turn the direction."""
    return not unicodedata.combining(character) and unicodedata.category(character) != "Cf"


def _is_letter(character: str) -> bool:
    # The vowel signs of the Indian scripts are marks to Unicode, but parts of the word.
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _ends(text: str) -> str:
    """First letter of the first and of the last word, or two letters of an only word."""
    composed = unicodedata.normalize("NFC", text[:LONGEST_FOLDED])
    parts = ["".join(filter(str.isalnum, part)) for part in composed.replace("-", " ").split()]
    parts = [part for part in parts if part]
    if len(parts) > 1:
        return parts[0][0] + parts[-1][0]
    return parts[0][:2] if parts else ""


def _capital(letter: str) -> str:
    # Title case, not upper case: it leaves Georgian alone, whose capitals no font has.
    return letter.title()[:1]
