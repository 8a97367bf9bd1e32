from sympy import sqrt, symbols

from evaluator.reference import Problem, dims

m, n = dims("m n")
k, s = symbols("k s", positive=True)

problem = Problem(
    "layers/hw4/q1",
    title="A low-rank adapter",
    statement=r"An adapter adds $s B A x$ to a layer, where $A$ is $r \times n$ and $B$ is $m \times r$. A product of "
    r"an $a \times b$ and a $b \times c$ matrix takes the time $k a b c$.",
    symbols={"k": k, "s": s, "m": m, r"n_{\text{out}}": m, "n": n, r"n_{\text{in}}": n},
)

a = problem.part("a", "Time", "How long does it take to form $B A$ when $r = 2$?")
a.answer("time", 2 * k * m * n, cues=("time", "runtime", "total"))

b = problem.part("b", "Step", r"How large may the step $\eta$ be so that the norm of the change is at most $1$?")
b.answer("step", sqrt(m) / (s * n), quantity=(r"\eta",))

c = problem.part("c", "Parameters", "How many parameters has the adapter for $r = 2$, and what shape is its output?")
c.answer("parameters", 2 * (m + n), cues=("parameters",))
