"""An answer is compared in each likely reading of its formula: any may confirm it, and none accuses."""

from __future__ import annotations

import pytest

from evaluator.equality.workers import Workers
from evaluator.model import Confidence, Conversation, Doubt, Formula, Passage, Reading, Source, Span, Transcript, Turn
from evaluator.pipeline import Beside, grade
from evaluator.reference.library import Library

MISREAD = Doubt(reading=Confidence.doubtful, why=("two readings",))
PART = "eecs182/hw3/q1/a"
RIGHT, WRONG, MISTAKE = r"c=\frac{1}{\sqrt{d_1}}", r"c=\frac{1}{d_1^3}", r"c=\frac{1}{d_1}"


def outcome(workers: Workers, library: Library, latex: str, *others: Reading) -> tuple[str, str | None]:
    """Of the constant of part 1(a), and the value that was found."""
    before, text = "The mean square of $y$ is $d_1$. The constant is ", f"${latex}$"
    at = Span(start=len(before), end=len(before) + len(text))
    formula = Formula(
        latex=latex, display=False, at=at, span=at, raw="c=1d1", rebuilt=True, doubt=MISREAD, alternatives=others
    )
    first = Span(start=before.index("$d_1$"), end=before.index("$d_1$") + 5)
    plain = Formula(latex="d_1", display=False, at=first, span=first, raw="d_1")
    said = Passage(markdown=before + text + ".", formulas=(plain, formula))
    asked = Passage(markdown="Solve 1(a)")
    turn = Turn(id=0, parts=("1a",), follow_up=False, prompt=asked, thinking=None, output=said, comments=())
    source = Source(name="log.txt", sha256="0" * 64, format="dump")
    transcript = Transcript(
        id="log", source=source, text=said.markdown, conversations=(Conversation(link=None, title=None, turns=(turn,)),)
    )
    results = grade(transcript, library, workers, Beside(homework="eecs182/hw3"), PART.__eq__)
    constant = next(a for a in results[0].answers if a.name == "constant")
    return constant.outcome, constant.found


@pytest.mark.parametrize(
    ("latex", "others", "expected"),
    [
        pytest.param(RIGHT, (Reading(latex=WRONG, weight=0.4),), "equal", id="the one taken is right"),
        pytest.param(WRONG, (Reading(latex=RIGHT, weight=0.4),), "equal", id="one about as likely is right"),
        pytest.param(WRONG, (Reading(latex=RIGHT, weight=0.05),), "unknown", id="an unlikely one is right"),
        pytest.param(WRONG, (Reading(latex=MISTAKE, weight=0.4),), "unknown", id="none is right"),
        pytest.param(MISTAKE, (Reading(latex=RIGHT, weight=0.4),), "unknown", id="the one taken is a known mistake"),
        pytest.param("c=]1(", (Reading(latex=RIGHT, weight=0.4),), "equal", id="the one taken is no formula"),
    ],
)
def test_outcomes(workers: Workers, library: Library, latex: str, others: tuple[Reading, ...], expected: str) -> None:
    assert outcome(workers, library, latex, *others)[0] == expected


def test_what_confirms_is_shown(workers: Workers, library: Library) -> None:
    assert outcome(workers, library, WRONG, Reading(latex=RIGHT, weight=0.4))[1] == r"\frac{1}{\sqrt{d_{1}}}"
