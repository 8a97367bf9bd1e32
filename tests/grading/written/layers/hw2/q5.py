"""Latent variables, divergences."""

from sympy import Rational, Symbol, log

from evaluator.reference import Choice, Problem, Statement

mu, s = Symbol("mu", real=True), Symbol("sigma", positive=True)
p = Symbol("p", positive=True)
z = Symbol("z", real=True)
problem = Problem(
    "layers/hw2/q5",
    title="Latent variables",
    statement=r"A VAE with encoder $q_\phi(z|x)$, decoder $p_\theta(x|z)$, prior $p(z)$.",
    symbols={r"\mu": mu, r"\sigma": s, "p": p},
    domain={"p": (0, 1)},
)
a = problem.part("a", "ELBO", r"State the evidence lower bound on $\log p_\theta(x)$.")
a.answer(
    "ELBO",
    Statement(r"\mathbb{E}_{q_\phi(z|x)}[\log p_\theta(x|z)] - D_{KL}(q_\phi(z|x) \| p(z))"),
    quantity=(r"\mathcal{L}", r"\text{ELBO}"),
    cues=("ELBO", "bound"),
)
b = problem.part("b", "Gaussians", r"What is $D_{KL}(N(\mu, \sigma^2) \| N(0, 1))$?")
b.answer("divergence", (mu**2 + s**2 - 1) / 2 - log(s), quantity=(r"D_{KL}",), cues=("divergence", "KL"))
c = problem.part("c", "Reparameterisation", r"How is $z \sim N(\mu, \sigma^2)$ written with $\epsilon \sim N(0,1)$?")
c.answer("sample", Statement(r"\mu + \sigma \epsilon"), quantity=("z",), cues=())
d = problem.part("d", "Is KL symmetric?", "Is the KL divergence symmetric? What is its smallest value?")
d.answer("symmetric", Choice("no", (("yes", "symmetric"), ("no", "not symmetric", "asymmetric"))), cues=("symmetric",))
d.answer("minimum", 0, quantity=(r"\min D_{KL}",), cues=("smallest", "minimum"))
e = problem.part(
    "e",
    "A coin",
    r"What is the entropy of a coin with probability $p$ in nats, and for which $p$ is "
    r"it largest?",
)
e.answer("entropy", -p * log(p) - (1 - p) * log(1 - p), quantity=("H(p)", "H"), cues=("entropy",))
e.answer("largest at", Rational(1, 2), quantity=("p",), cues=("largest", "maximal", "maximum"))
