"""Which lines does the main card have, and in which words?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from regulars.faces.desk.customer.sources import Source, source_of
from regulars.faces.desk.entrance import DeskRequest
from regulars.kernel import words
from regulars.kernel.formats import Formats
from regulars.queries.customer_card import CustomerCard, Remembered
from regulars.queries.history_parts import HistoryVisit
from regulars.rules.permissions import Permission

LINE_ICONS = {
    "phone": "phone",
    "email": "mail",
    "address": "map-pin",
    "birthday": "cake",
    "language": "languages",
    "company": "building-2",
    "number": "hash",
}


@dataclass(frozen=True, slots=True)
class CardLine:
    """One filled-in line: a sign, what it is, what it says, and where it came from."""

    icon: str
    label: str
    text: str
    href: str = ""
    source: Source | None = None


def card_lines(request: DeskRequest, card: CustomerCard, kept: Remembered) -> tuple[CardLine, ...]:
    """The lines that are known, of those this person may see."""

    def line(column: str, label: str, text: str, href: str = "") -> CardLine:
        origin = card.origin(column, kept.staff_names)
        source = origin and source_of(
            origin.kind, staff_name=origin.staff_name, at=origin.at, fmt=request.fmt
        )
        icon = LINE_ICONS.get(column, LINE_ICONS["address"])
        return CardLine(icon, label, text, href, source or None)

    def known() -> Iterator[CardLine]:
        if request.door.actor.may(Permission.SEE_CONTACT_DATA):
            if card.phone:
                number = request.fmt.phone(card.phone)
                yield line("phone", _("Phone"), number, f"tel:{card.phone}")
            if card.email:
                yield line("email", _("E-mail"), card.email, f"mailto:{card.email}")
            if card.has_address:
                abroad = _abroad(card.country, request)
                street = ", ".join(part for part in (card.street, card.place, abroad) if part)
                yield line("street" if card.street else "city", _("Address"), street)
        if card.birthday:
            told = _birthday(card.birthday, request.fmt, request.fmt.local(request.at).date())
            yield line("birthday", _("Birthday"), told)
        if card.language:
            spoken = str(words.LANGUAGE.get(card.language, card.language))
            yield line("language", _("Language"), spoken)
        if card.company and card.company != card.name:
            yield line("company", _("Company"), card.company)
        if card.number and card.number != card.name:
            yield line("number", _("Customer number"), card.number)

    return tuple(known())


def _abroad(country: str, request: DeskRequest) -> str:
    """The name of a country that is not the business's own."""
    if country == request.door.business.country:
        return ""
    return str(request.fmt.locale.territories.get(country, country))


def _birthday(birthday: date, fmt: Formats, today: date) -> str:
    age = today.year - birthday.year - ((today.month, today.day) < (birthday.month, birthday.day))
    return _("%(day)s · %(age)s") % {"day": fmt.day_long(birthday), "age": age}


def soon(visit: HistoryVisit, *, at: datetime, fmt: Formats) -> str:
    """How near the next appointment is: now, in 12 minutes, tomorrow, in 3 weeks."""
    today, day = fmt.local(at).date(), fmt.local(visit.starts_at).date()
    if visit.starts_at <= at:
        return _("Now, until %(time)s") % {"time": fmt.time(visit.ends_at)}
    if day == today and visit.time_known:
        return _("Today in %(time)s") % {"time": fmt.notice(visit.starts_at - at)}
    if day == today:
        return _("Today")
    if (day - today).days == 1:
        return _("Tomorrow")
    told = fmt.ago(day, today)
    return told[:1].upper() + told[1:]
