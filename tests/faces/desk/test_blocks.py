"""Blocking time on the screen: what it will do is said first, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from regulars.actions.schedule.block_again import block_again
from regulars.actions.schedule.block_time import block_time
from regulars.records.customers import Customer
from regulars.records.schedule import Block, BlockSeries
from regulars.records.staff import StaffMember
from regulars.rules.blocks import BlockKind
from regulars.rules.recurrence import Every, Recurrence
from tests import make
from tests.cast import acting
from tests.counting import counted

SignIn = Callable[[StaffMember], Client]
NEW = "/at/nordlicht/blocks/new/"
HTMX = {"HX-Request": "true"}
TEN = datetime(2026, 12, 10, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_that_sunday() -> object:
    with time_machine.travel(make.NOW, tick=False):
        yield


@pytest.fixture
def desk(signed_in: SignIn, runa: StaffMember) -> Client:
    """Runa's browser."""
    return signed_in(runa)


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def said(*who: StaffMember, **given: object) -> dict[str, object]:
    return {
        "kind": "meeting",
        "title": "Sterilisation and stock",
        "who": [str(one.id) for one in who],
        "first_on": "3.12.2026",
        "start": "09:00",
        "end": "11:30",
        "repeat": "week-1",
        "weekdays": ["3"],
        "last_on": "31.12.2026",
        "note": "",
    } | given


def once(*who: StaffMember, **given: object) -> dict[str, object]:
    return said(*who, repeat="", weekdays=[], last_on="") | given


def test_the_form_starts_where_the_calendar_was_touched(desk: Client, jonas: StaffMember) -> None:
    page = text_of(desk.get(f"{NEW}?day=2026-12-03&start=13:00&minutes=90&staff={jonas.id}"))

    assert 'value="03.12.2026"' in page
    assert 'value="13:00"' in page
    assert 'value="14:30"' in page
    assert "Thu, 3 Dec 2026, 13:00–14:30, for Jonas." in page
    assert "<!doctype html>" in page


def test_htmx_gets_the_dialog_alone(desk: Client) -> None:
    page = text_of(desk.get(NEW, headers=HTMX))

    assert page.startswith('<dialog class="dialog" id="block"')
    assert "<html" not in page


def test_while_somebody_types_it_says_what_it_will_do_and_what_is_there(
    desk: Client, runa: StaffMember, jonas: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, jonas, TEN)

    page = text_of(desk.get(NEW, said(runa, jonas), headers=HTMX))

    assert (
        "Every Thursday, 09:00–11:30, 5 times for Runa and Jonas. First on Thu, 3 Dec 2026." in page
    )
    assert "1 appointment is already there. It stays." in page
    assert "Thu, 10 Dec 2026, 11:00, Jürg Müller with Jonas Wyss" in page
    assert "Block 5 times</button>" in page
    assert not Block.objects.exists()


def test_half_of_a_time_is_no_mistake_yet(desk: Client, runa: StaffMember) -> None:
    answer = desk.get(NEW, said(runa, start="9:x"), headers=HTMX)

    assert answer.status_code == 200
    assert "Write a time like 10:00." in text_of(answer)


def test_it_blocks_and_goes_to_the_day(
    desk: Client, runa: StaffMember, jonas: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, jonas, TEN)

    answer = desk.post(NEW, said(runa, jonas), follow=True)

    assert answer.redirect_chain == [("/at/nordlicht/calendar/2026-12-03/day/", 302)]
    assert "Blocked. 1 appointment was already there and stays." in text_of(answer)
    assert Block.objects.count() == 10
    assert BlockSeries.objects.filter(rule="FREQ=WEEKLY;WKST=MO;BYDAY=TH").count() == 2


def test_without_scripts_it_says_so_before_it_does_so(desk: Client, runa: StaffMember) -> None:
    page = text_of(desk.post(NEW, said(runa, judge="1")))

    assert "5 times for Runa." in page
    assert not Block.objects.exists()


def test_time_off_lasts_whole_days(desk: Client, jonas: StaffMember) -> None:
    asked = once(jonas, kind="time_off", whole_day="on", last_on="13.12.2026", start="", end="")

    assert "Thu, 3 Dec 2026 until Sun, 13 Dec 2026, 11 whole days, for Jonas." in text_of(
        desk.get(NEW, asked, headers=HTMX)
    )
    desk.post(NEW, asked)

    block = Block.objects.get()
    assert (block.starts_at, block.ends_at) == (
        datetime(2026, 12, 2, 23, tzinfo=UTC), datetime(2026, 12, 13, 23, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"who": []}, "Choose whose time is blocked."),
        ({"first_on": "sometime"}, "Write a day like 22.11.2026."),
        ({"start": "late"}, "Write a time like 10:00."),
        ({"end": "08:00"}, "The end comes before the start."),
        ({"end": "08:00", "repeat": "week-1"}, "The end comes before the start."),
        ({"last_on": "1.12.2026"}, "The last day comes before the first one."),
        ({"first_on": "28.3.2027", "start": "02:30", "end": "04:00"}, "The clock is set past"),
        ({"last_on": "31.12.2028"}, "A block lasts a year at most."),
        ({"first_on": "1.1.2029"}, "further ahead than your calendar reaches"),
        ({"repeat": "week-1", "last_on": "31.12.2036"}, "within five years"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    desk: Client, runa: StaffMember, given: dict[str, object], sentence: str
) -> None:
    answer = desk.post(NEW, once(runa, **given))

    assert answer.status_code in (409, 422)
    assert sentence in text_of(answer)
    assert "Sterilisation and stock" in text_of(answer)
    assert not Block.objects.exists()


def test_an_artist_blocks_the_own_column_only(
    signed_in: SignIn, jonas: StaffMember, runa: StaffMember
) -> None:
    browser = signed_in(jonas)

    assert "Runa" not in text_of(browser.get(NEW))
    assert browser.post(NEW, once(runa)).status_code == 422
    assert browser.post(NEW, once(jonas)).status_code == 302
    assert Block.objects.get().staff_member_id == jonas.id


def a_block(runa: StaffMember, **given: object) -> Block:
    told = {
        "business": runa.business,
        "staff_member_id": runa.id,
        "kind": BlockKind.BREAK,
        "title": "Lunch",
        "starts_at": TEN,
        "ends_at": TEN + timedelta(hours=1),
        "actor": acting(runa),
        "at": make.NOW,
    } | given
    return Block.objects.get(id=block_time(**told))  # type: ignore[arg-type]


def a_series(runa: StaffMember) -> Block:
    block_again(
        business=runa.business,
        staff_member_ids=[runa.id],
        recurrence=Recurrence(Every.WEEK, weekdays=(3,)),
        first_on=date(2026, 12, 3),
        last_on=date(2026, 12, 31),
        start_minute=540,
        end_minute=690,
        kind=BlockKind.MEETING,
        title="Stock",
        actor=acting(runa),
        at=make.NOW,
    )
    return Block.objects.get(occurs_on=date(2026, 12, 17))


def test_a_block_is_changed(desk: Client, runa: StaffMember, jonas: StaffMember) -> None:
    block = a_block(runa)
    address = f"/at/nordlicht/blocks/{block.id}/"
    page = text_of(desk.get(address))
    assert 'value="Lunch"' in page
    assert 'value="11:00"' in page

    asked = once(jonas, title="Late lunch", first_on="10.12.2026", version="1")
    answer = desk.post(address, asked | {"who": str(jonas.id)})

    assert answer.url == "/at/nordlicht/calendar/2026-12-10/day/"
    block.refresh_from_db()
    assert (block.title, block.staff_member_id, block.version) == ("Late lunch", jonas.id, 2)


def test_somebody_else_was_faster(desk: Client, runa: StaffMember) -> None:
    block = a_block(runa)
    Block.objects.update(version=2)
    asked = once(runa, title="Mine", version="1") | {"who": str(runa.id)}

    answer = desk.post(f"/at/nordlicht/blocks/{block.id}/", asked)

    assert answer.status_code == 409
    page = text_of(answer)
    assert "Somebody else changed this block in the meantime." in page
    assert 'value="Mine"' in page
    assert 'name="version" value="2"' in page


def test_one_of_a_series_is_changed_alone_or_with_all_that_follow(
    desk: Client, runa: StaffMember
) -> None:
    block = a_series(runa)
    address = f"/at/nordlicht/blocks/{block.id}/"
    page = text_of(desk.get(address))
    assert "This and all that follow" in page
    asked = said(runa, first_on="17.12.2026", start="10:00", version="1", title="Stock")
    asked |= {"who": str(runa.id)}

    assert "Thu, 17 Dec 2026, 10:00–11:30, for Runa." in text_of(
        desk.get(address, asked | {"reach": "this"}, headers=HTMX)
    )
    assert "3 times for Runa." in text_of(
        desk.get(address, asked | {"reach": "following"}, headers=HTMX)
    )
    desk.post(address, asked | {"reach": "following"})

    starts = Block.objects.filter(removed_at=None).order_by("starts_at")
    assert [f"{one.starts_at:%d %H}" for one in starts] == [
        "03 08", "10 08", "17 09", "24 09", "31 09",
    ]  # fmt: skip


def test_a_series_moves_to_another_weekday_with_its_day(desk: Client, runa: StaffMember) -> None:
    block = a_series(runa)
    asked = said(runa, first_on="18.12.2026", version="1", reach="following")

    desk.post(f"/at/nordlicht/blocks/{block.id}/", asked | {"who": str(runa.id)})

    days = Block.objects.filter(removed_at=None).order_by("starts_at")
    assert [f"{one.starts_at:%d}" for one in days] == ["03", "10", "18", "25"]


def test_a_block_is_removed_and_the_toast_brings_it_back(desk: Client, runa: StaffMember) -> None:
    block = a_series(runa)
    address = f"/at/nordlicht/blocks/{block.id}/"

    answer = desk.post(f"{address}removal/", {"reach": "following"}, follow=True)

    page = text_of(answer)
    assert "Removed." in page
    assert f'action="{address}return/"' in page
    assert Block.objects.filter(removed_at=None).count() == 2
    assert "This block was removed from the calendar." in text_of(desk.get(address))
    desk.post(f"{address}return/")
    assert Block.objects.filter(removed_at=None).count() == 5


def test_another_businesss_block_is_not_there(
    signed_in: SignIn, celine: StaffMember, runa: StaffMember
) -> None:
    block = a_block(runa)
    browser = signed_in(celine)

    assert browser.get(f"/at/lumiere/blocks/{block.id}/").status_code == 404
    assert browser.post(f"/at/lumiere/blocks/{block.id}/removal/").status_code == 404
    assert browser.get(f"/at/nordlicht/blocks/{block.id}/").status_code == 404


def test_somebody_elses_block_is_not_an_artists(
    signed_in: SignIn, runa: StaffMember, jonas: StaffMember
) -> None:
    block = a_block(runa)
    browser = signed_in(jonas)

    assert browser.get(f"/at/nordlicht/blocks/{block.id}/").status_code == 403
    assert browser.post(f"/at/nordlicht/blocks/{block.id}/removal/").status_code == 403
    assert Block.objects.get().removed_at is None


def test_the_number_of_statements_does_not_grow_with_what_is_there(
    desk: Client, runa: StaffMember, mueller: Customer
) -> None:
    for day in range(20):
        make.appointment(mueller, runa, TEN + timedelta(days=day))

    with counted("block dialog"):
        desk.get(NEW, said(runa), headers=HTMX)
