"""The Jinja2 environment: what every template may call, and nothing it may misspell."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static as storage_address
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from regulars.kernel import words
from regulars.kernel.web.compiling import DirectEnvironment
from regulars.kernel.web.sentences import sentences_in
from regulars.rules.names import hue_of, initials


@lru_cache(maxsize=20_000)
def url(name: str, **kwargs: Any) -> str:
    """The address of a view by its name; a page asks for a hundred, and they never change."""
    return reverse(name, kwargs=kwargs)


@lru_cache(maxsize=500)
def static(path: str) -> str:
    """The address of a static file; every sign on a page asks for the same one."""
    return storage_address(path)


def remembered(macro: Callable[..., str]) -> Callable[..., str]:
    """The same macro, drawn once for the same arguments: `{% set icon = remembered(icon) %}`.

    Only for macros that see nothing but plain arguments, and are used on every line of a list.
    """
    # Text and markup that read alike are told apart by their type: one of them is escaped.
    return lru_cache(maxsize=2000, typed=True)(macro)


class Environments:
    """The environment of the language that is read now, each made when it is first asked for.

    Sentences are compiled into a template, so its language is chosen when the template is: to
    write to somebody in another one, `translation.override` stands around both steps.
    """

    def __init__(self, **options: Any) -> None:
        self._options = options
        self._made: dict[str, Environment] = {}

    def __getattr__(self, name: str) -> Any:
        language = translation.get_language() or settings.LANGUAGE_CODE
        if language not in self._made:
            self._made[language] = environment(language=language, **self._options)
        return getattr(self._made[language], name)


def environment(*, language: str = settings.LANGUAGE_CODE, **options: Any) -> Environment:
    """Strict (a misspelt name fails loudly), in one language, with words in place of codes."""
    made = DirectEnvironment(
        **options
        | {
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
        }
    )
    # A sentence may stand over several lines of a template: babel.cfg says the same.
    made.policies["ext.i18n.trimmed"] = True
    made.newstyle_gettext = True  # type: ignore[attr-defined]
    with translation.override(language):
        status_words = {str(status): words.status_word(status) for status in words.STATUS}
        reads_rightwards = not translation.get_language_bidi()
    made.globals |= sentences_in(language)
    made.globals |= {
        "url": url,
        "static": static,
        "language": lambda: language,
        "reads_rightwards": lambda: reads_rightwards,
        "status_word": status_words.__getitem__,
        "remembered": remembered,
        "words": words,
        "initials": initials,
        "hue_of": hue_of,
    }
    return made
