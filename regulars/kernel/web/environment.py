"""The Jinja2 environment: what every template may call, and nothing it may misspell."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static as storage_address
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from regulars.kernel import words
from regulars.rules.names import hue_of, initials


@lru_cache(maxsize=20_000)
def url(name: str, **kwargs: Any) -> str:
    """The address of a view by its name; a page asks for a hundred, and they never change."""
    return reverse(name, kwargs=kwargs)


@lru_cache(maxsize=500)
def static(path: str) -> str:
    """The address of a static file; every sign on a page asks for the same one."""
    return storage_address(path)


def environment(**options: Any) -> Environment:
    """Strict (a misspelt name fails loudly), translated, with words in place of codes."""
    options.update(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    made = Environment(**options)
    # A sentence may stand over several lines of a template: babel.cfg says the same.
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    made.globals.update(
        url=url,
        static=static,
        messages_of=get_messages,
        language=translation.get_language,
        reads_rightwards=lambda: not translation.get_language_bidi(),
        status_word=words.status_word,
        words=words,
        initials=initials,
        hue_of=hue_of,
    )
    return made
