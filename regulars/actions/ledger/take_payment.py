"""Take a payment."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.group_sessions import Registration
from regulars.records.ledger import LedgerLine
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from regulars.rules.money import LedgerKind, PayMethod
from regulars.rules.permissions import Permission

# 15 digits, as much as anybody can type (rules/money.py).
_MOST = 10**15


class NoAmount(Refused):
    """Nothing, less than nothing, or more than there is."""

    code = "no_amount"
    sentence = _("Write an amount above zero, for example 120.00.")


@wholly
def take_payment(
    *,
    business: Tenant,
    amount_minor: int,
    method: PayMethod,
    actor: Actor,
    at: datetime,
    customer_id: int | None = None,
    appointment_id: int | None = None,
    registration_id: int | None = None,
    project_id: int | None = None,
    staff_member_id: int | None = None,
    description: str = "",
    is_tip: bool = False,
) -> int:
    """Write down that money came in; returns the line's id.

    Of a booking the customer, the project, the staff member and the currency are its own; without
    one, and without a customer, somebody paid who is not in the book. A tip is beyond the price.
    Raises NoAmount, Forbidden.
    """
    actor.must(Permission.TAKE_PAYMENTS, business)
    if not 0 < amount_minor < _MOST:
        raise NoAmount

    line = LedgerLine(
        business=Business.objects.get(id=business.id),
        customer_id=_known(Customer, business, customer_id),
        project_id=_known(Project, business, project_id),
        staff_member_id=_known(StaffMember, business, staff_member_id),
        kind=LedgerKind.PAYMENT,
        method=method,
        amount_minor=amount_minor,
        is_tip=is_tip,
        description=description.strip(),
        paid_at=at,
        entered_at=at,
        actor_kind=actor.kind,
        actor_id=actor.id,
    )
    line.currency = line.business.currency
    _say_what_for(line, appointment_id=appointment_id, registration_id=registration_id)

    line.save()
    AuditEntry.objects.record(
        actor,
        "payment.taken",
        line.appointment or line.registration or line,
        at=at,
        customer_id=line.customer_id,
        changes={"amount_minor": [None, amount_minor], "method": [None, method]},
    )
    return line.id


def _known(
    kind: type[Customer | Project | StaffMember], business: Tenant, id_: int | None
) -> int | None:
    """The id, if this business has such a row; DoesNotExist otherwise."""
    return None if id_ is None else kind.objects.of(business).only("id").get(id=id_).id


def _say_what_for(
    line: LedgerLine, *, appointment_id: int | None, registration_id: int | None
) -> None:
    """Of a booking, everything that is the booking's; held, so that nobody gives back meanwhile."""
    visit: Appointment | Registration
    if appointment_id is not None:
        appointment = Appointment.objects.of(line.business).locked().get(id=appointment_id)
        line.appointment = visit = appointment
        line.project_id = appointment.project_id
        line.staff_member_id = appointment.staff_member_id
    elif registration_id is not None:
        registration = (
            Registration.objects.of(line.business)
            .select_related("group_session")
            .locked()
            .get(id=registration_id)
        )
        line.registration = visit = registration
        line.staff_member_id = registration.group_session.staff_member_id
    else:
        return
    line.customer_id = visit.customer_id
    line.currency = visit.currency
