"""Do the month, the list and the day sheet show what stands in the calendar?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from regulars.records.customers import Customer
from regulars.records.schedule import WorkingHours
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.counting import counted

SignIn = Callable[[StaffMember], Client]
ZURICH = ZoneInfo("Europe/Zurich")
NOON = datetime(2026, 11, 19, 11, 48, tzinfo=UTC)  # 12:48 in Zürich
VIEWS = ("month", "list", "sheet")


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regulars.faces.desk.entrance.timezone.now", lambda: NOON)


def wall(hour: int, minute: int = 0, day: int = 19) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZURICH).astimezone(UTC)


def place(view: str, day: str = "2026-11-19", slug: str = "nordlicht") -> str:
    return f"/at/{slug}/calendar/{day}/{view}/"


def hours(member: StaffMember) -> None:
    for weekday in range(1, 6):
        WorkingHours.objects.create(
            business=member.business, staff_member=member, weekday=weekday,
            start_minute=600, end_minute=1080,
        )  # fmt: skip


def test_the_month_says_what_is_free_and_lists_it_for_the_chosen_day(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    hours(runa)
    make.appointment(mueller, runa, wall(12, day=25), lasting=timedelta(hours=2))
    make.appointment(mueller, runa, wall(12, day=17), status=Status.NO_SHOW)

    page = signed_in(runa).get(place("month", "2026-11-25")).text

    assert "November 2026" in page
    assert "2 h of 8 h booked" in page
    assert "6 h free" in page
    assert "1 no show" in page
    assert "Runa Brandt: 25 %" in page
    assert f"appointments/new/?day=2026-11-25&amp;start=10%3A00&amp;staff={runa.id}" in page
    assert (
        'id="day-2026-11-25" href="/at/nordlicht/calendar/2026-11-25/month/" aria-current' in page
    )
    assert 'href="/at/nordlicht/calendar/2026-11-25/day/">' in page


def test_the_arrows_of_the_month_lead_to_its_neighbours(
    runa: StaffMember, signed_in: SignIn
) -> None:
    page = signed_in(runa).get(place("month", "2026-01-31")).text

    assert 'href="/at/nordlicht/calendar/2025-12-31/month/" rel="prev"' in page
    assert 'href="/at/nordlicht/calendar/2026-02-01/month/" rel="next"' in page


def test_the_list_stands_day_under_day_with_free_time_and_the_moment_now(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    hours(runa)
    make.appointment(mueller, runa, wall(10), status=Status.COMPLETED, title="Pine ridge")
    make.appointment(mueller, runa, wall(15), title="Lotus")
    make.appointment(mueller, runa, wall(11, day=20), title="Olive branch")

    page = signed_in(runa).get(place("list")).text

    order = [
        "Today, Thursday, 19 November", "Pine ridge", "nowline", "Lotus", "Tomorrow", "Olive branch"
    ]  # fmt: skip
    assert sorted(order, key=page.index) == order
    assert "2 booked, 4.2 h free" in page
    assert "19–25 Nov 2026" in page


def test_cancelled_ones_are_shown_when_asked_for(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    make.appointment(
        mueller, runa, wall(15), status=Status.CANCELLED_TOO_LATE, notice_minutes=120, title="Lotus"
    )
    browser = signed_in(runa)

    assert "Cancelled too late" not in browser.get(place("list")).text
    shown = browser.get(place("list") + "?cancelled=1").text
    assert "Cancelled too late" in shown
    assert "120 minutes of notice" in shown


def test_the_list_can_be_narrowed(
    runa: StaffMember, jonas: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    due = make.appointment(mueller, runa, wall(15), title="Lotus")
    make.deposit(mueller, 5000, appointment=due)
    make.appointment(mueller, jonas, wall(16), title="Swallow")
    make.appointment(mueller, jonas, wall(10), status=Status.NO_SHOW, title="Ship")
    browser = signed_in(runa)

    found = {
        query: [title for title in ("Lotus", "Swallow", "Ship") if title in page]
        for query in ("", "show=coming", "show=due", "show=no_show", f"staff={jonas.id}")
        for page in [browser.get(f"{place('list')}?{query}").text]
    }

    assert found == {
        "": ["Lotus", "Swallow", "Ship"],
        "show=coming": ["Lotus", "Swallow"],
        "show=due": ["Lotus"],
        "show=no_show": ["Ship"],
        f"staff={jonas.id}": ["Swallow", "Ship"],
    }


def test_the_day_sheet_is_a_page_for_everybody_who_has_something(
    runa: StaffMember, jonas: StaffMember, nadia: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    hours(runa)
    booked = make.appointment(mueller, runa, wall(15), price_minor=48000, title="Pine ridge")
    make.deposit(mueller, 10000, appointment=booked, state="paid")
    make.appointment(mueller, jonas, wall(17))
    make.alert(mueller, "Latex allergy")
    make.note(mueller, "Oat flat white.", runa, is_pinned=True)
    browser = signed_in(runa)

    page = browser.get(place("sheet")).text
    hers = browser.get(f"{place('sheet')}?chosen=1&staff={runa.id}").text

    assert page.count('<article class="sheet"') == 2
    for words in ("Latex allergy", "Oat flat white.", "044 271 33 90", "To pay CHF 380", "10:00"):
        assert words in page, words
    assert hers.count('<article class="sheet"') == 1
    assert "044 271 33 90" not in hers
    assert "Oat flat white." not in hers
    assert "Latex allergy" in hers  # what does harm is never left out


def test_the_sheet_of_somebody_with_nothing_is_theirs_to_print(
    runa: StaffMember, signed_in: SignIn
) -> None:
    browser = signed_in(runa)

    assert "Nothing to print" in browser.get(place("sheet")).text
    alone = browser.get(f"{place('sheet')}?staff={runa.id}").text
    assert alone.count('<article class="sheet"') == 1


def test_no_money_and_no_phone_for_those_who_may_not_see_them(
    runa: StaffMember, jonas: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    make.appointment(mueller, jonas, wall(15), price_minor=48000)

    sheet = signed_in(jonas).get(place("sheet")).text

    assert "Jürg Müller" in sheet
    assert "480" not in sheet.partition('<article class="sheet"')[2]
    assert "044 271 33 90" not in sheet


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "yesterday", "20261119", "0001-01-01"])
def test_a_day_that_is_none_is_not_there(
    runa: StaffMember, signed_in: SignIn, view: str, day: str
) -> None:
    assert signed_in(runa).get(place(view, day)).status_code == 404


@pytest.mark.parametrize("view", VIEWS)
def test_a_stranger_finds_nothing(
    runa: StaffMember, celine: StaffMember, mueller: Customer, signed_in: SignIn, view: str
) -> None:
    make.appointment(mueller, runa, wall(15))
    stranger = signed_in(celine)

    assert stranger.get(place(view)).status_code == 404
    own = stranger.get(f"{place(view, slug='lumiere')}?staff={runa.id}")
    assert own.status_code == 200
    assert "Müller" not in own.text
    assert "Runa" not in own.text


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("others", [0, 39])
def test_a_view_needs_the_same_statements_for_one_and_for_forty(
    runa: StaffMember, mueller: Customer, signed_in: SignIn, view: str, others: int
) -> None:
    hours(runa)
    make.appointment(mueller, runa, wall(15))
    for number in range(others):
        member = make.staff(runa.business, f"Artist {number}")
        hours(member)
        make.appointment(mueller, member, wall(15))
    browser = signed_in(runa)

    with counted(f"calendar {view} page"):
        browser.get(place(view))
