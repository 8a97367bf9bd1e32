"""Ridge regression: its solution, what it does to singular values, and its limits."""

from sympy import Symbol, limit, oo

from evaluator.reference import Problem

s, lam = Symbol("sigma", positive=True), Symbol("lambda", positive=True)

problem = Problem(
    "eecs182/hw0/q4",
    title="Interpretations of ridge regression",
    statement=r"Ridge regression minimises $\|y - Xw\|_2^2 + \lambda \|w\|_2^2$ with an $n$ by $d$ matrix $X$ and "
    r"$\lambda > 0$; $X = U \Sigma V^T$ is the singular value decomposition.",
    symbols={r"\sigma": s, r"\sigma_i": s, r"\lambda": lam},
    shapes={"X": ("n", "d"), "y": ("n",), "w": ("d",), "I": ("d", "d"), "I_d": ("d", "d"), r"\lambda": ()},
)
W = ("w^*", "w", r"\hat{w}", r"w_\lambda", r"\hat{w}_r")

# ---------------------------------------------------------------- a
a = problem.part("a", "As an optimisation problem", "Solve the optimisation problem for $w$ with vector calculus.")
a.answer("weights", r"(X^T X + \lambda I)^{-1} X^T y", quantity=W, cues="solution")
a.case(r"The gradient is zero at $\hat{w} = (X^\top X + \lambda I)^{-1} X^\top y$.", "correct")
a.case(r"$$w^* = (\lambda I + X^\top X)^{-1} X^\top y$$", "correct")
a.case(r"The solution is $w = (X^T X)^{-1} X^T y + \lambda y$.", "incorrect")
a.case(r"The solution is $w = (X^T X - \lambda I)^{-1} X^T y$.", "incorrect")

# ---------------------------------------------------------------- b
b = problem.part(
    "b",
    "Shifted singular values",
    r"Plug the singular value decomposition into the solution. By which factor does it replace a singular value?",
)
factor = b.answer("factor", s / (s**2 + lam), cues=("factor", "singular value", "multiplied by", "replaced by"))
factor.mistake(1 / (s + lam), "The singular value enters squared through $X^T X$.")
b.case(r"For each direction the factor is $\frac{\sigma_i}{\sigma_i^2 + \lambda}$.", "correct")
b.case(r"For each direction the factor is $\frac{1}{\sigma_i + \lambda}$.", "incorrect")

b.case(
    r"""The entries are $\frac{\sigma_i}{\sigma_i^2 + \lambda}$. Where the singular value is large, that is about the
    factor $\frac{1}{\sigma_i}$ of least squares.""",
    "undecided",
)

# ---------------------------------------------------------------- g
g = problem.part("g", "Large penalties", r"What happens to the solution as $\lambda \to \infty$?")
g.answer(
    "limit",
    0,
    quantity=[rf"\lim_{{\lambda \to \infty}} {w}" for w in W],
    cues=("limit", "tends to", "goes to", "approaches", "shrinks to"),
)


@g.proof
def of_the_factor():
    return limit(s / (s**2 + lam), lam, oo)


g.case(r"The solution tends to $0$.", "correct")
g.case(r"The solution tends to $1$.", "incorrect")
g.case(
    r"""The inverse approaches $I^{-1} = I$. Therefore $\lim_{\lambda \to \infty} \hat{w}_r = 0$.""",
    "correct",
)
