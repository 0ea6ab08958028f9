"""Where did a line of the card or an answer come from, in words?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from regulars.kernel.actor import ActorKind
from regulars.kernel.formats import Formats
from regulars.rules.answers import AnswerSource

SOURCE_ICONS = {"booking": "globe", "import": "file-input", "staff": "keyboard"}
_BOOKING = {ActorKind.CUSTOMER.value, AnswerSource.BOOKING.value, ActorKind.TOKEN.value}


@dataclass(frozen=True, slots=True)
class Source:
    """A sign and a sentence: typed by whom and when."""

    icon: str
    words: str


def source_of(
    kind: str, *, staff_name: str = "", at: datetime | None, fmt: Formats
) -> Source | None:
    """The source in words, None where it is not known."""
    day = fmt.day_plain(at) if at else _("day unknown")
    if kind in _BOOKING:
        return Source(SOURCE_ICONS["booking"], _("Given at booking, %(day)s") % {"day": day})
    if kind == ActorKind.IMPORT:
        return Source(SOURCE_ICONS["import"], _("From an import, %(day)s") % {"day": day})
    if kind == ActorKind.STAFF and staff_name:
        return Source(
            SOURCE_ICONS["staff"],
            _("Typed by %(name)s, %(day)s") % {"name": staff_name, "day": day},
        )
    if kind == ActorKind.STAFF:
        return Source(SOURCE_ICONS["staff"], _("Typed by staff, %(day)s") % {"day": day})
    return None
