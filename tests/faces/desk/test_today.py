"""Is the start page the day's work, and does one key end what has no ending?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.notes import Note
from regulars.records.schedule import WorkingHours
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Role
from tests import make
from tests.counting import counted

SignIn = Callable[[StaffMember], Client]
ZURICH = ZoneInfo("Europe/Zurich")
NOON = datetime(2026, 11, 19, 11, 48, tzinfo=UTC)  # 12:48 in Zürich
HTMX = {"HX-Request": "true"}
START = "/at/nordlicht/"


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regulars.faces.desk.entrance.timezone.now", lambda: NOON)


def wall(hour: int, minute: int = 0, day: int = 19) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZURICH).astimezone(UTC)


def step(appointment: Appointment) -> str:
    return f"/at/nordlicht/today/{appointment.id}/step/"


def test_the_start_page_greets_and_says_who_is_next(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    make.appointment(mueller, runa, wall(13), title="Pine ridge")
    make.alert(mueller, "Latex allergy")

    page = signed_in(runa).get(START)

    for words in (
        "Good afternoon, Runa", "Thursday, 19 November", "1 appointment", "Jürg Müller",
        "Arriving next, in 12 minutes", "with you", "Latex allergy", "Check in",
    ):  # fmt: skip
        assert words in page.text, words


def test_the_brand_and_the_first_link_lead_to_today(runa: StaffMember, signed_in: SignIn) -> None:
    page = signed_in(runa).get("/at/nordlicht/customers/").text

    assert '<a class="brand" href="/at/nordlicht/">' in page
    assert 'href="/at/nordlicht/calendar/"' in page
    assert '<form action="/at/nordlicht/customers/">' in page


def test_one_key_completes_and_undo_takes_it_back(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    ended = make.appointment(mueller, runa, wall(10))
    browser = signed_in(runa)
    assert "No ending yet" in browser.get(START).text

    answer = browser.post(step(ended), {"move": "complete"}, headers=HTMX)

    ended.refresh_from_db()
    assert (answer.status_code, ended.status) == (200, Status.COMPLETED)
    assert "No ending yet" not in answer.text
    assert "Completed." in answer.text
    assert 'hx-swap-oob="beforeend:#toasts"' in answer.text
    undo = f"/at/nordlicht/appointments/{ended.id}/undo/?of=completed"
    assert undo in answer.text


def test_without_scripts_the_page_comes_again(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    ended = make.appointment(mueller, runa, wall(10))
    browser = signed_in(runa)

    answer = browser.post(step(ended) + "?whose=mine", {"move": "mark_no_show"})

    ended.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, "/at/nordlicht/?whose=mine")
    assert ended.status == Status.NO_SHOW
    assert "Marked as no show." in browser.get(START).text


def test_what_asks_for_money_asks_first(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    priced = make.appointment(mueller, runa, wall(10), price_minor=48000)

    page = signed_in(runa).get(START).text

    assert f'hx-get="/at/nordlicht/appointments/{priced.id}/completion/"' in page
    assert f'hx-get="/at/nordlicht/appointments/{priced.id}/cancellation/"' in page
    assert 'data-key="d"' in page
    assert 'data-key="n"' in page
    assert 'data-key="l"' in page


def test_a_move_that_is_not_possible_is_refused_and_nothing_changes(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    ahead = make.appointment(mueller, runa, wall(16))
    trail = AuditEntry.objects.count()

    answer = signed_in(runa).post(step(ahead), {"move": "mark_no_show"}, headers=HTMX)

    ahead.refresh_from_db()
    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#toasts")
    assert (ahead.status, AuditEntry.objects.count()) == (Status.BOOKED, trail)


@pytest.mark.parametrize("move", ["", "cancel", "undo", "nonsense"])
def test_no_other_move_exists_there(
    runa: StaffMember, mueller: Customer, signed_in: SignIn, move: str
) -> None:
    ended = make.appointment(mueller, runa, wall(10))

    assert signed_in(runa).post(step(ended), {"move": move}).status_code == 404


def test_somebody_elses_column_is_only_read(
    runa: StaffMember, jonas: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    hers = make.appointment(mueller, runa, wall(10))
    browser = signed_in(jonas)

    everyone = browser.get(f"{START}?whose=everyone").text
    answer = browser.post(step(hers), {"move": "complete"})

    hers.refresh_from_db()
    assert "No ending yet" in everyone
    assert "data-key" not in everyone
    assert (answer.status_code, hers.status) == (403, Status.BOOKED)


def test_who_works_in_one_column_begins_with_it(
    runa: StaffMember, jonas: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    make.appointment(mueller, runa, wall(15))
    other = make.customer(runa.business, "Bo", "Li")
    make.appointment(other, jonas, wall(16))

    mine = signed_in(jonas).get(START).text

    assert "Bo Li" in mine
    assert "Jürg Müller" not in mine
    assert "Jürg Müller" in signed_in(runa).get(START).text


def test_money_and_phones_are_for_those_who_may_see_them(
    runa: StaffMember, jonas: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    booked = make.appointment(mueller, jonas, wall(15))
    make.deposit(mueller, 12300, appointment=booked, due_at=wall(14))

    owner, artist = signed_in(runa).get(START).text, signed_in(jonas).get(START).text

    assert "Deposits due" in owner
    assert "CHF 123" in owner
    assert "044 271 33 90" in owner
    assert "Deposits due" not in artist
    assert "CHF 123" not in artist
    assert "044 271 33 90" not in artist
    assert "Deposit due" in artist


def test_a_note_is_followed_up_with_one_press_and_due_again_with_another(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    note = make.note(mueller, "Ask how it healed.", runa, follow_up_on=date(2026, 11, 18))
    browser = signed_in(runa)
    assert "Ask how it healed." in browser.get(START).text
    there = f"/at/nordlicht/customers/{mueller.id}/notes/{note.id}/follow-up/"

    answer = browser.post(there, headers=HTMX)

    assert "Ask how it healed." not in answer.text
    assert f"{there}?on=2026-11-18" in answer.text
    assert Note.objects.get(id=note.id).follow_up_on is None
    assert AuditEntry.objects.filter(verb="note.followed_up").count() == 1
    browser.post(f"{there}?on=2026-11-18")
    assert Note.objects.get(id=note.id).follow_up_on == date(2026, 11, 18)


def test_free_time_leads_to_a_new_appointment_in_it(runa: StaffMember, signed_in: SignIn) -> None:
    WorkingHours.objects.create(
        business=runa.business, staff_member=runa, weekday=3, start_minute=600, end_minute=1080
    )

    page = signed_in(runa).get(START).text

    assert f"appointments/new/?day=2026-11-19&amp;start=12%3A50&amp;staff={runa.id}" in page
    assert "Free until 18:00" in page


def test_a_stranger_finds_nothing(
    runa: StaffMember, celine: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    ended = make.appointment(mueller, runa, wall(10))
    browser = signed_in(celine)

    assert browser.get(START).status_code == 404
    assert (
        browser.post(f"/at/lumiere/today/{ended.id}/step/", {"move": "complete"}).status_code == 404
    )
    ended.refresh_from_db()
    assert ended.status == Status.BOOKED


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_start_page(runa: StaffMember, signed_in: SignIn, role: Role) -> None:
    person = make.staff(runa.business, "Sam", role, account=make.account("sam@nordlicht.example"))

    assert signed_in(person).get(START).status_code == 200


@pytest.mark.parametrize("others", [0, 39])
def test_the_page_needs_the_same_statements_for_one_and_for_forty(
    runa: StaffMember, mueller: Customer, signed_in: SignIn, others: int
) -> None:
    for number in range(others):
        make.appointment(mueller, make.staff(runa.business, f"Artist {number}"), wall(15))
    make.appointment(mueller, runa, NOON - timedelta(hours=3))
    browser = signed_in(runa)

    with counted("today page"):
        browser.get(START)
