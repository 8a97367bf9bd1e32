"""Formulas without delimiters become formulas of the turn that states them, as sure as their signs are."""

from __future__ import annotations

import json

import pytest

from evaluator.model import Confidence, Transcript
from evaluator.readers import read_bytes


def _read(said: str, name: str = "chat.json") -> Transcript:
    chat = [{"role": "user", "content": "Solve 1(a)."}, {"role": "assistant", "content": said}]
    data = json.dumps(chat) if name.endswith(".json") else f"prompt:\nSolve 1(a).\noutput:\n{said}\n"
    return read_bytes(name, data.encode())


@pytest.mark.parametrize("name", ["chat.json", "log.md"])
def test_what_is_typed_is_likely(name: str) -> None:
    transcript = _read("So ∇f(w) = 2Xᵀ(Xw − y) with η = 0.1.\n\n[\nw = \\frac{1}{n} , X^\\top y\n]", name)
    (turn,) = transcript.turns()
    assert [f.latex for f in turn.output.formulas] == [
        r"\nabla f(w) = 2X^{T}(X w - y)", r"\eta = 0.1", r"w = \frac{1}{n} \, X^\top y",
    ]  # fmt: skip
    assert {f.doubt.reading for f in turn.output.formulas} == {Confidence.likely}
    assert all(f.span.of(transcript.text) == f.raw for f in turn.output.formulas)
    assert not turn.output.losses


def test_what_came_down_into_the_line_is_doubtful_and_keeps_its_readings() -> None:
    (turn,) = _read("We see that ∥y∥2 2 ≤ d1 holds.").turns()
    (formula,) = turn.output.formulas
    assert formula.latex == r"\|y\|_{2}^{2} \leq d_{1}"
    assert [r.latex for r in formula.alternatives] == [r"\|y\|_{2}^{2} \leq d^{1}"]
    assert formula.doubt.reading is Confidence.doubtful
    assert formula.likely_alternatives
