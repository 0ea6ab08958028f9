"""Remember which language a person reads."""

from __future__ import annotations

from regulars.records.accounts import Account


def choose_language(*, account_id: int, language: str) -> None:
    """Keep the language on the account, whichever business the person works in next.

    Belongs to no business, so it is nothing for a business's audit trail.
    """
    Account.objects.filter(id=account_id).update(language=language)
