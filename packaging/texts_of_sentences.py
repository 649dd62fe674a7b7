"""Find the texts of errors and other sentences that modules without a window make, in their syntax trees.

`raise MaskError("The mask is empty", remedy="Outline it.")` holds two texts to translate. They may be given by a name,
an expression with `if`, or an argument or the outcome of a function of the same module: such ways are followed. A text
put together at run time (`f"…"`, `+`) cannot be translated and is an error; `messages.phrase` is what to use.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# Which arguments of which calls are sentences that reach a person: by place and by name.
SENTENCES: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "Notice": ((0,), ("text",)),
    "Fault": ((1,), ("detail",)),
    "LeftOut": ((1,), ("reason",)),
    "Imported": ((3,), ("reason",)),
    "Exported": ((1, 2), ("error", "remark")),
    "Thumbnail": ((3,), ("error",)),
    "ImageResult": ((3,), ("error",)),
    "ImageComparison": ((), ("error",)),
    "Repredicted": ((2,), ("error",)),
    "SourceCount": ((), ("problem",)),
    "KnownScale": ((), ("problem",)),
    "ModelStatus": ((3, 5), ("message", "reason")),
    "RunSummary": ((), ("problem",)),
    "emit": ((), ("message",)),
    "on_message": ((0,), ()),
    "failure": ((0, 1), ()),
    "check_mask_size": ((3,), ("remedy",)),
}
# Signals whose last text is a sentence.
SIGNALS = ("failed", "told", "refused", "fell_back")
_ERROR = (0,), ("what", "remedy")


class NotLiteralError(ValueError):
    """A text is put together at run time, so that nobody can translate it."""


def error_classes(trees: Iterable[ast.Module]) -> set[str]:
    """Names of `AppError` and of all classes that derive from it."""
    bases: dict[str, set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = {_name_of(base) for base in node.bases}
    classes, before = {"AppError"}, 0
    while len(classes) > before:
        before = len(classes)
        classes |= {name for name, above in bases.items() if above & classes}
    return classes


def sentences_of_module(tree: ast.Module, name: str, errors: set[str]) -> Iterator[tuple[str, int]]:
    """Literal texts that the module puts into errors and other sentences, and their lines.

    Args:
        tree: The module.
        name: Of its file, for messages.
        errors: Names of the classes of errors.

    Raises:
        NotLiteralError: One is put together at run time.
    """
    for node in ast.walk(tree):  # every step knows the function it stands in
        for child in ast.iter_child_nodes(node):
            inside = node if isinstance(node, _FUNCTION) else getattr(node, "inside", None)
            child.inside = inside  # type: ignore[attr-defined]
    follower = _Follower(tree, name)
    for call in [node for node in ast.walk(tree) if isinstance(node, ast.Call)]:
        for expression in _shown_arguments(call, errors):
            follower.follow(expression)
    yield from sorted(follower.texts)


_FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


def _shown_arguments(call: ast.Call, errors: set[str]) -> Iterator[ast.expr]:
    called = _name_of(call.func)
    if called == "emit" and isinstance(call.func, ast.Attribute) and _name_of(call.func.value).endswith(SIGNALS):
        yield from call.args
    places, names = _ERROR if called in errors else SENTENCES.get(called, ((), ()))
    yield from (call.args[place] for place in places if place < len(call.args))
    yield from (keyword.value for keyword in call.keywords if keyword.arg in names)


@dataclass
class _Follower:
    """Follows an expression back to the literals it may be."""

    tree: ast.Module
    name: str
    texts: set[tuple[str, int]] = field(default_factory=set)
    _seen: set[int] = field(default_factory=set)

    def follow(self, expression: ast.expr) -> None:
        if id(expression) in self._seen:
            return
        self._seen.add(id(expression))
        if isinstance(expression, ast.Constant):
            if isinstance(expression.value, str) and expression.value:
                self.texts.add((expression.value, expression.lineno))
        elif isinstance(expression, ast.JoinedStr | ast.BinOp):
            raise NotLiteralError(f"{self.name}:{expression.lineno}: a sentence is not one literal: use phrase()")
        elif isinstance(expression, ast.IfExp):
            self.follow(expression.body)
            self.follow(expression.orelse)
        elif isinstance(expression, ast.BoolOp | ast.Dict):
            for value in expression.values:
                self.follow(value)
        elif isinstance(expression, ast.Name):
            self._follow_name(expression)
        elif isinstance(expression, ast.Starred):
            for answer in self._answers(expression.value):
                for element in answer.elts if isinstance(answer, ast.Tuple) else ():
                    self.follow(element)
        elif isinstance(expression, ast.Call):
            for answer in self._answers(expression):
                self.follow(answer)

    def _follow_name(self, name: ast.Name) -> None:
        function = getattr(name, "inside", None)
        while function is not None:
            parameters = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
            keyword_only = [one.arg for one in function.args.kwonlyargs]
            if name.id in parameters or name.id in keyword_only:
                self._follow_arguments(function, name.id, parameters)
            if self._follow_assignments(function, name.id):
                return
            function = getattr(function, "inside", None)
        self._follow_assignments(self.tree, name.id)

    def _follow_arguments(self, function: ast.FunctionDef, name: str, parameters: list[str]) -> None:
        defaults = function.args.defaults
        by_name = dict(zip(parameters[len(parameters) - len(defaults) :], defaults, strict=True))
        by_name |= {
            one.arg: value
            for one, value in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
            if value
        }
        if name in by_name:
            self.follow(by_name[name])
        method = bool(parameters) and parameters[0] in ("self", "cls")
        for call in ast.walk(self.tree):
            if isinstance(call, ast.Call) and _name_of(call.func) == function.name:
                place = parameters.index(name) - method if name in parameters else len(call.args)
                if 0 <= place < len(call.args):
                    self.follow(call.args[place])
                for keyword in call.keywords:
                    if keyword.arg == name:
                        self.follow(keyword.value)

    def _follow_assignments(self, scope: ast.AST, name: str) -> bool:
        found = False
        for node in ast.walk(scope):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            value = getattr(node, "value", None)
            if not isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr) or value is None:
                continue
            owner = scope if isinstance(scope, _FUNCTION) else None
            if getattr(node, "inside", None) is not owner:
                continue
            for target in targets:
                if isinstance(target, ast.Name) and target.id == name:
                    found = True
                    if isinstance(node, ast.AugAssign):
                        raise NotLiteralError(f"{self.name}:{node.lineno}: a sentence is not one literal: use phrase()")
                    self.follow(value)
                elif isinstance(target, ast.Tuple) and any(_name_of(one) == name for one in target.elts):
                    found = True
                    place = [_name_of(one) for one in target.elts].index(name)
                    answers = self._answers(value) if isinstance(value, ast.Call) else [value]
                    for answer in answers:
                        if isinstance(answer, ast.Tuple) and place < len(answer.elts):
                            self.follow(answer.elts[place])
        return found

    def _answers(self, call: ast.expr) -> list[ast.expr]:
        called = _name_of(call.func) if isinstance(call, ast.Call) else ""
        return [
            node.value
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Return)
            and node.value is not None
            and getattr(node, "inside", None) is not None
            and node.inside.name == called  # type: ignore[attr-defined]
        ]


def _name_of(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else str(getattr(node, "attr", ""))
