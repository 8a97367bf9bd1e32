"""What two answers are compared as, where a question says more than they do: as values, or as classes of growth."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from evaluator.errors import MathSyntaxError
from evaluator.kinds import code_syntax, pair, respelled
from evaluator.mathtext.parser import parse
from evaluator.mathtext.tree import Growth
from evaluator.mathtext.vocabulary import FUNCTIONS
from evaluator.model import Outcome

Asked = Literal["value", "growth"]
_CALLED: Final[Mapping[str, Asked]] = {"growth": "growth", "theta-class": "growth"}
_WORD: Final = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}")
_SIGNS: Final = {"Theta": r"\Theta", "O": "O", "Omega": r"\Omega"}


def asked_by(kind: str) -> Asked:
    """What the `kind` of a labelled pair asks for: its first word, up to a colon. All others ask for values."""
    return _CALLED.get(kind.partition(":")[0].strip().lower(), "value")


def compare_growth(gold: str, answer: str, assumptions: Sequence[str] = ()) -> Outcome:
    r"""Whether both grow alike: `n^2` is `\Theta(n^2)`, or of the class that the other one says it is of."""
    one, other = _Side.of(gold), _Side.of(answer)
    said = one.operator or other.operator or "Theta"
    return pair.compare(one.within(said), other.within(said), assumptions)


@dataclass(frozen=True)
class _Side:
    """An answer; `operator` where it says a class, `formula` where it is one and says none."""

    text: str
    formula: str | None = None
    operator: str | None = None

    @classmethod
    def of(cls, text: str) -> _Side:
        plain = code_syntax.to_latex(text) or respelled.bare(text)
        try:
            node = parse(plain)
        except MathSyntaxError:
            return cls(text)
        if isinstance(node, Growth):
            return cls(text, operator=node.order)
        return cls(text) if set(_WORD.findall(plain)) - FUNCTIONS else cls(text, formula=plain)

    def within(self, operator: str) -> str:
        return f"{_SIGNS[operator]}({self.formula})" if self.formula and operator in _SIGNS else self.text


COMPARE: Final[Mapping[Asked, Callable[..., Outcome]]] = {"value": pair.compare, "growth": compare_growth}
