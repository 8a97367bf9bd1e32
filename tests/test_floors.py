"""The order of the house: imports go down only, nothing goes in a circle, files and functions stay short.

Imports are read by parsing; nothing of the package is imported for it.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

FLOORS = (
    frozenset({"doorstep"}),
    frozenset({"model", "errors"}),
    frozenset({"mathtext", "agreement", "marking", "tally", "config"}),
    frozenset({"equality"}),
    frozenset({"linear", "chance"}),
    frozenset({"readers", "answers", "kinds", "report"}),
    frozenset({"reference", "dataset"}),
    frozenset({"grading"}),
    frozenset({"pipeline"}),
    frozenset({"batch", "judge"}),
    frozenset({"cli", "__main__"}),
)
NAMES_TO_AVOID = {"utils", "util", "common", "helpers", "misc"}
LONGEST_FILE = 350
LONGEST_FUNCTION = 60


@dataclass(frozen=True)
class Import:
    """`importer` names `imported` at `line`; both are modules of the package."""

    importer: str
    imported: str
    line: int


def imports(package: Path) -> tuple[Import, ...]:
    """Every import of the package's own modules, wherever it stands: also in functions and under TYPE_CHECKING."""
    files = {_module(path, package): path for path in sorted(package.rglob("*.py"))}
    return tuple(found for module, path in files.items() for found in _of_file(module, path, files))


def upward(found: Iterable[Import], floors: Sequence[frozenset[str]]) -> list[str]:
    """Imports from a room into one that lies higher, and rooms that stand on no floor."""
    height = {room: level for level, rooms in enumerate(floors) for room in rooms}
    complaints = []
    for each in found:
        low, high = _room(each.importer), _room(each.imported)
        for room in {low, high} - height.keys():
            complaints.append(f"{each.importer}:{each.line} {room} has no floor")
        if low in height and high in height and height[high] > height[low]:
            complaints.append(f"{each.importer}:{each.line} imports {each.imported}, which lies above it")
    return sorted(complaints)


def circle(found: Iterable[Import]) -> list[str]:
    """The modules of one import circle, first and last alike; empty where there is none."""
    graph: dict[str, set[str]] = {}
    for each in found:
        if each.importer != each.imported:
            graph.setdefault(each.importer, set()).add(each.imported)
    return _cycle(graph)


def room_circle(found: Iterable[Import]) -> list[str]:
    """The same between rooms: two rooms that import each other."""
    graph: dict[str, set[str]] = {}
    for each in found:
        pair = _room(each.importer), _room(each.imported)
        if pair[0] != pair[1]:
            graph.setdefault(pair[0], set()).add(pair[1])
    return _cycle(graph)


def _cycle(graph: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter({module: sorted(graph[module]) for module in sorted(graph)}).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _of_file(module: str, path: Path, files: Mapping[str, Path]) -> Iterator[Import]:
    inside = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        for name in _named(node, inside):
            target = _known(name, files)
            if target is not None:
                yield Import(module, target, node.lineno)  # type: ignore[attr-defined]


def _named(node: ast.AST, inside: str) -> list[str]:
    """Dotted names that an import statement may bind; `from a import b` may mean the module a.b or a name in a."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = node.module or ""
    if node.level:
        stem = inside.split(".")[: len(inside.split(".")) - node.level + 1]
        base = ".".join([*stem, base] if base else stem)
    return [f"{base}.{alias.name}" for alias in node.names]


def _known(name: str, files: Mapping[str, Path]) -> str | None:
    while name and name not in files:
        name = name.rpartition(".")[0]
    return name or None


def _module(path: Path, package: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _room(module: str) -> str:
    """`evaluator.model.source` lies in the room model; the package's own __init__ is the doorstep."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "doorstep"


def python_files(root: Path) -> list[Path]:
    return sorted((root / "evaluator").rglob("*.py"))


def test_imports_go_down_only(root: Path) -> None:
    assert upward(imports(root / "evaluator"), FLOORS) == []


def test_no_modules_import_each_other_in_a_circle(root: Path) -> None:
    assert circle(imports(root / "evaluator")) == []


def test_no_rooms_import_each_other_in_a_circle(root: Path) -> None:
    assert room_circle(imports(root / "evaluator")) == []


def test_the_checker_sees_this_package(root: Path) -> None:
    found = {(each.importer, each.imported) for each in imports(root / "evaluator")}
    assert ("evaluator.model.outcome", "evaluator.model.record") in found


def package(folder: Path, files: dict[str, str]) -> Path:
    """A made-up package `house` with the given files."""
    for name, text in files.items():
        path = folder / "house" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "house"


CELLAR_AND_ROOF = (frozenset({"doorstep"}), frozenset({"cellar"}), frozenset({"roof"}))


@pytest.mark.parametrize(
    "text",
    [
        "import house.roof.tiles\n",
        "from house.roof import tiles\n",
        "from house import roof\n",
        "from ..roof.tiles import RED\n",
        "def late():\n    from house.roof import tiles\n    return tiles\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from house.roof.tiles import RED\n",
    ],
)
def test_an_upward_import_is_found(tmp_path: Path, text: str) -> None:
    house = package(
        tmp_path,
        {
            "__init__.py": "",
            "cellar/__init__.py": "",
            "cellar/coal.py": text,
            "roof/__init__.py": "",
            "roof/tiles.py": "RED = 1\n",
        },
    )
    complaints = upward(imports(house), CELLAR_AND_ROOF)
    assert len(complaints) == 1
    assert "house.cellar.coal:" in complaints[0]
    assert "lies above it" in complaints[0]


def test_a_downward_import_is_fine(tmp_path: Path) -> None:
    house = package(
        tmp_path,
        {"__init__.py": "", "cellar/__init__.py": "COAL = 1\n", "roof/__init__.py": "from house.cellar import COAL\n"},
    )
    assert upward(imports(house), CELLAR_AND_ROOF) == []
    assert circle(imports(house)) == []


def test_a_room_without_a_floor_is_found(tmp_path: Path) -> None:
    house = package(tmp_path, {"__init__.py": "", "cellar/__init__.py": "import house.shed\n", "shed.py": ""})
    assert upward(imports(house), CELLAR_AND_ROOF) == ["house.cellar:1 shed has no floor"]


def test_a_circle_is_found(tmp_path: Path) -> None:
    house = package(
        tmp_path,
        {
            "__init__.py": "",
            "cellar/a.py": "from house.cellar import b\n",
            "cellar/b.py": "def late():\n    import house.cellar.c\n",
            "cellar/c.py": "from .a import anything\n",
        },
    )
    found = circle(imports(house))
    assert found[0] == found[-1]
    assert set(found) == {"house.cellar.a", "house.cellar.b", "house.cellar.c"}


def test_a_circle_of_rooms_is_found(tmp_path: Path) -> None:
    house = package(
        tmp_path,
        {
            "__init__.py": "",
            "cellar/a.py": "import house.roof.b\n",
            "roof/b.py": "",
            "roof/c.py": "import house.cellar.d\n",
            "cellar/d.py": "",
        },
    )
    assert circle(imports(house)) == []
    assert set(room_circle(imports(house))) == {"cellar", "roof"}


def test_files_stay_short(root: Path) -> None:
    lengths = {path.relative_to(root): path.read_text(encoding="utf-8").count("\n") for path in python_files(root)}
    long = {str(path): lines for path, lines in lengths.items() if lines > LONGEST_FILE}
    assert not long, f"over {LONGEST_FILE} lines, so probably two purposes in one file: {long}"


def test_functions_stay_short(root: Path) -> None:
    long = {}
    for path in python_files(root):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{path.relative_to(root)}:{node.lineno} {node.name}"] = lines
    assert not long, f"over {LONGEST_FUNCTION} lines, so probably two purposes in one function: {long}"


def test_no_room_is_a_drawer_for_everything(root: Path) -> None:
    drawers = [str(path.relative_to(root)) for path in python_files(root) if path.stem in NAMES_TO_AVOID]
    drawers += [path.name for path in (root / "evaluator").iterdir() if path.is_dir() and path.name in NAMES_TO_AVOID]
    assert not drawers, f"say what these are for instead: {drawers}"


def test_help_lists_every_command(root: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "from evaluator.cli import main; main()", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "120", "TERM": "dumb"},
    )
    listed = set(re.findall(r"^\W*([a-z][a-z-]*)\b", ran.stdout, re.MULTILINE))
    files = {path.stem for path in (root / "evaluator" / "cli").glob("*.py")}
    commands = {name for name in files if command_of(root / "evaluator" / "cli" / f"{name}.py", name)}
    assert commands, "no command was found in evaluator/cli"
    assert commands <= listed


def command_of(path: Path, name: str) -> bool:
    """Whether the file defines the function of its own name: that is how a command is recognised."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body)
