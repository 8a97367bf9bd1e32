"""The self-check: what is right passes, and each way to be wrong is found."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluator.equality.workers import Workers
from evaluator.grading.cases import check_cases
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


@pytest.mark.parametrize(
    ("homework", "parts"),
    [
        ("hw0", "q2abcde q3ad q4abg q5ac"),
        ("hw1", "q1abcde q11abc q12abcd q13abcd"),
        ("hw3", "q1abc q3abc q4abcde q5abc"),
    ],
)
def test_the_homework_proves_itself(root: Path, homework: str, parts: str) -> None:
    results = list(check_library(load(root / "reference"), [f"eecs182/{homework}"]))
    assert wrong(results) == []
    asked = {r.part for r in results if r.check == "answers"}
    listed = [re.fullmatch(r"(q\d+)([a-z]+)", q) for q in parts.split()]
    assert asked == {f"eecs182/{homework}/{m[1]}/{letter}" for m in listed if m for letter in m[2]}


@pytest.mark.parametrize("homework", ["hw0", "hw1", "hw3"])
def test_its_cases_come_out_as_they_say(root: Path, workers: Workers, homework: str) -> None:
    library = load(root / "reference")
    assert wrong(list(check_cases(library, [f"eecs182/{homework}"], workers))) == []
    assert all(part.tried for part in library.parts(library.matching([f"eecs182/{homework}"])))


def test_answers_are_taken_as_people_write_them(workers: Workers) -> None:
    library = load(Path(__file__).parent / "written")
    assert wrong(list(check_library(library))) == []
    assert wrong(list(check_cases(library, [], workers))) == []


def test_sizes_that_do_not_fit_are_found(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "written" / "course" / "hw1" / "q1.py").read_text(encoding="utf-8")
    (tmp_path / "course" / "hw1").mkdir(parents=True)
    (tmp_path / "course" / "hw1" / "q1.py").write_text(text.replace('"u": ("o",)', '"u": ("n",)'), encoding="utf-8")
    told = [r for r in check_library(load(tmp_path)) if not r.ok]
    assert [r.part for r in told] == ["course/hw1/q1/d"]
    assert "the declared sizes do not fit" in told[0].detail


def test_a_case_that_comes_out_otherwise_is_told(tmp_path: Path, workers: Workers) -> None:
    library = load(write(tmp_path, "mine/hw1/q1").parents[2])
    with library_file(tmp_path).open("a", encoding="utf-8") as file:
        file.write('\n\na.case("The sum is $n^2$.", "correct")\na.case("The sum is $n(n+1)/2$.", "correct")\n')
    results = list(check_cases(library, [], workers))
    assert [r.ok for r in results] == [False, True]
    assert "incorrect, not correct: The sum is $n^2$." in results[0].detail


def test_a_case_ends_in_a_verdict(tmp_path: Path) -> None:
    library = load(write(tmp_path, "mine/hw1/q1").parents[2])
    with library_file(tmp_path).open("a", encoding="utf-8") as file:
        file.write('\n\na.case("The sum is $n^2$.", "right")\n')
    (result,) = check_library(library)
    assert "a case ends in one of correct, partial" in result.detail


def library_file(folder: Path) -> Path:
    return folder / "mine" / "hw1" / "q1.py"
