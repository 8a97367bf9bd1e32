"""Answers that are nearly the same, and passages that stand in texts which should not be in a dataset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from datasketch import MinHash, MinHashLSH

_WORD: Final = re.compile(r"\w+|[^\w\s]")
_SHINGLE: Final = 5  # words that are compared together
_PERMUTATIONS: Final = 128
RUN: Final = 13  # words in a row that nobody writes twice by chance; GPT-3's authors took as many


class NearTwins:
    """Finds the first answer to the same part whose shingles agree with those of a later one to `share` or more.

    MinHash, so the share is an estimate: with 128 permutations it is off by some hundredths.
    """

    def __init__(self, share: float) -> None:
        self._share = share
        self._known: dict[str, MinHashLSH] = {}

    def twin(self, id: str, part: str, text: str) -> str | None:
        """The id of an earlier one; where there is none, this one is remembered."""
        known = self._known.setdefault(part, MinHashLSH(threshold=self._share, num_perm=_PERMUTATIONS))
        sketch = MinHash(num_perm=_PERMUTATIONS)
        for shingle in _runs(text, _SHINGLE):
            sketch.update(shingle.encode())
        found = sorted(known.query(sketch))
        if found:
            return str(found[0])
        if id not in known:  # a later run may say otherwise what an earlier one read of the same part
            known.insert(id, sketch)
        return None


class Passages:
    """The runs of words of texts: reference solutions, a published benchmark."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs = {run for text in texts for run in _runs(text, RUN, whole=False)}

    def shared(self, text: str) -> str | None:
        """The first run of words of `text` that stands in one of them."""
        return next((run for run in _runs(text, RUN, whole=False) if run in self._runs), None)


def _runs(text: str, length: int, whole: bool = True) -> Iterator[str]:
    """All runs of so many words; a shorter text is one run, where `whole`."""
    words = _WORD.findall(text.casefold())
    if len(words) < length:
        yield from [" ".join(words)] if whole else []
        return
    for start in range(len(words) - length + 1):
        yield " ".join(words[start : start + length])
