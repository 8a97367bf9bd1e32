"""Sizes: of what a convolution gives, of its weights, and of the matrices of attention."""

from sympy import Integer, Symbol, floor, sqrt

from evaluator.reference import Growth, Problem, dims

W, K, S = dims("W K S")
P = Symbol("P", nonnegative=True, integer=True)
n, d, h = dims("n d h")

problem = Problem(
    "eecs182/hw1/q12",
    title="Convolutions and attention",
    statement="An input of width $W$ is convolved with a kernel of width $K$, padding $P$ and stride $S$.",
    symbols={"W": W, "K": K, "S": S, "P": P, "n": n, "d": d, "d_k": d, "h": h},
    domain={W: (20, 60), K: (2, 7), S: (1, 3), P: (0, 3)},
)

# ---------------------------------------------------------------- a
a = problem.part("a", "Width", "How wide is the output?")
width = a.answer("width", floor((W - K + 2 * P) / S) + 1, quantity=(r"W'", r"W_{out}", r"W_{\text{out}}"), cues="width")
width.accepts((W - K + 2 * P) / S + 1)
width.mistake((W - K + 2 * P) / S, "One is missing: the first place counts too.")
width.mistake((W - K + P) / S + 1, "The padding is on both sides.")


@a.simulation("width", at=({W: 32, K: 5, S: 2, P: 2}, {W: 28, K: 3, S: 1, P: 0}))
def places(W, K, S, P):
    return len(range(-int(P), int(W) + int(P) - int(K) + 1, int(S)))


a.case(r"The output width is $\left\lfloor \frac{W - K + 2P}{S} \right\rfloor + 1$.", "correct")
a.case(r"$W_{out} = \frac{W + 2P - K}{S} + 1$", "correct")
a.case(r"The output has width $\frac{W - K + 2P}{S}$.", "incorrect")

# ---------------------------------------------------------------- b
b = problem.part(
    "b",
    "Shape",
    "A $32 \\times 32 \\times 3$ image meets 16 kernels of $5 \\times 5$ with padding 2. Which shape has the output?",
)
b.answer("shape", (32, 32, 16), cues=("shape", "size", "output"))
b.case(r"The output has shape $32 \times 32 \times 16$.", "correct")
b.case(r"The shape is $(32, 32, 16)$.", "correct")
b.case(r"The shape is $16 \times 32 \times 32$.", "incorrect")
b.case(r"The output has size $28 \times 28 \times 16$.", "incorrect")

# ---------------------------------------------------------------- c
c = problem.part("c", "Parameters", "How many parameters does this layer have, biases included?")
count = c.answer("parameters", 1216, cues=("parameters", "weights", "total"))
count.mistake(1200, "The 16 biases are missing.")
count.mistake(416, "Each kernel has a layer for each of the three colours.")


@c.proof
def counted():
    return Integer(16) * (5 * 5 * 3 + 1)


c.case(r"There are $16 \cdot (5 \cdot 5 \cdot 3 + 1) = 1216$ parameters.", "correct")
c.case(r"In total there are 1,216 parameters.", "correct")
c.case(r"There are $16 \cdot 75 = 1200$ parameters in total.", "incorrect")

# ---------------------------------------------------------------- d
e = problem.part(
    "d",
    "Attention",
    "Queries and keys are $n$ by $d_k$. Which shape has $QK^T$, what is it divided by, and how does the cost grow?",
)
e.answer("shape", (n, n), quantity="QK^T", cues=("shape", "size"))
e.answer("divisor", sqrt(d), cues=("divided by", "scaled by", "divide by")).mistake(
    d, "The standard deviation, not the variance."
)
e.answer("cost", Growth(n**2 * d), cues=("cost", "operations", "time", "complexity"))
e.case(r"Its shape is $n \times n$. It is divided by $\sqrt{d_k}$, and the cost is $O(n^2 d)$.", "correct")
e.case(r"Its shape is $n \times n$. It is divided by $d_k$, and the cost is $\Theta(n^2 d)$.", "partial")
e.case(r"Its shape is $n \times d$. It is divided by $\sqrt{d_k}$, and the cost is $\Theta(n d^2)$.", "partial")
