"""What was this customer's year, and how reliable were they so far?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, moment, select
from regulars.rules.appointment_status import Status
from regulars.rules.statistics import BookingFact, YearStatistics, year_statistics
from regulars.rules.track_record import TrackRecord, track_record

# Further apart than that, a date was mistyped; the latest years are offered.
_MOST_YEARS = 80
# Whose beginning and end are moments in every time zone.
_FIRST_YEAR, _LAST_YEAR = 2, 9998


@dataclass(frozen=True, slots=True)
class CustomerFigures:
    """The statistics of one year or of all, the years to choose from, and the track record."""

    statistics: YearStatistics
    years: tuple[int, ...]  # with data, latest first, and the chosen one
    payments: int  # lines of income in the year
    reminders: Mapping[str, int]  # by channel
    record: TrackRecord
    counts: Mapping[tuple[Status, bool], int]  # all bookings by status and "is it a group"

    def count(self, *, status: Status | None = None, is_group: bool | None = None) -> int:
        """How many bookings there are of a status and kind, in all years."""
        return sum(
            number
            for (of_status, of_group), number in self.counts.items()
            if status in (None, of_status) and is_group in (None, of_group)
        )

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses there are bookings of, in the order of the closed list."""
        return tuple(status for status in Status if self.count(status=status))


def default_year(
    *, first_at: datetime | None, last_at: datetime | None, at: datetime, zone: ZoneInfo
) -> int:
    """This year; the last one with data for who has not been here since, the first for who is new."""
    this_year = at.astimezone(zone).year
    if first_at is None or last_at is None:
        return this_year
    return max(_year(first_at, zone), min(this_year, _year(last_at, zone)))


def customer_figures(
    *,
    business: Tenant,
    customer_id: int,
    zone: ZoneInfo,
    year: int | None,
    first_at: datetime | None,
    last_at: datetime | None,
) -> CustomerFigures:
    """The figures of PRODUCT.md 7.1 for a year in the business's time zone, all years for None.

    `first_at` and `last_at` say what the years to choose from may lie between. One statement.
    """
    years = years_between(first_at, last_at, zone)
    bounds: dict[str, Any] = {}
    if year is not None:
        bounds = {"from_at": new_year(year, zone), "to_at": new_year(year + 1, zone)}
    rows = select(
        _statement(years=years, is_bounded=year is not None),
        business=business.id,
        customer=customer_id,
        **bounds,
        **_year_values(years, zone),
    )
    counts = {(Status(row[2]), bool(row[1])): row[4] for row in rows if row[0] == "count"}
    income = next(row for row in rows if row[0] == "income")
    reminders = {row[2]: row[4] for row in rows if row[0] == "reminder"}
    with_data = {row[4] for row in rows if row[0] == "year"} | ({year} if year else set())
    return CustomerFigures(
        statistics=year_statistics(
            bookings=[_fact(row, zone) for row in rows if row[0] == "fact"],
            income_minor=int(income[4] or 0),
            reminders=sum(reminders.values()),
            year=year,
        ),
        years=tuple(sorted(with_data, reverse=True)),
        payments=income[1],
        reminders=reminders,
        record=_record(rows, counts, zone),
        counts=counts,
    )


# Columns: what, is it a group (or how many), status or channel, service, number, two moments.
_FIXED = """
SELECT 'count' AS what, 0 AS is_group, a.status AS word, '' AS service, COUNT(*) AS number,
       MIN(a.starts_at) AS at, MAX(a.starts_at) AS last_at
  FROM regulars_appointment a
 WHERE a.business_id = %(business)s AND a.customer_id = %(customer)s
 GROUP BY a.status
UNION ALL
SELECT 'count', 1, g.status, '', COUNT(*), MIN(g.starts_at), MAX(g.starts_at)
  FROM regulars_registration g
 WHERE g.business_id = %(business)s AND g.customer_id = %(customer)s
 GROUP BY g.status
"""

_OF_THE_YEAR = """
UNION ALL
SELECT 'fact', 0, a.status, v.name, 1, a.starts_at, NULL
  FROM regulars_appointment a
  LEFT JOIN regulars_service v ON v.id = a.service_id
 WHERE a.business_id = %(business)s AND a.customer_id = %(customer)s {appointed}
UNION ALL
SELECT 'fact', 1, g.status, v.name, 1, g.starts_at, NULL
  FROM regulars_registration g
  JOIN regulars_groupsession n ON n.id = g.group_session_id
  LEFT JOIN regulars_service v ON v.id = n.service_id
 WHERE g.business_id = %(business)s AND g.customer_id = %(customer)s {registered}
UNION ALL
SELECT 'income', COUNT(*), '', '', CAST(SUM(l.amount_minor) AS bigint), NULL, NULL
  FROM regulars_ledgerline l
 WHERE l.business_id = %(business)s AND l.customer_id = %(customer)s AND l.is_income {paid}
UNION ALL
SELECT 'reminder', 0, m.channel, '', COUNT(*), NULL, NULL
  FROM regulars_message m
 WHERE m.business_id = %(business)s AND m.customer_id = %(customer)s AND m.is_reminder
   AND m.state = 'sent' AND m.sent_at IS NOT NULL {sent}
 GROUP BY m.channel
"""

_YEARS = """
UNION ALL
SELECT 'year', 0, '', '', y.year, NULL, NULL FROM ({years}) AS y
 WHERE EXISTS (SELECT 1 FROM regulars_appointment a
                WHERE a.business_id = %(business)s AND a.customer_id = %(customer)s
                  AND a.starts_at >= y.from_at AND a.starts_at < y.to_at)
    OR EXISTS (SELECT 1 FROM regulars_registration g
                WHERE g.business_id = %(business)s AND g.customer_id = %(customer)s
                  AND g.starts_at >= y.from_at AND g.starts_at < y.to_at)
    OR EXISTS (SELECT 1 FROM regulars_ledgerline l
                WHERE l.business_id = %(business)s AND l.customer_id = %(customer)s
                  AND l.is_income AND l.paid_at >= y.from_at AND l.paid_at < y.to_at)
    OR EXISTS (SELECT 1 FROM regulars_message m
                WHERE m.business_id = %(business)s AND m.customer_id = %(customer)s
                  AND m.is_reminder AND m.state = 'sent'
                  AND m.sent_at >= y.from_at AND m.sent_at < y.to_at)
"""


def _statement(*, years: Sequence[int], is_bounded: bool) -> str:
    within = "AND {column} >= %(from_at)s AND {column} < %(to_at)s" if is_bounded else ""
    statement = _FIXED + _OF_THE_YEAR.format(
        appointed=within.format(column="a.starts_at"),
        registered=within.format(column="g.starts_at"),
        paid=within.format(column="l.paid_at"),
        sent=within.format(column="m.sent_at"),
    )
    return statement + (_YEARS.format(years=_derived(years)) if years else "")


def _derived(years: Sequence[int]) -> str:
    return " UNION ALL ".join(
        f"SELECT %(y{year})s AS year, %(y{year}_from)s AS from_at, %(y{year}_to)s AS to_at"
        for year in years
    )


def _year_values(years: Sequence[int], zone: ZoneInfo) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for year in years:
        values[f"y{year}"] = year
        values[f"y{year}_from"] = new_year(year, zone)
        values[f"y{year}_to"] = new_year(year + 1, zone)
    return values


def years_between(
    first_at: datetime | None, last_at: datetime | None, zone: ZoneInfo
) -> Sequence[int]:
    """The years that may have data: from the first moment to the last, on the business's wall."""
    if first_at is None or last_at is None:
        return ()
    first, last = _year(first_at, zone), _year(last_at, zone)
    return range(max(first, last - _MOST_YEARS + 1), last + 1)


def _year(at: datetime, zone: ZoneInfo) -> int:
    """The year on the wall of the business, as far as a calendar can show it whole."""
    year = at.year if not _FIRST_YEAR <= at.year <= _LAST_YEAR else at.astimezone(zone).year
    return min(max(year, _FIRST_YEAR), _LAST_YEAR)


def new_year(year: int, zone: ZoneInfo) -> datetime:
    """The moment a year begins on the wall clock of the business."""
    return datetime(year, 1, 1, tzinfo=zone).astimezone(UTC)


def _fact(row: Row, zone: ZoneInfo) -> BookingFact:
    starts_at = moment(row[5])
    return BookingFact(
        on=starts_at.astimezone(zone).date(),
        starts_at=starts_at,
        status=Status(row[2]),
        service=row[3],
        is_group=bool(row[1]),
    )


def _record(
    rows: Sequence[Row], counts: Mapping[tuple[Status, bool], int], zone: ZoneInfo
) -> TrackRecord:
    together: dict[Status, int] = {}
    for (status, _), number in counts.items():
        together[status] = together.get(status, 0) + number
    spans = [(Status(row[2]), moment(row[5]), moment(row[6])) for row in rows if row[0] == "count"]

    def latest(status: Status) -> Any:
        return max(
            (last.astimezone(zone).date() for of, _, last in spans if of is status), default=None
        )

    return track_record(
        together,
        first_on=min((first.astimezone(zone).date() for _, first, _ in spans), default=None),
        last_no_show_on=latest(Status.NO_SHOW),
        last_too_late_on=latest(Status.CANCELLED_TOO_LATE),
    )
