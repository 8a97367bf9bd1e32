"""Momentum, Adam, learning rates on a quadratic."""

from sympy import Interval, Symbol

from evaluator.reference import Choice, Problem

eta, beta, lam, mu, L = (Symbol(n, positive=True) for n in ("eta", "beta", "lambda", "mu", "L"))
g = Symbol("g", real=True)
problem = Problem(
    "layers/hw2/q1",
    title="Optimizers",
    statement=r"Gradient descent with step size $\eta$ on $f(w) = \frac{\lambda}{2} w^2$, and "
    r"with momentum: $v_{t+1} = \beta v_t + g_t$, $w_{t+1} = w_t - \eta v_{t+1}$ with "
    r"$0 < \beta < 1$.",
    symbols={r"\eta": eta, r"\beta": beta, r"\lambda": lam, r"\mu": mu, "L": L, "g": g},
)
a = problem.part("a", "Contraction", r"By which factor does plain gradient descent multiply $w_t$ in each step?")
a.answer("factor", 1 - eta * lam, quantity=(r"\frac{w_{t+1}}{w_t}",), cues=("factor",))
b = problem.part("b", "Range of step sizes", r"For which $\eta > 0$ does it converge?")
b.answer("range", Interval.open(0, 2 / lam), quantity=(r"\eta",), cues=("converges",))
c = problem.part(
    "c",
    "Terminal velocity",
    r"With a constant gradient $g$, to what does $v_t$ converge, and what is the "
    r"effective step size?",
)
c.answer("velocity", g / (1 - beta), quantity=(r"v_\infty", r"\lim_{t\to\infty} v_t"), cues=("velocity", "converges"))
c.answer("effective step", eta / (1 - beta), quantity=(r"\eta_{\text{eff}}",), cues=("effective",))
d = problem.part(
    "d",
    "Best step",
    r"For eigenvalues between $\mu$ and $L$, which constant step size has the fastest "
    r"worst-case rate, and what is that rate?",
)
d.answer("step", 2 / (mu + L), quantity=(r"\eta^*", r"\eta"), cues=("step size",))
d.answer("rate", (L - mu) / (L + mu), quantity=(r"\rho",), cues=("rate",))
e = problem.part(
    "e",
    "Adam and scale",
    r"If the loss is multiplied by 100, does Adam (with $\epsilon = 0$) take other "
    r"steps?",
)
e.answer("other steps", Choice("no", (("yes",), ("no",))), cues=("steps",))
