"""The same work in a browser that runs no scripts: plain links and forms."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.scene import Scene
from tests.journeys.tab import Tab


@pytest.fixture
def plain(open_tab: Callable[..., Tab], scene: Scene) -> Tab:
    return open_tab(scene.runa, scripts=False)


def test_the_list_searches_filters_and_unfolds(plain: Tab, scene: Scene):
    page = plain.go("customers")
    page.get_by_label("Has upcoming appointment").check()
    page.get_by_role("searchbox", name="Search customers").fill("wojcik")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#customers .name > a")).to_have_text(["Małgorzata Wójcik"])

    page.get_by_role("button", name="All data of Małgorzata Wójcik").click()

    expect(page.get_by_text("Nitrile gloves only.")).to_be_visible()
    page.locator("summary", has_text="Collarbone lettering").click()
    plain.shot("without-scripts-list")
    page.get_by_role("link", name="Edit appointment on Thu, 14 May 2026").click()
    expect(page).to_have_url(re.compile(f"/appointments/{scene.lost.id}/$"))


def test_the_customers_page_tells_and_is_written_on(plain: Tab, scene: Scene):
    page = plain.go("customer", customer_id=scene.gosia.id)
    page.locator("#year").select_option("2025")
    page.locator("#stats").get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#stats .stats")).to_contain_text("Bookings1")

    page.get_by_label("Add a note").fill("Comes with her sister.")
    page.locator("#notes").get_by_role("button", name="Save note").click()
    expect(page.locator("#notes")).to_contain_text("Comes with her sister.")

    plain.choose("No show", "#filter")
    page.locator("#filter").get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#bookings tbody tr")).to_have_count(1)
    plain.shot("without-scripts-customer")


def test_a_question_is_answered_on_a_page_of_its_own(plain: Tab, scene: Scene):
    page = plain.go("customer", customer_id=scene.juerg.id)
    page.get_by_role("link", name="Edit: Which allergies do you have?").click()
    page.get_by_label("Which allergies do you have?").fill("Nickel")
    page.get_by_role("button", name="Save").click()

    expect(page.locator("#answers")).to_contain_text("Nickel")
    expect(page.locator("#answers")).to_contain_text("Typed by Runa Brandt")


def test_an_appointment_is_cancelled_and_that_undone(plain: Tab, scene: Scene):
    page = plain.go("appointment", appointment_id=scene.tomorrow.id)
    page.get_by_role("link", name="Cancel…").click()
    expect(page.locator("#verdict")).to_contain_text("Too late by")

    plain.choose("We do")
    page.get_by_role("button", name="Judge it again").click()
    expect(page.locator("#verdict")).to_contain_text("always on time")
    page.get_by_role("button", name="Cancel, on time").click()
    expect(page.locator("main")).to_contain_text("Cancelled on time")
    expect(plain.toast()).to_contain_text("Cancelled on time. The place is free again.")

    page.get_by_role("link", name="Undo: Cancelled on time").click()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".head .mark")).to_have_text("Booked")
