"""Personal data out of text: what says who somebody is, or leads to where they are, becomes a stable pseudonym.

A pseudonym is keyed by a secret: whoever has it can say which two stand for the same, and nobody can go back. Names are
found where documents state them (a heading, "Name: ...", "submitted by ...") and then removed wherever they stand.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from typing import Final

from evaluator.dataset.names import lone_names, names_in, names_of_file, parts_of

_DIGITS: Final = 6  # of a pseudonym
_FIRST: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class _Kind:
    name: str
    pattern: re.Pattern[str]
    check: Callable[[str], bool] = lambda _: True


def _luhn(number: str) -> bool:
    """The check digit of payment cards: rows of four digits stand in homework, too."""
    digits = [int(c) for c in reversed(number) if c.isdigit()]
    return sum(sum(divmod(d * (1 + i % 2), 10)) for i, d in enumerate(digits)) % 10 == 0


_CHECKS: Final[dict[str, Callable[[str], bool]]] = {"luhn": _luhn}
_FLAGS: Final = re.IGNORECASE | re.VERBOSE
_KINDS: Final = tuple(
    _Kind(entry["name"], re.compile(entry["pattern"], _FLAGS), _CHECKS.get(entry.get("check", ""), lambda _: True))
    for entry in tomllib.loads(files(__package__).joinpath("personal_kinds.toml").read_text(encoding="utf-8"))["kind"]
)


@dataclass
class Scrubber:
    """Takes personal data out of the texts of one dataset, and counts by kind what it took."""

    secret: bytes

    def __post_init__(self) -> None:
        self.removed: Counter[str] = Counter()

    def pseudonym(self, kind: str, what: str) -> str:
        """The same for the same, as long as the secret is."""
        same = " ".join(what.split()).casefold()
        digest = hmac.new(self.secret, f"{kind}\0{same}".encode(), hashlib.sha256).hexdigest()
        return f"[{kind} {digest[:_DIGITS]}]"

    def names(self, texts: Iterable[str], file: str = "") -> frozenset[str]:
        """The names that texts state of the people behind them, and the parts of such a name."""
        read = list(texts)
        text = "\n".join(read)
        whole = names_in(read) | names_of_file(file, text)
        return whole | parts_of(whole, text)

    def text(self, text: str, names: frozenset[str] = frozenset()) -> str:
        for start, end in reversed(list(lone_names(text))):
            self.removed["name"] += 1
            text = text[:start] + self.pseudonym("name", text[start:end]) + text[end:]
        for kind in _KINDS:
            text = kind.pattern.sub(partial(self._checked, kind), text)
        return self._without(names, text) if names else text

    def _without(self, names: frozenset[str], text: str) -> str:
        """Longer names before shorter ones. Looked for by their first words: a text may state thousands."""
        by_first: dict[str, list[re.Pattern[str]]] = defaultdict(list)
        for name in sorted(names, key=lambda n: (-len(n), n)):
            spelled = r"\s+".join(map(re.escape, name.split()))
            if first := _FIRST.search(name):
                by_first[first[0].casefold()].append(re.compile(rf"{spelled}(?![^\W_])", re.IGNORECASE))
        made, end = list[str](), 0
        for word in _FIRST.finditer(text):
            if word.start() < end:
                continue
            matches = (pattern.match(text, word.start()) for pattern in by_first.get(word[0].casefold(), ()))
            if (match := next(filter(None, matches), None)) is not None:
                made += [text[end : match.start()], self._replaced("name", match)]
                end = match.end()
        return "".join([*made, text[end:]])

    def _checked(self, kind: _Kind, found: re.Match[str]) -> str:
        return self._replaced(kind.name, found) if kind.check(found[0]) else found[0]

    def _replaced(self, kind: str, found: re.Match[str]) -> str:
        self.removed[kind] += 1
        return self.pseudonym(kind, found[0])
