"""How are moments written in the sentence of a refusal?"""

from __future__ import annotations

from django.utils import translation

from regulars.kernel.formats import Formats
from regulars.records.businesses import Business


def formats_of(business: Business) -> Formats:
    """The formats of whoever is being told, in the time zone of the business."""
    return Formats.of(
        language=translation.get_language() or business.language,
        country=business.country,
        time_zone=business.time_zone,
        currency=business.currency,
    )
