"""Which rows a dataset is made of."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from evaluator.dataset.alike import NearTwins, Passages
from evaluator.dataset.rows import Row, compact

CERTAINTIES: Final = ("judged", "rubric", "sampled", "proved", "identical", "human")  # from weak to strong


@dataclass(frozen=True)
class Dropped:
    """A row that is not in, and why; `of` is the row or the words that it repeats."""

    id: str
    why: str
    of: str | None = None


@dataclass
class Choices:
    """Says of each row whether it is in, and remembers why others are not."""

    least: str | None = None  # certainty of the verdict
    agreed: bool = False  # only where a human mark says the same
    sure: bool = False  # only what was read without doubt
    twins: NearTwins | None = None  # answers that are nearly the same are kept once
    passages: Passages | None = None  # texts that no answer may repeat
    left_out: list[Dropped] = field(default_factory=list)
    _seen: dict[str, str] = field(default_factory=dict)  # the row in which words came first

    @property
    def dropped(self) -> Counter[str]:
        return Counter(each.why for each in self.left_out)

    def takes(self, row: Row) -> bool:
        found = self._against(row)
        if found is not None:
            self.left_out.append(found)
        return found is None

    def _against(self, row: Row) -> Dropped | None:
        id = row["id"]
        if self.least is not None and not _at_least(row["certainty"], self.least):
            return Dropped(id, f"less certain than {self.least}")
        if self.agreed and not (row["human_verdict"] and row["agrees"]):
            return Dropped(id, "no human mark that agrees")
        if self.sure and row["doubt"] != "sure":
            return Dropped(id, "read with doubt")
        answer = "\n".join(m["content"] for m in row["messages"] if m["role"] == "assistant")
        if self.passages is not None and (words := self.passages.shared(answer)) is not None:
            return Dropped(id, "words of a reference or of a text that it was held against", words)
        return self._repeated(row, answer)

    def _repeated(self, row: Row, answer: str) -> Dropped | None:
        said = " ".join(compact([row["part"], row["messages"]]).split()).casefold()
        key = hashlib.sha256(said.encode()).hexdigest()
        if key in self._seen:
            return Dropped(row["id"], "the same words in another transcript", self._seen[key])
        self._seen[key] = row["id"]
        twin = self.twins.twin(row["id"], row["part"], answer) if self.twins is not None else None
        return None if twin is None else Dropped(row["id"], "nearly the same words in another transcript", twin)


def _at_least(certainty: str | None, least: str) -> bool:
    return certainty is not None and CERTAINTIES.index(certainty) >= CERTAINTIES.index(least)
