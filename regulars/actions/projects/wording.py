"""What must a project say about itself?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from regulars.kernel.refusal import Refused


class WithoutTitle(Refused):
    """A project is found by its title."""

    code = "without_title"
    sentence = _("Give the project a title.")


class NoSessions(Refused):
    """Nobody expects a project of no sessions at all."""

    code = "no_sessions"
    sentence = _("A project has at least one session. Leave the number empty if it is not known.")


def cleaned(*, title: str, expected_sessions: int | None) -> tuple[str, int | None]:
    """The title without stray spaces, and the sessions. Raises WithoutTitle, NoSessions."""
    title = " ".join(title.split())
    if not title:
        raise WithoutTitle
    if expected_sessions is not None and expected_sessions < 1:
        raise NoSessions
    return title, expected_sessions
