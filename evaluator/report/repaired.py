"""A formula of a passage as HTML. Where it was rebuilt from a scrambled chunk, the chunk is at hand."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from evaluator.model import Formula
from evaluator.report.mathml import mathml
from evaluator.report.visible import visible

WIDE: Final = 55  # characters side by side that fit the column on paper, where nothing can scroll


def formula_html(found: Formula) -> Markup:
    """Only doubtful readings are stops of the Tab key: a page may have hundreds of formulas."""
    made = mathml(found.latex, found.display)
    if found.display:
        made = Markup('<span class="display{}">{}</span>').format(" long" if _is_long(made) else "", made)
    if not found.rebuilt:
        return made
    doubt, focus, says = ("", -1, "Rebuilt from: ") if found.verified else (" unverified", 0, "Not verified. Source: ")
    return Markup(
        '<span class="repaired{}" tabindex="{}">{}<span class="original">{}<code>{}</code></span></span>'
    ).format(doubt, focus, made, says, visible(found.raw))


def _is_long(made: Markup) -> bool:
    return len(made.striptags()) > WIDE
