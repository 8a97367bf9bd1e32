"""Recurrent networks, graphs, embeddings and generative models."""

from sympy import Interval, Matrix, Symbol, log

from evaluator.reference import Choice, Problem, Quantity, Region, Statement

T, d, V, h, L, n, k = (Symbol(x, positive=True, integer=True) for x in ("T", "d", "V", "h", "L", "n", "k"))
w, x0, a, m, s = (
    Symbol("w", real=True),
    Symbol("h_0", real=True),
    Symbol("alpha", positive=True),
    Symbol("mu", real=True),
    Symbol("sigma", positive=True),
)
problem = Problem(
    "layers/hw1/q4",
    title="Sequences and samples",
    statement=r"A linear RNN $h_t = w h_{t-1}$ from $h_0$; an embedding of $V$ tokens "
    r"in $d$ dimensions; a transformer block of width $d$ with $L$ layers; a "
    r"Gaussian $\mathcal{N}(\mu, \sigma^2)$.",
    symbols={
        "T": T,
        "d": d,
        "V": V,
        "L": L,
        "n": n,
        "k": k,
        "w": w,
        "h_0": x0,
        r"\alpha": a,
        r"\mu": m,
        r"\sigma": s,
        "H": h,
        "x": Symbol("x", real=True),
        "y": Symbol("y", real=True),
    },
    shapes={"A": ("n", "n"), "X": ("n", "d"), "D": ("n", "n"), "W": ("d", "d")},
)
p = problem.part("a", "Unrolled", r"What is $h_T$, and its derivative with respect to $w$?")
p.answer("state", w**T * x0, quantity="h_T", cues=("state", "hidden state"))
p.answer(
    "derivative",
    T * w ** (T - 1) * x0,
    quantity=(r"\frac{\partial h_T}{\partial w}", r"\frac{d h_T}{d w}"),
    cues=("derivative", "gradient"),
)

p = problem.part(
    "b", "Stable", "For which $w$ does $h_t$ stay bounded, and does the gradient vanish or explode for $w = 1.1$?"
)
p.answer("weights", Region(Interval(-1, 1)), quantity="w", cues=("bounded", "stable"))
p.answer(
    "gradient",
    Choice(
        "explodes", (("explodes", "explode", "exploding", "blows up", "grows"), ("vanishes", "vanish", "vanishing"))
    ),
    cues=("1.1", "gradient"),
)

p = problem.part(
    "c",
    "Parameters",
    "How many parameters do the embedding and one attention block (four square matrices, no bias) have?",
)
p.answer("embedding", V * d, cues=("embedding",))
p.answer("attention", 4 * d**2, cues=("attention",))

p = problem.part(
    "d", "Normalised adjacency", "Write one graph convolution with the symmetric normalisation (no nonlinearity)."
)
p.answer("layer", Statement("D^{-1/2} A D^{-1/2} X W"), quantity=("H", "Y"), cues=("layer", "convolution"))

p = problem.part(
    "e",
    "Likelihood",
    r"What are the maximum likelihood estimates of mean and variance for "
    r"$x_1, \dots, x_n$?",
)
p.answer("mean", Statement(r"\frac{1}{n} \sum_{i=1}^n x_i"), quantity=(r"\hat{\mu}", r"\mu"), cues=("mean",))
p.answer(
    "variance",
    Statement(r"\frac{1}{n} \sum_{i=1}^n (x_i - \hat{\mu})^2"),
    quantity=(r"\hat{\sigma}^2", r"\sigma^2"),
    cues=("variance",),
)

p = problem.part("f", "KL", r"What is $D_{KL}(\mathcal{N}(\mu, \sigma^2) \| \mathcal{N}(0, 1))$?")
p.answer("divergence", (m**2 + s**2 - 1 - log(s**2)) / 2, quantity=r"D_{KL}", cues=("divergence", "KL"))

p = problem.part(
    "g",
    "Beam",
    "How many sequences of length $T$ over $V$ tokens are there, and how many does beam search with width $k$ score?",
)
p.answer("all", V**T, cues=("sequences", "exhaustive", "total"))
p.answer("beam", k * V * T, cues=("beam search", "beam"))

p = problem.part("h", "Memory", "Float32 weights of a model with 7 billion parameters: how many GB? And in int8?")
p.answer("float32", Quantity(28, "GB"), cues=("float32", "fp32", "32"))
p.answer("int8", Quantity(7, "GB"), cues=("int8", "8-bit", "8 bit"))

p = problem.part("i", "A matrix", r"Write the Jacobian of $(x, y) \mapsto (x y, x + y)$ at $(x, y)$.")
x, y = Symbol("x", real=True), Symbol("y", real=True)
p.answer("Jacobian", Matrix([[y, x], [1, 1]]), quantity="J", cues=("Jacobian",))
