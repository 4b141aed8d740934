"""The floors: a package imports only from lower floors, a room inside a package too; Streamlit stays on top, texts
stay out of the model."""

import ast

from tests.conftest import ROOT
from tests.support.imports import (
    FACES,
    FLOORS,
    INSIDE,
    LANGUAGE_USERS,
    PACKAGE,
    arrows,
    breaches,
    circles,
    floor_of,
    imported_modules,
    module_name,
    package_of,
    source_files,
    syntax_tree,
)


def test_every_file_imports_only_from_lower_floors() -> None:
    found = {
        module_name(path): breaches(module_name(path), path.read_text("utf-8"), path.relative_to(ROOT).parent.parts)
        for path in source_files()
    }
    assert {module: others for module, others in found.items() if others} == {}


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circles() == []


def test_the_house_stays_as_small_as_it_was_drawn() -> None:
    packages = {package_of(module_name(path)) for path in source_files()}
    assert packages == set().union(*FLOORS)
    assert len(packages) <= 16
    assert len(FLOORS) <= 10
    assert len(arrows()) <= 70


def test_every_room_inside_a_package_has_a_floor() -> None:
    for package, floors in INSIDE.items():
        rooms = {
            path.stem
            for path in (PACKAGE / package).iterdir()
            if path.suffix == ".py" or (path / "__init__.py").exists()
        } - {"__init__"}
        assert rooms == set().union(*floors), package


def test_streamlit_lives_only_in_web_and_the_app() -> None:
    found = {
        module_name(path)
        for path in source_files()
        if any(name.split(".")[0] == "streamlit" for name in imported_modules(path.read_text("utf-8")))
    }
    assert {package_of(module) for module in found} == {"web", "app"}


def test_texts_are_imported_only_where_people_read() -> None:
    found = {
        package_of(module_name(path))
        for path in source_files()
        if any(
            name.startswith("negotiation.i18n")
            for name in imported_modules(path.read_text("utf-8"), path.relative_to(ROOT).parent.parts)
        )
    }
    assert found <= LANGUAGE_USERS


def test_a_name_is_imported_from_the_file_that_defines_it() -> None:
    found = []
    for path in [*source_files(), PACKAGE / "__init__.py", *sorted((ROOT / "tests").rglob("*.py"))]:
        for node in ast.walk(syntax_tree(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.ImportFrom)
                and node.module
                and node.module.startswith("negotiation")
                and node.module not in FACES
            ):
                found += [
                    f"{path.relative_to(ROOT)}: {alias.name} of {node.module}"
                    for alias in node.names
                    if not _is_defined(node.module, alias.name)
                ]
    assert found == []


def _is_defined(module: str, name: str) -> bool:
    base = ROOT.joinpath(*module.split("."))
    if base.with_suffix(".py").is_file():
        return name in _names_defined(base.with_suffix(".py"))
    return (
        base.joinpath(f"{name}.py").is_file()
        or base.joinpath(name).is_dir()
        or name in _names_defined(base / "__init__.py")
    )


_DEFINED: dict[object, set[str]] = {}


def _names_defined(path: object) -> set[str]:
    """Names bound at the top of a module other than by an import."""
    if path not in _DEFINED:
        found: set[str] = set()
        body = list(syntax_tree(path.read_text("utf-8")).body)  # type: ignore[attr-defined]
        while body:
            node = body.pop()
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                found |= {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}
            elif isinstance(node, ast.If | ast.Try | ast.With | ast.For):
                body += [each for each in ast.iter_child_nodes(node) if isinstance(each, ast.stmt)]
        _DEFINED[path] = found
    return _DEFINED[path]


def test_the_rule_sees_relative_and_absolute_imports_neighbours_and_rooms() -> None:
    assert breaches("negotiation.core.money", "from negotiation.model.terms import TERMS") >= {
        "negotiation.model.terms"
    }
    assert breaches("negotiation.core.money", "from ..model.terms import TERMS", ("negotiation", "core")) >= {
        "negotiation.model.terms"
    }
    assert breaches("negotiation.core.money", "from .. import model", ("negotiation", "core")) == {"negotiation.model"}
    assert breaches("negotiation.core.money", "def late():\n    import negotiation.claim.summary") == {
        "negotiation.claim.summary"
    }
    assert breaches("negotiation.store.claims", "from negotiation.presentation.common import labels") != set()
    assert (
        breaches("negotiation.model.rework.remedy", "from negotiation.model.lifetime.order_stream import OrderStream")
        != set()
    )
    assert (
        breaches("negotiation.model.terms.visit", "from negotiation.model.lifetime.order_stream import OrderStream")
        == set()
    )
    assert breaches("app", "import negotiation.web.shell") == set()


def test_the_floors_are_counted_from_the_ground() -> None:
    assert (floor_of("core", FLOORS), floor_of("app", FLOORS), floor_of("nowhere", FLOORS)) == (0, 9, None)


STATE = "negotiation.web.session.session_state"
FAMILIES = ("open_", "chosen_", "shown_")
"""How the keys of folds and choices begin that the app keeps; `session_state.py` has functions for them."""


def session_keys_by_hand(source: str) -> list[str]:
    """Keys that a module looks up in `st.session_state` and that are no keys of its own widgets; `st.session_state`
    under another name, where nobody could see which, is one of them."""
    tree = ast.parse(source)
    widgets = {
        each.value.value
        for each in ast.walk(tree)
        if isinstance(each, ast.keyword) and each.arg == "key" and isinstance(each.value, ast.Constant)
    }
    found, seen = [], set()
    for node in ast.walk(tree):
        key: ast.expr | None = None
        if isinstance(node, ast.Subscript) and _is_state(node.value):
            key = node.slice
            seen.add(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_state(node.func.value):
            key = node.args[0] if node.args else None
            seen.add(node.func.value)
        elif isinstance(node, ast.Compare) and _is_state(node.comparators[0]):
            key = node.left
            seen.add(node.comparators[0])
        elif isinstance(node, ast.comprehension) and _is_state(node.iter):
            seen.add(node.iter)
        if isinstance(key, ast.Constant) and key.value not in widgets:
            found.append(str(key.value))
        if isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
            found += [str(key.values[0].value)] if str(key.values[0].value).startswith(FAMILIES) else []
    found += ["session_state" for node in ast.walk(tree) if _is_state(node) and node not in seen]
    return found


def _is_state(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "session_state"


def test_only_one_module_knows_the_keys_of_the_session() -> None:
    found = {
        module_name(path): session_keys_by_hand(path.read_text("utf-8"))
        for path in source_files()
        if package_of(module_name(path)) in ("web", "app") and module_name(path) != STATE
    }
    assert {module: keys for module, keys in found.items() if keys} == {}


def test_the_rule_of_session_keys_sees_every_way_to_look_one_up() -> None:
    assert session_keys_by_hand('st.session_state["a"] = st.session_state.get("b", 0)') == ["a", "b"]
    assert session_keys_by_hand('"a" in st.session_state or st.session_state.pop(f"open_{name}")') == ["a", "open_"]
    assert session_keys_by_hand("state = st.session_state") == ["session_state"]
    assert session_keys_by_hand('st.button("x", key="a"); st.session_state["a"]; st.session_state[key]') == []


def test_no_two_things_are_kept_under_one_key() -> None:
    from negotiation.web.session import session_state

    kinds = (session_state.Slot, session_state.Held, session_state.Latest)
    keys = [each.key for each in vars(session_state).values() if isinstance(each, kinds)]
    assert len(keys) > 40
    assert len(keys) == len(set(keys))
