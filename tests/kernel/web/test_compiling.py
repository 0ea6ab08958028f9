"""Is a page that is written directly the page that Jinja2 would write?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from jinja2.environment import TemplateModule
from markupsafe import Markup, escape

from regulars.kernel.web.compiling import DirectEnvironment, written

MACROS = """
{% macro sign(name, label=none) %}<svg{% if label %} aria-label="{{ label }}"{% endif %}>{{ name }}</svg>{% endmacro %}
{% macro box(title) %}<div title="{{ title }}">{{ caller() }}</div>{% endmacro %}
{% macro rest(first) %}{{ first }}{{ varargs | join(",") }}{{ kwargs.items() | sort | join(";") }}{% endmacro %}
"""


class Status(StrEnum):
    DONE = "done & dusted"


class Line:
    name = "<b>Bo</b>"
    status = Status.DONE
    missing = None

    def times(self, *numbers: int, by: int = 1) -> int:
        return sum(numbers) * by


PAGES = {
    "text is escaped": "{{ line.name }} {{ line['name'] }} {{ 'a' ~ line.name }}",
    "markup is not": "{{ sign(line.name) }}{{ sign('x') ~ line.name }}{{ line.name ~ sign('x') }}",
    "a constant sign beside a word": "{{ pair(sign('x') ~ _('Next')) }}{{ pair(_('Next') ~ '<') }}",
    "numbers, truths and nothing": "{{ 3 }}{{ 2.5 }}{{ true }}{{ none }}{{ line.missing }}",
    "a status": "{{ line.status }}{% if line.status == 'done & dusted' %} yes{% endif %}",
    "dictionaries": "{{ told.name }}{{ told.items() | list }}{{ told['of'].name }}{{ told.of.name }}",
    "calls": "{{ line.times(1, 2, by=3) }}{{ line.times(*[1, 2], **{'by': 4}) }}",
    "a keyword of Python as a name": "{{ named(class='card') }}",
    "blocks": "{% call box(_('One')) %}{{ line.name }}{{ sign('y', _('Two')) }}{% endcall %}",
    "more than a macro takes": "{{ rest(1, 2, 3, c='<', d=line.name) }}",
    "loops": "{% for a in [line, line] %}{{ loop.index }}{{ sign(a.name) }}{% endfor %}",
    "a name that means something else here": "{% set sign = pair %}{{ sign('x') }}",
    "a loop over the name of a macro": "{% for sign in 'ab' %}{{ sign }}{% endfor %}{{ sign('x') }}",
    "sentences": "{{ _('Hello %(name)s', name=line.name) }}{{ _('100 %%') }}",
    "counted": "{% trans n=3 %}{{ n }} visit{% pluralize %}{{ n }} visits{% endtrans %}",
    "counted by its number": "{{ ngettext('%(num)s note', '%(num)s notes', 2) }}",
    "a letter": "{% autoescape false %}{{ line.name }} {{ line.status }} {{ _('Yes') }}{% endautoescape %}",
    "filters": "{{ line.name | upper }}{{ [line.name, sign('x')] | join(' ') }}{{ nought | default(1) }}",
}


def both() -> tuple[Environment, Environment]:
    made = []
    for kind in (Environment, DirectEnvironment):
        pages = {"macros.html": MACROS}
        one = kind(
            loader=DictLoader(pages),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
        )
        one.install_gettext_callables(
            str, lambda one, many, n: one if n == 1 else many, newstyle=True
        )
        made.append(one)
    # What Jinja2 gives for sentences asks for its context; the direct one says them itself.
    direct = made[1]
    direct.globals["gettext"] = direct.globals["_"] = lambda text, **values: Markup(text) % values
    direct.globals["ngettext"] = lambda one, many, n, /, **values: (
        Markup(one if n == 1 else many) % ({"num": n} | values)
    )
    return made[0], made[1]


@pytest.mark.parametrize("page", PAGES)
def test_it_writes_what_jinja2_writes(page):
    source = "{% from 'macros.html' import sign, box, rest %}" + PAGES[page]
    context: dict[str, Any] = {
        "line": Line(),
        "told": {"name": "<i>", "of": {"name": "deep"}},
        "pair": lambda one: Markup("[%s]") % one,
        "named": lambda **given: sorted(given.items()),
    }

    plain, direct = (made.from_string(source).render(context) for made in both())

    assert direct == plain


def test_what_is_known_is_asked_for_once_and_not_again_for_each_page():
    asked = []
    _, direct = both()
    direct.globals["static"] = lambda path: asked.append(path) or f"/static/{path}"
    page = direct.from_string("{{ static('a.css') }} {{ static(name) }}")

    pages = [page.render(name=name) for name in ("b.css", "c.css")]

    assert pages == ["/static/a.css /static/b.css", "/static/a.css /static/c.css"]
    assert asked == ["a.css", "b.css", "c.css"]


def test_a_macro_that_somebody_works_on_is_read_anew(tmp_path: Path):
    pages = {
        "macros.html": MACROS,
        "page.html": "{% from 'macros.html' import sign %}{{ sign('a') }}",
    }
    made = DirectEnvironment(
        loader=DictLoader(pages), autoescape=True, auto_reload=True, undefined=StrictUndefined
    )
    assert made.get_template("page.html").render() == "<svg>a</svg>"

    pages["macros.html"] = "{% macro sign(name) %}<i>{{ name }}</i>{% endmacro %}"

    assert made.get_template("page.html").render() == "<i>a</i>"


def test_a_misspelt_attribute_fails_loudly():
    _, direct = both()

    with pytest.raises(AttributeError, match="nmae"):
        direct.from_string("{{ line.nmae }}").render(line=Line())
    with pytest.raises(UndefinedError):
        direct.from_string("{{ told.nmae }}").render(told={})
    with pytest.raises(UndefinedError):
        direct.from_string("{{ lien.name }}").render(line=Line())


def test_a_macro_without_an_argument_it_needs_fails_loudly():
    _, direct = both()
    module: TemplateModule = direct.get_template("macros.html").module

    with pytest.raises(UndefinedError, match="parameter 'name'"):
        module.sign()  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="keyword argument"):
        module.sign("a", colour="red")  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="not more than 2"):
        module.sign("a", "b", "c")  # type: ignore[attr-defined]


@given(st.one_of(st.text(), st.text().map(Markup), st.integers(), st.floats(), st.none()))
def test_what_is_put_out_is_escaped_as_markupsafe_does(value):
    assert written(value) == escape(value)
