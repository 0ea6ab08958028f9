"""Which file of a book holds what, which column feeds which field, and which rules settle the rest?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from regulars.rules.cancellation import CancelledBy
from regulars.rules.import_values import Pattern
from regulars.rules.money import PayMethod


class RowKind(StrEnum):
    """What one row of a file is. In this order the files are read, whatever order they stand in."""

    SERVICE = "service"
    CUSTOMER = "customer"
    APPOINTMENT = "appointment"
    NO_SHOW = "no_show"
    CANCELLATION = "cancellation"
    PAYMENT = "payment"


READING_ORDER = tuple(RowKind)

REQUIRED: Mapping[RowKind, frozenset[str]] = MappingProxyType(
    {
        RowKind.SERVICE: frozenset({"code"}),
        RowKind.CUSTOMER: frozenset(),
        RowKind.APPOINTMENT: frozenset({"customer", "date"}),
        RowKind.NO_SHOW: frozenset({"customer", "date"}),
        RowKind.CANCELLATION: frozenset({"customer", "date"}),
        RowKind.PAYMENT: frozenset({"date", "amount"}),
    }
)

NAMES = ("number", "name", "first_name", "last_name", "nickname", "company")

OPTIONAL: Mapping[RowKind, frozenset[str]] = MappingProxyType(
    {
        RowKind.SERVICE: frozenset(
            {"name", "category", "description", "price", "duration", "active"}
        ),
        RowKind.CUSTOMER: frozenset(
            {*NAMES, "pronouns", "email", "phone", "birthday", "street", "postal_code", "city"}
        ),
        RowKind.APPOINTMENT: frozenset(
            {"staff", "service", "time", "duration", "title", "price", "notes"}
        ),
        RowKind.NO_SHOW: frozenset({"staff", "service"}),
        RowKind.CANCELLATION: frozenset({"staff", "service", "cancelled_on", "days", "reason"}),
        RowKind.PAYMENT: frozenset({"customer", "staff", "time", "description", "reference"}),
    }
)

# The rows that look for an appointment, and what they may compare.
MATCHING = frozenset({RowKind.NO_SHOW, RowKind.CANCELLATION})
MATCHABLE = ("customer", "date", "service", "staff")


@dataclass(frozen=True, slots=True)
class Notation:
    """How a file writes days, times and amounts, and how it is encoded where that is told."""

    date: Pattern
    time: Pattern
    decimal_mark: str
    encoding: str | None
    delimiter: str | None


@dataclass(frozen=True, slots=True)
class Nobody:
    """Words that stand where a person would, and mean that there is none; "" always does."""

    customer: frozenset[str]
    staff: frozenset[str]


@dataclass(frozen=True, slots=True)
class FileMapping:
    """One file: what a row is, and which column feeds which field."""

    file: str
    kind: RowKind
    columns: Mapping[str, str]
    notation: Notation
    nobody: Nobody
    match: tuple[str, ...]  # what a row and its appointment must have in common


@dataclass(frozen=True, slots=True)
class BookRules:
    """What the files leave open, decided for the whole book."""

    notice_days: int | None  # None: the business's own notice period
    cancelled_by: CancelledBy
    default_duration_minutes: int
    receipt_completes: bool
    payment_method: PayMethod


@dataclass(frozen=True, slots=True)
class BookMapping:
    """Everything that must be known to read a folder of files as one book."""

    name: str
    time_zone: str | None  # None: the business's own
    currency: str | None
    rules: BookRules
    files: tuple[FileMapping, ...]

    def in_reading_order(self) -> tuple[FileMapping, ...]:
        """Services and customers before what points to them; no-shows before cancellations.

        A row of the no-show file names an appointment exactly; so it takes that one before a
        cancellation can.
        """
        return tuple(sorted(self.files, key=lambda file: READING_ORDER.index(file.kind)))
