r"""\begin{..} .. \end{..}: matrices, cases, aligned equations."""

from __future__ import annotations

from evaluator.mathtext.operators import Operators
from evaluator.mathtext.tree import Absolute, Call, Cases, Juxtaposed, Matrix, Name, Node, Product, Relation, Sum, Text

_MATRICES = frozenset("matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array".split())
_MOST_CELLS = 10_000
Row = tuple[Node, ...]


class Environments(Operators):
    def environment(self) -> Node:
        name = self.cursor.raw_group().strip().rstrip("*")
        if name in ("array", "alignedat", "alignat") and self.cursor.at("{"):
            self.cursor.raw_group()
        bars, self.bars = self.bars, []
        with self.cursor.deeper():
            rows = self._rows()
        self.bars = bars
        self.cursor.raw_group()
        if name in _MATRICES:
            matrix = Matrix(tuple(rows))
            return (
                Call(Name("det"), (matrix,)) if name == "vmatrix" else Absolute(matrix) if name == "Vmatrix" else matrix
            )
        if name in ("cases", "dcases", "rcases"):
            return Cases(tuple(_case(row) for row in rows))
        return _joined([_side_by_side(row) for row in rows if row])

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        row: list[Node] = []
        cells = 0
        while not self.cursor.take(r"\end"):
            if self.cursor.at_end():
                raise self.cursor.error(r"\end")
            if self.cursor.take(r"\\"):
                rows.append(tuple(row))
                row = []
            elif self.cursor.take("&"):
                if not row or self.cursor.tokens[self.cursor.index - 2].text == "&":
                    row.append(Text(""))
            elif self.cursor.take(r"\hline", ",", ";", "."):
                continue
            else:
                row.append(self.statements())
                cells += 1
                if cells > _MOST_CELLS:
                    raise self.cursor.error(f"at most {_MOST_CELLS} cells")
        if row:
            rows.append(tuple(row))
        return rows


_BEFORE_A_CONDITION = frozenset({"for", "if", "when", "where", "as", "provided"})


def _case(row: Row) -> tuple[Node, Node | None]:
    value = row[0] if row else Text("")
    condition = row[1] if len(row) > 1 else None
    if isinstance(condition, Juxtaposed) and isinstance(condition.items[0], Text) and len(condition.items) == 2:
        condition = condition.items[1]
    condition = _without_word(condition)
    if isinstance(condition, Text) or (isinstance(condition, Name) and condition.base == "otherwise"):
        condition = None
    return value, condition


def _without_word(condition: Node | None) -> Node | None:
    r"""`\text{for } x > 0`, where the word is read as a factor of what stands before the sign."""
    if not isinstance(condition, Relation):
        return condition
    left = _after_word(condition.operands[0])
    return condition if left is None else Relation(condition.operators, (left, *condition.operands[1:]))


def _after_word(node: Node) -> Node | None:
    """A product, or the first one of a sum, without the word that opens it; None where none does."""
    if isinstance(node, Sum) and (first := _after_word(node.terms[0])) is not None:
        return Sum((first, *node.terms[1:]))
    if not isinstance(node, Product) or not isinstance(node.factors[0], Text) or len(node.factors) < 2:
        return None
    word, *rest = node.factors
    if not isinstance(word, Text) or word.text.strip().lower() not in _BEFORE_A_CONDITION:
        return None
    return rest[0] if len(rest) == 1 else Product(tuple(rest))


def _side_by_side(row: Row) -> Node:
    """The cells of one aligned line: `a &= b` is one relation."""
    cells = [cell for cell in row if cell != Text("")]
    if not cells:
        return Text("")
    node = cells[0]
    for cell in cells[1:]:
        node = _continued(node, cell) or Juxtaposed((node, cell))
    return node


def _joined(lines: list[Node]) -> Node:
    """Aligned lines: a line that starts with a relation goes on with the chain before it."""
    items: list[Node] = []
    for line in (node for node in lines if node != Text("")):
        longer = _continued(items[-1], line) if items else None
        if longer is not None:
            items[-1] = longer
        else:
            items.append(line)
    if not items:
        return Text("")
    return items[0] if len(items) == 1 else Juxtaposed(tuple(items))


def _continued(node: Node, after: Node) -> Node | None:
    """`a = b` and `= c` as one chain, or None when `after` does not start with a relation."""
    if not isinstance(after, Relation) or after.operands[0] != Text(""):
        if isinstance(node, Relation) and node.operands[-1] == Text(""):
            return Relation(node.operators, (*node.operands[:-1], after))
        return None
    if isinstance(node, Relation):
        return Relation((*node.operators, *after.operators), (*node.operands, *after.operands[1:]))
    return Relation(after.operators, (node, *after.operands[1:]))
