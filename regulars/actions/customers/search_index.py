"""Keep customers findable: folded columns, keys of names and addresses, the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from regulars.kernel.tenant import Tenant
from regulars.records.customer_search import (
    SearchAddress,
    SearchName,
    Vocabulary,
    VocabularySlip,
    VocabularyTail,
)
from regulars.records.customers import Customer
from regulars.records.many import insert_values, values_there
from regulars.rules.names import deletions, digits, fold
from regulars.rules.search_keys import address_keys, name_keys, name_words, tails

COLUMNS = ("sort_name", "email_key", "phone_digits", "phone_reversed")


class Findable(Protocol):
    """Whoever can be found: a customer's record, or what is about to become one."""

    @property
    def id(self) -> int: ...
    @property
    def number(self) -> str: ...
    @property
    def first_name(self) -> str: ...
    @property
    def last_name(self) -> str: ...
    @property
    def nickname(self) -> str: ...
    @property
    def company(self) -> str: ...
    @property
    def email(self) -> str: ...


def set_search_columns(customer: Customer) -> None:
    """Fold name, e-mail and phone into the columns that are searched; saves nothing."""
    found_by = search_columns(name=customer.name, email=customer.email, phone=customer.phone)
    for column, value in zip(COLUMNS, found_by, strict=True):
        setattr(customer, column, value)


def search_columns(*, name: str, email: str, phone: str) -> tuple[str, str, str, str]:
    """What stands in the columns that are searched, in the order of COLUMNS."""
    dialled = digits(phone)
    return fold(name), email.strip().lower(), dialled, dialled[::-1]


def index_names(*, business: Tenant, customers: Sequence[Findable], are_new: bool = False) -> None:
    """Write the search rows of these customers anew, in a fixed number of statements.

    Called by every action that changes a name or an e-mail address. `are_new` spares looking for
    old rows.
    """
    if not are_new:
        ids = [customer.id for customer in customers]
        SearchName.objects.of(business).filter(customer_id__in=ids).delete()
        SearchAddress.objects.of(business).filter(customer_id__in=ids).delete()
    named = [(customer.id, customer.number, searched_names(customer)) for customer in customers]
    insert_values(
        SearchName,
        ("business_id", "customer_id", "key"),
        [
            (business.id, customer_id, key)
            for customer_id, number, names in named
            for key in name_keys(*names, number=number)
        ],
    )
    insert_values(
        SearchAddress,
        ("business_id", "customer_id", "key"),
        [
            (business.id, customer.id, key)
            for customer in customers
            for key in address_keys(customer.email)
        ],
    )
    _learn(business, sorted({word for *_, names in named for word in name_words(*names)}))


def searched_names(customer: Findable) -> tuple[str, ...]:
    """The names of a customer, of which every word is found; the number is none."""
    full_name = f"{customer.first_name} {customer.last_name}"
    return tuple(name for name in (full_name, customer.nickname, customer.company) if name.strip())


def _learn(business: Tenant, spoken: Sequence[str]) -> None:
    """Add new words to the vocabulary, with what a slip makes of them, and their insides."""
    known = values_there(Vocabulary, business, "word", spoken)
    new = [word for word in spoken if word not in known]
    insert_values(
        Vocabulary,
        ("business_id", "word"),
        [(business.id, word) for word in new],
        unless_there=True,
    )
    insert_values(
        VocabularySlip,
        ("business_id", "slip", "word"),
        [(business.id, slip, word) for word in new for slip in sorted(deletions(word))],
        unless_there=True,
    )
    insert_values(
        VocabularyTail,
        ("business_id", "tail", "word"),
        [(business.id, tail, word) for word in new for tail in tails(word)],
        unless_there=True,
    )
