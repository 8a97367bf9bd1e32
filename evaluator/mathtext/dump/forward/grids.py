"""Tables: matrices, cases and aligned lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from evaluator.mathtext.dump.forward.nodes import Line, Node
from evaluator.mathtext.dump.forward.stacks import table
from evaluator.mathtext.dump.forward.styles import SCRIPT, Style
from evaluator.mathtext.dump.metrics import AXIS

LINE_HEIGHT, LINE_ABOVE = 1.2, 0.7  # of a row, and its share above the line
COLUMN: Final = 0.5  # space on either side of a column
JOT: Final = 0.3  # between aligned lines
ALIGNED: Final = frozenset({"aligned", "align", "split", "gathered", "alignedat", "gather"})
CASES: Final = frozenset({"cases", "dcases", "rcases"})
_STRETCHED: Final = 1.2  # rows of cases
SIDES: Final = {
    "pmatrix": "()", "bmatrix": "[]", "vmatrix": "∣∣", "Vmatrix": "∥∥", "Bmatrix": "{}", "cases": "{", "dcases": "{"
}  # fmt: skip


def cell_style(kind: str, style: Style) -> Style:
    if kind == "smallmatrix":
        return Style(SCRIPT, False, style.sizes)
    return style if kind in ALIGNED or kind == "dcases" else style.plain


def grid(rows: Sequence[Sequence[Node]], kind: str, style: Style) -> Node:
    """The table without the brackets around it."""
    line = LINE_HEIGHT * style.scale * (_STRETCHED if kind in CASES else 1.0)
    sizes = [_size(row, line, JOT * style.scale if kind in ALIGNED else 0.0) for row in rows]
    middle = sum(map(sum, sizes)) / 2 + AXIS * style.scale
    shifts = [sum(map(sum, sizes[:i])) + sizes[i][0] - middle for i in range(len(sizes))]
    count = max(map(len, rows))
    columns = [
        [
            Line(replace(row[column], height=size[0], depth=size[1]), shift)
            for row, size, shift in zip(rows, sizes, shifts, strict=True)
            if column < len(row)
        ]
        for column in range(count)
    ]
    out = table(columns, [_gap(kind, c) for c in range(count)], [_align(kind, c) for c in range(count)], style)
    out.height, out.depth = middle, sum(map(sum, sizes)) - middle
    return out


def _size(row: Sequence[Node], line: float, jot: float) -> tuple[float, float]:
    """Height and depth of a row."""
    height = max([LINE_ABOVE * line, *(node.height for node in row)])
    return height, max([(1 - LINE_ABOVE) * line, *(node.depth for node in row)]) + jot


def _gap(kind: str, column: int) -> float:
    if column == 0 or (kind in ALIGNED and column % 2):
        return 0.0
    return 1.0 if kind in ALIGNED | CASES else 2 * COLUMN


def _align(kind: str, column: int) -> str:
    if kind in ALIGNED:
        return "l" if column % 2 else "r"
    return "l" if kind in CASES else "c"
