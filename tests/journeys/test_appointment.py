"""One appointment: changed, cancelled too late, undone, marked as a no show."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from regulars.records.appointments import Appointment
from tests import make
from tests.journeys.scene import HOUR, Scene
from tests.journeys.tab import Tab


@pytest.fixture(scope="module")
def this_morning(scene: Scene) -> Appointment:
    """Jürg's, which began an hour ago, and nobody has come."""
    return make.appointment(
        scene.juerg, scene.jonas, make.NOW - HOUR, lasting=3 * HOUR, service=scene.tattoo
    )


def test_title_price_note_and_project_are_changed(runa: Tab, scene: Scene):
    page = runa.go("appointment", appointment_id=scene.lost.id)
    page.get_by_label("Title", exact=True).fill("A line of Szymborska")
    page.get_by_label("Price, CHF").fill("1’250.50")
    page.get_by_label("Note for this appointment").fill("Left collarbone.")
    page.get_by_label("Project", exact=True).select_option(label="New project…")
    page.get_by_label("Title of the new project").fill("Second try")
    page.get_by_role("button", name="Save changes").click()

    expect(runa.toast()).to_contain_text("Saved.")
    expect(page.get_by_role("heading", level=1)).to_have_text("A line of Szymborska")
    expect(page.get_by_label("Price, CHF")).to_have_value("1250.50")
    expect(page.get_by_label("Note for this appointment")).to_have_value("Left collarbone.")
    expect(page.get_by_label("Project", exact=True).locator("option:checked")).to_have_text(
        "Second try"
    )
    runa.shot("appointment-changed")


def test_a_form_that_is_out_of_date_is_refused_and_keeps_its_text(
    runa: Tab, open_tab: Callable[..., Tab], scene: Scene
):
    runa.allow(409)
    page = runa.go("appointment", appointment_id=scene.tomorrow.id)
    page.get_by_label("Title", exact=True).fill("Band, upper edge")
    other = open_tab(scene.runa)
    other.go("appointment", appointment_id=scene.tomorrow.id)
    other.page.get_by_label("Title", exact=True).fill("Band, lower edge")
    other.page.get_by_role("button", name="Save changes").click()
    expect(other.toast()).to_contain_text("Saved.")

    page.get_by_role("button", name="Save changes").click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Band, upper edge")
    expect(page.get_by_text("By now it says: Band, lower edge")).to_be_visible()
    runa.shot("appointment-out-of-date")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Band, upper edge")


def test_cancelling_too_late_says_so_before_and_is_undone(runa: Tab, scene: Scene):
    page = runa.go("appointment", appointment_id=scene.tomorrow.id)
    page.get_by_role("link", name="Cancel…").click()
    dialog = page.get_by_role("dialog", name="Cancel the appointment of Jürg")
    verdict = dialog.locator("#verdict")
    expect(verdict).to_contain_text("Too late by")
    expect(verdict).to_have_attribute("data-status", "cancelled_too_late")
    runa.shot("cancel-too-late")

    dialog.get_by_label("Told us on").fill("20.11.2026")
    page.keyboard.press("Tab")
    expect(verdict).to_contain_text("On time")
    expect(dialog.get_by_role("button", name="Cancel, on time")).to_be_visible()
    dialog.get_by_label("Told us on").fill("22.11.2026")
    dialog.get_by_label("at", exact=True).fill("09:00")
    page.keyboard.press("Tab")
    expect(verdict).to_contain_text("Too late by 22 hours")
    dialog.get_by_label("Reason").fill("Flu")
    dialog.get_by_role("button", name="Cancel, too late").click()

    expect(runa.toast()).to_contain_text("Cancelled too late. The place is free again.")
    expect(page.locator(".head .mark")).to_have_text("Cancelled too late")
    expect(page.locator("main")).to_contain_text("Flu")

    page.get_by_role("link", name="Undo: Cancelled too late").click()
    page.get_by_role("dialog").get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".head .mark")).to_have_text("Booked")
    expect(page.locator(".trail")).to_contain_text("Undone: Cancelled too late")


def test_a_dialog_is_left_without_changing_anything(runa: Tab, scene: Scene):
    page = runa.go("appointment", appointment_id=scene.tomorrow.id)
    expect(page.locator(".companion .project")).to_contain_text("There are no other bookings.")
    opener = page.get_by_role("link", name="Cancel…")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(runa.focused()).to_have_count(1)

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
    opener.click()
    page.get_by_role("link", name="Keep appointment").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".head .mark")).to_have_text("Booked")


def test_nobody_came_and_then_somebody_did(runa: Tab, scene: Scene, this_morning: Appointment):
    page = runa.go("appointment", appointment_id=this_morning.id)
    page.get_by_role("link", name="No show").click()
    dialog = page.get_by_role("dialog", name="Jürg did not come?")
    dialog.get_by_role("button", name="Mark as no show").click()
    expect(page.locator(".head .mark")).to_have_text("No show")
    runa.shot("no-show")

    page.get_by_role("link", name="Undo: No show").click()
    page.get_by_role("dialog").get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".head .mark")).to_have_text("Booked")
    page.get_by_role("button", name="Check in").click()
    expect(page.locator(".head .mark")).to_have_text("Checked in")
    page.get_by_role("link", name="Complete", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Complete").click()
    expect(page.locator(".head .mark")).to_have_text("Completed")
