"""Change a booking question that customers may have answered already."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import ngettext

from regulars.actions.fields.definition import (
    LINES,
    FieldDefinition,
    ask_for_services,
    written_to,
)
from regulars.actions.opened import must_still_say
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.fields import Answer, Field, FieldService
from regulars.rules.answers import WITH_OPTIONS, FieldKind, chosen
from regulars.rules.permissions import Permission


class HasAnswers(Refused):
    """Answers of one kind would make no sense as answers of another."""

    code = "has_answers"


class OptionsInUse(Refused):
    """Customers have chosen an option that would disappear."""

    code = "options_in_use"


@transaction.atomic
def change_field(
    *,
    business: Tenant,
    field_id: int,
    definition: FieldDefinition,
    actor: Actor,
    at: datetime,
    drop_options: bool = False,
    opened: str | None = None,
) -> None:
    """Ask it like this from now on; answers keep the wording they were given to.

    Its kind cannot change once there are answers, and an option that somebody has chosen only
    disappears with `drop_options`; the answers that chose it stay readable. `opened` is the marker
    of its LINES and the ids of its `services` in order when the form was opened.
    Raises SavedMeanwhile, HasAnswers, OptionsInUse, WithoutQuestion, TooFewOptions, Forbidden.
    """
    actor.must(Permission.EDIT_FIELDS, business)
    field = Field.objects.of(business).locked().get(id=field_id)

    if opened is not None:
        _must_be_as_opened(business, field, opened)
    definition = definition.cleaned()
    if definition.kind != field.kind:
        _must_be_unanswered(business, field)
    elif not drop_options:
        _must_keep_options_in_use(business, field, definition)

    changes = written_to(field, definition)
    if changes:
        field.save(update_fields=list(changes))
    changes |= ask_for_services(business=business, field=field, service_ids=definition.service_ids)
    if changes:
        AuditEntry.objects.record(actor, "field.changed", field, at=at, changes=changes)


def _must_be_as_opened(business: Tenant, field: Field, opened: str) -> None:
    asked = FieldService.objects.of(business).filter(field=field)
    services = sorted(asked.values_list("service_id", flat=True))
    must_still_say(opened, services=services, **{name: getattr(field, name) for name in LINES})


def _must_be_unanswered(business: Tenant, field: Field) -> None:
    answers = Answer.objects.of(business).filter(field=field)
    customers = answers.values("customer_id").distinct().count()
    if customers:
        raise HasAnswers(
            ngettext(
                "%(count)s customer has answered this question, so its type stays. "
                "Add a new question instead and archive this one.",
                "%(count)s customers have answered this question, so its type stays. "
                "Add a new question instead and archive this one.",
                customers,
            )
            % {"count": customers}
        )


def _must_keep_options_in_use(business: Tenant, field: Field, definition: FieldDefinition) -> None:
    gone = set(field.options) - set(definition.options)
    if FieldKind(field.kind) not in WITH_OPTIONS or not gone:
        return
    current = Answer.objects.of(business).filter(field=field, is_current=True)
    used = Counter(
        option
        for value in current.values_list("value", flat=True).iterator()
        for option in chosen(value)
        if option in gone
    )
    if used:
        option, customers = used.most_common(1)[0]
        raise OptionsInUse(_in_use(option, customers, len(used) - 1))


def _in_use(option: str, customers: int, others: int) -> str:
    values = {"option": option, "count": customers, "others": others}
    if others:
        return (
            ngettext(
                "“%(option)s” and %(others)s other option are answers of customers. "
                "Put them back, or confirm that they go; the answers are kept.",
                "“%(option)s” and %(others)s other options are answers of customers. "
                "Put them back, or confirm that they go; the answers are kept.",
                others,
            )
            % values
        )
    return (
        ngettext(
            "“%(option)s” is the answer of %(count)s customer. "
            "Put it back, or confirm that it goes; the answer is kept.",
            "“%(option)s” is the answer of %(count)s customers. "
            "Put it back, or confirm that it goes; the answers are kept.",
            customers,
        )
        % values
    )
