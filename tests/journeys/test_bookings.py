"""All bookings of a customer, filtered; and the story of one that was cancelled by notification."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.scene import Scene
from tests.journeys.tab import Tab


def test_bookings_are_filtered_by_status_and_kind(runa: Tab, scene: Scene):
    page = runa.go("customer", customer_id=scene.gosia.id)
    bookings = page.locator("#bookings")
    rows = bookings.locator("tbody tr")
    expect(rows).to_have_count(10)

    runa.choose(re.compile(r"^Completed\s+6"), "#filter")
    expect(rows).to_have_count(6)
    bookings.get_by_label("Single and group bookings").select_option(label="Only group bookings")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Flash Friday")
    expect(bookings.locator("#filter label").first).to_have_text(re.compile(r"^All\s+1$"))
    runa.shot("bookings-filtered")

    bookings.get_by_label("Single and group bookings").select_option(label="Single and group")
    runa.choose(re.compile(r"^Too late\s+1"), "#filter")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("20 hours before")
    rows.get_by_role("link", name="Edit").click()
    expect(page).to_have_url(re.compile("/appointments/"))


def test_each_number_of_the_reliability_line_leads_to_its_bookings(runa: Tab, scene: Scene):
    page = runa.go("customer", customer_id=scene.gosia.id)
    page.locator(".who .record").get_by_role("link", name="1 no show").click()

    expect(page.locator("#bookings tbody tr")).to_have_count(1)
    expect(page.locator("#bookings tbody .mark")).to_have_text("No show")


def test_a_cancellation_by_notification_tells_its_story(runa: Tab, scene: Scene):
    page = runa.go("customer", customer_id=scene.gosia.id)
    history = page.locator("#projects")
    history.locator("summary", has_text="Collarbone lettering").click()
    visit = history.locator("li[data-status=cancelled_by_notification]")
    expect(visit.locator(".mark").first).to_have_text("Cancelled by notification")
    expect(visit).to_contain_text("deposit unpaid after 2 reminders")

    visit.get_by_text("How it came to this").click()

    steps = visit.locator(".clock li")
    expect(steps).to_have_text(
        [
            re.compile("1 May 2026, 10:00.*Asked for.*CHF 200.*E-mail"),
            re.compile("3 May 2026, 09:00.*Reminded.*E-mail"),
            re.compile("7 May 2026, 09:00.*Reminded again.*SMS"),
            re.compile("10 May 2026.*Due.*end of the day"),
            re.compile("11 May 2026, 00:10.*Cancelled by itself.*place free again"),
        ]
    )
    expect(visit).to_contain_text("Set by the clock, not by a person.")
    visit.scroll_into_view_if_needed()
    runa.shot("story")


def test_the_four_bad_endings_differ_in_word_sign_and_colour(runa: Tab, scene: Scene):
    page = runa.go("customer", customer_id=scene.gosia.id)
    looks = {
        status: page.locator(f"#bookings .mark[data-status={status}]").first.evaluate(
            "mark => [mark.innerText, mark.querySelector('use').getAttribute('href'),"
            " getComputedStyle(mark).color]"
        )
        for status in ("no_show", "cancelled_too_late", "cancelled_by_notification", "completed")
    }

    for part in zip(*looks.values(), strict=True):
        assert len(set(part)) == len(looks), part
