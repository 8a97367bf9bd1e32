"""The tree as LaTeX that parses back to the same tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evaluator.mathtext import tree
from evaluator.mathtext.bigs import goes_on
from evaluator.mathtext.vocabulary import FUNCTIONS, GREEK, LIMITED, UNITS

# How tightly a node binds; a child that binds looser than its place demands goes into parentheses.
LIST, RELATION, SUM, PRODUCT, SIGN, POWER, ATOM = range(7)
_BINDING: dict[type[tree.Node], int] = {
    tree.Juxtaposed: LIST, tree.Relation: RELATION, tree.SetOperation: RELATION, tree.Sum: SUM, tree.PlusMinus: SUM,
    tree.Negative: SIGN, tree.Product: PRODUCT, tree.Big: PRODUCT, tree.Quotient: POWER, tree.Derivative: PRODUCT,
    tree.Gradient: PRODUCT, tree.Power: POWER, tree.Transpose: POWER, tree.Factorial: POWER, tree.At: POWER,
    tree.Tensor: PRODUCT, tree.Quantity: POWER, tree.Percent: POWER, tree.Indexed: POWER,
}  # fmt: skip
_RELATIONS = {
    "=": "=", "!=": r"\neq", "<": "<", "<=": r"\leq", ">": ">", ">=": r"\geq", "~": r"\sim", "approx": r"\approx",
    "in": r"\in", "notin": r"\notin", "subset": r"\subseteq", "propto": r"\propto", "to": r"\to",
    "mapsto": r"\mapsto", "implies": r"\implies", "iff": r"\iff", ":=": ":=", "equiv": r"\equiv", "ll": r"\ll",
    "gg": r"\gg", "perp": r"\perp", "ni": r"\ni",
}  # fmt: skip
_ALPHABETS = {"bb": r"\mathbb", "cal": r"\mathcal", "bf": r"\mathbf", "rm": r"\mathrm", "frak": r"\mathfrak"}
_SIGNS = frozenset(tree.Text(sign) for sign in ("+", "-", r"\pm", r"\mp"))
_NOT_IN_TEX = frozenset(
    "sign sgn tr Tr sech csch arctanh arcsinh arccosh arccsc arcsec arccot arccsch arcsech arccoth argmax "
    "argmin".split()
)
_SETS = {"cup": r"\cup", "cap": r"\cap", "setminus": r"\setminus", "and": r"\wedge", "or": r"\vee"}


def to_latex(node: tree.Node) -> str:
    """LaTeX of a tree."""
    return _RULES[type(node)](node)


def _at(node: tree.Node, binding: int) -> str:
    """The LaTeX of a child at a place that demands a binding."""
    if isinstance(node, tree.Sequence) and node.kind == "bare":
        return f"{{{to_latex(node)}}}"  # parentheses would make it a tuple
    own = PRODUCT if _gradient_of(node) is not None else _BINDING.get(type(node), ATOM)
    return to_latex(node) if own >= binding else _parenthesised(node)


def _gradient_of(node: tree.Node) -> tree.Gradient | None:
    r"""`\nabla f`, or the one of which `\nabla^2 f` is a further derivative."""
    inner = node.base if isinstance(node, tree.Power) else node
    return inner if isinstance(inner, tree.Gradient) else None


def _gradient(node: tree.Gradient, order: tree.Node | None = None) -> str:
    return rf"\nabla{_script('_', node.wrt)}{_script('^', order)} {_at(node.body, ATOM)}"


def _power(node: tree.Power) -> str:
    if isinstance(node.base, tree.Gradient):
        return _gradient(node.base, node.exponent)
    return _scripted(node.base) + _script("^", node.exponent)


def _parenthesised(node: tree.Node) -> str:
    return rf"\left({to_latex(node)}\right)"


def _script(mark: str, node: tree.Node | None) -> str:
    """A subscript or superscript, if there is one; a lone sign stands without braces."""
    if node is None:
        return ""
    text = to_latex(node)
    return f"{mark}{text}" if node in _SIGNS else f"{mark}{{{text}}}"


def _name(node: tree.Name) -> str:
    base = _base(node)
    if node.accent == "star":
        base += "^*"
    elif node.accent:
        base = rf"\{node.accent}{{{base}}}"
    base += "'" * node.primes
    if isinstance(node.sub, tree.Layer):
        return f"{base}^{{({to_latex(node.sub.index)})}}" + _script("_", node.sub.sub)
    return base + _script("_", node.sub)


def _base(node: tree.Name) -> str:
    if node.base in GREEK:
        return _in_alphabet("\\" + node.base, node.alphabet)
    if node.alphabet is None and node.base in FUNCTIONS | LIMITED:
        return rf"\operatorname{{{node.base}}}" if node.base in _NOT_IN_TEX else "\\" + node.base
    text = node.base.replace("_", r"\_")
    if node.alphabet == "rm":
        return rf"\text{{{text}}}" if len(text) == 1 else rf"\operatorname{{{text}}}"
    if node.alphabet is None and len(text) > 1 and node.accent != "bar":  # a bar covers a run of letters
        return rf"\operatorname{{{text}}}"
    return _in_alphabet(text, node.alphabet)


def _in_alphabet(text: str, alphabet: str | None) -> str:
    return text if alphabet is None else f"{_ALPHABETS.get(alphabet, _ALPHABETS['rm'])}{{{text}}}"


_CONSTANTS = {"pi": r"\pi", "infinity": r"\infty", "emptyset": r"\emptyset", "e": r"\mathrm{e}", "i": r"\mathrm{i}"}


def _sum(node: tree.Sum) -> str:
    if not node.terms:
        return "0"
    text = _at(node.terms[0], PRODUCT)
    for term in node.terms[1:]:
        if term in _SIGNS:  # a line that goes on
            text += f" {to_latex(term)}"
        elif isinstance(term, tree.Negative):
            text += f" - {_term(term.body)}"
        else:
            text += f" + {_term(term)}"
    return text


def _term(node: tree.Node) -> str:
    """What stands behind a sign or an operator: no sign of its own without parentheses."""
    return _parenthesised(node) if isinstance(node, tree.Negative) else _at(node, PRODUCT)


def _product(node: tree.Product) -> str:
    text = "" if node.factors else "1"
    before: tree.Node | None = None
    for index, factor in enumerate(node.factors):
        part = _factor(factor, last=index == len(node.factors) - 1)
        if before is not None:
            text += r" \cdot " if _needs_sign(before, factor, part) else " "
        text += part
        before = factor
    return text


def _tensor(node: tree.Tensor) -> str:
    right = _parenthesised(node.right) if isinstance(node.right, tree.Tensor) else _at(node.right, PRODUCT)
    return rf"{_at(node.left, PRODUCT)} \{node.operator} {right}"


def _factor(node: tree.Node, last: bool) -> str:
    if isinstance(node, tree.Product):
        return _parenthesised(node)
    if isinstance(node, tree.Big):  # it takes all factors that follow, unless a differential ends it
        return to_latex(node) if last or node.variable is not None else _parenthesised(node)
    taken = _gradient_of(node)
    if taken is not None and not last and goes_on(taken.body, () if taken.wrt is None else (taken.wrt,)):
        return _parenthesised(node)
    return _at(node, PRODUCT if taken is not None or isinstance(node, tree.Derivative) else POWER)


def _needs_sign(before: tree.Node, after: tree.Node, part: str) -> bool:
    """Whether juxtaposition would read as a call, a number, a unit or a gradient."""
    if part[:1].isdigit():
        return True
    if isinstance(before, tree.Name) and before.base in FUNCTIONS | LIMITED | {"nabla"}:
        return True
    if isinstance(before, tree.Number) and isinstance(after, tree.Name):
        return after.base in UNITS
    called = isinstance(before, tree.Name | tree.Power | tree.Indexed | tree.Gradient | tree.Derivative)
    return called and part.startswith((r"\left(", r"\left[", "(", "["))


def _scripted(node: tree.Node) -> str:
    """The base of a power or an index: an atom, or in parentheses."""
    if isinstance(node, tree.Name) and isinstance(node.sub, tree.Layer):
        return f"{{{to_latex(node)}}}"  # TeX knows one superscript a base
    plain = isinstance(node, tree.Name | tree.Number | tree.Constant | tree.Norm | tree.Absolute | tree.Call)
    plain = plain or isinstance(node, tree.Expectation | tree.Growth | tree.Sequence | tree.Matrix | tree.Floor)
    return to_latex(node) if plain else rf"\left({to_latex(node)}\right)"


def _big(node: tree.Big) -> str:
    names = {"sum": r"\sum", "prod": r"\prod", "int": r"\int", "cup": r"\bigcup", "cap": r"\bigcap"}
    head = names.get(node.operator) or _base(tree.Name(node.operator))
    head += _script("_", node.lower) + _script("^", node.upper)
    if node.variable is None:
        return f"{head} {_term(node.body)}"
    body = "" if node.body == tree.Text("1") else f" {_at(node.body, PRODUCT)}"
    return rf"{head}{body} \, d{to_latex(node.variable)}"


def _derivative(node: tree.Derivative) -> str:
    d = r"\partial " if node.partial else "d"
    order = f"^{{{len(node.wrt)}}}" if len(node.wrt) > 1 else ""
    below = " ".join(d + to_latex(w) for w in node.wrt)
    return rf"\frac{{{d.strip()}{order}}}{{{below}}} {_at(node.body, POWER)}"


def _expectation(node: tree.Expectation) -> str:
    operator = {"E": r"\mathbb{E}", "P": r"\Pr"}.get(node.operator, rf"\operatorname{{{node.operator}}}")
    return rf"{operator}{_script('_', node.subscript)}\left[{to_latex(node.body)}\right]"


_BRACKETS = {"tuple": ("(", ")"), "list": ("[", "]"), "set": (r"\{", r"\}"), "bare": ("", "")}


def _sequence(node: tree.Sequence) -> str:
    opening, closing = _BRACKETS[node.kind]
    if node.kind == "tuple" and len(node.items) == 1:
        opening, closing = r"\langle ", r" \rangle"  # parentheses around one thing are no tuple
    return f"{opening}{_list(node.items)}{closing}"


def _juxtaposed(node: tree.Juxtaposed) -> str:
    if not any(isinstance(item, tree.Text) for item in node.items):
        rows = r" \\ ".join(to_latex(item) for item in node.items)
        return rf"\begin{{aligned}} {rows} \end{{aligned}}"
    text, words = "", True
    for item in node.items:
        text += " " if words or isinstance(item, tree.Text) else ", "
        text += _at(item, RELATION)
        words = isinstance(item, tree.Text)
    return text.strip()


def _quotient(node: tree.Quotient) -> str:
    r"""With a slash where \frac would read as a derivative."""
    below = node.denominator
    first = below.factors[0] if isinstance(below, tree.Product) else None
    if isinstance(first, tree.Name) and first.base in ("d", "partial") and first.sub is None:
        return f"{_parenthesised(node.numerator)} / {_parenthesised(below)}"
    return rf"\frac{{{to_latex(node.numerator)}}}{{{to_latex(below)}}}"


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


def _list(items: tuple[tree.Node, ...]) -> str:
    return ", ".join(_at(i, LIST) for i in items)


def _interval(node: tree.Interval) -> str:
    ends = "[" if node.lower_closed else "(", "]" if node.upper_closed else ")"
    return f"{ends[0]}{_list((node.lower, node.upper))}{ends[1]}"


def _barred(bar: str, body: tree.Node) -> str:
    """Opening and closing bars look alike: a body with bars of its own stands in braces."""
    inside = to_latex(body)
    inside = f"{{{inside}}}" if "|" in inside else inside
    return rf"\left{bar}{inside}\right{bar}"


def _norm(node: tree.Norm) -> str:
    return _barred(r"\|", node.body) + _script("_", node.order)


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
    tree.Quotient: _quotient,
    tree.Power: _power,
    tree.Root: lambda n: rf"\sqrt{f'[{to_latex(n.index)}]' if n.index is not None else ''}{{{to_latex(n.radicand)}}}",
    tree.Factorial: lambda n: f"{_scripted(n.body)}!",
    tree.Binomial: lambda n: rf"\binom{{{to_latex(n.top)}}}{{{to_latex(n.bottom)}}}",
    tree.Call: lambda n: rf"{_name(n.function)}\left({_list(n.arguments)}\right)",
    tree.Big: _big,
    tree.Norm: _norm,
    tree.Absolute: lambda n: _barred("|", n.body),
    tree.Floor: lambda n: rf"\lfloor {to_latex(n.body)} \rfloor",
    tree.Ceiling: lambda n: rf"\lceil {to_latex(n.body)} \rceil",
    tree.Tensor: _tensor,
    tree.Layer: lambda n: f"({to_latex(n.index)})" + _script("_", n.sub),
    tree.Transpose: lambda n: rf"{_scripted(n.body)}^{{\top}}",
    tree.Indexed: lambda n: _parenthesised(n.body) + _script("_", n.index),
    tree.Gradient: _gradient,
    tree.Derivative: _derivative,
    tree.At: lambda n: rf"{_scripted(n.body)}\big|{_script('_', n.where)}",
    tree.Expectation: _expectation,
    tree.Distribution: lambda n: (
        (rf"\mathcal{{{n.name}}}" if len(n.name) == 1 else rf"\operatorname{{{n.name}}}") + f"({_list(n.parameters)})"
    ),
    tree.Growth: lambda n: ("\\" + n.order if len(n.order) > 1 else n.order) + rf"\left({to_latex(n.body)}\right)",
    tree.Quantity: _quantity,
    tree.Percent: lambda n: rf"{_at(n.value, POWER)} \%",
    tree.Sequence: _sequence,
    tree.Interval: _interval,
    tree.Builder: lambda n: rf"\{{{to_latex(n.element)} \mid {to_latex(n.condition)}\}}",
    tree.SetOperation: lambda n: f" {_SETS[n.operator]} ".join(_at(o, SUM) for o in n.operands),
    tree.Matrix: _matrix,
    tree.Cases: _cases,
    tree.Relation: _relation,
    tree.Text: lambda n: n.text if n in _SIGNS or n.text.strip() in ("", "|") else rf"\text{{{n.text}}}",
    tree.Juxtaposed: _juxtaposed,
    tree.Boxed: lambda n: rf"\boxed{{{to_latex(n.body)}}}",
}
