"""Who stands at the door of which business?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from regulars.kernel.actor import Actor, ActorKind
from regulars.kernel.documents import Minutes
from regulars.kernel.formats import Formats
from regulars.queries.sql import Row, select
from regulars.rules.permissions import Permission, Role
from regulars.rules.plans import Plan


@dataclass(frozen=True, slots=True)
class BusinessAtDoor:
    """What a face needs to know of the business."""

    id: int
    slug: str
    name: str
    time_zone: str
    currency: str
    language: str
    country: str
    city: str
    plan: Plan
    staff_word: str
    notice: Minutes


@dataclass(frozen=True, slots=True)
class StaffAtDoor:
    """The signed-in person as this business knows them."""

    id: int
    name: str
    role: Role
    hue: int


@dataclass(frozen=True, slots=True)
class OtherBusiness:
    """Another business where the same person works."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Doorway:
    """A business, the person who entered it, and how things are written for them."""

    business: BusinessAtDoor
    staff: StaffAtDoor
    actor: Actor
    other_businesses: tuple[OtherBusiness, ...]

    @property
    def account_name(self) -> str:
        """The person's name as this business knows it."""
        return self.staff.name

    def may(self, permission: str) -> bool:
        """Whether the person may do that here; templates ask by the permission's value."""
        return self.actor.may(Permission(permission))

    def formats(self, language: str) -> Formats:
        """How values are written for a reader of this language here."""
        business = self.business
        return Formats.of(
            language=language,
            country=business.country,
            time_zone=business.time_zone,
            currency=business.currency,
        )


_STATEMENT = """
SELECT b.slug, b.name, b.id, b.time_zone, b.currency, b.language, b.country, b.city, b.plan,
       b.staff_word, b.notice_minutes, s.id, s.name, s.role, s.hue, s.sees_contact_data
  FROM regulars_staffmember s
  JOIN regulars_business b ON b.id = s.business_id
 WHERE s.account_id = %(account_id)s AND s.is_active
 ORDER BY b.name, b.id
"""


def doorway(*, account_id: int, slug: str) -> Doorway | None:
    """The business of that address as this person enters it; None for a stranger. One statement."""
    rows = select(_STATEMENT, account_id=account_id)
    found = next((row for row in rows if row[0] == slug), None)
    if found is None:
        return None
    business = business_from(found[:11])
    staff_id, name, role, hue, sees_contact_data = found[11:]
    return Doorway(
        business=business,
        staff=StaffAtDoor(id=staff_id, name=name, role=Role(role), hue=hue),
        actor=Actor(
            kind=ActorKind.STAFF,
            business_id=business.id,
            id=staff_id,
            role=Role(role),
            sees_contact_data=bool(sees_contact_data),
        ),
        other_businesses=tuple(OtherBusiness(row[0], row[1]) for row in rows if row[0] != slug),
    )


def business_from(columns: Row) -> BusinessAtDoor:
    """What the door knows of a business, from the columns in the order of its statement."""
    slug, name, key, zone, currency, language, country, city, plan, staff_word, notice = columns
    return BusinessAtDoor(
        id=key,
        slug=slug,
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


def businesses_of(account_id: int) -> tuple[OtherBusiness, ...]:
    """Every business where this person works, by name."""
    return tuple(OtherBusiness(row[0], row[1]) for row in select(_STATEMENT, account_id=account_id))
