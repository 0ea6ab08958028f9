"""The pages of projects."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from regulars.records.customers import Customer
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Role
from tests import make
from tests.counting import counted
from tests.make import NOW

SignIn = Callable[[StaffMember], Client]


@pytest.fixture
def desk(signed_in: SignIn, runa: StaffMember) -> Client:
    """Runa's browser."""
    return signed_in(runa)


@pytest.fixture
def project(mueller: Customer, runa: StaffMember) -> Project:
    made = make.project(mueller, "Pine ridge", staff_member=runa, expected_sessions=3)
    make.appointment(mueller, runa, NOW, project=made, status=Status.COMPLETED, price_minor=48000)
    return made


def address(project: Project) -> str:
    return f"/at/nordlicht/projects/{project.id}/"


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_it_shows_the_work_and_its_appointments(desk: Client, project: Project) -> None:
    with counted("project page"):
        page = text_of(desk.get(address(project)))

    for words in ("Pine ridge", "1 of about 3 done", "Session 1", "CHF 480.00", "Finish project"):
        assert words in page, words


def test_it_is_opened_for_a_customer(desk: Client, mueller: Customer, runa: StaffMember) -> None:
    new = f"/at/nordlicht/customers/{mueller.id}/projects/new/"
    shown = text_of(desk.get(new))
    refused = desk.post(new, {"title": " ", "description": "Keep this"})
    desk.post(new, {"title": "Fern", "staff_member": runa.id, "expected_sessions": "2"})

    assert "A piece of work for Jürg Müller" in shown
    assert refused.status_code == 422
    assert "Keep this" in text_of(refused)
    made = Project.objects.get()
    assert (made.title, made.staff_member, made.expected_sessions) == ("Fern", runa, 2)


def test_it_is_changed_finished_and_opened_again(desk: Client, project: Project) -> None:
    desk.post(address(project), {"title": "Pine ridge, left arm", "expected_sessions": ""})
    desk.post(f"{address(project)}ending/")
    finished = text_of(desk.get(address(project)))
    desk.post(f"{address(project)}ending/", {"undo": "1"})

    assert "Open again" in finished
    project.refresh_from_db()
    assert (project.title, project.expected_sessions, project.finished_at) == (
        "Pine ridge, left arm",
        None,
        None,
    )
    assert project.staff_member is None


def test_a_number_of_sessions_that_cannot_be_is_refused(desk: Client, project: Project) -> None:
    for number in ("0", "-1", "1000", "many"):
        answer = desk.post(address(project), {"title": "Fern", "expected_sessions": number})
        assert answer.status_code == 422, number


def test_guests_may_not_and_strangers_find_nothing(
    signed_in: SignIn, project: Project, celine: StaffMember, runa: StaffMember
) -> None:
    guest = make.staff(
        runa.business, "Guest", Role.GUEST, account=make.account("guest@nordlicht.example")
    )
    new = f"/at/nordlicht/customers/{project.customer_id}/projects/new/"
    said = {"title": "Mine"}

    for here in (address(project), new):
        assert signed_in(guest).get(here).status_code == 403
        assert signed_in(guest).post(here, said).status_code == 403
        for there in (here, here.replace("nordlicht", "lumiere")):
            assert signed_in(celine).get(there).status_code == 404
            assert signed_in(celine).post(there, said).status_code == 404
    for there in ("nordlicht", "lumiere"):
        ending = f"/at/{there}/projects/{project.id}/ending/"
        assert signed_in(celine).post(ending).status_code == 404
    assert Project.objects.get().title == "Pine ridge"
