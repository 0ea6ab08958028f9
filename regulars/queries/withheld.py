"""What is left of a customer for who may not see contact data, or money?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from regulars.queries.customer_card import CustomerCard
from regulars.queries.history_parts import CustomerHistory, DepositMark, HistoryVisit

# The lines of the card by which somebody can be reached.
_CONTACT_LINES = ("email", "phone", "street", "postal_code", "city", "country")


class Withheld(StrEnum):
    """What was left out: e-mail, phone and address are empty texts then, and amounts null."""

    CONTACT_DATA = "contact_data"
    MONEY = "money"


def what_is_withheld(*, with_contact_data: bool, with_money: bool) -> tuple[Withheld, ...]:
    """What is left out for a reader who may see this much."""
    withheld = ((Withheld.CONTACT_DATA, not with_contact_data), (Withheld.MONEY, not with_money))
    return tuple(what for what, is_withheld in withheld if is_withheld)


def card_without_contact_data(card: CustomerCard) -> CustomerCard:
    """The card without the lines by which somebody can be reached, nor where they came from."""
    empty: Mapping[str, Any] = dict.fromkeys(_CONTACT_LINES, "")
    origins = {line: origin for line, origin in card.origins.items() if line not in empty}
    return replace(card, origins=origins, **empty)


def visits_without_money(visits: Iterable[HistoryVisit]) -> tuple[HistoryVisit, ...]:
    """The visits without what they cost, what was paid and how large a deposit was."""
    return tuple(
        replace(
            visit,
            price_minor=None,
            paid_minor=None,
            deposit=_without_amount(visit.deposit),
            story=tuple(replace(step, amount_minor=None) for step in visit.story),
        )
        for visit in visits
    )


def history_without_money(history: CustomerHistory) -> CustomerHistory:
    """The history with every visit and every project's deposit without amounts."""
    return replace(
        history,
        projects=tuple(
            replace(
                project,
                visits=visits_without_money(project.visits),
                deposit=_without_amount(project.deposit),
            )
            for project in history.projects
        ),
    )


def _without_amount(deposit: DepositMark | None) -> DepositMark | None:
    return replace(deposit, amount_minor=None) if deposit else None
