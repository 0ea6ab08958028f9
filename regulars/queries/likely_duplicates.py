"""Is somebody who is being entered in the book already?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import day, moment_or_none, select
from regulars.rules.duplicates import Person, Reason, score
from regulars.rules.names import deletions, digits, name_on_screen, within_one_slip
from regulars.rules.search_keys import search_words

# More would hide the form they are offered beside.
MOST = 3
# Bounds what one keystroke may read; a full name rarely has so many namesakes.
_READ = 60
# The subscriber's own number, without country and area, is told apart from here on.
_FEWEST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """Somebody in the book who may be the same person, and why."""

    id: int
    name: str
    phone: str
    email: str
    last_visit_at: datetime | None
    is_archived: bool
    points: int
    reasons: tuple[Reason, ...]


def likely_duplicates(
    *, business: Tenant, person: Person, but_not: int | None = None
) -> tuple[LikelyDuplicate, ...]:
    """At most three customers who are likely `person`, the likeliest first; archived ones too.

    `but_not` is the customer being edited. Two statements at most.
    """
    sources = [*_by_contact(person), *_by_name(business, person)]
    if not sources:
        return ()
    values: dict[str, Any] = {"business_id": business.id, "but_not": but_not or 0}
    for _, more in sources:
        values |= more
    found = " UNION ".join(
        f"SELECT * FROM ({source}) AS p{place}" for place, (source, _) in enumerate(sources)
    )
    statement = f"""
        SELECT c.id, c.first_name, c.last_name, c.nickname, c.email, c.phone, c.birthday,
               c.company, c.number, c.last_visit_at, c.archived_at
          FROM regulars_customer c
         WHERE c.business_id = %(business_id)s AND c.id <> %(but_not)s AND c.id IN ({found})
    """
    likely = [_likely(person, row) for row in select(statement, **values)]
    ranked = sorted((one for one in likely if one), key=lambda one: (-one.points, one.name, one.id))
    return tuple(ranked[:MOST])


def _likely(person: Person, row: tuple[Any, ...]) -> LikelyDuplicate | None:
    id_, first, last, nickname, email, phone, birthday, company, number, last_visit, archived = row
    other = Person(first, last, nickname, email, phone, day(birthday) if birthday else None)
    likeness = score(person, other)
    if not likeness.is_likely:
        return None
    return LikelyDuplicate(
        id=id_,
        name=name_on_screen(first, last, nickname, company, number),
        phone=phone,
        email=email,
        last_visit_at=moment_or_none(last_visit),
        is_archived=archived is not None,
        points=likeness.points,
        reasons=likeness.reasons,
    )


Source = tuple[str, dict[str, Any]]


def _by_contact(person: Person) -> list[Source]:
    """Those with the same address or number."""
    sources: list[Source] = []
    email = person.email.strip().lower()
    if "@" in email:
        sources.append((_same("c.email_key = %(email)s"), {"email": email}))
    number = digits(person.phone).lstrip("0")
    if len(number) >= _FEWEST_DIGITS:
        condition = "c.phone_reversed >= %(low)s AND c.phone_reversed < %(high)s"
        reversed_ = number[::-1]
        # ":" is the letter after the digits.
        sources.append((_same(condition), {"low": reversed_, "high": reversed_ + ":"}))
    return sources


def _same(condition: str) -> str:
    column = condition.split(" ")[0]
    return (
        f"SELECT c.id FROM regulars_customer c WHERE c.business_id = %(business_id)s"
        f" AND NOT ({column} = '') AND {condition} LIMIT {_READ}"
    )


def _by_name(business: Tenant, person: Person) -> list[Source]:
    """Those who bear a word of the last name and one of the first, or words one slip away."""
    first, last = search_words(person.first_name)[:3], search_words(person.last_name)[:3]
    known = _near(business, [*first, *last])
    firsts = [*first, *(known_ for known_ in known if _is_near(known_, first))]
    lasts = [*last, *(known_ for known_ in known if _is_near(known_, last))]
    if not firsts or not lasts:
        return []
    # A key holds all words of a customer, one of them in front, each with a space behind it.
    others = [f"% {word} %" for word in firsts] + [f"% {word[:2]}%" for word in first]
    also = " OR ".join(f"n.key LIKE %(other_{place})s" for place in range(len(others)))
    statement = f"""
        SELECT n.customer_id FROM regulars_vocabulary v
         CROSS JOIN regulars_searchname n
         WHERE v.business_id = %(business_id)s AND v.word IN %(lasts)s
           AND n.business_id = %(business_id)s
           AND n.key >= v.word || ' ' AND n.key < v.word || '!' AND ({also})
         LIMIT {_READ}
    """
    values = {f"other_{place}": pattern for place, pattern in enumerate(others)}
    return [(statement, {"lasts": lasts, **values})]


def _near(business: Tenant, typed: list[str]) -> list[str]:
    slips = sorted({slip for word in typed for slip in deletions(word)})
    if not slips:
        return []
    statement = """
        SELECT DISTINCT s.word FROM regulars_vocabularyslip s
         WHERE s.business_id = %(business_id)s AND s.slip IN %(slips)s
    """
    return [row[0] for row in select(statement, business_id=business.id, slips=slips)]


def _is_near(known: str, typed: list[str]) -> bool:
    return any(within_one_slip(known, word) for word in typed)
