"""A small run made by hand with the real records: every verdict, catches, a disagreement, rebuilt formulas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evaluator.model import (
    ANSWERED,
    NO_DOUBT,
    OURS,
    Agreement,
    AnswerResult,
    Bond,
    Catch,
    Cause,
    Comment,
    Confidence,
    Conversation,
    Counts,
    Doubt,
    Erratum,
    Evidence,
    ExpectedAnswer,
    Fault,
    FirstFailure,
    Formula,
    HumanMark,
    InputFile,
    PartResult,
    PartView,
    Passage,
    PassedOver,
    Piece,
    ReadingProblem,
    Run,
    Source,
    Span,
    Steps,
    Transcript,
    Turn,
    Witness,
)

_MATH = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+)\$", re.DOTALL)
A, B, C, D, E, F = (f"course/hw1/q{n}" for n in ("1/a", "1/b", "1/c", "2/a", "2/b", "2/c"))


def passage(markdown: str, raw: dict[str, tuple[str, bool]] | None = None) -> Passage:
    """`raw` gives, by LaTeX, the scrambled chunk that a formula was rebuilt from, and whether that is verified."""
    formulas = []
    for match in _MATH.finditer(markdown):
        latex = (match[1] or match[2]).strip()
        chunk, sure = (raw or {}).get(latex, (match[0], True))
        doubt = NO_DOUBT if sure else Doubt(reading=Confidence.doubtful, why=("two readings",))
        at = Span(start=match.start(), end=match.end())
        span = Span(start=match.start(), end=match.start() + len(chunk), page=2)
        rebuilt = latex in (raw or {})
        formulas.append(
            Formula(latex=latex, display=bool(match[1]), at=at, span=span, raw=chunk, rebuilt=rebuilt, doubt=doubt)
        )
    whole = Span(start=0, end=len(markdown))
    return Passage(
        markdown=markdown,
        formulas=tuple(formulas),
        pieces=(Piece(at=whole, span=whole.model_copy(update={"page": 2})),) if markdown else (),
    )


def part(id: str, label: str, title: str, *answers: ExpectedAnswer, errata: Sequence[Erratum] = ()) -> PartView:
    return PartView(
        id=id,
        label=label,
        title=title,
        problem_title="Random walks" if "/q1/" in id else "Why width matters",
        statement="A walk takes $n$ steps of size $s$.\n\n$$x_n = \\sum_{k=1}^n s_k$$\n\nAnswer the question.",
        answers=answers,
        errata=tuple(errata),
        proofs=("Adds the variances.\n\ndef variances():\n    return sum(s**2 for _ in range(n))\n",),
        simulations=("Walks a thousand times.\n\ndef walk(rng, n, s):\n    return rng.normal(0, s, n).sum()\n",),
    )


def expected(name: str, latex: str, kind: str = "expression", **more: object) -> ExpectedAnswer:
    return ExpectedAnswer.model_validate({"name": name, "latex": latex, "kind": kind, "quantity": None, **more})


PARTS = (
    part(
        A,
        "1(a)",
        "Mean square of the position",
        expected(
            "mean square",
            "n s^2",
            quantity=r"\mathbb{E}[x_n^2]",
            accepts=(r"\Theta(n)",),
            mistakes=(("n^2 s^2", "The steps are independent: the cross terms vanish."),),
        ),
        expected("constant", r"\frac{1}{s \sqrt{n}}"),
        errata=(
            Erratum(
                id=f"{A}#1",
                about="problem",
                printed=r"x_n \in \mathbb{R}^n",
                should_be=r"x_n \in \mathbb{R}",
                says="The handout prints a vector; the position $x_n$ is a number.",
            ),
        ),
    ),
    part(B, "1(b)", "Its growth", expected("growth", r"\Theta(n)", "growth")),
    part(C, "1(c)", "Return to the origin", expected("probability", r"\frac{1}{2}", "number")),
    part(
        D,
        "2(a)",
        "In words",
        expected("reason", "Only the number of steps enters: each adds the same variance.", "prose"),
    ),
    part(E, "2(b)", "The second moment", expected("moment", r"\frac{2}{\pi}")),
    part(F, "2(c)", "The bound", expected("bound", r"\sqrt{n}")),
)

FIRST = """**One step.** Each step has mean zero, so

$$\\mathbb{E}[x_n^2] = \\sum_{k=1}^n \\mathbb{E}[s_k^2] = n s^2.$$

- The constant is $c = \\frac{1}{s n}$, by *scaling*.
- It does not depend on the direction.

| step | variance |
|------|----------|
| 1 | $s^2$ |
| 2 | $2 s^2$ |

And a long one for the margin's sake:

$$\\left(a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8\\right)^2
= a_1^2 + a_2^2 + a_3^2 + a_4^2 + a_5^2 + a_6^2 + a_7^2
+ a_8^2 + 2 a_1 a_2 + 2 a_1 a_3 + 2 a_1 a_4$$

```python
print("n * s**2")  # a comment with $dollars$
```
"""
SECOND = "The growth is linear, $\\Theta(n)$: twice the steps, twice the mean square."
WORDS = """Every step adds the same variance and the steps do not know of each other.

So only their number enters, and the **width** does not."""
REBUILT = "The second moment is $\\frac{2}{\\pi}$, and the bound is $\\sqrt{n}$ by Jensen. See $\\nosuchcommand{x}$."


def turn(id: int, parts: Sequence[str], prompt: str, output: Passage, **more: object) -> Turn:
    base = {"id": id, "parts": tuple(parts), "follow_up": False, "thinking": None, "comments": ()}
    return Turn.model_validate({**base, "prompt": passage(prompt), "output": output, **more})


def transcript(id: str, *turns: Turn, **more: object) -> Transcript:
    conversations = (Conversation(link="https://chat.example.org/share/1", title="Walks", turns=turns),)
    source = Source(name=f"{id}.md", format="markdown", sha256="0" * 64, producer=None)
    made = {"id": id, "source": source, "text": "", "conversations": conversations, "model": "model-one"}
    return Transcript.model_validate({**made, **more})


def full() -> Transcript:
    comment = Comment(passage=passage("Partly: the constant misses a root. Also $x_n$ is a number, not a vector."))
    raw = {r"\frac{2}{\pi}": ("π\n2\n\u200b", True), r"\sqrt{n}": ("n\n√", False)}
    return transcript(
        "first",
        turn(
            0,
            ["1a"],
            "Do 1(a): find $\\mathbb{E}[x_n^2]$ and the constant.",
            passage(FIRST),
            thinking=passage("Let me see. $x_n$ is a sum."),
            comments=(comment,),
        ),
        turn(1, ["1b"], "And the growth?", passage(SECOND)),
        turn(2, ["1b"], "Are you sure?", passage("Yes: $\\Theta(n)$."), follow_up=True),
        turn(3, ["2a"], "In words, why?", passage(WORDS), comments=(Comment(passage=passage("Good.")),)),
        turn(4, ["2b", "2c"], "And 2(b), 2(c).", passage(REBUILT, raw)),
        problems=(ReadingProblem(what="image without text", span=Span(start=3, end=4, page=7)),),
    )


def at(text: str, piece: str) -> Span:
    return Span(start=text.index(piece), end=text.index(piece) + len(piece))


def answer(name: str, expected: str, found: str | None, outcome: str, **more: object) -> AnswerResult:
    return AnswerResult.model_validate({"name": name, "expected": expected, "found": found, "outcome": outcome, **more})


def result(transcript: str, part: str, verdict: str, *answers: AnswerResult, **more: object) -> PartResult:
    base: dict[str, object] = {
        "transcript": transcript, "source": f"{transcript}.md", "model": "model-one", "part": part, "turns": (),
        "verdict": verdict, "certainty": None, "answers": answers, "steps": Steps(), "catches": (), "human": None,
        "agrees": None,
    }  # fmt: skip
    return PartResult.model_validate({**base, **more})


CATCH = Catch(
    kind="shape", by="human", about="problem", says="x_n is a number, not a vector", status="confirmed",
    evidence="a sum of numbers is a number", turn=0, erratum=f"{A}#1", span=Span(start=5, end=9, page=1),
)  # fmt: skip
WITNESS = Witness(point={"n": "4", "s": "2"}, expected="0.25", found="0.125")


def full_results() -> list[PartResult]:
    display, inline = FIRST[FIRST.index("$$") : FIRST.index("n s^2.$$") + 8], "$c = \\frac{1}{s n}$"
    steps = Steps(checked=3, hold=2, fail=1, first_failure=FirstFailure(latex="c^2 n = 1", span=None, witness=WITNESS))
    return [
        result("first", A, "partial",
               answer("mean square", "n s^2", "n s^2", "equal", certainty="identical", method="canonical form", turn=0,
                      at=at(FIRST, display), span=Span(start=40, end=60, page=1)),
               answer("constant", r"\frac{1}{s \sqrt{n}}", r"\frac{1}{s n}", "different", method="points", turn=0,
                      at=at(FIRST, inline), witness=WITNESS, diagnosis="The root over $n$ is missing.",
                      superseded=(r"\frac{1}{n}",), evidence=Evidence(bond=Bond.named, closing=True),
                      passed_over=(PassedOver(text="n", evidence=Evidence(bond=Bond.likely, faults=(Fault.case,))),)),
               turns=(0,), catches=(CATCH,), human=HumanMark(verdict="partial", comment="the constant misses a root"),
               agrees=True, steps=steps),
        result("first", B, "correct",
               answer("growth", r"\Theta(n)", r"\Theta(n)", "equal", certainty="proved", method="ratio", turn=1,
                      at=at(SECOND, "linear, $\\Theta(n)$")), certainty="proved", turns=(1, 2),
               human=HumanMark(verdict="incorrect", comment="I do not think so."), agrees=False),
        result("first", C, "missing", answer("probability", r"\frac{1}{2}", None, "missing")),
        result("first", D, "correct",
               answer("reason", "Only the number of steps enters.", WORDS, "equal", certainty="rubric", turn=3,
                      method="2 claims", at=Span(start=0, end=len(WORDS))), certainty="rubric", turns=(3,),
               human=HumanMark(verdict="correct", comment="Good."), agrees=True),
        result("first", E, "undecided",
               answer("moment", r"\frac{2}{\pi}", r"\frac{2}{\pi}", "unknown", method="budget", turn=4,
                      at=at(REBUILT, "$\\frac{2}{\\pi}$")), turns=(4,)),
        result("first", F, "unreadable",
               answer("bound", r"\sqrt{n}", r"\sqrt{n}", "unknown", method="two readings",
                      cause=Cause.unreadable_answer, turn=4,
                      at=at(REBUILT, "$\\sqrt{n}$")), turns=(4,)),
    ]  # fmt: skip


def second() -> tuple[Transcript, list[PartResult]]:
    said = "It is $s^2 n$, so $c = 1/(sn)$."
    made = transcript("second", turn(0, ["1a"], "1(a) please", passage(said)))
    results = [
        result("second", A, "incorrect",
               answer("mean square", "n s^2", "s^2 n", "equal", certainty="proved", turn=0, at=at(said, "$s^2 n$")),
               answer("constant", r"\frac{1}{s \sqrt{n}}", r"\frac{1}{s n}", "different", turn=0,
                      at=at(said, "$c = 1/(sn)$"), witness=WITNESS), turns=(0,)),
        *(result("second", p, "missing", answer("all", "1", None, "missing")) for p in (B, C, D, E, F)),
    ]  # fmt: skip
    return made, results


def write(
    folder: Path,
    transcripts: Sequence[Transcript],
    results: Sequence[PartResult],
    parts: Sequence[PartView] = PARTS,
    refused: str = "Not a transcript: no reader recognises it.",
) -> Path:
    """A run folder as a batch writes it, without its pages."""
    for each in transcripts:
        path = folder / "data" / "transcripts" / f"{re.sub('[^a-z]', '', each.id) or 'x'}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(each.model_dump_json(), encoding="utf-8")
    (folder / "data" / "parts.json").write_text(f"[{','.join(p.model_dump_json() for p in parts)}]", encoding="utf-8")
    (folder / "results.jsonl").write_text("".join(r.model_dump_json() + "\n" for r in results), encoding="utf-8")
    (folder / "run.json").write_text(run(transcripts, results, refused).model_dump_json(), encoding="utf-8")
    return folder


def run(transcripts: Sequence[Transcript], results: Sequence[PartResult], refused: str) -> Run:
    verdicts = Counter(r.verdict for r in results)
    certainties = Counter(r.certainty for r in results if r.certainty)
    inputs = [InputFile(source=t.source.name, sha256="0" * 64, transcript=t.id) for t in transcripts]
    return Run(
        id="2026-01-01-a",
        versions={"evaluator": "0.1.0", "sympy": "1.13"},
        configuration="5d41402abc4b",
        inputs=(*inputs, InputFile(source="cat.jpg", sha256=None, transcript=None, error=refused)),
        seed=7,
        counts=Counts(verdicts=verdicts, certainties=certainties, right=verdicts["correct"],
                      answered=sum(verdicts[v] for v in ANSWERED), asked=len(results) - verdicts["unasked"],
                      ours=sum(verdicts[v] for v in OURS)),
        agreement=Agreement(n=3, percent=66.7, kappa=0.4, table={"correct": {"correct": 2, "incorrect": 1}}),
        timings={"read": 0.2, "grade": 31.5},
    )  # fmt: skip


def sample(folder: Path) -> Path:
    other, others = second()
    return write(folder, (full(), other), [*full_results(), *others])
