"""The tree as LaTeX that parses back to the same tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evaluator.mathtext import tree
from evaluator.mathtext.vocabulary import FUNCTIONS, GREEK, LIMITED

# How tightly a node binds; a child that binds looser than its place demands goes into parentheses.
LIST, RELATION, SUM, PRODUCT, SIGN, POWER, ATOM = range(7)
_BINDING: dict[type[tree.Node], int] = {
    tree.Juxtaposed: LIST, tree.Relation: RELATION, tree.SetOperation: RELATION, tree.Sum: SUM, tree.PlusMinus: SUM,
    tree.Negative: SIGN, tree.Product: PRODUCT, tree.Big: PRODUCT, tree.Quotient: POWER, tree.Derivative: PRODUCT,
    tree.Gradient: PRODUCT, tree.Power: POWER, tree.Transpose: POWER, tree.Factorial: POWER, tree.At: POWER,
    tree.Quantity: POWER, tree.Percent: POWER, tree.Indexed: POWER,
}  # fmt: skip
_RELATIONS = {
    "=": "=", "!=": r"\neq", "<": "<", "<=": r"\leq", ">": ">", ">=": r"\geq", "~": r"\sim", "approx": r"\approx",
    "in": r"\in", "notin": r"\notin", "subset": r"\subseteq", "propto": r"\propto", "to": r"\to",
    "mapsto": r"\mapsto", "implies": r"\implies", "iff": r"\iff", ":=": ":=", "equiv": r"\equiv", "ll": r"\ll",
    "gg": r"\gg", "perp": r"\perp", "ni": r"\ni",
}  # fmt: skip
_ALPHABETS = {"bb": r"\mathbb", "cal": r"\mathcal", "bf": r"\mathbf", "rm": r"\mathrm", "frak": r"\mathfrak"}
_SETS = {"cup": r"\cup", "cap": r"\cap", "setminus": r"\setminus", "and": r"\wedge", "or": r"\vee"}


def to_latex(node: tree.Node) -> str:
    """LaTeX of a tree."""
    return _RULES[type(node)](node)


def _at(node: tree.Node, binding: int) -> str:
    """The LaTeX of a child at a place that demands a binding."""
    text = to_latex(node)
    bare = isinstance(node, tree.Sequence) and node.kind == "bare"
    loose = LIST if bare else _BINDING.get(type(node), ATOM)
    return text if loose >= binding else rf"\left({text}\right)"


def _name(node: tree.Name) -> str:
    known = node.base in GREEK or ((node.base in FUNCTIONS or node.base in LIMITED) and node.alphabet is None)
    base = "\\" + node.base if known else node.base.replace("_", r"\_")
    if not known and len(node.base) > 1 and node.alphabet in (None, "rm"):
        base = rf"\operatorname{{{base}}}"
    elif node.alphabet:
        base = _ALPHABETS.get(node.alphabet, r"\mathrm") + f"{{{base}}}"
    if node.accent == "star":
        base += "^*"
    elif node.accent:
        base = rf"\{node.accent}{{{base}}}"
    base += "'" * node.primes
    return base + (f"_{{{to_latex(node.sub)}}}" if node.sub is not None else "")


_CONSTANTS = {"pi": r"\pi", "infinity": r"\infty", "emptyset": r"\emptyset", "e": r"\mathrm{e}", "i": r"\mathrm{i}"}


def _sum(node: tree.Sum) -> str:
    if not node.terms:
        return "0"
    text = _term(node.terms[0])
    for term in node.terms[1:]:
        if isinstance(term, tree.Negative):
            text += f" - {_at(term.body, PRODUCT)}"
        else:
            text += f" + {_term(term)}"
    return text


def _term(node: tree.Node) -> str:
    return _at(node, PRODUCT)


def _product(node: tree.Product) -> str:
    text = ""
    for factor in node.factors:
        part = _at(factor, PRODUCT if isinstance(factor, tree.Big | tree.Gradient | tree.Derivative) else POWER)
        if isinstance(factor, tree.Product):
            part = rf"\left({to_latex(factor)}\right)"
        needs_sign = text and (part[:1].isdigit() or _takes(text, part))
        text += (r" \cdot " if needs_sign else " " if text else "") + part
    return text


def _takes(before: str, after: str) -> bool:
    """Whether juxtaposition would read as a call or a subscripted bracket."""
    return after.startswith((r"\left(", r"\left[", "(", "[")) and not before.endswith(("}", ")"))


def _scripted(node: tree.Node) -> str:
    """The base of a power or an index: an atom, or in parentheses."""
    plain = isinstance(node, tree.Name | tree.Number | tree.Constant | tree.Norm | tree.Absolute | tree.Call)
    plain = plain or isinstance(node, tree.Expectation | tree.Growth | tree.Sequence | tree.Matrix | tree.Floor)
    return to_latex(node) if plain else rf"\left({to_latex(node)}\right)"


def _big(node: tree.Big) -> str:
    names = {"sum": r"\sum", "prod": r"\prod", "int": r"\int", "cup": r"\bigcup", "cap": r"\bigcap"}
    head = names.get(node.operator) or (
        rf"\operatorname{{{node.operator}}}" if node.operator.startswith("arg") else "\\" + node.operator
    )
    head += f"_{{{to_latex(node.lower)}}}" if node.lower is not None else ""
    head += f"^{{{to_latex(node.upper)}}}" if node.upper is not None else ""
    if node.variable is not None:
        return rf"{head} {_at(node.body, PRODUCT)} \, d{to_latex(node.variable)}"
    return f"{head} {_at(node.body, PRODUCT)}"


def _derivative(node: tree.Derivative) -> str:
    d = r"\partial " if node.partial else "d"
    order = f"^{{{len(node.wrt)}}}" if len(node.wrt) > 1 else ""
    below = " ".join(d + to_latex(w) for w in node.wrt)
    return rf"\frac{{{d.strip()}{order}}}{{{below}}} {_at(node.body, POWER)}"


def _expectation(node: tree.Expectation) -> str:
    operator = (
        r"\mathbb{E}"
        if node.operator == "E"
        else r"\Pr"
        if node.operator == "P"
        else (rf"\operatorname{{{node.operator}}}")
    )
    sub = f"_{{{to_latex(node.subscript)}}}" if node.subscript is not None else ""
    return rf"{operator}{sub}\left[{to_latex(node.body)}\right]"


def _sequence(node: tree.Sequence) -> str:
    inside = ", ".join(to_latex(i) for i in node.items)
    opening, closing = {"tuple": ("(", ")"), "list": ("[", "]"), "set": (r"\{", r"\}"), "bare": ("", "")}[node.kind]
    return f"{opening}{inside}{closing}"


def _relation(node: tree.Relation) -> str:
    text = _at(node.operands[0], SUM)
    for operator, operand in zip(node.operators, node.operands[1:], strict=True):
        text += f" {_RELATIONS[operator]} {_at(operand, SUM)}"
    return text.strip()


def _cases(node: tree.Cases) -> str:
    rows = [to_latex(v) + " & " + (to_latex(c) if c is not None else r"\text{otherwise}") for v, c in node.rows]
    return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"


def _matrix(node: tree.Matrix) -> str:
    rows = r" \\ ".join(" & ".join(to_latex(cell) for cell in row) for row in node.rows)
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


def _list(items: tuple[tree.Node, ...], separator: str = ", ") -> str:
    return separator.join(to_latex(i) for i in items)


def _interval(node: tree.Interval) -> str:
    ends = "[" if node.lower_closed else "(", "]" if node.upper_closed else ")"
    return f"{ends[0]}{to_latex(node.lower)}, {to_latex(node.upper)}{ends[1]}"


def _norm(node: tree.Norm) -> str:
    order = f"_{{{to_latex(node.order)}}}" if node.order is not None else ""
    return rf"\|{to_latex(node.body)}\|{order}"


def _quantity(node: tree.Quantity) -> str:
    if node.unit == "degree":
        return _scripted(node.value) + r"^\circ"
    return rf"{_at(node.value, POWER)}\,\text{{{node.unit}}}"


def _plus_minus(node: tree.PlusMinus) -> str:
    left = _at(node.left, SUM) + " " if node.left is not None else ""
    return rf"{left}\pm {_term(node.right)}"


_RULES: dict[type[tree.Node], Callable[[Any], str]] = {
    tree.Number: lambda n: n.text,
    tree.Name: _name,
    tree.Constant: lambda n: _CONSTANTS.get(n.name, rf"\text{{{n.name}}}"),
    tree.Sum: _sum,
    tree.Product: _product,
    tree.Negative: lambda n: f"-{_at(n.body, PRODUCT)}",
    tree.PlusMinus: _plus_minus,
    tree.Quotient: lambda n: rf"\frac{{{to_latex(n.numerator)}}}{{{to_latex(n.denominator)}}}",
    tree.Power: lambda n: f"{_scripted(n.base)}^{{{to_latex(n.exponent)}}}",
    tree.Root: lambda n: rf"\sqrt{f'[{to_latex(n.index)}]' if n.index is not None else ''}{{{to_latex(n.radicand)}}}",
    tree.Factorial: lambda n: f"{_scripted(n.body)}!",
    tree.Binomial: lambda n: rf"\binom{{{to_latex(n.top)}}}{{{to_latex(n.bottom)}}}",
    tree.Call: lambda n: rf"{_name(n.function)}\left({_list(n.arguments)}\right)",
    tree.Big: _big,
    tree.Norm: _norm,
    tree.Absolute: lambda n: rf"\left|{to_latex(n.body)}\right|",
    tree.Floor: lambda n: rf"\lfloor {to_latex(n.body)} \rfloor",
    tree.Ceiling: lambda n: rf"\lceil {to_latex(n.body)} \rceil",
    tree.Transpose: lambda n: rf"{_scripted(n.body)}^{{\top}}",
    tree.Indexed: lambda n: rf"\left({to_latex(n.body)}\right)_{{{to_latex(n.index)}}}",
    tree.Gradient: lambda n: (
        r"\nabla" + (f"_{{{to_latex(n.wrt)}}}" if n.wrt is not None else "") + " " + _at(n.body, ATOM)
    ),
    tree.Derivative: _derivative,
    tree.At: lambda n: rf"{_at(n.body, PRODUCT)}\big|_{{{to_latex(n.where)}}}",
    tree.Expectation: _expectation,
    tree.Distribution: lambda n: (
        (rf"\mathcal{{{n.name}}}" if len(n.name) == 1 else rf"\operatorname{{{n.name}}}") + f"({_list(n.parameters)})"
    ),
    tree.Growth: lambda n: ("\\" + n.order if len(n.order) > 1 else n.order) + rf"\left({to_latex(n.body)}\right)",
    tree.Quantity: _quantity,
    tree.Percent: lambda n: rf"{_at(n.value, POWER)}\%",
    tree.Sequence: _sequence,
    tree.Interval: _interval,
    tree.Builder: lambda n: rf"\{{{to_latex(n.element)} \mid {to_latex(n.condition)}\}}",
    tree.SetOperation: lambda n: f" {_SETS[n.operator]} ".join(_at(o, SUM) for o in n.operands),
    tree.Matrix: _matrix,
    tree.Cases: _cases,
    tree.Relation: _relation,
    tree.Text: lambda n: rf"\text{{{n.text}}}" if n.text.strip() not in ("", "|", "+", "-") else n.text,
    tree.Juxtaposed: lambda n: _list(n.items, r"\ "),
    tree.Boxed: lambda n: rf"\boxed{{{to_latex(n.body)}}}",
}
