"""Changing what an appointment says."""

from __future__ import annotations

from functools import partial

import pytest

from regulars.actions.appointments.change import change_appointment
from regulars.actions.appointments.project_choice import NoCustomer
from regulars.actions.appointments.reach import OutOfDate
from regulars.kernel.actor import Forbidden
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Role
from tests import make
from tests.cast import acting
from tests.make import NOW


@pytest.fixture
def appointment(runa: StaffMember, mueller: Customer) -> Appointment:
    """Mr Müller's consultation."""
    return make.appointment(mueller, runa, NOW, title="Consultation", price_minor=5000)


@pytest.fixture
def change(appointment: Appointment, runa: StaffMember) -> partial:
    """Says the same as before, unless something else is given."""
    return partial(
        change_appointment,
        business=appointment.business,
        appointment_id=appointment.id,
        version=1,
        title="Consultation",
        price_minor=5000,
        notes="",
        project_id=None,
        actor=acting(runa),
        at=NOW,
    )


def test_it_writes_what_changed_and_audits_only_that(
    change: partial, appointment: Appointment, mueller: Customer
) -> None:
    change(title=" Pine ridge ", price_minor=None)

    appointment.refresh_from_db()
    assert (appointment.title, appointment.price_minor, appointment.version) == (
        "Pine ridge",
        None,
        2,
    )
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.customer_id) == ("appointment.changed", mueller.id)
    assert entry.changes == {"title": ["Consultation", "Pine ridge"], "price_minor": [5000, None]}


def test_the_same_again_is_nothing(change: partial, appointment: Appointment) -> None:
    change()

    appointment.refresh_from_db()
    assert appointment.version == 1
    assert AuditEntry.objects.count() == 0


def test_a_form_that_is_out_of_date_is_refused(change: partial, appointment: Appointment) -> None:
    change(title="First")

    with pytest.raises(OutOfDate):
        change(title="Second")

    appointment.refresh_from_db()
    assert appointment.title == "First"


def test_it_can_open_a_project_for_the_customer(
    change: partial, appointment: Appointment, mueller: Customer
) -> None:
    change(new_project_title="Pine ridge, left arm")

    project = Project.objects.get()
    appointment.refresh_from_db()
    assert (project.customer, project.title) == (mueller, "Pine ridge, left arm")
    assert (project.staff_member_id, appointment.project_id) == (
        appointment.staff_member_id,
        project.id,
    )


def test_only_projects_of_this_customer_are_known(
    change: partial, appointment: Appointment
) -> None:
    own = make.project(appointment.customer)
    others = make.project(make.customer(appointment.business, "Ana"))

    with pytest.raises(Project.DoesNotExist):
        change(project_id=others.id)
    change(project_id=own.id)


def test_without_a_customer_there_is_no_project(runa: StaffMember, change: partial) -> None:
    nobody = make.appointment(
        None,
        None,
        NOW,
        business=runa.business,
        is_imported=True,
        title="Consultation",
        price_minor=5000,
    )

    with pytest.raises(NoCustomer):
        change(appointment_id=nobody.id, new_project_title="Fern")


def test_a_project_without_a_title_is_none(change: partial, appointment: Appointment) -> None:
    change(new_project_title="   ")

    assert Project.objects.count() == 0


def test_who_may_not_see_money_may_not_change_it(
    change: partial, appointment: Appointment, jonas: StaffMember
) -> None:
    appointment.staff_member = jonas
    appointment.save()

    with pytest.raises(Forbidden):
        change(actor=acting(jonas), price_minor=1)
    change(actor=acting(jonas), notes="Bring the 7RL")


def test_guests_others_and_strangers_may_not(
    change: partial, appointment: Appointment, jonas: StaffMember, celine: StaffMember
) -> None:
    guest = make.staff(appointment.business, "Guest", Role.GUEST)

    for stranger in (guest, jonas, celine):
        with pytest.raises(Forbidden):
            change(actor=acting(stranger), title="Mine")
    with pytest.raises(Appointment.DoesNotExist):
        change(actor=acting(celine), business=celine.business)
