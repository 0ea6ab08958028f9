"""Every kind of page that the product has, for what must hold on all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import time_ns
from typing import Any

from playwright.sync_api import Page

from tests.journeys.scene import Scene
from tests.journeys.tab import Tab

Prepare = Callable[[Page], Any]


@dataclass(frozen=True, slots=True)
class Place:
    """One page in one state: its address, and what to open on it."""

    name: str
    address: str = ""
    query: str = ""
    ids: tuple[str, ...] = ()
    prepare: Prepare = field(default=lambda page: None)

    def visit(self, tab: Tab, scene: Scene) -> Page:
        """Go there and open what is to be seen."""
        ids = {id: KNOWN[id](scene) for id in self.ids}
        page = tab.go(self.address or self.name, self.query, **ids)
        self.prepare(page)
        return page


KNOWN: dict[str, Callable[[Scene], int]] = {
    "customer_id": lambda scene: scene.gosia.id,
    "appointment_id": lambda scene: scene.tomorrow.id,
    "project_id": lambda scene: scene.tomorrow.project_id,
    "field_id": lambda scene: scene.allergies.id,
    "token_id": lambda scene: scene.website.id,
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


def create_token(page: Page) -> None:
    page.locator("#id_name").fill(f"Program {time_ns()}")
    page.locator("#token-form .btn.primary").click()
    page.locator("#secret").wait_for()


def ask_to_revoke(page: Page) -> None:
    page.locator(".tokens .does a").first.click()
    page.locator("dialog:modal").wait_for()


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
)
