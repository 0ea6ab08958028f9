"""What does an e-mail to a customer say?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from regulars.kernel.formats import Formats
from regulars.rules.messages import MessageKind


@dataclass(frozen=True, slots=True)
class Occasion:
    """The appointment that a message is about, as its customer knows it."""

    kind: MessageKind
    called: str
    language: str
    business: str
    country: str
    time_zone: str
    currency: str
    starts_at: datetime
    ends_at: datetime
    what: str = ""
    with_whom: str = ""
    where: str = ""
    by_studio: bool = False  # who called it off


@dataclass(frozen=True, slots=True)
class MessageText:
    """What the customer reads."""

    subject: str
    body: str


_SUBJECT: dict[MessageKind, Promise] = {
    MessageKind.CONFIRMATION: gettext_lazy("Your appointment: %(moment)s"),
    MessageKind.CHANGED: gettext_lazy("Your appointment has changed: %(moment)s"),
    MessageKind.CANCELLED: gettext_lazy("Your appointment is cancelled: %(moment)s"),
}
_OPENING: dict[MessageKind, Promise] = {
    MessageKind.CONFIRMATION: gettext_lazy("your appointment at %(business)s is booked."),
    MessageKind.CHANGED: gettext_lazy(
        "your appointment at %(business)s has changed. This is how it stands now:"
    ),
    MessageKind.CANCELLED: gettext_lazy("this appointment at %(business)s is cancelled:"),
}
_CLOSING: dict[MessageKind, Promise] = {
    MessageKind.CONFIRMATION: gettext_lazy(
        "If something comes up, please tell us as early as you can."
    ),
    MessageKind.CHANGED: gettext_lazy("If that does not suit you, please get in touch with us."),
    MessageKind.CANCELLED: gettext_lazy(
        "If you would like another time, please get in touch with us."
    ),
}
# The kinds that this module finds words for.
TOLD = frozenset(_SUBJECT)


def spoken_language(wanted: str, *, else_in: str) -> str:
    """The language to write in: the customer's, if the product speaks it, else the business's."""
    spoken = {code for code, _name in settings.LANGUAGES}
    plain = wanted.replace("_", "-").split("-")[0].lower()
    return plain if plain in spoken else else_in


def message_text(occasion: Occasion) -> MessageText:
    """The text of a message about one appointment, in the customer's language."""
    with translation.override(occasion.language):
        fmt = Formats.of(
            language=occasion.language,
            country=occasion.country,
            time_zone=occasion.time_zone,
            currency=occasion.currency,
        )
        subject = str(_SUBJECT[occasion.kind]) % {"moment": fmt.moment(occasion.starts_at)}
        # One line, whatever a name contains: a subject is a header.
        return MessageText(" ".join(subject.split())[:200], _body(occasion, fmt))


def _body(occasion: Occasion, fmt: Formats) -> str:
    opening = _OPENING[occasion.kind]
    if occasion.kind is MessageKind.CANCELLED and occasion.by_studio:
        opening = gettext_lazy("we are sorry: we have to cancel this appointment at %(business)s:")
    paragraphs = (
        pgettext("e-mail", "Hello %(name)s,") % {"name": occasion.called},
        str(opening) % {"business": occasion.business},
        "\n".join(_facts(occasion, fmt)),
        str(_CLOSING[occasion.kind]),
        occasion.business,
    )
    return "\n\n".join(paragraphs) + "\n"


def _facts(occasion: Occasion, fmt: Formats) -> list[str]:
    span = fmt.span(occasion.starts_at, occasion.ends_at)
    known = (
        (_("When: %(value)s"), f"{fmt.day(occasion.starts_at)}, {span}"),
        (_("What: %(value)s"), occasion.what),
        (_("With: %(value)s"), occasion.with_whom),
        (_("Where: %(value)s"), occasion.where),
    )
    return [line % {"value": " ".join(value.split())} for line, value in known if value]
