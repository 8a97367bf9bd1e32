"""Linear models and probability."""

from sympy import Rational, Symbol, exp

from evaluator.reference import Choice, Growth, Problem, Statement

n, d, k = (Symbol(s, positive=True, integer=True) for s in "ndk")
lam, s2, tau = (Symbol(s, positive=True) for s in ("lambda", "sigma2", "tau"))
z = Symbol("z", real=True)
theta = Symbol("theta", positive=True)
problem = Problem(
    "layers/hw3/q1",
    title="Linear models",
    statement=r"$X \in \mathbb{R}^{n \times d}$ with $n > d$ and full rank, $y \in \mathbb{R}^n$, "
    r"$\lambda > 0$.",
    symbols={"n": n, "d": d, "k": k, r"\lambda": lam, r"\tau": tau, "z": z, r"\theta": theta},
    domain={"theta": (0, 1)},
    shapes={"X": ("n", "d"), "y": ("n",), "w": ("d",), "A": ("d", "d")},
)
a = problem.part("a", "Least squares", r"Which $w$ minimises $\|Xw - y\|^2$?")
a.answer(
    "minimiser",
    Statement(r"(X^T X)^{-1} X^T y"),
    quantity=("w^*", r"\hat{w}"),
    cues=("minimiser", "solution", "minimizer"),
)
b = problem.part("b", "Ridge gradient", r"What is the gradient of $\|Xw - y\|^2 + \lambda \|w\|^2$ (a column)?")
b.answer(
    "gradient", Statement(r"2 X^T (Xw - y) + 2 \lambda w"), quantity=(r"\nabla_w L", r"\nabla f(w)"), cues=("gradient",)
)
c = problem.part(
    "c",
    "Logistic",
    r"What is the derivative of $\sigma(z) = 1/(1+e^{-z})$, in terms of $\sigma$, and "
    r"its largest value?",
)
c.answer("derivative", exp(-z) / (1 + exp(-z)) ** 2, quantity=(r"\sigma'(z)",), cues=("derivative",))
c.answer("largest", Rational(1, 4), quantity=(r"\max_z \sigma'(z)",), cues=("largest", "maximum", "maximal"))
e = problem.part(
    "d",
    "Coin",
    r"$k$ heads in $n$ tosses: what is the maximum likelihood estimate of the "
    r"probability $\theta$ of heads, and its variance for true $\theta$?",
)
e.answer("estimate", k / n, quantity=(r"\hat{\theta}",), cues=("estimate", "MLE"))
e.answer("variance", theta * (1 - theta) / n, quantity=(r"\operatorname{Var}(\hat\theta)",), cues=("variance",))
f = problem.part(
    "e",
    "Eigenvalues",
    r"What are the eigenvalues of $\begin{pmatrix} 2 & 1 \\ 1 & 2 \end{pmatrix}$, and "
    r"is it positive definite?",
)
f.answer("eigenvalues", {1, 3}, quantity=(r"\lambda",), cues=("eigenvalues",))
f.answer(
    "definite",
    Choice("yes", (("yes", "positive definite"), ("no", "not positive definite", "indefinite"))),
    cues=("definite",),
)
g = problem.part(
    "f", "Bias and variance", "As $\\lambda$ grows, what happens to bias and variance of ridge regression?"
)
g.answer(
    "bias",
    Choice("grows", (("grows", "increases", "rises", "goes up"), ("shrinks", "decreases", "falls", "goes down"))),
    cues=("bias",),
)
g.answer(
    "variance",
    Choice("shrinks", (("grows", "increases", "rises", "goes up"), ("shrinks", "decreases", "falls", "goes down"))),
    cues=("variance",),
)
h = problem.part("g", "Cost", r"How does the cost of solving the normal equations grow with $n$ and $d$?")
h.answer("cost", Growth(n * d**2), quantity=(), cues=("cost",)).accepts(Growth(n * d**2 + d**3))
