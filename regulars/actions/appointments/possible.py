"""Could this be booked like this at all, whoever else wants the time?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.actions.wording import formats_of
from regulars.kernel.refusal import Refused
from regulars.records.businesses import Business
from regulars.records.catalogue import Service, Skill
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember

_LONGEST = timedelta(hours=24)
# A visit may be written down afterwards; what lies further back is a year mistyped.
_LONGEST_AGO = timedelta(days=366)


class EndsTooSoon(Refused):
    """The end does not lie after the start."""

    code = "ends_too_soon"
    sentence = gettext_lazy("An appointment ends after it starts. Choose a later end.")


class TooLong(Refused):
    """Nobody sits for longer than a day."""

    code = "too_long"
    sentence = gettext_lazy(
        "An appointment lasts 24 hours at most. Choose an earlier end, or book several sessions."
    )


class TooFarAhead(Refused):
    """The start lies behind the last day that can be booked; the sentence names that day."""

    code = "too_far_ahead"


class TooLongAgo(Refused):
    """The start lies more than a year back."""

    code = "too_long_ago"
    sentence = gettext_lazy("This day is more than a year ago. Check the year.")


class NotOffered(Refused):
    """The service, the staff member or the room cannot be booked like this."""

    code = "not_offered"


def must_have_length(starts_at: datetime, ends_at: datetime) -> None:
    """Raise EndsTooSoon or TooLong unless it lasts a sensible time."""
    if ends_at <= starts_at:
        raise EndsTooSoon
    if ends_at - starts_at > _LONGEST:
        raise TooLong


def must_be_near(starts_at: datetime, *, studio: Business, at: datetime) -> None:
    """Raise TooFarAhead or TooLongAgo unless the business books that far ahead, or back."""
    if starts_at < at - _LONGEST_AGO:
        raise TooLongAgo
    fmt = formats_of(studio)
    last = fmt.local(at).date() + timedelta(days=studio.horizon_days)
    if fmt.local(starts_at).date() > last:
        raise TooFarAhead(
            _("Bookings are open until %(day)s. Choose an earlier day.") % {"day": fmt.day(last)}
        )


def must_be_on_the_list(service: Service) -> None:
    """Raise NotOffered for a service that is no longer sold, or that is for groups."""
    if not service.is_active:
        raise NotOffered(
            _("%(service)s is no longer offered. Choose another service.")
            % {"service": service.name}
        )
    if service.capacity > 1:
        raise NotOffered(
            _("%(service)s is for groups. Book it as a group session.") % {"service": service.name}
        )


def must_take_bookings(member: StaffMember | None, room: Room | None = None) -> None:
    """Raise NotOffered for who has no column in the calendar, and for a room out of use."""
    if member is not None and not member.is_active:
        raise NotOffered(
            _("%(name)s no longer works here. Choose somebody else.") % {"name": member.name}
        )
    if member is not None and not member.takes_bookings:
        raise NotOffered(
            _("%(name)s takes no bookings. Choose somebody else.") % {"name": member.name}
        )
    if room is not None and not room.is_active:
        raise NotOffered(
            _("%(room)s is no longer in use. Choose another room.") % {"room": room.name}
        )


def must_do(member: StaffMember | None, service: Service | None, *, studio: Business) -> None:
    """Raise NotOffered, naming who does the service, if the staff member does not."""
    if member is None or service is None:
        return
    skills = Skill.objects.of(studio).filter(service=service)
    skilled = list(
        skills.order_by("staff_member__position", "staff_member__name").values_list(
            "staff_member_id", "staff_member__name", "staff_member__is_active"
        )
    )
    if not skilled or any(member.id == id_ for id_, _name, _works in skilled):
        return
    names = [name for _id, name, works in skilled if works]
    raise NotOffered(_who_does(member, service, names, studio))


def _who_does(member: StaffMember, service: Service, names: Sequence[str], studio: Business) -> str:
    told = {"name": member.name, "service": service.name}
    if not names:
        return _("%(name)s does not do %(service)s. Choose another service.") % told
    told["others"] = format_list(names, style="or", locale=formats_of(studio).locale)
    return _("%(name)s does not do %(service)s. Choose %(others)s.") % told
