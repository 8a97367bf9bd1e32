"""The real logs against what a person sees in them: turns, who speaks, and about which question."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from evaluator.mathtext.dump.pages import split_pages
from evaluator.mathtext.dump.struts import taken_out
from evaluator.model import Confidence, Transcript
from evaluator.readers import read
from evaluator.readers.dialect import marking
from evaluator.readers.passages import verbatim
from evaluator.readers.turns import conversations

FACTS = tomllib.loads(Path(__file__).with_name("logs.toml").read_text(encoding="utf-8"))
# Read otherwise than a person would: how many turns are missing or too many.
OTHERWISE = {"hw4_grok_merged": 4, "hw7_qwen_quartz": 1}
SURE_FORMULAS = 0.9  # what was pasted into a prompt has lost its scripts; pages have them
RIGHT_PARTS = 0.93  # of the turns whose question the log says

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def transcripts(shared: Path) -> dict[str, Transcript]:
    return {name: read(shared / "logs" / f"{name}.pdf") for name in FACTS}


def test_places_give_back_what_was_found(transcripts: dict[str, Transcript]) -> None:
    """Whatever made the log: browsers, TeX, Word, annotated and merged files."""
    assert len(transcripts) == 28
    for name, transcript in transcripts.items():
        transcript.text.encode("utf-8")
        for turn in transcript.turns():
            for formula in (*turn.prompt.formulas, *turn.output.formulas):
                assert formula.span.of(transcript.text) == formula.raw, name


def test_formulas_of_pages_are_sure(transcripts: dict[str, Transcript]) -> None:
    for name, transcript in transcripts.items():
        found = [f for t in transcript.turns() for f in (*t.prompt.formulas, *t.output.formulas)]
        assert sum(f.doubt.accuses for f in found) >= SURE_FORMULAS * len(found), name


def test_every_log_says_or_lets_us_guess_who_speaks(transcripts: dict[str, Transcript]) -> None:
    for name, transcript in transcripts.items():
        assert all(t.speakers is not Confidence.doubtful for t in transcript.turns()), name
        assert any(t.output.markdown for t in transcript.turns()), name


def test_the_turns_are_those_that_a_person_sees(transcripts: dict[str, Transcript]) -> None:
    off = {name: abs(len(t.turns()) - len(FACTS[name].split())) for name, t in transcripts.items()}
    assert {name: by for name, by in off.items() if by} == OTHERWISE


def test_turns_are_about_the_questions_that_a_person_sees(transcripts: dict[str, Transcript]) -> None:
    wrong, asked = [], 0
    for name, transcript in transcripts.items():
        if name in OTHERWISE:
            continue
        for turn, fact in zip(transcript.turns(), FACTS[name].split(), strict=True):
            if not fact.startswith("?"):
                asked += 1
                wrong += [(name, turn.id, fact, turn.parts)] * (_questions(turn.parts) != _said(fact))
    assert asked > 150
    assert 1 - len(wrong) / asked >= RIGHT_PARTS, wrong


def test_marks_are_found_in_what_a_dump_leaves_of_the_words(shared: Path) -> None:
    """Of every maker: formulas hoisted out of the words or standing in them, bubbles painted late, heads and feet."""
    marked = {}
    for name, facts in FACTS.items():
        text, _ = taken_out((shared / "logs" / f"{name}.txt").read_text(encoding="utf-8", errors="replace"))
        words = "\n".join(line.text for page in split_pages(text) for line in page.prose)
        found = [t for c in conversations(verbatim(words), marking(words)) for t in c.turns]
        if found:
            marked[name] = (len(found), len(facts.split()))
    assert len(marked) == 11
    assert {name: counts for name, counts in marked.items() if counts[0] != counts[1]} == {}


def _questions(parts: tuple[str, ...]) -> set[str]:
    return {re.sub(r"\D", "", part) for part in parts}


def _said(fact: str) -> set[str]:
    return {re.sub(r"\D", "", piece) for piece in fact.split("+")}
