"""The small typed tree that every formula becomes. Frozen, hashable, compared by value.

The parser makes it (`evaluator.mathtext.parser`), `evaluator.mathtext.printer` writes it as LaTeX again and
`evaluator.mathtext.symbolic` gives SymPy. Nodes say what was written, not what it is worth: `2/4` stays a Quotient.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Node:
    """Base of all nodes."""


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A decimal numeral without sign: digits, at most one point. `text` keeps the digits as given."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    r"""An identifier: `x`, `d_1`, `\hat{\theta}`, `y'`, `\mathcal{L}`, `\mathrm{fan\_in}`.

    `base` is a letter, a Greek letter's LaTeX name without backslash ("alpha"), or a word. `alphabet` is the style
    ("bb", "cal", "bf", "rm", "frak", ...) or None. Two names are the same symbol when base, sub, primes and accent
    agree; alphabets count only where a scope says so.
    """

    base: str
    sub: Node | None = None
    primes: int = 0
    accent: str | None = None  # "hat", "bar", "tilde", "vec", "dot"
    alphabet: str | None = None


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """`pi`, `e`, `i`, `infinity`, `emptyset`, `true`, `false`; whether e and i are names is the scope's choice."""

    name: str


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """a + b - c; a subtracted term is a Negative."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Product(Node):
    r"""Factors in the order written (matrices need it)."""

    factors: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Tensor(Node):
    r"""`A \odot B` (entry by entry) and `a \otimes b`: `operator` is "odot" or "otimes"."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Layer(Node):
    r"""The index of a layer or a step, which stands as `W^{(2)}` or `W^{[l]}`: the subscript of its Name.

    `sub` is what stands below as well: `W^{(2)}_{ij}`.
    """

    index: Node
    sub: Node | None = None


@dataclass(frozen=True, slots=True)
class Negative(Node):
    body: Node


@dataclass(frozen=True, slots=True)
class PlusMinus(Node):
    r"""`a \pm b`; `left` is None for a bare `\pm b`."""

    left: Node | None
    right: Node


@dataclass(frozen=True, slots=True)
class Quotient(Node):
    numerator: Node
    denominator: Node


@dataclass(frozen=True, slots=True)
class Power(Node):
    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Root(Node):
    radicand: Node
    index: Node | None = None  # None: square root


@dataclass(frozen=True, slots=True)
class Factorial(Node):
    body: Node


@dataclass(frozen=True, slots=True)
class Binomial(Node):
    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    r"""A function applied: `f(x)`, `\sin x`, `\log_2 n`, `\operatorname{sign}(x)`, `p_\theta(x)`."""

    function: Name
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Big(Node):
    r"""`\sum`, `\prod`, `\int`, `\lim`, `\max`, `\min`, `\sup`, `\inf`, `\argmax`, `\argmin` with its limits.

    `lower` is the node under the operator (for a sum usually the Relation `i = 1`), `variable` the integration
    variable of an integral.
    """

    operator: str
    lower: Node | None
    upper: Node | None
    body: Node
    variable: Node | None = None


@dataclass(frozen=True, slots=True)
class Norm(Node):
    r"""`\|x\|_p`; `order` is the subscript (2, F, "RMS", ...) or None."""

    body: Node
    order: Node | None = None


@dataclass(frozen=True, slots=True)
class Absolute(Node):
    body: Node


@dataclass(frozen=True, slots=True)
class Floor(Node):
    body: Node


@dataclass(frozen=True, slots=True)
class Ceiling(Node):
    body: Node


@dataclass(frozen=True, slots=True)
class Transpose(Node):
    body: Node


@dataclass(frozen=True, slots=True)
class Indexed(Node):
    r"""An entry of something that is not a plain name: `(x_i)_k`, `[M]_{jk}`."""

    body: Node
    index: Node


@dataclass(frozen=True, slots=True)
class Gradient(Node):
    r"""`\nabla_x f`; `wrt` is None for a bare `\nabla f`."""

    body: Node
    wrt: Node | None = None


@dataclass(frozen=True, slots=True)
class Derivative(Node):
    r"""`\frac{d}{dx} f`, `\frac{\partial f}{\partial x}`; `f'(x)` is a Call of a primed Name."""

    body: Node
    wrt: tuple[Node, ...]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class At(Node):
    r"""`f(x) |_{x = a}`: `body` evaluated under the relation `where`."""

    body: Node
    where: Node


@dataclass(frozen=True, slots=True)
class Expectation(Node):
    r"""`\mathbb{E}_{x \sim p}[f]`, also Var and P: `operator` is "E", "Var", "Cov" or "P".

    `subscript` is what stands under the operator: a Relation with "~", a name, or None.
    """

    operator: str
    body: Node
    subscript: Node | None = None


@dataclass(frozen=True, slots=True)
class Distribution(Node):
    r"""`\mathcal{N}(\mu, \sigma^2 I)`, `U(0,1)`, `\mathrm{Bernoulli}(p)`; `name` is "N", "U", "Bernoulli", ..."""

    name: str
    parameters: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Growth(Node):
    r"""`\Theta(n^2)`, `O(n)`, `o(1)`, `\Omega(n)`; `order` is "Theta", "O", "o", "Omega", "omega"."""

    order: str
    body: Node


@dataclass(frozen=True, slots=True)
class Quantity(Node):
    r"""A value with a unit: `50 \text{ ns}`, `5\,\mathrm{m/s}`; `unit` in pint's spelling ("ns", "m/s")."""

    value: Node
    unit: str


@dataclass(frozen=True, slots=True)
class Percent(Node):
    value: Node


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    """Several values: a tuple or vector `(a, b)`, a set `{a, b}`, a list `[a, b]`, or a bare `a, b`."""

    kind: Literal["tuple", "set", "list", "bare"]
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Interval(Node):
    lower: Node
    upper: Node
    lower_closed: bool
    upper_closed: bool


@dataclass(frozen=True, slots=True)
class Builder(Node):
    r"""`\{ x \mid condition \}`."""

    element: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class SetOperation(Node):
    """`A ∪ B`, `A ∩ B`, `A \\ B`: `operator` is "cup", "cap" or "setminus"."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Matrix(Node):
    rows: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Cases(Node):
    """Pairs (value, condition); the condition of an "otherwise" row is None."""

    rows: tuple[tuple[Node, Node | None], ...]


@dataclass(frozen=True, slots=True)
class Relation(Node):
    """A chain `a = b <= c`: one more operand than operators.

    Operators: "=", "!=", "<", "<=", ">", ">=", "~" (distributed as), "approx", "in", "notin", "subset", "propto",
    "to", "mapsto", "implies", "iff", ":=" (defined as), "equiv", "ll", "gg", "perp".
    """

    operators: tuple[str, ...]
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Text(Node):
    r"""Words inside a formula: `\text{ for all }`."""

    text: str


@dataclass(frozen=True, slots=True)
class Juxtaposed(Node):
    r"""Pieces of mathematics beside words that make no single expression: `a = b \quad\text{and}\quad c = d`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Boxed(Node):
    body: Node
