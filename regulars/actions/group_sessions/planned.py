"""Can a group session be planned like this?"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.actions.appointments.possible import NotOffered
from regulars.kernel.refusal import Refused
from regulars.records.catalogue import Service

# More people than fit into any studio; beyond it somebody's finger slipped.
MOST_PLACES = 500
_LONGEST = timedelta(hours=24)


class EndsTooSoon(Refused):
    """The end does not lie after the start."""

    code = "ends_too_soon"
    sentence = gettext_lazy("A group session ends after it starts. Choose a later end.")


class TooLong(Refused):
    """Nobody sits for longer than a day."""

    code = "too_long"
    sentence = gettext_lazy("A group session lasts 24 hours at most. Choose an earlier end.")


class NoPlaces(Refused):
    """A session has at least one place, and not more than a studio can hold."""

    code = "no_places"


def must_have_length(starts_at: datetime, ends_at: datetime) -> None:
    """Raise EndsTooSoon or TooLong unless it lasts a sensible time."""
    if ends_at <= starts_at:
        raise EndsTooSoon
    if ends_at - starts_at > _LONGEST:
        raise TooLong


def must_have_places(capacity: int) -> None:
    """Raise NoPlaces unless that many people fit into a studio."""
    if not 1 <= capacity <= MOST_PLACES:
        raise NoPlaces(
            _("A group session has between 1 and %(most)s places.") % {"most": MOST_PLACES}
        )


def must_be_on_the_list(service: Service) -> None:
    """Raise NotOffered for a service that is no longer sold."""
    if not service.is_active:
        raise NotOffered(
            _("%(service)s is no longer offered. Choose another service.")
            % {"service": service.name}
        )
