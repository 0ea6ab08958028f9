"""What stands in the form in which a customer is changed?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from regulars.kernel.tenant import Tenant
from regulars.queries.customer_unfold import NoSuchCustomer
from regulars.queries.sql import day, moment, select
from regulars.rules.names import name_on_screen


@dataclass(frozen=True, slots=True)
class CustomerInForm:
    """Every line that can be changed, as it is stored, and which version of it this is."""

    id: int
    name: str
    version: str
    is_archived: bool
    picture: str | None
    tags: tuple[str, ...]
    number: str
    first_name: str
    last_name: str
    nickname: str
    pronouns: str
    company: str
    email: str
    phone: str
    language: str
    birthday: date | None
    street: str
    postal_code: str
    city: str
    country: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a small picture (WebP)."""

    image: bytes


def customer_in_form(*, business: Tenant, customer_id: int) -> CustomerInForm:
    """The customer as the form starts, in two statements. Raises NoSuchCustomer."""
    statement = """
        SELECT c.number, c.first_name, c.last_name, c.nickname, c.pronouns, c.company, c.email,
               c.phone, c.language, c.birthday, c.street, c.postal_code, c.city, c.country,
               c.changed_at, c.archived_at, p.digest
          FROM regulars_customer c
          LEFT JOIN regulars_customerpicture p
                 ON p.business_id = c.business_id AND p.customer_id = c.id
         WHERE c.business_id = %(business_id)s AND c.id = %(customer_id)s
    """
    values: dict[str, Any] = {"business_id": business.id, "customer_id": customer_id}
    rows = select(statement, **values)
    if not rows:
        raise NoSuchCustomer
    number, first, last, nickname, *between, changed_at, archived_at, picture = rows[0]
    pronouns, company, email, phone, language, birthday, street, postal_code, city, country = (
        between
    )
    return CustomerInForm(
        id=customer_id,
        name=name_on_screen(first, last, nickname, company, number),
        version=version_of(moment(changed_at)),
        is_archived=archived_at is not None,
        picture=picture,
        tags=_tags(values),
        number=number,
        first_name=first,
        last_name=last,
        nickname=nickname,
        pronouns=pronouns,
        company=company,
        email=email,
        phone=phone,
        language=language,
        birthday=day(birthday) if birthday else None,
        street=street,
        postal_code=postal_code,
        city=city,
        country=country,
    )


def version_of(changed_at: datetime) -> str:
    """What a form carries along to notice that somebody else saved in between."""
    return changed_at.isoformat()


def tag_names(*, business: Tenant) -> tuple[str, ...]:
    """Every tag of the business, to choose from while typing."""
    statement = (
        "SELECT t.name FROM regulars_tag t WHERE t.business_id = %(business_id)s ORDER BY t.key"
    )
    return tuple(row[0] for row in select(statement, business_id=business.id))


def customer_picture(*, business: Tenant, customer_id: int, digest: str) -> Picture:
    """The picture that bears this digest. Raises NoSuchCustomer when it is another one by now."""
    statement = """
        SELECT p.image FROM regulars_customerpicture p
         WHERE p.business_id = %(business_id)s AND p.customer_id = %(customer_id)s
           AND p.digest = %(digest)s
    """
    rows = select(statement, business_id=business.id, customer_id=customer_id, digest=digest)
    if not rows:
        raise NoSuchCustomer
    return Picture(bytes(rows[0][0]))


def _tags(values: dict[str, Any]) -> tuple[str, ...]:
    statement = """
        SELECT t.name FROM regulars_customertag ct JOIN regulars_tag t
            ON t.id = ct.tag_id AND t.business_id = ct.business_id
         WHERE ct.business_id = %(business_id)s AND ct.customer_id = %(customer_id)s
         ORDER BY ct.id
    """
    return tuple(row[0] for row in select(statement, **values))
