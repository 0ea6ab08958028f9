"""`regulars revoke-token`: close a token for good."""

from __future__ import annotations

import argparse

from django.utils import timezone

from regulars.actions.tokens.revoke import revoke_token
from regulars.faces.console.whose import business_named
from regulars.kernel.actor import Actor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("which", metavar="NAME-OR-START", help="its name, or how its secret begins")
    parser.add_argument("--business", required=True, metavar="SLUG")


def run(arguments: argparse.Namespace) -> int:
    business = business_named(arguments.business)
    name = revoke_token(
        business=business,
        which=arguments.which,
        actor=Actor.operator(business),
        at=timezone.now(),
    )
    print(f"“{name}” opens nothing any more.")
    return 0
