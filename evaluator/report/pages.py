"""The templates, with everything that they may call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evaluator.model import Passage
from evaluator.report import links, prose
from evaluator.report.marking import Mark
from evaluator.report.mathml import mathml
from evaluator.report.views.notes import Note
from evaluator.report.visible import visible


@cache
def environment() -> Environment:
    """Autoescape is on, and whatever is printed has its direction controls made visible first."""
    made = Environment(
        loader=PackageLoader("evaluator.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        math=mathml,
        prose=prose.prose,
        line=prose.line,
        value=prose.value,
        passage=prose.passage,
        woven=_woven,
        external=links.external,
    )
    return made


def render(template: str, up: str, **context: object) -> str:
    """`up` leads from the page to the report's folder: "" or "../"."""
    return environment().get_template(template).render(up=up, **context)


def _finalize(shown: object) -> object:
    return visible(shown) if isinstance(shown, str) and not isinstance(shown, Markup) else shown


def _woven(said: Passage, marks: Sequence[Mark], notes: Sequence[Note], macro: Callable[[Note], str]) -> Markup:
    return prose.passage(said, marks, lambda number: macro(notes[number]))
