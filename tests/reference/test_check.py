"""The self-check: what is right passes, and each way to be wrong is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluator.reference.check import CheckResult, check_library
from evaluator.reference.library import load
from evaluator.reference.skeleton import write

Check = Callable[[str], list[CheckResult]]

COINS = '''"""Coins."""

from sympy import Symbol, exp, pi, sqrt

from evaluator.reference import Claim, Mass, Problem, dims

(n,) = dims("n")
p = Symbol("p", positive=True)
x, s = Symbol("x", real=True), Symbol("s", positive=True)

problem = Problem(
    "toy/hw1/q1",
    title="Coins",
    symbols={"n": n, "p": p, "q": 1 - p, "x": x, "s": s},
    domain={p: (0.1, 0.9), n: (1, 20)},
    shapes={"x_i": ("m",), "A": ("k", "m"), "g": ("k",)},
)

a = problem.part("a", "Heads", "A coin shows heads with probability $p$ and is tossed $n$ times.")
variance = a.answer("variance", n * p * (1 - p), quantity="v", cues="variance")
variance.accepts(n * p - n * p**2)
variance.mistake(n * p, "That is the mean.")
a.erratum(kind="shape", printed="x_i g^T", should_be="g x_i^T", like="A", says="The other way round.")
a.erratum(
    kind="normalisation",
    printed="(2 \\\\pi s)^{-1/2}",
    should_be="(2 \\\\pi s^2)^{-1/2}",
    values=(1 / sqrt(2 * pi * s), 1 / sqrt(2 * pi * s**2)),
    mass=Mass(exp(-(x**2) / (2 * s**2)), x),
    says="s is to be squared.",
)


@a.proof
def independent_tosses():
    """Each toss has variance p - p^2."""
    return n * (p - p**2)


@a.simulation()
def tosses(rng, samples, n, p):
    return (rng.binomial(n, p, samples) - n * p) ** 2


b = problem.part("b", "Words")
b.rubric(
    Claim("independence", ("toss* independent",), ("toss* correlated",)), summary="Tosses are independent."
)
'''

# What is changed in the module above, and the check that must notice.
BROKEN = {
    "a proof that gives something else": ("n * (p - p**2)", "n * (p + p**2)", "variance: proof"),
    "a proof that fails": ("n * (p - p**2)", "n / 0 + undefined", "variance: proof"),
    "a simulation of something else": ("- n * p) ** 2", "- n * p) ** 2 * 1.1", "variance: simulation"),
    "a simulation that fails": ("- n * p) ** 2", "- n * p) @ None", "variance: simulation"),
    "a noisy simulation": ("- n * p) ** 2", "- n * p) ** 2 + 1e4 * rng.normal(size=samples)", "variance: simulation"),
    "a simulation with an unknown argument": ("(rng, samples, n, p)", "(rng, samples, z)", "variance: simulation"),
    "a mistake that is right": ('mistake(n * p, "', 'mistake(n * p * (1 - p), "', "variance: mistake"),
    "a mistake that is accepted": ("accepts(n * p - n * p**2)", "accepts(n * p)", "variance: mistake"),
    "the same mistake twice": (
        'variance.mistake(n * p, "That',
        'variance.mistake(p * n, "One.")\nvariance.mistake(n * p, "That',
        "variance: mistakes",
    ),
    "an erratum of the right shape": ('printed="x_i g^T"', 'printed="g x_i^T"', "erratum 1"),
    "a correction of the wrong shape": ('should_be="g x_i^T"', 'should_be="x_i g^T"', "erratum 1"),
    "a shape that nothing is known about": ('like="A"', 'like="B"', "erratum 1"),
    "a density that was right": ("(1 / sqrt(2 * pi * s),", "(1 / sqrt(2 * pi * s**2),", "erratum 2"),
    "a density that is not corrected": (" 1 / sqrt(2 * pi * s**2))", " 1 / sqrt(2 * pi * s**3))", "erratum 2"),
    "a quantity that cannot be read": ('quantity="v"', 'quantity="(v"', "formulas"),
    "a statement that cannot be read": ("tossed $n$ times", "tossed $(n$ times", "formulas"),
    "a symbol without assumptions": ('p = Symbol("p", positive=True)', 'p = Symbol("p")', "symbols"),
    "a part without an answer": ("b.rubric(", "(lambda *_, **__: None)(", "answers"),
    "a summary that fails its own rubric": ('summary="Tosses are independent."', 'summary="Nothing."', "explanation"),
    "a claim that is its own contradiction": ('("toss* correlated",)', '("toss* independent",)', "explanation"),
}  # fmt: skip


def wrong(results: list[CheckResult]) -> list[tuple[str, str]]:
    return [(r.check, r.detail) for r in results if not r.ok]


def test_a_right_module_passes(check: Check) -> None:
    results = check(COINS)
    assert wrong(results) == []
    assert {r.check for r in results} >= {"variance: proof", "variance: simulation", "variance: mistake", "erratum 1"}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_module_is_found(check: Check, what: str) -> None:
    before, after, noticed = BROKEN[what]
    assert COINS.count(before) == 1
    found = wrong(check(COINS.replace(before, after)))
    assert [name for name, _ in found if name == noticed], found


def test_a_failure_names_the_line(check: Check) -> None:
    found = dict(wrong(check(COINS.replace("n * (p - p**2)", "n * (p + p**2)"))))
    line = COINS[: COINS.index("@a.proof")].count("\n") + 1
    assert found["variance: proof"].startswith(f"line {line}: ")


def test_a_wrong_proof_comes_with_a_witness(check: Check) -> None:
    found = dict(wrong(check(COINS.replace("n * (p - p**2)", "n * (p + p**2)"))))
    assert "n = " in found["variance: proof"]


def test_a_module_that_does_not_load_is_a_result(check: Check) -> None:
    found = wrong(check("problem = (\n"))
    assert [name for name, _ in found] == ["loads"]


def test_the_skeleton_passes(tmp_path: Path) -> None:
    path = write(tmp_path, "mine/hw1/q1")
    assert path == tmp_path / "mine/hw1/q1.py"
    assert wrong(list(check_library(load(tmp_path)))) == []


def test_the_same_seed_gives_the_same_words(check: Check) -> None:
    assert check(COINS) == check(COINS)


def test_the_homework_proves_itself(root: Path) -> None:
    results = list(check_library(load(root / "reference"), ["eecs182/hw3"]))
    assert wrong(results) == []
    parts = {r.part for r in results if r.check == "answers"}
    assert parts == {
        f"eecs182/hw3/q{q}/{x}" for q, letters in {1: "abc", 3: "abc", 4: "abcde", 5: "abc"}.items() for x in letters
    }
