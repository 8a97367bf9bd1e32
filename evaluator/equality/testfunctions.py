"""Are two statements about expectations and gradients the same? Tried on concrete functions, in one and two dimensions.

f becomes several smooth functions, unknown laws become Gaussians whose mean and spread both depend on their
parameter, and both statements are worked out as numbers: this sees through Stein's identity, the log-derivative trick
and reparametrisation, and gives a witness with numbers where two statements differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from evaluator.equality.roles import vector_functions, vector_names
from evaluator.equality.structure import free_names, open_names
from evaluator.equality.trial import Cannot, Trial
from evaluator.equality.worlds import PROFILES, Array, World
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Node
from evaluator.model import Different, Equal, Outcome, Witness

_TOLERANCE: Final = 1e-7
_SIZES: Final = frozenset({"n", "d", "k", "m", "D", "K", "N"})  # names that usually count dimensions
_SHOWN: Final = 6  # names in a witness


@dataclass(frozen=True)
class _Pair:
    gold: Array
    found: Array
    world: World

    def agree(self) -> bool:
        one, other = self.gold, self.found
        if one.shape != other.shape and one.shape == np.swapaxes(other, 1, 2).shape:
            other = np.swapaxes(other, 1, 2)
        if one.shape != other.shape:
            return False
        return bool(np.max(np.abs(one - other)) <= _TOLERANCE * max(np.max(np.abs(one)), 1e-3))


def try_out(gold: Node, found: Node, scope: Scope, assumed: Node | None = None) -> Outcome | None:
    """Equal (sampled) or Different by the numbers; None when the statements cannot be worked out."""
    if (free_names(gold) ^ free_names(found)) & _SIZES:
        return None
    lines, planes = (list(_pairs(gold, found, scope, assumed, size)) for size in (1, 2))
    if not lines:
        return None
    apart = next((p for p in lines if not p.agree()), None)
    if apart:
        return Different(
            witness=_witness(apart, gold, found), method="test functions", diagnosis=_factor(lines, gold, found)
        )
    if not planes:
        return None
    apart = next((p for p in planes if not p.agree()), None)
    if apart:
        return Different(
            witness=_witness(apart, gold, found),
            method="test functions",
            diagnosis="Right in one dimension only: in two, the order of factors or a transpose is wrong.",
        )
    return Equal(certainty="sampled", method=f"{len(lines) + len(planes)} test functions, in 1 and 2 dimensions")


def _pairs(gold: Node, found: Node, scope: Scope, assumed: Node | None, size: int) -> Iterator[_Pair]:
    vectors = vector_names((gold, found), _scalars(scope))
    functions = vector_functions((gold, found))
    for profile in range(PROFILES):
        world = World(size, profile, vectors, {})
        pair = _worked_out(gold, found, Trial(world, functions, assumed))
        if pair is not None:
            yield pair


def _worked_out(gold: Node, found: Node, trial: Trial) -> _Pair | None:
    """Both values; of the two layouts of a gradient of a vector, the one in which they agree."""
    last = None
    with np.errstate(all="ignore"):
        for transposed in (True, False):
            try:
                one = trial.value(gold)
                other = trial.having(gradient_of_vector_transposed=transposed).value(found)
            except (Cannot, ValueError, FloatingPointError, OverflowError, RecursionError):
                continue
            if not (np.all(np.isfinite(one)) and np.all(np.isfinite(other))):
                continue
            last = _Pair(one, other, trial.world)
            if last.agree():
                return last
    return last


def _scalars(scope: Scope) -> frozenset[str]:
    return frozenset(name for name, value in scope.symbols.items() if value.is_positive or value.is_integer)


def _factor(pairs: list[_Pair], gold: Node, found: Node) -> str | None:
    """In one dimension: the constant or the name by which all values are off."""
    ratios = [complex(p.found.ravel()[0] / p.gold.ravel()[0]).real for p in pairs if p.gold.size == p.found.size == 1]
    if len(ratios) < 2 or not np.all(np.isfinite(ratios)):
        return None
    if _constant(ratios, [1.0] * len(ratios)):
        return "The sign is wrong." if abs(ratios[0] + 1) < _TOLERANCE else f"Off by a factor of {ratios[0]:.6g}."
    for name in sorted(open_names(gold) | open_names(found)):
        sizes = [float(np.real(p.world.value(name)).ravel()[0]) for p in pairs]
        for power in (1, -1, 2, -2):
            if _constant(ratios, [size**power for size in sizes], exactly=True):
                return f"Off by a factor of {name}{'' if power == 1 else f'^{power}'}."
    return None


def _constant(ratios: list[float], units: list[float], exactly: bool = False) -> bool:
    shares = [r / u for r, u in zip(ratios, units, strict=True)]
    wanted = 1.0 if exactly else shares[0]
    return all(abs(share - wanted) < _TOLERANCE * abs(wanted) for share in shares)


def _witness(pair: _Pair, gold: Node, found: Node) -> Witness:
    names = free_names(gold) | free_names(found)
    point = {"dimension": str(pair.world.dimension)}
    if "f" in names and pair.world.dimension == 1:
        point["f(x)"] = pair.world.describe_function("f")
    for name in sorted(open_names(gold) | open_names(found))[:_SHOWN]:
        point[name] = _written(pair.world.value(name))
    return Witness(point=point, expected=_written(pair.gold), found=_written(pair.found))


def _written(value: Array) -> str:
    entries = [f"{float(v):.6g}" for v in np.real(value[0]).ravel()]
    return entries[0] if len(entries) == 1 else f"({', '.join(entries)})"
