"""Is every sentence there in every language, and does each one fill in?"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po
from jinja2 import Environment

from regulars.kernel.web.environment import environment
from tools.texts import LANGUAGES, LAZY_NAMES, LOCALE, ROOT

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
DEFAULT_KEYWORDS = [
    "_", "gettext", "ngettext:1,2", "pgettext:1c,2", "npgettext:1c,2,3",
]  # fmt: skip


@cache
def said() -> Catalog:
    """Every sentence that the code and the templates say, read afresh."""
    with (ROOT / "babel.cfg").open() as file:
        mapping, options = parse_mapping_cfg(file)
    found = Catalog()
    for name, line, message, comments, context in extract_from_dir(
        ROOT / "regulars",
        mapping,
        options,
        keywords=parse_keywords([*DEFAULT_KEYWORDS, *LAZY_NAMES]),
    ):
        found.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    return found


@cache
def catalogue(language: str) -> Catalog:
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def sentences(found: Catalog) -> list[Message]:
    return [message for message in found if message.id]


def translated(language: str) -> list[Message]:
    return [message for message in sentences(catalogue(language)) if all(forms(message.string))]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def key(message: Message) -> tuple[str, str | None]:
    return forms(message.id)[0], message.context


def in_template(message: Message) -> bool:
    return any("jinja2/" in name for name, _ in message.locations)


def test_the_sentences_are_found_in_code_and_templates():
    found = {key(message) for message in sentences(said())}

    assert ("No show", "status") in found
    assert ("Log in", None) in found
    assert len(found) > 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language):
    known = {key(message): message for message in sentences(catalogue(language))}
    missing = [
        text
        for text in map(key, sentences(said()))
        if text not in known or not all(forms(known[text].string))
    ]

    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_was_guessed(language):
    assert not [message.id for message in sentences(catalogue(language)) if message.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_over(language):
    wanted = {key(message) for message in sentences(said())}

    assert not [text for text in map(key, sentences(catalogue(language))) if text not in wanted]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_sentence(language):
    wrong = []
    for message in translated(language):
        wanted = {name for text in forms(message.id) for name in PLACEHOLDER.findall(text)}
        # A singular may leave the number out: "one visit".
        needed = set(PLACEHOLDER.findall(forms(message.id)[-1]))
        for text in forms(message.string):
            found = set(PLACEHOLDER.findall(text))
            if not found <= wanted or (len(forms(message.id)) == 1 and found != needed):
                wrong.append((message.id, text))

    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_has_as_many_forms_as_its_language(language):
    known = catalogue(language)

    assert not [
        message.id
        for message in translated(language)
        if len(forms(message.id)) > 1 and len(forms(message.string)) != known.num_plurals
    ]


def filled(made: Environment, text: str) -> str:
    """As a template fills a sentence in: a bare percent sign breaks the page."""
    values = dict.fromkeys(PLACEHOLDER.findall(text), 3)
    return made.from_string("{{ _(text, **values) }}").render(text=text, values=values)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_every_sentence_of_a_template_can_be_filled_in(language):
    made = environment(autoescape=True)
    spoken = {key(message): message for message in sentences(said()) if in_template(message)}
    texts = (
        [text for message in spoken.values() for text in forms(message.id)]
        if language == "en"
        else [
            text
            for message in translated(language)
            if key(message) in spoken
            for text in forms(message.string)
        ]
    )

    for text in texts:
        assert filled(made, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_keeps_its_end(language):
    """A full stop, a question mark or an ellipsis of the English stands in the translation too."""
    assert not [
        (message.id, message.string)
        for message in translated(language)
        for end in (".", "?", "…", ":")
        if forms(message.id)[0].endswith(end) != forms(message.string)[0].rstrip().endswith(end)
    ]


def test_no_sentence_is_glued_together_in_python():
    """`_()` takes a plain text: an f-string or a sum is never found by the extraction."""
    glued = []
    for path in (Path(ROOT) / "regulars").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "_", "gettext", "gettext_lazy", "pgettext", "pgettext_lazy", "ngettext",
            ):  # fmt: skip
                first = node.args[0]
                if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                    glued.append(f"{path.relative_to(ROOT)}:{node.lineno}")

    assert not glued
