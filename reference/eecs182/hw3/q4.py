"""Policy gradient and reparametrisation: two ways to differentiate an expectation."""

import numpy as np
from sympy import Function, Symbol, diff, exp, integrate, latex, log, oo, pi, simplify, sin, solve, sqrt

from evaluator.reference import Claim, Mass, Problem, Statement

mu, theta, x, z = (Symbol(name, real=True) for name in ("mu", "theta", "x", "z"))
sigma = Symbol("sigma", positive=True)
n = Symbol("n", positive=True, integer=True)
f = Function("f")

problem = Problem(
    "eecs182/hw3/q4",
    title="Policy gradient and the reparametrisation trick",
    statement=r"$F(\theta) = \mathbb{E}_{x \sim p_\theta}[f(x)]$ for a differentiable $f$.",
    symbols={r"\mu": mu, r"\theta": theta, "x": x, "z": z, r"\sigma": sigma, "n": n},
    domain={mu: (-1.5, 1.5), theta: (-1.5, 1.5), sigma: (0.4, 1.6), x: (-2, 2), z: (-2, 2)},
)
GAUSSIAN = ((r"p_\mu", r"\mathcal{N}(\mu, \sigma^2 I)"),)
POINTS = ({mu: 0.4, sigma: 0.8}, {mu: -1.2, sigma: 0.5})

# One dimension stands for all: the coordinates of the Gaussian are independent.
density = exp(-((x - mu) ** 2) / (2 * sigma**2)) / sqrt(2 * pi * sigma**2)
# A function to try things on: the mean of sin x under the Gaussian is known.
mean_of_sine = sin(mu) * exp(-(sigma**2) / 2)


# ---------------------------------------------------------------- a
a = problem.part(
    "a",
    "Gradient for a Gaussian, as an expectation",
    r"Let $p_\mu$ be the density of $\mathcal{N}(\mu, \sigma^2 I)$. Write $\nabla_\mu F(\mu)$ as "
    r"$\mathbb{E}_{x \sim p_\mu}[g(x)]$.",
)
gradient = a.answer(
    "gradient",
    Statement(r"\mathbb{E}_{x \sim p_\mu}\left[ f(x) \frac{x - \mu}{\sigma^2} \right]", GAUSSIAN),
    quantity=(r"\nabla_\mu F(\mu)", r"\nabla F(\mu)", r"\frac{\partial F}{\partial \mu}"),
    cues=("gradient", "final answer", "policy gradient"),
)
gradient.mistake(
    Statement(r"\mathbb{E}_{x \sim p_\mu}\left[ f(x) \frac{\mu - x}{\sigma^2} \right]", GAUSSIAN),
    "The sign is wrong: moving the mean towards x makes x more likely.",
)
gradient.mistake(
    Statement(r"\mathbb{E}_{x \sim p_\mu}\left[ f(x) (x - \mu) \right]", GAUSSIAN),
    "The factor 1/sigma^2 from the exponent is missing.",
)
gradient.mistake(
    Statement(r"\mathbb{E}_{x \sim p_\mu}\left[ f(x) \frac{x - \mu}{\sigma} \right]", GAUSSIAN),
    "The exponent has sigma^2 in it, so the score is divided by sigma^2.",
)
gradient.mistake(
    Statement(r"\mathbb{E}_{x \sim p_\mu}\left[ \frac{x - \mu}{\sigma^2} \right]", GAUSSIAN),
    "f(x) is missing; what is left is the mean of the score, which is zero.",
)
gradient.mistake(
    Statement(r"\mathbb{E}_{x \sim p_\mu}\left[ f(x) \frac{x - \mu}{2 \sigma^2} \right]", GAUSSIAN),
    "The 2 of the exponent cancels against the derivative of the square.",
)

a.erratum(
    kind="normalisation",
    printed=r"(2 \pi \sigma)^{-n/2}",
    should_be=r"(2 \pi \sigma^2)^{-n/2}",
    values=((2 * pi * sigma) ** (-n / 2), (2 * pi * sigma**2) ** (-n / 2)),
    mass=Mass(exp(-((x - mu) ** 2) / (2 * sigma**2)), x, copies=n),
    says="The handout prints the normaliser with sigma where sigma^2 belongs. The answer does not depend on it.",
    cues=("typo*|misprint*|should+be|mistake|wrong|missing|correct* sigma*|normali*|density|constant|2pi|square*",),
)


@a.proof
def score_function():
    """The gradient of p is p times the gradient of log p."""
    integrand = simplify(f(x) * diff(density, mu) / density)
    return rf"\mathbb{{E}}_{{x \sim \mathcal{{N}}(\mu, \sigma^2 I)}}\left[ {latex(integrand)} \right]"


@a.simulation(expect=diff(mean_of_sine, mu), at=POINTS)
def score_samples(rng, n, mu, sigma):
    x = mu + sigma * rng.standard_normal(n)
    return np.sin(x) * (x - mu) / sigma**2


# ---------------------------------------------------------------- b
b = problem.part("b", "Over a standard normal", r"Write $F(\mu)$ as an expectation over a standard normal $z$.")
rewritten = b.answer(
    "expectation",
    Statement(r"\mathbb{E}_{z \sim \mathcal{N}(0, I)}[ f(\mu + \sigma z) ]"),
    quantity=(r"F(\mu)",),
    cues=("rewrite", "standard normal", "final answer"),
)
rewritten.accepts(Statement(r"\mathbb{E}_{z \sim \mathcal{N}(0, \sigma^2 I)}[ f(\mu + z) ]"))
rewritten.mistake(
    Statement(r"\mathbb{E}_{z \sim \mathcal{N}(0, I)}[ f(\mu + \sigma^2 z) ]"),
    "A standard normal is stretched by the standard deviation sigma, not by the variance.",
)
rewritten.mistake(
    Statement(r"\mathbb{E}_{z \sim \mathcal{N}(0, I)}[ f(\mu + z) ]"),
    "The factor sigma is missing: this has variance 1.",
)
rewritten.mistake(
    Statement(r"\mathbb{E}_{z \sim \mathcal{N}(0, I)}\left[ f\left(\frac{z - \mu}{\sigma}\right) \right]"),
    "This standardises; x is wanted in terms of z and not z in terms of x.",
)


@b.proof
def change_of_variables():
    """Substituting x = mu + sigma z turns the density into the standard normal one, which must come out."""
    substituted = simplify(density.subs(x, mu + sigma * z) * sigma)
    assert simplify(substituted - exp(-(z**2) / 2) / sqrt(2 * pi)) == 0
    return rf"\mathbb{{E}}_{{z \sim \mathcal{{N}}(0, I)}}\left[ {latex(f(mu + sigma * z))} \right]"


@b.simulation(expect=mean_of_sine, at=POINTS)
def shifted_samples(rng, n, mu, sigma):
    return np.sin(mu + sigma * rng.standard_normal(n))


# ---------------------------------------------------------------- c
c = problem.part("c", "Gradient of the rewritten form", "Differentiate the result of (b) under the expectation.")
gradient = c.answer(
    "gradient",
    Statement(r"\mathbb{E}_{z \sim \mathcal{N}(0, I)}\left[ \nabla_x f(x) |_{x = \mu + \sigma z} \right]"),
    quantity=(r"\nabla_\mu F(\mu)", r"\nabla F(\mu)", r"\frac{\partial F}{\partial \mu}"),
    cues=("gradient", "final answer", "reparameterization"),
)
gradient.accepts(
    Statement(r"\mathbb{E}_{z \sim \mathcal{N}(0, I)}\left[ \nabla f(\mu + \sigma z) \right]"),
    Statement(r"\mathbb{E}_{z \sim \mathcal{N}(0, \sigma^2 I)}\left[ \nabla f(\mu + z) \right]"),
    # Stein's identity: integration by parts moves the derivative to the density.
    Statement(r"\mathbb{E}_{z \sim \mathcal{N}(0, I)}\left[ \frac{f(\mu + \sigma z) z}{\sigma} \right]"),
)
gradient.mistake(
    Statement(r"\mathbb{E}_{z \sim \mathcal{N}(0, I)}\left[ \sigma \nabla f(\mu + \sigma z) \right]"),
    "A factor sigma too much: the derivative of mu + sigma z by mu is 1, and Stein's identity divides by sigma.",
)
gradient.mistake(
    Statement(r"\mathbb{E}_{z \sim \mathcal{N}(0, I)}\left[ z \nabla f(\mu + \sigma z) \right]"),
    "That is the derivative by sigma, not by mu.",
)


@c.proof
def chain_rule():
    """The derivative by mu is f' at mu + sigma z, because the inner derivative is one."""
    inner = diff(mu + sigma * z, mu)
    return rf"\mathbb{{E}}_{{z \sim \mathcal{{N}}(0, I)}}\left[ {latex(inner)} \nabla f(\mu + \sigma z) \right]"


@c.simulation(expect=diff(mean_of_sine, mu), at=POINTS)
def pathwise_samples(rng, n, mu, sigma):
    return np.cos(mu + sigma * rng.standard_normal(n))


@c.simulation(expect=diff(mean_of_sine, mu), at=POINTS)
def stein_samples(rng, n, mu, sigma):
    z = rng.standard_normal(n)
    return np.sin(mu + sigma * z) * z / sigma


# ---------------------------------------------------------------- d
d = problem.part(
    "d", "The general case", r"Write $\nabla_\theta F(\theta)$ as an expectation for any differentiable $p_\theta$."
)
gradient = d.answer(
    "gradient",
    Statement(r"\mathbb{E}_{x \sim p_\theta}[ f(x) \nabla_\theta \log p_\theta(x) ]"),
    quantity=(r"\nabla_\theta F(\theta)", r"\nabla F(\theta)", r"\frac{\partial F}{\partial \theta}"),
    cues=("gradient", "final answer", "score function", "REINFORCE"),
)
gradient.accepts(
    Statement(r"\mathbb{E}_{x \sim p_\theta}\left[ f(x) \frac{\nabla_\theta p_\theta(x)}{p_\theta(x)} \right]"),
)
gradient.mistake(
    Statement(r"\mathbb{E}_{x \sim p_\theta}[ f(x) \nabla_\theta p_\theta(x) ]"),
    "The logarithm is missing: the density that the expectation needs must be divided out.",
)
gradient.mistake(
    Statement(r"\mathbb{E}_{x \sim p_\theta}[ \nabla_\theta \log p_\theta(x) ]"),
    "f(x) is missing; the mean of the score alone is zero.",
)
gradient.mistake(
    Statement(r"\mathbb{E}_{x \sim p_\theta}[ f(x) \log p_\theta(x) ]"),
    "The gradient in front of the logarithm is missing.",
)
gradient.mistake(
    Statement(r"-\mathbb{E}_{x \sim p_\theta}[ f(x) \nabla_\theta \log p_\theta(x) ]"),
    "The sign is wrong; nothing was minimised here.",
)


@d.proof
def log_derivative():
    """p grad log p = grad p, for whatever density."""
    p = Function("p")(theta, x)
    assert simplify(p * diff(log(p), theta) - diff(p, theta)) == 0
    return r"\mathbb{E}_{x \sim p_\theta}\left[ f(x) \nabla_\theta \log p_\theta(x) \right]"


@d.simulation(expect=2 * theta, at=({theta: 0.7}, {theta: 1.3}))
def exponential_family(rng, n, theta):
    """x exponential with mean theta^2 and f(x) = x, so that F = theta^2; grad log p = 2 (x - theta^2) / theta^3."""
    x = rng.exponential(theta**2, n)
    return x * 2 * (x - theta**2) / theta**3


# ---------------------------------------------------------------- e
e = problem.part(
    "e",
    "The general reparametrised gradient",
    r"Let $x = g(z, \theta)$ with $z \sim p(z)$ have the distribution $p_\theta$. Prove the formula for "
    r"$\nabla_\theta F(\theta)$ with the Jacobian of $g$, and name $g$ and $p(z)$ for the Gaussian above.",
)
gradient = e.answer(
    "gradient",
    Statement(
        r"\mathbb{E}_{z \sim p(z)}\left[ \left(\frac{\partial g(z, \theta)}{\partial \theta}\right)^T "
        r"\nabla_x f(x) |_{x = g(z, \theta)} \right]"
    ),
    quantity=(r"\nabla_\theta F(\theta)", r"\nabla F(\theta)", r"\frac{\partial F}{\partial \theta}"),
    cues=("gradient", "final answer", "therefore", "proved"),
)
gradient.accepts(
    Statement(r"\mathbb{E}_{z \sim p(z)}[ \nabla_\theta g(z, \theta)^T \nabla_x f(x) |_{x = g(z, \theta)} ]"),
    Statement(r"\mathbb{E}_{z \sim p(z)}[ (\frac{\partial g(z, \theta)}{\partial \theta})^T \nabla f(g(z, \theta)) ]"),
)
gradient.mistake(
    Statement(r"\mathbb{E}_{z \sim p(z)}\left[ \nabla_x f(x) |_{x = g(z, \theta)} \right]"),
    "The Jacobian of g is missing.",
)
# Two ways to write the Gaussian; g of one with p(z) of the other is wrong.
path = e.answer(
    "g", Statement(r"\mu + \sigma z"), quantity=(r"g(z, \mu)", r"g(z, \theta)", "g(z)", "g"), within="standard noise"
)
path.accepts(Statement(r"\mu + z"), within="scaled noise")
path.mistake(Statement(r"\mu + \sigma^2 z"), "A standard normal is stretched by sigma, not by sigma^2.")
path.mistake(Statement(r"\sigma + \mu z"), "Mean and standard deviation are exchanged.")
law = e.answer("law of z", Statement(r"\mathcal{N}(0, I)"), quantity=("p(z)", "z"), within="standard noise")
law.accepts(Statement(r"\mathcal{N}(0, \sigma^2 I)"), within="scaled noise")
law.mistake(Statement(r"\mathcal{N}(\mu, \sigma^2 I)"), "The law of z must not depend on mu; this is the law of x.")
FREE = "independent|fixed|free"
THETA = "theta|θ|parameter*|mu|μ|distribution|noise|z"
INSIDE = "mov*|push*|bring*|pass*|tak*|interchang*|exchang*|swap*|commut*|differentiat*|goes|pull*"

e.rubric(
    Claim(
        "p(z) does not depend on theta, so the gradient moves inside the expectation",
        supports=(
            f"not|doesn't|no|never|without|isn't depend*|function|involv* {THETA}",
            f"{FREE} {THETA}",
            f"{INSIDE} gradient|derivative|nabla|inside|integral|expectation|under",
        ),
        contradicts=("pz|z depends+on+theta !not",),
    ),
    Claim(
        "the chain rule gives the Jacobian of g",
        supports=(
            "chain+rule*",
            "jacobian*",
            "multivariable|multivariate chain|derivative|differentiation",
            "partial g partial theta|mu",
        ),
    ),
    summary="The distribution of z does not depend on theta, so the gradient moves inside the expectation, where the "
    "chain rule gives the transposed Jacobian of g times the gradient of f at g(z, theta).",
    name="argument",
    cues=("proof", "chain rule"),
)


@e.proof
def inside_the_expectation():
    """With z free of theta the derivative of f(g(z, theta)) by theta is f'(g) times dg/dtheta."""
    g = Function("g")(z, theta)
    inner = diff(f(g), theta).doit()
    assert simplify(inner - diff(f(x), x).subs(x, g).doit() * diff(g, theta)) == 0
    return (
        r"\mathbb{E}_{z \sim p(z)}\left[ \left(\frac{\partial g(z, \theta)}{\partial \theta}\right)^T "
        r"\nabla_x f(x) |_{x = g(z, \theta)} \right]"
    )


@e.proof("g")
def mean_and_spread():
    """Of all a + b z, which has mean mu and variance sigma^2 when z is standard normal?"""
    a, b = Symbol("a", real=True), Symbol("b", positive=True)

    def mean(expr):
        return integrate(expr * exp(-(z**2) / 2) / sqrt(2 * pi), (z, -oo, oo))

    (centre,) = solve(mean(a + b * z) - mu, a)
    (spread,) = solve(mean((b * z) ** 2) - sigma**2, b)
    return latex(centre + spread * z)


@e.simulation(expect=2 * theta, at=({theta: 0.7}, {theta: 1.3}))
def through_the_path(rng, n, theta):
    """x = theta^2 z with z exponential of mean 1 and f(x) = x: the Jacobian is 2 theta z, and F = theta^2."""
    z = rng.exponential(1.0, n)
    return 2 * theta * z
