"""Which business does the operator mean?"""

from __future__ import annotations

from regulars.kernel.refusal import Refused
from regulars.queries.businesses import business_at, slugs_of_businesses
from regulars.queries.entrance import BusinessAtDoor

# As much of what was typed as an answer repeats.
_SAID = 60


class NoSuchBusiness(Refused):
    """Nothing is called so here."""

    code = "no_such_business"


def business_named(slug: str) -> BusinessAtDoor:
    """The business of that short name. Raises NoSuchBusiness, which says which there are."""
    business = business_at(slug)
    if business is None:
        there = ", ".join(slugs_of_businesses())
        raise NoSuchBusiness(
            f"There is no business “{as_said(slug)}”. "
            + (f"There is: {there}." if there else "Open one with “regulars create-business”.")
        )
    return business


def as_said(text: str) -> str:
    """What somebody typed, as a sentence can repeat it: its beginning, and nothing unprintable."""
    shown = plain(text[:_SAID])
    return f"{shown}…" if len(text) > _SAID else shown


def plain(text: str) -> str:
    """The text without signs that steer a terminal, and without what no encoding can write."""
    return "".join(" " if _steers(sign) else sign for sign in text)


def _steers(sign: str) -> bool:
    """Control characters, those that turn the direction of what follows, halves of surrogates."""
    return (
        sign < " "
        or "\x7f" <= sign <= "\x9f"
        or "\u202a" <= sign <= "\u202e"
        or "\u2066" <= sign <= "\u2069"
        or "\ud800" <= sign <= "\udfff"
    )
