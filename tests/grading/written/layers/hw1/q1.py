"""Batch norm, dropout, attention: small derivations."""

from sympy import Interval, Rational, Symbol, exp

from evaluator.reference import Choice, Claim, Growth, Problem, Quantity, Region

p, n, d, T = (Symbol(x, positive=True) for x in ("p", "n", "d", "T"))
h, w, b, k, s, c_in, c_out, pad = (
    Symbol(x, positive=True, integer=True) for x in ("H", "W", "B", "K", "S", "C_in", "C_out", "P")
)
x, y = Symbol("x", real=True), Symbol("y", real=True)
lam, eta, L = Symbol("lambda", positive=True), Symbol("eta", positive=True), Symbol("L", positive=True)

problem = Problem(
    "layers/hw1/q1",
    title="Layers",
    statement=r"Dropout keeps a unit with probability $p$; a layer norm acts on $x \in "
    r"\mathbb{R}^d$; softmax has temperature $T$.",
    symbols={
        "p": p,
        "n": n,
        "d": d,
        "T": T,
        "K": k,
        "k": k,
        "S": s,
        "P": pad,
        "C_{in}": c_in,
        "C_{out}": c_out,
        "x": x,
        "y": y,
        r"\lambda": lam,
        r"\eta": eta,
        "L": L,
        "H": h,
    },
    domain={p: (0.1, 0.9)},
)

a = problem.part(
    "a",
    "Mean under dropout",
    r"Inputs $x_i$ are kept with probability $p$ and not rescaled. Give mean "
    r"and variance of one kept input.",
)
a.answer("mean", p * x, quantity=r"\mathbb{E}[\tilde{x}]", cues=("mean", "expectation", "expected value"))
a.answer("variance", p * (1 - p) * x**2, quantity=r"\operatorname{Var}(\tilde{x})", cues=("variance",))

bb = problem.part("b", "Scaling", r"By what must the kept inputs be multiplied so that the mean is kept?")
bb.answer("factor", 1 / p, quantity=("c", r"\alpha"), cues=("factor", "multiply", "scale"))

cc = problem.part(
    "c",
    "Output size",
    r"A convolution with kernel $K$, stride $S$ and padding $P$ acts on "
    r"width $H$. How many parameters with bias, and how wide is the output "
    r"(S = 1)?",
)
cc.answer("parameters", c_out * (c_in * k**2 + 1), cues=("parameters", "weights"))
cc.answer("width", h + 2 * pad - k + 1, quantity=(r"H'", r"H_{out}"), cues=("output", "width", "wide"))

dd = problem.part(
    "d",
    "Attention cost",
    r"How does the cost of self-attention grow with sequence length $n$ and "
    r"width $d$?",
)
dd.answer("cost", Growth(n**2 * d), cues=("cost", "complexity", "grows"))

ee = problem.part(
    "e",
    "Sigmoid",
    r"Differentiate $\sigma(x) = 1/(1+e^{-x})$ and say where the derivative "
    r"is largest.",
)
sig = 1 / (1 + exp(-x))
ee.answer("derivative", sig * (1 - sig), quantity=(r"\sigma'(x)", r"\frac{d\sigma}{dx}"), cues=("derivative",))
ee.answer("largest", Rational(1, 4), cues=("largest", "maximum", "maximal", "peaks"))

ff = problem.part(
    "f",
    "Step sizes",
    r"For which $\eta$ does gradient descent on a quadratic with largest "
    r"curvature $L$ converge?",
)
ff.answer("step sizes", Region(Interval.open(0, 2 / L)), quantity=r"\eta", cues=("converges", "step"))

gg = problem.part("g", "Memory", r"1000 activations in 4 bytes each: how many kilobytes?")
gg.answer("memory", Quantity(4, "kB"), cues=("memory", "takes", "kilobytes"))

hh = problem.part("h", "Which norm?", "Does layer norm depend on the other examples of the batch? Say why.")
hh.answer(
    "depends",
    Choice("no", (("no", "does not depend", "independent"), ("yes", "depends on"))),
    cues=("depend", "layer norm"),
)
hh.rubric(
    Claim("own features", supports=("mean|statistics|normal* feature*|example*|sample*|channel*",)),
    summary="Layer norm takes the mean and variance over the features of one example.",
)

ii = problem.part(
    "i", "Softmax limits", "What does the softmax tend to for $T \\to 0$ and $T \\to \\infty$ over $n$ equal chances?"
)
ii.answer("hot", 1 / n, cues=("infty", "infinite", "large"))
