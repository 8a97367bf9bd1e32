"""What the converter to MathML must not be given: it recurses, and searches the partner of every bracket.

Its recursion can exhaust the stack (the process dies), and its search takes twice as long for each bracket without a
partner. Both are measured here in one pass over the formula, before it is handed on.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 8_000  # characters; a longer "formula" is a page of text that nobody can read typeset
DEEPEST: Final = 60  # nested groups
LONELIEST: Final = 12  # brackets without a partner: 2 to the 12th steps are still quick

_TOKEN: Final = re.compile(r"\\(?:left|right)\s*(?:\\[A-Za-z]+|\\.|.)|\\[A-Za-z]+|\\.|[^\\\w\s]", re.DOTALL)
_BRACKET_NAME: Final = re.compile(
    r"\\(?P<side>[lru])[A-Za-z]*(?:brack|brace|paren|angle|ceil|floor|group|vert|Vert|corner|moustache)(?:et)?$"
)


def objection(latex: str) -> str | None:
    """Why the formula is not handed on, or None."""
    if len(latex) > LONGEST:
        return "It is too long to be typeset."
    deepest, lonely = _measure(latex)
    if deepest > DEEPEST:
        return "It is nested too deeply to be typeset."
    if lonely > LONELIEST:
        return "It has too many brackets without a partner to be typeset."
    return None


def _measure(latex: str) -> tuple[int, int]:
    """The depth of nesting, and how many opening brackets stay without a partner in their own group."""
    groups, deepest, lonely = [0], 0, 0
    for match in _TOKEN.finditer(latex):
        token = match[0]
        if step := _group_step(token):
            if step > 0:
                groups.append(0)
            elif len(groups) > 1:
                lonely += groups.pop()
            deepest = max(deepest, len(groups) - 1)
        else:
            groups[-1] = max(groups[-1] + _bracket_step(token), 0)
    return deepest, lonely + sum(groups)


def _group_step(token: str) -> int:
    if token in ("{", r"\begin") or (token.startswith(r"\left") and not token[5:6].isalpha()):
        return 1
    if token in ("}", r"\end") or (token.startswith(r"\right") and not token[6:7].isalpha()):
        return -1
    return 0


def _bracket_step(token: str) -> int:
    if len(token) == 1 or token in (r"\{", r"\}"):
        category = unicodedata.category(token[-1])
        return {"Ps": 1, "Pi": 1, "Pe": -1, "Pf": -1}.get(category, 0)
    named = _BRACKET_NAME.match(token)
    return {"l": 1, "u": 1, "r": -1}[named["side"]] if named else 0
