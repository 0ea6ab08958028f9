"""The list of customers: filters, orders, pages, and everything unfolded in place."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.scene import Scene, a_crowd
from tests.journeys.tab import Tab

GOSIA, JUERG = "Małgorzata Wójcik", "Jürg Müller"


@pytest.fixture(scope="module")
def crowded(scene: Scene) -> Scene:
    """The book with so many more people that it has a second page."""
    a_crowd(scene.nordlicht, 55)
    return scene


def names(page: Page) -> object:
    return expect(page.locator("#customers .name > a"))


def test_filters_narrow_the_list_and_stay_in_the_address(runa: Tab, crowded: Scene):
    page = runa.go("customers")
    names(page).to_have_count(50)

    page.get_by_label("Has upcoming appointment").check()
    names(page).to_have_text([GOSIA, JUERG])
    expect(page).to_have_url(re.compile("upcoming=yes"))
    page.get_by_label("Sort").select_option(label="Next appointment")
    names(page).to_have_text([JUERG, GOSIA])
    page.reload()
    names(page).to_have_text([JUERG, GOSIA])
    expect(page.get_by_label("Has upcoming appointment")).to_be_checked()

    page.get_by_label("Tag").select_option(label="Botanical")
    names(page).to_have_text([GOSIA])
    runa.shot("list-filtered")


def test_those_with_nothing_ahead_are_a_filter_of_their_own(runa: Tab, crowded: Scene):
    page = runa.go("customers")
    page.get_by_label("Has upcoming appointment").check()
    names(page).to_have_count(2)

    page.get_by_label("Show", exact=True).select_option(label="None upcoming")

    names(page).to_have_count(50)
    expect(page.locator("#found")).to_have_text(re.compile("55 customers"))
    expect(page.get_by_label("Has upcoming appointment")).not_to_be_checked()


def test_pages_turn_and_turn_back(runa: Tab, crowded: Scene):
    page = runa.go("customers", "?sort=name")
    names(page).to_have_count(50)
    expect(page.get_by_text("1–50 of 57")).to_be_visible()

    page.get_by_role("link", name="Next", exact=True).click()
    expect(page.get_by_text("51–57 of 57")).to_be_visible()
    names(page).to_have_text([*(f"Ada {number:03}" for number in range(51, 56)), JUERG, GOSIA])
    runa.shot("list-second-page")

    page.get_by_role("link", name="Previous").click()
    expect(page.get_by_text("1–50 of 57")).to_be_visible()
    names(page).to_have_count(50)


def test_a_customer_unfolds_to_projects_and_appointments(runa: Tab, crowded: Scene):
    page = runa.go("customers", "?upcoming=yes")
    gosia = runa.row_of(crowded.gosia.id)
    arrow = gosia.get_by_role("button", name=f"All data of {GOSIA}")
    expect(arrow).to_have_attribute("aria-expanded", "false")

    arrow.click()
    expect(arrow).to_have_attribute("aria-expanded", "true")
    expect(gosia.get_by_text("Nitrile gloves only.")).to_be_visible()
    expect(gosia.get_by_text("Oat flat white, no small talk before ten.")).to_be_visible()
    newest = gosia.get_by_role("link", name="Thu, 3 Dec 2026, 13:00")
    expect(newest).to_be_visible()
    lost = gosia.get_by_role("link", name="Edit appointment on Thu, 14 May 2026")
    expect(lost).to_be_hidden()
    gosia.locator("summary", has_text="Collarbone lettering").click()
    expect(lost).to_be_visible()
    runa.shot("list-unfolded")

    lost.click()
    expect(page).to_have_url(re.compile(f"/appointments/{crowded.lost.id}/$"))


def test_one_click_folds_everything_again(runa: Tab, crowded: Scene):
    page = runa.go("customers", "?upcoming=yes")
    folded = page.locator("#customers [aria-controls][aria-expanded='true']")
    for customer in (crowded.gosia, crowded.juerg):
        runa.row_of(customer.id).get_by_role("button", name="All data").click()
    expect(page.get_by_role("link", name="Open customer")).to_have_count(2)
    expect(folded).to_have_count(2)

    page.get_by_role("link", name="Collapse all").or_(
        page.get_by_role("button", name="Collapse all")
    ).click()

    expect(folded).to_have_count(0)
    expect(page.get_by_role("link", name="Open customer").first).to_be_hidden()
    names(page).to_have_text([GOSIA, JUERG])


def test_the_menu_archives_and_the_line_brings_back(runa: Tab, crowded: Scene):
    page = runa.go("customers", "?q=Ada 007")
    page.get_by_role("button", name="More for Ada 007").click()
    page.get_by_role("button", name="Archive").click()
    expect(page.get_by_text("Ada 007 is archived.")).to_be_visible()

    page.get_by_role("button", name="Undo").click()

    names(page).to_have_text(["Ada 007"])
    expect(page.get_by_text("is archived.")).to_have_count(0)
