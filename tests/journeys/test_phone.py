"""On a phone nothing runs out of the screen, the dock stays at hand, alerts stay in sight."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.pages import PLACES
from tests.journeys.scene import Scene
from tests.journeys.tab import Tab

# What reaches beyond the screen, except inside what scrolls by itself or is read out only.
TOO_WIDE = """() => {
  const scrolls = (one) => one && one !== document.body
    && (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && !scrolls(one.parentElement))
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`);
}"""


def test_no_page_is_wider_than_the_screen(open_tab: Callable[..., Tab], scene: Scene):
    tab = open_tab(scene.runa, phone=True)
    wide = {}
    for place in PLACES:
        page = place.visit(tab, scene)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide[place.name] = page.evaluate(TOO_WIDE)[:5]
        tab.shot(f"phone-{place.name}")

    assert not wide


def test_the_dock_is_at_hand_and_alerts_stay_in_sight(open_tab: Callable[..., Tab], scene: Scene):
    tab = open_tab(scene.runa, phone=True)
    page = tab.go("customer", customer_id=scene.gosia.id)
    expect(page.locator("#alerts .alert")).to_be_in_viewport()
    dock = page.get_by_role("navigation", name="Main")

    for part in ("notes", "bookings", "answers"):
        page.locator(f"#{part}").scroll_into_view_if_needed()
        expect(page.locator("#alert-strip")).to_be_in_viewport()
        expect(page.locator("#alert-strip")).to_contain_text("Latex allergy")
        box = dock.bounding_box()
        assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    tab.shot("phone-scrolled")

    dock.get_by_role("link", name="Settings").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Booking questions")


def test_a_dark_page_is_dark_and_the_choice_is_kept(open_tab: Callable[..., Tab], scene: Scene):
    tab = open_tab(scene.runa, dark=True)
    page = tab.go("customers")
    assert lightness(tab) < 0.3

    page.get_by_role("button", name="Switch between light and dark").click()
    assert lightness(tab) > 0.8
    tab.go("customer", customer_id=scene.gosia.id)
    assert lightness(tab) > 0.8


def lightness(tab: Tab) -> float:
    """How light the ground is that a person sees, from 0 to 1, once it has faded over."""
    return tab.page.evaluate(
        """async () => {
          await new Promise((done) => setTimeout(done, 50));
          const canvas = new OffscreenCanvas(1, 1).getContext("2d");
          canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
          canvas.fillRect(0, 0, 1, 1);
          const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
          return (red + green + blue) / 3 / 255;
        }"""
    )
