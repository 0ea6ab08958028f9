"""How a customer is found: folded names in plain tables, the same on both engines.

The design and its measurements stand in docs/adr/0003, the keys in rules/search_keys.py. The
actions keep the rows (actions/customers/search_index.py); nothing else writes them.
"""

from __future__ import annotations

from django.db import models

from regulars.records.customers import Customer
from regulars.records.tenancy import Owned, OwnedQuerySet
from regulars.rules.search_keys import LONGEST_KEY, LONGEST_WORD


class SearchName(Owned):
    """A customer under one word of a name: "anna maria muller  ", "maria muller anna  ", …"""

    key = models.CharField(max_length=LONGEST_KEY)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("business", "key", "customer"), name="search_name_key"),)

    def __str__(self) -> str:
        return self.key


class SearchAddress(Owned):
    """A customer under a later part of the e-mail address: "mueller@example.ch", "@example.ch".

    Kept apart from the names, because not everybody may find people by it.
    """

    key = models.CharField(max_length=254)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("business", "key", "customer"), name="search_address_key"),)

    def __str__(self) -> str:
        return self.key


class Vocabulary(Owned):
    """Every word that stands in some customer's name, once per business.

    One that nobody bears any more stays, and finds nobody.
    """

    word = models.CharField(max_length=LONGEST_WORD)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("business", "word"), name="vocabulary_word_once"),
        )

    def __str__(self) -> str:
        return self.word


class VocabularySlip(Owned):
    """A word of the vocabulary with one letter left out: what a slip of the keyboard meets."""

    slip = models.CharField(max_length=LONGEST_WORD)
    word = models.CharField(max_length=LONGEST_WORD)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("business", "slip", "word"), name="vocabulary_slip_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.slip} → {self.word}"


class VocabularyTail(Owned):
    """A word of the vocabulary without its first letters: every inside of it begins one."""

    tail = models.CharField(max_length=LONGEST_WORD)
    word = models.CharField(max_length=LONGEST_WORD)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("business", "tail", "word"), name="vocabulary_tail_once"
            ),
        )

    def __str__(self) -> str:
        return f"…{self.tail} → {self.word}"
