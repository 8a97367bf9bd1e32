"""What a module asked of something that cannot do it, and what can."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from evaluator.reference.problem import Answer, Part, Problem

_THINGS: Final = {
    Problem: ("a problem", "problem = Problem(...)"),
    Part: ("a part", "a = problem.part(...)"),
    Answer: ("an answer", "value = a.answer(...)"),
}

_OURS: Final = frozenset({"demonstrations", "freeze"})  # what the library asks of them, and no author does


def explained(error: AttributeError) -> str | None:
    """A sentence for a method of ours that does not exist where it was called; None for anything else."""
    asked, thing = error.name or "", type(error.obj)
    if thing not in _THINGS:
        return None
    called = _THINGS[thing][0]
    for other, (name, made) in _THINGS.items():
        if other is not thing and hasattr(other, asked):
            return f"{called} has no {asked}(); {name} has: {made}, then {made.partition(' ')[0]}.{asked}(...)"
    able = [name for name in vars(thing) if not name.startswith("_") and name not in _OURS]
    near = get_close_matches(asked, able, n=1)
    return f"{called} has no {asked}" + (f"; did you mean {near[0]}?" if near else f"; it has {', '.join(able)}")
