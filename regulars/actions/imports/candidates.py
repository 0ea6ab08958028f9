"""The appointments that rows of other files may mean, looked up for a portion of rows at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import UTC, date, datetime

from django.db.models import Q

from regulars.actions.imports.book import Book, People
from regulars.records.appointments import Appointment
from regulars.rules.appointment_status import Status
from regulars.rules.import_cells import Meeting
from regulars.rules.import_matching import Candidate
from regulars.rules.import_moments import day_of, days_around

_COLUMNS = (
    "id", "customer_id", "staff_member_id", "service_id", "title", "starts_at", "status",
    "created_at", "version",
)  # fmt: skip
_NEVER = datetime.min.replace(tzinfo=UTC)

OfDay = dict[tuple[int | None, date], list[Candidate]]


def imported_of(book: Book, wanted: Set[tuple[int | None, date]]) -> OfDay:
    """Imported appointments of these customers on these days.

    Only imported ones: what staff entered is not ended by a file.
    """
    if not wanted:
        return {}
    customers, days = {customer for customer, _ in wanted}, {day for _, day in wanted}
    is_one = Q(customer_id__in=customers - {None})
    if None in customers:
        is_one |= Q(customer__isnull=True)
    starts_at, ends_at = days_around(min(days), max(days), book.work.business_zone)
    rows = Appointment.objects.of(book.work.business).filter(
        is_one, is_imported=True, starts_at__gte=starts_at, starts_at__lt=ends_at
    )
    found: OfDay = defaultdict(list)
    for id_, customer, staff, service, title, starts, status, created, version in (
        rows.order_by("id").values_list(*_COLUMNS).iterator()
    ):
        day = day_of(starts, book.work.business_zone)
        if (customer, day) not in wanted:
            continue
        key = book.prices.match_key(service, title)
        found[customer, day].append(
            Candidate(id_, customer, staff, key, day, Status(status), starts, created, version)
        )
    return found


class Candidates:
    """What the rows of one portion may mean, kept current while they are worked through."""

    def __init__(self, book: Book, people: People, found: OfDay) -> None:
        self._book = book
        self._people = people
        self._found = found

    @classmethod
    def of(cls, book: Book, meetings: Sequence[Meeting], people: People) -> Candidates:
        wanted = {(people.customers[meeting.customer], meeting.day) for meeting in meetings}
        return cls(book, people, imported_of(book, wanted))

    def of_day(self, meeting: Meeting) -> Sequence[Candidate]:
        """Everything that this customer has on this day."""
        return self._found.get(self._place(meeting), ())

    def meant_by(self, meeting: Meeting, *, match: Sequence[str]) -> Sequence[Candidate]:
        """Those that have in common with a row what its mapping compares."""
        key = self._as_candidate(meeting, Status.BOOKED).key(match)
        return [each for each in self.of_day(meeting) if each.key(match) == key]

    def end(self, candidate: Candidate, status: Status) -> None:
        """Let the rows that follow see this ending."""
        there = self._found[candidate.customer_id, candidate.day]
        there[there.index(candidate)] = replace(candidate, status=status)

    def add_ended(self, meeting: Meeting, status: Status) -> None:
        """Let the rows that follow see the appointment that a row became."""
        there = self._found.setdefault(self._place(meeting), [])
        there.append(self._as_candidate(meeting, status))

    def _place(self, meeting: Meeting) -> tuple[int | None, date]:
        return self._people.customers[meeting.customer], meeting.day

    def _as_candidate(self, meeting: Meeting, status: Status) -> Candidate:
        service = self._book.prices.find(meeting.service)
        return Candidate(
            id=0,
            customer_id=self._people.customers[meeting.customer],
            staff_id=self._people.staff[meeting.staff],
            service=self._book.prices.match_key(service.id if service else None, meeting.service),
            day=meeting.day,
            status=status,
            starts_at=_NEVER,
            created_at=_NEVER,
        )
