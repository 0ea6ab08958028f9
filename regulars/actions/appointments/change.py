"""Change what an appointment says: title, price, notes, project."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from regulars.actions.appointments.reach import held_appointment
from regulars.actions.appointments.status_change import touch
from regulars.actions.projects.open import open_project
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor, Forbidden
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.projects import Project
from regulars.rules.permissions import Permission

_FIELDS = ("title", "price_minor", "notes", "project_id")


class OutOfDate(Refused):
    """Somebody else changed the appointment since the form was opened."""

    code = "out_of_date"
    sentence = _(
        "Somebody else changed this appointment in the meantime. "
        "Look at what it says now, then save your changes again."
    )


class NoCustomer(Refused):
    """A project belongs to a customer, and this appointment has none."""

    code = "no_customer"
    sentence = _("A project needs a customer, and this appointment has none.")


@wholly
def change_appointment(
    *,
    business: Tenant,
    appointment_id: int,
    version: int,
    title: str,
    price_minor: int | None,
    notes: str,
    project_id: int | None,
    actor: Actor,
    at: datetime,
    new_project_title: str = "",
) -> None:
    """Write what is known about the appointment; its time and staff member stay.

    `version` is what the form was opened with. `new_project_title` opens a project of that name
    for the customer in place of `project_id`. Price in minor units, None when not agreed yet.
    Raises OutOfDate, NoCustomer, Forbidden.
    """
    appointment = held_appointment(
        business=business,
        appointment_id=appointment_id,
        permission=Permission.EDIT_APPOINTMENTS,
        actor=actor,
    )

    if appointment.version != version:
        raise OutOfDate
    if price_minor != appointment.price_minor and not actor.may(Permission.SEE_MONEY):
        raise Forbidden
    project_id = _project_of(
        appointment,
        project_id=project_id,
        new_title=new_project_title.strip(),
        actor=actor,
        at=at,
    )

    said = (title.strip(), price_minor, notes.strip(), project_id)
    changes = _written(appointment, said)
    if not changes:
        return

    touch(appointment, at=at, fields=tuple(changes))
    AuditEntry.objects.record(
        actor,
        "appointment.changed",
        appointment,
        at=at,
        customer_id=appointment.customer_id,
        changes=changes,
    )


def _written(appointment: Appointment, said: tuple[object, ...]) -> dict[str, list[object]]:
    """Write what is said to the record, unsaved; the old and new value of what differs."""
    changes = {}
    for name, value in zip(_FIELDS, said, strict=True):
        was = getattr(appointment, name)
        if was != value:
            changes[name] = [was, value]
            setattr(appointment, name, value)
    return changes


def _project_of(
    appointment: Appointment, *, project_id: int | None, new_title: str, actor: Actor, at: datetime
) -> int | None:
    if not new_title:
        if project_id is None:
            return None
        if appointment.customer_id is None:
            raise NoCustomer
        # The project of somebody else's work is as unknown here as another business's.
        own = Project.objects.of(appointment.business).filter(customer_id=appointment.customer_id)
        found: Project = own.get(id=project_id)
        return found.id
    if appointment.customer_id is None:
        raise NoCustomer
    return open_project(
        business=appointment.business,
        customer_id=appointment.customer_id,
        title=new_title,
        staff_member_id=appointment.staff_member_id,
        actor=actor,
        at=at,
    )
