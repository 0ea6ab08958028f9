"""What does one row of a file say, in the words of the book?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from hashlib import blake2s
from types import MappingProxyType

from regulars.rules.import_cells import LONGEST_VISIT, Cells, Meeting, RowRefused
from regulars.rules.import_mapping import FileMapping, RowKind
from regulars.rules.import_values import Fault

_LONGEST_LINE = 240  # a ledger line's description
# A century of days: more is a slip of the keyboard, and minutes of it no longer fit.
_MOST_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class ServiceRow:
    code: str
    name: str
    category: str
    description: str
    price_minor: int
    duration_minutes: int | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """What is said of a customer, by the names of the customer's fields; empty ones are absent."""

    number: str
    said: Mapping[str, str]
    birthday: date | None


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    meeting: Meeting
    starts: time | None
    duration_minutes: int | None
    price_minor: int | None
    title: str
    notes: str


@dataclass(frozen=True, slots=True)
class NoShowRow:
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class CancellationRow:
    meeting: Meeting
    told_on: date | None
    days: int | None  # of notice, as stated
    reason: str


@dataclass(frozen=True, slots=True)
class PaymentRow:
    customer: str
    staff: str
    day: date
    paid: time | None
    amount_minor: int
    description: str
    reference: str


Row = ServiceRow | CustomerRow | AppointmentRow | NoShowRow | CancellationRow | PaymentRow


def identity_of(cells: Sequence[str]) -> str:
    """The same for rows of the same content: "twice adds nothing twice" goes by it."""
    return blake2s("\x1f".join(cells).encode(), digest_size=16).hexdigest()


def is_empty(cells: Sequence[str]) -> bool:
    """Whether nothing stands in the row; such rows are passed over."""
    return not any(cell and not cell.isspace() for cell in cells)


def row_reader(
    mapping: FileMapping, *, positions: Mapping[str, int], width: int, currency: str
) -> Callable[[Sequence[str]], Row]:
    """How to read a row of this file; what it returns raises RowRefused for a row that is wrong."""
    read = _READERS[mapping.kind]

    def reader(cells: Sequence[str]) -> Row:
        if len(cells) < width:
            raise RowRefused(Fault.TOO_FEW_COLUMNS, said=str(len(cells)))
        if len(cells) > width and not is_empty(cells[width:]):
            raise RowRefused(Fault.TOO_MANY_COLUMNS, said=str(len(cells)))
        return read(Cells(cells, positions, mapping, currency))

    return reader


def _service(cells: Cells) -> ServiceRow:
    code = cells.needed("code")
    return ServiceRow(
        code=code,
        name=cells.text("name") or code,
        category=cells.text("category"),
        description=cells.text("description"),
        price_minor=cells.price_or_none("price") or 0,
        duration_minutes=cells.number_or_none("duration", least=1, most=LONGEST_VISIT),
        is_active=cells.yes_or_no("active", default=True),
    )


_CUSTOMER_TEXTS = (
    "first_name", "last_name", "nickname", "company", "pronouns", "email", "phone", "street",
    "postal_code", "city",
)  # fmt: skip


def _customer(cells: Cells) -> CustomerRow:
    said = {field: text for field in _CUSTOMER_TEXTS if (text := cells.text(field))}
    whole = cells.text("name")
    if whole and not said.keys() & {"first_name", "last_name"}:
        first, _, last = whole.rpartition(" ")
        said |= {"first_name": first, "last_name": last} if first else {"first_name": last}
    number = cells.text("number")
    if not (number or said.keys() & {"first_name", "last_name", "nickname", "company"}):
        raise RowRefused(Fault.MISSING, "number")
    return CustomerRow(number=number, said=said, birthday=cells.day_or_none("birthday"))


def _appointment(cells: Cells) -> AppointmentRow:
    return AppointmentRow(
        meeting=cells.meeting(),
        starts=cells.time_or_none("time"),
        duration_minutes=cells.number_or_none("duration", least=1, most=LONGEST_VISIT),
        price_minor=cells.price_or_none("price"),
        title=cells.text("title"),
        notes=cells.text("notes"),
    )


def _no_show(cells: Cells) -> NoShowRow:
    return NoShowRow(cells.meeting())


def _cancellation(cells: Cells) -> CancellationRow:
    return CancellationRow(
        meeting=cells.meeting(),
        told_on=cells.day_or_none("cancelled_on"),
        days=cells.number_or_none("days", least=-_MOST_DAYS, most=_MOST_DAYS),
        reason=cells.text("reason"),
    )


def _payment(cells: Cells) -> PaymentRow:
    amount = cells.amount_or_none("amount")
    if amount is None:
        raise RowRefused(Fault.MISSING, "amount")
    return PaymentRow(
        customer=cells.customer(),
        staff=cells.staff(),
        day=cells.day("date"),
        paid=cells.time_or_none("time"),
        amount_minor=amount,
        description=" ".join(cells.text("description", most=_LONGEST_LINE).split()),
        reference=cells.text("reference"),
    )


_READERS: Mapping[RowKind, Callable[[Cells], Row]] = MappingProxyType(
    {
        RowKind.SERVICE: _service,
        RowKind.CUSTOMER: _customer,
        RowKind.APPOINTMENT: _appointment,
        RowKind.NO_SHOW: _no_show,
        RowKind.CANCELLATION: _cancellation,
        RowKind.PAYMENT: _payment,
    }
)
