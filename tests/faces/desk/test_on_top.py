"""Two who change the same at once: nothing is lost, and what was typed can be saved on top."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from regulars.actions.appointments.reach import OutOfDate
from regulars.faces.desk.appointments import page as appointment_page
from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.fields import Field
from regulars.records.notes import Note
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from tests import make
from tests.make import NOW

SignIn = Callable[[StaffMember], Client]
OPENED = re.compile(r'name="opened" value="([0-9a-f]+)"')
MEANWHILE = "Somebody else saved this in the meantime."


@pytest.fixture
def desk(signed_in: SignIn, runa: StaffMember) -> Client:
    """Runa's browser."""
    return signed_in(runa)


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def opened(page: str) -> str:
    found = OPENED.search(page)
    assert found, page
    return found[1]


def test_a_note_is_compared_and_saved_on_top(
    desk: Client, mueller: Customer, runa: StaffMember
) -> None:
    note = make.note(mueller, "Oat milk", runa)
    address = f"/at/nordlicht/customers/{mueller.id}/notes/{note.id}/"
    mine = {
        "body": "Tea",
        "follow_up_on": "24.12.2026",
        "opened": opened(text_of(desk.get(address))),
    }
    desk.post(address, mine | {"body": "Soy milk", "is_pinned": "on"})

    refused = desk.post(address, mine)

    page = text_of(refused)
    assert refused.status_code == 409
    for words in (
        MEANWHILE,
        "By now it says: Soy milk",
        "By now it says: Yes",
        "24.12.2026",
        "Tea",
    ):
        assert words in page, words
    assert page.count("By now it says") == 2
    assert Note.objects.get().body == "Soy milk"
    assert desk.post(address, mine | {"opened": opened(page)}).status_code == 302
    assert Note.objects.get().body == "Tea"


def test_a_project_is_compared_and_saved_on_top(
    desk: Client, mueller: Customer, runa: StaffMember
) -> None:
    project = make.project(mueller, "Fern", staff_member=runa, description="Left\narm")
    address = f"/at/nordlicht/projects/{project.id}/"
    form = {"staff_member": runa.id, "expected_sessions": "", "description": "Left\r\narm"}
    mine = form | {"title": "Ferns", "opened": opened(text_of(desk.get(address)))}
    desk.post(address, mine | {"title": "Fern", "staff_member": "", "expected_sessions": "4"})

    refused = desk.post(address, mine)

    page = text_of(refused)
    assert refused.status_code == 409
    for words in (MEANWHILE, "By now it says: Fern", "By now it says: –", "By now it says: 4"):
        assert words in page, words
    assert page.count("By now it says") == 3
    assert 'value="Ferns"' in page
    assert desk.post(address, mine | {"opened": opened(page)}).status_code == 302
    saved = Project.objects.get()
    assert (saved.title, saved.staff_member, saved.expected_sessions) == ("Ferns", runa, None)


def test_a_question_is_compared_and_saved_on_top(desk: Client, runa: StaffMember) -> None:
    services = [make.service(runa.business, name) for name in ("Session", "Touch-up")]
    field = make.field(runa.business, "Skin type", "one_of", options=["I", "II"])
    address = f"/at/nordlicht/settings/questions/{field.id}/"
    form = {"label": "Skin type", "kind": "one_of", "options": "I\r\nII", "answer": "may"}
    mine = form | {"asked": "once", "opened": opened(text_of(desk.get(address)))}
    theirs = {"services": [service.id for service in services], "answer": "must"}
    assert desk.post(address, mine | theirs).status_code == 302

    refused = desk.post(address, mine | {"label": "Type of skin"})

    page = text_of(refused)
    assert refused.status_code == 409
    for words in (MEANWHILE, "By now it says: Session, Touch-up", "By now it says: Mandatory"):
        assert words in page, words
    assert 'value="Type of skin"' in page
    again = mine | {"label": "Type of skin", "opened": opened(page)}
    assert desk.post(address, again).status_code == 302
    assert Field.objects.get().label == "Type of skin"


def test_an_untouched_form_is_never_out_of_date(
    desk: Client, mueller: Customer, runa: StaffMember
) -> None:
    field = make.field(runa.business, "Skin type", "one_of", options=["I", "II"])
    note = make.note(mueller, "Oat milk", runa, follow_up_on=NOW.date())
    project = make.project(mueller, "Fern", staff_member=runa, expected_sessions=2)
    question = {"label": "Skin type", "kind": "one_of", "options": "I\r\nII"}
    for address, form in (
        (f"customers/{mueller.id}/notes/{note.id}/", {"body": "Oat milk"}),
        (f"projects/{project.id}/", {"title": "Fern"}),
        (f"settings/questions/{field.id}/", question),
    ):
        marked = form | {"opened": opened(text_of(desk.get(f"/at/nordlicht/{address}")))}
        assert desk.post(f"/at/nordlicht/{address}", marked).status_code == 302, address


def test_who_is_too_late_by_a_moment_sees_what_stands_there_now(
    desk: Client, runa: StaffMember, mueller: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.appointment(mueller, runa, NOW, title="Fern")

    def somebody_is_faster(**_: object) -> None:
        Appointment.objects.update(title="Pine", version=2)
        raise OutOfDate

    monkeypatch.setattr(appointment_page, "change_appointment", somebody_is_faster)
    answer = desk.post(f"/at/nordlicht/appointments/{made.id}/", {"version": 1, "title": "Ferns"})

    assert answer.status_code == 409
    assert "By now it says: Pine" in text_of(answer)
    assert 'name="version" value="2"' in text_of(answer)
