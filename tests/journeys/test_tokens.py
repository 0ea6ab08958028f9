"""The owner gives a program access, sees its secret once, and takes the access away again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from regulars.records.tokens import ApiToken
from tests.journeys.scene import Scene
from tests.journeys.tab import Tab
from tests.journeys.test_keyboard import walk_to

SECRET = re.compile(r"regulars_[A-Za-z0-9_-]{43}")
LIST = re.compile(r"/settings/access/$")


def living(page: Page) -> list[str]:
    """The names of the tokens that open something."""
    return page.locator("section .tokens .lead b").all_inner_texts()


def test_a_token_is_created_copied_and_revoked_by_keyboard(runa: Tab, scene: Scene):
    runa.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = runa.go("questions")
    walk_to(runa, "Programs")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Access for programs")
    expect(page.locator(f"#token-{scene.website.id}")).to_contain_text("yesterday")
    walk_to(runa, "Create token")
    page.keyboard.press("Enter")
    expect(page.locator("#id_name")).to_be_focused()
    page.keyboard.type("Accounts")
    walk_to(runa, "What visits cost")
    page.keyboard.press("Space")
    walk_to(runa, "Last day")
    page.keyboard.type("31.12.2027")
    page.keyboard.press("Enter")

    field = page.locator("#secret")
    expect(field).to_be_focused()
    expect(field).to_have_value(SECRET)
    secret = field.input_value()
    assert secret not in page.url
    walk_to(runa, "Copy")
    page.keyboard.press("Enter")
    expect(page.locator("#secret-copied")).to_have_text("The secret is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == secret
    runa.shot("token-copied")

    page.reload()
    expect(page).to_have_url(LIST)
    expect(page.locator("#secret")).to_have_count(0)
    assert secret not in page.content()
    assert living(page) == ["Accounts", "Website"]
    row = page.locator(".tokens tr", has_text="Accounts")
    expect(row).to_contain_text("Customers · Appointments and projects · Money · Services and team")
    expect(row).to_contain_text("Until 31 Dec 2027")
    walk_to(runa, "Revoke: Accounts")
    page.keyboard.press("Enter")
    dialog = page.locator("dialog:modal")
    expect(dialog).to_contain_text("Every program that uses this token stops reading your book")
    runa.shot("token-revoking")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Revoke: Accounts")).to_be_focused()
    assert ApiToken.objects.living().filter(name="Accounts").exists()

    page.keyboard.press("Enter")
    walk_to(runa, "Revoke token")
    page.keyboard.press("Enter")
    expect(runa.toast()).to_contain_text("“Accounts” is revoked. From now on it opens nothing.")
    assert living(page) == ["Website"]
    expect(page.locator("details.archived")).to_contain_text("2 tokens that open nothing any more")


def test_going_back_or_forth_creates_and_shows_nothing(runa: Tab, scene: Scene):
    page = runa.go("token-new")
    page.locator("#id_name").fill("Newsletter")
    page.get_by_role("button", name="Create token").click()
    secret = page.locator("#secret").input_value()
    page.get_by_role("link", name="I have copied it").click()
    expect(page.locator("h1")).to_be_visible()

    page.go_back()
    expect(page.locator("#secret")).to_have_count(0)
    page.go_forward()

    assert secret not in page.content()
    assert ApiToken.objects.filter(name="Newsletter").count() == 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_phone_all_of_the_secret_is_in_sight_and_copied_over_plain_http(
    open_tab: Callable[..., Tab], scene: Scene, dark: bool
):
    tab = open_tab(scene.runa, phone=True, dark=dark)
    # As on a studio's own network: browsers keep the clipboard from pages without encryption.
    tab.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = tab.go("token-new")
    page.locator("#id_name").fill(f"Kiosk, dark {dark}")
    page.get_by_role("button", name="Create token").tap()
    field = page.locator("#secret")

    assert field.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
    assert field.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    page.get_by_role("button", name="Copy").tap()
    expect(page.locator("#secret-copied")).to_have_text("The secret is copied.")
    tab.shot(f"phone-token-{'dark' if dark else 'light'}", full_page=True)
    secret = field.input_value()
    tab.go("customers")
    page.get_by_role("searchbox", name="Search customers").focus()
    page.keyboard.press("Control+V")
    expect(page.get_by_role("searchbox", name="Search customers")).to_have_value(secret)


def test_without_scripts_it_is_copied_by_hand_and_a_reload_is_no_second_one(
    open_tab: Callable[..., Tab], scene: Scene
):
    tab = open_tab(scene.runa, scripts=False)
    tab.allow(409)
    page = tab.go("tokens")
    page.get_by_role("link", name="Create token").click()
    page.locator("#id_name").fill("Till")
    page.get_by_role("button", name="Create token").click()
    field = page.locator("#secret")
    expect(field).to_have_value(SECRET)
    expect(field).to_have_attribute("readonly", "")
    expect(page.get_by_role("button", name="Copy")).to_be_hidden()
    tab.shot("without-scripts-token")

    page.reload()

    expect(page.locator("#token-form")).to_contain_text("This form has created its token already")
    assert ApiToken.objects.filter(name="Till").count() == 1
    page.get_by_role("link", name="Revoke: Till").click()
    expect(page.locator("dialog[open]")).to_contain_text("Revoke “Till”?")
    page.get_by_role("button", name="Revoke token").click()
    expect(tab.toast()).to_contain_text("“Till” is revoked.")
    assert not ApiToken.objects.living().filter(name="Till").exists()
