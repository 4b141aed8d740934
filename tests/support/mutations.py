"""What the tests would not notice: `python -m tests.support.mutations [PATHS] [--list] [--jobs 1] [--since FILE]`.

Makes one small change at a time in a function of `negotiation/model` or `negotiation/finance` (or of PATHS) and runs
the tests that reach the changed line, the quickest first, until one fails. A change that no test notices is a
survivor: printed as `file:line: old → new`. Each needs a test, or a line in `tests/tables/equivalent_mutants.tsv`
that says why nobody could notice it. Exit status 1 if a survivor is not in that list.

Changed are comparisons, `and`/`or`, `&`/`|`, `not`, `any`/`all`, smallest and largest, bounds, the sign of a term,
numbers, and the ends of ranges and slices; also numbers that a module gives a name. Left alone are decorators,
docstrings, annotations, fields and defaults of arguments, assertions, and what an error says.

Each change is made in a forked process in the function's own code object, so that every import of the function sees
it; nothing is written to disk. The tests run first once without a change, traced, to find out which lines each one
reaches. Random examples are the same in every run (25 of them), so that a result can be repeated.
"""

from __future__ import annotations

import argparse
import ast
import csv
import functools
import gc
import inspect
import os
import re
import resource
import signal
import sys
import textwrap
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import pytest
from _pytest.doctest import DoctestItem
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings

ROOT = Path(__file__).parents[2]
MUTATED = ("negotiation/model", "negotiation/finance")
FAST_TESTS = (
    "tests/model",
    "tests/finance",
    "tests/core",
    "tests/claim",
    "tests/house/test_golden.py",
    "tests/house/test_axis.py",
    "negotiation/model",
    "negotiation/finance",
)
EQUIVALENTS = ROOT / "tests" / "tables" / "equivalent_mutants.tsv"

EXAMPLES = 25
SECONDS_A_TEST = 3.0
"""A test that takes longer than this, and ten times longer than without a change, hangs: it has noticed."""

MEMORY = 8 * 2**30
LONGEST_TEXT = 110
FUNCTION = 0x1
"""Flag of a code object with local variables: a function's, not a module's or a class's (`inspect.CO_OPTIMIZED`)."""

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
SWAPPED = {
    name: other
    for pair in (
        ("max", "min"),
        ("maximum", "minimum"),
        ("argmax", "argmin"),
        ("nanmax", "nanmin"),
        ("fmax", "fmin"),
        ("any", "all"),
        ("floor", "ceil"),
    )
    for name, other in (pair, pair[::-1])
}
BOUNDS = {"max", "min", "maximum", "minimum", "fmax", "fmin"}
UNTOUCHED_CALLS = {"Problem", "BadInput", "reshape", "swapaxes", "moveaxis", "expand_dims", "broadcast_to", "cast"}
"""Calls that say what is wrong, or only how an array lies."""

UNTOUCHED_KEYWORDS = {"axis", "strict", "maxsize", "ndmin", "keepdims"}


@dataclass(frozen=True)
class Edit:
    """One change of a syntax tree: `new` in place of what `holder` has in `name` (at `place` of it, if it is a
    list)."""

    holder: ast.AST
    name: str
    place: int | None
    new: Any

    def swap(self, new: Any) -> Any:
        """Put `new` there and return what stood there before."""
        if self.place is None:
            old = getattr(self.holder, self.name)
            setattr(self.holder, self.name, new)
            return old
        row = getattr(self.holder, self.name)
        old, row[self.place] = row[self.place], new
        return old


@dataclass(frozen=True, eq=False)
class Mutant:
    """One change of a module: where (the statement's lines and the function), and its text before and after."""

    path: Path
    function: str
    line: int
    first_line: int
    last_line: int
    old: str
    new: str
    edit: Edit
    tree: ast.Module
    constant: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """File, function, and change: without a line number, so that it stays valid while the file moves."""
        return shown(self.path), self.function, f"{self.old} → {self.new}"

    def lines(self) -> Iterator[tuple[str, int]]:
        """The lines of the statement that is changed."""
        return ((str(self.path), line) for line in range(self.first_line, self.last_line + 1))

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line}: {self.function}: {self.old} → {self.new}"


def shown(path: Path) -> str:
    """A path from the project's folder, or whole if it lies elsewhere."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


@dataclass
class Walker:
    """Goes through one module and makes every change of it."""

    path: Path
    tree: ast.Module
    found: list[Mutant] = field(default_factory=list)
    parents: list[ast.AST] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    statement: tuple[int, int] = (0, 0)
    in_function: bool = False
    constant: str = ""

    def module(self) -> list[Mutant]:
        """All changes, in the order of the text; changes with the same key are numbered."""
        self.each(self.tree, "body")
        times: Counter[tuple[str, str, str]] = Counter()
        numbered = []
        for mutant in self.found:
            times[mutant.key] += 1
            again = times[mutant.key]
            numbered.append(mutant if again == 1 else Mutant(**{**vars(mutant), "new": f"{mutant.new} #{again}"}))
        return numbered

    def each(self, holder: ast.AST, name: str) -> None:
        """Every node that `holder` has in `name`."""
        value = getattr(holder, name)
        if isinstance(value, ast.AST):
            self.node(value, Edit(holder, name, None, None))
        elif isinstance(value, list):
            for place, child in enumerate(value):
                if isinstance(child, ast.AST):
                    self.node(child, Edit(holder, name, place, None))

    def node(self, node: ast.AST, at: Edit) -> None:
        """A node: first what can be changed in it, then what it is made of."""
        if self._left_alone(node):
            return
        before = self.statement, self.in_function, self.constant
        self.parents.append(node)
        named = isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
        if named:
            self.names.append(node.name)  # type: ignore[attr-defined]
        if isinstance(node, ast.stmt):
            self.statement = (node.lineno, _end_of_head(node))
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            self.in_function, self.constant = True, ""
        elif not self.in_function and isinstance(node, ast.Assign | ast.AnnAssign):
            self.constant = _number_named(node)
        if self.in_function or self.constant:
            for edit in self._changes(node, at):
                self._add(node, edit)
        for name in _children(node, self.in_function):
            self.each(node, name)
        if named:
            self.names.pop()
        self.parents.pop()
        self.statement, self.in_function, self.constant = before

    def _left_alone(self, node: ast.AST) -> bool:
        if isinstance(node, ast.Raise | ast.Assert | ast.JoinedStr | ast.Import | ast.ImportFrom):
            return True
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            return True
        if isinstance(node, ast.keyword):
            return node.arg in UNTOUCHED_KEYWORDS
        return isinstance(node, ast.Call) and _name_of(node.func) in UNTOUCHED_CALLS

    def _changes(self, node: ast.AST, at: Edit) -> Iterator[Edit]:
        """Every change of one node that leaves its children alone."""

        def instead(new: ast.AST) -> Edit:
            return Edit(at.holder, at.name, at.place, ast.copy_location(new, node))

        if isinstance(node, ast.Compare):
            for place, operator in enumerate(node.ops):
                if type(operator) in COMPARISONS:
                    yield Edit(node, "ops", place, COMPARISONS[type(operator)]())
        elif isinstance(node, ast.BoolOp):
            yield Edit(node, "op", None, ast.Or() if isinstance(node.op, ast.And) else ast.And())
        elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS and not _is_text(node):
            yield Edit(node, "op", None, OPERATORS[type(node.op)]())
            if isinstance(node.op, ast.Add | ast.Sub) and _number(node.right) == 1:
                yield instead(node.left)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
            yield instead(node.operand)
        elif isinstance(node, ast.Call):
            yield from self._changes_of_call(node, instead)
        elif isinstance(node, ast.Slice):
            for name in ("lower", "upper"):
                end = getattr(node, name)
                if end is not None and _number(end) is None:
                    yield Edit(node, name, None, _plus(end, 1))
        elif isinstance(node, ast.Constant):
            negative = isinstance(self.parents[-2], ast.UnaryOp) if len(self.parents) > 1 else False
            yield from (instead(ast.Constant(value)) for value in _other_numbers(node.value, negative))

    def _changes_of_call(self, call: ast.Call, instead: Callable[[ast.AST], Edit]) -> Iterator[Edit]:
        name = _name_of(call.func)
        plain = [each for each in call.args if not isinstance(each, ast.Starred)]
        if name in SWAPPED:
            yield Edit(call.func, "attr" if isinstance(call.func, ast.Attribute) else "id", None, SWAPPED[name])
        if name in BOUNDS and len(plain) == len(call.args) == 2:
            numbers = [_number(each) is not None for each in plain]
            yield from (
                instead(each) for each, other_is_number in zip(plain, numbers[::-1], strict=True) if other_is_number
            )
            if not any(numbers):
                yield from (instead(each) for each in plain)
        if name == "clip" and len(plain) == len(call.args) == 3:
            yield from (Edit(call, "args", place, ast.Constant(None)) for place in (1, 2))
        if name == "range" and plain and _number(plain[min(1, len(plain) - 1)]) is None:
            yield Edit(call, "args", min(1, len(plain) - 1), _plus(plain[min(1, len(plain) - 1)], -1))

    def _add(self, node: ast.AST, edit: Edit) -> None:
        context = self._context(edit)
        old = ast.unparse(context)
        kept = edit.swap(edit.new)
        inside = edit.holder is context or context in self.parents
        new = ast.unparse(context if inside else edit.new)
        edit.swap(kept)
        if len(old) > LONGEST_TEXT and isinstance(kept, ast.expr):
            old, new = ast.unparse(kept), ast.unparse(edit.new)
        first, last = self.statement
        self.found.append(
            Mutant(
                self.path,
                ".".join(self.names) or self.constant or "<module>",
                getattr(node, "lineno", first),
                first,
                last,
                " ".join(old.split()),
                " ".join(new.split()),
                edit,
                self.tree,
                self.constant,
            )
        )

    def _context(self, edit: Edit) -> ast.AST:
        """The smallest expression around a change that says what it means: `x <= 0.0` rather than `0.0`."""
        around = [each for each in self.parents if isinstance(each, ast.expr | ast.Return | ast.Assign)]
        holders = [each for each in around if each is edit.holder or edit.holder in ast.walk(each)]
        for each in reversed(holders):
            if not isinstance(each, ast.Constant | ast.UnaryOp | ast.Name | ast.Attribute | ast.Tuple):
                return each
        return holders[-1] if holders else edit.holder


def _children(node: ast.AST, in_function: bool) -> list[str]:
    """Parts of a node that may hold changes: no decorators, annotations, arguments or fields of a class."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
        return ["body"]
    if isinstance(node, ast.Lambda):
        return ["body"]
    if isinstance(node, ast.AnnAssign):
        return ["value"] if node.value is not None else []
    return [name for name in node._fields if name not in ("annotation", "ops", "op", "ctx")]


def _end_of_head(node: ast.stmt) -> int:
    """Last line of a statement, or of its first line where it has a body."""
    body = getattr(node, "body", None)
    if body:
        return max(node.lineno, body[0].lineno - 1)
    return node.end_lineno or node.lineno


def _number_named(node: ast.Assign | ast.AnnAssign) -> str:
    """The name that a module gives to a number; empty for anything else."""
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    value = node.value
    if not isinstance(target, ast.Name) or value is None or not target.id.strip("_").isupper():
        return ""
    parts = list(ast.walk(value))
    plain = all(isinstance(each, ast.Constant | ast.BinOp | ast.UnaryOp | ast.operator | ast.unaryop) for each in parts)
    numbers = [each for each in parts if isinstance(each, ast.Constant)]
    return target.id if plain and all(_number(each) is not None for each in numbers) else ""


def _name_of(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _number(node: ast.AST) -> float | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _is_text(node: ast.BinOp) -> bool:
    return any(
        isinstance(side, ast.JoinedStr | ast.List | ast.Tuple | ast.ListComp)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str | bytes))
        for side in (node.left, node.right)
    )


def _plus(node: ast.expr, step: int) -> ast.expr:
    operator = ast.Add() if step > 0 else ast.Sub()
    return ast.copy_location(ast.BinOp(node, operator, ast.Constant(abs(step))), node)


def _other_numbers(value: object, negative: bool) -> list[bool | int | float]:
    """What a number is changed into: the next whole numbers; ten times and a tenth; no half; one instead of
    nothing."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1] if value < 1 or negative else [value + 1, value - 1]
    if isinstance(value, float):
        return [1.0] if value == 0.0 else [0.0] if value == 0.5 else [value * 10.0, value / 10.0]
    return []


def mutants_of(paths: Iterable[Path]) -> list[Mutant]:
    """Every change of the Python files in `paths`."""
    files = dict.fromkeys(each for path in paths for each in ([path] if path.is_file() else sorted(path.rglob("*.py"))))
    return [mutant for path in files for mutant in Walker(path, ast.parse(path.read_text("utf-8"))).module()]


def function_codes(code: CodeType) -> Iterator[CodeType]:
    """Code of the functions of a module or class, in order; not of the functions inside them."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_flags & FUNCTION:
                yield constant
            else:
                yield from function_codes(constant)


def compiled(mutant: Mutant) -> CodeType:
    """The module's code with the change."""
    ast.fix_missing_locations(mutant.tree)
    return compile(mutant.tree, str(mutant.path), "exec", dont_inherit=True)


def functions_by_code() -> dict[tuple[str, str, int], list[FunctionType]]:
    """All functions that are loaded, by file, name and first line."""
    found: dict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType):
            code = each.__code__
            found[code.co_filename, code.co_qualname, code.co_firstlineno].append(each)
    return found


def install(mutant: Mutant, functions: dict[tuple[str, str, int], list[FunctionType]]) -> bool:
    """Make the change in this process; false if it changes nothing that is loaded."""
    plain = compiled(mutant)
    mutant.edit.swap(mutant.edit.new)
    changed = compiled(mutant)
    if mutant.constant:
        return _install_constant(mutant, plain, changed)
    for old, new in zip(function_codes(plain), function_codes(changed), strict=True):
        if old != new:
            same = functions.get((old.co_filename, old.co_qualname, old.co_firstlineno), [])
            exact = [each for each in same if each.__code__.co_code == old.co_code] or same
            for each in exact:
                each.__code__ = new.replace(co_freevars=each.__code__.co_freevars)
            return bool(exact)
    return False


def _install_constant(mutant: Mutant, plain: CodeType, changed: CodeType) -> bool:
    """Give a module's number its other value, there and wherever it was imported."""
    owner = next(module for module in list(sys.modules.values()) if _file_of(module) == str(mutant.path))
    index = next(
        place
        for place, node in enumerate(mutant.tree.body)
        if node.lineno <= mutant.line <= (node.end_lineno or node.lineno)
    )
    value = ast.unparse(mutant.tree.body[index].value)  # type: ignore[attr-defined]
    old, new = getattr(owner, mutant.constant), eval(value)
    for module in list(sys.modules.values()):
        same = getattr(module, "__dict__", {}).get(mutant.constant) == old
        if same and (module is owner or _is_ours(module)):
            setattr(module, mutant.constant, new)
            _change_defaults(module, mutant.constant, new)
    return bool(old != new)


def _change_defaults(module: ModuleType, constant: str, new: object) -> None:
    """Give arguments whose default is the module's number its other value."""
    for each in list(vars(module).values()):
        if isinstance(each, FunctionType) and each.__module__ == module.__name__:
            node = ast.parse(textwrap.dedent(inspect.getsource(each))).body[0]
            if isinstance(node, ast.FunctionDef):
                named = [isinstance(default, ast.Name) and default.id == constant for default in node.args.defaults]
                plain = each.__defaults__ or ()
                each.__defaults__ = tuple(new if it else old for it, old in zip(named, plain, strict=True)) or None
                for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
                    if isinstance(default, ast.Name) and default.id == constant and each.__kwdefaults__:
                        each.__kwdefaults__[argument.arg] = new


def _file_of(module: object) -> str:
    return str(getattr(module, "__file__", ""))


def _is_ours(module: object) -> bool:
    return _file_of(module).startswith((str(ROOT / "negotiation"), str(ROOT / "tests")))


def names_used(mutated: Iterable[Path]) -> dict[str, set[tuple[str, int]]]:
    """The lines at which a name in capitals is read, in the modules that are changed."""
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for path in mutated:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id.strip("_").isupper():
                found[node.id].add((str(path), node.lineno))
            if isinstance(node, ast.FunctionDef):
                for default in (*node.args.defaults, *node.args.kw_defaults):
                    if isinstance(default, ast.Name):
                        found[default.id].add((str(path), node.lineno))
    return found


def readers_of(constants: set[str]) -> set[str]:
    """Files of the product in which one of these names stands."""
    paths = (ROOT / "negotiation").rglob("*.py") if constants else ()
    return {str(path) for path in paths if constants & set(re.findall(r"\w+", path.read_text("utf-8")))}


CACHED = type(functools.lru_cache(lambda: None))


def clear_caches() -> None:
    """Forget what functions of the product remember: a change must not hide behind it."""
    for each in _caches():
        each.cache_clear()


@functools.cache
def _caches() -> list[Any]:
    ours = ("negotiation.core", "negotiation.model", "negotiation.finance", "negotiation.claim")
    found = [each for each in gc.get_objects() if isinstance(each, CACHED)]
    return [each for each in found if str(getattr(each, "__module__", "")).startswith(ours)]


@dataclass
class Result:
    """What became of one change: `killed` by a test, `time` if one hung or crashed, `survived`, or `unreached` by
    any."""

    mutant: Mutant
    outcome: str
    test: str = ""


class Run:
    """A pytest plugin that runs the collected tests once, traced, and then against each change."""

    def __init__(self, mutants: Sequence[Mutant], jobs: int) -> None:
        self.mutants, self.jobs = mutants, jobs
        self.watched = {str(each.path) for each in mutants} | readers_of({each.constant for each in mutants} - {""})
        self.results: list[Result] = []
        self.problems: list[str] = []
        self.lines: list[set[tuple[str, int]]] = []
        self.seconds: list[float] = []
        self.kills: Counter[tuple[str, str, int]] = Counter()
        self.started = time.monotonic()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of pytest's own loop."""
        if session.testsfailed:
            self.problems.append("the tests cannot be collected")
            return True
        items = session.items
        for item in items:
            _plain_examples(item)
        self.examples = {item: dict(item.dtest.globs) for item in items if isinstance(item, DoctestItem) and item.dtest}
        self.functions = functions_by_code()
        self._without_change(items)
        if not self.problems:
            self._with_each_change(items)
        return True

    def _without_change(self, items: Sequence[pytest.Item]) -> None:
        for item in items:
            clear_caches()
            seen: set[tuple[str, int]] = set()
            start = time.monotonic()
            sys.settrace(self._tracer(seen))
            try:
                reports = self._run(item)
            finally:
                sys.settrace(None)
            self.seconds.append(time.monotonic() - start)
            self.lines.append(seen)
            self.problems += [
                f"fails without any change: {item.nodeid}\n{each.longreprtext}" for each in reports if each.failed
            ]
        say(f"{len(items)} tests in {time.monotonic() - self.started:.0f} s")
        self.problems += [] if self.problems else self._again(items)

    def _again(self, items: Sequence[pytest.Item]) -> list[str]:
        """The tests that fail when they run a second time, in a forked process: such a test would notice anything."""
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            self._quietly()
            clear_caches()
            for item in items:
                if any(each.failed for each in self._run(item)):
                    os.write(write, f"{item.nodeid}\n".encode())
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as pipe:
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        failed = [f"fails when it runs again: {each}" for each in told.splitlines()]
        return failed if failed or not status else [f"the tests end with {status} when they run again"]

    def _run(self, item: pytest.Item) -> list[pytest.TestReport]:
        """One test; an example of a docstring begins with the names that it had the first time."""
        if item in self.examples:
            item.dtest.globs.update(self.examples[item])  # type: ignore[attr-defined]
        return runtestprotocol(item, log=False, nextitem=None)

    def _quietly(self) -> None:
        """In a forked process: print nothing, take no more memory than allowed, end at an alarm."""
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def _tracer(self, seen: set[tuple[str, int]]) -> Callable[[FrameType, str, Any], Any]:
        watched = self.watched

        def local(frame: FrameType, event: str, argument: Any) -> Any:
            seen.add((frame.f_code.co_filename, frame.f_lineno))
            return local

        def trace(frame: FrameType, event: str, argument: Any) -> Any:
            return local(frame, event, argument) if frame.f_code.co_filename in watched else None

        return trace

    def _with_each_change(self, items: Sequence[pytest.Item]) -> None:
        reached: dict[tuple[str, int], set[int]] = defaultdict(set)
        for place, lines in enumerate(self.lines):
            for line in lines:
                reached[line].add(place)
        used = names_used(Path(each) for each in self.watched)
        running: dict[int, tuple[Mutant, int]] = {}
        for mutant in self.mutants:
            lines = used[mutant.constant] if mutant.constant else set(mutant.lines())
            tests = {place for line in lines for place in reached.get(line, ())}
            where = (mutant.key[0], mutant.function)
            order = sorted(tests, key=lambda place: (-self.kills[(*where, place)], self.seconds[place]))
            if not order:
                self.results.append(Result(mutant, "unreached"))
                continue
            if len(running) >= self.jobs:
                self._wait(running, items)
            read, write = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(read)
                self._try(mutant, items, order, write)
            os.close(write)
            running[child] = (mutant, read)
        while running:
            self._wait(running, items)

    def _wait(self, running: dict[int, tuple[Mutant, int]], items: Sequence[pytest.Item]) -> None:
        child, status = os.wait()
        mutant, read = running.pop(child)
        with os.fdopen(read) as pipe:
            told = pipe.read()
        if os.WIFSIGNALED(status):
            self._note(mutant, "time")
        elif os.WEXITSTATUS(status) == 1:
            place = int(told)
            self.kills[(mutant.key[0], mutant.function, place)] += 1
            self._note(mutant, "killed", items[place].nodeid)
        elif os.WEXITSTATUS(status) == 0:
            self._note(mutant, "survived")
        else:
            self._note(mutant, "unchanged" if os.WEXITSTATUS(status) == 4 else "broken", told)

    def _note(self, mutant: Mutant, outcome: str, test: str = "") -> None:
        self.results.append(Result(mutant, outcome, test))
        if outcome not in ("killed", "time"):
            say(f"{outcome}: {mutant} {test}")

    def _try(self, mutant: Mutant, items: Sequence[pytest.Item], order: Iterable[int], write: int) -> None:
        """In the forked process: exit status 1 once a test fails, 0 if none does."""
        try:
            self._quietly()
            if not install(mutant, self.functions):
                os._exit(4)
            clear_caches()
            for place in order:
                signal.setitimer(signal.ITIMER_REAL, max(SECONDS_A_TEST, 10.0 * self.seconds[place]))
                if any(each.failed for each in self._run(items[place])):
                    os.write(write, str(place).encode())
                    os._exit(1)
            os._exit(0)
        except BaseException as error:
            os.write(write, repr(error).encode())
            os._exit(3)


def _plain_examples(item: pytest.Item) -> None:
    """Have a test of random examples use the same few each time, and not look for simpler ones when it fails."""
    function = getattr(item, "obj", None)
    function = getattr(function, "__func__", function)
    if getattr(function, "is_hypothesis_test", False):
        own = getattr(function, "_hypothesis_internal_use_settings", None) or settings.default
        function._hypothesis_internal_use_settings = settings(  # type: ignore[union-attr]
            own,
            max_examples=min(EXAMPLES, own.max_examples),
            derandomize=True,
            database=None,
            phases=(Phase.explicit, Phase.generate),
        )


def say(text: str) -> None:
    """Print at once."""
    print(text, flush=True)


def read_equivalents() -> dict[tuple[str, str, str], str]:
    """Reason of each change that nobody can notice, by its key."""
    with EQUIVALENTS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["file"], row["function"], row["change"]): row["why"] for row in rows}


def survivors_in(output: str) -> set[tuple[str, ...]]:
    """Keys of the changes that an earlier output names as survivors, finished or not."""
    found = re.findall(
        r"^(?:  |survived: |unreached: )(\S+?):\d+: (\S+): (.+? → .+?)(?:  \(no test.*)?\s*$", output, re.M
    )
    return set(found)


def summary(results: Sequence[Result], equivalents: dict[tuple[str, str, str], str]) -> Iterator[str]:
    """A line a file: how many changes, how many noticed, and what is left."""
    by_file: dict[str, Counter[str]] = defaultdict(Counter)
    for each in results:
        known = each.outcome not in ("killed", "time") and each.mutant.key in equivalents
        by_file[each.mutant.key[0]]["equivalent" if known else each.outcome] += 1
    yield f"{'file':<58}{'changes':>8}{'noticed':>8}{'equivalent':>11}{'survivors':>10}"
    total: Counter[str] = Counter()
    for name, counts in [*sorted(by_file.items()), ("all", total)]:
        noticed, equivalent = counts["killed"] + counts["time"], counts["equivalent"]
        left = counts.total() - noticed - equivalent
        yield f"{name:<58}{counts.total():>8}{noticed:>8}{equivalent:>11}{left:>10}"
        if counts is not total:
            total.update(counts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 if every change is noticed or equivalent, 1 if not, 2 if the tests fail without any change."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.mutations", description=__doc__.split("\n\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders to change (model and finance)")
    parser.add_argument("--tests", nargs="*", default=FAST_TESTS, help="tests that may notice (the fast ones)")
    parser.add_argument("--list", action="store_true", help="only list the changes")
    parser.add_argument("--jobs", type=int, default=1, help="changes tried at a time")
    parser.add_argument("--since", type=Path, help="try again only what survived in this earlier output")
    parser.add_argument("--all", action="store_true", help="try the equivalent ones too: none may be noticed")
    asked = parser.parse_args(arguments)
    mutants = mutants_of((path.resolve() for path in asked.paths) if asked.paths else (ROOT / each for each in MUTATED))
    equivalents = read_equivalents()
    if asked.since:
        survived = survivors_in(asked.since.read_text("utf-8"))
        mutants = [each for each in mutants if each.key in survived]
    if asked.list:
        print(*mutants, f"{len(mutants)} changes", sep="\n")
        return 0
    known = [] if asked.all else [each for each in mutants if each.key in equivalents]
    run = Run([each for each in mutants if each not in known], asked.jobs)
    plain = [
        "-q",
        "-s",
        "--no-header",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:warnings",
        "-p",
        "no:benchmark",
        "-p",
        "no:xdist",
    ]
    pytest.main([*plain, *asked.tests], plugins=[run])
    if run.problems:
        print(*run.problems, sep="\n")
        return 2
    results = run.results + [Result(each, "equivalent") for each in known]
    left = [
        each for each in run.results if each.outcome not in ("killed", "time") and each.mutant.key not in equivalents
    ]
    wrong = [each for each in run.results if each.outcome in ("killed", "time") and each.mutant.key in equivalents]
    say(f"\n{len(left)} survivors")
    for each in left:
        say(f"  {each.mutant}" + ("  (no test reaches it)" if each.outcome == "unreached" else ""))
    for each in wrong:
        say(f"  not equivalent, {each.test} notices: {each.mutant}")
    print(*summary(results, equivalents), sep="\n")
    return 1 if left or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
