r"""Matrices that are told by what is done to them: `\begin{bmatrix} 1 & 2 \end{bmatrix}^T`, `\mathrm{diag}(1, 2)`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.tree import Big, Call, Indexed, Matrix, Name, Node, Number, Quotient, Transpose

_ZERO: Final = Number("0")
_EXP: Final = Name("exp")
_COUNTED: Final = (Name("k"), Name("j"))  # indices to sum over


def written_out(node: Node) -> Node:
    """Transposed tables, and diagonal ones of several entries, as tables; an entry of a softmax as a quotient."""
    return bottom_up(bottom_up(node, _table), _entry)


def _entry(node: Node) -> Node:
    r"""`\mathrm{softmax}(z)_i`."""
    match node:
        case Indexed(Call(Name("softmax", None, 0), (Name(sub=None) as logits,)), Name() as index):
            pass
        case Call(Name("softmax", Name() as index, 0), (Name(sub=None) as logits,)):
            pass
        case _:
            return node
    other = next(n for n in _COUNTED if n != index)
    each = Call(_EXP, (replace(logits, sub=other),))
    return Quotient(Call(_EXP, (replace(logits, sub=index),)), Big("sum", other, None, each))


def _table(node: Node) -> Node:
    if isinstance(node, Transpose) and isinstance(node.body, Matrix) and node.body.rows:
        turns = _is_even(node.body) and not any(map(_may_be_block, node.body.rows))
        return Matrix(tuple(zip(*node.body.rows, strict=True))) if turns else node
    if isinstance(node, Call) and node.function.base == "diag" and len(node.arguments) > 1:
        entries = enumerate(node.arguments)
        return Matrix(tuple(tuple(e if i == j else _ZERO for j in range(len(node.arguments))) for i, e in entries))
    return node


def _may_be_block(row: tuple[Node, ...]) -> bool:
    """Whether a capital stands there, which would be transposed, too."""
    return any(isinstance(n, Name) and n.base[:1].isupper() for cell in row for n in walk(cell))


def _is_even(table: Matrix) -> bool:
    return len({len(row) for row in table.rows}) == 1
