"""Answers that are nearly the same, and passages that stand in texts which should not be in a dataset."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Final

from datasketch import MinHash, MinHashLSH

from evaluator.dataset.notes import Notes

_WORD: Final = re.compile(r"\w+|[^\w\s]")
_SHINGLE: Final = 5  # words that are compared together
_PERMUTATIONS: Final = 128
RUN: Final = 13  # words in a row that nobody writes twice by chance; GPT-3's authors took as many


class NearTwins:
    """Finds the first answer to the same part whose shingles agree with those of a later one to `share` or more.

    MinHash, so the share is an estimate: with 128 permutations it is off by some hundredths.
    """

    def __init__(self, share: float, notes: Notes) -> None:
        self._bands = MinHashLSH(threshold=share, num_perm=_PERMUTATIONS)  # it says which are compared together
        self._notes = notes

    def twin(self, id: str, part: str, text: str) -> str | None:
        """The id of an earlier one; where there is none, this one is remembered."""
        sketch = MinHash(num_perm=_PERMUTATIONS)
        for shingle in _runs(text, _SHINGLE):
            sketch.update(shingle.encode())
        keys = (
            bytes([band]) + hashlib.sha256(sketch.hashvalues[start:end].tobytes()).digest()
            for band, (start, end) in enumerate(self._bands.hashranges)
        )
        return self._notes.alike(part, keys, id)


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
