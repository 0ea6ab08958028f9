"""How does a template say a sentence in one language?

Jinja2 would ask the catalogue and wrap its answer anew for each of the 400 sentences of a page;
here each is found once, and a value is escaped as it is filled in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from django.utils import translation
from markupsafe import Markup

from regulars.kernel.web.compiling import written

Speak = Callable[..., Markup]


def sentences_in(language: str) -> dict[str, Speak]:
    """`_`, `ngettext` and their kin with a context, as newstyle templates call them."""

    @cache
    def one(context: str, text: str) -> str:
        with translation.override(language):
            return translation.pgettext(context, text) if context else translation.gettext(text)

    @lru_cache(maxsize=10_000)
    def several(context: str, singular: str, plural: str, number: int) -> str:
        with translation.override(language):
            if context:
                return translation.npgettext(context, singular, plural, number)
            return translation.ngettext(singular, plural, number)

    def gettext(text: str, /, **values: Any) -> Markup:
        return _filled(one("", text), values)

    def pgettext(context: str, text: str, /, **values: Any) -> Markup:
        return _filled(one(context, text), values)

    def ngettext(singular: str, plural: str, number: int, /, **values: Any) -> Markup:
        return _filled(several("", singular, plural, number), {"num": number} | values)

    def npgettext(
        context: str, singular: str, plural: str, number: int, /, **values: Any
    ) -> Markup:
        return _filled(several(context, singular, plural, number), {"num": number} | values)

    return {
        "_": gettext,
        "gettext": gettext,
        "pgettext": pgettext,
        "ngettext": ngettext,
        "npgettext": npgettext,
    }


def _filled(text: str, values: dict[str, Any]) -> Markup:
    for name, value in values.items():
        # A number stays one: a placeholder may ask for digits.
        if not isinstance(value, int):
            values[name] = written(value)
    return str.__new__(Markup, text % values)
