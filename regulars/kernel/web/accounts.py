"""How sign-in behaves here: nobody signs up by themselves, and it speaks the person's language."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

# What axes keeps of a failed sign-in; PostgreSQL refuses a letter more.
_LONGEST_NAME = 255


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]
    """An account is made by the operator or by an invitation, never on the sign-up page."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "E-mail and password do not match. Check both, or choose a new password."
        ),
        "enter_current_password": _("This is not your current password. Please type it again."),
        "incorrect_password": _("This is not your password. Please type it again."),
        "too_many_login_attempts": _(
            "The password was wrong too often. Wait a few minutes, then try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language the addressed person reads, if it is known who that is."""
        person = context.get("user")
        language = getattr(person, "language", "") or translation.get_language()
        # The context processors put the one who asks in the place of `user`.
        named = context | {"greeted": getattr(person, "name", "")}
        with translation.override(language):
            super().send_mail(template_prefix, email, named)


def client_address(request: HttpRequest) -> str | None:
    """Where the request comes from, seen past a trusted proxy; for axes, as allauth sees it."""
    try:
        return str(ByInvitation(request).get_client_ip(request))
    except PermissionDenied:
        return None


def name_typed_at_sign_in(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The e-mail address that somebody tries to sign in with, under allauth's name for it."""
    typed = str((credentials or {}).get("email") or request.POST.get("login", ""))
    return typed.strip().lower()[:_LONGEST_NAME]
