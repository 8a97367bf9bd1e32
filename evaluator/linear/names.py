"""What a name may be: a number, a column or a matrix, in the order in which homework means it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from evaluator.equality.rewrite import children, walk
from evaluator.linear.entries import OF_TABLES
from evaluator.linear.keys import key_of
from evaluator.mathtext import tree
from evaluator.mathtext.tree import Node

Type = Literal["scalar", "vector", "matrix"]
_BOLD: Final = frozenset({"bf", "bm", "boldsymbol", "mathbf"})
_MATRICES: Final = frozenset({"Sigma", "Lambda", "Phi", "Psi", "Omega", "Theta", "Gamma", "Delta", "Pi", "Xi"})
COUNTS: Final = frozenset("NMKLTD")  # capitals that mostly count
_NUMBERS: Final = frozenset("ijklmntpqr") | COUNTS
_ALWAYS_NUMBERS: Final = frozenset(
    {"lambda", "eta", "alpha", "beta", "gamma", "epsilon", "varepsilon", "sigma", "pi", "tau"}
)
_OF_MATRICES: Final = frozenset({"tr", "Tr", "trace", "det", "diag", "rank", "vec"})
_INDICES: Final = frozenset("ijkl")
IDENTITY: Final = "I"
OPTIMA: Final = frozenset({"max", "min"})


@dataclass(frozen=True)
class Candidates:
    """The types that a name may have with what each costs; `sure` where the formula itself shows it."""

    name: str
    costs: tuple[tuple[Type, float], ...]


def is_identity(node: Node) -> bool:
    """I, I_d and I_2; I_1 is the first of several, and no matrix of one entry."""
    return (
        isinstance(node, tree.Name)
        and node.base == IDENTITY
        and not node.primes
        and node.accent is None
        and node.sub != tree.Number("1")
    )


def is_number(name: tree.Name) -> bool:
    """Whether homework means nothing but numbers by this letter."""
    return name.base in _ALWAYS_NUMBERS and name.alphabet not in _BOLD


def is_extreme(node: Node) -> bool:
    r"""`\sigma_{\max}(A)`, `\lambda_{\min}(A)`."""
    if not isinstance(node, tree.Call):
        return False
    return node.function.base in ("sigma", "lambda") and node.function.sub in (tree.Name("max"), tree.Name("min"))


def running_index(entry: Node) -> tree.Name | None:
    r"""The i of `\sigma_i / (\sigma_i^2 + \lambda)`, which stands for all entries of a diagonal."""
    below = {n.sub for n in walk(entry) if isinstance(n, tree.Name) and isinstance(n.sub, tree.Name)}
    only = next(iter(below)) if len(below) == 1 else None
    return only if isinstance(only, tree.Name) and only.base in _INDICES else None


def is_ones(node: Node) -> bool:
    r"""`\mathbf{1}`, which the parser reads as a number in bold or a name."""
    return isinstance(node, tree.Name) and node.base in ("1", "ones") and node.alphabet in _BOLD | {"bb", "rm"}


def is_weight(name: tree.Name) -> bool:
    """W_1, W_Q, and capitals with the index of a layer: R_1 and F_1 may be resistors and forces."""
    return name.base[0].isupper() and (name.base == "W" or isinstance(name.sub, tree.Layer))


def names_of(nodes: Iterable[Node]) -> dict[str, tree.Name]:
    """Every name that stands for a value, by its spelling; the bold one of several."""
    found: dict[str, tree.Name] = {}
    for node in nodes:
        for below in _values(node):
            key = key_of(below)
            if key not in found or below.alphabet in _BOLD:
                found[key] = below
    return found


def _values(node: Node) -> Iterable[tree.Name]:
    """Names at which a value stands: not those of functions, nor those under an operator."""
    if isinstance(node, tree.Name):
        if not is_identity(node) and not is_ones(node):
            yield node
        return
    if isinstance(node, tree.Call | tree.Norm):  # the F of a norm is no name, nor is that of a function
        for inside in node.arguments if isinstance(node, tree.Call) else (node.body,):
            yield from _values(inside)
        return
    if isinstance(node, tree.Power) and _is_inverse(node.exponent):  # the T of A^{-T} is no name
        yield from _values(node.base)
        return
    for below in children(node):
        yield from _values(below)


def candidates(name: tree.Name, evidence: frozenset[str], random: bool = False) -> Candidates:
    """`evidence` are names that the formulas show to be more than numbers; what is `random` may well be a vector."""
    key, base = key_of(name), name.base
    order: tuple[tuple[Type, float], ...]
    if name.alphabet in _BOLD or name.accent == "vec":
        order = (("matrix", 0.0), ("vector", 1.0)) if base[0].isupper() else (("vector", 0.0), ("matrix", 2.0))
    elif base in _ALWAYS_NUMBERS:
        order = (("scalar", 0.0), ("vector", 3.0), ("matrix", 5.0))
    elif base in _MATRICES or (len(base) == 1 and base.isupper()):
        order = (("matrix", 0.0), ("scalar", 1.0), ("vector", 1.2 if random else 1.7))
    elif base in _NUMBERS:
        order = (("scalar", 0.0), ("vector", 1.5), ("matrix", 4.0))
    else:
        order = (
            (("scalar", 0.6), ("vector", 0.5), ("matrix", 3.0))
            if key in evidence
            else (("scalar", 0.0), ("vector", 0.7), ("matrix", 3.0))
        )
    if key in evidence:
        order = tuple((t, c) for t, c in order if t != "scalar") or order
    return Candidates(key, order)


def shown(nodes: Collection[Node]) -> frozenset[str]:
    """Names that the formulas themselves show to be vectors or matrices."""
    found: set[str] = set()
    for node in nodes:
        for below in walk(node):
            inside = [n for n in _shown_by(below) if isinstance(n, tree.Name) and not is_identity(n) and not is_ones(n)]
            found |= {key_of(name) for name in inside}
    for node in nodes:
        found |= {key_of(name) for below in walk(node) for name in _beside(below, found)}
    return frozenset(found)


def _beside(node: Node, known: Collection[str]) -> Iterable[tree.Name]:
    """Capitals next to what is known to be a matrix, or before a vector: the A of `Ax`, but not a count such as N."""
    factors = node.factors if isinstance(node, tree.Product) else ()
    for one, after in pairwise(factors):
        for name, other in ((one, after), (after, one)):
            if isinstance(name, tree.Name) and _is_known(other, known) and _may_be_matrix(name):
                yield name


def _is_known(node: Node, known: Collection[str]) -> bool:
    inner = node.body if isinstance(node, tree.Transpose | tree.Negative) else node
    inner = inner.base if isinstance(inner, tree.Power) and not isinstance(inner.base, tree.Name) else inner
    inner = inner.base if isinstance(inner, tree.Power) and _is_inverse(inner.exponent) else inner
    if isinstance(inner, tree.Sum):
        return any(is_identity(term) or _is_known(term, known) for term in inner.terms)
    if isinstance(inner, tree.Call):
        return inner.function.base == "diag"
    return isinstance(inner, tree.Name) and key_of(inner) in known


def _may_be_matrix(name: tree.Name) -> bool:
    return name.base[0].isupper() and name.base not in _NUMBERS and not is_identity(name)


def _shown_by(node: Node) -> Iterable[Node]:
    """What has entries, is transposed, inverted, normed, traced, multiplied by entries, or one of several weights."""
    if isinstance(node, tree.Transpose):
        yield from _factors(node.body)
    elif isinstance(node, tree.Norm):
        yield node.body
    elif isinstance(node, tree.Tensor):
        yield node.left
        yield node.right
    elif isinstance(node, tree.Gradient) and node.wrt is not None:
        yield node.wrt
    elif isinstance(node, tree.Call) and node.function.base == "diag" and running_index(node.arguments[0]) is not None:
        return  # the entries of a diagonal, one by one
    elif isinstance(node, tree.Call) and (node.function.base in _OF_MATRICES or is_extreme(node)):
        yield from (part for a in node.arguments for part in _factors(a))
    elif isinstance(node, tree.Call) and node.function.base in OF_TABLES:
        yield node.arguments[0]
    elif isinstance(node, tree.Power) and _is_inverse(node.exponent):
        yield from _capitals(node.base)
    elif isinstance(node, tree.Product):
        weights = [f for f in node.factors if isinstance(f, tree.Name) and is_weight(f)]
        yield from weights if len(weights) > 1 else ()


def _factors(node: Node) -> Iterable[Node]:
    """A name, or the capitals of a product: of `(\\lambda x)^T` the number is no vector."""
    return [node] if isinstance(node, tree.Name) else _capitals(node)


def _capitals(node: Node) -> list[Node]:
    parts: Iterable[Node] = (node,)
    if isinstance(node, tree.Product):
        parts = node.factors
    elif isinstance(node, tree.Sum):
        parts = (f for t in node.terms for f in (t.factors if isinstance(t, tree.Product) else (t,)))
    return [p for p in parts if isinstance(p, tree.Name) and (p.base[0].isupper() or p.alphabet in _BOLD)]


def _is_inverse(exponent: Node) -> bool:
    minus = exponent.body if isinstance(exponent, tree.Negative) else None
    return (
        minus == tree.Number("1")
        or (isinstance(minus, tree.Name) and minus.base in ("T", "top"))
        or (isinstance(exponent, tree.Name) and exponent.base in ("dagger", "T"))
    )
