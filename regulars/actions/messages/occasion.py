"""What is there to tell a customer about an appointment, and can they be told?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from regulars.kernel.message_words import Occasion, spoken_language
from regulars.kernel.refusal import Refused
from regulars.records.appointments import Appointment
from regulars.records.businesses import Location
from regulars.rules.appointment_status import ACTIVE, CANCELLED, Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.messages import MessageKind
from regulars.rules.names import name_on_screen


class CannotBeTold(Refused):
    """There is nobody to tell, or no address to write to."""

    code = "cannot_be_told"


class NothingToTell(Refused):
    """The appointment is not what the message would say."""

    code = "nothing_to_tell"
    sentence = _("There is nothing to tell: the appointment has changed in the meantime.")


NO_CUSTOMER = _("This appointment has no customer who could be told.")
NO_EMAIL = _("There is no e-mail address of this customer. Call, or add one on their page.")
ARCHIVED = _("This customer is archived. Bring them back before you write to them.")

_STATUSES: dict[MessageKind, frozenset[Status]] = {
    MessageKind.CONFIRMATION: ACTIVE,
    MessageKind.CHANGED: ACTIVE,
    MessageKind.CANCELLED: CANCELLED,
}


def occasion_of(appointment: Appointment, kind: MessageKind) -> Occasion:
    """What a message of this kind would say now. Raises CannotBeTold or NothingToTell."""
    customer = appointment.customer
    if customer is None:
        raise CannotBeTold(NO_CUSTOMER)
    if customer.archived_at is not None:
        raise CannotBeTold(ARCHIVED)
    if not customer.email:
        raise CannotBeTold(NO_EMAIL)
    if appointment.status not in _STATUSES[kind]:
        raise NothingToTell
    business = appointment.business
    return Occasion(
        kind=kind,
        called=customer.nickname or customer.first_name or _name(appointment),
        language=spoken_language(customer.language, else_in=business.language),
        business=business.name,
        country=business.country,
        time_zone=business.time_zone,
        currency=business.currency,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        what=appointment.title or (appointment.service.name if appointment.service else ""),
        with_whom=appointment.staff_member.name if appointment.staff_member else "",
        where=_where(appointment),
        by_studio=appointment.cancelled_by == CancelledBy.STUDIO,
    )


def _name(appointment: Appointment) -> str:
    customer = appointment.customer
    assert customer is not None
    return name_on_screen(
        customer.first_name,
        customer.last_name,
        customer.nickname,
        customer.company,
        customer.number,
    )


def _where(appointment: Appointment) -> str:
    """The place of the room, or the only place there is; nothing where that is not known."""
    place = appointment.room.location if appointment.room else None
    if place is None:
        places = Location.objects.of(appointment.business).order_by("id")[:2]
        place = places[0] if len(places) == 1 else None
    return ", ".join(part for part in (place.name, place.address) if part) if place else ""
