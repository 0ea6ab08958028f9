"""What would a page cost if every value in it lay there ready?

The same template, filled from a record of what it asked for: each call of the formats and of the
words is answered by a look-up. With the page's raw SQL and an empty view this is the floor that a
page's time is divided by (PERFORMANCE.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import jinja2

from benchmarks.asking import Desk
from benchmarks.choosing import choose
from benchmarks.statements import Statement, bare, captured

Answers = dict[Any, Any]
# What a template may call besides its context: these write words and numbers.
_WRITERS = ("words", "status_word", "url", "static", "initials", "hue_of")


class Unlike(Exception):
    """The floor writes another page than the product, so it would be no floor."""


@dataclass(slots=True)
class Rendered:
    """A template with the context that it was filled from."""

    template: jinja2.Template
    context: dict[str, Any]
    text: str = ""


class Recorder:
    """Stands in for an object or a function, and writes down what it answers."""

    def __init__(self, inner: Any, answers: Answers) -> None:
        self._inner, self._answers = inner, answers

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._inner, name)
        if not callable(value):
            self._answers.setdefault(name, value)
            return value
        return Recorder(value, self._answers.setdefault(name, {}))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        answer = self._inner(*args, **kwargs)
        self._answers[_key(args, kwargs)] = answer
        return answer

    __getitem__ = __call__


def _key(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    if kwargs:
        return (args, tuple(sorted(kwargs.items())))
    return args


def _replayed(inner: Any, answers: Answers) -> Any:
    """What answers as the recorded object did, by look-up alone."""
    if callable(inner) and not isinstance(inner, ModuleType):
        return lambda *args, **kwargs: answers[_key(args, kwargs)]
    members = {
        name: _replayed(getattr(inner, name), found) if isinstance(found, dict) else found
        for name, found in answers.items()
    }
    return type("Ready", (), {name: _member(value) for name, value in members.items()})()


def _member(value: Any) -> Any:
    return staticmethod(value) if callable(value) else value


def floor_of(desk: Desk, address: str, **asked: Any) -> Callable[[], None]:
    """The floor of one page: its statements, its template from ready strings, an empty view."""
    choose(desk.place)
    with captured() as statements:
        body = desk.page(address, **asked)
    rendered = _rendering(lambda: desk.page(address, **asked))
    read, write = bare(desk.place, beyond_the_empty_view(desk, statements)), _ready(rendered)
    if len(write()) != len(rendered.text) or not body:
        raise Unlike(address)

    def run() -> None:
        read()
        write()
        desk.get("/empty/")

    return run


def beyond_the_empty_view(desk: Desk, statements: list[Statement]) -> list[Statement]:
    """What a page asks besides; the empty view reads the web session and the account as well."""
    with captured() as already:
        desk.get("/empty/")
    known = {one.sql for one in already}
    return [one for one in statements if one.sql not in known]


def _rendering(ask: Callable[[], object]) -> Rendered:
    """The outermost template of a page, as it was filled."""
    found: list[Rendered] = []
    render = jinja2.Template.render

    def keep(template: jinja2.Template, *args: Any, **kwargs: Any) -> str:
        one = Rendered(template, dict(*args, **kwargs))
        text = render(template, *args, **kwargs)
        one.text = text
        found.append(one)
        return text

    jinja2.Template.render = keep  # type: ignore[method-assign]
    try:
        ask()
    finally:
        jinja2.Template.render = render  # type: ignore[method-assign]
    return found[-1]


def _ready(rendered: Rendered) -> Callable[[], str]:
    """Fill the template once while writing down every answer, and from then on by look-up."""
    template, known = rendered.template, template_globals(rendered.template)
    answers: dict[str, Answers] = {}
    writers = {name: known[name] for name in _WRITERS if name in known}
    recording = {name: Recorder(one, answers.setdefault(name, {})) for name, one in writers.items()}
    formats = rendered.context["fmt"]
    context = rendered.context | {"fmt": Recorder(formats, answers.setdefault("fmt", {}))}
    with _instead(known, recording):
        template.render(context)
    ready = {name: _replayed(one, answers[name]) for name, one in writers.items()}
    context = rendered.context | {"fmt": _replayed_formats(formats, answers["fmt"])}

    def run() -> str:
        with _instead(known, ready):
            return template.render(context)

    return run


def _replayed_formats(formats: Any, answers: Answers) -> Any:
    return _replayed(formats, answers)


def template_globals(template: jinja2.Template) -> dict[str, Any]:
    """What every template of its environment can call."""
    return template.environment.globals


@contextmanager
def _instead(known: dict[str, Any], others: dict[str, Any]) -> Iterator[None]:
    before = {name: known[name] for name in others}
    known.update(others)
    try:
        yield
    finally:
        known.update(before)
