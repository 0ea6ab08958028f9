"""What do a customer's years look like to a program?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.customer_card import customer_card
from regulars.queries.customer_statistics import CustomerFigures
from regulars.queries.year_by_year import YearByYear, year_by_year
from regulars.rules.appointment_status import Status
from regulars.rules.statistics import Favourite, Point
from regulars.rules.track_record import TrackRecord


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The figures of one year in the business's time zone; of all years when `year` is null.

    `bookings` are appointments and group bookings that start in the year and were not cancelled.
    `income_minor` and `payments` are null where money is withheld. `periods` are the twelve months
    of a year, or the years of all. `endings` counts every ending, cancellations too.
    """

    year: int | None
    bookings: int
    group_bookings: int
    favourite: Favourite | None
    income_minor: int | None
    currency: str
    payments: int | None
    reminders: int
    reminders_by_channel: Mapping[str, int]
    no_show_rate: float | None
    endings: Mapping[Status, int]
    periods: tuple[Point, ...]

    @classmethod
    def of(cls, figures: CustomerFigures, *, currency: str, with_money: bool) -> YearFigures:
        """The figures as programs read them: amounts beside their currency, or withheld."""
        told = figures.statistics
        return cls(
            year=told.year,
            bookings=told.bookings,
            group_bookings=told.group_bookings,
            favourite=told.favourite,
            income_minor=told.income_minor if with_money else None,
            currency=currency,
            payments=figures.payments if with_money else None,
            reminders=told.reminders,
            reminders_by_channel=figures.reminders,
            no_show_rate=told.no_show_rate,
            endings=told.endings,
            periods=told.periods,
        )


@dataclass(frozen=True, slots=True)
class BookingCount:
    """How many bookings there are of one status, in groups or not, in all years."""

    status: Status
    is_group: bool
    number: int


@dataclass(frozen=True, slots=True)
class CustomerYears:
    """A customer's statistics: the track record, all years together, and each year with data.

    The latest year stands first.
    """

    record: TrackRecord
    counts: tuple[BookingCount, ...]
    together: YearFigures
    years: tuple[YearFigures, ...]

    @classmethod
    def of(cls, told: YearByYear, *, currency: str, with_money: bool) -> CustomerYears:
        """The figures as programs read them, amounts withheld where they may not be seen."""
        together, *years = (
            YearFigures.of(figures, currency=currency, with_money=with_money)
            for figures in (told.together, *told.years)
        )
        return cls(
            record=told.together.record,
            counts=tuple(
                BookingCount(status, is_group, number)
                for (status, is_group), number in sorted(told.together.counts.items())
            ),
            together=together,
            years=tuple(years),
        )


def customer_years(
    *, business: Tenant, customer_id: int, zone: ZoneInfo, currency: str, with_money: bool
) -> CustomerYears:
    """The statistics alone, two statements whatever the years. Raises Customer.DoesNotExist."""
    card = customer_card(business=business, customer_id=customer_id)
    told = year_by_year(
        business=business,
        customer_id=customer_id,
        zone=zone,
        first_at=card.first_at,
        last_at=card.last_at,
    )
    return CustomerYears.of(told, currency=currency, with_money=with_money)
