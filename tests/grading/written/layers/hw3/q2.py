"""Calculus and nets."""

from sympy import Rational, Symbol, tanh

from evaluator.reference import Problem, Quantity

x, y, w, b, t = (Symbol(s, real=True) for s in "xywbt")
d, m, h, c = (Symbol(s, positive=True, integer=True) for s in "dmhc")
eta, beta, s, tau = (Symbol(q, positive=True) for q in ("eta", "beta", "s", "tau"))
g = Symbol("g", real=True)
problem = Problem(
    "layers/hw3/q2",
    title="Networks",
    statement=r"A network with one hidden layer of width $h$, inputs of size $d$, $c$ classes.",
    symbols={
        "x": x,
        "y": y,
        "w": w,
        "b": b,
        "t": t,
        "d": d,
        "m": m,
        "h": h,
        "c": c,
        r"\eta": eta,
        r"\beta": beta,
        "s": s,
        r"\tau": tau,
        "g": g,
    },
)
a = problem.part("a", "Parameters", "How many parameters does it have (with biases)?")
a.answer("parameters", h * (d + 1) + c * (h + 1), quantity=(), cues=("parameters",))
e = problem.part(
    "b",
    "Chain rule",
    r"$\ell = \frac12 (\tanh(wx + b) - y)^2$. What are $\partial\ell/\partial w$ and "
    r"$\partial\ell/\partial b$?",
)
e.answer(
    "by w",
    (tanh(w * x + b) - y) * (1 - tanh(w * x + b) ** 2) * x,
    quantity=(r"\frac{\partial \ell}{\partial w}",),
    cues=(),
)
e.answer(
    "by b", (tanh(w * x + b) - y) * (1 - tanh(w * x + b) ** 2), quantity=(r"\frac{\partial \ell}{\partial b}",), cues=()
)
f = problem.part(
    "c",
    "Temperature",
    r"What does $\mathrm{softmax}(z/\tau)$ tend to as $\tau \to \infty$ and how is the "
    r"case $\tau \to 0$ called?",
)
f.answer("limit", 1 / c, quantity=(), cues=("each class", "uniform", "tends to", "probability"))
i = problem.part(
    "d",
    "Adam",
    r"Bias correction: after $t$ steps with constant gradient $g$, what is $m_t$ "
    r"(started at 0, with $\beta$) and the corrected $\hat m_t$?",
)
i.answer("m", (1 - beta**t) * g, quantity=("m_t",), cues=())
i.answer("corrected", g, quantity=(r"\hat{m}_t",), cues=("corrected",))
j = problem.part(
    "e",
    "Initialisation",
    r"He initialisation: which variance do the weights of a layer with $d$ inputs get, "
    r"and which standard deviation for $d = 128$?",
)
j.answer("variance", 2 / d, quantity=(r"\operatorname{Var}(w)", r"\sigma_w^2"), cues=("variance",))
j.answer("deviation", Rational(1, 8), quantity=(r"\sigma_w",), cues=("standard deviation",))
k = problem.part(
    "f",
    "Training time",
    "A GPU does 100 TFLOPS; training takes $6 N D$ FLOPs for $N = 10^9$ parameters and "
    "$D = 2 \\cdot 10^{10}$ tokens. How long does it take?",
)
k.answer("time", Quantity(1200000, "s"), quantity=("T",), cues=("time", "takes"))
