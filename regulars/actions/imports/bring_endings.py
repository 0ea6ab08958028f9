"""No-shows and cancellations come in: they end appointments, or are appointments of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from regulars.actions.imports.book import Book, People
from regulars.actions.imports.bring_appointments import (
    NewAppointment,
    about,
    blank_appointment,
    store,
)
from regulars.actions.imports.candidates import Candidates
from regulars.actions.imports.end import booked_at, end_appointments
from regulars.actions.imports.endings import keep_endings
from regulars.actions.imports.report import Conflict
from regulars.actions.imports.sources import Line
from regulars.actions.imports.work import Ending
from regulars.rules.appointment_status import Status
from regulars.rules.import_mapping import FileMapping
from regulars.rules.import_matching import (
    Candidate,
    ConflictKind,
    first_open,
    judge_cancellation,
)
from regulars.rules.import_moments import day_begins, midday
from regulars.rules.import_rows import CancellationRow, NoShowRow

EndingRow = NoShowRow | CancellationRow


def bring_endings(book: Book, lines: Sequence[Line[EndingRow]], *, mapping: FileMapping) -> None:
    """End the appointment each row means; a row that means none becomes one, of its day only."""
    people = book.people_of(lines)
    candidates = Candidates.of(book, [line.row.meeting for line in lines], people)
    ended: list[tuple[Line[EndingRow], Candidate, Ending]] = []
    own: list[tuple[Line[EndingRow], NewAppointment, Ending]] = []
    for line in lines:
        ending = _ending(book, line, states_days="days" in mapping.columns)
        meant = candidates.meant_by(line.row.meeting, match=mapping.match)
        found = first_open(meant)
        _settle(book, line, candidates, meant=meant, found=found)
        if found is not None:
            ended.append((line, found, replace(ending, from_status=found.status)))
            candidates.end(found, ending.status)
        else:
            own.append((line, _own(book, people, line, ending), ending))
            candidates.add_ended(line.row.meeting, ending.status)
    end_appointments(book.work, [(found, ending) for _, found, ending in ended])
    book.work.traces.keep("ending", [(line, found.id) for line, found, _ in ended])
    store(book, [(line, made) for line, made, _ in own])
    keep_endings(book.work, {made.id: ending for _, made, ending in own})


def _ending(book: Book, line: Line[EndingRow], *, states_days: bool) -> Ending:
    row, work = line.row, book.work
    if isinstance(row, NoShowRow):
        return Ending(line.file, line.number, Status.NO_SHOW)
    judgement = judge_cancellation(
        on=row.meeting.day,
        told_on=row.told_on,
        stated_days=row.days,
        states_days=states_days,
        notice_days=work.notice_days,
        by=work.rules.cancelled_by,
    )
    if judgement.settled is not None:
        work.notebook.settle(Conflict(line.file, line.number, judgement.settled, about(line)))
    return Ending(
        file=line.file,
        line=line.number,
        status=judgement.status,
        cancelled_by=work.rules.cancelled_by,
        told_at=midday(row.told_on, work.business_zone) if row.told_on else None,
        notice_minutes=judgement.notice_minutes,
        reason=row.reason,
    )


def _settle(
    book: Book,
    line: Line[EndingRow],
    candidates: Candidates,
    *,
    meant: Sequence[Candidate],
    found: Candidate | None,
) -> None:
    """Report what the row disagrees with, and the rule that settles it."""
    is_no_show, kind = isinstance(line.row, NoShowRow), None
    if found is None and meant:
        kind = ConflictKind.ALREADY_ENDED
    elif found is None and is_no_show:
        kind = ConflictKind.NO_SHOW_UNMATCHED
    if kind is not None:
        book.work.notebook.settle(Conflict(line.file, line.number, kind, about(line)))
    if is_no_show:
        return
    for each in candidates.of_day(line.row.meeting):
        if each.status is Status.NO_SHOW and each.customer_id is not None:
            book.work.settle_once(
                each.id,
                ConflictKind.NO_SHOW_AND_CANCELLATION,
                file=line.file,
                line=line.number,
                about=about(line),
            )


def _own(book: Book, people: People, line: Line[EndingRow], ending: Ending) -> NewAppointment:
    begins = day_begins(line.row.meeting.day, book.work.business_zone)
    made = blank_appointment(book, people, line, starts=begins)
    made.status = ending.status
    made.notice_minutes = ending.notice_minutes
    made.cancelled_by = ending.cancelled_by
    made.created_at = booked_at(made.created_at, ending)
    return made
