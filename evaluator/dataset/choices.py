"""Which rows a dataset is made of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from evaluator.dataset.alike import NearTwins, Passages
from evaluator.dataset.notes import Notes
from evaluator.dataset.rows import Row, compact

Against = tuple[str, str | None]  # why a row is not in, and the row or the words that it repeats

CERTAINTIES: Final = ("judged", "rubric", "sampled", "proved", "identical", "human")  # from weak to strong


@dataclass(frozen=True)
class Choices:
    """What is asked of a row."""

    least: str | None = None  # certainty of the verdict
    agreed: bool = False  # only where a human mark says the same
    sure: bool = False  # only what was read without doubt
    alike: float | None = None  # answers of which so much is the same are kept once
    passages: Passages | None = None  # texts that no answer may repeat


class Selection:
    """Says of each row of one dataset whether it is in, and notes why others are not."""

    def __init__(self, choices: Choices, notes: Notes) -> None:
        self._choices, self._notes = choices, notes
        self._twins = None if choices.alike is None else NearTwins(choices.alike, notes)

    def takes(self, row: Row) -> bool:
        against = self._against(row)
        if against is not None:
            self._notes.leave_out(row["id"], *against)
        return against is None

    def _against(self, row: Row) -> Against | None:
        asked = self._choices
        if asked.least is not None and not _at_least(row["certainty"], asked.least):
            return f"less certain than {asked.least}", None
        if asked.agreed and not (row["human_verdict"] and row["agrees"]):
            return "no human mark that agrees", None
        if asked.sure and row["doubt"] != "sure":
            return "read with doubt", None
        answer = "\n".join(m["content"] for m in row["messages"] if m["role"] == "assistant")
        if asked.passages is not None and (words := asked.passages.shared(answer)) is not None:
            return "words of a reference or of a text that it was held against", words
        return self._repeated(row, answer)

    def _repeated(self, row: Row, answer: str) -> Against | None:
        said = " ".join(compact([row["part"], row["messages"]]).split()).casefold()
        if (first := self._notes.first(hashlib.sha256(said.encode()).digest(), row["id"])) is not None:
            return "the same words in another transcript", first
        twin = self._twins.twin(row["id"], row["part"], answer) if self._twins is not None else None
        return None if twin is None else ("nearly the same words in another transcript", twin)


def _at_least(certainty: str | None, least: str) -> bool:
    return certainty is not None and CERTAINTIES.index(certainty) >= CERTAINTIES.index(least)
