"""Say how this business lets itself be booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from regulars.actions.opened import must_still_say
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.rules.permissions import Permission

LINES = ("notice_minutes", "horizon_days", "lead_minutes", "slot_minutes")
SLOTS = (5, 10, 15, 20, 30, 60)
MOST_NOTICE_MINUTES = 60 * 24 * 60
MOST_HORIZON_DAYS = 1095
MOST_LEAD_MINUTES = 60 * 24 * 60


class RulesOutOfRange(Refused):
    """A rule that would make booking impossible or pointless."""

    code = "rules_out_of_range"
    sentence = _("One of these rules lies outside what is possible. Check the numbers.")


@dataclass(frozen=True, slots=True)
class BookingRules:
    """Notice to cancel freely, how far ahead and how shortly before one may book, the raster."""

    notice_minutes: int
    horizon_days: int
    lead_minutes: int
    slot_minutes: int


@wholly
def set_booking_rules(
    *,
    business: Tenant,
    rules: BookingRules,
    actor: Actor,
    at: datetime,
    opened: str | None = None,
) -> None:
    """These hold from now on; verdicts of the past stay as they were judged.

    `opened` is the marker of LINES when the form was opened. Raises RulesOutOfRange,
    SavedMeanwhile, Forbidden.
    """
    actor.must(Permission.MANAGE_CATALOGUE, business)
    studio = Business.objects.select_for_update(no_key=True).get(id=business.id)

    must_still_say(opened, **{line: getattr(studio, line) for line in LINES})
    if not (
        0 <= rules.notice_minutes <= MOST_NOTICE_MINUTES
        and 1 <= rules.horizon_days <= MOST_HORIZON_DAYS
        and 0 <= rules.lead_minutes <= MOST_LEAD_MINUTES
        and rules.slot_minutes in SLOTS
    ):
        raise RulesOutOfRange

    changes: dict[str, list[object]] = {}
    for line in LINES:
        was, value = getattr(studio, line), getattr(rules, line)
        if was != value:
            changes[line] = [was, value]
            setattr(studio, line, value)
    if changes:
        studio.save(update_fields=list(changes))
        AuditEntry.objects.record(actor, "business.rules_set", studio, at=at, changes=changes)
