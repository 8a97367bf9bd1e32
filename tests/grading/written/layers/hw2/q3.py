"""Recurrent nets."""

from sympy import Abs, Symbol, log

from evaluator.reference import Growth, Problem, Statement

w, x = Symbol("w", real=True), Symbol("x", real=True)
T, d, V = (Symbol(n, positive=True, integer=True) for n in ("T", "d", "V"))
x1, x2, x3 = (Symbol(f"x_{i}", real=True) for i in (1, 2, 3))
problem = Problem(
    "layers/hw2/q3",
    title="Recurrent networks",
    statement=r"$h_t = w h_{t-1} + x_t$ with $h_0 = 0$; then $h_t = \tanh(W h_{t-1} + U x_t)$ "
    r"with $W \in \mathbb{R}^{d \times d}$.",
    symbols={"w": w, "T": T, "d": d, "V": V, "x_1": x1, "x_2": x2, "x_3": x3},
    shapes={"W": ("d", "d")},
)
a = problem.part("a", "Unrolled", r"What is $h_3$ in terms of the inputs?")
a.answer("state", w**2 * x1 + w * x2 + x3, quantity=("h_3",), cues=())
b = problem.part(
    "b",
    "Gradient",
    r"What is $\partial h_T / \partial h_1$, and for which $w$ does it vanish as $T \to "
    r"\infty$?",
)
b.answer("derivative", w ** (T - 1), quantity=(r"\frac{\partial h_T}{\partial h_1}",), cues=())
b.answer("vanishes", Abs(w) < 1, quantity=("w",), cues=("vanishes",))
c = problem.part("c", "Jacobian", r"What is $\partial h_t / \partial h_{t-1}$ for the tanh network?")
c.answer(
    "Jacobian",
    Statement(r"\operatorname{diag}(1 - h_t^2) W"),
    quantity=(r"\frac{\partial h_t}{\partial h_{t-1}}",),
    cues=(),
)
dd = problem.part(
    "d",
    "Cost",
    r"How does the time of one forward pass over $T$ steps grow with $T$ and $d$ "
    r"(inputs of size $d$)?",
)
dd.answer("time", Growth(T * d**2), quantity=(), cues=("time", "cost"))
e = problem.part(
    "e",
    "Perplexity",
    r"A model gives each of the tokens of a text probability $1/8$. What is the "
    r"cross-entropy in nats a token and the perplexity?",
)
e.answer("cross-entropy", log(8), quantity=("H",), cues=("cross-entropy", "entropy"))
e.answer("perplexity", 8, quantity=(r"\text{PPL}",), cues=("perplexity",))
