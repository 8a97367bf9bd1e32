"""Modules are loaded by path, only below the folder named, and errors say where."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluator.errors import ReferenceModuleError
from evaluator.reference.library import load

Write = Callable[..., Path]

MODULE = """from sympy import Symbol
from evaluator.reference import Problem

x = Symbol("x", real=True)
problem = Problem("{id}", title="Title", symbols={{"x": x}})
a = problem.part("a", "First", "What is $x$ twice?")
a.answer("double", 2 * x, quantity="y").mistake(x**2, "Twice, not squared.")
b = problem.part("b", "Second")
b.answer("half", x / 2)
"""


def test_problems_are_found_in_reading_order(library: Write) -> None:
    for number in (10, 2, 1):
        root = library(MODULE.format(id=f"toy/hw1/q{number}"), f"toy/hw1/q{number}.py")
    found = load(root)
    assert found.ids() == ("toy/hw1/q1", "toy/hw1/q2", "toy/hw1/q10")
    assert found.homeworks() == ("toy/hw1",)
    assert [p.id for p in found.parts_of("toy/hw1")][:3] == ["toy/hw1/q1/a", "toy/hw1/q1/b", "toy/hw1/q2/a"]


def test_a_part_knows_its_names(library: Write) -> None:
    part = load(library(MODULE.format(id="toy/hw1/q1"))).part("toy/hw1/q1/b")
    assert (part.label, part.printed, part.title) == ("1(b)", "1b", "Second")
    assert part.answer("half").kind.latex() == r"\frac{x}{2}"


def test_listing_runs_nothing(library: Write) -> None:
    assert load(library("raise SystemExit(1)")).ids() == ("toy/hw1/q1",)


def test_modules_stay_out_of_the_way(library: Write) -> None:
    before = set(sys.modules)
    root = library(MODULE.format(id="toy/hw1/q1"))
    load(root).parts()
    assert not [name for name in set(sys.modules) - before if "toy" in name or "q1" in name]
    assert [path.name for path in root.rglob("*") if path.is_file()] == ["q1.py"]


def test_parts_can_be_sent_to_other_processes(root: Path) -> None:
    for part in load(root / "reference").parts():
        assert pickle.loads(pickle.dumps(part)) == part


def test_the_view_is_plain(library: Write) -> None:
    view = load(library(MODULE.format(id="toy/hw1/q1"))).view()
    assert [v.id for v in view] == ["toy/hw1/q1/a", "toy/hw1/q1/b"]
    assert view[0].answers[0].mistakes == (("x^{2}", "Twice, not squared."),)
    assert view[0].answers[0].quantity == "y"


def test_the_view_shows_proofs(root: Path) -> None:
    part = next(v for v in load(root / "reference").view() if v.id == "eecs182/hw3/q1/b")
    assert part.proofs[0].startswith("@b.proof\ndef ")
    assert any("rng" in text for text in part.simulations)
    assert {e.about for e in part.errata} == {"problem", "reference"}


def test_a_changed_module_has_another_digest(library: Write) -> None:
    text = MODULE.format(id="toy/hw1/q1")
    one = load(library(text)).part("toy/hw1/q1/a").digest
    same = load(library(text)).part("toy/hw1/q1/a").digest
    other = load(library(text + "# more\n")).part("toy/hw1/q1/a").digest
    assert one == same != other


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ((), ["toy/hw1/q1", "toy/hw2/q1"]),
        (("toy/hw1",), ["toy/hw1/q1"]),
        (("toy/hw2/q1",), ["toy/hw2/q1"]),
        (("toy/hw2/q1/a",), ["toy/hw2/q1"]),
        (("toy",), ["toy/hw1/q1", "toy/hw2/q1"]),
    ],
)
def test_problems_are_chosen_by_name(library: Write, wanted: tuple[str, ...], ids: list[str]) -> None:
    library(MODULE.format(id="toy/hw1/q1"))
    root = library(MODULE.format(id="toy/hw2/q1"), "toy/hw2/q1.py")
    assert list(load(root).matching(wanted)) == ids


BAD = {
    "def f(:\n": ("q1.py:1", "not Python"),
    "x = 1\n\nundefined + 1\n": ("q1.py:3", "NameError"),
    "x = 1\n": ("q1.py", "0 problems"),
    MODULE.format(id="toy/hw1/q2"): ("q1.py", "its id is 'toy/hw1/q2'"),
    MODULE.format(id="toy/hw1/q1") + "other = Problem('toy/hw1/q1', title='Again')\n": ("q1.py", "2 problems"),
    MODULE.format(id="toy/hw1/q1") + "problem.part('a', 'Again')\n": ("q1.py:10", "already there"),
    MODULE.format(id="toy/hw1/q1") + "a.answer('double', 3)\n": ("q1.py:10", "already there"),
    MODULE.format(id="toy/hw1/q1") + "a.answer('decimal', 0.5)\n": ("q1.py:10", "not an answer"),
    MODULE.format(id="toy/hw1/q1") + "a.proof('triple')\n@a.proof('triple')\ndef f():\n    return x\n": (
        "q1.py:1",
        "'triple'",
    ),
    MODULE.format(id="toy/hw1/q1") + "a.erratum(about='me', printed='x', says='', kind='')\n": ("q1.py:10", "about"),
    MODULE.format(id="toy/hw1/q1") + "a.mistake('3x', 'No.')\n": ("q1.py:10", "a part has no mistake(); an answer has"),
    MODULE.format(id="toy/hw1/q1") + "problem.answer('b', 3)\n": ("q1.py:10", "a part has: a = problem.part(...)"),
    MODULE.format(id="toy/hw1/q1") + "a.cases('3x', 'correct')\n": ("q1.py:10", "did you mean case?"),
    MODULE.format(id="toy/hw1/q1") + "a.weigh(3)\n": ("q1.py:10", "it has answer, rubric, erratum"),
    MODULE.format(id="toy/hw1/q1").replace('{"x": x}', '{"x + 1": x}'): ("q1.py:5", "single name"),
    MODULE.format(id="toy/hw1/q1").replace('{"x": x}', '{"x_{": x}'): ("q1.py:5", "spelling"),
}


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_a_bad_module_says_where_and_why(library: Write, text: str) -> None:
    place, why = BAD[text]
    with pytest.raises(ReferenceModuleError) as caught:
        load(library(text)).parts()
    assert place in caught.value.module
    assert why in caught.value.why


def test_a_link_that_leads_outside_is_refused(library: Write, tmp_path: Path) -> None:
    root = library(MODULE.format(id="toy/hw1/q1"))
    (tmp_path / "outside.py").write_text("raise SystemExit(1)", encoding="utf-8")
    (root / "toy/hw1/q2.py").symlink_to(tmp_path / "outside.py")
    with pytest.raises(ReferenceModuleError, match="leads outside"):
        load(root)


def test_what_is_not_there_is_an_error(tmp_path: Path, library: Write) -> None:
    with pytest.raises(ReferenceModuleError, match="no such folder"):
        load(tmp_path / "nowhere")
    found = load(library(MODULE.format(id="toy/hw1/q1")))
    with pytest.raises(ReferenceModuleError, match="no such module"):
        found.part("../../etc/passwd/a")
    with pytest.raises(ReferenceModuleError, match="no part 'z'"):
        found.part("toy/hw1/q1/z")
    with pytest.raises(ReferenceModuleError, match="no such module"):
        found.matching(["toy/hw7"])


def test_two_solutions_are_not_to_be_mixed(root: Path) -> None:
    part = load(root / "reference").part("eecs182/hw3/q4/e")
    path, law = part.answer("g"), part.answer("law of z")
    assert part.mixed({"g": path.kind, "law of z": law.kind}) == ()
    assert part.mixed({"g": path.accepts[0].kind, "law of z": law.accepts[0].kind}) == ()
    assert part.mixed({"g": path.kind, "law of z": law.accepts[0].kind}) == ("scaled noise", "standard noise")
