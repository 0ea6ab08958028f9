"""Opening, changing and finishing a project."""

from __future__ import annotations

from functools import partial

import pytest

from regulars.actions.projects.change import change_project
from regulars.actions.projects.finish import finish_project, reopen_project
from regulars.actions.projects.open import open_project
from regulars.actions.projects.wording import NoSessions, WithoutTitle
from regulars.kernel.actor import Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Role
from tests import make
from tests.cast import acting
from tests.make import NOW


@pytest.fixture
def open_one(runa: StaffMember, mueller: Customer) -> partial:
    return partial(
        open_project,
        business=runa.business,
        customer_id=mueller.id,
        title="Pine ridge",
        actor=acting(runa),
        at=NOW,
    )


@pytest.fixture
def change(runa: StaffMember, mueller: Customer) -> partial:
    project = make.project(mueller, "Pine ridge")
    return partial(
        change_project,
        business=runa.business,
        project_id=project.id,
        title="Pine ridge",
        staff_member_id=None,
        description="",
        expected_sessions=None,
        actor=acting(runa),
        at=NOW,
    )


def test_a_project_is_opened_and_audited(
    open_one: partial, mueller: Customer, runa: StaffMember
) -> None:
    project = Project.objects.get(
        id=open_one(title="  Pine   ridge ", expected_sessions=3, staff_member_id=runa.id)
    )

    assert (project.title, project.expected_sessions, project.customer) == (
        "Pine ridge",
        3,
        mueller,
    )
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.customer_id) == ("project.opened", mueller.id)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [({"title": "  "}, WithoutTitle), ({"expected_sessions": 0}, NoSessions)],
)
def test_what_says_nothing_is_refused(
    open_one: partial, change: partial, given: dict[str, object], refusal: type[Exception]
) -> None:
    for action in (open_one, change):
        with pytest.raises(refusal):
            action(**given)
    assert AuditEntry.objects.count() == 0


def test_only_what_changed_is_audited(change: partial, runa: StaffMember) -> None:
    change(staff_member_id=runa.id, expected_sessions=4)
    change(staff_member_id=runa.id, expected_sessions=4)

    assert AuditEntry.objects.get().changes == {
        "staff_member_id": [None, runa.id],
        "expected_sessions": [None, 4],
    }


def test_finishing_and_reopening_happen_once_each(mueller: Customer, runa: StaffMember) -> None:
    project = make.project(mueller)
    told = {
        "business": runa.business,
        "project_id": project.id,
        "actor": acting(runa),
        "at": NOW,
    }

    finish_project(**told)
    finish_project(**told)
    project.refresh_from_db()
    assert project.finished_at == NOW
    reopen_project(**told)
    reopen_project(**told)

    project.refresh_from_db()
    assert project.finished_at is None
    verbs = AuditEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["project.finished", "project.reopened"]


def test_guests_and_strangers_may_not(
    open_one: partial, change: partial, celine: StaffMember
) -> None:
    guest = make.staff(open_one.keywords["business"], "Guest", Role.GUEST)

    for stranger in (guest, celine):
        for action in (open_one, change):
            with pytest.raises(Forbidden):
                action(actor=acting(stranger))
    with pytest.raises(Project.DoesNotExist):
        change(business=celine.business, actor=acting(celine))


def test_another_businesss_people_are_unknown(
    open_one: partial, change: partial, celine: StaffMember
) -> None:
    for action in (open_one, change):
        with pytest.raises(StaffMember.DoesNotExist):
            action(staff_member_id=celine.id)
