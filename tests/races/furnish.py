"""Furnishes the database that the environment names for a race, and prints what a racer needs.

A program of its own: the races run against the served product, in a database no test shares.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django

CUSTOMERS = 32
_WATCHED = "nordlicht-1234"


def furnish() -> dict[str, object]:
    """A studio with two artists, two chairs, a service of an hour, customers and a token."""
    from django.core.management import call_command
    from django.test import Client

    from regulars.actions.tokens.create import create_token
    from regulars.kernel.actor import Actor
    from regulars.records.schedule import Room
    from regulars.rules.permissions import Role, Scope
    from tests import make

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    business = make.business("nordlicht", horizon_days=3000)
    runa = make.staff(
        business,
        "Runa Brandt",
        Role.OWNER,
        account=make.account("runa@nordlicht.example", _WATCHED),
    )
    jonas = make.staff(business, "Jonas Wyss")
    rooms = [Room.objects.create(business=business, name=f"Chair {n}") for n in (1, 2)]
    hour = make.service(business, "Session", duration_minutes=60, price_minor=10_000)
    flash = make.service(business, "Flash day", duration_minutes=60, capacity=1)
    customers = [make.customer(business, "Racer", f"Number {n}") for n in range(CUSTOMERS)]
    token = create_token(
        business=business,
        name="Racer",
        scopes=frozenset({Scope.APPOINTMENTS_WRITE, Scope.SCHEDULE_WRITE, Scope.MONEY_WRITE}),
        expires_at=None,
        actor=Actor.operator(business),
        at=datetime.now(UTC),
    )
    browser = Client()
    browser.force_login(runa.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {
        "staff": [runa.id, jonas.id],
        "rooms": [room.id for room in rooms],
        "service": hour.id,
        "group_service": flash.id,
        "customers": [customer.id for customer in customers],
        "token": token.secret,
        "session": browser.cookies["sessionid"].value,
        "first_day": str((datetime.now(UTC) + timedelta(days=3)).date()),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regulars.config.settings")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    django.setup()
    sys.stdout.write(json.dumps(furnish()) + "\n")
