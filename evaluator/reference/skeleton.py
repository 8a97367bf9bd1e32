"""A module to start from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from evaluator.errors import ConfigError

_ID: Final = re.compile(r"[\w-]+(/[\w-]+)+")

_TEXT: Final = '''"""What the question is about, in one line."""

from sympy import Symbol

from evaluator.reference import Problem

n = Symbol("n", positive=True, integer=True)

problem = Problem(
    "{id}",
    title="Title of the question",
    statement="What is given, in Markdown with formulas between dollars.",
    symbols={{"n": n}},  # every spelling in LaTeX, and the symbol it stands for
    domain={{n: (1, 50)}},  # where to draw values from
)

a = problem.part("a", "The first n numbers", "What is the sum of the numbers from 1 to $n$?")
total = a.answer("sum", n * (n + 1) / 2, quantity="S", cues=("sum", "total"))
total.mistake(n**2 / 2, "Half of n is missing: add the first number to the last one.")


@a.proof
def pairs():
    """The first and the last number make n + 1, and there are n/2 such pairs."""
    return (n + 1) * n / 2


@a.simulation
def counted(n):
    return sum(range(1, n + 1))
'''


def write(root: Path, id: str) -> Path:
    """Writes the skeleton of the problem `id` below `root`. Raises `ConfigError` where that cannot be."""
    if not _ID.fullmatch(id):
        raise ConfigError(f"an id looks like course/homework/question, not {id!r}")
    path = root / f"{id}.py"
    if path.exists():
        raise ConfigError(f"{path} is already there")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_TEXT.format(id=id), encoding="utf-8")
    return path
