"""Which number does somebody mean by what they typed?"""

from __future__ import annotations

import phonenumbers


def e164(typed: str, *, country: str) -> str | None:
    """The number in the form in which it is stored (+41442713390); None if there is no such.

    Without its own country the number is one of `country`.
    """
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    number.extension = None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
