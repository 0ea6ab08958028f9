"""Which businesses are in this installation?"""

from __future__ import annotations

from datetime import timedelta

from regulars.queries.entrance import BusinessAtDoor
from regulars.queries.sql import select
from regulars.rules.plans import Plan

_ONE = """
SELECT id, slug, name, time_zone, currency, language, country, city, plan, staff_word,
       notice_minutes
  FROM regulars_business WHERE slug = %(slug)s
"""


def business_at(slug: str) -> BusinessAtDoor | None:
    """The business of that address, for the operator; None where there is none."""
    for (id_, slug_, name, zone, currency, language, country, city, plan, staff_word,
         notice) in select(_ONE, slug=slug):  # fmt: skip
        return BusinessAtDoor(
            id=id_,
            slug=slug_,
            name=name,
            time_zone=zone,
            currency=currency,
            language=language,
            country=country,
            city=city,
            plan=Plan(plan),
            staff_word=staff_word,
            notice=timedelta(minutes=notice),
        )
    return None


def slugs_of_businesses() -> tuple[str, ...]:
    """The addresses of all businesses, in order."""
    return tuple(slug for (slug,) in select("SELECT slug FROM regulars_business ORDER BY slug"))


def has_account(email: str) -> bool:
    """Whether somebody signs in with this address already."""
    return bool(
        select(
            "SELECT 1 FROM regulars_account WHERE email = %(email)s", email=email.strip().lower()
        )
    )
