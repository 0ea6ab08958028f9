"""What does one appointment, or one project, tell a program that may not see everything?"""

from __future__ import annotations

from dataclasses import replace

from regulars.kernel.tenant import Tenant
from regulars.queries.appointment_detail import appointment_detail
from regulars.queries.appointment_parts import AppointmentDetail, WhoComes
from regulars.queries.project_form import ProjectDetail, project_detail


def appointment_for_programs(
    *,
    business: Tenant,
    appointment_id: int,
    with_customer: bool,
    with_contact_data: bool,
    with_money: bool,
) -> AppointmentDetail:
    """The appointment of the screen, in five statements. Raises NoSuchAppointment.

    Without money price, ledger lines and deposits are left out; without contact data e-mail and
    phone; without the customer what is remembered about them: their name and standing stay.
    """
    detail = appointment_detail(business=business, appointment_id=appointment_id)
    if detail.customer is not None:
        customer = _customer(
            detail.customer, with_customer=with_customer, with_contact_data=with_contact_data
        )
        detail = replace(detail, customer=customer)
    return detail if with_money else replace(detail, price_minor=None, money=(), deposits=())


def _customer(who: WhoComes, *, with_customer: bool, with_contact_data: bool) -> WhoComes:
    if not with_customer:
        who = replace(who, warnings=(), notes=())
    return who if with_contact_data else replace(who, email="", phone="")


def project_for_programs(*, business: Tenant, project_id: int, with_money: bool) -> ProjectDetail:
    """The project of the screen, in two statements; without money no session has a price.

    Raises NoSuchProject.
    """
    detail = project_detail(business=business, project_id=project_id)
    if with_money:
        return detail
    sessions = tuple(replace(session, price_minor=None) for session in detail.sessions)
    return replace(detail, sessions=sessions)
