"""What does a booking question consist of?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.catalogue import Service
from regulars.records.fields import Field, FieldService
from regulars.rules.answers import WITH_OPTIONS, FieldKind

LINES = (
    "label",
    "kind",
    "options",
    "help_text",
    "is_mandatory",
    "every_booking",
    "staff_only",
    "shows_as_alert",
)


class WithoutQuestion(Refused):
    """A question says something."""

    code = "without_question"
    sentence = _("Write the question.")


class TooFewOptions(Refused):
    """Something to choose needs something else to choose instead."""

    code = "too_few_options"
    sentence = _("Write at least two options, one a line.")


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A booking question as the business wants it; without services it is asked for all."""

    label: str
    kind: FieldKind
    options: tuple[str, ...] = ()
    help_text: str = ""
    is_mandatory: bool = False
    every_booking: bool = False
    staff_only: bool = False
    shows_as_alert: bool = False
    service_ids: frozenset[int] = frozenset()

    def cleaned(self) -> FieldDefinition:
        """The same without stray spaces, repeated options, or what its kind has no use for.

        Raises WithoutQuestion, TooFewOptions.
        """
        label = " ".join(self.label.split())
        if not label:
            raise WithoutQuestion
        chosen = self.kind in WITH_OPTIONS
        options = _once(self.options) if chosen else ()
        if chosen and len(options) < 2:
            raise TooFewOptions
        # Information is read, not answered: there is nothing to insist on or to warn of.
        is_answered = self.kind is not FieldKind.INFORMATION
        return FieldDefinition(
            label=label,
            kind=self.kind,
            options=options,
            help_text=self.help_text.strip(),
            is_mandatory=self.is_mandatory and is_answered,
            every_booking=self.every_booking,
            staff_only=self.staff_only,
            shows_as_alert=self.shows_as_alert and is_answered,
            service_ids=self.service_ids,
        )


def _once(options: Sequence[str]) -> tuple[str, ...]:
    tidied = (" ".join(option.split()) for option in options)
    return tuple(dict.fromkeys(option for option in tidied if option))


def written_to(field: Field, definition: FieldDefinition) -> dict[str, list[object]]:
    """Write the definition to the record, unsaved; the old and new value of what differs."""
    changes: dict[str, list[object]] = {}
    for name in LINES:
        value = getattr(definition, name)
        value = list(value) if name == "options" else value
        if getattr(field, name) != value:
            changes[name] = [getattr(field, name), value]
            setattr(field, name, value)
    return changes


def ask_for_services(
    *, business: Tenant, field: Field, service_ids: frozenset[int]
) -> dict[str, list[object]]:
    """Ask the question for these services only; the old and new ids if they differ."""
    asked = FieldService.objects.of(business).filter(field=field)
    was = set(asked.values_list("service_id", flat=True))
    wanted = set(
        Service.objects.of(business).filter(id__in=service_ids).values_list("id", flat=True)
    )
    if wanted != service_ids:
        raise Service.DoesNotExist
    if was == wanted:
        return {}
    asked.exclude(service_id__in=wanted).delete()
    FieldService.objects.bulk_create(
        FieldService(business_id=business.id, field=field, service_id=service_id)
        for service_id in sorted(wanted - was)
    )
    return {"services": [sorted(was), sorted(wanted)]}
