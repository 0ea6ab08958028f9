"""Two people at the same day: what one does, the other sees within ten seconds, untouched."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from regulars.records.appointments import Appointment
from regulars.rules.permissions import Role
from tests import make
from tests.journeys.scene import HOUR, Scene, utc
from tests.journeys.tab import Tab

_WITHIN = 10_000  # milliseconds; PRODUCT.md 4.4
_STAMP = "() => { document.body.dataset.untouched = '1'; }"


def entry(page: Page, visit: Appointment):
    return page.locator(f'.appt[data-kind="appointment"][data-id="{visit.id}"]')


def watch(tab: Tab) -> Page:
    """Look at Monday, and notice if the page should ever be loaded anew."""
    page = tab.go("calendar-day", day="2026-11-23")
    page.evaluate(_STAMP)
    return page


def test_what_one_does_the_other_sees(
    runa: Tab, open_tab: Callable[..., Tab], scene: Scene
) -> None:
    desk = make.staff(
        scene.nordlicht, "Nadia Keller", Role.FRONT_DESK, takes_bookings=False,
        account=make.account("nadia@example.ch"),
    )  # fmt: skip
    others = open_tab(desk)
    seen = watch(others)
    mine = watch(runa)
    expect(entry(seen, scene.tomorrow)).to_have_attribute("data-status", "booked")

    entry(mine, scene.tomorrow).locator("a").click()
    mine.locator("#panel").get_by_role("button", name="Customer said yes").click()
    expect(runa.toast()).to_contain_text("Confirmed.")

    status = entry(seen, scene.tomorrow)
    expect(status).to_have_attribute("data-status", "confirmed", timeout=_WITHIN)
    assert seen.evaluate("document.body.dataset.untouched") == "1"
    others.shot("two-people-confirmed")

    # Nadia takes the next hours while Runa still has the panel open and the focus in it.
    mine.locator("#panel-h").focus()
    ada = make.customer(scene.nordlicht, "Ada", "Lenz")
    new = make.appointment(ada, scene.jonas, utc(11, 23, 9), lasting=HOUR, service=scene.tattoo)
    for page in (mine, seen):
        expect(entry(page, new)).to_be_visible(timeout=_WITHIN)
    expect(mine.locator("#panel")).to_contain_text("Jürg")
    expect(mine.locator("#panel-h")).to_be_focused()
    runa.shot("two-people-panel-stays")


def test_one_moves_it_and_it_leaves_the_others_column(
    runa: Tab, open_tab: Callable[..., Tab], scene: Scene
) -> None:
    eve = make.customer(scene.nordlicht, "Eve", "Moser")
    visit = make.appointment(eve, scene.runa, utc(11, 23, 15), lasting=HOUR, service=scene.tattoo)
    jonas = open_tab(scene.jonas)
    seen = jonas.go("calendar-day", "?staff=all", day="2026-11-23")
    seen.evaluate(_STAMP)
    mine = watch(runa)
    theirs = seen.locator(f'.lane[data-staff="{scene.jonas.id}"]')
    expect(theirs.locator(f'[data-id="{visit.id}"]')).to_have_count(0)

    entry(mine, visit).locator("a").focus()
    for key in ("ArrowLeft", "Enter"):
        mine.keyboard.press(key)
    expect(mine.locator(".toast.moved")).to_contain_text("with Jonas")

    expect(theirs.locator(f'[data-id="{visit.id}"]')).to_be_visible(timeout=_WITHIN)
    assert seen.evaluate("document.body.dataset.untouched") == "1"
    jonas.shot("two-people-moved")


def test_a_day_on_which_nothing_happens_is_asked_for_and_not_sent(runa: Tab) -> None:
    page = runa.go("calendar-day", day="2026-11-26")
    with page.expect_response("**/calendar/2026-11-26/day/**", timeout=_WITHIN) as asked:
        pass
    assert asked.value.status == 304
