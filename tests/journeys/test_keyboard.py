"""All of it by keyboard alone: one always sees where one is, and comes back to it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.scene import Scene
from tests.journeys.tab import Tab


def test_from_the_list_to_a_note_without_a_mouse(runa: Tab, scene: Scene):
    page = runa.go("customers")
    page.keyboard.press("Tab")
    expect(runa.focused()).to_have_text("Skip to content")
    expect(runa.focused()).to_be_in_viewport()
    page.keyboard.press("Enter")

    walk_to(runa, "All data of Małgorzata Wójcik")
    page.keyboard.press("Space")
    expect(page.get_by_text("Nitrile gloves only.")).to_be_visible()
    expect(runa.focused()).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nitrile gloves only.")).to_be_hidden()

    walk_to(runa, "More for Małgorzata Wójcik")
    page.keyboard.press("ArrowDown")
    expect(runa.focused()).to_have_text("Edit")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="More for Małgorzata Wójcik")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/customers/{scene.gosia.id}/"))

    walk_to(runa, "Add a note")
    page.keyboard.type("Likes the window seat.")
    walk_to(runa, "Save note")
    page.keyboard.press("Enter")
    expect(page.locator("#notes")).to_contain_text("Likes the window seat.")
    expect(runa.focused()).to_have_text("Notes")
    runa.shot("keyboard-note")


def test_every_stop_on_the_way_is_in_sight_and_marked(runa: Tab, scene: Scene):
    page = runa.go("customer", customer_id=scene.gosia.id)
    stops = []
    for _step in range(150):
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE)
        if stop is None:
            break
        stops.append(stop)
    unmarked = [stop["what"] for stop in stops if not stop["isMarked"]]
    unseen = [stop["what"] for stop in stops if not stop["isSeen"]]

    assert len(stops) > 40
    assert not unmarked
    assert not unseen


# Where the focus is, whether it can be seen there, and whether something marks it: an outline,
# a shadow, or a frame around the control that is no frame without the focus.
WHERE = """async () => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  await Promise.all(at.getAnimations().map((move) => move.finished.catch(() => null)));
  const of = (one) => getComputedStyle(one);
  const lined = (one) => of(one).outlineStyle !== "none" && parseFloat(of(one).outlineWidth) > 0;
  const marked = [at, at.parentElement, at.closest("label")].filter(Boolean)
    .some((one) => lined(one) || of(one).boxShadow !== "none");
  const box = at.getBoundingClientRect();
  const isSeen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  const what = `${at.tagName} ${at.getAttribute("aria-label") ?? at.innerText ?? at.name}`.trim();
  return { what, isMarked: marked, isSeen };
}"""


def walk_to(tab: Tab, name: str, most: int = 60) -> None:
    """Press Tab until the thing of that name has the focus."""
    passed = []
    for _step in range(most):
        tab.page.keyboard.press("Tab")
        here = tab.page.evaluate(NAME_OF_FOCUS)
        passed.append(here)
        if name in here:
            return
    raise AssertionError(f"{name!r} is not among {passed}")


NAME_OF_FOCUS = """() => {
  const at = document.activeElement;
  const labels = [...(at.labels ?? [])].map((label) => label.innerText || label.textContent);
  return [at.getAttribute("aria-label"), ...labels, at.innerText].filter(Boolean).join(" | ");
}"""
