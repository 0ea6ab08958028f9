"""What does the whole document of a customer look like?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from regulars.queries.customer_answers import AnswerOnCard, FieldOnCard
from regulars.queries.customer_card import AlertOnCard, CustomerCard, NoteOnCard, Origin
from regulars.queries.customer_document import CustomerDocument, WhoseBook
from regulars.queries.customer_years import BookingCount, CustomerYears, YearFigures
from regulars.queries.history_parts import CustomerHistory, HistoryProject, HistoryVisit, Judgement
from regulars.rules.answers import AnswerSource, FieldKind
from regulars.rules.appointment_status import ENDED, Status
from regulars.rules.statistics import MONTHS, Favourite, Point
from regulars.rules.track_record import TrackRecord

CONFIRMED = Status.CONFIRMED
_VISITED = datetime(2026, 3, 12, 13, 0, tzinfo=UTC)
_WRITTEN = datetime(2026, 3, 12, 16, 20, tzinfo=UTC)


def a_visit() -> HistoryVisit:
    """One that was cancelled too late, and why it was."""
    judged = Judgement(
        told_at=_VISITED - timedelta(hours=5), notice=timedelta(hours=5),
        policy=timedelta(hours=48), actor_kind="staff", actor_name="Nadia Keller", reason="Flu",
    )  # fmt: skip
    return HistoryVisit(
        id=3900, is_group=False, starts_at=_VISITED, ends_at=_VISITED + timedelta(hours=4),
        time_known=True, status=Status.CANCELLED_TOO_LATE, what="Tattoo session",
        has_own_title=False, session_number=2, staff_name="Jonas Wyss", room="Room 2",
        price_minor=60000, paid_minor=0, currency="CHF", notice_minutes=300,
        cancelled_by="customer", places=None, project_id=9, project_title="Botanical sleeve",
        expected_sessions=6, judged=judged,
    )  # fmt: skip


def _year(year: int | None) -> YearFigures:
    days = (date(2026, 1, 15), date(2026, 2, 12))
    endings = {status: 0 for status in Status if status in ENDED}
    return YearFigures(
        year=year, bookings=2, group_bookings=0, favourite=Favourite("Tattoo session", 2),
        income_minor=135000, currency="CHF", payments=3, reminders=2,
        reminders_by_channel={"email": 2}, no_show_rate=0.0,
        endings=endings | {Status.COMPLETED: 2, Status.CANCELLED_TOO_LATE: 1},
        periods=(
            (Point(2026, days, ()),)
            if year is None
            else tuple(Point(n, tuple(d for d in days if d.month == n), ()) for n in MONTHS)
        ),
    )  # fmt: skip


def the_years() -> CustomerYears:
    """A customer of one year."""
    record = TrackRecord(
        bookings=3, completed=2, no_shows=0, cancelled_on_time=0, cancelled_too_late=1,
        cancelled_by_notification=0, first_on=date(2026, 1, 15), last_no_show_on=None,
        last_too_late_on=date(2026, 3, 12),
    )  # fmt: skip
    counts = (
        BookingCount(Status.CANCELLED_TOO_LATE, is_group=False, number=1),
        BookingCount(Status.COMPLETED, is_group=False, number=2),
    )
    return CustomerYears(record=record, counts=counts, together=_year(None), years=(_year(2026),))


def _history() -> CustomerHistory:
    project = HistoryProject(
        id=9, title="Botanical sleeve", staff_name="Jonas Wyss", expected_sessions=6, done=2,
        is_finished=False, since=datetime(2026, 1, 15, 13, 0, tzinfo=UTC), strokes="||\\",
        visits=(a_visit(),), earlier=2,
    )  # fmt: skip
    return CustomerHistory(projects=(project,), strokes="||\\", earlier=2)


def a_customer() -> CustomerDocument:
    """Mr Müller, with something of everything."""
    card = CustomerCard(
        id=17, number="K-0017", first_name="Jürg", last_name="Müller", nickname="Jüge",
        pronouns="", company="", email="juerg.mueller@example.ch", phone="+41442713390",
        language="de", birthday=date(1984, 5, 1), street="Langstrasse 12", postal_code="8004",
        city="Zürich", country="CH", archived_at=None, picture=None, strokes="||\\", bookings=3,
        first_at=datetime(2026, 1, 15, 13, 0, tzinfo=UTC), last_at=_VISITED, origins={},
    )  # fmt: skip
    answer = AnswerOnCard(
        "Colophony", AnswerSource.BOOKING, _WRITTEN, staff_name="", asked_as="Allergies"
    )
    question = FieldOnCard(
        id=4, label="Allergies", help_text="", kind=FieldKind.TEXT, options=(), is_mandatory=True,
        staff_only=False, shows_as_alert=True, is_archived=False, answer=answer, earlier=(),
    )  # fmt: skip
    note = NoteOnCard(
        id=31, body="Prefers mornings.", author_id=5, author_name="Jonas Wyss",
        created_at=_WRITTEN, edited_at=None, is_pinned=True, shows_when_booking=False,
        follow_up_on=None,
    )  # fmt: skip
    return CustomerDocument(
        told_at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        business=WhoseBook("nordlicht", "Nordlicht Tattoo", "Europe/Zurich", "CHF"),
        withheld=(), id=17, name="Jürg Müller", card=card,
        sources={"phone": Origin("staff", "Nadia Keller", _WRITTEN)}, tags=("Regular",),
        alerts=(AlertOnCard(8, "Latex allergy", "", "Jonas Wyss", _WRITTEN),),
        answers=(question,), notes=(note,), coming=(), statistics=the_years(),
        history=_history(), older=None,
    )  # fmt: skip
