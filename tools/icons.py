"""Which signs do our pages use, and does the sprite hold exactly those?

Reads the names from the templates (icon("…") calls, icon="…" arguments, menu items, tables named
…ICONS) and from tables named …ICONS in Python, takes the drawings from the package `lucide`, and
writes `regulars/kernel/web/static/web/icons.svg`. With `--check` it writes nothing and fails
where the sprite is out of date.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from zipfile import ZipFile

from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parent.parent
SPRITE = ROOT / "regulars/kernel/web/static/web/icons.svg"
HEADER = """\
<!-- Made by tools/icons.py: change the templates, not this file.
     Lucide icons, ISC License, Copyright (c) Lucide Contributors; parts from Feather, MIT License,
     Copyright (c) 2013-present Cole Bemis. https://lucide.dev/license -->
"""
# Where a macro expects the name of a sign
POSITIONS = {"icon": 0, "draw": 0, "item": 2, "opener": 2, "action": 2}
# Names that reach a template from data, so that no call shows them
EXTRA: tuple[str, ...] = ()


def names_in_template(source: str) -> Iterator[str]:
    """Yield every sign a template names as a constant."""
    tree = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True).parse(
        source
    )
    for call in tree.find_all(nodes.Call):
        called = getattr(call.node, "name", None) or getattr(call.node, "attr", None)
        position = POSITIONS.get(called)
        if position is not None and len(call.args) > position:
            yield from _constants(call.args[position])
        for keyword in call.kwargs:
            if keyword.key == "icon":
                yield from _constants(keyword.value)
    for macro in tree.find_all(nodes.Macro):
        defaults = zip(reversed(macro.args), reversed(macro.defaults), strict=False)
        for argument, default in defaults:
            if argument.name == "icon":
                yield from _constants(default)
    for table in tree.find_all(nodes.Assign):
        if isinstance(table.target, nodes.Name) and table.target.name.endswith("ICONS"):
            for pair in table.node.find_all(nodes.Pair):
                yield from _constants(pair.value)


def _constants(expression: nodes.Node) -> Iterator[str]:
    if isinstance(expression, nodes.CondExpr):
        yield from _constants(expression.expr1)
        if expression.expr2 is not None:
            yield from _constants(expression.expr2)
    elif isinstance(expression, nodes.Const) and isinstance(expression.value, str):
        yield expression.value


def names_in_python(source: str) -> Iterator[str]:
    """Yield the values of every table named …ICONS in a Python module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign):
            targets = [node.target]
        else:
            continue
        if not any(isinstance(t, ast.Name) and t.id.endswith("ICONS") for t in targets):
            continue
        if isinstance(node.value, ast.Dict):
            for value in node.value.values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value


def names_used() -> list[str]:
    """Return the names of all signs in use, sorted, each once."""
    found = set(EXTRA)
    for template in ROOT.glob("regulars/**/jinja2/**/*.html"):
        found.update(names_in_template(template.read_text()))
    for module in ROOT.glob("regulars/**/*.py"):
        source = module.read_text()
        if "ICONS" in source:
            found.update(names_in_python(source))
    return sorted(found)


def sprite(names: list[str]) -> str:
    """Return one SVG with a symbol for each name. Raises SystemExit for a name Lucide lacks."""
    symbols = []
    with (
        resources.files("lucide").joinpath("lucide.zip").open("rb") as packed,
        ZipFile(packed) as drawings,
    ):
        known = set(drawings.namelist())
        unknown = [name for name in names if f"{name}.svg" not in known]
        if unknown:
            raise SystemExit(f"Lucide has no sign called {', '.join(unknown)}: choose another.")
        for name in names:
            drawing = drawings.read(f"{name}.svg").decode()
            strokes = re.search(r"<svg[^>]*>(.*?)</svg>", drawing, re.DOTALL)
            assert strokes is not None, name
            body = re.sub(r"\s*\n\s*", "", strokes[1]).replace(" />", "/>")
            symbols.append(f'<symbol id="i-{name}" viewBox="0 0 24 24">{body}</symbol>')
    lines = "\n".join(symbols)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{HEADER}{lines}\n</svg>\n'


def main() -> int:
    """Write the sprite, or with --check compare it; return the exit code."""
    wanted = sprite(names_used())
    current = SPRITE.read_text() if SPRITE.exists() else ""
    if "--check" in sys.argv[1:]:
        if wanted != current:
            print("icons.svg is out of date: run `.venv/bin/python tools/icons.py`.")
            return 1
        return 0
    if wanted != current:
        SPRITE.write_text(wanted)
    print(f"{wanted.count('<symbol')} signs, {len(wanted):,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
