"""`regulars create-token`: let a program ask about a business."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from regulars.actions.tokens.create import CannotCreateToken, create_token
from regulars.faces.console.whose import as_said, business_named
from regulars.kernel.actor import Actor
from regulars.rules.permissions import READING, Scope
from regulars.rules.tokens import expiry_after


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--business", required=True, metavar="SLUG")
    parser.add_argument("--name", default="API", help="what it is for, such as Website (API)")
    parser.add_argument(
        "--scopes",
        metavar="SCOPE,SCOPE",
        help=f"what it may do; everything that reads if left out: {', '.join(sorted(READING))}",
    )
    parser.add_argument("--expires", metavar="YYYY-MM-DD", help="its last day (never)")


def run(arguments: argparse.Namespace) -> int:
    """The secret alone goes to standard output, so that it can be piped to where it belongs."""
    at = timezone.now()
    business = business_named(arguments.business)
    scopes = READING if arguments.scopes is None else _scopes(arguments.scopes)
    made = create_token(
        business=business,
        name=arguments.name,
        scopes=scopes,
        expires_at=_end(arguments.expires, ZoneInfo(business.time_zone)),
        actor=Actor.operator(business),
        at=at,
    )
    told = f"“{made.name}” may ask about {business.name}: {', '.join(sorted(scopes))}."
    print(told, file=sys.stderr)
    print("Its secret, shown this once:", file=sys.stderr)
    print(made.secret)
    return 0


def _scopes(text: str) -> frozenset[Scope]:
    known = {scope.value for scope in Scope}
    asked = {word.strip() for word in text.split(",") if word.strip()}
    unknown = sorted(asked - known)
    if unknown:
        raise CannotCreateToken(
            f"There is no scope “{as_said(unknown[0])}”. Known are: {', '.join(sorted(known))}."
        )
    return frozenset(Scope(word) for word in asked)


def _end(text: str | None, zone: ZoneInfo) -> datetime | None:
    """The end of that day on the business's wall clock; None for never."""
    if text is None:
        return None
    try:
        return expiry_after(date.fromisoformat(text), zone)
    except (ValueError, OverflowError):
        raise CannotCreateToken("Write the last day like 2027-12-31.") from None
