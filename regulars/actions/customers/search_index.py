"""Keep customers findable: folded columns, rotations, words and the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

from regulars.kernel.tenant import Tenant
from regulars.records.customer_search import SearchName, SearchWord, Vocabulary, VocabularySlip
from regulars.records.customers import Customer
from regulars.records.many import insert_values
from regulars.rules.names import deletions, digits, fold, rotations, words

COLUMNS = ("sort_name", "email_key", "phone_digits", "phone_reversed")
_WORD = 60


def set_search_columns(customer: Customer) -> None:
    """Fold name, e-mail and phone into the columns that are searched; saves nothing."""
    customer.sort_name = fold(customer.name)
    customer.email_key = customer.email.strip().lower()
    customer.phone_digits = digits(customer.phone)
    customer.phone_reversed = customer.phone_digits[::-1]


def index_names(*, business: Tenant, customers: Sequence[Customer], are_new: bool = False) -> None:
    """Write the search rows of these customers anew, in a fixed number of statements.

    Called by every action that changes a name. `are_new` spares looking for old rows.
    """
    if not are_new:
        ids = [customer.id for customer in customers]
        SearchName.objects.of(business).filter(customer_id__in=ids).delete()
        SearchWord.objects.of(business).filter(customer_id__in=ids).delete()
    names = [
        (business.id, customer.id, key)
        for customer in customers
        for key in rotations(searched_text(customer))
    ]
    spoken = [
        (business.id, customer.id, word[:_WORD])
        for customer in customers
        for word in dict.fromkeys(words(searched_text(customer)))
    ]
    insert_values(SearchName, ("business_id", "customer_id", "key"), names)
    insert_values(SearchWord, ("business_id", "customer_id", "word"), spoken)
    _learn(business, sorted({word for *_, word in spoken}))


def searched_text(customer: Customer) -> str:
    """Everything of a customer that is found by its words."""
    parts = (
        customer.first_name,
        customer.last_name,
        customer.nickname,
        customer.company,
        customer.number,
    )
    return " ".join(part for part in parts if part)


def _learn(business: Tenant, spoken: Sequence[str]) -> None:
    """Add new words to the vocabulary, with what a slip of the keyboard makes of them."""
    known = set(
        Vocabulary.objects.of(business).filter(word__in=spoken).values_list("word", flat=True)
    )
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
        [(business.id, slip[:_WORD], word) for word in new for slip in sorted(deletions(word))],
        unless_there=True,
    )
