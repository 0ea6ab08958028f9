"""Every kind of page that the product has, for what must hold on all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import time_ns
from typing import Any

from playwright.sync_api import Page

from tests.journeys.scene import Scene
from tests.journeys.tab import Tab
from tests.journeys.week import fill_week, lunch_of, session_of

Prepare = Callable[[Page], Any]


@dataclass(frozen=True, slots=True)
class Place:
    """One page in one state: its address, and what to open on it."""

    name: str
    address: str = ""
    query: str = ""
    ids: tuple[str, ...] = ()
    prepare: Prepare = field(default=lambda page: None)
    said: dict[str, str] = field(default_factory=dict)

    def visit(self, tab: Tab, scene: Scene) -> Page:
        """Go there and open what is to be seen."""
        fill_week(scene)
        ids = {id: KNOWN[id](scene) for id in self.ids}
        page = tab.go(self.address or self.name, self.query, **ids, **self.said)
        self.prepare(page)
        return page


KNOWN: dict[str, Callable[[Scene], int]] = {
    "customer_id": lambda scene: scene.gosia.id,
    "appointment_id": lambda scene: scene.tomorrow.id,
    "project_id": lambda scene: scene.tomorrow.project_id,
    "field_id": lambda scene: scene.allergies.id,
    "token_id": lambda scene: scene.website.id,
    "session_id": session_of,
    "block_id": lunch_of,
    "service_id": lambda scene: scene.tattoo.id,
    "staff_member_id": lambda scene: scene.jonas.id,
}
OF_CUSTOMER, OF_APPOINTMENT = ("customer_id",), ("appointment_id",)


def unfold(page: Page) -> None:
    page.locator("#customers [aria-expanded=false]").first.click()
    page.locator("#customers .unfold").wait_for()
    open_all(page)


def open_menu(page: Page) -> None:
    page.locator("#customers [popovertarget]").first.click()


def open_all(page: Page) -> None:
    """Every story, older note, table and form that hides behind a summary."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")


def ask_to_cancel(page: Page) -> None:
    page.locator(".moves .danger").click()
    page.locator("dialog:modal").wait_for()


def open_entry(page: Page) -> None:
    page.locator('.appt[data-kind="appointment"] a').first.click()
    page.locator("#panel").wait_for()


def open_group(page: Page) -> None:
    page.locator('.appt[data-kind="group"] a').first.click()
    page.locator("#panel").wait_for()


def open_block(page: Page) -> None:
    page.locator('.appt[data-kind="block"] a').first.click()
    page.locator("#panel").wait_for()


def book_beside(page: Page) -> None:
    page.locator(".tools [data-new]").click()
    page.locator("#new-appointment[open]").wait_for()


def create_token(page: Page) -> None:
    page.locator("#id_name").fill(f"Program {time_ns()}")
    page.locator("#token-form .btn.primary").click()
    page.locator("#secret").wait_for()


def ask_to_revoke(page: Page) -> None:
    page.locator(".tokens .does a").first.click()
    page.locator("dialog:modal").wait_for()


MONDAY, WEDNESDAY, FRIDAY = ({"day": f"2026-11-{day}"} for day in (23, 25, 27))
NEW_BLOCK = "?day=2026-11-24&start=12:00&minutes=60"

PLACES = (
    Place("customers", prepare=open_menu),
    Place("customers-unfolded", "customers", "?q=gosia", prepare=unfold),
    Place("customers-nobody", "customers", "?q=xxxx"),
    Place("customer-new"),
    Place("customer-edit", ids=OF_CUSTOMER),
    Place("customer", ids=OF_CUSTOMER, prepare=open_all),
    Place("customer-changes", ids=OF_CUSTOMER),
    Place("appointment", ids=OF_APPOINTMENT, prepare=open_all),
    Place("cancellation", "appointment", ids=OF_APPOINTMENT, prepare=ask_to_cancel),
    Place("project", ids=("project_id",)),
    Place("project-new", ids=OF_CUSTOMER),
    Place("questions"),
    Place("question", ids=("field_id",)),
    Place("tokens", prepare=open_all),
    Place("token-new"),
    Place("token-created", "token-new", prepare=create_token),
    Place("token-revocation", ids=("token_id",)),
    Place("token-revoking", "tokens", prepare=ask_to_revoke),
    Place("start", query="?whose=everyone"),
    Place("calendar-day", said=MONDAY),
    Place("calendar-cancelled", "calendar-day", "?cancelled=1", said=MONDAY),
    Place("calendar-rooms", "calendar-day", "?rooms=1", said=MONDAY),
    Place("calendar-panel", "calendar-day", said=MONDAY, prepare=open_entry),
    Place("calendar-panel-group", "calendar-day", said=FRIDAY, prepare=open_group),
    Place("calendar-panel-block", "calendar-day", said=WEDNESDAY, prepare=open_block),
    Place("calendar-booking", "calendar-day", said=MONDAY, prepare=book_beside),
    Place("calendar-week", said=MONDAY),
    Place("calendar-month", said=MONDAY),
    Place("calendar-list", said=MONDAY),
    Place("calendar-sheet", said=MONDAY),
    Place("appointment-new"),
    Place("group-session", ids=("session_id",)),
    Place("group-session-new"),
    Place("block-new", query=NEW_BLOCK),
    Place("block", ids=("block_id",)),
    Place("hours"),
    Place("hours-person", ids=("staff_member_id",)),
    Place("hours-holidays"),
    Place("services"),
    Place("service", ids=("service_id",)),
    Place("team"),
    Place("member", ids=("staff_member_id",)),
    Place("rooms"),
    Place("rules"),
)
