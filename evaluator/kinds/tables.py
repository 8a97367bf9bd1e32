r"""Matrices that are told by what is done to them: `\begin{bmatrix} 1 & 2 \end{bmatrix}^T`, `\mathrm{diag}(1, 2)`."""

from __future__ import annotations

from typing import Final

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.tree import Call, Interval, Matrix, Name, Node, Number, Sequence, Transpose

_ZERO: Final = Number("0")


def written_out(node: Node) -> Node:
    """Transposed tables, and diagonal ones of several entries, as tables."""
    return bottom_up(node, _table)


def _table(node: Node) -> Node:
    if isinstance(node, Transpose) and isinstance(node.body, Matrix) and node.body.rows:
        turns = _is_even(node.body) and not any(map(_may_be_block, node.body.rows))
        return Matrix(tuple(zip(*node.body.rows, strict=True))) if turns else node
    if isinstance(node, Transpose) and isinstance(node.body, Sequence | Interval):
        cells = node.body.items if isinstance(node.body, Sequence) else (node.body.lower, node.body.upper)
        return Matrix(tuple((cell,) for cell in cells))
    if isinstance(node, Call) and node.function.base == "diag" and len(node.arguments) > 1:
        entries = enumerate(node.arguments)
        return Matrix(tuple(tuple(e if i == j else _ZERO for j in range(len(node.arguments))) for i, e in entries))
    return node


def _may_be_block(row: tuple[Node, ...]) -> bool:
    """Whether a capital stands there, which would be transposed, too."""
    return any(isinstance(n, Name) and n.base[:1].isupper() for cell in row for n in walk(cell))


def _is_even(table: Matrix) -> bool:
    return len({len(row) for row in table.rows}) == 1
