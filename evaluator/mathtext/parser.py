r"""LaTeX as language models write it, and plain mathematics, to the tree. Linear time, bounded depth, no guessing.

Juxtaposition: a name in `functions` (or a primed or scripted form of one) followed by a parenthesis is a call; any
other name followed by a parenthesis is a product. A named function without parentheses (\log p, \sin 2x) takes the
factors up to the next sign, relation or fraction bar. `e` and `i` are names: their scope says what they mean.
"""

from __future__ import annotations

from evaluator.errors import MathSyntaxError
from evaluator.mathtext.atoms import Atoms
from evaluator.mathtext.cursor import Cursor
from evaluator.mathtext.densities import densities
from evaluator.mathtext.lexer import tokenise
from evaluator.mathtext.repeating import as_fractions
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Node

_FUNCTIONS = Scope().functions


def parse(text: str, functions: frozenset[str] = _FUNCTIONS) -> Node:
    """The tree of a formula. Raises MathSyntaxError with the position of the first token that does not fit."""
    text = as_fractions(_without_stars(text))
    cursor = Cursor(text, tokenise(text))
    parser = Atoms(cursor, functions | densities(cursor.tokens))
    cursor.drop_punctuation()
    if cursor.at_end():
        raise MathSyntaxError(text, 0, "a formula")
    node = parser.statements()
    cursor.drop_punctuation()
    if not cursor.at_end():
        raise cursor.error("the end of the formula")
    return node


def _without_stars(text: str) -> str:
    """Without the stars of a bold sentence that the formula ends."""
    plain = text.rstrip()
    return plain.rstrip("*").rstrip(" .,;:") if plain.endswith("**") else text


def parses(latex: str) -> bool:
    """Whether it is a whole formula, the punctuation of its sentence aside."""
    try:
        parse(latex.strip(" .,;:"))
    except MathSyntaxError:
        return False
    return True
