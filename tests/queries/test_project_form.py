"""A project with its appointments."""

from __future__ import annotations

from datetime import timedelta

import pytest

from regulars.queries.project_form import (
    NoSuchProject,
    project_customer,
    project_detail,
    staff_choices,
)
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.counting import counted
from tests.make import NOW

DAY = timedelta(days=1)


def test_sessions_that_did_not_take_place_leave_their_number_free(
    runa: StaffMember, mueller: Customer
) -> None:
    project = make.project(mueller, staff_member=runa)
    for day, status in enumerate(
        (Status.COMPLETED, Status.NO_SHOW, Status.COMPLETED, Status.CANCELLED_TOO_LATE)
    ):
        make.appointment(mueller, runa, NOW + day * DAY, status=status, project=project)
    make.appointment(mueller, runa, NOW + 9 * DAY, project=project)

    with counted("project"):
        detail = project_detail(business=runa.business, project_id=project.id)

    assert [session.session_number for session in detail.sessions] == [3, 3, 2, 2, 1]
    assert (detail.done, detail.strokes, detail.customer.name) == (2, "|x|\\:", "Jürg Müller")


def test_whoever_had_the_work_can_be_chosen_after_leaving(runa: StaffMember) -> None:
    gone = make.staff(runa.business, "Ana Vidal", is_active=False)

    assert [choice.name for choice in staff_choices(business=runa.business)] == ["Runa Brandt"]
    assert len(staff_choices(business=runa.business, also=gone.id)) == 2


def test_another_businesss_project_and_customer_are_unknown(
    mueller: Customer, celine: StaffMember
) -> None:
    project = make.project(mueller)

    with pytest.raises(NoSuchProject):
        project_detail(business=celine.business, project_id=project.id)
    with pytest.raises(NoSuchProject):
        project_customer(business=celine.business, customer_id=mueller.id)
