"""A ReLU in one dimension: where its elbow is, and which way gradient descent moves it."""

from sympy import Eq, Piecewise, Symbol, diff, solve

from evaluator.reference import Problem

x, y = Symbol("x", real=True), Symbol("y", real=True)
w, b = Symbol("w", real=True, nonzero=True), Symbol("b", real=True)
wi, bi = Symbol("w_i", real=True, nonzero=True), Symbol("b_i", real=True)
active = (w * x + b - y) ** 2 / 2  # the loss where the ReLU is not flat
relu = Piecewise((w * x + b, w * x + b > 0), (0, True))


def where_active(slope):
    return Piecewise((slope, w * x + b > 0), (0, True))


problem = Problem(
    "eecs182/hw0/q5",
    title="The elbow of a ReLU under gradient descent",
    statement=r"Let $\phi(x)$ be $wx + b$ where that is positive and $0$ elsewhere, and let "
    r"$\ell = \frac12 (\phi(x) - y)^2$.",
    symbols={"x": x, "y": y, "w": w, "b": b, "w_i": wi, "W_i": wi, "W^{(1)}_i": wi, "w^{(1)}_i": wi, "b_i": bi},
    definitions={r"\phi(x)": relu},
)

# ---------------------------------------------------------------- a
single = problem.part(
    "a",
    "A single ReLU",
    r"Find the location $e$ of the elbow and the derivatives of $\ell$ with respect to $\phi(x)$, $w$ and $b$.",
)
elbow = single.answer("elbow", -b / w, quantity=("e", "x", "x_e"), cues=("elbow",))
elbow.mistake(b / w, "The sign is lost.")
by_value = single.answer("by value", r"\phi(x) - y", quantity=(r"\frac{d\ell}{d\phi}", r"\frac{d\ell}{d\phi(x)}"))
by_w = single.answer("by w", x * (w * x + b - y), quantity=(r"\frac{\partial \ell}{\partial w}", r"\nabla_w \ell"))
by_w.accepts(r"(\phi(x) - y) x", where_active(x * (w * x + b - y)))
by_w.mistake(w * x + b - y, "The inner derivative $x$ is missing.")
by_b = single.answer("by b", w * x + b - y, quantity=(r"\frac{\partial \ell}{\partial b}", r"\nabla_b \ell"))
by_b.accepts(r"\phi(x) - y", where_active(w * x + b - y))


@single.proof
def zero_of_the_line():
    return solve(Eq(w * x + b, 0), x)[0]


@single.proof("by w")
def slope():
    return diff(active, w)


@single.proof("by b")
def offset():
    return diff(active, b)


single.case(
    r"""The elbow is at $e = -\frac{b}{w}$. Then $\frac{d\ell}{d\phi} = \phi(x) - y$. With the chain rule
    $\frac{\partial \ell}{\partial w} = (wx + b - y) x$ and $\frac{\partial \ell}{\partial b} = wx + b - y$.""",
    "correct",
)
single.case(
    r"""It bends where $wx + b = 0$, thus $e = -b/w$.

    $\frac{d\ell}{d\phi} = \phi(x) - y$

    $\frac{\partial \ell}{\partial w} = (\phi(x) - y) \cdot x \cdot \mathbf{1}_{wx + b > 0}$

    $\frac{\partial \ell}{\partial b} = (\phi(x) - y) \cdot \mathbf{1}_{wx + b > 0}$""",
    "correct",
)
single.case(
    r"""The elbow is at $e = b/w$. $\frac{d\ell}{d\phi} = \phi(x) - y$,
    $\frac{\partial \ell}{\partial w} = wx + b - y$ and $\frac{\partial \ell}{\partial b} = wx + b - y$.""",
    "partial",
)

single.case(
    r"""The elbow is at $e = -b/w$. $\frac{d\ell}{d\varphi} = \varphi(x) - y$ and
    $$\frac{\partial \ell}{\partial w} = \begin{cases} (\varphi(x) - y) x & \text{if } wx + b > 0 \\
    0 & \text{otherwise} \end{cases}$$
    $$\frac{\partial \ell}{\partial b} = (\varphi(x) - y) \mathbb{I}(wx + b > 0)$$""",
    "correct",
)
single.case(
    """The elbow is at e = −b/w. We have dℓ/dφ = φ(x) − y, and where the unit is on
    ∂ℓ/∂w = (φ(x) − y)·x as well as ∂ℓ/∂b = y − φ(x).""",
    "partial",
)

# ---------------------------------------------------------------- c
each = problem.part("c", "All elbows", "With many units $w_i x + b_i$: where is the elbow $e_i$ of the unit $i$?")
each.answer("elbow", -bi / wi, quantity=("e_i",), cues=("elbow",)).mistake(bi / wi, "The sign is lost.")
each.case(r"The elbow of unit $i$ is at $e_i = -\frac{b_i}{w_i}$.", "correct")
each.case(r"The elbow of unit $i$ is at $e_i = \frac{b_i}{w_i}$.", "incorrect")
each.case(r"The elbow is where $z_i = 0$: $$w_i x + b_i = 0$$", "undecided")
