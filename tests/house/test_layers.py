"""Is the house built as ARCHITECTURE.md says?"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import models

from tools import check_sizes

ROOT = Path(__file__).resolve().parent.parent.parent
HOUSE = ROOT / "regulars"
BELOW_FACES = ("rules", "kernel", "records", "queries", "actions")
EVERY_LAYER = (*BELOW_FACES, "faces", "config")
# Top to bottom: a record's foreign key points to its own line or further down.
RECORDS = (
    ("imports",),
    ("messages",),
    ("links",),
    ("files",),
    ("fields", "notes"),
    ("deposits",),
    ("ledger",),
    ("busy_time",),
    ("requests",),
    ("appointments", "group_sessions"),
    ("projects",),
    ("customer_search",),
    ("customers", "schedule", "catalogue"),
    ("tokens",),
    ("staff",),
    ("audit",),
    ("businesses",),
    ("accounts",),
)
CLOCKS = {"now", "today", "utcnow", "localtime", "localdate"}


def modules(*layers: str) -> Iterator[Path]:
    for layer in layers:
        for path in sorted((HOUSE / layer).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_imports_go_one_way():
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert checked.returncode == 0, checked.stdout


def height(model: type[models.Model]) -> int:
    """How far down the list a record's module stands; 0 is the top."""
    module = model.__module__.rsplit(".", 1)[1]
    return next(line for line, names in enumerate(RECORDS) if module in names)


def test_a_foreign_key_points_only_down_the_list_of_records():
    assert not [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("regulars").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and height(field.related_model) < height(model)
    ]


def test_every_row_belongs_to_a_business():
    without = {
        model.__name__
        for model in apps.get_app_config("regulars").get_models()
        if not any(field.name == "business" for field in model._meta.concrete_fields)
    }

    assert without == {"Account", "Business"}


def test_nothing_below_the_faces_looks_at_the_clock():
    """Pass `at` instead."""
    assert not [
        f"{name(path)}:{node.lineno}"
        for path in modules(*BELOW_FACES)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
    ]


def test_a_face_neither_queries_nor_saves():
    """Ask a query, or tell an action."""
    assert not [
        f"{name(path)}:{node.lineno}"
        for path in modules("faces")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "save", "delete")
    ]


def test_no_import_hides_inside_a_function():
    assert not [
        f"{name(path)}:{inner.lineno}"
        for path in modules(*EVERY_LAYER)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def test_a_module_says_which_question_it_answers():
    assert not [
        name(path)
        for path in modules(*EVERY_LAYER)
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(path))
    ]


def test_a_public_function_says_what_it_promises():
    silent = [
        f"{name(path)}: {node.name}"
        for path in modules("actions", "queries", "rules")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert not silent


def test_no_word_of_the_framework_stands_where_the_studios_belongs():
    taken = ("util", "helper", "service_layer", "services", "manager", "handler", "processor")
    wrong = [
        name(path)
        for path in modules(*EVERY_LAYER)
        if path.stem.rstrip("s") in taken or path.stem in taken
    ]

    assert not wrong


def test_no_file_has_grown_too_long(capsys):
    assert check_sizes.main() == 0, capsys.readouterr().out


def test_no_function_has_grown_too_long():
    """Forty lines and a few, signature and docstring not counted; the demo's stories are data."""
    assert not [
        f"{name(path)}: {node.name}, {lines_of_body(node)} lines"
        for path in modules(*EVERY_LAYER)
        if "demo" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and lines_of_body(node) > 45
    ]


def lines_of_body(function: ast.FunctionDef) -> int:
    first = function.body[1 if ast.get_docstring(function) and len(function.body) > 1 else 0]
    return function.body[-1].end_lineno - first.lineno + 1


def test_every_change_of_a_record_has_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
