"""Attention."""

from sympy import Matrix, Symbol

from evaluator.reference import Choice, Growth, Problem, Quantity, Statement

n, d, h, p = (Symbol(s, positive=True, integer=True) for s in ("n", "d", "h", "p"))
problem = Problem(
    "layers/hw2/q4",
    title="Attention",
    statement=r"Queries, keys and values $Q, K, V \in \mathbb{R}^{n \times d}$ for $n$ tokens, "
    r"$h$ heads.",
    symbols={"n": n, "d": d, "h": h, "p": p},
    shapes={"Q": ("n", "d"), "K": ("n", "d"), "V": ("n", "d"), "W": ("d", "d")},
)
a = problem.part(
    "a",
    "Variance of a score",
    r"Entries of $q, k \in \mathbb{R}^d$ are independent with mean 0 and variance 1. "
    r"What are the mean and the variance of $q^T k$?",
)
a.answer("mean", 0, quantity=(r"\mathbb{E}[q^T k]",), cues=("mean", "expectation"))
a.answer("variance", d, quantity=(r"\operatorname{Var}(q^T k)",), cues=("variance",))
b = problem.part("b", "The formula", r"Write scaled dot-product attention as a formula in $Q, K, V$.")
b.answer(
    "attention",
    Statement(r"\operatorname{softmax}\left(\frac{QK^T}{\sqrt{d}}\right) V"),
    quantity=(r"\text{Attention}(Q, K, V)",),
    cues=(),
)
c = problem.part("c", "Memory", r"How do time and memory of the score matrix grow with $n$?")
c.answer("time", Growth(n**2 * d), quantity=(), cues=("time",)).accepts(Growth(n**2))
c.answer("memory", Growth(n**2), quantity=(), cues=("memory",))
e = problem.part(
    "d",
    "Parameters",
    r"How many parameters do the four projections ($W_Q, W_K, W_V, W_O$, all $d \times "
    r"d$, no bias) have, and does this depend on the number of heads $h$?",
)
e.answer("parameters", 4 * d**2, quantity=(), cues=("parameters",))
e.answer("depends", Choice("no", (("yes",), ("no",))), cues=("depend", "heads"))
f = problem.part(
    "e",
    "Softmax",
    r"The scores of one query are $0$, $\ln 2$ and $\ln 3$. What are the attention "
    r"weights?",
)
f.answer("weights", Matrix([1, 2, 3]) / 6, quantity=(r"\alpha",), cues=("weights",))
g = problem.part(
    "f",
    "Cache",
    r"A model with 32 layers, 32 heads of size 128 stores keys and values in 2 bytes a "
    r"number. How much memory does the cache take for 4096 tokens?",
)
g.answer("cache", Quantity(2, "GiB"), quantity=(), cues=("cache", "memory"))
