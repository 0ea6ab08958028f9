"""The calendar's day and week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from regulars.actions.appointments.check_in import check_in_appointment
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.schedule import Block, Room
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.cast import acting
from tests.counting import counted

DAY = "/at/nordlicht/calendar/2026-11-23/day/"
WEEK = "/at/nordlicht/calendar/2026-11-23/week/"
TOMORROW = make.NOW + timedelta(days=1)  # 10:00 in Zürich
MINUTE = timedelta(minutes=1)

SignIn = Callable[[StaffMember], Client]


def read(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_day_shows_everybody_and_what_stands_where(
    runa: StaffMember, jonas: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    made = make.appointment(mueller, runa, TOMORROW)

    page = read(signed_in(runa), DAY)

    assert page.count('<section class="lane') == 2
    assert f'data-staff="{jonas.id}" data-day="2026-11-23"' in page
    assert (
        f'data-kind="appointment" data-id="{made.id}" data-version="1" data-status="booked"'
        ' data-start="600" data-minutes="60" data-movable'
        ' style="--at:0;--for:60"'
    ) in page
    assert f'<a href="?open=a{made.id}"><b>Jürg Müller</b>' in page
    assert "Monday, 23 November 2026" in page
    assert "1 h booked" in page


def test_what_must_not_be_forgotten_is_said_on_the_entry(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    make.appointment(mueller, runa, TOMORROW - timedelta(days=365), status=Status.NO_SHOW)
    made = make.appointment(mueller, runa, TOMORROW)
    make.alert(mueller, "Latex allergy")
    make.note(mueller, "Brings <her> sister.", is_pinned=True)
    make.deposit(mueller, 15_000, appointment=made)

    page = read(signed_in(runa), DAY)

    for words in ("Latex allergy", "Brings &lt;her&gt; sister.", "Deposit due", "No show "):
        assert words in page


def test_nothing_is_movable_that_this_person_may_not_move(
    runa: StaffMember, jonas: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    make.appointment(mueller, runa, TOMORROW)
    make.appointment(mueller, runa, TOMORROW + 120 * MINUTE, status=Status.COMPLETED)

    assert read(signed_in(runa), DAY).count("data-movable") == 1
    assert "data-movable" not in read(signed_in(jonas), DAY)


def test_a_filter_shows_whose_columns_were_asked_for_and_stays_in_the_links(
    runa: StaffMember, jonas: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    made = make.appointment(mueller, jonas, TOMORROW)

    page = read(signed_in(runa), f"{DAY}?staff={jonas.id}&cancelled=1")

    assert page.count('<section class="lane') == 1
    assert f'href="?staff={jonas.id}&amp;cancelled=1&amp;open=a{made.id}"' in page
    assert f'/calendar/2026-11-24/day/?staff={jonas.id}&amp;cancelled=1" rel="next"' in page


def test_rooms_are_offered_where_there_are_some(
    nordlicht: Business, runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    client = signed_in(runa)
    assert "Columns by room" not in read(client, DAY)
    room = Room.objects.create(business=nordlicht, name="Room 2")
    make.appointment(mueller, runa, TOMORROW, room=room)

    assert "Columns by room" in read(client, DAY)
    page = read(client, f"{DAY}?rooms=1")

    assert f'data-room="{room.id}" data-day="2026-11-23"' in page
    assert "Columns by person" in page


def test_cancelled_ones_come_back_as_strips(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    make.appointment(mueller, runa, TOMORROW, status=Status.CANCELLED_TOO_LATE)
    client = signed_in(runa)

    assert "Müller" not in read(client, DAY)
    page = read(client, f"{DAY}?cancelled=1")

    assert 'class="appt strip"' in page
    assert "Cancelled too late, 10:00–11:00" in page


def test_the_week_is_of_everyone_in_a_small_studio_and_of_oneself_for_an_artist(
    runa: StaffMember, jonas: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    make.appointment(mueller, runa, TOMORROW)

    assert 'aria-label="Week of everyone"' in read(signed_in(runa), WEEK)
    assert "Müller" not in read(signed_in(jonas), WEEK)
    assert "Müller" in read(signed_in(jonas), f"{WEEK}?staff=all")
    assert "Müller" in read(signed_in(jonas), f"{WEEK}?staff={runa.id}")


def test_the_owner_of_a_large_studio_finds_the_own_week_first(
    nordlicht: Business, runa: StaffMember, jonas: StaffMember, signed_in: SignIn
) -> None:
    for number in range(4):
        make.staff(nordlicht, f"Number {number}")

    page = read(signed_in(runa), WEEK)

    assert page.count('<section class="lane') == 7
    assert f'<option value="{runa.id}" selected>Runa Brandt</option>' in page


@pytest.mark.parametrize("day", ["2026-02-30", "today", "2026-2-3", "0001-01-01", "20261123"])
def test_a_day_that_is_none_is_not_there(runa: StaffMember, signed_in: SignIn, day: str) -> None:
    assert signed_in(runa).get(f"/at/nordlicht/calendar/{day}/day/").status_code == 404


def test_a_slip_in_a_filter_is_left_out(runa: StaffMember, signed_in: SignIn) -> None:
    page = read(signed_in(runa), f"{DAY}?staff=x&staff=9999999999999999999999&open=q7&open=a")

    assert page.count('<section class="lane') == 1


def test_a_day_is_typed_as_the_business_writes_it(runa: StaffMember, signed_in: SignIn) -> None:
    client = signed_in(runa)

    answer = client.get("/at/nordlicht/calendar/?day=24.12.2026&view=week&staff=all")
    assert answer["Location"] == "/at/nordlicht/calendar/2026-12-24/week/?staff=all"

    answer = client.get("/at/nordlicht/calendar/?day=Christmas", follow=True)
    assert "Write a day like" in answer.content.decode()


def test_another_business_does_not_find_it(
    runa: StaffMember, celine: StaffMember, signed_in: SignIn
) -> None:
    assert signed_in(celine).get(DAY).status_code == 404


def test_who_asks_again_hears_nothing_as_long_as_nothing_changed(
    runa: StaffMember, nadia: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    made = make.appointment(mueller, runa, make.NOW)
    client = signed_in(runa)
    asks = {"HX-Request": "true", "HX-Target": "calendar"}
    first = client.get(DAY.replace("23", "22"), headers=asks)

    with counted("calendar poll"):
        second = client.get(
            DAY.replace("23", "22"), headers=asks | {"If-None-Match": first["ETag"]}
        )
    check_in_appointment(
        business=made.business, appointment_id=made.id, actor=acting(nadia), at=make.NOW
    )
    third = client.get(DAY.replace("23", "22"), headers=asks | {"If-None-Match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")
    assert third.status_code == 200
    assert third.content.decode().lstrip().startswith('<div class="cal')
    assert 'data-status="checked_in"' in third.content.decode()
    assert third["ETag"] != first["ETag"]


def test_what_is_open_makes_no_difference_to_who_asks_again(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    made = make.appointment(mueller, runa, TOMORROW)
    client = signed_in(runa)

    shut = client.get(DAY, headers={"HX-Request": "true", "HX-Target": "calendar"})
    opened = client.get(
        f"{DAY}?open=a{made.id}",
        headers={"HX-Request": "true", "HX-Target": "calendar", "If-None-Match": shut["ETag"]},
    )

    assert opened.status_code == 304


def test_a_page_costs_as_many_statements_for_one_as_for_forty(
    nordlicht: Business, runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    client = signed_in(runa)
    client.get(DAY)
    for number in range(39):
        member = make.staff(nordlicht, f"Number {number:02}")
        make.appointment(mueller, member, TOMORROW)

    with counted("calendar day"):
        page = read(client, DAY)
    with counted("calendar week"):
        read(client, f"{WEEK}?staff=all")

    assert page.count('<section class="lane') == 40


def test_a_week_of_twenty_people_stays_below_300_kilobytes(
    nordlicht: Business, runa: StaffMember, signed_in: SignIn
) -> None:
    service = make.service(nordlicht, "Tattoo session, four hours")
    for number in range(20):
        member = make.staff(nordlicht, f"Maximiliane Number {number:02}")
        customer = make.customer(nordlicht, "Wilhelmina", f"von Hohenstein-Zollikofer {number}")
        make.alert(customer, "Latex allergy")
        project = make.project(customer, "Botanical sleeve, left arm, second half")
        for turn in range(26):
            make.appointment(
                customer,
                member,
                TOMORROW + timedelta(days=turn % 6, hours=turn // 6 * 2),
                service=service,
                project=project,
            )
        Block.objects.create(
            business=nordlicht,
            staff_member=member,
            title="Lunch",
            starts_at=TOMORROW,
            ends_at=TOMORROW + 30 * MINUTE,
            created_at=timezone.now(),
        )

    page = read(signed_in(runa), f"{WEEK}?staff=all")

    assert page.count('data-kind="appointment"') == 520
    assert len(page.encode()) < 300_000
