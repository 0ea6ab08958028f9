"""What may stand in a note?"""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from regulars.kernel.refusal import Refused

LONGEST_NOTE = 10_000
# PostgreSQL refuses the first of these, and none belongs in a text.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class EmptyNote(Refused):
    """A note says something."""

    code = "empty_note"
    sentence = _("The note is empty. Write something, or delete the note.")


class LongNote(Refused):
    """A note is a note."""

    code = "long_note"
    sentence = _("The note is too long. Keep it below 10,000 characters.")


def cleaned(body: str) -> str:
    """The text as it is kept. Raises EmptyNote and LongNote."""
    text = _CONTROLS.sub("", body.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text:
        raise EmptyNote
    if len(text) > LONGEST_NOTE:
        raise LongNote
    return text
