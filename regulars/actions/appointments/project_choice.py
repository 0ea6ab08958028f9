"""Which project does an appointment belong to: none, one of the customer's, or a new one?"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from regulars.actions.projects.open import open_project
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.records.appointments import Appointment
from regulars.records.projects import Project


class NoCustomer(Refused):
    """A project belongs to a customer, and this appointment has none."""

    code = "no_customer"
    sentence = _("A project needs a customer, and this appointment has none.")


def project_of(
    appointment: Appointment, *, project_id: int | None, new_title: str, actor: Actor, at: datetime
) -> int | None:
    """The id of the customer's project, opened here if it has a new title.

    The appointment need not be saved. Raises NoCustomer, Forbidden; Project.DoesNotExist for
    somebody else's project, which is as unknown here as another business's.
    """
    new_title = new_title.strip()
    if not new_title and project_id is None:
        return None
    if appointment.customer_id is None:
        raise NoCustomer
    if project_id is not None and not new_title:
        own = Project.objects.of(appointment.business).filter(customer_id=appointment.customer_id)
        found: Project = own.get(id=project_id)
        return found.id
    return open_project(
        business=appointment.business,
        customer_id=appointment.customer_id,
        title=new_title,
        staff_member_id=appointment.staff_member_id,
        actor=actor,
        at=at,
    )
