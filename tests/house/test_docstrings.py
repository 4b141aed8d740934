"""Docstrings of public functions: whoever calls one with many arguments reads what each of them is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "negotiation"

DONE = ("core", "importers", "model", "finance")
"""Packages whose public functions list their arguments. Add a package here once its docstrings do."""

MOST_UNLISTED = 3
"""Functions with up to this many parameters need no list of them."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def public_functions(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Function]]:
    """Functions of a module and methods of its classes, with their qualified names; not those with an underscore."""
    for each in body:
        if isinstance(each, Function | ast.ClassDef) and not each.name.startswith("_"):
            name = f"{prefix}{each.name}"
            if isinstance(each, ast.ClassDef):
                yield from public_functions(each.body, f"{name}.")
            else:
                yield name, each


def parameters_of(function: Function) -> list[str]:
    """Names of the parameters, without self and cls."""
    found = function.args
    every = [*found.posonlyargs, *found.args, *found.kwonlyargs]
    return [each.arg for each in every if each.arg not in ("self", "cls")]


def listed_arguments(docstring: str) -> set[str]:
    """Names under the heading `Args:` of a docstring, up to the next line that is not indented."""
    section = re.search(r"^Args:\n((?:[ ]+.*\n?)+)", docstring, re.MULTILINE)
    return set(re.findall(r"^ {4}(\w+): \S", section[1], re.MULTILINE)) if section else set()


def test_public_functions_with_many_parameters_list_all_of_them() -> None:
    wrong = []
    for package in DONE:
        for path in sorted((PACKAGE / package).rglob("*.py")):
            for name, function in public_functions(ast.parse(path.read_text(encoding="utf-8")).body):
                parameters = parameters_of(function)
                listed = listed_arguments(ast.get_docstring(function) or "")
                if len(parameters) > MOST_UNLISTED and listed != set(parameters):
                    missing, unknown = sorted(set(parameters) - listed), sorted(listed - set(parameters))
                    wrong.append(f"{path.relative_to(PACKAGE)} {name}: missing {missing}, unknown {unknown}")
    assert not wrong, "\n".join(wrong)
