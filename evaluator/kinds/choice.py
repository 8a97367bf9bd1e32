"""One of several options, by its letter or its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evaluator.kinds.final import stated
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Boxed, Call, Constant, Juxtaposed, Name, Node, Text
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness


@dataclass(frozen=True)
class Choice:
    """`gold` is the option's letter or word; `options` are all of them, with other words for each."""

    name: ClassVar[str] = "choice"
    gold: str
    options: tuple[tuple[str, ...], ...] = ()

    def latex(self) -> str:
        return rf"\text{{{self.gold}}}"

    def expects(self, word: str) -> bool:
        """Whether this is the expected option, or another word for it."""
        return any({normal(word), normal(self.gold)} <= set(map(normal, row)) for row in self.options)

    def names(self, found: Node) -> bool:
        """Whether this is the letter or a word of an option."""
        return bool(self._rows(plain_words(found)))

    def _rows(self, said: str) -> list[set[str]]:
        rows = [{normal(word) for word in row} for row in self.options]
        return [row for row in rows if said in row]

    def compare(self, found: Node, scope: Scope) -> Outcome:
        """The option named; what names none, or two, is unknown."""
        said = plain_words(found)
        if said == normal(self.gold):
            return Equal(certainty="identical", method="the same option")
        chosen = self._rows(said)
        if len(chosen) != 1:
            return Unknown(
                cause=Cause.no_decision, reason="not one of the options" if self.options else "not the same word"
            )
        if normal(self.gold) in chosen[0]:
            return Equal(certainty="identical", method="the same option")
        return Different(witness=Witness(expected=self.gold, found=said), method="another option")


def plain_words(node: Node) -> str:
    """What a name or words say, in lower case, without brackets and full stops."""
    node = stated(node)
    if isinstance(node, Text):
        return normal(node.text)
    if isinstance(node, Name):
        return normal(node.base)
    if isinstance(node, Constant):
        return normal(node.name)
    if isinstance(node, Juxtaposed):
        return normal(" ".join(plain_words(item) for item in node.items))
    return normal(to_latex(node)) if not isinstance(node, Boxed | Call) else to_latex(node)


def normal(text: str) -> str:
    """Lower case, single blanks, no punctuation at the ends."""
    return " ".join(text.lower().split()).strip(" .,;:()[]{}*'\"")
