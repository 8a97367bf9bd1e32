"""Normalisation."""

from sympy import Symbol, sqrt

from evaluator.reference import Choice, Claim, Problem

m, n, k = (Symbol(x, positive=True, integer=True) for x in "mnk")
eps = Symbol("epsilon", positive=True)
al = Symbol("alpha", positive=True)
gamma, b_ = Symbol("gamma", real=True), Symbol("beta", real=True)
problem = Problem(
    "layers/hw2/q2",
    title="Normalisation",
    statement=r"A batch $X \in \mathbb{R}^{m \times n}$ of $m$ examples with $n$ features; $\hat "
    r"x = (x - \mu)/\sqrt{\sigma^2 + \epsilon}$.",
    symbols={"m": m, "n": n, "k": k, r"\epsilon": eps, r"\alpha": al},
    shapes={"X": ("m", "n"), "W": ("n", "k")},
)
a = problem.part(
    "a",
    "Numbers",
    r"The batch of one feature is $1, 3, 5, 7$. What are mean and (biased) variance, "
    r"and what is the first normalised value for $\epsilon = 0$?",
)
a.answer("mean", 4, quantity=(r"\mu",), cues=("mean",))
a.answer("variance", 5, quantity=(r"\sigma^2",), cues=("variance",))
a.answer("first value", -3 / sqrt(5), quantity=(r"\hat{x}_1",), cues=("normalised value", "normalized"))
b = problem.part("b", "Statistics", r"How many means does batch norm compute for $X$, how many does layer norm?")
b.answer("batch norm", n, quantity=(), cues=("batch norm",))
b.answer("layer norm", m, quantity=(), cues=("layer norm",))
c = problem.part(
    "c",
    "Invariance",
    r"$W$ is scaled by $\alpha > 0$ before batch norm. What happens to the output, and "
    r"to $\nabla_W \ell$?",
)
c.answer(
    "output",
    Choice("unchanged", (("unchanged", "invariant", "the same", "does not change"), ("scaled", "multiplied"))),
    cues=("output",),
)
c.answer("gradient factor", 1 / al, quantity=(), cues=("gradient",))
d = problem.part("d", "Test time", "Why does batch norm use running averages at test time?")
d.rubric(
    Claim(
        "one example",
        supports=("single|one example|sample|input", "batch small|missing|absent|one", "not depend batch|others"),
        contradicts=(),
    ),
    summary="At test time there may be only a single example, and its output should not depend "
    "on the others of a batch.",
)
