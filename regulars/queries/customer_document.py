"""What is there to know about a customer, all of it in one document for programs?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.customer_answers import FieldOnCard
from regulars.queries.customer_card import AlertOnCard, CustomerCard, NoteOnCard, Origin
from regulars.queries.customer_detail import customer_detail
from regulars.queries.customer_years import CustomerYears
from regulars.queries.entrance import BusinessAtDoor
from regulars.queries.history_parts import CustomerHistory, HistoryVisit
from regulars.queries.sql import can_be_asked_for, select
from regulars.queries.withheld import (
    Withheld,
    card_without_contact_data,
    history_without_money,
    visits_without_money,
    what_is_withheld,
)
from regulars.queries.year_by_year import year_by_year

# As many characters as a customer's number can have, and both engines' largest whole number.
_LONGEST_NUMBER = 40
_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class WhoseBook:
    """The business whose customer this is; its days and years begin in its time zone."""

    slug: str
    name: str
    time_zone: str
    currency: str

    @classmethod
    def of(cls, business: BusinessAtDoor) -> WhoseBook:
        return cls(business.slug, business.name, business.time_zone, business.currency)


@dataclass(frozen=True, slots=True)
class CustomerDocument:
    """A customer with everything the customer's page shows, and the statistics of every year.

    Moments are in UTC; days and years are those of the business's time zone. Amounts are whole
    minor units (rappen, cents) and stand beside their currency. What is not known is an empty text
    or null; what the reader may not see is so too, and is then named in `withheld`.

    `name` is the name on screen. `sources` says where lines of the card came from. `alerts` are
    what must be seen first, answers that are alarming included. `answers` has every question the
    business asks, answered or not, with earlier answers. `coming` are the next two bookings.

    `history` shows the newest 50 visits by project, the newest project first; `earlier`, in it and
    in each project, counts those that are too old to be shown, and `older` says where they begin
    (it is null when all are shown). `strokes` is a tally, the latest bookings in order of time:
    | completed, : booked, ; confirmed, + checked in, . cancelled on time, \\ cancelled too late,
    o cancelled by notification, x no show.
    """

    told_at: datetime
    business: WhoseBook
    withheld: tuple[Withheld, ...]
    id: int
    name: str
    card: CustomerCard
    sources: Mapping[str, Origin]
    tags: tuple[str, ...]
    alerts: tuple[AlertOnCard, ...]
    answers: tuple[FieldOnCard, ...]
    notes: tuple[NoteOnCard, ...]
    coming: tuple[HistoryVisit, ...]
    statistics: CustomerYears
    history: CustomerHistory
    older: str | None


def customer_document(
    *,
    business: BusinessAtDoor,
    customer_id: int,
    at: datetime,
    zone: ZoneInfo,
    with_contact_data: bool,
    with_money: bool,
) -> CustomerDocument:
    """The document of a customer at a moment, in eight statements. Raises Customer.DoesNotExist.

    It is what `customer_detail` tells, and `year_by_year`. Without contact data e-mail, phone and
    address are left out, without money every amount.
    """
    detail = customer_detail(business=business, customer_id=customer_id, at=at, zone=zone)
    years = year_by_year(
        business=business,
        customer_id=customer_id,
        zone=zone,
        first_at=detail.card.first_at,
        last_at=detail.card.last_at,
    )
    card = detail.card if with_contact_data else card_without_contact_data(detail.card)
    return CustomerDocument(
        told_at=at,
        business=WhoseBook.of(business),
        withheld=what_is_withheld(with_contact_data=with_contact_data, with_money=with_money),
        id=card.id,
        name=card.name,
        card=card,
        sources=_sources(card, detail.remembered.staff_names),
        tags=detail.remembered.tags,
        alerts=detail.alerts,
        answers=detail.fields,
        notes=detail.remembered.notes,
        coming=detail.coming if with_money else visits_without_money(detail.coming),
        statistics=CustomerYears.of(years, currency=business.currency, with_money=with_money),
        history=detail.history if with_money else history_without_money(detail.history),
        older=str(detail.bookings.next) if detail.bookings.next else None,
    )


def _sources(card: CustomerCard, staff_names: Mapping[int, str]) -> Mapping[str, Origin]:
    """Where the lines of the card came from, as far as anybody knows."""
    origins = ((line, card.origin(line, staff_names)) for line in card.origins)
    return {line: origin for line, origin in origins if origin is not None}


def customer_called(*, business: Tenant, called: str) -> int | None:
    """The id of the customer of that number, else of that id; None where there is neither.

    One statement. A number that is also somebody else's id means the customer of that number.
    """
    rows = select(
        _CALLED,
        business=business.id,
        number=called if _could_be_a_number(called) else "",
        customer=int(called) if _could_be_an_id(called) else 0,
    )
    return rows[0][0] if rows else None


_CALLED = """
SELECT c.id, 0 AS place FROM regulars_customer c
 WHERE c.business_id = %(business)s AND c.number = %(number)s AND c.number <> ''
UNION ALL
SELECT c.id, 1 FROM regulars_customer c
 WHERE c.business_id = %(business)s AND c.id = %(customer)s
 ORDER BY 2 LIMIT 1
"""


def _could_be_a_number(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER and can_be_asked_for(text)


def _could_be_an_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 19 and int(text) <= _LARGEST_ID
