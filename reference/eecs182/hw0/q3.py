"""Least squares and the solution of least norm, through the singular value decomposition."""

from evaluator.reference import Problem

problem = Problem(
    "eecs182/hw0/q3",
    title="Least squares and the minimum norm problem through the SVD",
    statement=r"Consider $Xw = y$ with an $m$ by $n$ data matrix $X$ of full rank, $X = U \Sigma V^T$ its full "
    r"singular value decomposition, and $\Sigma^\dagger$ the $n$ by $m$ matrix with the reciprocal singular values.",
    shapes={
        "X": ("m", "n"), "y": ("m",), "w": ("n",), "U": ("m", "m"), r"\Sigma": ("m", "n"), "V": ("n", "n"),
        r"\Sigma^\dagger": ("n", "m"), "I": ("n", "n"),
    },
)  # fmt: skip
W = ("w^*", "w", r"\hat{w}", r"w_{LS}", r"w_{\text{min}}")

# ---------------------------------------------------------------- a
a = problem.part("a", "Tall matrices", "$X$ has more rows than columns. Which weights $w$ minimise the squared error?")
tall = a.answer("weights", r"(X^T X)^{-1} X^T y", quantity=W, cues=("solution", "weights", "minimiser", "minimizer"))
tall.mistake(r"X^T (X X^T)^{-1} y", "That is the solution of least norm, for wide matrices.")
a.case(r"Setting the gradient $2X^T(Xw - y)$ to zero gives $w^* = (X^T X)^{-1} X^T y$.", "correct")
a.case(r"The solution is $w = (X X^T)^{-1} X^T y$.", "incorrect")
a.case(r"The solution is $w = X^T (X X^T)^{-1} y$.", "incorrect")
a.case(r"The solution is $w = X^T y$.", "incorrect")

# ---------------------------------------------------------------- d
d = problem.part("d", "Wide matrices", "$X$ has more columns than rows. Which solution of $Xw = y$ has the least norm?")
wide = d.answer("weights", r"X^T (X X^T)^{-1} y", quantity=W, cues=("solution", "minimum norm", "least norm"))
wide.mistake(r"(X^T X)^{-1} X^T y", "$X^T X$ cannot be inverted for a wide matrix.")
d.case(r"With a Lagrange multiplier we find $w^* = X^T (X X^T)^{-1} y$.", "correct")
d.case(r"The minimum norm solution is $w = (X^T X)^{-1} X^T y$.", "incorrect")
