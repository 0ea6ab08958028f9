"""The business's book as files speak of it: services, staff members and customers by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from regulars.actions.imports.customers import CustomerNumbers
from regulars.actions.imports.price_list import PriceList
from regulars.actions.imports.sources import Line
from regulars.actions.imports.staff import StaffNames
from regulars.actions.imports.work import Work
from regulars.records.catalogue import Service
from regulars.rules.import_rows import AppointmentRow, CancellationRow, NoShowRow

MeetingRow = AppointmentRow | NoShowRow | CancellationRow


@dataclass(frozen=True, slots=True)
class Book:
    """A running import, and everybody and everything its rows can name."""

    work: Work
    prices: PriceList
    staff: StaffNames
    customers: CustomerNumbers

    @classmethod
    def of(cls, work: Work) -> Book:
        """The book as it stands before the first row comes in."""
        services = Service.objects.of(work.business).order_by("position", "id")
        return cls(
            work=work,
            prices=PriceList(list(services)),
            staff=StaffNames(work.business),
            customers=CustomerNumbers(work),
        )

    def people_of(self, lines: Sequence[Line[MeetingRow]]) -> People:
        """Customers and staff members of these rows, made where they are new."""
        meetings = [line.row.meeting for line in lines]
        return People(
            customers=self.customers.ids(meeting.customer for meeting in meetings),
            staff=self.staff.ids(meeting.staff for meeting in meetings),
        )


@dataclass(frozen=True, slots=True)
class People:
    """Whom a portion of rows names; None where they name nobody."""

    customers: Mapping[str, int | None]
    staff: Mapping[str, int | None]
