"""Which businesses are in this installation?"""

from __future__ import annotations

from regulars.queries.entrance import BusinessAtDoor, business_from
from regulars.queries.sql import can_be_asked_for, select

_ONE = """
SELECT slug, name, id, time_zone, currency, language, country, city, plan, staff_word,
       notice_minutes
  FROM regulars_business WHERE slug = %(slug)s
"""


def business_at(slug: str) -> BusinessAtDoor | None:
    """The business of that address, for the operator; None where there is none."""
    rows = select(_ONE, slug=slug) if can_be_asked_for(slug) else []
    return business_from(rows[0]) if rows else None


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
