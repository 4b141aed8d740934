"""Which module imports which, read from the source: for the tests of the layers and the drawn architecture."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "negotiation"

FLOORS: list[set[str]] = [
    {"core", "i18n"},
    {"importers"},
    {"model"},
    {"finance"},
    {"claim", "figure_register"},
    {"store", "presentation"},
    {"handouts"},
    {"services"},
    {"web", "cli"},
    {"app", "__main__"},
]
"""Packages from the ground up: each imports only from lower floors. `negotiation/__init__.py`, the public API, is no
package of the list."""

INSIDE: dict[str, list[set[str]]] = {
    "model": [
        {"facts", "division"},
        {"rework", "lifetime"},
        {"terms"},
        {"valuation", "playbook"},
        {"bargaining", "complaints"},
    ],
    "finance": [
        {"register", "authority"},
        {"register_file", "provision", "promises"},
        {"loss"},
        {"position", "reporting_settings"},
    ],
    "claim": [{"document"}, {"defaults", "summary"}, {"edits", "checks", "commitments", "progress"}],
    "presentation": [
        {"common"},
        {
            "options",
            "claim",
            "customer",
            "rework",
            "bargaining",
            "division",
            "playbook",
            "trees",
            "complaints",
            "exposure",
            "audit",
        },
    ],
    "handouts": [
        {"offer_letter", "link"},
        {"common"},
        {"pdf"},
        {"pptx"},
        {"xlsx", "html"},
        {"register"},
        {"handout_context", "chart_catalogue", "table_catalogue", "single_piece", "file_formats"},
    ],
    "web": [
        {"session"},
        {"widgets"},
        {"shell"},
        {"approvals", "shared"},
        {"claim", "customer", "rework", "options", "negotiate", "share", "playbook", "causes", "exposure", "figures"},
    ],
}
"""Rooms inside a package, from the ground up, by the same rule; files beside the rooms of a package share one floor
and may import each other."""

LANGUAGE_USERS = {"i18n", "presentation", "handouts", "services", "web", "cli", "app"}
"""Only these may import texts: the model and the store never speak."""

FACES = {"negotiation", "negotiation.store", "negotiation.model.terms"}
"""Packages that hand on names which they do not define."""


def source_files() -> list[Path]:
    """Every Python file of the product but the public API."""
    return [ROOT / "app.py", *sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")]


def module_name(path: Path) -> str:
    """Dotted name of a source file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def syntax_tree(source: str) -> ast.Module:
    """A parsed file; parsed once for all tests that only look."""
    return ast.parse(source)


@cache
def imported_modules(source: str, package: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Every module imported anywhere in a file; relative imports are resolved against its package."""
    found = []
    for node in ast.walk(syntax_tree(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found += [module, *(f"{module}.{alias.name}" for alias in node.names)]
    return tuple(found)


def package_of(module: str) -> str:
    """The package of a module: `model` of `negotiation.model.facts.case`, `app` of `app`."""
    parts = module.split(".")
    return parts[1] if parts[0] == "negotiation" and len(parts) > 1 else parts[0]


def floor_of(name: str, floors: list[set[str]]) -> int | None:
    """Floor on which a package or room stands; None for a name that has none."""
    return next((level for level, names in enumerate(floors) if name in names), None)


def breaches(module: str, source: str, package: tuple[str, ...] = ()) -> set[str]:
    """Modules that a file imports although they stand on its own floor or above, by packages and, inside a package,
    by rooms."""
    own, found = package_of(module), set()
    for other in imported_modules(source, package):
        theirs = package_of(other)
        if other.split(".")[0] not in ("negotiation", "app") or floor_of(theirs, FLOORS) is None:
            continue
        if theirs != own:
            if floor_of(theirs, FLOORS) >= floor_of(own, FLOORS):  # type: ignore[operator]
                found.add(other)
        elif own in INSIDE and len(other.split(".")) > 2 and len(module.split(".")) > 2:
            mine, theirs = module.split(".")[2], other.split(".")[2]
            levels = [floor_of(room, INSIDE[own]) for room in (mine, theirs)]
            if (
                mine != theirs
                and None not in levels
                and levels[1] >= levels[0]
                and not _files_side_by_side(own, mine, theirs)
            ):  # type: ignore[operator]
                found.add(other)
    return found


def _files_side_by_side(package: str, mine: str, theirs: str) -> bool:
    return all((PACKAGE / package / f"{name}.py").is_file() for name in (mine, theirs))


def arrows() -> set[tuple[str, str]]:
    """Pairs of packages of which the first imports the second; the public API counts as the package `negotiation`."""
    found = set()
    for path in [*source_files(), PACKAGE / "__init__.py"]:
        own = package_of(module_name(path))
        for other in imported_modules(path.read_text("utf-8"), path.relative_to(ROOT).parent.parts):
            if other == "negotiation" or (
                other.startswith("negotiation.") and floor_of(package_of(other), FLOORS) is None
            ):
                found.add((own, "negotiation"))
            elif other.startswith("negotiation."):
                found.add((own, package_of(other)))
    return {(own, other) for own, other in found if own != other}


def circles() -> list[list[str]]:
    """Groups of modules that import each other in a circle, imports inside functions included."""
    paths = {module_name(path): path for path in [*source_files(), PACKAGE / "__init__.py"]}
    above = {
        name: {
            other
            for other in imported_modules(path.read_text("utf-8"), path.relative_to(ROOT).parent.parts)
            if other in paths and other != name
        }
        for name, path in paths.items()
    }
    for name, others in above.items():  # a face is imported for a module below it, not for the names that it hands on
        above[name] = {other for other in others if not any(each.startswith(f"{other}.") for each in others | {name})}
    return [group for group in _strongly_connected(above) if len(group) > 1]


def _strongly_connected(graph: dict[str, set[str]]) -> list[list[str]]:
    """Tarjan's algorithm: groups of nodes that reach each other."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(graph[node]):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            at = stack.index(node)
            found.append(sorted(stack[at:]))
            del stack[at:]

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found
