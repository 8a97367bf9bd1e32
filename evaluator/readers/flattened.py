"""Formulas that stand in the text as signs alone: what pdftotext, pypdf and word processors leave of them.

Scripts are no longer above or below, fractions stand on lines of their own or elsewhere. What such a turn states may be
recognised, and is never held against anyone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evaluator.mathtext.inline.find import stands_as_typed
from evaluator.model import Conversation, Formula, Loss, Passage, ReadingProblem, Span, Turn
from evaluator.readers.typed import is_guess, places, with_typed_formulas

_SIGN: Final = re.compile(
    r"[∈∉∑∏∫√∼∥∇∂∞⊤∗⊙⊗≈≠∝⁰¹²³⁴-⁹ⁿᵀ₀-₉ₐ-ₜℝ𝐀-𝟿]|(?<![A-Za-z])[Α-Ωα-ωϕϵ](?![A-Za-z])"  # no µP, no β-VAE's letters
)
_LATEX: Final = re.compile(r"\\[A-Za-z]{2,}|(?<!\\)[A-Za-z)]_\{?\w|(?<!\[)\^\{?\w")
_LEAST: Final = 3  # signs of a turn: fewer may stand in any prose
_WHAT: Final = "formulas stand here as signs alone, without what was above or below"


def is_flattened(passage: Passage) -> bool:
    """Whether more of its mathematics stands in the words than in formulas."""
    return _LEAST <= signs(passage) > len(_certain(passage))


def signs(passage: Passage) -> int:
    """Signs and commands of mathematics outside of formulas."""
    outside, place = [], 0
    for formula in _certain(passage):
        outside.append(passage.markdown[place : formula.at.start])
        place = formula.at.end
    words = "".join([*outside, passage.markdown[place:]])
    return len(_SIGN.findall(words)) + len(_LATEX.findall(words))


def _certain(passage: Passage) -> list[Formula]:
    """Its formulas but for those that were guessed from signs among the words."""
    return sorted((f for f in passage.formulas if not is_guess(f)), key=lambda f: f.at.start)


def doubted(
    conversations: Sequence[Conversation], text: str, from_pages: bool
) -> tuple[tuple[Conversation, ...], tuple[ReadingProblem, ...]]:
    """The conversations with the formulas that are typed among their words, that doubt where it is due, and a note.

    `text` is what their places point into; it was typed as it stands, or comes `from_pages`.
    """
    said = [p for c in conversations for t in c.turns for p in (t.prompt, t.output)]
    exact = stands_as_typed([(p.markdown, places(p)) for p in said], from_pages)
    conversations = [
        c.model_copy(update={"turns": tuple(with_typed_formulas(t, text, exact) for t in c.turns)})
        for c in conversations
    ]
    outputs = [t.output for c in conversations for t in c.turns]
    all_of_it = sum(map(signs, outputs)) > sum(len(_certain(o)) for o in outputs) and any(map(is_flattened, outputs))
    flattened = {t.id for c in conversations for t in c.turns if all_of_it or is_flattened(t.output)}
    made = tuple(
        c.model_copy(update={"turns": tuple(_in_doubt(t) if t.id in flattened else t for t in c.turns)})
        for c in conversations
    )
    note = ReadingProblem(what=f"{_WHAT}: turns {', '.join(map(str, sorted(flattened)))}")
    return made, (note,) if flattened else ()


def _in_doubt(turn: Turn) -> Turn:
    loss = Loss(what=_WHAT, at=Span(start=0, end=len(turn.output.markdown)))
    output = turn.output.model_copy(update={"losses": (*turn.output.losses, loss)})
    return turn.model_copy(update={"output": output})
