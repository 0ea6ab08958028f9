"""Can the customer of an appointment be written to, and what would the letter say?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from regulars.kernel.message_words import MessageText, Occasion, message_text, spoken_language
from regulars.kernel.tenant import Tenant
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.sql import select
from regulars.rules.messages import MessageKind


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that has not been written yet; without an occasion there is nobody to write to."""

    has_email: bool = False
    is_archived: bool = False
    occasion: Occasion | None = None

    @property
    def can_be_sent(self) -> bool:
        return self.occasion is not None and self.has_email and not self.is_archived

    def text(self, *, by_studio: bool) -> MessageText | None:
        """What the customer would read if it were called off now."""
        if self.occasion is None or not self.can_be_sent:
            return None
        return message_text(replace(self.occasion, by_studio=by_studio))


# The place of the room, or the only place there is (actions/messages/occasion.py).
_STATEMENT = """
SELECT c.email <> '', c.archived_at IS NOT NULL, c.language, b.language, b.name, b.country,
       b.time_zone, COALESCE(r.name, o.name), COALESCE(r.address, o.address)
  FROM regulars_appointment a
  JOIN regulars_business b ON b.id = a.business_id
  JOIN regulars_customer c ON c.business_id = a.business_id AND c.id = a.customer_id
  LEFT JOIN regulars_room m ON m.business_id = a.business_id AND m.id = a.room_id
  LEFT JOIN regulars_location r ON r.business_id = a.business_id AND r.id = m.location_id
  LEFT JOIN regulars_location o ON o.business_id = a.business_id AND r.id IS NULL
    AND NOT EXISTS (SELECT 1 FROM regulars_location p
                     WHERE p.business_id = o.business_id AND p.id <> o.id)
 WHERE a.business_id = %(business)s AND a.id = %(appointment)s
"""


def cancellation_letter(*, business: Tenant, detail: AppointmentDetail) -> Letter:
    """The letter that says the appointment is cancelled, in one statement."""
    rows = select(_STATEMENT, business=business.id, appointment=detail.id)
    if not rows or detail.customer is None:
        return Letter()
    has_email, is_archived, language, own, name, country, zone, place, address = rows[0]
    return Letter(
        has_email=bool(has_email),
        is_archived=bool(is_archived),
        occasion=Occasion(
            kind=MessageKind.CANCELLED,
            called=detail.customer.called,
            language=spoken_language(language, else_in=own),
            business=name,
            country=country,
            time_zone=zone,
            currency=detail.currency,
            starts_at=detail.starts_at,
            ends_at=detail.ends_at,
            what=detail.title or detail.service,
            with_whom=detail.staff_name,
            where=", ".join(part for part in (place, address) if part),
        ),
    )
