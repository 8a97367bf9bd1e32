"""Lines of a formula over each other, and their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from evaluator.mathtext.glyph_classes import RELATIONS
from evaluator.mathtext.layout import Grid, Row
from evaluator.mathtext.pdf.items import Item, largest

_LINE: Final = 0.75  # of the size: baselines that are further apart are different lines
_SMALL: Final = 0.85  # of the size: what is smaller is a script
_COLUMN: Final = 0.62  # of the size: an empty stripe through all lines that is wider parts columns
_ALIGNED: Final = 0.12
_CELL: Final = 0.8  # of the size: no author leaves such a gap in a line

ReadRow = Callable[[Sequence[Item]], Row]


def lines_of(items: Sequence[Item]) -> list[list[Item]]:
    """The lines that items stand in, from the top; scripts go with the line they are nearest to."""
    if len(items) < 2:
        return [list(items)]
    size = largest(items)
    base = [i for i in items if _stands(i, size)]
    levels: list[list[float]] = []
    for y in sorted((i.y for i in base), reverse=True):
        if levels and levels[-1][-1] - y < _LINE * size:
            levels[-1].append(y)
        else:
            levels.append([y])
    if len(levels) < 2:
        return [list(items)]
    middles = [sum(level) / len(level) for level in levels]
    found: list[list[Item]] = [[] for _ in levels]
    for item in base:
        found[min(range(len(middles)), key=lambda i: abs(middles[i] - item.y))].append(item)
    _join_nearest(_runs([i for i in items if not _stands(i, size)], size), found, size)
    return [line for line in found if line]


def _join_nearest(runs: list[list[Item]], lines: list[list[Item]], size: float) -> None:
    """Each run of scripts to its line, the nearest first: a script of a script hangs on that, not on a letter."""
    near = [[min(_distance(i, line, size) for i in run) for line in lines] for run in runs]
    waiting = set(range(len(runs)))
    while waiting:
        run, line = min(((r, n) for r in waiting for n in range(len(lines))), key=lambda pair: near[pair[0]][pair[1]])
        waiting.remove(run)
        lines[line].extend(runs[run])
        for other in waiting:
            near[other][line] = min(near[other][line], *(_distance(i, runs[run], size) for i in runs[other]))


def _runs(items: Sequence[Item], size: float) -> list[list[Item]]:
    """Scripts that follow each other at one height, which hang on the same thing."""
    runs: list[list[Item]] = []
    for item in sorted(items, key=lambda i: i.left):
        joined = next((r for r in reversed(runs) if _follows(item, r[-1], size)), None)
        if joined is None:
            runs.append([item])
        else:
            joined.append(item)
    return runs


def _follows(item: Item, last: Item, size: float) -> bool:
    overlap = min(item.high, last.high) - max(item.low, last.low)
    return overlap > 0 and item.left - last.right < 0.3 * size


def _stands(item: Item, size: float) -> bool:
    """Whether it stands in a line; a fraction among text is made of small letters and is tall."""
    tall = item.piece and item.size >= 0.65 * size and item.high - item.low > 0.9 * size
    return item.size >= _SMALL * size or tall


def _distance(item: Item, line: Sequence[Item], size: float) -> float:
    """From a script to what it may hang on in a line: up or down, and hardly sideways."""
    gaps = []
    for other in line:
        aside = max(other.left - item.right, item.left - other.right, 0.0)
        apart = max(other.low - item.high, item.low - other.high, 0.0)
        gaps.append(apart + aside + (0.2 * size if item.right <= other.left else 0.0))
    return min(gaps, default=1e9)


def one_row_table(line: Sequence[Item]) -> bool:
    """Whether the items of a line stand so far apart, without any sign between them, that they are cells."""
    size = largest(line)
    ordered = sorted(line, key=lambda i: i.left)
    if any(i.char in RELATIONS or i.char in ",;" for i in ordered if i.char):
        return False
    reach, gaps = ordered[0].right, 0
    for item in ordered[1:]:
        gaps += item.left - reach > _CELL * size
        reach = max(reach, item.right)
    return gaps > 0


def grid(lines: Sequence[Sequence[Item]], kind: str, read: ReadRow) -> Grid:
    """Lines as a table."""
    size = largest([i for line in lines for i in line])
    cells = _aligned(lines, size) if kind == "aligned" else _columns(lines, size)
    return Grid(tuple(tuple(read(cell) if cell else () for cell in line) for line in cells), kind)


def has_columns(lines: Sequence[Sequence[Item]]) -> bool:
    """Whether an empty stripe goes through all lines."""
    return len(_columns(lines, largest([i for line in lines for i in line]))[0]) > 1


def is_table(lines: Sequence[Sequence[Item]]) -> bool:
    """Whether the lines have cells under each other, and no sign of a relation, as lines of a derivation have."""
    if any(i.char in RELATIONS for line in lines for i in line):
        return False
    cells = _columns(lines, largest([i for line in lines for i in line]))
    return len(cells[0]) > 1 and all(sum(map(bool, line)) > 1 for line in cells)


def stripes(items: Sequence[Item]) -> list[float]:
    """How wide the empty stripes between items are."""
    return [right - left for left, right in _stripes(items)]


def _stripes(items: Sequence[Item]) -> list[tuple[float, float]]:
    """From where to where nothing stands, whatever the line."""
    found, reach = list[tuple[float, float]](), float("inf")
    for left, right in sorted((i.left, i.right) for i in items):
        if left > reach:
            found.append((reach, left))
        reach = right if reach == float("inf") else max(reach, right)
    return found


def _columns(lines: Sequence[Sequence[Item]], size: float) -> list[list[list[Item]]]:
    """Cut at the empty stripes that go through all lines."""
    cuts = [
        (left + right) / 2
        for left, right in _stripes([i for line in lines for i in line])
        if right - left > _COLUMN * size
    ]
    return [_cut(line, cuts) for line in lines]


def _aligned(lines: Sequence[Sequence[Item]], size: float) -> list[list[list[Item]]]:
    """Cut before the relation that stands at the same place in every line, if there is one."""
    places = [[i.left for i in line if i.char in RELATIONS] for line in lines]
    shared = [x for x in places[0] if all(any(abs(x - y) < _ALIGNED * size for y in other) for other in places[1:])]
    if not shared:
        common = _most_common([p for line in places for p in line], size)
        shared = [common] if common is not None else []
    if not shared:
        return [[list(line)] for line in lines]
    return [_cut(line, [shared[0] - _ALIGNED * size]) for line in lines]


def _most_common(places: Sequence[float], size: float) -> float | None:
    best = max(places, key=lambda x: sum(abs(x - y) < _ALIGNED * size for y in places), default=None)
    if best is None or sum(abs(best - y) < _ALIGNED * size for y in places) < 2:
        return None
    return best


def _cut(line: Sequence[Item], cuts: Sequence[float]) -> list[list[Item]]:
    cells: list[list[Item]] = [[] for _ in range(len(cuts) + 1)]
    for item in line:
        place = item.left + 0.01 if item.char in RELATIONS else item.middle
        cells[sum(place > cut for cut in cuts)].append(item)
    return cells
