"""Formulas typed as code, `2*alpha**2 + Abs(x)`, as LaTeX: words are names there, and no products of letters."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from evaluator.mathtext.vocabulary import FUNCTIONS, GREEK

_LONGEST: Final = 2000
_SIGNS: Final = {ast.Add: "+", ast.Sub: "-", ast.Mult: r" \cdot "}
_NAMES: Final = {"pi": r"\pi", "oo": r"\infty", "inf": r"\infty", "E": "e", "I": "i", "exp1": "e"}
_CALLS: Final[Mapping[str, Callable[..., str]]] = {
    "sqrt": lambda x: rf"\sqrt{{{x}}}",
    "abs": lambda x: rf"\left|{x}\right|",
    "exp": lambda x: rf"e^{{{x}}}",
    "factorial": lambda x: rf"\left({x}\right)!",
    "max": lambda *xs: rf"\max\left({', '.join(xs)}\right)",
    "min": lambda *xs: rf"\min\left({', '.join(xs)}\right)",
    "floor": lambda x: rf"\left\lfloor {x} \right\rfloor",
    "ceiling": lambda x: rf"\left\lceil {x} \right\rceil",
    "ceil": lambda x: rf"\left\lceil {x} \right\rceil",
    "asin": lambda x: rf"\arcsin\left({x}\right)",
    "acos": lambda x: rf"\arccos\left({x}\right)",
    "atan": lambda x: rf"\arctan\left({x}\right)",
}
_LOOKS: Final = re.compile(r"\*\*|[A-Za-z]{2,}\s*\(|(?<![\\A-Za-z])[A-Za-z]{2,}(?![A-Za-z{])")
_GREEK_WORD: Final = re.compile(rf"(?<![\\A-Za-z])(?:{'|'.join(sorted(GREEK, key=len, reverse=True))})(?![A-Za-z])")


class _NotCode(Exception):
    pass


def to_latex(text: str) -> str | None:
    """None where the text is no expression in code."""
    if "\\" in text or "$" in text or len(text) > _LONGEST or not _LOOKS.search(text):
        return None
    try:
        tree = ast.parse(text.strip().replace("^", "**"), mode="eval")
        return _written(tree.body)
    except (SyntaxError, ValueError, RecursionError, MemoryError, _NotCode, TypeError):
        return None


def is_plain(text: str) -> bool:
    """Whether every word in it is a known name: `ab` may be a name, or a times b."""
    words = re.findall(r"(?<![\\A-Za-z])[A-Za-z]{2,}", text)
    return all(w in GREEK or w in _NAMES or w.lower() in FUNCTIONS or w.lower() in _CALLS for w in words)


def with_greek(text: str) -> str:
    """Names of Greek letters, typed as words, as commands."""
    return _GREEK_WORD.sub(lambda m: f"\\{m[0]} ", text)


def _written(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=int() | float()):
            return str(node.value) if isinstance(node.value, int) else repr(node.value)
        case ast.Name(id=name):
            return _name(name)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return f"-{_part(inner)}"
        case ast.UnaryOp(op=ast.UAdd(), operand=inner):
            return _written(inner)
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return f"{_part(left)}^{{{_written(right)}}}"
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return rf"\frac{{{_written(left)}}}{{{_written(right)}}}"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SIGNS:
            return f"{_part(left)}{_SIGNS[type(op)]}{_part(right)}"
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            return _call(name, arguments)
        case ast.Tuple(elts=items):
            return rf"\left({', '.join(map(_written, items))}\right)"
    raise _NotCode


def _part(node: Any) -> str:
    text = _written(node)
    return text if isinstance(node, ast.Constant | ast.Name | ast.Call) else rf"\left({text}\right)"


def _name(name: str) -> str:
    base, _, sub = name.partition("_")
    written = _NAMES.get(base) or (f"\\{base}" if base in GREEK else base if len(base) == 1 else rf"\mathrm{{{base}}}")
    return f"{written}_{{{_name(sub) if sub.isalpha() else sub}}}" if sub else written


def _call(name: str, arguments: list[ast.expr]) -> str:
    inside = [_written(a) for a in arguments]
    known = _CALLS.get(name.lower())
    if known is not None:
        return known(*inside)
    if name.lower() in FUNCTIONS:
        if name.lower() == "log" and len(inside) == 2:
            return rf"\log_{{{inside[1]}}}\left({inside[0]}\right)"
        return rf"\{name.lower()}\left({', '.join(inside)}\right)"
    if len(name) == 1:
        return rf"{name}\left({', '.join(inside)}\right)"
    raise _NotCode
