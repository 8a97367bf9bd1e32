"""Formulas typed as code, `2*alpha**2 + Abs(x)`, as LaTeX: words are names there, and no products of letters."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from evaluator.mathtext.vocabulary import FUNCTIONS, GREEK

_LONGEST: Final = 2000
_SIGNS: Final = {ast.Add: "+", ast.Sub: "-", ast.Mult: r" \cdot "}
_NAMES: Final = {"pi": r"\pi", "oo": r"\infty", "inf": r"\infty", "E": "e", "I": r"\mathrm{i}", "exp1": "e"}
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
    "asinh": lambda x: rf"\arcsinh\left({x}\right)",
    "acosh": lambda x: rf"\arccosh\left({x}\right)",
    "atanh": lambda x: rf"\arctanh\left({x}\right)",
    "asec": lambda x: rf"\operatorname{{arcsec}}\left({x}\right)",
    "acsc": lambda x: rf"\operatorname{{arccsc}}\left({x}\right)",
    "acosec": lambda x: rf"\operatorname{{arccsc}}\left({x}\right)",
    "arccosec": lambda x: rf"\operatorname{{arccsc}}\left({x}\right)",
    "acot": lambda x: rf"\operatorname{{arccot}}\left({x}\right)",
    "arccotan": lambda x: rf"\operatorname{{arccot}}\left({x}\right)",
    "arcsec": lambda x: rf"\operatorname{{arcsec}}\left({x}\right)",
    "arccsc": lambda x: rf"\operatorname{{arccsc}}\left({x}\right)",
    "arccot": lambda x: rf"\operatorname{{arccot}}\left({x}\right)",
    "asech": lambda x: rf"\operatorname{{arcsech}}\left({x}\right)",
    "acsch": lambda x: rf"\operatorname{{arccsch}}\left({x}\right)",
    "acoth": lambda x: rf"\operatorname{{arccoth}}\left({x}\right)",
    "arcsech": lambda x: rf"\operatorname{{arcsech}}\left({x}\right)",
    "arccsch": lambda x: rf"\operatorname{{arccsch}}\left({x}\right)",
    "arccoth": lambda x: rf"\operatorname{{arccoth}}\left({x}\right)",
    "atan2": lambda y, x: rf"\operatorname{{atan2}}\left({y}, {x}\right)",
    "arctan2": lambda y, x: rf"\operatorname{{atan2}}\left({y}, {x}\right)",
    "cotan": lambda x: rf"\cot\left({x}\right)",
    "sinc": lambda x: rf"\operatorname{{sinc}}\left({x}\right)",
    "re": lambda x: rf"\operatorname{{re}}\left({x}\right)",
    "im": lambda x: rf"\operatorname{{im}}\left({x}\right)",
    "conjugate": lambda x: rf"\operatorname{{conjugate}}\left({x}\right)",
    "arg": lambda x: rf"\operatorname{{arg}}\left({x}\right)",
    "factorial2": lambda x: rf"\operatorname{{factorial2}}\left({x}\right)",
    "erf": lambda x: rf"\operatorname{{erf}}\left({x}\right)",
    "cosech": lambda x: rf"\csch\left({x}\right)",
    "cosec": lambda x: rf"\csc\left({x}\right)",
    "signum": lambda x: rf"\operatorname{{sign}}\left({x}\right)",
    "binomial": lambda n, k: rf"\binom{{{n}}}{{{k}}}",
    "mod": lambda a, b: rf"\left({a}\right) \bmod \left({b}\right)",
    "eq": lambda a, b: f"{a} = {b}",
    "ne": lambda a, b: rf"{a} \neq {b}",
    "finiteset": lambda *xs: rf"\{{{', '.join(xs)}\}}",
    "union": lambda *xs: r" \cup ".join(xs),
    "intersection": lambda *xs: r" \cap ".join(xs),
    "complement": lambda a, b: rf"{a} \setminus {b}",
    "interval": lambda a, b: rf"\left[{a}, {b}\right]",
    "interval.open": lambda a, b: rf"\left({a}, {b}\right)",
    "interval.ropen": lambda a, b: rf"\left[{a}, {b}\right)",
    "interval.lopen": lambda a, b: rf"\left({a}, {b}\right]",
    "oo": lambda a, b: rf"\left({a}, {b}\right)",
    "oc": lambda a, b: rf"\left({a}, {b}\right]",
    "co": lambda a, b: rf"\left[{a}, {b}\right)",
    "cc": lambda a, b: rf"\left[{a}, {b}\right]",
    "root": lambda x, n="2": rf"\sqrt[{n}]{{{x}}}",
    "limit": lambda f, x, to: rf"\lim_{{{x} \to {to}}} \left({f}\right)",
}
_ORDER: Final = {ast.Lt: "<", ast.LtE: r"\leq", ast.Gt: ">", ast.GtE: r"\geq", ast.Eq: "=", ast.NotEq: r"\neq"}
_OVER: Final = {  # f and (x, from, to)
    "integral": r"\int", "integrate": r"\int", "sum": r"\sum", "summation": r"\sum", "product": r"\prod"
}  # fmt: skip
_SAME: Final = frozenset(  # what a computer algebra system may do to an expression without changing what it is worth
    "expand factor simplify ratsimp fullratsimp radcan trigsimp trigrat trigexpand trigreduce rectform ev nsimplify "
    "together cancel apart collect powsimp logcombine doit".split()
)
KNOWN: Final = frozenset(_CALLS) | FUNCTIONS | {"ln", "exp"}
_OVER_FLAT: Final = 4  # arguments of Maxima's sum(f, k, 1, n)
_MAXIMA: Final = {
    "%i": "I", "%e": "E", "%pi": "pi", "nounor": "or", "nounand": "and", "nounnot": "not", "minf": "-oo",
    "%union": "union", "%intersection": "intersection", "#pm#": "±", "#": "≠", "'": "",
}  # fmt: skip
_MAXIMA_WORD: Final = re.compile(
    r"%(?:i|e|pi)(?![A-Za-z])|\b(?:nounor|nounand|nounnot|minf)\b|%(?:union|intersection)(?=\()|\#pm\#"
    r"|(?<=[\w)])\#(?=[\w(-])|(?<![A-Za-z)])'(?=[a-z]+\()"
)
_LOOKS: Final = re.compile(r"\*\*|[A-Za-z]{2,}\s*\(|(?<![\\A-Za-z])[A-Za-z]{2,}(?![A-Za-z{])")
_CONNECTIVE: Final = re.compile(
    r"\b(?:and|or|not|implies)\b|\\(?:lnot|neg|land|lor|wedge|vee|implies|Rightarrow|Longrightarrow)(?![A-Za-z])"
)
_ACCENT: Final = re.compile(r"(?<![\\A-Za-z])(bar|hat|tilde|vec|dot)\{")
_GREEK_WORD: Final = re.compile(rf"(?<![\\A-Za-z])(?:{'|'.join(sorted(GREEK, key=len, reverse=True))})(?![A-Za-z])")


def has_connective(text: str) -> bool:
    """Whether it joins statements: its letters are no factors then."""
    return _CONNECTIVE.search(text) is not None


def without_maxima(text: str) -> str:
    """Maxima's names of constants and connectives as everybody writes them."""
    return text if "\\" in text else _MAXIMA_WORD.sub(lambda m: _MAXIMA[m[0]], text)


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
    """Names of Greek letters and accents, typed as words, as commands."""
    return _ACCENT.sub(r"\\\1{", _GREEK_WORD.sub(lambda m: f"\\{m[0]} ", text))


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
        case ast.BinOp(left=ast.Name(id=name), op=ast.Pow(), right=ast.Call(func=ast.Constant() as power, args=of)):
            return rf"\left({_call(name, of)}\right)^{{{_written(power)}}}"  # sin**2(x), as Python groups it
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return f"{_part(left)}^{{{_written(right)}}}"
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return rf"\frac{{{_written(left)}}}{{{_written(right)}}}"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SIGNS:
            return f"{_part(left)}{_SIGNS[type(op)]}{_part(right)}"
        case ast.Call(func=ast.Name(id="Matrix"), args=[ast.List(elts=rows)]):
            return _matrix(rows)
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _call(name, arguments)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="Interval"), attr=how), args=arguments, keywords=[]):
            return _call(f"interval.{how}", arguments)
        case ast.Tuple(elts=items):
            return rf"\left({', '.join(map(_written, items))}\right)"
        case ast.Set(elts=items):
            return rf"\{{{', '.join(map(_written, items))}\}}"
        case ast.Compare(left=left, ops=ops, comparators=others) if all(type(op) in _ORDER for op in ops):
            signs = (f" {_ORDER[type(op)]} {_written(other)}" for op, other in zip(ops, others, strict=True))
            return _written(left) + "".join(signs)
    raise _NotCode


def _matrix(rows: list[ast.expr]) -> str:
    cells = [row.elts if isinstance(row, ast.List) else [row] for row in rows]
    lines = r" \\ ".join(" & ".join(map(_written, line)) for line in cells)
    return rf"\begin{{pmatrix}} {lines} \end{{pmatrix}}"


def _over(sign: str, body: ast.expr, over: ast.expr) -> str:
    """An integral, a sum or a product over a variable, with bounds or without."""
    variable, *bounds = over.elts if isinstance(over, ast.Tuple) else [over]
    name, ends = _written(variable), [_written(b) for b in bounds]
    if sign == r"\int":
        limits = f"_{{{ends[0]}}}^{{{ends[1]}}}" if len(ends) == 2 else ""
        return rf"{sign}{limits} \left({_written(body)}\right) \, d{name}"
    if len(ends) != 2:
        raise _NotCode
    return rf"{sign}_{{{name}={ends[0]}}}^{{{ends[1]}}} \left({_written(body)}\right)"


def _part(node: Any) -> str:
    text = _written(node)
    return text if isinstance(node, ast.Constant | ast.Name | ast.Call) else rf"\left({text}\right)"


def _name(name: str) -> str:
    base, _, sub = name.partition("_")
    written = _NAMES.get(base) or (f"\\{base}" if base in GREEK else base if len(base) == 1 else rf"\mathrm{{{base}}}")
    return f"{written}_{{{_name(sub) if sub.isalpha() else sub}}}" if sub else written


def _call(name: str, arguments: list[ast.expr]) -> str:
    if name.lower() in _OVER and len(arguments) == 2:
        return _over(_OVER[name.lower()], *arguments)
    if name.lower() in _OVER and len(arguments) == _OVER_FLAT:
        return _over(_OVER[name.lower()], arguments[0], ast.Tuple(elts=arguments[1:]))
    if name == "Derivative" and len(arguments) == 2 and isinstance(arguments[1], ast.Name):
        return rf"\frac{{d}}{{d{_written(arguments[1])}}} \left({_written(arguments[0])}\right)"
    inside = [_written(a) for a in arguments]
    if name.lower() in _SAME and inside:
        return inside[0]
    known = _CALLS.get(name.lower())
    if known is not None:
        return known(*inside)
    if name.lower() in FUNCTIONS:
        if name.lower() in ("log", "ln") and len(inside) == 2:
            return rf"\log_{{{inside[1]}}}\left({inside[0]}\right)"
        return rf"\{name.lower()}\left({', '.join(inside)}\right)"
    if len(name) == 1:
        return rf"{name}\left({', '.join(inside)}\right)"
    raise _NotCode
