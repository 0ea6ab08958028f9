"""How is a template written as Python, so that a page costs what it says and little more?

Jinja2 prepares for everything at every step: functions that want its context, dictionaries in place
of objects, escaping that was switched off. Three quarters of a page's time went there.
"""

from __future__ import annotations

from enum import StrEnum
from keyword import iskeyword
from typing import Any, ClassVar

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner, escape

from regulars.kernel.web.folding import folded


def written(value: Any) -> str:
    """What is put out into a page: markup as it is, everything else escaped.

    As `escape` does it, without making markup of each of the 3,000 pieces that are joined anyway.
    """
    kind = type(value)
    if kind is str or isinstance(value, StrEnum):
        return _escape_inner(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return str(value) if kind is int else escape(value)


class DirectMacro(Macro):
    """A macro that sorts its arguments only where there is something to sort."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        left = self._argument_count - len(args)
        if kwargs or left < 0 or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **kwargs)
        return str.__new__(Markup, self._func(*args, *(missing,) * left))


class DirectCode(CodeGenerator):
    """Writes plain calls, plain attributes, and pieces that are escaped once.

    Nothing in such an environment may be marked with `pass_context`. A sentence escapes what is
    filled in even where `autoescape` is off (a letter is no markup): there it is marked as safe.
    """

    environment: DirectEnvironment

    def visit_Call(
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        if any(iskeyword(keyword.key) for keyword in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        if forward_caller:
            self.write("caller=caller, ")
        for stars, together in (("*", node.dyn_args), ("**", node.dyn_kwargs)):
            if together is not None:
                self.write(stars)
                self.visit(together, frame)
                self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write(f"(_of.{node.attr} if type(_of := ")
        self.visit(node.node, frame)
        self.write(f") is not dict else environment.getattr(_of, {node.attr!r}))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        names = "".join(f"{argument.name!r}, " for argument in macro_ref.node.args)
        self.write(
            f"environment.macro_class(environment, macro, {getattr(macro_ref.node, 'name', None)!r},"
            f" ({names}), {macro_ref.accesses_kwargs}, {macro_ref.accesses_varargs},"
            f" {macro_ref.accesses_caller}, True)"
        )

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape:
            self.write("(_it if type(_it := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape:
            self.write(") is Markup else environment.written(_it))")
        else:
            super()._output_child_post(node, frame, finalize)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if node.with_context or name not in self.environment.modules:
            super()._import_common(node, frame)
        else:
            self.write(f"environment.modules[{name!r}]")


class DirectEnvironment(Environment):
    """Jinja2's environment, with what is known computed early and the rest written directly."""

    code_generator_class = DirectCode
    macro_class: ClassVar[type[Macro]] = DirectMacro
    written = staticmethod(written)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.modules: dict[str, TemplateModule] = {}

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002
    ) -> str:
        # While somebody works on a macro, pages must not hold what it said before.
        if not self.auto_reload:
            source = folded(source, known=self.globals, module_of=self._module)
        return super()._generate(source, name, filename, defer_init)

    def _module(self, name: str) -> TemplateModule:
        if name not in self.modules:
            self.modules[name] = self.get_template(name).module
        return self.modules[name]
