"""Dropout: what it does to the mean and the variance of a unit."""

from sympy import Rational, Symbol

from evaluator.reference import Problem, Quantity, dims

p, x, w = Symbol("p", positive=True), Symbol("x", real=True), Symbol("w", real=True)
(d,) = dims("d")

problem = Problem(
    "eecs182/hw1/q11",
    title="Dropout",
    statement="A unit is kept with probability $p$, independently of all others, and set to zero else.",
    symbols={"p": p, "x": x, "w": w, "d": d},
    domain={p: (0.05, 0.95), d: (2, 9)},
)

# ---------------------------------------------------------------- a
a = problem.part("a", "One unit", "What are mean and variance of a unit with value $x$?")
mean = a.answer("mean", p * x, quantity=(r"\mathbb{E}[\tilde{x}]", r"\mathbb{E}[z]"), cues=("mean", "expectation"))
mean.mistake((1 - p) * x, "$p$ is the probability to keep it.")
a.answer("variance", p * (1 - p) * x**2, quantity=(r"\mathrm{Var}(\tilde{x})", r"\mathrm{Var}(z)"), cues=("variance",))


@a.simulation("mean")
def kept(rng, n, p, x):
    return (rng.random(n) < p) * x


@a.simulation("variance")
def spread(rng, n, p, x):
    return ((rng.random(n) < p) * x - p * x) ** 2


a.case(r"The mean is $px$ and the variance is $p(1-p)x^2$.", "correct")
a.case(r"$\mathbb{E}[z] = px$ and $\mathrm{Var}(z) = p x^2 - p^2 x^2$.", "correct")
a.case(r"The expectation is $(1-p)x$ and the variance is $p(1-p)x^2$.", "partial")
a.case(r"The mean is $px$ and the variance is $p(1-p)x$.", "partial")

# ---------------------------------------------------------------- b
b = problem.part(
    "b",
    "Numbers",
    "For $p = 1/2$ and $x = 4$: what are mean and variance, and how many of 10 units drop out on average?",
)
b.answer("mean", 2, cues=("mean",))
b.answer("variance", 4, cues=("variance",))
b.answer("dropped", 5, cues=("drop out", "dropped", "on average"))
b.case("The mean is 2, the variance is 4, and 5 units drop out on average.", "correct")
b.case("The mean is $2$ and the variance is $4$. On average $5$ of them are dropped.", "correct")
b.case("The mean is $2$ and the variance is $2$. On average $5$ of them are dropped.", "partial")

# ---------------------------------------------------------------- c
c = problem.part("c", "Time", "A forward pass takes 3 ms. How long do 500 of them take?")
c.answer("time", Quantity(Rational(3, 2), "s"), cues=("take", "total", "time")).mistake(
    Quantity(15, "s"), "A millisecond is a thousandth of a second."
)
c.case("In total they take $1.5$ s.", "correct")
c.case(r"The time is $500 \cdot 3\ \text{ms} = 1500\ \text{ms}$.", "correct")
c.case(r"The time is $15$ seconds.", "incorrect")
