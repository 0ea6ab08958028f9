"""How sign-in behaves here: nobody signs up by themselves."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]
    """An account is made by the operator or by an invitation, never on the sign-up page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
