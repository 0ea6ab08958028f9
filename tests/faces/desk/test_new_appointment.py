"""Booking at the desk: the form, step by step and without JavaScript."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.test import Client

from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.catalogue import Service, Skill
from regulars.records.customers import Customer
from regulars.records.projects import Project
from regulars.records.schedule import WorkingHours
from regulars.records.staff import StaffMember
from tests import make
from tests.make import NOW

PAGE = "/at/nordlicht/appointments/new/"
HOUR = timedelta(hours=1)
TUESDAY = NOW + timedelta(days=2, hours=3)  # 13:00 in Zürich


@pytest.fixture
def time_stands_still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def line(nordlicht: Business) -> Service:
    return make.service(nordlicht, "Fine line", duration_minutes=60, price_minor=18000)


@pytest.fixture
def desk(
    signed_in: Callable[[StaffMember], Client], runa: StaffMember, time_stands_still: None
) -> Client:
    return signed_in(runa)


@pytest.fixture
def wish(mueller: Customer, runa: StaffMember, line: Service) -> dict[str, Any]:
    """Mr Müller, Tuesday from 13:00 to 14:00 with Runa."""
    return {
        "customer": mueller.id,
        "service": line.id,
        "staff": runa.id,
        "day": "24.11.2026",
        "start": "13:00",
        "until": "14:00",
        "price": "180.00",
        "notes": "",
    }


class _Fields(HTMLParser):
    """What stands in the fields of the form."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "input":
            self.values[told.get("name") or ""] = told.get("value") or ""
        elif tag == "select":
            self._select = told.get("name") or ""
        elif tag == "option" and "selected" in told:
            self.values[self._select] = told.get("value") or ""


def _form(answer: Any) -> dict[str, str]:
    page = answer.content.decode()
    return _Fields(page[page.index('<dialog class="dialog docked"') :]).values


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_an_address_at_the_edge_of_the_calendar_opens_on_today(desk: Client, day: str) -> None:
    answer = desk.get(PAGE, {"day": day, "start": "23:59", "minutes": 600})

    assert (answer.status_code, _form(answer)["day"]) == (200, "22.11.2026")


def test_the_address_fills_the_form(
    desk: Client, mueller: Customer, jonas: StaffMember, line: Service
) -> None:
    asked = {
        "day": "2026-11-24",
        "start": "13:00",
        "minutes": 90,
        "staff": jonas.id,
        "customer": mueller.id,
        "service": line.id,
    }

    answer = desk.get(PAGE, asked)

    values = {name: _form(answer)[name] for name in ("day", "start", "until", "staff")}
    assert values == {
        "day": "24.11.2026",
        "start": "13:00",
        "until": "14:30",
        "staff": str(jonas.id),
    }
    assert _form(answer)["price"] == "180.00"
    assert "Jürg Müller" in answer.content.decode()


def test_what_must_be_known_is_seen_before_saving(
    desk: Client, mueller: Customer, runa: StaffMember
) -> None:
    make.alert(mueller, "Nickel allergy", detail="No steel tray.")
    make.note(mueller, "Offer him the afternoon.", runa, shows_when_booking=True)
    make.note(mueller, "Owns a dog.", runa)
    make.appointment(mueller, runa, NOW - 50 * HOUR, status="no_show")

    page = desk.get(PAGE, {"customer": mueller.id}).content.decode()

    for words in ("Nickel allergy", "No steel tray.", "Offer him the afternoon.", "1 no show"):
        assert words in page
    assert "Owns a dog." not in page


def test_it_books_and_shows_the_day_with_the_panel_open(
    desk: Client, wish: dict[str, Any], line: Service
) -> None:
    answer = desk.post(PAGE, wish | {"book": "1", "notes": "A new try."})

    made = Appointment.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/at/nordlicht/calendar/2026-11-24/day/?open=a{made.id}"
    assert (made.starts_at, made.ends_at) == (TUESDAY, TUESDAY + HOUR)
    assert (made.service, made.price_minor, made.notes) == (line, 18000, "A new try.")


def test_sent_twice_it_is_booked_once(desk: Client, wish: dict[str, Any]) -> None:
    first = desk.post(PAGE, wish | {"book": "1"})
    second = desk.post(PAGE, wish | {"book": "1"})

    assert Appointment.objects.count() == 1
    assert second["Location"] == first["Location"]


def test_it_goes_back_to_the_page_that_asked_for_it_but_nowhere_else(
    desk: Client, wish: dict[str, Any], mueller: Customer
) -> None:
    back = f"/at/nordlicht/customers/{mueller.id}/"
    assert desk.post(PAGE, wish | {"book": "1", "back": back})["Location"] == back

    stranger = wish | {"book": "1", "start": "16:00", "until": "17:00", "back": "//evil.example"}
    assert desk.post(PAGE, stranger)["Location"].startswith("/at/nordlicht/calendar/")


def test_from_the_week_one_comes_back_to_the_week(desk: Client, wish: dict[str, Any]) -> None:
    address = "http://testserver/at/nordlicht/calendar/2026-11-20/week/?staff=3"

    answer = desk.post(
        PAGE, wish | {"book": "1"}, headers={"HX-Request": "true", "HX-Current-URL": address}
    )

    made = Appointment.objects.get()
    assert answer.status_code == 204
    place = f"/at/nordlicht/calendar/2026-11-24/week/?open=a{made.id}&staff=3"
    assert answer["HX-Redirect"] == place


def test_taken_time_is_a_409_that_names_it_and_keeps_what_was_typed(
    desk: Client, wish: dict[str, Any], mueller: Customer, runa: StaffMember
) -> None:
    make.appointment(mueller, runa, TUESDAY - HOUR / 2)

    answer = desk.post(PAGE, wish | {"book": "1", "notes": "Typed with care."})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Runa has an appointment until 13:30." in page
    assert "Typed with care." in page
    assert f'value="take:{(TUESDAY + HOUR / 2).isoformat()} 60 {runa.id}"' in page
    assert Appointment.objects.count() == 1


def test_a_free_time_that_is_offered_fills_the_form(
    desk: Client, wish: dict[str, Any], jonas: StaffMember
) -> None:
    step = f"take:{(TUESDAY + HOUR).isoformat()} 90 {jonas.id}"

    form = _form(desk.post(PAGE, wish | {"step": step}))

    values = [form[name] for name in ("day", "start", "until", "staff")]
    assert values == ["24.11.2026", "14:00", "15:30", str(jonas.id)]
    assert Appointment.objects.count() == 0


def test_the_length_and_the_price_follow_the_service(
    desk: Client, wish: dict[str, Any], line: Service, nordlicht: Business
) -> None:
    long = make.service(nordlicht, "Session", duration_minutes=240, price_minor=72000)
    was = f"{line.id}|13:00|14:00|180.00"

    answer = desk.post(
        PAGE,
        wish | {"service": long.id, "was": was, "step": "look"},
        headers={"HX-Request": "true", "HX-Target": "why"},
    )

    followed = json.loads(answer["HX-Trigger-After-Swap"])["followed"]
    assert followed["until"] == ["14:00", "17:00"]
    assert followed["price"] == ["180.00", "720.00"]
    typed = wish | {"service": long.id, "price": "150", "until": "15:15", "was": was}
    form = _form(desk.post(PAGE, typed | {"step": "look"}))
    assert (form["until"], form["price"]) == ("15:15", "150")


def test_another_start_takes_the_end_along(
    desk: Client, wish: dict[str, Any], line: Service
) -> None:
    was = f"{line.id}|13:00|14:00|180.00"

    form = _form(desk.post(PAGE, wish | {"start": "15:30", "was": was, "step": "look"}))

    assert form["until"] == "16:30"


def test_outside_working_hours_is_only_a_warning(
    desk: Client, wish: dict[str, Any], nordlicht: Business, runa: StaffMember
) -> None:
    WorkingHours.objects.create(
        business=nordlicht, staff_member=runa, weekday=2, start_minute=600, end_minute=1080
    )

    looked = desk.post(PAGE, wish | {"step": "look"})

    assert "You can book all the same." in looked.content.decode()
    assert desk.post(PAGE, wish | {"book": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"day": "32.11.2026"}, "Write a day like"),
        ({"start": "25:00"}, "Write a time like"),
        ({"until": "soon"}, "Write a time like"),
        ({"price": "much"}, "Write an amount"),
        ({"customer": ""}, "Choose a customer first."),
        ({"customer": "999999"}, "Choose a customer first."),
        ({"service": ""}, "Choose a service."),
        ({"day": "29.03.2026", "start": "02:30"}, "The clocks are set forward past this time."),
        ({"project": "new"}, "Give the new project a title."),
    ],
)
def test_a_mistake_is_named_beside_what_was_typed(
    desk: Client, wish: dict[str, Any], said: dict[str, str], sentence: str
) -> None:
    answer = desk.post(PAGE, wish | said | {"book": "1", "notes": "Kept."})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Kept." in answer.content.decode()
    assert Appointment.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"until": "12:00"}, "An appointment ends after it starts."),
        ({"day": "24.11.2029"}, "Bookings are open until Mon, 15 May 2028."),
        ({"day": "24.11.2016"}, "This day is more than a year ago."),
    ],
)
def test_a_refusal_says_what_to_do(
    desk: Client, wish: dict[str, Any], said: dict[str, str], sentence: str
) -> None:
    answer = desk.post(PAGE, wish | said | {"book": "1"})

    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    assert Appointment.objects.count() == 0


def test_who_does_it_is_said_when_somebody_does_not(
    desk: Client, wish: dict[str, Any], nordlicht: Business, jonas: StaffMember, line: Service
) -> None:
    Skill.objects.create(business=nordlicht, service=line, staff_member=jonas)

    answer = desk.post(PAGE, wish | {"book": "1"})

    assert answer.status_code == 409
    assert "Runa Brandt does not do Fine line. Choose Jonas Wyss." in answer.content.decode()


def test_a_project_is_opened_on_the_way(desk: Client, wish: dict[str, Any]) -> None:
    desk.post(PAGE, wish | {"book": "1", "project": "new", "new_project": "Swallow"})

    assert Appointment.objects.get().project == Project.objects.get(title="Swallow")


def test_whoever_is_not_in_the_book_is_found_out_step_by_step(
    desk: Client, wish: dict[str, Any]
) -> None:
    nobody = wish | {"customer": ""}
    found = desk.post(PAGE, nobody | {"q": "mull", "step": "find"})
    assert "pick:" in found.content.decode()
    begun = desk.post(PAGE, nobody | {"q": "Milo Frei", "step": "create"})
    assert [_form(begun)[name] for name in ("first_name", "last_name")] == ["Milo", "Frei"]

    booked = desk.post(
        PAGE,
        nobody | {"who": "create", "first_name": "Milo", "phone": "079 640 22 71", "book": "1"},
    )

    assert booked.status_code == 302
    assert Appointment.objects.get().customer.phone == "+41796402271"


def test_somebody_new_is_not_entered_when_the_time_is_taken(
    desk: Client, wish: dict[str, Any], mueller: Customer, runa: StaffMember
) -> None:
    make.appointment(mueller, runa, TUESDAY)

    answer = desk.post(
        PAGE, wish | {"customer": "", "who": "create", "first_name": "Milo", "book": "1"}
    )

    assert answer.status_code == 409
    assert 'value="Milo"' in answer.content.decode()
    assert Customer.objects.count() == 1


def test_who_may_be_the_same_person_is_offered(desk: Client, mueller: Customer) -> None:
    asked = {"first_name": "Jurg", "last_name": "Muller", "phone": "+41442713390"}

    page = desk.get(f"{PAGE}perhaps/", asked).content.decode()

    assert f'value="pick:{mueller.id}"' in page
    assert 'id="recall" hx-swap-oob="true"' in page


def test_who_may_enter_nobody_does_not_learn_whose_number_it_is(
    signed_in: Callable[[StaffMember], Client],
    time_stands_still: None,
    jonas: StaffMember,
    mueller: Customer,
) -> None:
    asked = {"who": "create", "phone": "+41442713390", "step": "look"}

    page = signed_in(jonas).post(PAGE, asked)

    assert page.status_code == 200
    assert "Müller" not in page.content.decode()


def test_a_walk_in_begins_now_with_somebody_who_is_free(
    desk: Client, wish: dict[str, Any], mueller: Customer, runa: StaffMember, jonas: StaffMember
) -> None:
    make.appointment(mueller, runa, NOW)

    form = _form(desk.post(PAGE, wish | {"step": "walk-in"}))
    values = {name: form.get(name, "") for name in wish} | {"walk_in": form["walk_in"]}
    assert (values["day"], values["start"]) == ("22.11.2026", "10:00")
    assert values["staff"] == str(jonas.id)
    answer = desk.post(PAGE, values | {"book": "1"})

    assert answer.status_code == 302
    made = Appointment.objects.exclude(staff_member=runa).get()
    assert (made.status, made.starts_at) == ("checked_in", NOW)


def test_an_artist_books_in_the_own_column_and_sees_no_price(
    signed_in: Callable[[StaffMember], Client],
    time_stands_still: None,
    wish: dict[str, Any],
    jonas: StaffMember,
    runa: StaffMember,
) -> None:
    desk = signed_in(jonas)

    page = desk.get(PAGE, {"customer": wish["customer"]})
    assert "180" not in page.content.decode()
    assert "+41" not in page.content.decode()
    assert desk.post(PAGE, wish | {"book": "1"}).status_code == 422
    own = wish | {"staff": jonas.id, "book": "1"}
    assert desk.post(PAGE, own).status_code == 302
    made = Appointment.objects.get()
    assert (made.staff_member, made.price_minor) == (jonas, 18000)
