"""How a customer is found: folded names in plain tables, the same on both engines.

The design and its measurements stand in docs/adr/0003. The actions keep the rows
(actions/customers/standing.py); nothing else writes them.
"""

from __future__ import annotations

from django.db import models

from regulars.records.customers import Customer
from regulars.records.tenancy import Owned, OwnedQuerySet


class SearchName(Owned):
    """One rotation of a folded name: "anna maria muller", "maria muller anna", …"""

    key = models.CharField(max_length=200)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("business", "key", "customer"), name="search_name_key"),
            models.Index(fields=("business", "customer"), name="search_name_customer"),
        )

    def __str__(self) -> str:
        return self.key


class SearchWord(Owned):
    """A word of a customer's name."""

    word = models.CharField(max_length=60)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("business", "word", "customer"), name="search_word_key"),
            models.Index(fields=("business", "customer"), name="search_word_customer"),
        )

    def __str__(self) -> str:
        return self.word


class Vocabulary(Owned):
    """Every word that stands in some customer's name, once per business."""

    word = models.CharField(max_length=60)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("business", "word"), name="vocabulary_word_once"),
        )

    def __str__(self) -> str:
        return self.word


class VocabularySlip(Owned):
    """A word of the vocabulary with one letter left out: what a slip of the keyboard meets."""

    slip = models.CharField(max_length=60)
    word = models.CharField(max_length=60)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("business", "slip", "word"), name="vocabulary_slip_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.slip} → {self.word}"
