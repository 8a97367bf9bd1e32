"""Matrices: gradients of a linear layer, low-rank adapters."""

from sympy import Symbol

from evaluator.reference import Problem, Statement

r, m, n = (Symbol(x, positive=True, integer=True) for x in "rmn")
problem = Problem(
    "layers/hw1/q2",
    title="Linear layers",
    statement=r"$y = Wx$ with $W \in \mathbb{R}^{m \times n}$ and a loss with gradient "
    r"$g = \partial\ell/\partial y \in \mathbb{R}^m$; $W = W_0 + BA$ with $B "
    r"\in \mathbb{R}^{m \times r}$.",
    symbols={"r": r, "m": m, "n": n},
    shapes={
        "W": ("m", "n"),
        "W_0": ("m", "n"),
        "x": ("n",),
        "y": ("m",),
        "g": ("m",),
        "B": ("m", "r"),
        "A": ("r", "n"),
        r"\delta": ("m",),
    },
)
a = problem.part("a", "Weight gradient", r"What is $\partial \ell/\partial W$?")
a.answer(
    "gradient", Statement("g x^T"), quantity=(r"\frac{\partial \ell}{\partial W}", r"\nabla_W \ell"), cues=("gradient",)
)

b = problem.part("b", "Input gradient", r"What is $\partial \ell/\partial x$ (a column)?")
b.answer(
    "gradient", Statement("W^T g"), quantity=(r"\frac{\partial \ell}{\partial x}", r"\nabla_x \ell"), cues=("gradient",)
)

c = problem.part(
    "c",
    "Adapters",
    r"What are the gradients of $\ell$ with respect to $A$ and $B$, and how "
    r"many parameters do they have?",
)
c.answer("by A", Statement("B^T g x^T"), quantity=(r"\frac{\partial \ell}{\partial A}", r"\nabla_A \ell"), cues=())
c.answer("by B", Statement("g x^T A^T"), quantity=(r"\frac{\partial \ell}{\partial B}", r"\nabla_B \ell"), cues=())
c.answer("parameters", r * (m + n), cues=("parameters",))
