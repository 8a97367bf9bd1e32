"""Statements put together with "and", "or", "not" and "implies", whatever stands for true or false in them."""

from __future__ import annotations

import ast
import re
from typing import Final

import sympy
from sympy.logic.inference import satisfiable

from evaluator.kinds.code_syntax import has_connective
from evaluator.model import Different, Equal, Outcome, Witness

_SIGNS: Final = (  # weakest last, in signs of which Python knows the order
    (r"\\(?:lnot|neg)(?![A-Za-z])|¬|\bnot\b", "~"),
    (r"\\(?:land|wedge)(?![A-Za-z])|∧|\b(?:and)\b", "&"),
    (r"\\(?:lor|vee)(?![A-Za-z])|∨|\b(?:or)\b", "|"),
)
_IMPLIES: Final = re.compile(r"\\(?:implies|Rightarrow|Longrightarrow|to|rightarrow)(?![A-Za-z])|⟹|⇒|→|\bimplies\b")
_PLAIN: Final = re.compile(r"[\sA-Za-z()~&|]*")
_MOST: Final = 12  # names
_LONGEST: Final = 200


def compare(gold: str, answer: str) -> Outcome | None:
    """None unless both are nothing but names and connectives, and one has a connective."""
    if max(len(gold), len(answer)) > _LONGEST or not has_connective(f"{gold} {answer}"):
        return None
    one, other = _formula(gold), _formula(answer)
    if one is None or other is None or len(one.free_symbols | other.free_symbols) > _MOST:
        return None
    world = satisfiable(sympy.Xor(one, other))
    if world is False:
        return Equal(certainty="proved", method="the same truth table")
    point = {str(name): "true" if value else "false" for name, value in sorted(world.items(), key=str)}
    return Different(witness=Witness(point=point, expected=str(one), found=str(other)), method="truth table")


def _formula(text: str) -> sympy.logic.boolalg.Boolean | None:
    sides = _IMPLIES.split(text)
    if len(sides) > 2:
        return None
    found = [_side(side) for side in sides]
    if any(side is None for side in found):
        return None
    return found[0] if len(found) == 1 else sympy.Implies(*found)


def _side(text: str) -> sympy.logic.boolalg.Boolean | None:
    for signs, sign in _SIGNS:
        text = re.sub(signs, sign, text)
    if not _PLAIN.fullmatch(text):
        return None
    try:
        return _value(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _value(node: ast.expr) -> sympy.logic.boolalg.Boolean:
    match node:
        case ast.Name(id=name) if name.lower() in ("true", "false"):
            return sympy.true if name.lower() == "true" else sympy.false
        case ast.Name(id=name) if len(name) == 1:
            return sympy.Symbol(name)
        case ast.UnaryOp(op=ast.Invert(), operand=inner):
            return sympy.Not(_value(inner))
        case ast.BinOp(left=left, op=ast.BitAnd(), right=right):
            return sympy.And(_value(left), _value(right))
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return sympy.Or(_value(left), _value(right))
    raise ValueError("no statement")
