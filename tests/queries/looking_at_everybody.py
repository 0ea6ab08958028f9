"""The search's definition, by looking at every customer in turn; it knows `fold` and no index."""

from __future__ import annotations

import re
import unicodedata

from regulars.queries.customer_filters import CustomerFilters, Show
from regulars.queries.customer_search import MOST, customer_search
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.rules.names import fold
from regulars.rules.search_query import Match
from tests.make import NOW

_NUMBER = frozenset("+()/.- \u00a0\u2011\u2013")


def match_of(customer: Customer, typed: str, *, code: str = "41") -> Match | None:
    """How well the customer matches what was typed, None if not at all."""
    typed = typed.replace("\0", " ").encode(errors="ignore").decode()[:200].strip()
    found = [_by_phone(customer, typed, code), _by_address(customer, typed)]
    if "@" not in typed or _has_space(typed):
        found += [_by_one_name(customer, typed), _by_names(customer, typed)]
    return min((match for match in found if match is not None), default=None)


def agree(business: Business, typed: str, show: Show = Show.BOOK) -> None:
    """Fail unless the search shows the best of those whom looking at everybody finds."""
    customers = Customer.objects.of(business).filter(archived_at__isnull=show is Show.BOOK)
    matches = {customer.id: match_of(customer, typed) for customer in customers}
    expected = {id_: match for id_, match in matches.items() if match is not None}

    listing = customer_search(
        business=business,
        country="CH",
        filters=CustomerFilters(text=typed, show=show),
        at=NOW,
        with_contact_data=True,
    )

    shown = [line.id for line in listing.lines]
    told = {id_: matches[id_] for id_ in shown}
    assert len(set(shown)) == len(shown)
    assert None not in told.values(), (typed, told)
    assert [told[id_] for id_ in shown] == sorted(expected.values())[:MOST], typed
    assert len(expected) > MOST or set(shown) == set(expected)
    assert listing.has_more_than_total == (len(expected) > MOST)


def _by_one_name(customer: Customer, typed: str) -> Match | None:
    wanted = " ".join(_words(typed, most=None))
    full_name = f"{customer.first_name} {customer.last_name}"
    best = None
    for name in (full_name, customer.nickname, customer.company, customer.number):
        words = _words(name)
        for place in range(len(words)):
            turned = " ".join(words[place:] + words[:place])
            if wanted and turned == wanted:
                return Match.WHOLE
            if wanted and turned.startswith(wanted):
                best = Match.BEGINS
    return best


def _by_names(customer: Customer, typed: str) -> Match | None:
    wanted = _words(typed, most=None)
    borne = [
        *_words(f"{customer.first_name} {customer.last_name}"),
        *_words(customer.nickname),
        *_words(customer.company),
    ]
    if not wanted or not borne or _digits(typed):
        return None
    if all(any(word.startswith(one) for word in borne) for one in wanted):
        return Match.WORDS
    if all(any(one in word for word in borne) for one in wanted):
        return Match.INSIDE
    if len(set(wanted)) <= 4 and any(_slips(one, wanted, borne) for one in wanted):
        return Match.SLIP
    return None


def _slips(slipped: str, wanted: list[str], borne: list[str]) -> bool:
    others = [one for one in wanted if one != slipped]
    return (
        4 <= len(slipped) <= 30
        and any(len(word) <= 30 and _is_one_slip(slipped, word) for word in borne)
        and all(any(word.startswith(one) for word in borne) for one in others)
    )


def _is_one_slip(one: str, other: str) -> bool:
    """Try every slip there is."""
    for place in range(len(one) + 1):
        rest = one[place:]
        if one[:place] + rest[1:] == other:
            return True
        if len(rest) > 1 and one[:place] + rest[1] + rest[0] + rest[2:] == other:
            return True
        if len(other) == len(one) and one[:place] + other[place : place + 1] + rest[1:] == other:
            return True
        if len(other) > len(one) and one[:place] + other[place : place + 1] + rest == other:
            return True
    return False


def _by_phone(customer: Customer, typed: str, code: str) -> Match | None:
    wanted, phone = _digits(typed), _only_digits(customer.phone)
    if not wanted or not phone:
        return None
    if typed.lstrip("( ").startswith("+"):
        starts, ends = [wanted], []
    else:
        at_home = wanted[1:] if wanted.startswith("0") else ""
        starts = [wanted, code + wanted, at_home and code + at_home]
        if wanted.startswith("00"):
            starts = [wanted[2:]]
        ends = [wanted, at_home if len(at_home) >= 7 else ""]
    starts = [start for start in starts if start and not start.startswith("0")]
    if phone in starts or phone in ends:
        return Match.WHOLE
    if any(phone.startswith(start) for start in starts):
        return Match.BEGINS
    return Match.BEGINS if any(end and phone.endswith(end) for end in ends) else None


def _by_address(customer: Customer, typed: str) -> Match | None:
    has_mark = bool(set(typed) & set("@._+"))
    is_word = len(typed) >= 3 and typed.isascii() and typed.isalnum()
    if _digits(typed) or _has_space(typed) or not (has_mark or is_word):
        return None
    wanted, address = typed.lower().lstrip("._+-"), customer.email.strip().lower()
    if not wanted.strip("@") or not address:
        return None
    if address == wanted:
        return Match.WHOLE
    begins = address.startswith(wanted)
    local, _, domain = address.rpartition("@")
    later = [local[found.end() :] for found in re.finditer(r"[._+-](?=[^._+-])", local)]
    begins |= any(f"{part}@{domain}".startswith(wanted) for part in later)
    begins |= f"@{domain}".startswith(wanted) or domain.startswith(wanted)
    labels = domain.split(".")
    begins |= any(".".join(labels[at:]).startswith(wanted) for at in range(1, len(labels) - 1))
    return Match.BEGINS if begins else None


def _words(text: str, most: int | None = 16) -> list[str]:
    return [word[:60] for word in fold(text).split()[:most]]


def _digits(typed: str) -> str:
    """The digits of what can be a phone number."""
    others = {letter for letter in typed if not letter.isdecimal()}
    found = _only_digits(typed.replace("(0)", ""))
    return found if len(found) >= 3 and others <= _NUMBER else ""


def _only_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())


def _has_space(text: str) -> bool:
    return any(map(str.isspace, text))
