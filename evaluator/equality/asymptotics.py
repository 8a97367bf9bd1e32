"""How the ratio of two expressions behaves as their variables grow, along several paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, product
from typing import Final

import mpmath  # type: ignore[import-untyped]
import sympy

from evaluator.equality.canonical import operations
from evaluator.equality.guards import SYMPY_FAILURES
from evaluator.equality.numeric import value_at

_PATHS: Final = 7
_EXPONENTS: Final = (12, 24, 48, 96)  # powers of ten at which the ratio is looked at
_SETTLED: Final = 0.05  # change of its logarithm over the last doubling of the exponent
_DIGITS: Final = 320  # more than the largest power of ten, so that n + 1 is not n
_LARGEST: Final = 60

Path = dict[sympy.Symbol, int]  # variable -> power of the common parameter


@dataclass(frozen=True)
class Behaviour:
    """Along each path: does the ratio settle at a finite non-zero value, and at which (None: it does not)?"""

    limits: tuple[tuple[Path, sympy.Expr | None], ...]
    proved: bool

    @property
    def same_class(self) -> bool:
        return all(limit is not None for _path, limit in self.limits)

    @property
    def tends_to_one(self) -> bool:
        return all(limit is not None and abs(limit - 1) < 1e-6 for _path, limit in self.limits)

    def diverging(self) -> Path | None:
        return next((path for path, limit in self.limits if limit is None), None)


def behaviour(ratio: sympy.Expr, variables: tuple[sympy.Symbol, ...]) -> Behaviour | None:
    """None when the ratio cannot be evaluated far out."""
    limits, proofs = [], []
    for path in _paths(variables):
        far = _far(ratio, path)
        if far is None:
            return None
        exact = _limit(ratio, path) if far is not False else None
        limits.append((path, (exact or far) if far is not False else None))
        proofs.append(far is False or exact is not None)
    return Behaviour(tuple(limits), all(proofs))


def _paths(variables: tuple[sympy.Symbol, ...]) -> Iterator[Path]:
    powers = sorted(product((1, 2, 3), repeat=min(len(variables), 4)), key=lambda p: (sum(p), p))
    seen: set[tuple[int, ...]] = set()
    for power in powers:
        if max(power, default=1) > 1 and len(set(power)) == 1:
            continue  # the same path, walked faster
        seen.add(power)
    yield from (dict(zip(variables, power, strict=False)) for power in islice(sorted(seen), _PATHS))


def _far(ratio: sympy.Expr, path: Path) -> sympy.Expr | bool | None:
    """The value it settles at, False when it does not settle, None when there are no values."""
    values = []
    smooth = ratio.rewrite(sympy.gamma) if ratio.has(sympy.factorial, sympy.binomial) else ratio  # never written out
    for exponent in _EXPONENTS:
        point = {v: sympy.Float(10 ** (exponent * power), _DIGITS) for v, power in path.items()}
        value = value_at(smooth, point, _DIGITS)
        if value is None or value == 0:
            return None if value is None else False
        values.append(value)
    logs = [mpmath.log(abs(mpmath.mpc(*map(str, v.as_real_imag())))) for v in values]
    changes = [abs(b - a) for a, b in pairwise(logs)]
    settled = changes[-1] < _SETTLED and changes[-1] <= changes[0] + 1e-20
    return values[-1] if settled else False


def _limit(ratio: sympy.Expr, path: Path) -> sympy.Expr | None:
    if operations(ratio) > _LARGEST:
        return None
    far = sympy.Dummy("t", positive=True)
    try:
        limit = sympy.limit(ratio.subs({v: far**power for v, power in path.items()}), far, sympy.oo)
    except SYMPY_FAILURES:
        return None
    return limit if limit.is_finite and limit.is_nonzero else None
