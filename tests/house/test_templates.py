"""Does every template compile, keep to the policy, and leave the database alone?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client
from django.urls import get_resolver
from jinja2 import nodes

from regulars.faces.gate.urls import urlpatterns as gate

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = [Path(folder) for folder in settings.TEMPLATES[0]["DIRS"]]
TEMPLATES = {
    str(path.relative_to(folder)): path
    for folder in FOLDERS
    for path in sorted(folder.rglob("*.*"))
}
ENVIRONMENT = engines.all()[0].env
# A style may only carry data, as custom properties: style="--m: 3; --n: 12".
DATA_ONLY = re.compile(r"(?:\s*--[\w-]+\s*:[^;\"]*;?)*\s*")


def pages() -> Iterator[tuple[str, str]]:
    for name, path in TEMPLATES.items():
        if path.suffix == ".html":
            # What Jinja2 writes may stand anywhere, and is no markup of ours.
            text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
            yield name, text


def test_there_is_no_template_outside_the_folders_that_are_read():
    read = set(TEMPLATES.values())

    assert not [path for path in ROOT.glob("regulars/**/jinja2/**/*.html") if path not in read]


def test_every_template_compiles():
    for name in TEMPLATES:
        ENVIRONMENT.get_template(name)


def test_every_file_a_template_asks_for_exists():
    for name, path in TEMPLATES.items():
        tree = ENVIRONMENT.parse(path.read_text())
        for wanted in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            if isinstance(wanted.template, nodes.Const):
                assert wanted.template.value in TEMPLATES, f"{name}: {wanted.template.value}"


def test_every_filter_and_test_a_template_uses_exists():
    for name, path in TEMPLATES.items():
        tree = ENVIRONMENT.parse(path.read_text())
        for used in tree.find_all(nodes.Filter):
            assert used.name in ENVIRONMENT.filters, f"{name}: {used.name}"
        for used in tree.find_all(nodes.Test):
            assert used.name in ENVIRONMENT.tests, f"{name}: {used.name}"


def test_every_view_a_template_names_exists():
    known = named_views()
    for name, path in TEMPLATES.items():
        for call in ENVIRONMENT.parse(path.read_text()).find_all(nodes.Call):
            if getattr(call.node, "name", "") == "url" and isinstance(call.args[0], nodes.Const):
                assert call.args[0].value in known, f"{name}: {call.args[0].value}"


def named_views() -> set[str]:
    resolver = get_resolver()
    names = {name for name in resolver.reverse_dict if isinstance(name, str)}
    for space, (_, inner) in resolver.namespace_dict.items():
        names |= {f"{space}:{name}" for name in inner.reverse_dict if isinstance(name, str)}
    return names


def test_every_static_file_a_template_names_exists():
    shelf = ROOT / "regulars" / "kernel" / "web" / "static"
    for name, path in TEMPLATES.items():
        for call in ENVIRONMENT.parse(path.read_text()).find_all(nodes.Call):
            if getattr(call.node, "name", "") == "static" and isinstance(call.args[0], nodes.Const):
                wanted = call.args[0].value
                made_later = wanted.startswith(("django_htmx/", "web/vendor/"))
                assert made_later or (shelf / wanted).is_file(), f"{name}: {wanted}"


def test_no_script_stands_inside_a_page():
    for name, text in pages():
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), name
        assert not re.search(r"\son\w+\s*=", text), f"{name}: an event handler"
        assert "javascript:" not in text, name
        assert "hx-on" not in text, name
        assert "hx-vals='js:" not in text, name


def test_a_style_inside_a_page_only_carries_data():
    for name, text in pages():
        assert "<style" not in text, name
        plain = re.sub(r"\{\{.*?\}\}", "0", re.sub(r"\{%.*?%\}", "", text))
        for style in re.findall(r"\sstyle=\"([^\"]*)\"", plain):
            assert DATA_ONLY.fullmatch(style), f"{name}: {style}"
        assert not re.search(r"\sstyle='", plain), name


def test_nothing_but_the_templates_own_words_goes_unescaped():
    for name, text in pages():
        for used in ENVIRONMENT.parse(text).find_all(nodes.Filter):
            assert used.name != "safe" or isinstance(used.node, nodes.Const), name
        assert "autoescape" not in text, name


def test_a_template_asks_no_records():
    for name, path in TEMPLATES.items():
        for seen in ENVIRONMENT.parse(path.read_text()).find_all(nodes.Getattr):
            assert seen.attr not in ("objects", "filter", "all", "save", "delete"), name


def test_every_form_that_changes_something_carries_its_token():
    for name, text in pages():
        for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, re.DOTALL):
            assert "csrf" in form, f"{name}: {form[:80]}"


def test_nothing_is_fetched_from_elsewhere():
    for name, text in pages():
        assert not re.search(r"(?:src|href|action)=\"https?:", text), name


def test_a_page_that_opens_elsewhere_takes_no_opener_along():
    for name, text in pages():
        for link in re.findall(r"<a\b[^>]*target=\"_blank\"[^>]*>", text):
            assert "noopener" in link, f"{name}: {link}"


OPENED = [pattern for pattern in gate if (pattern.name or "").startswith("account_")]
ADDRESSES = {
    "account_reset_password_from_key": "/account/password/reset/key/1-gone/",
}


@pytest.mark.parametrize("name", [pattern.name for pattern in OPENED])
def test_every_address_of_the_sign_in_has_a_page_of_our_own(name, runa, signed_in):
    address = ADDRESSES.get(name) or f"/{next(p for p in OPENED if p.name == name).pattern}"
    seen = [client.get(address, follow=True) for client in (Client(), signed_in(runa))]

    for page in seen:
        assert page.status_code == 200
        assert " · Regulars</title>" in page.text
    assert any('class="gate"' in page.text for page in seen)


def test_none_of_our_pages_comes_from_the_package():
    ours = {name for name in TEMPLATES if name.startswith("account/")}
    shown = {
        view.template_name
        for pattern in OPENED
        if (view := getattr(pattern.callback, "view_class", None)) is not None
    }

    assert {name for name in shown if name} <= ours


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_an_error_page_needs_nothing_but_itself(status):
    text = ENVIRONMENT.get_template(f"{status}.html").render()

    assert "<h1>" in text
    assert 'href="/"' in text
