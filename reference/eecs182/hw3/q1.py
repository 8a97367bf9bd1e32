"""Maximal update parametrisation: how large are the outputs of a dense layer, and of its first SignGD step?"""

import numpy as np
from sympy import Symbol, exp, integrate, oo, pi, sqrt

from evaluator.reference import Claim, Growth, LeadingOrder, Problem, dims

d1, d2 = dims("d_1 d_2")  # inputs, outputs
t = Symbol("t", real=True)

problem = Problem(
    "eecs182/hw3/q1",
    title="Maximal update parametrisation",
    statement=r"A dense layer $y = W x$ has $x \in \mathbb{R}^{d_1}$ and $W \in \mathbb{R}^{d_2 \times d_1}$, entries "
    r"i.i.d. $\mathcal{N}(0, 1)$. For $v \in \mathbb{R}^n$, $\mathrm{RMS}(v)^2 = \frac{\|v\|_2^2}{n}$.",
    symbols={"d_1": d1, "d_2": d2, r"d_{\text{in}}": d1, r"d_{\text{out}}": d2, "d_{in}": d1, "d_{out}": d2},
    domain={d1: (1, 60), d2: (1, 20)},
    shapes={
        **dict.fromkeys(("x", "x_i"), ("d_1",)),
        **dict.fromkeys(("y", "y'", "g", "g_i"), ("d_2",)),
        **dict.fromkeys(("W", r"\Delta W", "G"), ("d_2", "d_1")),
        **dict.fromkeys((r"\eta", "c", "f", "L", "S"), ()),
    },
)


def normal_mean(expr):
    """Expectation of `expr` over a standard normal t."""
    return integrate(expr * exp(-(t**2) / 2), (t, -oo, oo)) / sqrt(2 * pi)


# ---------------------------------------------------------------- a
a = problem.part(
    "a",
    "Scale of the output at initialisation",
    r"What is the expected squared RMS norm of $y$, how does it scale with $d_1$ and $d_2$, and by which constant $c$ "
    r"must $W$ be multiplied to make it 1?",
)
size = a.answer(
    "mean square",
    d1,
    quantity=(
        r"\mathbb{E}[\mathrm{RMS}(y)^2]",
        r"\mathbb{E}[\|y\|_{RMS}^2]",
        r"\mathbb{E}\left[\frac{\|y\|_2^2}{d_2}\right]",
    ),
    cues=("expected squared RMS norm", "mean square", "expected squared RMS"),
)
size.mistake(d1 * d2, "This is the expected squared length of y; the RMS norm divides it by d_2.")
size.mistake(d2, "Each output feature sums over the d_1 inputs, not over the d_2 outputs.")
size.mistake(sqrt(d1), "The root belongs to the RMS norm; its square was asked for.")
size.mistake(1, "The variance of each single product is 1, but d_1 of them are added.")
size.mistake(d1 / d2, "One factor d_2 too many: the sum over the features already cancels the division.")
size.mistake(d1**2, "The cross terms have mean zero, so d_1 terms remain and not d_1^2.")

grows = a.answer("scaling", Growth(d1), cues=("scales", "scaling", "grows", "linear", "proportional"))
grows.mistake(Growth(d1 * d2), "It does not depend on d_2, the average over the features removes it.")
grows.mistake(Growth(sqrt(d1)), "That is how the RMS norm scales, its square is linear.")

scale = a.answer(
    "constant",
    1 / sqrt(d1),
    quantity=("c", r"\alpha"),
    cues=("constant", "scaling factor", "multiply", "rescale", "normalise", "normalize"),
)
scale.mistake(1 / d1, "The constant enters squared, so take the root: 1/sqrt(d_1).")
scale.mistake(sqrt(d1), "Upside down: this makes the output larger, not smaller.")
scale.mistake(1 / sqrt(d1 * d2), "d_2 has already been averaged out by the RMS norm.")
scale.mistake(1 / sqrt(d2), "The size comes from the d_1 inputs, not from the d_2 outputs.")
scale.mistake(sqrt(2 / d1), "This is the value for layers behind a ReLU; here nothing halves the second moment.")

a.erratum(
    about="reference",
    kind="power",
    printed=r"\mathrm{RMS}(y) = \Theta(d_1)",
    should_be=r"\mathrm{RMS}(y) = \Theta(\sqrt{d_1})",
    values=(d1, sqrt(d1)),
    says="The posted solution says that the RMS norm grows like d_1; it is its square that does.",
    cues=("rms squar*|root|sqrt solution|posted", "solution|posted norm squar*"),
)


@a.proof
def independent_products():
    """y_j sums d_1 products W_jk x_k; their second moments are one, and different products are uncorrelated."""
    one_product = normal_mean(t**2) * normal_mean(t**2)
    cross = normal_mean(t) ** 2
    return d1 * one_product + d1 * (d1 - 1) * cross


@a.proof("scaling")
def linear():
    """The mean square is the number of terms."""
    return independent_products()


@a.proof("constant")
def root_of_the_mean_square():
    """c W x has mean square c^2 d_1."""
    return 1 / sqrt(independent_products())


def dense_layer(rng, n, d_1, d_2):
    """RMS(W x)^2 for n random layers."""
    y = np.einsum("sjk,sk->sj", rng.standard_normal((n, d_2, d_1)), rng.standard_normal((n, d_1)))
    return (y**2).mean(axis=1)


a.simulation(at=[{d1: 1, d2: 1}, {d1: 8, d2: 3}, {d1: 30, d2: 2}])(dense_layer)


@a.simulation("constant", expect=1, at=[{d1: 3, d2: 4}, {d1: 20, d2: 2}])
def rescaled_layer(rng, n, answer, d_1, d_2):
    return answer**2 * dense_layer(rng, n, d_1, d_2)


# ---------------------------------------------------------------- b
exact = 2 / pi * d1**2 + (1 - 2 / pi) * d1

b = problem.part(
    "b",
    "Scale of the first SignGD step",
    r"For one input $x_i$ with i.i.d. $\mathcal{N}(0, 1)$ entries and a fixed backpropagated vector "
    r"$g_i \in \mathbb{R}^{d_2}$, SignGD adds $\mathrm{sign}(g_i x_i^T)$ to $W$. What is the expected squared RMS norm "
    r"of $y' = \mathrm{sign}(g_i x_i^T)\, x_i$, how does it scale, and which constant makes it 1?",
)
size = b.answer(
    "mean square",
    exact,
    quantity=(
        r"\mathbb{E}[\mathrm{RMS}(y')^2]",
        r"\mathbb{E}[\|y'\|_{RMS}^2]",
        r"\mathbb{E}[S^2]",
        r"\mathbb{E}[\mathrm{RMS}(\Delta y)^2]",
    ),
    cues=("expected squared RMS norm", "mean square", "expected squared RMS"),
)
size.accepts(LeadingOrder(2 / pi * d1**2), Growth(d1**2, bare=False))
size.mistake(d1, "The cross terms E|x_k| E|x_l| = 2/pi are missing, and there are d_1 (d_1 - 1) of them.")
size.mistake(d1**2, "This takes E|x_k| E|x_l| to be 1; for standard normals it is 2/pi.")
size.mistake(exact * d2, "This is the expected squared length; the RMS norm divides it by d_2.")
size.mistake(sqrt(2 / pi) * d1, "This is the mean of the RMS norm; the mean of its square was asked for.")
size.mistake(sqrt(2 / pi) * d1**2 + (1 - sqrt(2 / pi)) * d1, "The mean of |x_k| is to be squared: 2/pi, not its root.")

grows = b.answer("scaling", Growth(d1**2), cues=("scales", "scaling", "grows", "quadratic"))
grows.mistake(Growth(d1), "The absolute values have a positive mean, so the cross terms do not cancel: quadratic.")
grows.mistake(Growth(d1**2 * d2), "It does not depend on d_2, the average over the features removes it.")

scale = b.answer(
    "constant",
    1 / sqrt(exact),
    quantity=("c", r"\alpha"),
    cues=("constant", "scaling factor", "multiply", "rescale", "normalise", "normalize"),
)
# Read literally, an expected RMS norm of 1 needs sqrt(pi/2)/d_1 exactly; the posted solution stops at 1/d_1.
scale.accepts(sqrt(pi / 2) / d1, LeadingOrder(sqrt(pi / 2) / d1), 1 / d1, Growth(1 / d1, bare=False))
scale.mistake(1 / sqrt(d1), "This would be right without the cross terms, as in (a).")
scale.mistake(1 / d1**2, "The constant enters squared, so take the root: of order 1/d_1.")
scale.mistake(sqrt(2 / pi) / d1, "Upside down under the root: E[S^2] is about (2/pi) d_1^2, so c is sqrt(pi/2)/d_1.")
scale.mistake(1 / exact, "The constant enters squared, so take the root.")
scale.mistake(sqrt(exact), "Upside down: this makes the step larger, not smaller.")

b.erratum(
    kind="shape",
    printed="x_i g_i^T",
    should_be="g_i x_i^T",
    like="W",
    says="The first handout prints the gradient as x_i g_i^T. That is d_1 x d_2, but W is d_2 x d_1.",
    cues=("typo*|misprint*|should+be|transpos*|revers*|swap*|shape*|dimension*|mistake gradient|xi|gi|update|outer",),
)
b.erratum(
    about="reference",
    kind="missing term",
    printed=r"\mathbb{E}[S^2] = d_1",
    should_be=r"\mathbb{E}[S^2] = d_1 + \frac{2}{\pi} d_1 (d_1 - 1)",
    values=(d1, exact),
    mentions=(
        r"\sum_{k \neq l} \mathbb{E}[|x_k|]\, \mathbb{E}[|x_l|]",
        r"\mathbb{E}[|(x_i)_k|]\, \mathbb{E}[|(x_i)_l|]",
    ),
    says="The posted solution leaves the cross terms of S = sum |x_k| implicit; without them the result would be d_1.",
    cues=("cross+term*", "off+diagonal", "solution|posted clear|unclear|miss*|omit*|skip*|implicit*|drop*|lack*"),
)


@b.proof
def square_of_a_sum():
    """Each feature is +-S with S = sum |x_k|: d_1 squares, and d_1 (d_1 - 1) products of independent |x_k|, |x_l|."""
    return d1 * normal_mean(t**2) + d1 * (d1 - 1) * normal_mean(abs(t)) ** 2


@b.proof("scaling")
def quadratic():
    return square_of_a_sum()


@b.proof("constant")
def root_of_the_second_moment():
    return 1 / sqrt(square_of_a_sum())


def sign_step(rng, n, d_1, d_2):
    """RMS(sign(g x^T) x)^2 for n random inputs and a fixed g."""
    g = rng.standard_normal(d_2)
    x = rng.standard_normal((n, d_1))
    update = np.sign(g[None, :, None] * x[:, None, :])
    return (np.einsum("sjk,sk->sj", update, x) ** 2).mean(axis=1)


b.simulation(at=[{d1: 1, d2: 2}, {d1: 8, d2: 3}, {d1: 40, d2: 1}])(sign_step)


@b.simulation("constant", expect=1, at=[{d1: 2, d2: 3}, {d1: 30, d2: 1}])
def rescaled_step(rng, n, answer, d_1, d_2):
    return answer**2 * sign_step(rng, n, d_1, d_2)


# ---------------------------------------------------------------- c
INPUTS = "d1|input*|fanin|fan+in"
FEATURES = "d2|output*|feature*|neuron*|coordinate*|component*|row*"
ONE_FEATURE = "each|every|single|individual feature|output|component|neuron"

c = problem.part("c", "Why only the inputs matter", r"Why do both constants depend on $d_1$ and not on $d_2$?")
c.rubric(
    Claim(
        "each feature sums over the d_1 inputs",
        supports=(
            f"sum*|add*|accumulat*|aggregat*|combin*|contribut* {INPUTS}",
            "many|number summed|sum|summation|added|terms",
            f"dot+product*|inner+product* {INPUTS}|each|row|length|size",
            f"variance|magnitude|size|moment {INPUTS} grow*|scale*|proportional|depend*|come*|origin*|set*|determin*",
        ),
        contradicts=(f"{ONE_FEATURE} sums+over+d2|sum+over+d2|sums+d2|sum+of+d2 !norm* !total",),
    ),
    Claim(
        "the RMS norm averages over the d_2 features, so d_2 cancels",
        supports=(
            f"{FEATURES} averag*|cancel*|divid*|division|mean+over|mean+of|taking+the+mean|mean+square",
            "d2|number+of+outputs|number+of+features normaliz*|normalis*|mean",
            "d2|outputs|features|neurons drop*|vanish*|disappear*|removed|factored|washes+out|washed+out",
            f"not|doesn't|no|never {FEATURES} matter*|affect*|influence* averag*|mean|cancel*|normali*|divid*|vanish*",
            "rms per+feature|per+neuron|per+coordinate|per+component|per+entry|per+element|typical",
        ),
        contradicts=(
            "rms|constant*|factor*|scaling depends+on+d2|depend+on+d2|grows+with+d2|scales+with+d2|proportional+to+d2 "
            "!total !l2 !cancel* !divid* !averag* !why",
        ),
    ),
    Claim(
        "a feature depends on its own row only",
        supports=(
            "row* own|only|each|one|independent*|single|corresponding feature*|output*|neuron*|component*|entry",
            f"{ONE_FEATURE} independent*|separately|same|identical*|regardless",
        ),
        needed=False,
    ),
    summary="Each output feature is computed from its own row only and sums over the $d_1$ inputs, so $d_1$ sets its "
    "size. The RMS norm averages over the $d_2$ features, so $d_2$ cancels.",
    cues=("why", "because", "reason"),
)
c.case(
    "Each feature sums over its $d_1$ inputs, so $d_1$ sets its size. The RMS norm averages over the $d_2$ features, "
    "so $d_2$ cancels.",
    "correct",
)
c.case("The constant depends on d2, and the RMS norm grows with d2.", "incorrect")
