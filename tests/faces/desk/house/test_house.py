"""Price list, team, rooms and rules on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from regulars.records.businesses import Business
from regulars.records.catalogue import Service, Skill
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from tests import make
from tests.counting import counted

SignIn = Callable[[StaffMember], Client]
SETTINGS = "/at/nordlicht/settings/"


@pytest.fixture
def desk(signed_in: SignIn, runa: StaffMember) -> Client:
    """Runa's browser."""
    return signed_in(runa)


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_the_price_list_says_what_it_takes_and_who_does_it(
    desk: Client, nordlicht: Business, runa: StaffMember
) -> None:
    colour = make.service(
        nordlicht, "Colour", category="Hair", price_minor=18_000, buffer_minutes=10
    )
    Skill.objects.create(business=nordlicht, service=colour, staff_member=runa)
    make.service(nordlicht, "Flash day", capacity=8)
    make.service(nordlicht, "Perm", is_active=False)

    with counted("price list page"):
        page = text_of(desk.get(f"{SETTINGS}services/"))

    for words in (
        "Colour",
        "Hair",
        "CHF 180",
        "1 h",
        "Runa Brandt",
        "Group, 8 places",
        "Everybody",
    ):
        assert words in page, words
    assert "1 withdrawn service" in page


def test_a_service_is_offered_through_the_form(
    desk: Client, nordlicht: Business, runa: StaffMember
) -> None:
    answer = desk.post(
        f"{SETTINGS}services/new/",
        {
            "name": "Beard trim",
            "duration_minutes": "25",
            "price": "35.50",
            "buffer_minutes": "5",
            "notice_hours": "24",
            "staff_members": [str(runa.id)],
        },
    )

    assert (answer.status_code, answer.url) == (302, f"{SETTINGS}services/")
    service = Service.objects.of(nordlicht).get()
    assert (service.name, service.duration_minutes, service.price_minor) == ("Beard trim", 25, 3550)
    assert (service.buffer_minutes, service.notice_minutes, service.capacity) == (5, 1440, 1)
    assert Skill.objects.of(nordlicht).get().staff_member == runa


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"price": "a lot"}, "Write an amount, for example 120.00."),
        ({"duration_minutes": "2"}, "Ensure this value is greater than or equal to 5."),
        (
            {"gap_after_minutes": "20", "gap_minutes": "40"},
            "The processing gap has to end before the service does.",
        ),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    desk: Client, nordlicht: Business, typed: dict[str, str], sentence: str
) -> None:
    whole = {"name": "Beard trim", "duration_minutes": "25", "description": "With hot towel"}

    answer = desk.post(f"{SETTINGS}services/new/", whole | typed)

    page = text_of(answer)
    assert answer.status_code == 422
    assert sentence in page
    assert "With hot towel" in page
    assert not Service.objects.of(nordlicht).exists()


def test_who_was_faster_is_not_overwritten(desk: Client, nordlicht: Business) -> None:
    service = make.service(nordlicht, "Cut", price_minor=5000)
    page = desk.get(f"{SETTINGS}services/{service.id}/").content.decode()
    opened = page.split('name="opened" value="')[1].split('"')[0]
    Service.objects.filter(id=service.id).update(price_minor=6000)

    answer = desk.post(
        f"{SETTINGS}services/{service.id}/",
        {"name": "Cut", "duration_minutes": "60", "price": "55", "opened": opened},
    )

    assert answer.status_code == 409
    assert "By now it says: 60" in text_of(answer)
    service.refresh_from_db()
    assert service.price_minor == 6000


def test_somebody_joins_the_team_and_leaves_it(desk: Client, nordlicht: Business) -> None:
    answer = desk.post(
        f"{SETTINGS}team/new/",
        {
            "name": "Noor Haddad",
            "role": "staff",
            "hue": "9",
            "email": "noor@nordlicht.example",
            "takes_bookings": "on",
        },
    )
    assert answer.status_code == 302
    noor = StaffMember.objects.of(nordlicht).get(name="Noor Haddad")
    assert (noor.takes_bookings, noor.sees_contact_data, noor.hue) == (True, False, 9)

    with counted("team page"):
        page = text_of(desk.get(f"{SETTINGS}team/"))
    assert "noor@nordlicht.example" in page

    desk.post(f"{SETTINGS}team/{noor.id}/parting/")
    assert "1 former staff member" in text_of(desk.get(f"{SETTINGS}team/"))


def test_the_last_owner_is_told_why_they_stay(desk: Client, runa: StaffMember) -> None:
    answer = desk.post(f"{SETTINGS}team/{runa.id}/parting/")

    assert answer.status_code == 409
    assert "This is the only owner." in text_of(answer)
    runa.refresh_from_db()
    assert runa.is_active


def test_a_room_is_added_renamed_and_closed(desk: Client, nordlicht: Business) -> None:
    desk.post(f"{SETTINGS}rooms/", {"name": "Chair 1"})
    room = Room.objects.of(nordlicht).get()
    desk.post(f"{SETTINGS}rooms/{room.id}/", {"name": "Window chair"})
    assert "Window chair" in text_of(desk.get(f"{SETTINGS}rooms/"))

    desk.post(f"{SETTINGS}rooms/{room.id}/closing/")
    assert "1 closed room" in text_of(desk.get(f"{SETTINGS}rooms/"))

    again = desk.post(f"{SETTINGS}rooms/", {"name": ""})
    assert (again.status_code, Room.objects.of(nordlicht).count()) == (422, 1)


def test_the_rules_of_booking_are_set(desk: Client, nordlicht: Business) -> None:
    page = desk.get(f"{SETTINGS}rules/").content.decode()
    opened = page.split('name="opened" value="')[1].split('"')[0]
    typed = {"notice_hours": "24", "horizon_days": "90", "lead_hours": "2", "slot_minutes": "30"}

    answer = desk.post(f"{SETTINGS}rules/", typed | {"opened": opened})
    stale = desk.post(f"{SETTINGS}rules/", typed | {"opened": opened, "notice_hours": "12"})

    assert (answer.status_code, stale.status_code) == (302, 409)
    nordlicht.refresh_from_db()
    assert (nordlicht.notice_minutes, nordlicht.horizon_days) == (1440, 90)
    assert (nordlicht.lead_minutes, nordlicht.slot_minutes) == (120, 30)


@pytest.mark.parametrize("place", ["services/", "services/new/", "team/", "rooms/", "rules/"])
def test_only_who_manages_the_house_gets_in(
    signed_in: SignIn, runa: StaffMember, nadia: StaffMember, celine: StaffMember, place: str
) -> None:
    assert signed_in(runa).get(SETTINGS + place).status_code == 200
    assert signed_in(nadia).get(SETTINGS + place).status_code == 403
    assert signed_in(celine).get(SETTINGS + place).status_code == 404


def test_another_business_s_rows_are_not_there(desk: Client, lumiere: Business) -> None:
    service = make.service(lumiere, "Coupe")
    member = make.staff(lumiere, "Paul")

    for place in (f"services/{service.id}/", f"team/{member.id}/"):
        assert desk.get(SETTINGS + place).status_code == 404
