"""The calendar in one hand: a column a screen, the visit as a sheet, a booking as a screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from regulars.records.appointments import Appointment
from tests import make
from tests.journeys.scene import HOUR, Scene, utc
from tests.journeys.tab import Tab

_WIDTH, _HEIGHT = 390, 844


@pytest.fixture
def phone(open_tab: Callable[..., Tab], scene: Scene) -> Tab:
    return open_tab(scene.runa, phone=True)


@pytest.fixture(scope="module")
def at_noon(scene: Scene) -> Appointment:
    """Ada's, tomorrow at noon with Jonas."""
    ada = make.customer(scene.nordlicht, "Ada", "Lenz", phone="+41795553344")
    return make.appointment(ada, scene.jonas, utc(11, 23, 11), lasting=HOUR, service=scene.tattoo)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def box(one: Locator) -> dict[str, float]:
    found = one.bounding_box()
    assert found is not None
    return dict(found)


def dock(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Main")


def is_on_top(one: Locator) -> bool:
    """Whether a finger in its middle meets it and nothing that lies over it."""
    return bool(
        one.evaluate(
            "one => { const { left, top, width, height } = one.getBoundingClientRect();"
            " return one.contains(document.elementFromPoint(left + width / 2, top + height / 2)); }"
        )
    )


def test_a_column_a_screen_and_the_next_one_by_a_swipe(
    phone: Tab, scene: Scene, at_noon: Appointment
) -> None:
    page = phone.go("calendar-day", day="2026-11-23")
    first = page.locator(f'.lane[data-staff="{scene.jonas.id}"]')
    second = page.locator(f'.lane[data-staff="{scene.runa.id}"]')
    expect(first.locator(f'[data-id="{at_noon.id}"]')).to_be_in_viewport()
    expect(second).not_to_be_in_viewport()
    assert box(first)["width"] > _WIDTH * 0.7
    assert fits(page)
    phone.shot("phone-calendar-day")

    page.get_by_role("link", name="Runa Brandt", exact=True).first.tap()
    expect(second.locator(f'[data-id="{scene.tomorrow.id}"]')).to_be_in_viewport()
    assert 0 < box(second)["x"] < 60  # right of the hours
    assert box(first)["x"] < 0
    assert fits(page)
    assert is_on_top(dock(page).get_by_role("link", name="Calendar"))
    phone.shot("phone-calendar-swiped")


def test_the_visit_is_a_sheet_that_is_put_away_again(phone: Tab, scene: Scene) -> None:
    page = phone.go("calendar-day", day="2026-11-23")
    page.locator(f'.appt[data-id="{scene.tomorrow.id}"] a').tap()
    panel = page.locator("#panel")
    expect(panel).to_contain_text("Jürg")
    assert fits(page)
    sheet = box(panel)
    assert sheet["width"] == pytest.approx(_WIDTH, abs=2)
    assert sheet["y"] + sheet["height"] == pytest.approx(_HEIGHT, abs=1)
    assert sheet["y"] > _HEIGHT / 4
    phone.shot("phone-calendar-panel")

    said_yes = panel.get_by_role("button", name="Customer said yes")
    said_yes.scroll_into_view_if_needed()
    assert is_on_top(said_yes)
    said_yes.tap()
    expect(panel.locator(".mark").first).to_contain_text("Confirmed")
    panel.get_by_role("link", name="Close").tap()
    expect(panel).to_have_count(0)
    assert is_on_top(dock(page).get_by_role("link", name="Customers"))
    expect(page.locator(f'.appt[data-id="{scene.tomorrow.id}"]')).to_have_attribute(
        "data-status", "confirmed"
    )


def test_a_booking_takes_the_whole_screen(phone: Tab, scene: Scene) -> None:
    page = phone.go("calendar-day", day="2026-11-24")
    page.locator(".tools [data-new]").tap()
    dialog = page.locator("#new-appointment")
    expect(dialog).to_be_visible()
    assert box(dialog)["width"] == pytest.approx(_WIDTH, abs=1)
    assert box(dialog)["height"] > _HEIGHT * 0.85
    assert fits(page)
    phone.shot("phone-booking")

    dialog.get_by_label("Customer", exact=True).fill("müll")
    dialog.get_by_role("option").filter(has_text="Jürg Müller").tap()
    expect(dialog.locator(".picked")).to_contain_text("Jürg Müller")
    dialog.get_by_label("Artist").select_option(label="Jonas Wyss")
    dialog.get_by_label("From", exact=True).fill("15:00")
    dialog.get_by_label("Until").fill("16:00")
    book = dialog.get_by_role("button", name="Book", exact=True)
    book.scroll_into_view_if_needed()
    assert is_on_top(book)
    assert fits(page)
    phone.shot("phone-booking-filled")
    book.tap()

    expect(phone.toast()).to_contain_text("Booked")
    made = Appointment.objects.of(scene.nordlicht).latest("id")
    assert (made.customer_id, made.staff_member_id) == (scene.juerg.id, scene.jonas.id)
    assert (made.starts_at, made.ends_at) == (utc(11, 24, 14), utc(11, 24, 15))
    assert fits(page)
    phone.shot("phone-booked")


@pytest.mark.parametrize("view", ["week", "month", "list", "sheet"])
def test_no_other_view_is_wider_than_the_screen(
    phone: Tab, at_noon: Appointment, view: str
) -> None:
    page = phone.go(f"calendar-{view}", day="2026-11-23")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert fits(page)
    phone.shot(f"phone-calendar-{view}")
