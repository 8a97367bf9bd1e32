"""Gradient descent on least squares: when it converges, how fast, and which direction is learned first."""

from sympy import Interval, Symbol, log, oo, solve

from evaluator.reference import Choice, Problem, Region

s, eta, y = Symbol("sigma", positive=True), Symbol("eta", positive=True), Symbol("y", real=True)
small, large = Symbol("sigma_s", positive=True), Symbol("sigma_l", positive=True)
t, e = Symbol("t", positive=True), Symbol("epsilon", positive=True)

problem = Problem(
    "eecs182/hw1/q1",
    title="Why learning rates cannot be too big",
    statement=r"To solve $\sigma w = y$, gradient descent with step size $\eta$ runs on $(y - \sigma w)^2$ from "
    r"$w_0 = 0$: $w_{t+1} = (1 - 2\eta\sigma^2) w_t + 2\eta\sigma y$.",
    symbols={
        r"\sigma": s, r"\eta": eta, "t": t, "y": y, r"\sigma_s": small, r"\sigma_l": large, r"\sigma_\ell": large,
        r"\sigma_{\min}": small, r"\sigma_{\max}": large, r"\epsilon": e,
    },
    domain={small: (0.1, 1), large: (1, 5), e: (0.001, 0.5), eta: (0.001, 0.02)},
)  # fmt: skip

# ---------------------------------------------------------------- a
a = problem.part("a", "Stability", r"For which $\eta > 0$ is the recurrence stable?")
stable = a.answer("step sizes", Region(Interval.open(0, 1 / s**2)), quantity=r"\eta", cues=("stable", "converges"))
stable.mistake(
    Region(Interval.open(0, 2 / s**2)), "The square brings a two of its own: the factor is $1 - 2\\eta\\sigma^2$."
)
a.case(r"It is stable if and only if $0 < \eta < \frac{1}{\sigma^2}$.", "correct")
a.case(r"We need $|1 - 2\eta\sigma^2| < 1$, so it is stable for $\eta \in (0, 1/\sigma^2)$.", "correct")
a.case(r"It is stable for $\eta < 1/\sigma^2$.", "correct")
a.case(r"The factor asks for $\eta < 1/\sigma^2$ (with $\eta > 0$).", "correct")
a.case(r"The iteration explodes where $\eta > 1/\sigma^2$; the step must be smaller.", "undecided")
a.case(r"It is stable for $\eta > 2/\sigma^2$.", "incorrect")
a.case(r"It is stable for $0 < \eta < \frac{2}{\sigma^2}$.", "incorrect")
a.case(r"It is stable for $\eta > \frac{1}{\sigma^2}$.", "incorrect")

# ---------------------------------------------------------------- b
b = problem.part("b", "How long?", r"After how many steps is $w_t$ within a factor $1 - \epsilon$ of its limit?")
steps = b.answer("steps", log(e) / log(1 - 2 * eta * s**2), quantity="t", cues=("steps", "iterations"))
steps.accepts(Region(Interval(log(e) / log(1 - 2 * eta * s**2), oo)))
steps.mistake(log(e) / log(1 - eta * s**2), "The factor of each step is $1 - 2\\eta\\sigma^2$.")
b.case(r"We need $t = \frac{\log \epsilon}{\log(1 - 2\eta\sigma^2)}$ steps.", "correct")
b.case(r"Therefore $t \ge \frac{\ln \epsilon}{\ln(1 - 2\eta\sigma^2)}$.", "correct")
b.case(r"We need $t = \frac{\log \epsilon}{\log(1 - \eta\sigma^2)}$ steps.", "incorrect")

# ---------------------------------------------------------------- c
c = problem.part(
    "c", "Two directions", r"For two directions with $\sigma_l \gg \sigma_s$: for which $\eta$ do both converge?"
)
c.answer("step sizes", Region(Interval.open(0, 1 / large**2)), quantity=r"\eta", cues=("converge", "stable"))
c.case(r"Both converge for $0 < \eta < \frac{1}{\sigma_l^2}$; the larger singular value limits it.", "correct")
c.case(r"Both converge for $0 < \eta < \frac{1}{\sigma_s^2}$.", "incorrect")

# ---------------------------------------------------------------- d
d = problem.part(
    "d", "Who is first?", "Does the direction of the larger or of the smaller singular value converge faster?"
)
d.answer(
    "faster",
    Choice("larger", (("larger", "largest", "bigger", "large"), ("smaller", "smallest", "small"))),
    cues=("converges faster", "faster", "first", "quickly"),
)
d.case("The direction of the larger singular value converges faster, because its factor is smaller.", "correct")
d.case("The smaller singular value converges faster.", "incorrect")
d.case("In sum, along large $\\sigma_1$ it converges faster, along small $\\sigma_2$ it converges slower.", "correct")
d.case("The small direction is slow, and the large one converges faster than the small one.", "correct")
d.case("The small direction converges faster, the large one slower.", "incorrect")
d.case("Is the smaller direction faster? No: along the larger one it is quick.", "correct")
d.case("One might think that the smaller one converges faster, but the opposite is true.", "unreadable")
d.case("Faster: larger. Slower: smaller.", "undecided")
d.case("**Larger**, since $1 - 2\\eta\\sigma^2$ is smaller there.", "correct")

# ---------------------------------------------------------------- e
f = problem.part("e", "The best step size", r"Which $\eta$ makes the slowest direction as fast as possible?")
best = f.answer(
    "step size", 1 / (large**2 + small**2), quantity=(r"\eta^*", r"\eta"), cues=("best", "optimal", "fastest")
)
best.mistake(1 / large**2, "There the larger direction does not converge at all.")
best.mistake(2 / (large**2 + small**2), "The loss has no $1/2$: the factor is $1 - 2\\eta\\sigma^2$.")


@f.proof
def both_shrink_alike():
    """The factors are equal up to their sign."""
    return solve(1 - 2 * eta * small**2 + 1 - 2 * eta * large**2, eta)[0]


f.case(r"Balancing both gives the optimal $\eta = \frac{1}{\sigma_l^2 + \sigma_s^2}$.", "correct")
f.case(r"The best step size is $\eta^* = \frac{2}{\sigma_l^2 + \sigma_s^2}$.", "incorrect")
