"""Longer answers: derivations that end in a result, detours, final sections."""

from sympy import Symbol, exp, log

from evaluator.reference import Choice, Growth, Problem, Quantity, Statement

n, m, k = (Symbol(x, positive=True, integer=True) for x in ("n", "m", "k"))
p, q, s, t, b = (Symbol(x, positive=True) for x in ("p", "q", "sigma", "tau", "beta"))
x, y, mu = (Symbol(x, real=True) for x in ("x", "y", "mu"))
problem = Problem(
    "layers/hw1/q5",
    title="Derivations",
    statement=r"...",
    symbols={"n": n, "m": m, "k": k, "p": p, "q": q, r"\sigma": s, r"\tau": t, r"\beta": b, "x": x, "y": y, r"\mu": mu},
    domain={p: (0.1, 0.9), q: (0.1, 0.9)},
)
a = problem.part(
    "a",
    "Posterior",
    r"Prior $\mathcal{N}(0, \tau^2)$, one observation $x \sim "
    r"\mathcal{N}(\mu, \sigma^2)$. What is the posterior mean and variance "
    r"of $\mu$?",
)
a.answer(
    "mean",
    t**2 * x / (s**2 + t**2),
    quantity=(r"\mathbb{E}[\mu \mid x]", r"\mu_{post}"),
    cues=("posterior mean", "mean"),
)
a.answer(
    "variance",
    s**2 * t**2 / (s**2 + t**2),
    quantity=(r"\operatorname{Var}(\mu \mid x)", r"\sigma_{post}^2"),
    cues=("posterior variance", "variance"),
)

c = problem.part("b", "Coupons", "How many draws are needed on average to see a success with probability $p$?")
c.answer("draws", 1 / p, cues=("draws", "average", "expected"))

d = problem.part("c", "Gradient of a log", r"Differentiate $\log(1 + e^{x})$.")
d.answer("derivative", exp(x) / (1 + exp(x)), quantity=(r"\frac{d}{dx}\log(1+e^x)", "f'(x)"), cues=("derivative",))

e = problem.part(
    "d", "Union", "Two independent events have probability $p$ and $q$. What is the probability of at least one?"
)
e.answer("probability", p + q - p * q, quantity=r"P(A \cup B)", cues=("probability",))

f = problem.part("e", "Sum", "Estimate $\\sum_{i=1}^n i$ and its growth.")
f.answer("sum", n * (n + 1) / 2, quantity=r"\sum_{i=1}^n i", cues=("sum",))
f.answer("growth", Growth(n**2), cues=("grows", "growth", "order"))

g = problem.part("f", "Bias", "Is the maximum likelihood variance biased? Which factor corrects it?")
g.answer(
    "biased",
    Choice("yes", (("yes", "is biased", "biased"), ("no", "is unbiased", "unbiased"))),
    cues=("biased", "bias"),
)
g.answer("factor", n / (n - 1), cues=("factor", "multiply", "correct"))

h = problem.part("g", "Unit", "A step takes 20 ms; how long do 1000 steps take?")
h.answer("time", Quantity(20, "s"), cues=("time", "takes", "take"))

i = problem.part("h", "Entropy", "What is the entropy of a fair coin in bits, and of one with probability $p$?")
i.answer("fair", 1, cues=("fair",))
i.answer(
    "general",
    -p * log(p) / log(2) - (1 - p) * log(1 - p) / log(2),
    quantity=("H(p)", "H"),
    cues=("general", "biased", "probability $p$"),
)

j = problem.part("i", "Update", "Write one step of gradient descent with weight decay.")
j.answer(
    "update",
    Statement(r"w_{t+1} = (1 - \eta \lambda) w_t - \eta \nabla L(w_t)"),
    quantity="w_{t+1}",
    cues=("update", "step"),
)
