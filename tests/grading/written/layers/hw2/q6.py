"""Convolutions and graphs."""

from sympy import Matrix, Symbol, Tuple, floor

from evaluator.reference import Problem, Statement

H, K, S, P, C, F = (Symbol(s, positive=True, integer=True) for s in ("H", "K", "S", "P", "C", "F"))
depth = Symbol("l", positive=True, integer=True)
problem = Problem(
    "layers/hw2/q6",
    title="Convolutions and graphs",
    statement=r"A convolution with kernel size $K$, stride $S$, padding $P$ over an input of "
    r"height $H$; $C$ input and $F$ output channels.",
    symbols={"H": H, "K": K, "S": S, "P": P, "C": C, "F": F, "l": depth},
    shapes={"A": ("n", "n"), "D": ("n", "n"), "X": ("n", "d"), "W": ("d", "k")},
)
a = problem.part("a", "Output size", "What is the height of the output?")
a.answer("height", floor((H + 2 * P - K) / S) + 1, quantity=(r"H_{\text{out}}", "H'"), cues=("height",))
b = problem.part("b", "Parameters", "How many weights and biases does the layer have?")
b.answer("weights", K**2 * C * F, quantity=(), cues=("weights",))
b.answer("biases", F, quantity=(), cues=("biases",))
c = problem.part(
    "c",
    "Receptive field",
    r"What is the receptive field of $l$ stacked $3 \times 3$ convolutions with stride "
    r"1?",
)
c.answer("field", 2 * depth + 1, quantity=("R",), cues=("receptive field",))
d = problem.part("d", "Same padding", r"For $S = 1$ and odd $K$, which padding keeps the size?")
d.answer("padding", (K - 1) / 2, quantity=("P",), cues=("padding",))
e = problem.part(
    "e",
    "A shape",
    r"A $3 \times 64 \times 64$ image goes through 16 filters of size 5 with stride 2 "
    r"and padding 2. What is the shape of the output (channels first)?",
)
e.answer("shape", Tuple(16, 32, 32), quantity=(), cues=("shape", "output"))
f = problem.part(
    "f",
    "Graph layer",
    r"Write a graph convolution with adjacency $A$, features $X$, weights $W$, mean "
    r"aggregation by the degree matrix $D$, nonlinearity $\sigma$.",
)
f.answer("layer", Statement(r"\sigma(D^{-1} A X W)"), quantity=("H", "X'"), cues=())
g = problem.part("g", "Two steps", r"For the path graph 1-2-3, what is $A^2$?")
g.answer("square", Matrix([[1, 0, 1], [0, 2, 0], [1, 0, 1]]), quantity=("A^2",), cues=())
