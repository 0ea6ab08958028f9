"""Appointments are moved, pulled and drawn on the calendar: with a mouse, a finger, the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import CDPSession, Page, expect

from regulars.records.appointments import Appointment
from regulars.records.messages import Message
from tests import make
from tests.journeys.scene import HOUR, Scene, utc
from tests.journeys.tab import Tab

# Where a minute of the wall clock lies on the screen, in the column of a staff member.
_POINT = """([staff, minute]) => {
  const { firstMinute, lastMinute } = document.getElementById("calendar").dataset;
  const box = document.querySelector(`.lane[data-staff="${staff}"] > ol`).getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height * (minute - firstMinute) / (lastMinute - firstMinute)];
}"""


@pytest.fixture
def monday(scene: Scene) -> Appointment:
    """Jürg with Runa on Monday, 11:00 to 13:00; Jonas has somebody at 9:00, 14:00, 20:00."""
    made = scene.tomorrow
    place = {"starts_at": utc(11, 23, 10), "ends_at": utc(11, 23, 12), "staff_member": scene.runa}
    Appointment.objects.filter(id=made.id).update(**place)
    make_busy(made)
    if not Appointment.objects.filter(staff_member=scene.jonas, starts_at=utc(11, 23, 13)).exists():
        ada = make.customer(scene.nordlicht, "Ada", "Lenz")
        make.appointment(ada, scene.jonas, utc(11, 23, 13), lasting=2 * HOUR, service=scene.tattoo)
        make.appointment(ada, scene.jonas, utc(11, 23, 8), service=scene.tattoo)
        make.appointment(ada, scene.jonas, utc(11, 23, 19), service=scene.tattoo)
    made.refresh_from_db()
    return made


def make_busy(appointment: Appointment) -> None:
    from regulars.records.busy_time import BusyTime

    BusyTime.objects.filter(appointment=appointment).delete()
    BusyTime.objects.create(
        business_id=appointment.business_id, staff_member_id=appointment.staff_member_id,
        appointment=appointment, starts_at=utc(11, 23, 10), ends_at=utc(11, 23, 12),
    )  # fmt: skip
    appointment.refresh_from_db()


def open_monday(tab: Tab) -> Page:
    page = tab.go("calendar-day", day="2026-11-23")
    expect(page.locator(".appt[data-movable]").first).to_be_visible()
    return page


def point(page: Page, staff: int, minute: int) -> tuple[float, float]:
    x, y = page.evaluate(_POINT, [staff, minute])
    return x, y


def entry(page: Page, appointment: Appointment):
    return page.locator(f'.appt[data-kind="appointment"][data-id="{appointment.id}"]')


def carry(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Press, move in steps as a hand does, and stay there."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 4, start[1] + 8)
    page.mouse.move(*end, steps=5)
    expect(page.locator(".appt.ghost")).to_have_count(1)


def place_of(appointment: Appointment) -> tuple[datetime, datetime, int | None]:
    appointment.refresh_from_db()
    return appointment.starts_at, appointment.ends_at, appointment.staff_member_id


def test_a_conflict_springs_back_and_says_why(runa: Tab, scene: Scene, monday: Appointment) -> None:
    page = open_monday(runa)
    runa.allow(409)

    carry(page, point(page, scene.runa.id, 690), point(page, scene.jonas.id, 840))
    runa.shot("gesture-dragging")
    expect(page.locator(".appt.ghost")).to_have_text("Jürg Müller13:30–15:30")
    page.mouse.up()

    refused = page.locator(".toast.refused")
    expect(refused).to_contain_text("Not moved. Jonas")
    expect(refused).to_contain_text("Jürg stays on Mon 11:00 with Runa.")
    expect(page.locator(".appt.ghost, .appt[data-lifted]")).to_have_count(0)
    runa.shot("gesture-refused")
    assert place_of(monday) == (utc(11, 23, 10), utc(11, 23, 12), scene.runa.id)
    refused.get_by_role("button").first.click()
    expect(page.locator(".toast.moved")).to_contain_text("Moved to")
    assert place_of(monday) != (utc(11, 23, 10), utc(11, 23, 12), scene.runa.id)


def test_a_free_place_is_taken_told_and_left_again(
    runa: Tab, scene: Scene, monday: Appointment
) -> None:
    page = open_monday(runa)

    carry(page, point(page, scene.runa.id, 690), point(page, scene.jonas.id, 1000))
    page.mouse.up()

    bar = page.locator(".toast.moved")
    expect(bar).to_contain_text("Moved to Mon 16:10 with Jonas")
    assert place_of(monday) == (utc(11, 23, 15, 10), utc(11, 23, 17, 10), scene.jonas.id)
    expect(page.locator(f'.lane[data-staff="{scene.jonas.id}"] .appt.moved')).to_have_count(1)
    expect(page.locator(".appt.from")).to_have_text("Jürg was here, 11:00–13:00")
    runa.shot("gesture-moved")
    bar.get_by_role("button", name="Notify Jürg").click()
    expect(bar).to_contain_text("Jürg gets an e-mail.")
    assert Message.objects.get(appointment=monday).state == "queued"
    bar.get_by_role("button", name="Undo").click()
    expect(bar).to_contain_text("Back at Mon 11:00")
    expect(
        page.locator(f'.lane[data-staff="{scene.runa.id}"] [data-id="{monday.id}"]')
    ).to_be_visible()
    assert place_of(monday) == (utc(11, 23, 10), utc(11, 23, 12), scene.runa.id)
    assert not Message.objects.filter(appointment=monday).exists()


def test_escape_puts_back_what_is_carried_and_nothing_opens(
    runa: Tab, scene: Scene, monday: Appointment
) -> None:
    page = open_monday(runa)
    carry(page, point(page, scene.runa.id, 690), point(page, scene.runa.id, 900))

    page.keyboard.press("Escape")
    page.mouse.up()

    expect(page.locator(".appt.ghost")).to_have_count(0)
    expect(page.locator("#panel")).to_have_count(0)
    assert place_of(monday)[0] == utc(11, 23, 10)


def test_the_edge_makes_it_longer(runa: Tab, scene: Scene, monday: Appointment) -> None:
    page = open_monday(runa)
    x, y = point(page, scene.runa.id, 780)

    carry(page, (x, y - 3), point(page, scene.runa.id, 809))
    page.mouse.up()

    expect(page.locator(".toast.moved")).to_contain_text("Now 11:00–13:30")
    assert place_of(monday)[1] == utc(11, 23, 12, 30)


def test_a_stroke_on_free_space_asks_for_a_new_appointment(
    runa: Tab, scene: Scene, monday: Appointment
) -> None:
    page = open_monday(runa)

    with page.expect_request("**/appointments/new/**") as asked:
        carry(page, point(page, scene.runa.id, 900), point(page, scene.runa.id, 990))
        page.mouse.up()

    wanted = f"day=2026-11-23&start=15%3A00&minutes=90&staff={scene.runa.id}"
    assert asked.value.url.endswith(wanted)
    expect(page.locator("#new-appointment")).to_be_visible()
    runa.shot("gesture-drawn")


def test_a_click_on_free_space_means_the_quarter_of_an_hour(
    runa: Tab, scene: Scene, monday: Appointment
) -> None:
    page = open_monday(runa)

    with page.expect_request("**/appointments/new/**") as asked:
        page.mouse.click(*point(page, scene.runa.id, 910))

    assert asked.value.url.endswith(f"day=2026-11-23&start=15%3A00&staff={scene.runa.id}")


def test_the_keyboard_moves_and_saves(runa: Tab, scene: Scene, monday: Appointment) -> None:
    page = open_monday(runa)
    entry(page, monday).locator("a").focus()

    for key in (
        "PageDown",
        "PageDown",
        "PageDown",
        "PageDown",
        "PageDown",
        "ArrowDown",
        "ArrowLeft",
    ):
        page.keyboard.press(key)
    runa.shot("gesture-keys")
    assert place_of(monday)[0] == utc(11, 23, 10)
    expect(page.locator("#gestures")).to_have_text("16:05–18:05 Jonas Wyss")
    page.keyboard.press("Enter")

    expect(page.locator(".toast.moved")).to_contain_text("Moved to Mon 16:05 with Jonas")
    assert place_of(monday) == (utc(11, 23, 15, 5), utc(11, 23, 17, 5), scene.jonas.id)
    expect(entry(page, monday).locator("a")).to_be_focused()


def test_the_keyboard_changes_the_length_and_puts_back(
    runa: Tab, scene: Scene, monday: Appointment
) -> None:
    page = open_monday(runa)
    entry(page, monday).locator("a").focus()

    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#gestures")).to_have_text("11:00–13:05 Runa Brandt")
    page.keyboard.press("Escape")

    expect(page.locator("#gestures")).to_have_text("Put back, nothing changed.")
    expect(page.locator(".appt.ghost")).to_have_count(0)
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(".toast.moved")).to_contain_text("Now 11:00–12:55")
    assert place_of(monday)[1] == utc(11, 23, 11, 55)


def test_leaving_what_is_lifted_saves_nothing(runa: Tab, scene: Scene, monday: Appointment) -> None:
    page = open_monday(runa)
    entry(page, monday).locator("a").focus()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")

    expect(page.locator(".appt.ghost")).to_have_count(0)
    assert place_of(monday)[0] == utc(11, 23, 10)


def test_one_key_for_what_is_done_all_day(runa: Tab, monday: Appointment) -> None:
    page = open_monday(runa)

    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    runa.shot("gesture-key-list")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("header.bar [type=search]")).to_be_focused()
    page.keyboard.type("nt")
    expect(page).to_have_url(lambda_url("2026-11-23"))
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#new-appointment")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("body").evaluate("() => document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(lambda_url("2026-11-24"))
    page.keyboard.press("t")
    expect(page).to_have_url(lambda_url("2026-11-22"))


def lambda_url(day: str):
    import re

    return re.compile(rf"/calendar/{day}/day/$")


class Finger:
    """One finger on the glass, as the browser gets it from the system."""

    def __init__(self, page: Page) -> None:
        self.glass: CDPSession = page.context.new_cdp_session(page)

    def touch(self, kind: str, *points: tuple[float, float]) -> None:
        touched = [{"x": x, "y": y} for x, y in points]
        self.glass.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})

    def move(self, start: tuple[float, float], end: tuple[float, float], steps: int = 8) -> None:
        for step in range(1, steps + 1):
            way = step / steps
            at = (start[0] + (end[0] - start[0]) * way, start[1] + (end[1] - start[1]) * way)
            self.touch("touchMove", at)


@pytest.fixture
def phone(open_tab: Callable[..., Tab], scene: Scene) -> Tab:
    return open_tab(scene.runa, phone=True)


def test_a_finger_lifts_after_a_hold(phone: Tab, scene: Scene, monday: Appointment) -> None:
    page = open_monday(phone)
    entry(page, monday).scroll_into_view_if_needed()
    box = entry(page, monday).bounding_box()
    assert box is not None
    finger, start = Finger(page), (box["x"] + 60, box["y"] + 20)
    hour = point(page, scene.runa.id, 720)[1] - point(page, scene.runa.id, 660)[1]
    end = (start[0], start[1] + hour)

    finger.touch("touchStart", start)
    page.wait_for_timeout(450)
    finger.move(start, end)
    expect(page.locator(".appt.ghost")).to_contain_text("12:00–14:00")
    phone.shot("gesture-finger")
    finger.touch("touchEnd")

    expect(page.locator(".toast.moved")).to_contain_text("Moved to Mon 12:00 with Runa")
    phone.shot("gesture-finger-moved")
    assert place_of(monday)[0] == utc(11, 23, 11)
    expect(page.locator("#panel")).to_have_count(0)


def test_a_finger_that_moves_at_once_scrolls(phone: Tab, scene: Scene, monday: Appointment) -> None:
    page = open_monday(phone)
    entry(page, monday).scroll_into_view_if_needed()
    before = page.evaluate("document.getElementById('calendar').scrollTop")
    box = entry(page, monday).bounding_box()
    assert box is not None
    finger, start = Finger(page), (box["x"] + 60, box["y"] + box["height"] - 30)

    finger.touch("touchStart", start)
    finger.move(start, (start[0], start[1] - 150))
    finger.touch("touchEnd")
    page.wait_for_timeout(500)

    expect(page.locator(".appt.ghost")).to_have_count(0)
    assert page.evaluate("document.getElementById('calendar').scrollTop") > before
    assert place_of(monday)[0] == utc(11, 23, 10)
