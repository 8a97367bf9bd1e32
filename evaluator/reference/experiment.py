"""Running a simulation of a reference module: seeded, and judged by its error bars."""

from __future__ import annotations

import inspect
import math
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import sympy

from evaluator.equality.sampling import points
from evaluator.mathtext.scope import Scope
from evaluator.reference.records import Point, Simulation

SAMPLES: Final = 40_000
LARGEST_Z: Final = 4.0  # a right simulation misses by this many standard errors once in 16,000 seeds
COARSEST: Final = 0.05  # of the expected value: a wider error bar would not notice a wrong factor
_ROUNDING: Final = 1e-9  # of floating point arithmetic, for samples that are all alike
_POINTS: Final = 3  # drawn where the module names none


@dataclass(frozen=True)
class Finding:
    """What an experiment gave at one point beside what was expected there."""

    ok: bool
    detail: str


def run(simulation: Simulation, answer: sympy.Expr | None, scope: Scope, seed: int = 0) -> tuple[Finding, ...]:
    """One finding a point. Raises ValueError where the module does not say enough."""
    expected = answer if simulation.expect is None else simulation.expect
    if expected is None:
        raise ValueError("the answer is not a number: say which mean to expect (expect=...)")
    names = inspect.signature(simulation.experiment).parameters
    used = _used(names, [expected, *([answer] if answer is not None else [])], scope)
    where = simulation.at or tuple(points(used, scope.domain, "positive", _POINTS if used else 1))
    return tuple(_at(simulation, expected, answer, point, seed, index) for index, point in enumerate(where))


def _at(
    simulation: Simulation, expected: sympy.Expr, answer: sympy.Expr | None, point: Point, seed: int, index: int
) -> Finding:
    where = {symbol: sympy.nsimplify(value, rational=True) for symbol, value in point.items()}
    given: dict[str, object] = {"n": SAMPLES, "samples": SAMPLES}
    given |= {symbol.name: _plain(value) for symbol, value in where.items()}
    key = f"{simulation.part}/{simulation.answer}/{simulation.experiment.__name__}/{index}"
    given["rng"] = np.random.default_rng([seed, zlib.crc32(key.encode())])
    if answer is not None:
        given["answer"] = _plain(answer.subs(where))
    names = inspect.signature(simulation.experiment).parameters
    if missing := [name for name in names if name not in given]:
        raise ValueError(f"no value for {', '.join(missing)}")
    result = simulation.experiment(**{name: given[name] for name in names})
    return _judged(result, expected.subs(where), _place(where))


def _judged(result: object, expected: sympy.Expr, place: str) -> Finding:
    if not isinstance(result, np.ndarray):
        exact = sympy.sympify(result, strict=True)
        if isinstance(exact, sympy.Float):
            close = math.isclose(exact, expected, rel_tol=_ROUNDING, abs_tol=_ROUNDING)
            return Finding(close, f"{place}gives {float(exact):.12g}, expected {float(expected):.12g}")
        same = exact == expected or sympy.simplify(exact - expected) == 0
        return Finding(bool(same), f"{place}gives {exact}, expected {expected}")
    if result.ndim != 1 or result.size < 2:
        raise ValueError(f"samples must be a row of numbers, not an array of shape {result.shape}")
    wanted = float(expected)
    mean, spread = float(result.mean()), float(result.std(ddof=1))
    error = max(spread / np.sqrt(result.size), _ROUNDING * (1 + abs(wanted)))
    z = (mean - wanted) / error
    detail = f"{place}mean {mean:.4g} ± {error:.2g}, expected {wanted:.4g}, z = {z:+.2f}"
    if wanted and error > COARSEST * abs(wanted):
        return Finding(False, f"{detail}; too noisy to tell")
    return Finding(bool(abs(z) <= LARGEST_Z), detail)


def _used(names: Mapping[str, object], values: Iterable[sympy.Expr], scope: Scope) -> list[sympy.Symbol]:
    known = {s for v in scope.symbols.values() for s in v.free_symbols}
    counts = {"n"} if "rng" in names else set()  # the number of samples, unless the answer itself has an n
    wanted = {s for s in known if s.name in names and s.name not in counts} | {
        s for v in values for s in v.free_symbols
    }
    return sorted(wanted, key=lambda s: s.name)


def _plain(value: sympy.Expr) -> int | float:
    return int(value) if value.is_Integer else float(value)


def _place(where: Mapping[sympy.Symbol, sympy.Expr]) -> str:
    values = ", ".join(f"{s.name} = {_plain(v):g}" for s, v in sorted(where.items(), key=lambda item: item[0].name))
    return f"at {values}: " if values else ""
