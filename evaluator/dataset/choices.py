"""Which rows a dataset is made of."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from evaluator.dataset.rows import Row, compact

CERTAINTIES: Final = ("judged", "rubric", "sampled", "proved", "identical", "human")  # from weak to strong


@dataclass
class Choices:
    """Says of each row whether it is in, and counts why others are not."""

    least: str | None = None  # certainty of the verdict
    agreed: bool = False  # only where a human mark says the same
    sure: bool = False  # only what was read without doubt
    dropped: Counter[str] = field(default_factory=Counter)
    _seen: set[str] = field(default_factory=set)

    def takes(self, row: Row) -> bool:
        why = self._against(row)
        if why is not None:
            self.dropped[why] += 1
        return why is None

    def _against(self, row: Row) -> str | None:
        if self.least is not None and not _at_least(row["certainty"], self.least):
            return f"less certain than {self.least}"
        if self.agreed and not (row["human_verdict"] and row["agrees"]):
            return "no human mark that agrees"
        if self.sure and row["doubt"] != "sure":
            return "read with doubt"
        said = " ".join(compact([row["part"], row["messages"]]).split()).casefold()
        key = hashlib.sha256(said.encode()).hexdigest()
        if key in self._seen:
            return "the same words in another transcript"
        self._seen.add(key)
        return None


def _at_least(certainty: str | None, least: str) -> bool:
    return certainty is not None and CERTAINTIES.index(certainty) >= CERTAINTIES.index(least)
