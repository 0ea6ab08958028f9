"""A form that somebody else was faster with: what was typed, beside what stands there now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from regulars.kernel.refusal import Refused


def save_on_top(form: forms.Form, now: Mapping[str, Any], refusal: Refused) -> None:
    """Keep what was typed, say what stands there by now, and let it be saved on top.

    `now` is what the form would start with now, with the marker `opened` of it.
    """
    form.add_error(None, str(refusal))
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["opened"] = now["opened"]  # type: ignore[index]
    for name in form.fields.keys() & now.keys() - {"opened"}:
        field = form.fields[name]
        if field.has_changed(_plain(now[name]), _plain(form[name].data)):
            said = _words(field, now[name]) or "–"
            form.add_error(name, _("By now it says: %(value)s") % {"value": said})


def _plain(value: Any) -> Any:
    # Browsers end the lines of a text in two characters.
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _words(field: forms.Field, value: Any) -> str:
    """The value as the form shows it."""
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if not isinstance(field, forms.ChoiceField):
        return "" if value is None else str(value)
    chosen = value if isinstance(value, list) else [value]
    choices = cast("Iterable[tuple[Any, Any]]", field.choices)
    labels = {str(key): str(label) for key, label in choices}
    return ", ".join(labels.get(str(key), "") for key in chosen if key not in (None, ""))
