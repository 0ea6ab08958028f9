"""What was each year of this customer, and what are all of them together?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.customer_statistics import CustomerFigures, new_year, years_between
from regulars.queries.sql import Row, moment, select
from regulars.rules.appointment_status import Status
from regulars.rules.statistics import BookingFact, year_statistics
from regulars.rules.track_record import TrackRecord, track_record

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class YearByYear:
    """The figures of all years together, and of each year with data, the latest first."""

    together: CustomerFigures
    years: tuple[CustomerFigures, ...]


def year_by_year(
    *,
    business: Tenant,
    customer_id: int,
    zone: ZoneInfo,
    first_at: datetime | None,
    last_at: datetime | None,
) -> YearByYear:
    """The figures of PRODUCT.md 7.1 for every year, equal to `customer_figures` of each.

    One statement, whatever the years. `first_at` and `last_at` are the card's.
    """
    possible = years_between(first_at, last_at, zone)
    rows = _read(business, customer_id, possible, zone)
    bookings = [_fact(row, zone) for row in rows if row[0] == "fact"]
    booked = _by_year((fact.on.year, fact) for fact in bookings)
    income = _by_year((row[1], row) for row in rows if row[0] == "income")
    reminders = _by_year((row[1], row) for row in rows if row[0] == "reminder")
    with_data = booked.keys() | income.keys() | reminders.keys()
    years = tuple(year for year in reversed(possible) if year in with_data)
    record = _record(bookings)
    counts = Counter((fact.status, fact.is_group) for fact in bookings)

    def figures(year: int | None) -> CustomerFigures:
        lines, channels = income.get(year, ()), Counter[str]()
        for row in reminders.get(year, ()):
            channels[row[3]] += row[4]
        return CustomerFigures(
            statistics=year_statistics(
                bookings=booked.get(year, ()),
                income_minor=sum(int(row[5]) for row in lines),
                reminders=channels.total(),
                year=year,
            ),
            years=years,
            payments=sum(row[4] for row in lines),
            reminders=dict(channels),
            record=record,
            counts=counts,
        )

    return YearByYear(together=figures(None), years=tuple(figures(year) for year in years))


# Columns: what, year, is it a group, status or channel, how many, how much, when, service.
# Income and reminders are added up by year; what lies outside the years has none and counts
# towards all of them together.
_STATEMENT = """
WITH y AS ({years})
SELECT 'fact' AS what, CAST(NULL AS bigint) AS year, 0 AS is_group, a.status AS word, 1 AS number, 0 AS amount,
       a.starts_at AS at, v.name AS service
  FROM regulars_appointment a
  LEFT JOIN regulars_service v ON v.id = a.service_id
 WHERE a.business_id = %(business)s AND a.customer_id = %(customer)s
UNION ALL
SELECT 'fact', NULL, 1, g.status, 1, 0, g.starts_at, v.name
  FROM regulars_registration g
  JOIN regulars_groupsession n ON n.id = g.group_session_id
  LEFT JOIN regulars_service v ON v.id = n.service_id
 WHERE g.business_id = %(business)s AND g.customer_id = %(customer)s
UNION ALL
SELECT 'income', y.year, 0, '', COUNT(*), CAST(SUM(l.amount_minor) AS bigint), NULL, NULL
  FROM regulars_ledgerline l
  LEFT JOIN y ON l.paid_at >= y.from_at AND l.paid_at < y.to_at
 WHERE l.business_id = %(business)s AND l.customer_id = %(customer)s AND l.is_income
 GROUP BY y.year
UNION ALL
SELECT 'reminder', y.year, 0, m.channel, COUNT(*), 0, NULL, NULL
  FROM regulars_message m
  LEFT JOIN y ON m.sent_at >= y.from_at AND m.sent_at < y.to_at
 WHERE m.business_id = %(business)s AND m.customer_id = %(customer)s AND m.is_reminder
   AND m.state = 'sent' AND m.sent_at IS NOT NULL
 GROUP BY y.year, m.channel
"""


def _read(
    business: Tenant, customer_id: int, years: Sequence[int], zone: ZoneInfo
) -> Sequence[Row]:
    if not years:
        return ()
    values: dict[str, Any] = {}
    for year in years:
        values[f"y{year}"] = year
        values[f"from{year}"], values[f"to{year}"] = new_year(year, zone), new_year(year + 1, zone)
    spans = " UNION ALL ".join(
        f"SELECT %(y{year})s AS year, %(from{year})s AS from_at, %(to{year})s AS to_at"
        for year in years
    )
    return select(
        _STATEMENT.format(years=spans), business=business.id, customer=customer_id, **values
    )


def _by_year(found: Iterable[tuple[int | None, _Found]]) -> dict[int | None, list[_Found]]:
    """What belongs to each year, and everything under None."""
    by_year: dict[int | None, list[_Found]] = {None: []}
    for year, one in found:
        by_year[None].append(one)
        if year is not None:
            by_year.setdefault(year, []).append(one)
    return by_year


def _fact(row: Row, zone: ZoneInfo) -> BookingFact:
    starts_at = moment(row[6])
    return BookingFact(
        on=starts_at.astimezone(zone).date(),
        starts_at=starts_at,
        status=Status(row[3]),
        service=row[7],
        is_group=bool(row[2]),
    )


def _record(bookings: Sequence[BookingFact]) -> TrackRecord:
    def days(status: Status) -> Iterable[date]:
        return (fact.on for fact in bookings if fact.status is status)

    return track_record(
        Counter(fact.status for fact in bookings),
        first_on=min((fact.on for fact in bookings), default=None),
        last_no_show_on=max(days(Status.NO_SHOW), default=None),
        last_too_late_on=max(days(Status.CANCELLED_TOO_LATE), default=None),
    )
