"""Are these two customers the same person?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum, auto

from regulars.rules.names import digits, fold, within_one_slip

# From here on a pair is offered as a likely duplicate.
LIKELY = 60

# A full name says most; a shared e-mail or phone alone may be a family's (PRODUCT.md, chapter 0).
_SAME_NAME = 60
_SIMILAR_NAME = 40
_SAME_FIRST_NAME = 30
_SAME_EMAIL = 30
_SAME_PHONE = 30
_SAME_BIRTHDAY = 20
_OTHER_BIRTHDAY = -40
_OTHER_CONTACT = -10
_MOST_IN_A_FAMILY = 30
# The shortest subscriber's number that can be told from another one's.
_FEWEST_DIGITS = 7


class Reason(StrEnum):
    """Why two customers look alike."""

    SAME_EMAIL = "same_email"
    SAME_PHONE = "same_phone"
    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"
    SAME_BIRTHDAY = "same_birthday"


@dataclass(frozen=True, slots=True)
class Person:
    """What is compared of a customer; "" and None are not known."""

    first_name: str = ""
    last_name: str = ""
    nickname: str = ""
    email: str = ""
    phone: str = ""
    birthday: date | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two customers are, from 0 to 100 points, and why."""

    points: int
    reasons: tuple[Reason, ...]

    @property
    def is_likely(self) -> bool:
        return self.points >= LIKELY


class _Names(Enum):
    SAME = auto()
    SIMILAR = auto()
    SAME_FIRST = auto()
    UNKNOWN = auto()
    OTHER = auto()


def score(one: Person, other: Person) -> Likeness:
    """Compare two customers, in either order.

    Families share e-mail and phone, so a shared contact with clearly different first names stays
    far below LIKELY; so does a name with two different birthdays.
    """
    names = _compare_names(one, other)
    same_email = _same(_email(one), _email(other))
    same_phone = _same_number(_phone(one), _phone(other))
    same_birthday = _same(one.birthday, other.birthday)
    points = _NAME_POINTS[names]
    points += _points(same_email, _SAME_EMAIL, _OTHER_CONTACT)
    points += _points(same_phone, _SAME_PHONE, _OTHER_CONTACT)
    points += _points(same_birthday, _SAME_BIRTHDAY, _OTHER_BIRTHDAY)
    if names is _Names.OTHER:
        points = min(points, _MOST_IN_A_FAMILY)
    found = {
        Reason.SAME_EMAIL: same_email,
        Reason.SAME_PHONE: same_phone,
        Reason.SAME_NAME: names is _Names.SAME,
        Reason.SIMILAR_NAME: names is _Names.SIMILAR,
        Reason.SAME_BIRTHDAY: same_birthday,
    }
    reasons = tuple(reason for reason, is_true in found.items() if is_true)
    return Likeness(points=max(0, min(points, 100)), reasons=reasons)


_NAME_POINTS = {
    _Names.SAME: _SAME_NAME,
    _Names.SIMILAR: _SIMILAR_NAME,
    _Names.SAME_FIRST: _SAME_FIRST_NAME,
    # A shared contact is then all there is to go by, and worth a look.
    _Names.UNKNOWN: _SAME_FIRST_NAME,
    _Names.OTHER: 0,
}


def _points(is_same: bool | None, same: int, different: int) -> int:  # noqa: FBT001
    if is_same is None:
        return 0
    return same if is_same else different


def _same(one: object, other: object) -> bool | None:
    """Whether both are equal, None when one of them is not known."""
    return one == other if one and other else None


def _same_number(one: str, other: str) -> bool | None:
    """Compare numbers of which one may lack its country."""
    if min(len(one), len(other)) < _FEWEST_DIGITS:
        return None
    return one.endswith(other) or other.endswith(one)


def _email(person: Person) -> str:
    return person.email.strip().casefold()


def _phone(person: Person) -> str:
    return digits(person.phone).lstrip("0")


def _compare_names(one: Person, other: Person) -> _Names:
    full, other_full = _full_name(one), _full_name(other)
    if not full or not other_full:
        return _Names.UNKNOWN
    if full == other_full:
        # One word alone, like Anna, is many people's.
        return _Names.SAME if len(full) > 1 else _Names.SAME_FIRST
    firsts_agree = _first_names_agree(one, other)
    last, other_last = fold(one.last_name), fold(other.last_name)
    if last and other_last and within_one_slip(last, other_last):
        if firsts_agree:
            return _Names.SIMILAR
        is_unnamed = not (fold(one.first_name) and fold(other.first_name))
        return _Names.SAME_FIRST if is_unnamed else _Names.OTHER
    return _Names.SAME_FIRST if firsts_agree else _Names.OTHER


def _full_name(person: Person) -> list[str]:
    """The words of the full name in the order of the alphabet: first and last are often swapped."""
    return sorted(fold(f"{person.first_name} {person.last_name}").split())


def _first_names_agree(one: Person, other: Person) -> bool:
    mine = {fold(one.first_name), fold(one.nickname)} - {""}
    others = {fold(other.first_name), fold(other.nickname)} - {""}
    return any(_may_be_one_name(a, b) for a in mine for b in others)


def _may_be_one_name(one: str, other: str) -> bool:
    """Equal, an initial, short for the other (Alex, Alexandra), or one slip away."""
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter):
        # Paul and Paula, Jan and Jana are brother and sister.
        return len(shorter) == 1 or len(longer) - len(shorter) not in (1, 2)
    # The last letter tells Mario from Maria; Mia and Mira are too short for a slip.
    return len(shorter) > 3 and one[-1] == other[-1] and within_one_slip(one, other)
