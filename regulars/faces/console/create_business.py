"""`regulars create-business`: a business and its owner's account."""

from __future__ import annotations

import argparse
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from regulars.actions.businesses.open import open_business
from regulars.kernel.words import STAFF_WORDS
from regulars.queries.businesses import has_account
from regulars.queries.condition import condition
from regulars.rules.plans import Plan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", help="its name in addresses: small letters, digits, hyphens")
    parser.add_argument("--name", required=True)
    parser.add_argument("--time-zone", required=True, help="such as America/Toronto")
    parser.add_argument("--currency", required=True, help="three letters, such as CAD")
    parser.add_argument("--country", required=True, help="two letters, such as CA")
    parser.add_argument(
        "--language", default="en", choices=[code for code, _ in settings.LANGUAGES]
    )
    parser.add_argument("--plan", default=Plan.EXPERT_SHOP, choices=[plan.value for plan in Plan])
    parser.add_argument("--staff-word", default="staff", choices=sorted(STAFF_WORDS))
    parser.add_argument("--notice-hours", type=float, default=48, help="notice period (48)")
    parser.add_argument("--owner-name", required=True)
    parser.add_argument("--owner-email", required=True)
    parser.add_argument(
        "--owner-password",
        help="made up and printed once if left out (never for one who has an account)",
    )


def run(arguments: argparse.Namespace) -> int:
    if not condition().is_sound:
        call_command("migrate", verbosity=0, interactive=False)
    password = arguments.owner_password
    is_made_up = not password and not has_account(arguments.owner_email)
    if is_made_up:
        password = secrets.token_urlsafe(12)
    business = open_business(
        slug=arguments.slug,
        name=arguments.name,
        time_zone=arguments.time_zone,
        currency=arguments.currency.upper(),
        country=arguments.country.upper(),
        language=arguments.language,
        plan=Plan(arguments.plan),
        staff_word=arguments.staff_word,
        notice=timedelta(hours=arguments.notice_hours),
        owner_name=arguments.owner_name,
        owner_email=arguments.owner_email,
        owner_password=password,
        at=timezone.now(),
    )
    print(f"{business.name} is open: {settings.SITE_URL}/at/{business.slug}/")
    print(f"Its owner signs in as {arguments.owner_email.strip().lower()}.")
    if is_made_up:
        print(f"Password, shown this once: {password}")
    return 0
