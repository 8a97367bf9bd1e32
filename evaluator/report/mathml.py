"""LaTeX to MathML, when the pages are written: they need no script and no network for it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from markupsafe import Markup
from math_core import LatexError, LatexToMathML

from evaluator.report.latex_guard import objection
from evaluator.report.sanitise import clean
from evaluator.report.visible import visible

_MACROS: Final = {"pmb": r"\boldsymbol{#1}"}
_CONVERTER: Final = LatexToMathML(
    fancy_error=False, allow_unreliable_rendering=True, max_expansions=200, macros=_MACROS
)
_TAG: Final = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_UNSEEN: Final = re.compile(r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])")
_ALIGNED: Final = re.compile(r' style="text-align: (left|right)[^"]*"')


@lru_cache(maxsize=20_000)
def mathml(latex: str, display: bool = False) -> Markup:
    """The formula typeset; what cannot be typeset is shown as it stands, and says so."""
    if why := objection(latex):
        return _as_code(latex, why)
    try:
        return Markup(clean(_converted(latex, display)))
    except LatexError as error:
        return _as_code(latex, str(error).partition(": ")[2])


def typesets(latex: str) -> bool:
    """Whether `mathml` gives more than the LaTeX itself."""
    return "<math" in mathml(latex, False)


def _converted(latex: str, display: bool) -> str:
    plain = _TAG.sub(r"\\qquad\\text{(\1)}", _UNSEEN.sub("", visible(latex)))
    made = _CONVERTER.convert_with_local_state(plain, displaystyle=display)
    return _ALIGNED.sub(r' class="\1"', made)


def _as_code(latex: str, why: str) -> Markup:
    says = f"This formula could not be typeset. {visible(why)}"
    return Markup('<code class="untypeset" title="{}">{}</code>').format(says, visible(latex))
