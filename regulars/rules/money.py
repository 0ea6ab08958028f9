"""How much is it, and does it count as income?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType


class LedgerKind(StrEnum):
    """What a line of the ledger says happened (PRODUCT.md 5.1)."""

    PAYMENT = "payment"
    REFUND = "refund"
    DEPOSIT_RECEIVED = "deposit_received"
    DEPOSIT_USED = "deposit_used"
    DEPOSIT_KEPT = "deposit_kept"
    DEPOSIT_REFUNDED = "deposit_refunded"
    DEPOSIT_CREDITED = "deposit_credited"
    DEPOSIT_MOVED = "deposit_moved"


class PayMethod(StrEnum):
    """How money changed hands."""

    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"
    OTHER = "other"
    UNKNOWN = "unknown"


BRINGS_IN = frozenset({LedgerKind.PAYMENT, LedgerKind.DEPOSIT_RECEIVED})
PAYS_OUT = frozenset({LedgerKind.REFUND, LedgerKind.DEPOSIT_REFUNDED})
# Used, kept, credited and moved count nothing, so nothing counts twice (PRODUCT.md 7.1).
INCOME_KINDS = BRINGS_IN | PAYS_OUT

# ISO 4217, where it is not the usual 2.
_WITHOUT_DECIMALS = frozenset(
    {
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    }
)
_WITH_THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})

_SYMBOLS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "AUD": ("A$", "AU$", "$"),
        "CAD": ("CA$", "C$", "$"),
        "CHF": ("SFR.", "SFR", "FR.", "FR"),
        "DKK": ("KR.", "KR"),
        "EUR": ("€",),
        "GBP": ("£",),
        "JPY": ("JP¥", "¥", "円"),
        "NOK": ("KR.", "KR"),
        "NZD": ("NZ$", "$"),
        "PLN": ("ZŁ",),
        "SEK": ("KR.", "KR"),
        "USD": ("US$", "$"),
    }
)

# Longer than any sum of money with its currency, short enough to refuse a pasted page at once.
_LONGEST_TEXT = 40
# 15 digits of minor units fit a database's 64-bit integer with room for a sum of thousands.
_MOST_DIGITS = 15
_MARKS = frozenset(".,")
# 1234 · 1'234'567 · 12,34,567 (India)
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:(?P<mark>[ '.,])[0-9]{3})(?:(?P=mark)[0-9]{3})*")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_SWISS_ZERO = re.compile(r"[.,](?:-{1,2}|\u2013|\u2014)$")


class MixedCurrencies(ValueError):
    """Two currencies were about to be added up."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the minor units of one currency (rappen, cents, yen)."""

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._of_same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._of_same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def _of_same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency} do not add up")
        return other.minor

    @property
    def major(self) -> Decimal:
        """The amount as people write it: 12.50 for 1250 rappen."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))


def exponent(currency: str) -> int:
    """How many decimal places a currency has: none for JPY, 3 for TND, mostly 2."""
    if currency in _WITHOUT_DECIMALS:
        return 0
    return 3 if currency in _WITH_THREE_DECIMALS else 2


def parse_amount(text: str, *, currency: str, decimal_mark: str | None = None) -> int:
    """Read an amount as somebody typed or exported it, in minor units.

    Understands 1'234.50, 1.234,50, 1 234,5, CHF 12, 12.- and, as negative, -52, 52- and (52.00).
    Without a `decimal_mark` a lone mark before three digits groups thousands, unless the currency
    has three decimals. Raises ValueError for anything else, for more decimals than the currency
    has, and for another currency's sign.
    """
    bare = _without_currency(_tidied(text), currency)
    bare, is_negative = _without_sign(bare)
    whole, decimals = _split(_SWISS_ZERO.sub("", bare), currency, decimal_mark)
    places = exponent(currency)
    decimals = decimals.rstrip("0")
    if len(decimals) > places:
        raise ValueError(f"{currency} has no {len(decimals)} decimals: {text!r}")
    if decimals and not re.fullmatch(r"[0-9]+", decimals):
        raise ValueError(f"not an amount: {text!r}")
    if not (_WHOLE.fullmatch(whole) or _INDIAN.fullmatch(whole)):
        raise ValueError(f"not an amount: {text!r}")
    digits = re.sub(r"[^0-9]", "", whole) + decimals.ljust(places, "0")
    if len(digits.lstrip("0")) > _MOST_DIGITS:
        raise ValueError(f"too large an amount: {text!r}")
    return -int(digits) if is_negative else int(digits)


def _tidied(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise ValueError("too long for an amount")
    # NFKC turns the narrow and the unbreakable spaces into plain ones, and full-width digits too.
    plain = unicodedata.normalize("NFKC", text).upper()
    return plain.replace("’", "'").replace("−", "-").strip()


def _without_currency(text: str, currency: str) -> str:
    for sign in (currency.upper(), *_SYMBOLS.get(currency, ())):
        for start in ("", "-", "("):
            if text.startswith(start + sign):
                return start + text[len(start + sign) :].strip()
        for end in ("", "-", ")"):
            if text.endswith(sign + end):
                return text[: len(text) - len(sign + end)].strip() + end
    return text


def _without_sign(text: str) -> tuple[str, bool]:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text.startswith("-"):
        return text[1:].strip(), True
    if text.startswith("+"):
        return text[1:].strip(), False
    if text.endswith("-") and not _SWISS_ZERO.search(text):
        return text[:-1].strip(), True
    return text, False


def _split(text: str, currency: str, decimal_mark: str | None) -> tuple[str, str]:
    """Part the whole from the decimals, at the mark given or else at the likeliest one."""
    mark = decimal_mark or _likely_mark(text, currency)
    if mark is None:
        return text, ""
    whole, _, decimals = text.partition(mark)
    # ".50" is fifty rappen; a mark with nothing on either side is nothing.
    return (whole or "0", decimals) if whole or decimals else ("", "")


def _likely_mark(text: str, currency: str) -> str | None:
    present = [character for character in text if character in _MARKS]
    if not present:
        return None
    last = present[-1]
    if len(set(present)) == 2:
        return last
    if len(present) > 1:
        return None
    before, _, after = text.partition(last)
    is_grouping = len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")
    return None if is_grouping and exponent(currency) != 3 else last
