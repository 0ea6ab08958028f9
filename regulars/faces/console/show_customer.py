"""What is there to know about a customer, as lines on a terminal?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from regulars.faces.console.show_history import history_lines, older_lines, visit_lines
from regulars.kernel.formats import Formats
from regulars.kernel.words import LANGUAGE
from regulars.queries.customer_answers import AnswerOnCard, FieldOnCard
from regulars.queries.customer_card import NoteOnCard, Origin
from regulars.queries.customer_document import CustomerDocument
from regulars.queries.customer_years import YearFigures
from regulars.rules.answers import FieldKind
from regulars.rules.appointment_status import Status

__all__ = ["customer_lines", "older_lines"]

_SOURCES = {
    "customer": "given at booking",
    "token": "given at booking",
    "booking": "given at booking",
    "import": "from an import",
    "staff": "typed by staff",
}
# Where the second column of labelled lines begins.
_LABEL = 18


def customer_lines(told: CustomerDocument, fmt: Formats) -> Iterator[str]:
    """The card, what must be seen first, what is next, the years, answers, notes and history."""
    archived = told.card.archived_at
    yield told.name + (f" (archived {fmt.day_plain(archived)})" if archived else "")
    yield f"{told.business.name}, as it was on {fmt.moment_plain(told.told_at)}"
    if told.alerts:
        yield ""
    for alert in told.alerts:
        yield f"! {alert.title}" + (f" · {alert.detail}" if alert.detail else "")
    yield ""
    yield from _card(told, fmt)
    for title, lines in (
        ("Next", _coming(told, fmt)),
        ("Years", _years(told, fmt)),
        ("Answers", (line for field in told.answers for line in _answer(field, fmt))),
        ("Notes", (line for note in told.notes for line in _note(note, fmt))),
        ("History", history_lines(told.history, fmt)),
    ):
        found = list(lines)
        if found:
            yield from ("", title, *found)
    if told.older:
        yield ""
        yield f"{told.history.earlier:,} earlier visits: --older {told.older}"


def _card(told: CustomerDocument, fmt: Formats) -> Iterator[str]:
    card = told.card
    street = (card.street, card.place, card.country)
    lines = (
        ("number", "Number", card.number),
        ("pronouns", "Pronouns", card.pronouns),
        ("nickname", "Nickname", card.nickname if card.nickname != told.name else ""),
        ("company", "Company", card.company if card.company != told.name else ""),
        ("phone", "Phone", fmt.phone(card.phone) if card.phone else ""),
        ("email", "E-mail", card.email),
        ("street", "Address", ", ".join(filter(None, street)) if card.has_address else ""),
        ("birthday", "Birthday", fmt.day_long(card.birthday) if card.birthday else ""),
        ("language", "Language", str(LANGUAGE.get(card.language, card.language))),
        ("tags", "Tags", ", ".join(told.tags)),
    )
    for column, label, text in lines:
        if text:
            origin = told.sources.get(column)
            source = f"  ({_source(origin, fmt)})" if origin else ""
            yield f"{label:<{_LABEL}}{text}{source}"
    yield f"{'Id':<{_LABEL}}{told.id}"


def _source(origin: Origin, fmt: Formats) -> str:
    kind, who = origin.kind, origin.staff_name
    words = f"typed by {who}" if who else _SOURCES.get(kind, kind)
    return f"{words}, {fmt.day_plain(origin.at)}" if origin.at else words


def _coming(told: CustomerDocument, fmt: Formats) -> Iterator[str]:
    for visit in told.coming:
        yield from visit_lines(visit, fmt, indent="  ", of_project=True)


def _years(told: CustomerDocument, fmt: Formats) -> Iterator[str]:
    if not told.statistics.years:
        return
    heads = ("bookings", "in groups", "no shows", "reminders", "income")
    yield f"  {'':<6}" + "".join(f"{head:>12}" for head in heads) + "  most often"
    for figures in (*told.statistics.years, told.statistics.together):
        yield f"  {figures.year or 'All':<6}{_row(figures, fmt)}"
    record = told.statistics.record
    since = f" since {fmt.month_year(record.first_on)}" if record.first_on else ""
    yield (
        f"  Of {record.bookings:,} in all{since}: {record.completed:,} completed, "
        f"{record.no_shows:,} no show, {record.cancelled_on_time:,} cancelled on time, "
        f"{record.cancelled_too_late:,} too late, "
        f"{record.cancelled_by_notification:,} by notification"
    )


def _row(figures: YearFigures, fmt: Formats) -> str:
    numbers = (
        f"{figures.bookings:,}",
        f"{figures.group_bookings:,}",
        f"{figures.endings[Status.NO_SHOW]:,}",
        f"{figures.reminders:,}",
        fmt.money_short(figures.income_minor or 0, figures.currency),
    )
    favourite = figures.favourite
    often = f"  {favourite.service} ({favourite.bookings:,})" if favourite else ""
    return "".join(f"{number:>12}" for number in numbers) + often


def _answer(field: FieldOnCard, fmt: Formats) -> Iterator[str]:
    missing = "not answered yet" if field.is_missing else "not answered"
    yield f"  {field.label}: " + (_said(field, field.answer, fmt) if field.value else missing)
    for earlier in field.earlier:
        yield f"      earlier: {_said(field, earlier, fmt)}"


def _said(field: FieldOnCard, answer: AnswerOnCard | None, fmt: Formats) -> str:
    if answer is None:
        return ""
    value = ", ".join(answer.value.splitlines()) or "taken back"
    if field.kind is FieldKind.DATE and answer.value:
        value = fmt.day_plain(date.fromisoformat(answer.value))
    origin = Origin(answer.source.value, answer.staff_name, answer.given_at)
    return f"{value}  ({_source(origin, fmt)})"


def _note(note: NoteOnCard, fmt: Formats) -> Iterator[str]:
    marks = ("pinned" if note.is_pinned else "", "when booking" if note.shows_when_booking else "")
    told = [fmt.moment_plain(note.created_at), note.author_name, *marks]
    if note.follow_up_on:
        told.append(f"follow up on {fmt.day_plain(note.follow_up_on)}")
    yield f"  {' · '.join(part for part in told if part)}"
    for line in note.body.splitlines():
        yield f"      {line}"
