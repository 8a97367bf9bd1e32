"""Reference modules below a folder, loaded by path when they are asked for. The only code that is ever run."""

from __future__ import annotations

import hashlib
import importlib.util
import linecache
import re
import threading
import traceback
from collections.abc import Iterable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Final

import evaluator
from evaluator.errors import EvaluatorError, ReferenceModuleError
from evaluator.model import PartView
from evaluator.reference.misplaced import explained
from evaluator.reference.problem import Problem
from evaluator.reference.records import ReferencePart, ReferenceProblem
from evaluator.reference.view import part_view

# What a module may raise while it is read or asked: reported with its line, like a typo in it.
MODULE_FAILURES: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EvaluatorError,
    ImportError,
    LookupError,
    NameError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


class Library:
    """The problems below a folder, by id: the path of the module without its suffix."""

    def __init__(self, root: Path, files: dict[str, Path]) -> None:
        self.root = root
        self._files = files
        self._problems: dict[str, ReferenceProblem] = {}
        self._lock = threading.Lock()

    def ids(self) -> tuple[str, ...]:
        """Ids of all problems, in reading order; nothing is loaded for it."""
        return tuple(self._files)

    def problem(self, id: str) -> ReferenceProblem:
        """Raises `ReferenceModuleError` when there is none or its module is wrong."""
        if id not in self._files:
            raise ReferenceModuleError(id, f"no such module below {self.root}")
        with self._lock:
            if id not in self._problems:
                self._problems[id] = load_file(self._files[id], id)
            return self._problems[id]

    @property
    def problems(self) -> dict[str, ReferenceProblem]:
        """All of them, loaded."""
        return {id: self.problem(id) for id in self._files}

    def part(self, id: str) -> ReferencePart:
        """The part with the full id, "eecs182/hw3/q1/b"."""
        problem, _, letter = id.rpartition("/")
        try:
            return self.problem(problem).part(id)
        except KeyError:
            raise ReferenceModuleError(problem, f"there is no part {letter!r}") from None

    def homeworks(self) -> tuple[str, ...]:
        """Folders that hold problems, "eecs182/hw3"."""
        return tuple(dict.fromkeys(homework_of(id) for id in self._files))

    def parts_of(self, homework: str) -> tuple[ReferencePart, ...]:
        """All parts of the homework, in reading order."""
        return self.parts(id for id in self._files if homework_of(id) == homework)

    def parts(self, problems: Iterable[str] | None = None) -> tuple[ReferencePart, ...]:
        """All parts of the `problems` with these ids (of all when None)."""
        chosen = self._files if problems is None else problems
        return tuple(part for id in chosen for part in self.problem(id).parts)

    def matching(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Ids of the problems that any of `wanted` names: a problem, a part of it, or a folder. All when none is given.

        Raises `ReferenceModuleError` for a name that matches nothing.
        """
        names = [name.strip("/").removesuffix(".py") for name in wanted]
        for name in names:
            if not any(_names(name, id) for id in self._files):
                raise ReferenceModuleError(name, f"no such module below {self.root}")
        return tuple(id for id in self._files if not names or any(_names(name, id) for name in names))

    def view(self) -> tuple[PartView, ...]:
        """Every part in plain strings, for a report."""
        return tuple(part_view(part) for part in self.parts())


def load(root: Path) -> Library:
    """The library below `root`. Modules are only listed; each is run when it is first asked for."""
    if not root.is_dir():
        raise ReferenceModuleError(str(root), "no such folder")
    inside = root.resolve()
    files = {}
    for path in root.rglob("*.py"):
        name = path.relative_to(root)
        if any(part.startswith((".", "__")) for part in name.parts):
            continue
        if not path.resolve().is_relative_to(inside):
            raise ReferenceModuleError(str(path), f"leads outside of {root}")
        files[name.with_suffix("").as_posix()] = path
    return Library(root, {id: files[id] for id in sorted(files, key=reading_order)})


def load_file(path: Path, id: str) -> ReferenceProblem:
    """Runs the module at `path` and freezes the problem in it, which must have the given id."""
    linecache.checkcache(str(path))
    module = _run(path, id)
    found = {value for value in vars(module).values() if isinstance(value, Problem)}
    if len(found) != 1:
        raise ReferenceModuleError(str(path), f"defines {len(found)} problems; a module is exactly one Problem")
    problem = found.pop()
    if problem.id != id:
        raise ReferenceModuleError(str(path), f"its id is {problem.id!r}; by its path it must be {id!r}")
    return problem.freeze(_digest(path))


class _Loader(SourceFileLoader):
    """Leaves no compiled files beside the modules."""

    def set_data(self, path: str, data: object, *, _mode: int = 0o666) -> None:
        return


def _run(path: Path, id: str) -> ModuleType:
    name = "reference " + id  # with a blank, so that no import statement can reach it
    loader = _Loader(name, str(path))
    spec = importlib.util.spec_from_file_location(name, path, loader=loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    try:
        loader.exec_module(module)
    except MODULE_FAILURES as error:
        raise _located(path, error) from error
    return module


def _located(path: Path, error: BaseException) -> ReferenceModuleError:
    """The failure with its line in the module."""
    if isinstance(error, SyntaxError):
        return ReferenceModuleError(f"{path}:{error.lineno}", f"not Python: {error.msg}")
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == str(path)]
    place = f"{path}:{lines[-1]}" if lines else str(path)
    if isinstance(error, ReferenceModuleError):
        return ReferenceModuleError(place, error.why)
    said = str(error) if isinstance(error, EvaluatorError) else f"{type(error).__name__}: {error}"
    if isinstance(error, AttributeError):
        said = explained(error) or said
    return ReferenceModuleError(place, said)


def homework_of(problem: str) -> str:
    """ "eecs182/hw3" of "eecs182/hw3/q1"."""
    return problem.rpartition("/")[0]


def reading_order(id: str) -> tuple[tuple[int, str], ...]:
    """q2 before q10."""
    pieces = re.findall(r"\d+|\D+", id)
    return tuple((int(p), "") if p.isdigit() else (-1, p) for p in pieces)


def _names(name: str, problem: str) -> bool:
    return name == problem or problem.startswith(f"{name}/") or name.rpartition("/")[0] == problem


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes() + evaluator.__version__.encode()).hexdigest()
