"""A new customer is entered, changed by the pencil, and gets a picture."""

from __future__ import annotations

import io
import re

from PIL import Image
from playwright.sync_api import expect

from tests.journeys.scene import Scene
from tests.journeys.tab import Tab


def test_a_mistake_is_named_and_nothing_typed_is_lost(runa: Tab, scene: Scene):
    runa.allow(422)
    page = runa.go("customers")
    page.get_by_role("link", name="New customer").click()
    page.get_by_label("First name").fill("Ines")
    page.get_by_label("Phone").fill("12")
    page.get_by_label("City").fill("Winterthur")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("alert")).to_contain_text("Not saved yet")
    expect(page.get_by_label("Phone")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Phone")).to_be_focused()
    expect(page.get_by_label("Phone")).to_have_value("12")
    expect(page.get_by_label("City")).to_have_value("Winterthur")
    runa.shot("entering-mistake")

    page.get_by_label("Phone").fill("079 555 66 77")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ines")
    expect(runa.toast()).to_contain_text("Now in the book.")
    expect(page.locator(".who")).to_contain_text("079 555 66 77")


def test_a_likely_duplicate_is_offered_while_typing(runa: Tab, scene: Scene):
    page = runa.go("customer-new")
    page.get_by_label("First name").press_sequentially("Jurg")
    page.get_by_label("Last name").press_sequentially("Muller")

    offered = page.locator("#likely")
    expect(offered).to_contain_text("Perhaps in the book already")
    expect(offered).to_contain_text("Jürg Müller")
    runa.shot("entering-duplicate")
    offered.get_by_role("link", name="Open Jürg Müller").click()
    expect(page).to_have_url(re.compile(f"/customers/{scene.juerg.id}/$"))


def test_the_pencil_leads_to_the_lines_and_a_picture_is_kept(runa: Tab, scene: Scene):
    page = runa.go("customer", customer_id=scene.gosia.id)
    page.get_by_role("link", name="Edit Małgorzata Wójcik").click()
    expect(page.get_by_label("Nickname")).to_have_value("Gosia")

    page.get_by_label("Company").fill("Fern & Daughters")
    page.get_by_label("Picture").set_input_files(
        {"name": "gosia.png", "mimeType": "image/png", "buffer": a_picture()}
    )
    page.get_by_role("button", name="Save").click()

    expect(runa.toast()).to_contain_text("Saved.")
    expect(page.locator(".who")).to_contain_text("Fern & Daughters")
    picture = page.get_by_role("img", name="Picture of Małgorzata Wójcik")
    expect(picture).to_be_visible()
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") > 0
    runa.shot("entering-picture")


def a_picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (640, 480), "#3d6b4f").save(drawn, "PNG")
    return drawn.getvalue()
