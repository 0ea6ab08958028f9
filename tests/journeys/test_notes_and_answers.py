"""What is remembered about a customer: notes, alerts, and answers with where they came from."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.journeys.scene import Scene
from tests.journeys.tab import Tab


def note(tab: Tab, text: str) -> Locator:
    return tab.page.locator("#notes .note, #notes .memo").filter(has_text=text)


def test_a_note_is_written_pinned_edited_deleted_and_brought_back(runa: Tab, scene: Scene):
    page = runa.go("customer", customer_id=scene.juerg.id)
    page.get_by_label("Add a note").fill("Faints at needles; lie him down.")
    page.locator("#notes form.add").get_by_role("button", name="Save note").click()
    written = note(runa, "Faints at needles")
    expect(written).to_contain_text("Runa Brandt")
    expect(page.get_by_label("Add a note")).to_have_value("")

    written.get_by_role("button", name="Pin this note").click()
    expect(page.locator("#notes .memo")).to_contain_text("Faints at needles")

    written.get_by_role("link", name="Edit this note").click()
    body = page.locator("#notes form.edit").get_by_role("textbox", name="Note")
    expect(body).to_be_focused()
    body.fill("Faints at needles; sugar helps.")
    page.locator("#notes form.edit").get_by_label("Follow up on").fill("1.12.2026")
    page.locator("#notes form.edit").get_by_role("button", name="Save note").click()
    kept = note(runa, "sugar helps")
    expect(kept).to_contain_text("follow up on 1 Dec 2026")
    expect(kept).to_contain_text("edited")
    runa.shot("note-pinned")

    kept.get_by_role("button", name="Delete this note").click()
    expect(page.locator("#notes")).to_contain_text("Note deleted.")
    expect(note(runa, "sugar helps")).to_have_count(0)
    page.locator("#notes").get_by_role("button", name="Bring back").click()
    expect(note(runa, "sugar helps")).to_be_visible()


def test_a_note_with_a_day_that_is_none_keeps_its_text(runa: Tab, scene: Scene):
    runa.allow(422)
    page = runa.go("customer", customer_id=scene.gosia.id)
    page.get_by_label("Add a note").fill("Ask about the healing.")
    adding = page.locator("#notes form.add")
    adding.get_by_label("Follow up on").fill("soon")
    adding.get_by_role("button", name="Save note").click()

    expect(adding.get_by_text("This is not a date.")).to_be_visible()
    expect(page.get_by_label("Add a note")).to_have_value("Ask about the healing.")
    expect(adding.get_by_label("Follow up on")).to_have_attribute("aria-invalid", "true")


def test_whoever_signed_in_anew_elsewhere_is_told_to_load_the_page_again(runa: Tab, scene: Scene):
    runa.allow(403)
    page = runa.go("customer", customer_id=scene.juerg.id)
    page.get_by_label("Add a note").fill("Allergic to latex.")
    page.context.clear_cookies(name="csrftoken")
    page.locator("#notes form.add").get_by_role("button", name="Save note").click()

    expect(page.locator("#toasts")).to_contain_text("load the page again and try once more")
    expect(page.get_by_label("Add a note")).to_have_value("Allergic to latex.")


def test_an_alert_is_added_and_removed_where_it_is_read(runa: Tab, scene: Scene):
    page = runa.go("customer", customer_id=scene.juerg.id)
    alerts = page.locator("#alerts")
    alerts.get_by_text("Add an alert").click()
    alerts.get_by_label("What must be minded").fill("Prepay only")
    alerts.get_by_role("button", name="Save alert").click()
    expect(alerts.locator(".alert")).to_contain_text("Prepay only")

    alerts.get_by_role("button", name="Remove alert: Prepay only").click()
    expect(alerts).to_contain_text("Alert removed: Prepay only")
    alerts.get_by_role("button", name="Bring back").click()
    expect(alerts.locator(".alert")).to_contain_text("Prepay only")


def test_an_answer_is_changed_in_place_and_the_earlier_ones_stay(runa: Tab, scene: Scene):
    page = runa.go("customer", customer_id=scene.gosia.id)
    asked = page.locator(f"#answer-{scene.allergies.id}")
    expect(asked).to_contain_text("Latex")
    expect(asked.locator(".source")).to_have_text("Typed by Runa Brandt, 14 Mar 2026")

    asked.get_by_role("link", name="Edit: Which allergies do you have?").click()
    control = asked.get_by_role("textbox", name="Which allergies do you have?")
    expect(control).to_be_focused()
    expect(control).to_have_value("Latex")
    control.fill("Latex, nickel")
    page.keyboard.press("Enter")

    expect(asked).to_contain_text("Latex, nickel")
    expect(asked.locator(".source")).to_have_text("Typed by Runa Brandt, 22 Nov 2026")
    expect(asked.get_by_role("link", name="Edit:")).to_be_focused()
    asked.get_by_text("2 earlier answers").click()
    expect(asked.locator(".earlier li").first).to_have_text(
        "Latex · Typed by Runa Brandt, 14 Mar 2026"
    )
    expect(asked.locator(".earlier li").last).to_contain_text("None that I know of")
    runa.shot("answer-changed")
