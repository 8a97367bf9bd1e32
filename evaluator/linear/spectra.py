"""Norms, broken powers, singular values and eigenvalues of arrays."""

from __future__ import annotations

from typing import Final

import numpy as np

from evaluator.linear.draws import Array, Cannot
from evaluator.linear.entries import EIGEN
from evaluator.mathtext import tree
from evaluator.mathtext.tree import Node

_REAL: Final = 1e-9  # imaginary part up to which an eigenvalue is real
_SPECTRAL: Final = (tree.Number("2"), tree.Product((tree.Name("o"), tree.Name("p"))), tree.Text("op"), tree.Name("op"))
_NUCLEAR: Final = frozenset({"star", "nuc", "nuclear", "tr"})


def fractional_power(base: Array, exponent: Array) -> Array:
    """Of a symmetric matrix with positive eigenvalues. Raises `Cannot` for any other."""
    if exponent.shape != (1, 1) or not np.allclose(base, base.T):
        raise Cannot("a power")
    values, vectors = np.linalg.eigh(base)
    if values.min() <= 0:
        raise Cannot("a power of what is not positive")
    return np.asarray((vectors * values ** float(np.real(exponent[0, 0]))) @ vectors.T)


def norm(inside: Array, order: Node | None) -> complex:
    """Raises `Cannot` where the order says none of a vector or of a matrix."""
    is_vector, named = min(inside.shape) == 1, order.base if isinstance(order, tree.Name) else None
    if (order is None or order == tree.Number("2") or named == "F") and (is_vector or named is not None):
        return complex(np.sqrt(np.sum(inside * inside)))
    if order in _SPECTRAL:
        return float(np.linalg.norm(inside, 2))
    if named in _NUCLEAR and not is_vector:
        return float(np.linalg.norm(inside, "nuc"))
    if order == tree.Number("1") and is_vector:
        return complex(np.sum(np.abs(inside)))
    if order == tree.Constant("infinity") and is_vector:
        return complex(np.max(np.abs(inside)))
    raise Cannot("a norm")


def extreme(name: tree.Name, matrix: Array) -> float:
    """The largest or smallest singular value or eigenvalue. Raises `Cannot` where eigenvalues are not real."""
    values = np.linalg.svd(matrix, compute_uv=False) if name.base == "sigma" else np.linalg.eigvals(matrix)
    if np.max(np.abs(np.imag(values))) > _REAL:
        raise Cannot("eigenvalues that are not real")
    ordered = np.sort(np.real(values))
    return float(ordered[-1] if name.sub == tree.Name("max") else ordered[0])


def spectrum(kind: tree.Name, matrix: Array) -> Array:
    """All eigenvalues, or all singular values."""
    return np.linalg.eigvals(matrix) if kind == EIGEN else np.linalg.svd(matrix, compute_uv=False)
