"""What do the demo's messages say? Short texts in the studio's own voice; data, not interface."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from regulars.rules.messages import MessageKind


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject and a body with places for {name}, {what}, {when} and {house}."""

    subject: str
    body: str


_ENGLISH = {
    MessageKind.CONFIRMATION: Letter(
        "Your appointment on {when}",
        "Dear {name}\n\n{what} is booked for {when}. If it does not suit you after all, tell us at "
        "least 48 hours before.\n\nSee you soon\n{house}",
    ),
    MessageKind.REMINDER: Letter(
        "See you on {when}",
        "Hi {name}, this is a reminder: {what}, {when}. Eat well, sleep well, and bring water. {house}",
    ),
    MessageKind.CANCELLED: Letter(
        "Your appointment on {when} is cancelled",
        "Dear {name}\n\n{what} on {when} is cancelled. Write to us when you would like a new "
        "date.\n\n{house}",
    ),
    MessageKind.DEPOSIT_ASKED: Letter(
        "A deposit for {when}",
        "Dear {name}\n\nTo hold {what} on {when} for you, we ask for a deposit. It is taken off the "
        "price.\n\n{house}",
    ),
    MessageKind.DEPOSIT_REMINDER: Letter(
        "Your deposit is still missing",
        "Hi {name}, your deposit for {what} on {when} has not reached us yet. Without it the place "
        "goes to somebody else. {house}",
    ),
    MessageKind.FOLLOW_UP: Letter(
        "How is it healing?",
        "Dear {name}\n\nHow is your skin after {what}? If anything looks odd, drop by: the check is "
        "free.\n\n{house}",
    ),
}
_FRENCH = {
    MessageKind.CONFIRMATION: Letter(
        "Votre rendez-vous du {when}",
        "Bonjour {name},\n\nVotre rendez-vous « {what} » est noté pour le {when}.\n\nÀ bientôt\n{house}",
    ),
    MessageKind.REMINDER: Letter(
        "À bientôt : {when}",
        "Bonjour {name}, petit rappel de votre rendez-vous « {what} », le {when}. {house}",
    ),
    MessageKind.CANCELLED: Letter(
        "Votre rendez-vous du {when} est annulé",
        "Bonjour {name},\n\nVotre rendez-vous « {what} » du {when} est annulé.\n\n{house}",
    ),
}
_LETTERS = {"en": _ENGLISH, "fr": _FRENCH}
_MONTHS = "January February March April May June July August September October November December"


def written(
    kind: MessageKind,
    *,
    language: str,
    name: str,
    what: str,
    starts_at: datetime,
    zone: ZoneInfo,
    house: str,
) -> Letter:
    """The letter of this kind, filled in."""
    letter = _LETTERS[language][kind]
    local = starts_at.astimezone(zone)
    when = (
        f"{local:%d/%m/%Y} à {local:%H:%M}"
        if language == "fr"
        else f"{local.day} {_MONTHS.split()[local.month - 1]}, {local:%H:%M}"
    )
    filled = {"name": name, "what": what, "when": when, "house": house}
    return Letter(letter.subject.format(**filled), letter.body.format(**filled))
