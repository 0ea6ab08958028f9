"""What stands in the cells of one row, each read as its field asks for?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import TypeVar

from regulars.rules.import_mapping import FileMapping
from regulars.rules.import_values import (
    BadValue,
    Fault,
    read_amount,
    read_date,
    read_time,
    read_whole_number,
    read_yes_or_no,
)

Value = TypeVar("Value")

# What the columns of the database hold; more is refused rather than cut off.
LONGEST: Mapping[str, int] = MappingProxyType(
    {
        "code": 40,
        "customer": 40,
        "number": 40,
        "staff": 40,
        "service": 120,
        "name": 120,
        "category": 80,
        "first_name": 120,
        "last_name": 120,
        "nickname": 80,
        "pronouns": 40,
        "company": 120,
        "email": 254,
        "phone": 60,
        "street": 160,
        "postal_code": 20,
        "city": 80,
        "title": 160,
        "reason": 240,
        "reference": 80,
    }
)
_LONGEST_TEXT = 10_000
_SEVERAL_LINES = frozenset({"notes", "description"})
LONGEST_VISIT = 24 * 60


class RowRefused(ValueError):
    """A row that cannot come in: which field, what it says, and what is wrong with it."""

    def __init__(self, fault: Fault, field: str = "", said: str = "") -> None:
        super().__init__(f"{fault}: {field}")
        self.fault = fault
        self.field = field
        self.said = said


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a row says about an appointment: whose, with whom, what for, on which day.

    An empty text is nobody, or nothing told.
    """

    customer: str
    staff: str
    service: str
    day: date


class Cells:
    """A row's cells by field, each read as its field asks for."""

    __slots__ = ("_cells", "_currency", "_mapping", "_positions")

    def __init__(
        self,
        cells: Sequence[str],
        positions: Mapping[str, int],
        mapping: FileMapping,
        currency: str,
    ) -> None:
        self._cells = cells
        self._positions = positions
        self._mapping = mapping
        self._currency = currency

    def text(self, field: str, *, most: int | None = None) -> str:
        place = self._positions.get(field)
        said = "" if place is None else self._cells[place]
        if not said:
            return ""
        if "\0" in said:
            raise RowRefused(Fault.UNPRINTABLE, field)
        said = said.strip() if field in _SEVERAL_LINES else " ".join(said.split())
        if len(said) > (most or LONGEST.get(field, _LONGEST_TEXT)):
            raise RowRefused(Fault.TOO_LONG, field, said)
        return said

    def needed(self, field: str) -> str:
        said = self.text(field)
        if not said:
            raise RowRefused(Fault.MISSING, field)
        return said

    def customer(self) -> str:
        said = self.text("customer")
        return "" if said in self._mapping.nobody.customer else said

    def staff(self) -> str:
        said = self.text("staff")
        return "" if said in self._mapping.nobody.staff else said

    def meeting(self) -> Meeting:
        return Meeting(self.customer(), self.staff(), self.text("service"), self.day("date"))

    def day(self, field: str) -> date:
        day = self.day_or_none(field)
        if day is None:
            raise RowRefused(Fault.MISSING, field)
        return day

    def day_or_none(self, field: str) -> date | None:
        return self._read(field, read_date, self._mapping.notation.date)

    def time_or_none(self, field: str) -> time | None:
        return self._read(field, read_time, self._mapping.notation.time)

    def amount_or_none(self, field: str) -> int | None:
        mark = self._mapping.notation.decimal_mark
        return self._read(field, read_amount, self._currency, mark)

    def price_or_none(self, field: str) -> int | None:
        price = self.amount_or_none(field)
        if price is not None and price < 0:
            raise RowRefused(Fault.OUT_OF_RANGE, field, self.text(field))
        return price

    def number_or_none(self, field: str, *, least: int, most: int) -> int | None:
        return self._read(field, lambda said: read_whole_number(said, least=least, most=most))

    def yes_or_no(self, field: str, *, default: bool) -> bool:
        if field not in self._positions:
            return default
        return bool(self._read(field, read_yes_or_no))

    def _read(self, field: str, read: Callable[..., Value], *how: object) -> Value | None:
        said = self.text(field)
        if not said:
            return None
        try:
            return read(said, *how)
        except BadValue as bad:
            raise RowRefused(bad.fault, field, said) from None
