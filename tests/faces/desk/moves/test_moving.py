"""An entry of the calendar is dragged, pulled, undone; and refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.messages import Message
from regulars.records.schedule import Block
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Role
from tests import make
from tests.make import NOW

SignIn = Callable[[StaffMember], Client]
HOUR = timedelta(hours=1)
HTMX = {"HX-Request": "true"}
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=UTC)  # 10:00 in Zürich


@pytest.fixture(autouse=True)
def _it_is_sunday_ten_in_zurich() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(signed_in: SignIn, runa: StaffMember) -> Client:
    """Runa's browser."""
    return signed_in(runa)


@pytest.fixture
def gosia(nordlicht) -> Customer:
    return make.customer(
        nordlicht, "Małgorzata", "Wójcik", nickname="Gosia", email="gosia@example.pl"
    )


@pytest.fixture
def hers(runa: StaffMember, gosia: Customer) -> Appointment:
    """Gosia with Runa on Friday, 10:00 to 13:00 in Zürich."""
    service = make.service(runa.business, "Sleeve")
    return make.appointment(gosia, runa, FRIDAY, lasting=3 * HOUR, service=service)


def move(desk: Client, entry: Appointment, to: str = "2026-11-27 14:30", **said):
    day, start = to.split()
    fields = {"day": day, "start": start, "version": entry.version} | said
    address = f"/at/nordlicht/appointments/{entry.id}/time/"
    return desk.post(address, fields, headers=HTMX)


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def place_of(entry: Appointment) -> tuple[datetime, datetime, int]:
    entry.refresh_from_db()
    return entry.starts_at, entry.ends_at, entry.staff_member_id


def hidden_fields(answer, action: str) -> dict[str, str]:
    """The fields of the form that posts there."""
    import re

    text = answer.content.decode()
    form = next(part for part in text.split("<form")[1:] if f'action="{action}"' in part)
    form = form.split("</form>")[0]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


def test_it_stands_where_it_was_dropped(desk, hers, jonas):
    answer = move(desk, hers, staff=jonas.id)

    assert answer.status_code == 200
    assert place_of(hers) == (FRIDAY + 4.5 * HOUR, FRIDAY + 7.5 * HOUR, jonas.id)
    assert BusyTime.objects.get().staff_member_id == jonas.id
    assert answer["HX-Trigger"] == "calendar:changed"


def test_the_bar_says_where_it_went_and_offers_to_tell_her_and_to_undo(desk, hers, jonas):
    told = text_of(move(desk, hers, staff=jonas.id))

    assert 'Moved to <b class="num">Fri 14:30</b> with <b>Jonas</b>' in told
    assert "Notify Gosia" in told
    assert "Undo" in told
    assert 'data-from-words="Gosia was here, 10:00–13:00"' in told


def test_the_edge_pulled_changes_its_length_only(desk, hers):
    answer = move(desk, hers, "2026-11-27 10:00", minutes=210)

    assert place_of(hers)[:2] == (FRIDAY, FRIDAY + 3.5 * HOUR)
    assert 'Now <b class="num">10:00–13:30</b>' in text_of(answer)


def test_undo_puts_it_back(desk, hers, runa, jonas):
    address = f"/at/nordlicht/appointments/{hers.id}/time/"
    fields = hidden_fields(move(desk, hers, staff=jonas.id), address)

    answer = desk.post(address, fields, headers=HTMX)

    assert answer.status_code == 200
    assert place_of(hers) == (FRIDAY, FRIDAY + 3 * HOUR, runa.id)
    assert 'Back at <b class="num">Fri 10:00</b>' in text_of(answer)
    assert "Undo" not in text_of(answer)


def test_a_second_undo_from_an_older_bar_is_out_of_date(desk, hers, runa):
    address = f"/at/nordlicht/appointments/{hers.id}/time/"
    fields = hidden_fields(move(desk, hers), address)
    desk.post(address, fields, headers=HTMX)

    answer = desk.post(address, fields | {"start": "15:00"}, headers=HTMX)

    assert answer.status_code == 409
    assert place_of(hers) == (FRIDAY, FRIDAY + 3 * HOUR, runa.id)


def test_a_taken_time_is_refused_with_what_is_in_the_way(desk, hers, runa, jonas):
    other = make.customer(runa.business, "Tim")
    make.appointment(other, jonas, FRIDAY + 4 * HOUR, lasting=2 * HOUR)

    answer = move(desk, hers, staff=jonas.id)

    told = text_of(answer)
    assert answer.status_code == 409
    assert place_of(hers) == (FRIDAY, FRIDAY + 3 * HOUR, runa.id)
    assert "Not moved. Jonas" in told
    assert "16:00" in told
    assert "Gosia stays on Fri 10:00 with Runa." in told
    assert "Tim" not in told
    assert not AuditEntry.objects.exists()


def test_a_refusal_offers_two_places_with_room_and_a_press_moves_there(desk, hers, runa, jonas):
    other = make.customer(runa.business, "Tim")
    make.appointment(other, jonas, FRIDAY + 4 * HOUR, lasting=2 * HOUR)
    refused = move(desk, hers, staff=jonas.id)
    address = f"/at/nordlicht/appointments/{hers.id}/time/"
    assert text_of(refused).count(f'action="{address}"') == 2

    answer = desk.post(address, hidden_fields(refused, address), headers=HTMX)

    assert answer.status_code == 200
    assert place_of(hers) != (FRIDAY, FRIDAY + 3 * HOUR, runa.id)


def test_where_it_stands_already_nothing_happens(desk, hers):
    answer = move(desk, hers, "2026-11-27 10:00")

    assert answer.status_code == 204
    assert not AuditEntry.objects.exists()


def test_a_time_that_the_clock_leaves_out_is_refused(desk, hers):
    answer = move(desk, hers, "2027-03-28 02:30")

    assert answer.status_code == 422
    assert "There is no 02:30 on Sun, 28 Mar 2027: the clocks are set forward." in text_of(answer)
    assert place_of(hers)[0] == FRIDAY


def test_of_an_hour_that_comes_twice_the_first_is_meant(desk, hers):
    move(desk, hers, "2027-10-31 02:30")

    assert place_of(hers)[0] == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_what_stands_in_the_second_pass_stays_there_when_it_is_pulled(desk, runa, gosia):
    second = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    late = make.appointment(gosia, runa, second)

    move(desk, late, "2027-10-31 02:30", minutes=90)

    assert place_of(late)[:2] == (second, second + 1.5 * HOUR)


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "tomorrow"},
        {"start": "25:00"},
        {"start": ""},
        {"minutes": "-5"},
        {"minutes": "999999999"},
        {"staff": "Jonas"},
        {"version": ""},
    ],
)
def test_what_is_no_place_is_refused_with_a_sentence(desk, hers, runa, wrong):
    answer = move(desk, hers, **wrong)

    assert answer.status_code == 422
    assert "Not moved." in text_of(answer)
    assert place_of(hers) == (FRIDAY, FRIDAY + 3 * HOUR, runa.id)


def test_nobody_is_given_to_another_business(desk, hers, celine):
    assert move(desk, hers, staff=celine.id).status_code == 404
    assert place_of(hers)[2] == hers.staff_member_id


def test_another_business_s_appointment_is_not_there(signed_in, celine, hers):
    address = f"/at/lumiere/appointments/{hers.id}/time/"
    fields = {"day": "2026-11-27", "start": "14:30", "version": 1}

    assert signed_in(celine).post(address, fields, headers=HTMX).status_code == 404


def test_an_artist_moves_in_the_own_column_only(signed_in, jonas, hers):
    assert move(signed_in(jonas), hers).status_code == 403
    assert place_of(hers)[0] == FRIDAY


def test_a_guest_moves_nothing(signed_in, nordlicht, hers):
    guest = make.staff(nordlicht, "Kim", Role.GUEST, account=make.account("kim@example.ch"))

    assert move(signed_in(guest), hers).status_code == 403


def test_a_plain_form_leads_on_to_the_day(desk, hers):
    address = f"/at/nordlicht/appointments/{hers.id}/time/"

    answer = desk.post(address, {"day": "2026-11-28", "start": "10:00", "version": 1})

    assert (answer.status_code, answer["Location"]) == (
        302,
        "/at/nordlicht/calendar/2026-11-28/day/",
    )


def test_a_plain_form_refused_is_a_page(desk, hers, jonas):
    other = make.customer(hers.business, "Tim")
    make.appointment(other, jonas, FRIDAY + 4 * HOUR, lasting=2 * HOUR)
    fields = {"day": "2026-11-27", "start": "14:30", "version": 1, "staff": jonas.id}

    answer = desk.post(f"/at/nordlicht/appointments/{hers.id}/time/", fields)

    assert answer.status_code == 409
    assert "Back to the calendar" in text_of(answer)


def notify(desk, entry, **fields):
    return desk.post(f"/at/nordlicht/appointments/{entry.id}/notification/", fields, headers=HTMX)


def test_she_is_told_and_it_can_still_be_undone(desk, hers):
    bar = move(desk, hers)
    fields = hidden_fields(bar, f"/at/nordlicht/appointments/{hers.id}/notification/")

    answer = notify(desk, hers, **fields)

    assert "Gosia gets an e-mail." in text_of(answer)
    assert "14:30–17:30" in Message.objects.get().body
    back = f"/at/nordlicht/appointments/{hers.id}/time/"
    undone = desk.post(back, hidden_fields(answer, back), headers=HTMX)
    assert place_of(hers)[0] == FRIDAY
    assert "Notify Gosia" not in text_of(undone)
    assert not Message.objects.exists()


def test_whoever_read_it_already_can_be_told_that_it_was_undone(desk, hers):
    bar = move(desk, hers)
    fields = hidden_fields(bar, f"/at/nordlicht/appointments/{hers.id}/notification/")
    answer = notify(desk, hers, **fields)
    Message.objects.update(state="sent", sent_at=NOW)

    back = f"/at/nordlicht/appointments/{hers.id}/time/"
    undone = desk.post(back, hidden_fields(answer, back), headers=HTMX)

    assert "Notify Gosia" in text_of(undone)


def test_without_an_address_the_bar_says_so(desk, hers, gosia):
    gosia.email = ""
    gosia.save()

    told = text_of(move(desk, hers))

    assert "Notify" not in told
    assert "Gosia has no e-mail address." in told


def test_telling_without_scripts_leads_to_the_appointment(desk, hers):
    answer = desk.post(f"/at/nordlicht/appointments/{hers.id}/notification/")

    assert answer["Location"] == f"/at/nordlicht/appointments/{hers.id}/"
    assert Message.objects.count() == 1


def test_a_block_is_moved_and_put_back(desk, runa):
    lunch = Block.objects.create(
        business=runa.business, staff_member=runa, title="Lunch", created_at=NOW,
        starts_at=FRIDAY, ends_at=FRIDAY + HOUR,
    )  # fmt: skip
    address = f"/at/nordlicht/blocks/{lunch.id}/time/"

    answer = desk.post(address, {"day": "2026-11-27", "start": "12:00", "version": 1}, headers=HTMX)

    lunch.refresh_from_db()
    assert lunch.starts_at == FRIDAY + 2 * HOUR
    assert "Notify" not in text_of(answer)
    desk.post(address, hidden_fields(answer, address), headers=HTMX)
    lunch.refresh_from_db()
    assert lunch.starts_at == FRIDAY


def test_a_group_session_is_moved_with_everybody(desk, runa):
    service = make.service(runa.business, "Flash", capacity=8)
    flash = make.group_session(service, runa, FRIDAY)
    address = f"/at/nordlicht/groups/{flash.id}/time/"

    answer = desk.post(address, {"day": "2026-11-28", "start": "12:00", "version": 1}, headers=HTMX)

    flash.refresh_from_db()
    assert answer.status_code == 200
    assert flash.starts_at == FRIDAY + 26 * HOUR
