"""A customer's year: the select beside the title, the circles of the graph, the same as a table."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.scene import Scene
from tests.journeys.tab import Tab


def circle(page: Page, month: str) -> Locator:
    return page.locator("#stats .dots li", has=page.get_by_role("button", name=month))


def figure(page: Page, name: str) -> Locator:
    term = page.locator("dt", has_text=re.compile(f"^{name}"))
    return page.locator("#stats .stats > div").filter(has=term).locator("dd")


def test_the_year_is_chosen_beside_the_title(runa: Tab, scene: Scene):
    page = runa.go("customer", customer_id=scene.gosia.id)
    expect(figure(page, "Bookings")).to_contain_text("7")
    expect(figure(page, "Income")).to_contain_text("CHF 1’600")
    expect(figure(page, "Most booked service")).to_contain_text("Tattoo, two hours")
    expect(figure(page, "Reminders")).to_contain_text("6")

    page.locator("#year").select_option("2025")
    expect(figure(page, "Most booked service")).not_to_contain_text("Tattoo, two hours")
    expect(figure(page, "Bookings")).to_contain_text("1")
    expect(figure(page, "Income")).to_contain_text("CHF 0")

    page.locator("#year").select_option(label="All years")
    expect(figure(page, "Bookings")).to_contain_text("8")
    expect(page.locator("#stats .months")).to_contain_text("2025")
    page.get_by_role("button", name="What is counted: Income").click()
    expect(page.locator("#about-income")).to_be_visible()
    runa.shot("figures-all-years")


def test_circles_tell_when_and_how_many_by_pointer_and_keyboard(runa: Tab, scene: Scene):
    page = runa.go("customer", customer_id=scene.gosia.id)
    june = circle(page, "13 Jun").first
    tip = june.locator(".tip")
    expect(tip).to_be_hidden()

    june.get_by_role("button").hover()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("2 appointments, 1 group booking")
    expect(tip).to_contain_text(re.compile(r"13 Jun .* 26 Jun .* 27 Jun 2026"))
    runa.shot("figures-pointed-at")
    page.get_by_role("heading", level=1).hover()
    expect(tip).to_be_hidden()

    page.locator("#stats .dots button").first.focus()
    told = []
    for _step in range(3):
        told.append(runa.focused().get_attribute("aria-label"))
        expect(runa.focused().locator("xpath=../span")).to_be_visible()
        page.keyboard.press("ArrowRight")
    assert told[0].startswith("1 appointment, Sat")
    page.keyboard.press("Escape")
    expect(runa.focused().locator("xpath=../span")).to_be_hidden()


def test_a_tap_tells_it_on_a_phone(open_tab: Callable[..., Tab], scene: Scene):
    tab = open_tab(scene.runa, phone=True)
    page = tab.go("customer", customer_id=scene.gosia.id)
    june, march = circle(page, "13 Jun").first, circle(page, "14 Mar").first

    june.get_by_role("button").tap()
    expect(june.locator(".tip")).to_be_visible()
    tab.shot("figures-tapped")
    box = june.locator(".tip").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390

    march.get_by_role("button").tap()
    expect(march.locator(".tip")).to_be_visible()
    expect(june.locator(".tip")).to_be_hidden()


def test_the_table_has_the_numbers_of_the_circles(runa: Tab, scene: Scene):
    page = runa.go("customer", customer_id=scene.gosia.id)
    page.get_by_text("Show as table").click()
    rows = page.locator("#stats .as-table tbody tr")
    expect(rows).to_have_count(12)

    circles = page.locator("#stats .dots button").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label'))"
    )
    told = set()
    for row in rows.all():
        _month, single, group, when = row.locator("th, td").all_inner_texts()
        if when:
            told.add((int(single), int(group), when))

    assert told == {as_numbers(label) for label in circles}
    assert sum(single + group for single, group, _when in told) == 7
    runa.shot("figures-as-table")


def as_numbers(label: str) -> tuple[int, int, str]:
    """1 appointment, 1 group booking, Fri 26 Jun 2026 → (1, 1, "Fri 26 Jun 2026")"""
    single = re.search(r"(\d+) appointments?\b", label)
    group = re.search(r"(\d+) group bookings?\b", label)
    when = re.sub(r"^(\d+ [a-z ]+, )+", "", label)
    return int(single[1]) if single else 0, int(group[1]) if group else 0, when
