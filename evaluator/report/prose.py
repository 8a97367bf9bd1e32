"""Markdown to HTML with typeset formulas; answers tinted, and notes set before the block they speak of.

The formulas of a passage have been found already, so each stands as a `$`number`$` placeholder while the Markdown is
parsed: nothing inside a formula can be taken for Markdown. HTML in the source stays text, and all that is made here
goes through `sanitise.clean`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from evaluator.model import Passage
from evaluator.report.holes import Holes
from evaluator.report.markdown import DollarMarkdown, Markdown
from evaluator.report.marking import Mark, place_slots, tint
from evaluator.report.mathml import mathml
from evaluator.report.sanitise import clean
from evaluator.report.visible import visible, whole

_SLOT: Final = re.compile("\ufdd1([0-9,]*)\ufdd1")  # survives cleaning as text; cannot come from a source

_WORDS: Final = re.compile(r"[A-Za-z]{2,}[,;:]? +[A-Za-z]{2,}|^[A-Za-z]{3,}$")

LONGEST: Final = 200_000  # characters of one speaker that are typeset; a whole log of 100 pages has as many
MOST_FORMULAS: Final = 5_000

Note = Callable[[int], str]

_PASSAGES: Final = Markdown()
_LINES: Final = DollarMarkdown()


def prose(markdown: str) -> Markup:
    """Markdown that is not a passage (a statement, a remark); formulas stand between dollars."""
    return Markup(clean(_LINES.render(whole(markdown))))


@lru_cache(maxsize=4096)  # statements, remarks and expected answers come back on every page
def line(markdown: str) -> Markup:
    """The same without a paragraph around it."""
    return Markup(clean(_LINES.renderInline(whole(markdown))))


def passage(said: Passage, marks: Sequence[Mark] = (), note: Note | None = None) -> Markup:
    """What one speaker said. `note(i)` gives the margin note of `marks[i]`."""
    if len(said.markdown) > LONGEST or len(said.formulas) > MOST_FORMULAS:
        return _verbatim(said, marks, note)
    holes = Holes.of(said)
    tokens = _PASSAGES.parse(holes.text, {})
    begun = tint(tokens, holes, marks)
    if note is not None:
        place_slots(tokens, holes, marks)
    lost = {number: mark.anchor for number, mark in enumerate(marks) if mark.anchor not in begun}
    html = clean(_PASSAGES.renderer.render(tokens, _PASSAGES.options, {"formulas": holes.formulas}))
    return Markup(_SLOT.sub(lambda match: _slot(match[1], note, lost), html))


def _verbatim(said: Passage, marks: Sequence[Mark], note: Note | None) -> Markup:
    """What is too long to be typeset, as it is written, with all its notes before it."""
    anchors = Markup("").join(Markup('<span id="{}"></span>').format(mark.anchor) for mark in marks)
    notes = Markup("".join(note(number) for number in range(len(marks)))) if note else Markup("")
    why = f"{len(said.markdown):,} characters and {len(said.formulas):,} formulas are too much to typeset"
    shown = Markup('<p class="doubt">{}; this is how it is written.</p><pre>{}</pre>')
    return anchors + notes + shown.format(why, visible(said.markdown))


def _slot(numbers: str, note: Note | None, lost: Mapping[int, str]) -> str:
    """The block's wrapper with its notes, and with the anchors of marks that no piece of text could carry."""
    if not numbers:
        return "</div></div>"
    wanted = [int(number) for number in numbers.split(",")]
    anchors = "".join(f'<span id="{lost[number]}"></span>' for number in wanted if number in lost)
    notes = "".join(note(number) for number in wanted) if note else ""
    return f'<div class="answered">{anchors}{notes}<div class="said">'


def value(text: str) -> Markup:
    """What may be LaTeX or words: a number, a formula, a choice."""
    if _WORDS.search(text) and ("\\" not in text or "$" in text):
        return line(text)
    return mathml(text)
