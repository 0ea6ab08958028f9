"""What somebody sees and does in one tab of a browser."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response, expect

_ANSWERED = re.compile(r"the server responded with a status of (\d+)")
# A request that the next letter replaced. What failed without being replaced says sendError too.
_REPLACED = re.compile(r"^htmx:(sendAbort|afterRequest)\b")


@dataclass(frozen=True, slots=True)
class Look:
    """What the browser is: a desk's screen with scripts, light, unless said otherwise."""

    phone: bool = False
    dark: bool = False
    scripts: bool = True
    measured: bool = False  # axe looks into it, which the page's own policy forbids

    def options(self) -> dict[str, Any]:
        return {
            "viewport": {"width": 390, "height": 844}
            if self.phone
            else {"width": 1440, "height": 900},
            "has_touch": self.phone,
            "color_scheme": "dark" if self.dark else "light",
            "java_script_enabled": self.scripts,
            "bypass_csp": self.measured,
            "locale": "en-GB",
            "reduced_motion": "reduce",
        }


class Tab:
    """One tab; it writes down every complaint of the browser."""

    def __init__(self, context: BrowserContext, business: str) -> None:
        self.context, self.business = context, business
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.allowed: set[int] = set()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def address(self, name: str, /, **ids: Any) -> str:
        """The path of one of the desk's pages, e.g. address("customer", customer_id=3)."""
        return reverse(f"desk:{name}", kwargs={"business": self.business, **ids})

    def go(self, name: str, /, query: str = "", **ids: Any) -> Page:
        """Open one of the desk's pages."""
        self.page.goto(self.address(name, **ids) + query)
        return self.page

    def allow(self, *statuses: int) -> None:
        """This journey means to be told no in this way; the browser's complaint is none."""
        self.allowed |= set(statuses)

    def shot(self, name: str, *, full_page: bool = False) -> None:
        """Keep a picture of the page as it is."""
        folder = Path(os.environ.get("REGULARS_SHOTS") or settings.DATA / "shots")
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=full_page)

    def row_of(self, customer_id: int) -> Locator:
        """A customer's line in the list, with what unfolds below it."""
        return self.page.locator(f"#customer-{customer_id}")

    def names(self) -> list[str]:
        """The names in the list, from top to bottom."""
        return self.page.locator("#customers .name > a").all_inner_texts()

    def choose(self, words: str | re.Pattern[str], within: str = "main") -> None:
        """Choose one of several by its words, as a pointer does: on its label."""
        self.page.locator(f"{within} label").filter(has_text=words).click()

    def toast(self) -> Locator:
        """What was said about the last change."""
        return self.page.locator("#toasts [data-toast]").last

    def focused(self) -> Locator:
        return self.page.locator(":focus")

    def settled(self) -> None:
        """Wait until no answer of htmx is on its way or being put in place."""
        expect(self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)

    def close(self) -> list[str]:
        """Close it; answers with what the browser complained about."""
        self.context.close()
        return self.faults

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        answered = _ANSWERED.search(message.text)
        if (answered and int(answered[1]) in self.allowed) or _REPLACED.match(message.text):
            return
        self.faults.append(f"{message.type} on {self.page.url}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.allowed:
            self.faults.append(f"{response.status} for {response.request.method} {response.url}")
