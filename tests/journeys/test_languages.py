"""Every page speaks one language at a time, and no English is left over in the other four."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import expect

from tests.journeys.pages import PLACES
from tests.journeys.scene import Scene
from tests.journeys.tab import Tab
from tools.texts import LANGUAGES, LOCALE

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
# Everything a person reads or hears: texts as they stand between two tags, and what is read out.
WORDS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [document.title.split(" · ")[0]];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement.closest("script, style, template, [lang]:not(html)");
    if (!around) texts.push(node.data);
  }
  for (const name of ["aria-label", "placeholder", "title", "alt", "data-label"])
    document.querySelectorAll(`body [${name}]`).forEach((one) => texts.push(one.getAttribute(name)));
  return texts.map((text) => text.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""


@cache
def said_otherwise(language: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """The English sentences that this language says otherwise: as they are, and to be filled in.

    Those that consist of placeholders, or of one short word beside them, are left out: names and
    figures look like "by %(name)s" too.
    """
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    english = {
        " ".join(text.split())
        for message in catalogue
        if message.id and message.id != message.string
        for text in ((message.id,) if isinstance(message.id, str) else message.id)
    }
    # "Tag" is what a German reads for "Day".
    meant = {message.string for message in catalogue if isinstance(message.string, str)}
    plain = frozenset(text for text in english - meant if not PLACEHOLDER.search(text))
    filled_in = [parts for text in english - plain if speaks(parts := PLACEHOLDER.split(text))]
    patterns = (".+?".join(re.escape(part) for part in parts) for parts in filled_in)
    return plain, re.compile("|".join(patterns))


def speaks(parts: list[str]) -> bool:
    """Whether there is enough beside the placeholders to know the sentence by."""
    return len(re.findall(r"[A-Za-z]{3,}", " ".join(parts))) > 1


@cache
def is_english(text: str, language: str) -> bool:
    plain, filled_in = said_otherwise(language)
    return text in plain or filled_in.fullmatch(text) is not None


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, scene: Scene) -> Iterator[str]:
    """Runa reads this language."""
    account = scene.runa.account
    account.language = request.param
    account.save()
    yield request.param
    account.language = ""
    account.save()


def test_no_english_is_left_over(open_tab: Callable[..., Tab], scene: Scene, language: str):
    tab = open_tab(scene.runa)
    left = {}
    for place in PLACES:
        page = place.visit(tab, scene)
        expect(page.locator("html")).to_have_attribute("lang", language)
        found = [text for text in page.evaluate(WORDS) if is_english(text, language)]
        if found:
            left[place.name] = found
        if place.name == "customer":
            tab.shot(f"{language}-{place.name}", full_page=True)

    assert not left


def test_the_language_is_chosen_in_the_menu(open_tab: Callable[..., Tab], scene: Scene):
    tab = open_tab(scene.jonas)
    page = tab.go("customers")
    for language in (*LANGUAGES, "en"):
        page.locator("header.bar .me").click()
        page.locator("#me select[name=language]").select_option(language)
        with translation.override(language):
            expect(page.locator("h1")).to_contain_text(gettext("Customers"))
        expect(page.locator("html")).to_have_attribute("lang", language)
