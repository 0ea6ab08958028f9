"""Somebody signs in and finds a customer, whatever they remember of the name."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.scene import Scene
from tests.journeys.tab import Tab


def test_signing_in_opens_today(open_tab: Callable[..., Tab], scene: Scene):
    tab = open_tab(None)
    page = tab.page
    page.goto("/")
    expect(page).to_have_url(re.compile("/account/login/"))
    expect(page.get_by_label("E-mail")).to_be_focused()

    page.get_by_label("E-mail").fill("runa@nordlicht.example")
    page.get_by_label("Password").fill("something else")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("E-mail")).to_have_value("runa@nordlicht.example")
    tab.shot("sign-in")

    page.get_by_label("Password").fill("nordlicht-1234")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Good morning, Runa")
    expect(page).to_have_url(re.compile("/at/nordlicht/$"))

    page.get_by_role("button", name="your account").click()
    page.get_by_role("button", name="Log out").click()
    expect(page).to_have_url(re.compile("/account/login/"))


@pytest.mark.parametrize("typed", ["müller", "muller", "MÜLER", "jürg mü", "3390", "juerg.m"])
def test_typing_any_part_finds_the_customer(runa: Tab, scene: Scene, typed: str):
    page = runa.go("customers")

    page.get_by_role("searchbox", name="Search customers").press_sequentially(typed)

    expect(page.locator("#customers .name > a")).to_have_text(["Jürg Müller"])
    expect(page.locator("#found")).to_have_text(re.compile(r"^\s*1 customer\s*$"))
    expect(page).to_have_url(re.compile(r"\?q="))


def test_what_was_found_opens(runa: Tab, scene: Scene):
    page = runa.go("customers")
    page.get_by_role("searchbox", name="Search customers").fill("mull")
    expect(page.locator("#customers mark")).to_have_text(["Müll"])
    runa.shot("search")

    page.get_by_role("link", name="Jürg Müller").click()

    expect(page).to_have_url(re.compile(f"/customers/{scene.juerg.id}/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Jürg Müller")
    page.go_back()
    expect(page.locator("#customers .name > a")).to_have_text(["Jürg Müller"])


def test_the_slash_goes_to_the_search_from_every_page(runa: Tab, scene: Scene):
    page = runa.go("questions")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Find a customer")).to_be_focused()

    page.keyboard.type("gosia")
    page.keyboard.press("Enter")

    expect(page.locator("#customers .name > a")).to_have_text(["Małgorzata Wójcik"])
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search customers")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#customers .name > a")).to_have_count(2)


def test_nobody_found_offers_to_enter_the_name(runa: Tab, scene: Scene):
    page = runa.go("customers")
    page.get_by_role("searchbox", name="Search customers").fill("Xenia Nowhere")
    page.get_by_role("link", name="Create “Xenia Nowhere”").click()

    expect(page.get_by_label("First name")).to_have_value("Xenia")
    expect(page.get_by_label("Last name")).to_have_value("Nowhere")
