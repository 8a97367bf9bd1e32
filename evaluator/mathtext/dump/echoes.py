"""Formulas that the dump cannot tell apart, settled by what the transcript says elsewhere.

A root inside a fraction, or around one, often leaves no trace of its own: 1/d, 1/sqrt(d) and sqrt(1/d) then come out
as the same glyphs. When the document has the same glyphs elsewhere with the root plainly marked, that reading is
taken, and the plain one is kept as an alternative.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evaluator.mathtext.layout import Box, Fraction, Radical, Row, Scripts, glyphs, walk

Echoes = dict[str, Box]


def collect(rows: Iterable[Row]) -> Echoes:
    """For the glyphs of each fraction, its most frequent reading with a root, if it has one."""
    seen: dict[str, Counter[Box]] = {}
    for row in rows:
        for box in walk(row):
            inner = box.body[0] if isinstance(box, Radical) and len(box.body) == 1 else box
            if isinstance(inner, Fraction) and (inner is not box or _has_root(inner)):
                seen.setdefault(_plain(box), Counter())[box] += 1
    return {key: found.most_common(1)[0][0] for key, found in seen.items()}


def settle(row: Row, echoes: Echoes) -> Row:
    """The row with its plain fractions replaced by the rooted ones that the document has for the same glyphs."""
    return tuple(_settled(box, echoes) for box in row)


def _settled(box: Box, echoes: Echoes) -> Box:
    if isinstance(box, Fraction) and not _has_root(box):
        return echoes.get(_plain(box), box)
    if isinstance(box, Scripts) and isinstance(box.host, Fraction):
        return Scripts(_settled(box.host, echoes), box.sub, box.sup, box.sure)
    return box


def _has_root(box: Box) -> bool:
    return any(isinstance(inner, Radical) for inner in walk((box,)))


def _plain(box: Box) -> str:
    return glyphs((box,)).replace("√", "")
