"""Keep customers findable: folded columns, rotations, words and the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

from regulars.kernel.tenant import Tenant
from regulars.records.customer_search import SearchName, SearchWord, Vocabulary, VocabularySlip
from regulars.records.customers import Customer
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
        SearchName(business_id=business.id, customer_id=customer.id, key=key)
        for customer in customers
        for key in rotations(searched_text(customer))
    ]
    spoken = [
        (customer.id, word[:_WORD])
        for customer in customers
        for word in dict.fromkeys(words(searched_text(customer)))
    ]
    SearchName.objects.bulk_create(names, batch_size=2000)
    SearchWord.objects.bulk_create(
        [SearchWord(business_id=business.id, customer_id=id_, word=word) for id_, word in spoken],
        batch_size=2000,
    )
    _learn(business, sorted({word for _, word in spoken}))


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
    Vocabulary.objects.bulk_create(
        [Vocabulary(business_id=business.id, word=word) for word in new],
        ignore_conflicts=True,
        batch_size=2000,
    )
    VocabularySlip.objects.bulk_create(
        [
            VocabularySlip(business_id=business.id, slip=slip[:_WORD], word=word)
            for word in new
            for slip in sorted(deletions(word))
        ],
        ignore_conflicts=True,
        batch_size=2000,
    )
