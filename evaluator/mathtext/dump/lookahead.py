"""What the tokens around a place tell, before any hypothesis."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.mathtext.dump.costs import DEBT, FENCE_AHEAD, LOOK_AHEAD, MOST_LIMIT_LINES, ODD_START, PAIRS
from evaluator.mathtext.dump.gaps import Gap, gap_at, limit_word_at
from evaluator.mathtext.dump.tokens import Token
from evaluator.mathtext.glyph_classes import ACCENTS, BIG, CLOSING, EMPTY, OPENING, breaks


class Lookahead:
    """What can be seen on the tokens alone, whatever the hypothesis."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._gaps: dict[tuple[int, bool, bool], Gap] = {}
        self._limits_ahead = [self._limit_ahead(i) for i in range(len(tokens))]
        self._fences_ahead = [self._fence_ahead(i) for i in range(len(tokens))]

    def _gap(self, place: int, start: int, stop: int) -> Gap:
        key = (place, place == start, place == stop)
        if key not in self._gaps:
            self._gaps[key] = gap_at(self._tokens, place, start, stop)
        return self._gaps[key]

    def _accent_at(self, index: int) -> bool:
        after = self._tokens[index + 1] if index + 1 < len(self._tokens) else None
        return after is not None and after.char in ACCENTS and after.gap == "" and self._tokens[index].char.isalpha()

    def _limit_ahead(self, index: int) -> bool:
        """Whether a lower limit may start at `index`: an operator opens one of the next two lines."""
        tokens, lines = self._tokens, 0
        for i in range(index + 1, min(index + LOOK_AHEAD, len(tokens))):
            if tokens[i].gap == "\n":
                if tokens[i].char in BIG or limit_word_at(tokens, i):
                    return True
                lines += 1
                if lines == MOST_LIMIT_LINES:
                    return False
        return False

    def _fence_ahead(self, index: int) -> bool:
        """Whether a tall fence may open soon: inside one, KaTeX does not cut."""
        ahead = self._tokens[index : index + FENCE_AHEAD]
        return any(t.char in OPENING and t.gap == "\n" for t in ahead)

    def _goes_on(self, index: int) -> bool:
        """Whether this line shows room for a tall fence behind the cut: then it is inside a group, and no cut."""
        ahead = self._tokens[index : index + FENCE_AHEAD]
        line = next((i for i, t in enumerate(ahead) if t.gap == "\n"), len(ahead))
        return any(t.gap == " " and t.leading for t in ahead[1:line])

    def _odd_start(self, index: int) -> float:
        """What speaks, from the first glyph on, against a script or limit that starts here."""
        char = self._tokens[index].char
        if char in OPENING:
            line = next(
                (i for i in range(index + 1, len(self._tokens)) if self._tokens[i].gap == "\n"), len(self._tokens)
            )
            return 0.0 if any(self._tokens[i].char == PAIRS[char] for i in range(index, line)) else ODD_START
        return ODD_START if char in CLOSING or (breaks(char) and char not in "−+±∗-") else 0.0

    def _wraps(self, start: int) -> bool:
        token, before = self._tokens[start], self._tokens[start - 1]
        return token.gap == "\n" and token.char != EMPTY and breaks(before.char)

    def _debt(self, index: int) -> float:
        token = self._tokens[index]
        return DEBT * ((token.gap == "\n") + token.trailing)
