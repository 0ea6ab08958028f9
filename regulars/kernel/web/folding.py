"""What of a template is known before anybody asks for the page?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import markup_join
from jinja2.visitor import NodeTransformer

# Functions of an environment that answer the same to the same arguments.
PURE = ("_", "gettext", "ngettext", "pgettext", "npgettext", "static", "url")

Answer = Callable[..., Any]


def folded(
    tree: nodes.Template,
    *,
    known: Mapping[str, Any],
    module_of: Callable[[str], TemplateModule],
) -> nodes.Template:
    """The template with the answers of pure functions in place of their calls.

    An environment speaks one language, so a sentence, a sign and the address of a static file are
    constants. A macro that is imported without the context is pure: all it sees is the environment,
    whose globals are `known`; `module_of` opens a template that is imported so.
    """
    pure: dict[str, Answer] = {name: known[name] for name in PURE if name in known}
    for source, names in _imports(tree, with_context=False):
        module = module_of(source)
        pure |= {alias: getattr(module, name) for name, alias in names}
    for name in _bound(tree):
        pure.pop(name, None)
    return cast("nodes.Template", _Folding(pure).visit(tree))


class _Folding(NodeTransformer):
    def __init__(self, pure: Mapping[str, Answer]) -> None:
        self.pure = pure

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        called = self.pure.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        given = [*node.args, *(keyword.value for keyword in node.kwargs)]
        if called is None or node.dyn_args or node.dyn_kwargs or not _are_constant(given):
            return node
        args = [_value(value) for value in node.args]
        named = {keyword.key: _value(keyword.value) for keyword in node.kwargs}
        return nodes.Const(called(*args, **named), lineno=node.lineno)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        # Jinja2 would join constants as text, and escape a sign beside a word.
        self.generic_visit(node)
        if not _are_constant(node.nodes):
            return node
        return nodes.Const(markup_join(map(_value, node.nodes)), lineno=node.lineno)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:
        # What is called with a block waits for the block; what it is given need not.
        self.generic_visit(node.call)
        node.body = [self.visit(part) for part in node.body]
        return node


def _are_constant(expressions: list[nodes.Expr]) -> bool:
    return all(isinstance(one, nodes.Const | nodes.TemplateData) for one in expressions)


def _value(constant: nodes.Expr) -> Any:
    return constant.as_const()


def _imports(
    tree: nodes.Template, *, with_context: bool
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for found in tree.find_all(nodes.FromImport):
        if isinstance(found.template, nodes.Const) and found.with_context is with_context:
            names = [name if isinstance(name, tuple) else (name, name) for name in found.names]
            yield found.template.value, names


def _bound(tree: nodes.Template) -> Iterator[str]:
    """Names that mean something else somewhere in the template, wherever that is."""
    for variable in tree.find_all(nodes.Name):
        if variable.ctx != "load":
            yield variable.name
    for macro in tree.find_all(nodes.Macro):
        yield macro.name
    for whole in tree.find_all(nodes.Import):
        yield whole.target
    for _, names in _imports(tree, with_context=True):
        yield from (alias for _, alias in names)
