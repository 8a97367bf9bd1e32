"""Optimisers, initialisation and a little probability."""

from sympy import FiniteSet, Symbol, log

from evaluator.reference import Choice, Problem

n, N, B, eta, beta, k = (Symbol(x, positive=True) for x in ("n", "N", "B", "eta", "beta", "k"))
s, q, g, v = Symbol("sigma", positive=True), Symbol("q", positive=True), Symbol("g", real=True), Symbol("v", real=True)
l1, l2 = Symbol("lambda_1", positive=True), Symbol("lambda_n", positive=True)
problem = Problem(
    "layers/hw1/q3",
    title="Optimisers",
    statement=r"SGD with step $\eta$, momentum $\beta$, batches of size $B$ out of $N$ "
    r"examples; $\lambda_1$ is the largest and $\lambda_n$ the smallest "
    r"eigenvalue of the Hessian.",
    symbols={
        "n": n,
        "N": N,
        "B": B,
        r"\eta": eta,
        r"\beta": beta,
        "k": k,
        r"\sigma": s,
        "g": g,
        "v": v,
        r"\lambda_1": l1,
        r"\lambda_{\max}": l1,
        r"\lambda_n": l2,
        r"\lambda_{\min}": l2,
        "q": q,
    },
    domain={beta: (0.1, 0.95), q: (0.1, 0.9), l1: (3, 9), l2: (0.1, 1)},
)
a = problem.part("a", "Steps per epoch", "How many updates does one epoch take?")
a.answer("updates", N / B, cues=("updates", "steps", "iterations"))

b = problem.part(
    "b",
    "Momentum",
    r"With a constant gradient $g$, what does the velocity $v_{t+1} = \beta "
    r"v_t + g$ tend to?",
)
b.answer(
    "limit",
    g / (1 - beta),
    quantity=(r"v_\infty", r"v^*", r"\lim_{t\to\infty} v_t"),
    cues=("tends to", "converges", "limit"),
)

c = problem.part("c", "Condition", r"What is the condition number, and the best constant step?")
c.answer("condition number", l1 / l2, quantity=(r"\kappa",), cues=("condition number",))
c.answer("step", 2 / (l1 + l2), quantity=(r"\eta^*", r"\eta_{opt}", r"\eta"), cues=("step", "learning rate"))

d = problem.part(
    "d",
    "He",
    r"Which variance of the weights keeps the second moment through a ReLU "
    r"layer with $n$ inputs?",
)
dd = d.answer("variance", 2 / n, quantity=(r"\operatorname{Var}(w)", r"\sigma_w^2", r"\sigma^2"), cues=("variance",))
dd.mistake(1 / n, "ReLU halves the second moment.")

e = problem.part(
    "e",
    "Batch noise",
    r"The gradient of one example has variance $\sigma^2$. What is that of "
    r"the mean of $B$, and by how much does it shrink if $B$ is multiplied "
    r"by 4?",
)
e.answer("variance", s**2 / B, quantity=(r"\operatorname{Var}(\bar{g})",), cues=("variance",))
e.answer("factor", 4, cues=("factor", "times", "shrinks"))

f = problem.part(
    "f",
    "Quadratic",
    r"Which $\lambda$ solve $\lambda^2 - 3\lambda + 2 = 0$, and what are "
    r"both eigenvectors' order?",
)
f.answer("solutions", FiniteSet(1, 2), quantity=r"\lambda", cues=("solutions", "roots", "eigenvalues"))

h = problem.part(
    "g", "Cross entropy", "What loss does a uniform guess over $k$ classes have, in nats, and for $k = 10$?"
)
h.answer("loss", log(k), quantity=("L", r"\ell"), cues=("loss",))
h.answer("value", log(10), cues=("10", "ten"))

i = problem.part("h", "Which is better?", "Which needs more memory per parameter: SGD or Adam?")
i.answer("more", Choice("Adam", (("Adam",), ("SGD",))), cues=("more memory", "needs more"))
