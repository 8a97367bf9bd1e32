"""One spelling for each symbol, however its name was typeset."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from evaluator.errors import MathSyntaxError
from evaluator.mathtext import tree
from evaluator.mathtext.parser import parse
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.vocabulary import GREEK

_SHORT: Final = re.compile(r".|\\[A-Za-z]+")  # what needs no braces as a subscript
_COMMAND_AT_END: Final = re.compile(r"\\[A-Za-z]+$")


# Letters that people print in two shapes, and mean the same by both unless they use both.
ONE_SHAPE: Final = {
    "varepsilon": "epsilon", "varphi": "phi", "vartheta": "theta", "varrho": "rho", "varsigma": "sigma",
}  # fmt: skip


def spelling(name: tree.Name) -> str:
    r"""The canonical key of a name: `d_1`, `\sigma`, `T_{remat}`, `\hat{x}_i`, `y'`; alphabets do not count."""
    base = "\\" + name.base if name.base in GREEK else name.base
    if name.accent:
        base = f"{base}^*" if name.accent == "star" else rf"\{name.accent}{{{base}}}"
    base += "'" * name.primes
    if name.sub is None:
        return base
    if isinstance(name.sub, tree.Layer):
        return f"{base}^{{({_script(name.sub.index)})}}" + (f"_{{{_script(name.sub.sub)}}}" if name.sub.sub else "")
    sub = _script(name.sub)
    return f"{base}_{sub}" if _SHORT.fullmatch(sub) else f"{base}_{{{sub}}}"


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """The canonical form of a spelling that a person wrote as a key: that of the name it parses to."""
    try:
        node = parse(text)
    except MathSyntaxError:
        return text
    return spelling(node) if isinstance(node, tree.Name) else text


def _script(node: tree.Node) -> str:
    match node:
        case tree.Name():
            return spelling(node)
        case tree.Number(text) | tree.Text(text):
            return text.strip()
        case tree.Product(factors):
            return _run_together([_script(f) for f in factors])
        case tree.Sequence(_, items) | tree.Juxtaposed(items):
            return ",".join(_script(i) for i in items)
        case tree.Sum(terms):
            return "+".join(_script(t) for t in terms).replace("+-", "-")
        case tree.Negative(body):
            return "-" + _script(body)
        case tree.Constant(name):
            return "\\" + name
    return to_latex(node)


def _run_together(parts: list[str]) -> str:
    text = ""
    for part in parts:
        text += " " if part[:1].isalpha() and _COMMAND_AT_END.search(text) else ""
        text += part
    return text


def with_shapes(names: Iterable[str]) -> frozenset[str]:
    """The names, with the other shape of those that have two."""
    given = frozenset(names)
    return given | {other for other, usual in ONE_SHAPE.items() if usual in given}
