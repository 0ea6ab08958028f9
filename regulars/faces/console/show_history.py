"""What became of each visit, as lines on a terminal?"""

from __future__ import annotations

from collections.abc import Iterator

from regulars.kernel.formats import Formats
from regulars.kernel.words import CANCELLED_BY, CHANNEL, DEPOSIT, status_word
from regulars.queries.history_page import HistoryPage
from regulars.queries.history_parts import (
    CustomerHistory,
    DepositMark,
    HistoryProject,
    HistoryVisit,
    StepKind,
    StoryStep,
)
from regulars.rules.cancellation import CancelledBy

_STEPS = {
    StepKind.ASKED: "Deposit asked for",
    StepKind.REMINDED: "Reminded",
    StepKind.DUE: "Due",
    StepKind.CANCELLED: "Cancelled by itself",
}


def history_lines(history: CustomerHistory, fmt: Formats) -> Iterator[str]:
    """The visits by project, each with its ending in words and how it came to it."""
    for project in history.projects:
        yield f"  {_project_words(project, fmt)}"
        for visit in project.visits:
            yield from visit_lines(visit, fmt, indent="    ")
        if project.earlier:
            yield f"    and {project.earlier:,} earlier"
    if history.is_empty:
        yield "  Nothing yet."


def older_lines(page: HistoryPage, fmt: Formats) -> Iterator[str]:
    """A page of older visits, and where the next one begins."""
    for visit in page.visits:
        yield from visit_lines(visit, fmt, of_project=True)
    if not page.visits:
        yield "There are no older visits."
    if page.next:
        yield ""
        yield f"{page.earlier:,} earlier visits: --older {page.next}"


def visit_lines(
    visit: HistoryVisit, fmt: Formats, *, indent: str = "", of_project: bool = False
) -> Iterator[str]:
    """When, what, with whom, how it ended; below it the clock of an unpaid deposit."""
    when = fmt.moment(visit.starts_at) if visit.time_known else fmt.day(visit.starts_at)
    told = [_what(visit, of_project=of_project), visit.staff_name, status_word(visit.status)]
    told += [_notice(visit, fmt), _deposit(visit.deposit, fmt), _money(visit, fmt)]
    told += [f"undone: {status_word(status)}" for status in visit.undone]
    yield f"{indent}{when}  {' · '.join(part for part in told if part)}"
    for step in visit.clock:
        yield f"{indent}    {_step(step, fmt)}"


def _project_words(project: HistoryProject, fmt: Formats) -> str:
    if project.id is None:
        return "Single appointments"
    sessions = f"{project.done} done"
    if project.expected_sessions is not None:
        sessions = f"{project.done} of {project.expected_sessions} sessions done"
    finished = "finished" if project.is_finished else ""
    told = [project.title, project.staff_name, sessions, finished, _deposit(project.deposit, fmt)]
    return " · ".join(part for part in told if part)


def _what(visit: HistoryVisit, *, of_project: bool) -> str:
    told = [visit.project_title] if of_project else []
    if visit.session_number:
        told.append(f"Session {visit.session_number}")
    told.append(visit.what)
    if visit.is_group:
        told.append(f"group of {visit.places}")
    return ", ".join(part for part in told if part) or "Appointment"


def _notice(visit: HistoryVisit, fmt: Formats) -> str:
    """How long before the start it was cancelled, and what was missing to be on time."""
    if not visit.is_cancelled:
        return ""
    if visit.cancelled_by == CancelledBy.STUDIO:
        return f"by {str(CANCELLED_BY[CancelledBy.STUDIO]).lower()}"
    if visit.notice is None:
        return ""
    side = "after the start" if visit.notice.days < 0 else "before"
    told = f"{fmt.notice(visit.notice)} {side}"
    if visit.is_too_late and visit.judged and visit.judged.short_by:
        told += f", too late by {fmt.shortfall(visit.judged.short_by)}"
    return told


def _deposit(deposit: DepositMark | None, fmt: Formats) -> str:
    if deposit is None:
        return ""
    amount = fmt.money_short(deposit.amount_minor or 0, deposit.currency)
    told = f"deposit {amount} {str(DEPOSIT[deposit.state]).lower()}"
    if deposit.is_open and deposit.due_on:
        told += f", due {fmt.day_plain(deposit.due_on)}"
    return told


def _money(visit: HistoryVisit, fmt: Formats) -> str:
    return fmt.money_short(visit.money_minor, visit.currency) if visit.money_minor else ""


def _step(step: StoryStep, fmt: Formats) -> str:
    day = fmt.day_plain if step.kind is StepKind.DUE else fmt.moment_plain
    told = [day(step.at), _STEPS[step.kind]]
    if step.kind is StepKind.REMINDED and step.nth > 1:
        told[1] = "Reminded again"
    if step.kind is StepKind.ASKED and step.amount_minor:
        told.append(fmt.money_short(step.amount_minor, step.currency))
    if step.channel:
        told.append(str(CHANNEL[step.channel]))
    return " · ".join(told)
