"""axe finds nothing to complain of, on any page, light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.pages import PLACES, Place
from tests.journeys.scene import Scene
from tests.journeys.tab import Tab

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
KINDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a dark page can get wrong that the same page in light cannot.
COLOURS = ["color-contrast", "link-in-text-block"]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}

# Colours fade into one another; in between none of them is as it is meant.
AT_REST = "document.getAnimations().every((one) => one.playState !== 'running')"


@cache
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, *, rules: list[str] | None = None) -> list[str]:
    """What axe complains of: the rule and where."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": KINDS}
    found = page.evaluate(
        "only => axe.run({runOnly: only, resultTypes: ['violations'], preload: false})"
        ".then(({violations}) => violations.flatMap(({id, nodes}) =>"
        " nodes.map(node => `${id}: ${node.target} ${node.failureSummary}`)))",
        only,
    )
    return [" ".join(line.split()) for line in found]


def in_every_look(page: Page) -> dict[str, list[str]]:
    """The complaints about a page: as it is, dark, and on a phone."""
    page.evaluate(axe())
    found = {"light": violations(page)}
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(AT_REST)
    found["dark"] = violations(page, rules=COLOURS)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    page.wait_for_function(AT_REST)
    found["phone"] = violations(page)
    page.set_viewport_size(DESK)
    return {look: complaints for look, complaints in found.items() if complaints}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_axe_has_no_complaint(look_into: Tab, scene: Scene, place: Place):
    page = place.visit(look_into, scene)

    assert in_every_look(page) == {}
    look_into.shot(place.name, full_page=True)


@pytest.mark.parametrize("address", ["/account/login/", "/account/password/reset/", "/nowhere/"])
def test_axe_has_no_complaint_before_the_door(open_tab: Callable[..., Tab], address: str):
    tab = open_tab(None, measured=True)
    tab.allow(404)
    tab.page.goto(address)

    assert in_every_look(tab.page) == {}


@pytest.fixture
def look_into(open_tab: Callable[..., Tab], scene: Scene) -> Tab:
    return open_tab(scene.runa, measured=True)
