"""`regulars tokens`: which programs may ask about a business?"""

from __future__ import annotations

import argparse
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from regulars.faces.console.whose import business_named
from regulars.queries.token_list import TokenLine, token_list
from regulars.rules.tokens import TokenState

_HEADS = ("NAME", "STARTS WITH", "STATE", "CREATED", "LAST USED", "LAST DAY", "REVOKED", "SCOPES")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--business", required=True, metavar="SLUG")


def run(arguments: argparse.Namespace) -> int:
    """One line each, the newest first."""
    business = business_named(arguments.business)
    zone = ZoneInfo(business.time_zone)
    rows = [_row(token, zone) for token in token_list(business=business, at=timezone.now())]
    if not rows:
        print(f"{business.name} has no tokens yet. Make one with “regulars create-token”.")
        return 0
    widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
    for row in (_HEADS, *rows):
        print(
            "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        )
    return 0


def _row(token: TokenLine, zone: ZoneInfo) -> tuple[str, ...]:
    return (
        token.name,
        f"{token.start}…",
        "in use" if token.state is TokenState.VALID else token.state.value,
        _moment(token.created_at, zone),
        _moment(token.last_used_at, zone),
        str(token.last_day(zone) or "-"),
        _moment(token.revoked_at, zone),
        " ".join(token.scopes),
    )


def _moment(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else "-"
