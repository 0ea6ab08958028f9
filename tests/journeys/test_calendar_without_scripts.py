"""The calendar's work in a browser that runs no scripts: links, forms, pages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from regulars.records.appointments import Appointment
from regulars.records.busy_time import BusyTime
from regulars.records.schedule import Block
from regulars.rules.appointment_status import Status
from tests import make
from tests.journeys.scene import HOUR, Scene, utc
from tests.journeys.tab import Tab


@pytest.fixture
def plain(open_tab: Callable[..., Tab], scene: Scene) -> Tab:
    return open_tab(scene.runa, scripts=False)


def of_ada(scene: Scene, hour: int, minute: int = 0, *, day: int = 23) -> Appointment:
    """Ada's hour with Jonas."""
    ada = make.customer(scene.nordlicht, "Ada", "Lenz")
    starts_at = utc(11, day, hour, minute)
    return make.appointment(ada, scene.jonas, starts_at, lasting=HOUR, service=scene.tattoo)


def test_an_entry_opens_beside_the_day_and_somebody_is_checked_in(plain: Tab, scene: Scene) -> None:
    visit = of_ada(scene, 8, 45, day=22)
    page = plain.go("calendar-day", day="2026-11-22")
    page.locator(f'.appt[data-id="{visit.id}"] a').click()
    expect(page).to_have_url(re.compile(rf"/calendar/2026-11-22/day/\?open=a{visit.id}$"))
    panel = page.locator("#panel")
    expect(panel).to_contain_text("Ada Lenz")
    plain.shot("without-scripts-panel")

    panel.get_by_role("button", name="Check in").click()

    expect(plain.toast()).to_contain_text("Checked in.")
    expect(page).to_have_url(re.compile(rf"/calendar/2026-11-22/day/\?open=a{visit.id}$"))
    expect(panel.locator(".mark").first).to_contain_text("Checked in")
    visit.refresh_from_db()
    assert visit.status == Status.CHECKED_IN
    panel.get_by_role("link", name="Close").click()
    expect(panel).to_have_count(0)


def test_a_visit_is_cancelled_from_the_panel(plain: Tab, scene: Scene) -> None:
    visit = of_ada(scene, 14)
    page = plain.go("calendar-day", f"?open=a{visit.id}", day="2026-11-23")
    page.locator("#panel").get_by_role("link", name="Cancel…").click()
    expect(page.locator("#verdict")).to_contain_text("Too late by")
    plain.shot("without-scripts-cancelling")
    page.get_by_role("button", name="Cancel, too late").click()

    expect(plain.toast()).to_contain_text("Cancelled too late. The place is free again.")
    expect(page).to_have_url(re.compile(r"/calendar/2026-11-23/day/"))
    expect(page.locator(f'.appt[data-id="{visit.id}"]:not(.strip)')).to_have_count(0)
    visit.refresh_from_db()
    assert visit.status == Status.CANCELLED_TOO_LATE
    assert not BusyTime.objects.filter(appointment=visit).exists()


def test_somebody_is_found_and_booked(plain: Tab, scene: Scene) -> None:
    page = plain.go("calendar-day", day="2026-11-24")
    page.locator(".tools").get_by_role("link", name="New appointment").click()
    page.get_by_label("Customer", exact=True).fill("muller")
    page.get_by_role("button", name="Find", exact=True).click()
    plain.shot("without-scripts-found")
    page.get_by_role("button", name="Jürg Müller").click()
    expect(page.locator(".picked")).to_contain_text("Jürg Müller")

    page.get_by_label("Service").select_option(label="Tattoo, two hours, 1 hour")
    page.get_by_label("Artist").select_option(label="Runa Brandt")
    page.get_by_label("Date").fill("23.11.2026")
    page.get_by_label("From", exact=True).fill("12:00")
    page.get_by_label("Until").fill("13:00")
    page.get_by_role("button", name="Look what is in the way").last.click()
    expect(page.locator("#why")).to_contain_text("has an appointment until 13:00")
    plain.shot("without-scripts-in-the-way")
    page.get_by_label("From", exact=True).fill("15:00")
    page.get_by_label("Until").fill("16:00")
    page.get_by_role("button", name="Book", exact=True).click()

    expect(plain.toast()).to_contain_text("Booked: Mon, 23 Nov 2026, 15:00.")
    made = Appointment.objects.of(scene.nordlicht).latest("id")
    assert (made.customer_id, made.staff_member_id) == (scene.juerg.id, scene.runa.id)
    assert (made.starts_at, made.ends_at) == (utc(11, 23, 14), utc(11, 23, 15))
    plain.shot("without-scripts-booked")


def test_time_is_blocked(plain: Tab, scene: Scene) -> None:
    page = plain.go("block-new", f"?day=2026-11-25&start=12:00&minutes=60&staff={scene.runa.id}")
    page.get_by_label("Title").fill("Lunch with the landlord")
    page.get_by_role("button", name="Show what it does").click()
    expect(page.locator("#block-says")).to_contain_text("12:00")
    plain.shot("without-scripts-block")
    page.locator("#block-now").click()

    block = Block.objects.of(scene.nordlicht).latest("id")
    assert (block.title, block.staff_member_id) == ("Lunch with the landlord", scene.runa.id)
    assert (block.starts_at, block.ends_at) == (utc(11, 25, 11), utc(11, 25, 12))
    assert BusyTime.objects.filter(block=block).count() == 1
    page = plain.go("calendar-day", day="2026-11-25")
    expect(page.locator(f'.appt[data-kind="block"][data-id="{block.id}"]')).to_contain_text(
        "Lunch with the landlord"
    )
    plain.shot("without-scripts-blocked")


def test_a_visit_is_moved_by_its_form_and_a_taken_time_refused(plain: Tab, scene: Scene) -> None:
    plain.allow(409)
    visit, other = of_ada(scene, 9, day=26), of_ada(scene, 13, day=26)
    page = plain.go("calendar-day", f"?open=a{visit.id}", day="2026-11-26")
    page.locator("#panel").get_by_role("link", name="Reschedule").click()
    page.get_by_label("From", exact=True).fill("14:30")
    page.get_by_label("Until").fill("15:30")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator("main")).to_contain_text("until 15:00")
    expect(page.get_by_label("From", exact=True)).to_have_value("14:30")
    plain.shot("without-scripts-not-moved")
    visit.refresh_from_db()
    assert visit.starts_at == utc(11, 26, 9)

    page.get_by_label("From", exact=True).fill("15:00")
    page.get_by_label("Until").fill("16:00")
    page.get_by_role("button", name="Save changes").click()
    expect(plain.toast()).to_be_visible()
    visit.refresh_from_db()
    assert (visit.starts_at, visit.ends_at) == (utc(11, 26, 14), utc(11, 26, 15))
    assert list(BusyTime.objects.filter(appointment=visit).values_list("starts_at", "ends_at")) == [
        (utc(11, 26, 14), utc(11, 26, 15))
    ]
    assert other.ends_at == utc(11, 26, 14)
    plain.shot("without-scripts-moved")
