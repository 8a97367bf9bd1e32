"""Small questions: a choice with its reason, a set, a function by cases, a product of matrices."""

from sympy import Matrix, Piecewise, Symbol

from evaluator.reference import Choice, Problem

x = Symbol("x", real=True)
w, b = Symbol("w", positive=True), Symbol("b", real=True)

problem = Problem(
    "eecs182/hw1/q13",
    title="Small questions",
    symbols={"x": x, "w": w, "b": b},
    shapes={
        "X": ("n", "d"), "U": ("n", "d"), r"\Sigma": ("d", "d"), "V": ("d", "d"), "I": ("d", "d"), r"\lambda": (),
    },
)  # fmt: skip

# ---------------------------------------------------------------- a
a = problem.part(
    "a", "Uniqueness", r"Is the ridge solution unique for every $\lambda > 0$, even for dependent columns?"
)
a.answer("unique", Choice("yes", (("yes",), ("no",))), cues=("answer",))
a.case(r"Yes, because $X^T X + \lambda I$ is positive definite.", "correct")
a.case(r"The answer is yes.", "correct")
a.case(r"No, for dependent columns there are many solutions.", "incorrect")

# ---------------------------------------------------------------- b
c = problem.part(
    "b", "Singular values", r"What are the singular values of $\begin{bmatrix} 3 & 0 \\ 0 & -2 \end{bmatrix}$?"
)
c.answer("singular values", {3, 2}, quantity=r"\sigma", cues=("singular values",)).mistake(
    {3, -2}, "Singular values are never negative; these are the eigenvalues."
)


@c.proof
def by_sympy():
    return set(Matrix([[3, 0], [0, -2]]).singular_values())


c.case(r"The singular values are $3$ and $2$.", "correct")
c.case(r"The singular values are $\{2, 3\}$.", "correct")
c.case(r"The singular values are $3$ and $-2$.", "incorrect")

# ---------------------------------------------------------------- c
d = problem.part("c", "By cases", r"Write a ReLU $\phi(x) = \max(0, wx + b)$ with $w > 0$ by cases.")
d.answer("cases", Piecewise((w * x + b, x > -b / w), (0, True)), quantity=(r"\phi(x)", r"\phi"))
d.case(r"$\phi(x) = \begin{cases} wx + b & x > -b/w \\ 0 & \text{otherwise} \end{cases}$", "correct")
d.case(r"$\phi(x) = \begin{cases} wx + b & x > -b/w \\ 1 & \text{otherwise} \end{cases}$", "incorrect")

# ---------------------------------------------------------------- d
e = problem.part("d", "The pseudoinverse", r"Write the pseudoinverse of $X = U \Sigma V^T$ (thin, of full rank).")
e.answer("pseudoinverse", r"V \Sigma^{-1} U^T", quantity=(r"X^\dagger", "X^+"), cues=("pseudoinverse",)).mistake(
    r"U \Sigma^{-1} V^T", "The two rotations change places."
)
e.case(r"$X^\dagger = V \Sigma^{-1} U^\top$.", "correct")
e.case(r"The pseudoinverse is $U \Sigma^{-1} V^T$.", "incorrect")
