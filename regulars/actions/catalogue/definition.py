"""What does a service on the price list consist of?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.catalogue import Service, Skill
from regulars.records.staff import StaffMember

LINES = (
    "name",
    "category",
    "description",
    "duration_minutes",
    "buffer_minutes",
    "gap_after_minutes",
    "gap_minutes",
    "price_minor",
    "capacity",
    "notice_minutes",
)
# A day; whatever takes longer takes several appointments.
_LONGEST = 24 * 60
_LONGEST_NOTICE = 60 * 24 * 60


class WithoutName(Refused):
    """A service is called something."""

    code = "service_without_name"
    sentence = _("Give the service a name.")


class NoLength(Refused):
    """A length that no appointment can have."""

    code = "service_no_length"
    sentence = _("A service lasts at least 5 minutes and at most 24 hours.")


class GapOutside(Refused):
    """The processing gap does not fit into the service."""

    code = "service_gap_outside"
    sentence = _("The processing gap has to end before the service does. Make it shorter.")


class NoticeTooLong(Refused):
    """A notice period that nobody means."""

    code = "service_notice_too_long"
    sentence = _("Choose a notice period between none and 60 days.")


@dataclass(frozen=True, slots=True)
class ServiceDefinition:
    """A service as the business wants it; times in minutes, the price in minor units.

    Without staff members everybody does it. Without a notice period it has the business's.
    """

    name: str
    duration_minutes: int
    price_minor: int
    category: str = ""
    description: str = ""
    buffer_minutes: int = 0
    gap_after_minutes: int = 0
    gap_minutes: int = 0
    capacity: int = 1
    notice_minutes: int | None = None
    staff_member_ids: frozenset[int] = frozenset()

    def cleaned(self) -> ServiceDefinition:
        """The same without stray spaces.

        Raises WithoutName, NoLength, GapOutside, NoticeTooLong.
        """
        name = " ".join(self.name.split())
        if not name:
            raise WithoutName
        if not 5 <= self.duration_minutes <= _LONGEST or self.buffer_minutes > _LONGEST:
            raise NoLength
        if self.gap_minutes and self.gap_after_minutes + self.gap_minutes >= self.duration_minutes:
            raise GapOutside
        if self.notice_minutes is not None and self.notice_minutes > _LONGEST_NOTICE:
            raise NoticeTooLong
        return replace(
            self,
            name=name,
            category=" ".join(self.category.split()),
            description=self.description.strip(),
            gap_after_minutes=self.gap_after_minutes if self.gap_minutes else 0,
        )


def written_to(service: Service, definition: ServiceDefinition) -> dict[str, list[object]]:
    """Write the definition to the record, unsaved; the old and new value of what differs."""
    changes: dict[str, list[object]] = {}
    for line in LINES:
        value = getattr(definition, line)
        if getattr(service, line) != value:
            changes[line] = [getattr(service, line), value]
            setattr(service, line, value)
    return changes


def let_do(
    *, business: Tenant, service: Service, staff_member_ids: frozenset[int]
) -> dict[str, list[object]]:
    """Let these do the service and nobody else; the old and new ids if they differ."""
    skills = Skill.objects.of(business).filter(service=service)
    was = set(skills.values_list("staff_member_id", flat=True))
    team = StaffMember.objects.of(business).filter(id__in=staff_member_ids)
    wanted = set(team.values_list("id", flat=True))
    if wanted != staff_member_ids:
        raise StaffMember.DoesNotExist
    if was == wanted:
        return {}
    skills.exclude(staff_member_id__in=wanted).delete()
    Skill.objects.bulk_create(
        Skill(business_id=business.id, service=service, staff_member_id=member_id)
        for member_id in sorted(wanted - was)
    )
    return {"staff_members": [sorted(was), sorted(wanted)]}
