"""Open a business: the tenant itself, its first location and the person who owns it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import available_timezones

import phonenumbers
from babel.numbers import is_currency
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.words import LANGUAGE, STAFF_WORDS
from regulars.records.accounts import Account
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business, Location
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Role
from regulars.rules.plans import Plan

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SLUG = 60
_LONGEST_NAME = 120
# Longer than any studio asks for; keeps a mistyped unit from becoming a policy.
_LONGEST_NOTICE = timedelta(days=60)


class CannotOpen(Refused):
    """Something about the new business is missing or not known; the sentence says what."""

    code = "business_cannot_open"


class AddressTaken(Refused):
    """Another business already has this short name."""

    code = "business_slug_taken"
    sentence = gettext_lazy("Another business has this short name already. Choose another one.")


@transaction.atomic
def open_business(
    *,
    slug: str,
    name: str,
    time_zone: str,
    currency: str,
    country: str,
    language: str,
    plan: Plan | str,
    staff_word: str,
    notice: timedelta,
    owner_name: str,
    owner_email: str,
    owner_password: str | None,
    at: datetime,
) -> Business:
    """Open a business with one location and its owner, and return it.

    Done by whoever runs the installation: before it exists nobody can have a role in it. An owner
    who has an account already keeps it, and its password; then `owner_password` must be None.
    With None for a new one, the owner sets a password by "forgotten password". Raises
    `CannotOpen` or `AddressTaken`, with nothing written.
    """
    _must_be_a_place(slug=slug, name=name, time_zone=time_zone, country=country)
    _must_be_a_policy(
        currency=currency, language=language, plan=plan, staff_word=staff_word, notice=notice
    )
    account = _owner(
        name=owner_name.strip(),
        email=owner_email,
        password=owner_password,
        language=language,
        at=at,
    )

    business = Business.objects.create(
        slug=slug,
        name=name.strip(),
        time_zone=time_zone,
        currency=currency,
        country=country,
        language=language,
        plan=Plan(plan),
        staff_word=staff_word,
        notice_minutes=notice // timedelta(minutes=1),
        created_at=at,
    )
    Location.objects.create(business=business, name=business.name)
    StaffMember.objects.create(
        business=business,
        account=account,
        name=owner_name.strip(),
        role=Role.OWNER,
        sees_contact_data=True,
    )

    AuditEntry.objects.record(Actor.operator(business), "business.opened", business, at=at)
    return business


def _must_be_a_place(*, slug: str, name: str, time_zone: str, country: str) -> None:
    if not _SLUG.fullmatch(slug) or len(slug) > _LONGEST_SLUG:
        raise CannotOpen(
            _(
                "The short name is part of every address. Use small letters, digits and hyphens only."
            )
        )
    if Business.objects.filter(slug=slug).exists():
        raise AddressTaken
    if not 0 < len(name.strip()) <= _LONGEST_NAME:
        raise CannotOpen(_("Give the business a name of at most 120 letters."))
    if time_zone not in available_timezones():
        raise CannotOpen(
            _("%(zone)s is no time zone. Write it like Europe/Zurich.") % {"zone": time_zone}
        )
    if country not in phonenumbers.SUPPORTED_REGIONS:
        raise CannotOpen(
            _("%(country)s is no country. Write its two capital letters, like CH.")
            % {"country": country}
        )


def _must_be_a_policy(
    *, currency: str, language: str, plan: Plan | str, staff_word: str, notice: timedelta
) -> None:
    if not is_currency(currency):
        raise CannotOpen(
            _("%(currency)s is no currency. Write its three capital letters, like CHF.")
            % {"currency": currency}
        )
    for given, known in (
        (language, sorted(LANGUAGE)),
        (plan, [plan.value for plan in Plan]),
        (staff_word, sorted(STAFF_WORDS)),
    ):
        if given not in known:
            raise CannotOpen(
                _("%(given)s is not known. Choose one of these: %(known)s.")
                % {"given": given, "known": ", ".join(known)}
            )
    if not timedelta(0) <= notice <= _LONGEST_NOTICE:
        raise CannotOpen(_("Choose a notice period between none and 60 days."))


def _owner(*, name: str, email: str, password: str | None, language: str, at: datetime) -> Account:
    """The owner's account: the one that has this e-mail address, or a new one."""
    if not 0 < len(name) <= _LONGEST_NAME:
        raise CannotOpen(_("Give the owner a name of at most 120 letters."))
    try:
        validate_email(email.strip())
    except ValidationError:
        raise CannotOpen(
            _("%(email)s is no e-mail address. The owner signs in with one.") % {"email": email}
        ) from None
    account = Account.objects.filter(email=email.strip().lower()).first()
    if account is not None:
        if password is not None:
            raise CannotOpen(
                _("%(email)s has an account already. Leave the password out; theirs stays.")
                % {"email": account.email}
            )
        return account
    account = Account(email=email.strip().lower(), name=name, language=language, created_at=at)
    if password is not None:
        _must_be_a_password(password, account)
    account.set_password(password)
    account.save()
    return account


def _must_be_a_password(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise CannotOpen(" ".join(weak.messages)) from None
