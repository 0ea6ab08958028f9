"""What is typed and chosen while somebody is added to a group session."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from regulars.queries.customer_filters import LONGEST_SEARCH

_LARGEST_ID = 2**63 - 1
WAIT, OVERBOOK = "wait", "overbook"


class AddingForm(forms.Form):
    """Who is looked for, what to note; when all places are taken, where to."""

    q = forms.CharField(
        label=gettext_lazy("Who comes"),
        max_length=LONGEST_SEARCH,
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    notes = forms.CharField(
        label=gettext_lazy("Note for this group booking"), max_length=240, required=False
    )
    to = forms.CharField(required=False, max_length=20)
    customer = forms.CharField(required=False, max_length=20)

    @property
    def text(self) -> str:
        """Who is looked for."""
        typed = str(self.data.get("q", "")).replace("\0", "")
        return " ".join(typed.split())[:LONGEST_SEARCH]

    @property
    def chooses(self) -> bool:
        """Whether somebody was chosen, from the book or as somebody new; else it is a search."""
        return bool(self.customer_id) or "enter" in self.data

    @property
    def customer_id(self) -> int:
        """The chosen one of the book; 0 for nobody."""
        typed: Any = self.data.get("customer", "")
        is_number = typed.isascii() and typed.isdigit() and int(typed) <= _LARGEST_ID
        return int(typed) if is_number else 0

    @property
    def waits(self) -> bool:
        """Whether the waiting list was chosen."""
        return bool(self.data.get("to") == WAIT)

    @property
    def overbooks(self) -> bool:
        """Whether a place beyond the capacity was chosen."""
        return bool(self.data.get("to") == OVERBOOK)
