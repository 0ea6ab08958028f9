"""What does an appointment, a group session or a project tell a program that may not see all?"""

from __future__ import annotations

from dataclasses import replace

from regulars.kernel.tenant import Tenant
from regulars.queries.appointment_detail import appointment_detail
from regulars.queries.appointment_parts import AppointmentDetail, WhoComes
from regulars.queries.group_session import NoSuchRegistration, group_session, session_of
from regulars.queries.group_session_parts import GroupSessionDetail, Registered, Waits
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


def group_session_for_programs(
    *,
    business: Tenant,
    session_id: int,
    with_customer: bool,
    with_contact_data: bool,
    with_money: bool,
) -> GroupSessionDetail:
    """The group session of the screen, in five statements. Raises NoSuchGroupSession.

    What is left out is left out as of an appointment, of everybody in it.
    """
    detail = group_session(business=business, session_id=session_id)

    def told(one: Registered) -> Registered:
        who = _customer(
            one.customer, with_customer=with_customer, with_contact_data=with_contact_data
        )
        one = replace(one, customer=who)
        return one if with_money else replace(one, price_minor=None, paid_minor=None)

    def waits(one: Waits) -> Waits:
        who = _customer(
            one.customer, with_customer=with_customer, with_contact_data=with_contact_data
        )
        return replace(one, customer=who)

    return replace(
        detail,
        registered=tuple(map(told, detail.registered)),
        left=tuple(map(told, detail.left)),
        waiting=tuple(map(waits, detail.waiting)),
    )


def registration_for_programs(
    *,
    business: Tenant,
    registration_id: int,
    with_customer: bool,
    with_contact_data: bool,
    with_money: bool,
) -> Registered:
    """One group booking, in six statements. Raises NoSuchRegistration."""
    session = group_session_for_programs(
        business=business,
        session_id=session_of(business=business, registration_id=registration_id),
        with_customer=with_customer,
        with_contact_data=with_contact_data,
        with_money=with_money,
    )
    found = session.one(registration_id)
    if found is None:
        raise NoSuchRegistration
    return found


def project_for_programs(*, business: Tenant, project_id: int, with_money: bool) -> ProjectDetail:
    """The project of the screen, in two statements; without money no session has a price.

    Raises NoSuchProject.
    """
    detail = project_detail(business=business, project_id=project_id)
    if with_money:
        return detail
    sessions = tuple(replace(session, price_minor=None) for session in detail.sessions)
    return replace(detail, sessions=sessions)
