"""Personal data out of text: what says who somebody is, or leads to where they are, becomes a stable pseudonym.

A pseudonym is keyed by a secret: whoever has it can say which two stand for the same, and nobody can go back. Names are
found where documents state them (a heading, "Name: ...", "submitted by ...") and then removed wherever they stand.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

_DIGITS: Final = 6  # of a pseudonym
_PARTICLES: Final = frozenset("de da di del der den van von la le bin al el ter y".split())
_MOST_WORDS: Final = 5  # of a name

# In this order: what stands in something longer is found with it.
_KINDS: Final = (
    ("email", re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]+)+")),
    ("link", re.compile(r"(?:https?://|www\.)[^\s<>()\[\]{}\"'`|]+", re.IGNORECASE)),
    (
        "link",
        re.compile(
            r"\b(?:chat\.deepseek\.com|chatgpt\.com|chat\.openai\.com|claude\.ai|gemini\.google\.com|g\.co|grok\.com"
            r"|drive\.google\.com|docs\.google\.com|github\.com|linkedin\.com)/[^\s<>()\[\]{}\"'`|]+",
            re.IGNORECASE,
        ),
    ),
    ("id", re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE)),
    ("id", re.compile(r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{24,64}\b", re.IGNORECASE)),
    ("path", re.compile(r"(?:/(?:home|Users)/|[A-Z]:\\Users\\)[^\s/\\]+(?:[/\\][^\s<>\"'`|]*)?")),
    (
        "student number",
        re.compile(
            r"\b(?:S\.?I\.?D|UID|student\s*(?:id|number|no)|matric\w*(?:\s*(?:no|number))?|perm(?:\s*number)?)\b"
            r"\.?\s*[:#=]?\s*[A-Z]?\d[\d -]{4,12}\d",
            re.IGNORECASE,
        ),
    ),
    ("student number", re.compile(r"(?<![\d.,+-])30[3-4]\d{7}(?![\d.,])")),
    (
        "phone",
        re.compile(
            r"(?<![\w.,=])(?:\+\d{1,3}[\s.-]?)(?:\(?\d{1,4}\)?[\s.-]?){2,4}\d{2,4}(?!\w|\.\d)"
            r"|(?<![\w.,=$])\(?\d{3}\)?[\s.-]\d{3}[.-]\d{4}(?!\w|\.\d)"
        ),
    ),
    (
        "file",
        re.compile(
            r"(?<![\w./\\])[\w][\w .()-]{0,60}\.(?:pdf|docx?|txt|png|jpe?g|heic|zip|ipynb|pages)\b", re.IGNORECASE
        ),
    ),
    ("handle", re.compile(r"(?<![\w@.])@[A-Za-z]\w{2,30}\b(?!\()")),
)  # fmt: skip
_STATED: Final = re.compile(
    r"(?im)^[\s#*_>|-]*(?:(?:full\s+|student(?:'s)?\s+|your\s+)?names?|authors?|student|submitted\s+by|written\s+by"
    r"|prepared\s+by|annotated\s+by|by|collaborators?|partners?|group\s+members?)\b[\s*_]*[:=—–-]?[\s*_]*"
    r"([^\n|;:=()$\\]{3,120}?)[\s*_.]*(?:$|[|;(])"
)
_BETWEEN: Final = re.compile(r"\s*(?:,|\band\b|&)\s*")
_WORD: Final = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*")


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

    def names(self, texts: Iterable[str]) -> frozenset[str]:
        """The names that texts state of the people behind them."""
        lists = (_BETWEEN.split(match[1]) for text in texts for match in _STATED.finditer(text))
        return frozenset(
            each.strip() for stated in lists if all(_is_name(e.split()) for e in stated) for each in stated
        )

    def text(self, text: str, names: frozenset[str] = frozenset()) -> str:
        for kind, pattern in _KINDS:
            text = pattern.sub(partial(self._replaced, kind), text)
        for name in sorted(names, key=lambda n: (-len(n), n)):
            spelled = r"\s+".join(map(re.escape, name.split()))
            text = re.sub(rf"\b{spelled}\b", partial(self._replaced, "name"), text, flags=re.IGNORECASE)
        return text

    def _replaced(self, kind: str, found: re.Match[str]) -> str:
        self.removed[kind] += 1
        return self.pseudonym(kind, found[0])


def _is_name(words: list[str]) -> bool:
    """Two words and more, each with a capital, but for what stands in names in small letters."""
    capitals = [word for word in words if word[:1].isupper() and _WORD.fullmatch(word)]
    return 2 <= len(words) <= _MOST_WORDS and len(capitals) >= 2 and set(words) - set(capitals) <= _PARTICLES
