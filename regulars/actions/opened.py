"""Does what a form was opened with still stand there?"""

from __future__ import annotations

import json
from hashlib import blake2b

from django.utils.translation import gettext_lazy as _

from regulars.kernel.refusal import Refused


class SavedMeanwhile(Refused):
    """Somebody else saved the same since the form was opened."""

    code = "saved_meanwhile"
    sentence = _(
        "Somebody else saved this in the meantime. "
        "Look at what it says now, then save your changes again."
    )


def marker(**values: object) -> str:
    """A short text for a form to carry along; it differs as soon as one of the values does."""
    text = json.dumps(values, sort_keys=True, default=str)
    return blake2b(text.encode(), digest_size=12).hexdigest()


def must_still_say(opened: str | None, **values: object) -> None:
    """Raise SavedMeanwhile unless a form opened with these values; None asks for nothing."""
    if opened is not None and opened != marker(**values):
        raise SavedMeanwhile
