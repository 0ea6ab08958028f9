"""How an action says no: one code for programs, one sentence for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Refused(Exception):
    """An anticipated no. Subclasses live in the module that raises them.

    `code` is stable and machine-readable; `sentence` is translated when it is shown and says what
    to do next. Faces turn it into a 409.
    """

    code: str = "refused"
    sentence: str | _StrPromise = ""

    def __init__(self, sentence: str | _StrPromise | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.sentence)
