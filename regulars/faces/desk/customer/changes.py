"""The change log of a customer: who changed what, when, and what it said before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse

from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.kernel import change_words, words
from regulars.kernel.formats import Formats
from regulars.queries.change_log import Entry, Line, change_log
from regulars.rules.permissions import Permission


class CustomerChanges(DeskView):
    """GET is the log; ?before turns its pages."""

    permission = Permission.SEE_HISTORY

    def get(self, request: DeskRequest, customer_id: int) -> HttpResponse:
        log = change_log(
            business=request.door.business,
            customer_id=customer_id,
            before=request.GET.get("before", ""),
        )
        sees_money = request.door.actor.may(Permission.SEE_MONEY)
        told = [_told(entry, request.fmt, sees_money=sees_money) for entry in log.entries]
        context: dict[str, Any] = {"card": log.card, "log": log, "told": told}
        return page(request, "desk/customer/changes.html", **context)


_AMOUNTS = ("price_minor", "amount_minor")
_ORDER = {name: place for place, name in enumerate(change_words.LINES)}


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One line that changed, in words; without values where they would say nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """A change as a sentence with its lines."""

    icon: str
    sentence: str
    entry: Entry
    lines: tuple[ToldLine, ...]


def _told(entry: Entry, fmt: Formats, *, sees_money: bool) -> ToldEntry:
    names = {
        "name": entry.actor_name or str(words.ACTOR[entry.actor_kind]),
        "subject": _subject(entry, fmt),
    }
    sentence = str(change_words.VERBS.get(entry.verb, change_words.SOMETHING)) % names
    return ToldEntry(
        icon=change_words.NOUN_ICONS.get(entry.verb.partition(".")[0], "history"),
        sentence=sentence[:1].upper() + sentence[1:],
        entry=entry,
        lines=tuple(
            _told_line(line, entry, fmt)
            for line in sorted(entry.lines, key=_place)
            if line.name in change_words.LINES and (sees_money or line.name not in _AMOUNTS)
        ),
    )


def _place(line: Line) -> int:
    """Where a line stands on a customer's card or an appointment's page."""
    return _ORDER.get(line.name, 0)


def _subject(entry: Entry, fmt: Formats) -> str:
    if entry.starts_at is None:
        return entry.subject or entry.verb
    day = fmt.day_plain(entry.starts_at)
    return f"{entry.subject}, {day}" if entry.subject else day


def _told_line(line: Line, entry: Entry, fmt: Formats) -> ToldLine:
    label = str(change_words.LINES[line.name])
    if line.name == "picture":
        return ToldLine(label, "", "")
    return ToldLine(
        label,
        _value(line.name, line.old, entry.currency, fmt),
        _value(line.name, line.new, entry.currency, fmt),
    )


def _value(name: str, value: Any, currency: str, fmt: Formats) -> str:
    """A stored value in plain words."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool) or (name == "value" and value in ("yes", "no")):
        return str(change_words.YES if value in (True, "yes") else change_words.NO)
    if name == "status":
        return words.status_word(value)
    if name == "language":
        return str(words.LANGUAGE.get(value, value))
    if name == "phone":
        return fmt.phone(value)
    if name == "deposit":
        return str(words.DEPOSIT.get(value, value))
    if name == "method":
        return str(words.PAY_METHOD.get(value, value))
    if name in _AMOUNTS:
        return fmt.money(value, currency or None)
    if name.endswith("_at"):
        return fmt.moment_plain(datetime.fromisoformat(value))
    if name.endswith("_on") or name == "birthday":
        return fmt.day_plain(date.fromisoformat(value))
    return ", ".join(str(value).splitlines()) if name == "value" else str(value)
