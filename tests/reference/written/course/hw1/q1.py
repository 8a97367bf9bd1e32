"""Answers as people write them, to questions of all kinds: what each of them must be taken for."""

from sympy import ImmutableMatrix, Integer, Interval, Rational, Symbol, binomial, exp, log, sqrt, symbols

from evaluator.reference import Choice, Growth, Problem, Quantity, Region, dims

x, y = symbols("x y", real=True)
mu = Symbol("mu", real=True)
p, s, beta = symbols("p sigma beta", positive=True)
n, k, d, h, t = dims("n k d h t")
(layers,) = dims("L")

problem = Problem(
    "course/hw1/q1",
    title="As people write",
    symbols={
        "x": x, "y": y, "p": p, r"\sigma": s, r"\mu": mu, "n": n, "k": k, "d": d, "h": h, "t": t, r"\beta": beta,
        "L": layers,
    },
    domain={p: (0.1, 0.9), n: (2, 9), beta: (0.1, 0.9)},
    shapes={
        "A": ("n", "n"), "B": ("n", "m"), "z": ("n",), "v": ("n",), "u": ("o",), "W_1": ("h", "n"), "W_2": ("o", "h"),
        "X": ("m", "n"), r"\Sigma": ("n", "n"), "I": ("n", "n"), "W^{(1)}": ("h", "n"), "W^{(2)}": ("o", "h"),
    },
)  # fmt: skip

RIGHT, WRONG, OPEN = "correct", "incorrect", "undecided"


def asked(letter, value, cues, *cases, quantity=()):
    part = problem.part(letter, letter)
    part.answer("answer", value, quantity=quantity, cues=cues)
    for said, verdict in cases:
        part.case(said, verdict)


asked(
    "a", exp(-x) / (1 + exp(-x)) ** 2, "derivative",
    (r"The derivative is $\frac{e^{-x}}{(1+e^{-x})^2}$.", RIGHT),
    (r"The derivative equals $\frac{e^{x}}{(1+e^{x})^2}$.", RIGHT),
    (r"The derivative is $\frac{1}{1+e^{-x}}$.", WRONG),
    (r"The derivative is $\sigma(x)(1-\sigma(x))$.", RIGHT),
)  # fmt: skip
asked(
    "b", h * d + h + k * h + k, ("parameters", "total"),
    (r"In total there are $(d+1)h + (h+1)k$ parameters.", RIGHT),
    (r"There are $dh+h+hk+k$ parameters.", RIGHT),
    (r"The total number of parameters is $dh + hk$.", WRONG),
)  # fmt: skip
asked(
    "c", mu**2 / 2 + s**2 / 2 - log(s) - Rational(1, 2), ("KL", "divergence"),
    (r"The KL divergence is $\frac{1}{2}(\mu^2 + \sigma^2 - 1 - \ln \sigma^2)$.", RIGHT),
    (r"$D_{KL}(q \| p) = \frac{\mu^2+\sigma^2-1}{2} - \log\sigma$", RIGHT),
    (r"The KL divergence is $\frac12(\mu^2+\sigma^2-1+\log\sigma^2)$.", WRONG),
    quantity=r"D_{KL}(q\|p)",
)  # fmt: skip
asked(
    "d", "W_1^T W_2^T u", "gradient",
    (r"$\nabla_z L = W_1^\top W_2^\top u$", RIGHT),
    (r"The gradient is $(W_2 W_1)^T u$.", RIGHT),
    (r"The gradient is $W_2^T W_1^T u$.", WRONG),
    (r"The gradient is $u^T W_2 W_1$.", WRONG),
    quantity=r"\nabla_z L",
)  # fmt: skip
asked(
    "e", "z^T v", "inner product",
    (r"The inner product is $v^T z$.", RIGHT),
    (r"The inner product is $z v^T$.", WRONG),
    (r"The inner product is $\sum_i z_i v_i$.", RIGHT),
)  # fmt: skip
asked(
    "f", r"\mathrm{tr}(A B B^T)", "trace",
    (r"The trace is $\operatorname{tr}(B^T A B)$.", RIGHT),
    (r"The trace is $\operatorname{tr}(B^T B)$.", WRONG),
)  # fmt: skip
asked(
    "g", Region(Interval.open(0, 1)), ("range", "for"),
    (r"It holds for all $p \in (0,1)$.", RIGHT),
    (r"It holds for $0<p<1$.", RIGHT),
    (r"It holds for $0 < p \le 1$.", WRONG),
    quantity="p",
)  # fmt: skip
asked(
    "h", Growth(n**2 * d), ("cost", "complexity", "time"),
    (r"The time complexity is $\mathcal{O}(n^2 \cdot d)$.", RIGHT),
    (r"The cost is $O(nd)$.", WRONG),
)  # fmt: skip
asked(
    "i", Rational(17, 20), "accuracy",
    (r"The accuracy is $85\%$.", RIGHT),
    ("The accuracy is 85%.", RIGHT),
    ("The accuracy is 17/20.", RIGHT),
    (r"The accuracy is $0.8$.", WRONG),
)  # fmt: skip
asked(
    "j", {1, 3}, "eigenvalues",
    (r"The eigenvalues are $\lambda_1 = 3$ and $\lambda_2 = 1$.", RIGHT),
    ("The eigenvalues are 1 and 3.", RIGHT),
    (r"$\lambda \in \{1,3\}$", RIGHT),
    (r"The eigenvalues are $\lambda_1=2$ and $\lambda_2=1$.", WRONG),
    quantity=r"\lambda",
)  # fmt: skip
asked(
    "k", (1, -2, 3), "solution",
    (r"The solution is $w = (1,-2,3)^T$.", RIGHT),
    (r"$w = \begin{bmatrix}1\\-2\\3\end{bmatrix}$", RIGHT),
    (r"$w=(1,2,3)$", WRONG),
    quantity="w",
)  # fmt: skip
asked(
    "l", ImmutableMatrix([[2, 1], [0, -1]]), "matrix",
    (r"The matrix is $\begin{bmatrix}2&1\\0&-1\end{bmatrix}$.", RIGHT),
    (r"The matrix is $\begin{bmatrix}2&0\\1&-1\end{bmatrix}$.", WRONG),
)  # fmt: skip
asked(
    "m", Choice("b", (("a",), ("b",), ("c",))), ("answer", "option"),
    ("The correct answer is (b).", RIGHT),
    ("**(b)** is correct since the others fail.", RIGHT),
    ("Option (c) is right.", WRONG),
)  # fmt: skip
asked(
    "n", r"A \Sigma A^T", "covariance",
    (r"$\operatorname{Cov}(Az)=A\,\mathrm{Cov}(z)\,A^T = A\Sigma A^T$", RIGHT),
    (r"The covariance is $A^T \Sigma A$.", WRONG),
    quantity=r"\mathrm{Cov}(Az)",
)  # fmt: skip
asked(
    "o", r"X (X^T X)^{-1} X^T", "projection",
    (r"The projection matrix is $P = X(X^TX)^{-1}X^T$.", RIGHT),
    (r"$P = X^T(XX^T)^{-1}X$", WRONG),
    quantity="P",
)  # fmt: skip
asked(
    "p", r"A = A^T", ("condition", "if"),
    (r"The condition is $A^T = A$.", RIGHT),
    (r"The condition is $A = -A^T$.", WRONG),
)  # fmt: skip
asked(
    "q", r"\mathbb{E}[x]^2 \le \mathbb{E}[x^2]", ("inequality", "Jensen"),
    (r"By Jensen's inequality $\mathbb{E}[x^2] \ge (\mathbb{E}[x])^2$.", RIGHT),
    (r"By Jensen's inequality $\mathbb{E}[x]^2 \ge \mathbb{E}[x^2]$.", WRONG),
)  # fmt: skip
asked(
    "r", r"W^{(2)} W^{(1)} z", "network",
    (r"The network computes $f(z) = W^{(2)}W^{(1)}z$.", RIGHT),
    (r"The network computes $f(z) = W^{(1)}W^{(2)}z$.", WRONG),
    quantity="f(z)",
)  # fmt: skip
asked(
    "s", Quantity(Integer(4), "GB"), ("memory", "needs"),
    (r"The memory is $4000$ MB.", RIGHT),
    (r"Memory: $4 \times 10^9$ bytes.", RIGHT),
    (r"The memory is $4096$ MB.", WRONG),
)  # fmt: skip
asked(
    "t", exp(-1), ("limit", "converges to"),
    (r"$(1-1/n)^n \to e^{-1}$ as $n \to \infty$.", RIGHT),
    (r"The limit is about 0.37.", RIGHT),
    (r"The limit is $e$.", WRONG),
    quantity=r"(1-1/n)^n",
)  # fmt: skip
asked(
    "u", binomial(5, 2), "ways",
    (r"There are $5!/(3!\,2!)$ ways.", RIGHT),
    (r"There are $20$ ways.", WRONG),
)  # fmt: skip
asked(
    "v", Growth(1 / sqrt(t)), ("rate", "converges"),
    (r"It converges at a rate of $O(1/\sqrt{t})$.", RIGHT),
    (r"The rate is $O(1/t)$.", WRONG),
)  # fmt: skip
asked(
    "w", r"\mathcal{N}(0, \sigma^2)", ("distributed", "distribution"),
    (r"It is distributed as $\mathcal{N}(0,\sigma^2)$.", RIGHT),
    (r"The distribution is $\mathcal{N}(0,\sigma)$.", WRONG),
)  # fmt: skip
asked(
    "x", 1 + k * (layers - 1), "receptive field",
    (r"The receptive field is $k(L-1)+1$.", RIGHT),
    (r"The receptive field is $1 + L(k-1)$.", WRONG),
)  # fmt: skip
