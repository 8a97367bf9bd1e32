"""Vector calculus: derivatives of the simplest functions of a vector, as rows."""

from evaluator.reference import Claim, Problem

problem = Problem(
    "eecs182/hw0/q2",
    title="Vector calculus",
    statement="Let $x$ and $c$ be columns of length $n$ and $A$ an $n$ by $n$ matrix. The derivative of a scalar with "
    "respect to a column vector is written as a row.",
    shapes={"x": ("n",), "c": ("n",), "A": ("n", "n")},
)

# ---------------------------------------------------------------- a
a = problem.part("a", "A linear function", "Derive the derivative of $x^T c$ with respect to the vector $x$.")
linear = a.answer(
    "derivative",
    "c^T",
    quantity=(r"\frac{\partial}{\partial x}(x^T c)", r"\frac{\partial (x^T c)}{\partial x}"),
    cues=("derivative", "gradient", "row vector"),
)
linear.mistake("c", "By the convention of this sheet it is a row.")
a.case(r"Since $x^T c = \sum_i x_i c_i$, we find $\frac{\partial}{\partial x}(x^T c) = c^T$.", "correct")
a.case(r"The derivative is $c^\top$.", "correct")
a.case(r"The derivative is $c$.", "incorrect")
a.case(r"Entry by entry, $\frac{\partial}{\partial x_i} x^\top c = c_i$.", "correct")
a.case(r"The derivative is $x^T$.", "incorrect")

# ---------------------------------------------------------------- b
b = problem.part("b", "The squared norm", r"Derive the derivative of the squared norm $\|x\|_2^2$.")
norm = b.answer(
    "derivative",
    "2x^T",
    quantity=(r"\frac{\partial}{\partial x} \|x\|_2^2", r"\frac{\partial \|x\|_2^2}{\partial x}"),
    cues=("derivative", "gradient", "row vector"),
)
norm.mistake("x^T", "The two of the square is missing.")
norm.mistake("2x", "By the convention of this sheet it is a row.")
b.case(r"Write $\|x\|_2^2 = x^T x$. Then $\frac{\partial}{\partial x} \|x\|_2^2 = 2x^T$.", "correct")
b.case(r"The derivative is $2x$.", "incorrect")
b.case(r"The derivative is $2x^T$; its transpose, the gradient, is $2x$.", "undecided")
b.case(r"Therefore $\frac{\partial}{\partial x}\|x\|_2^2 = x^T$.", "incorrect")

# ---------------------------------------------------------------- c
c = problem.part("c", "A linear map", "Derive the derivative of $Ax$ with respect to $x$.")
c.answer(
    "derivative",
    "A",
    quantity=(r"\frac{\partial}{\partial x}(Ax)", r"\frac{\partial (Ax)}{\partial x}", "J"),
    cues=("Jacobian", "derivative"),
)
c.case(r"The entry $i, j$ is $A_{ij}$, so $\frac{\partial}{\partial x}(Ax) = A$.", "correct")
c.case(r"The Jacobian is $A^T$.", "incorrect")

# ---------------------------------------------------------------- d
d = problem.part("d", "A quadratic form", "Derive the derivative of $x^T A x$ with respect to $x$.")
form = d.answer(
    "derivative",
    r"x^T (A + A^T)",
    quantity=(r"\frac{\partial}{\partial x}(x^T A x)", r"\frac{\partial (x^T A x)}{\partial x}"),
    cues=("derivative", "gradient", "row vector"),
)
form.mistake("2 x^T A", "That is so for a symmetric $A$ only.")
form.mistake("x^T A", "One of the two factors $x$ was not differentiated.")
form.mistake("(A + A^T) x", "By the convention of this sheet it is a row.")
d.case(r"By the product rule $\frac{\partial}{\partial x}(x^T A x) = x^T A + x^T A^T = x^T(A + A^T)$.", "correct")
d.case(r"By the product rule the derivative is $x^T(A^\top + A)$.", "correct")
d.case(r"The derivative is $2x^T A$.", "incorrect")
d.case(r"$\frac{\partial f}{\partial x_k} = \sum_j (A_{kj} + A_{jk}) x_j$", "correct")
d.case(r"$\frac{\partial f}{\partial x_k} = 2\sum_j A_{kj} x_j$", "incorrect")

# ---------------------------------------------------------------- e
e = problem.part("e", "The symmetric case", "When is the derivative of the quadratic form equal to $2 x^T A$?")
e.rubric(
    Claim("symmetric", supports=("symmetric", "equal* transpose")),
    summary="If and only if $A$ is symmetric: $A$ is equal to its transpose.",
)
e.case("That holds if $A$ is symmetric.", "correct")
