"""Lines of a page that belong together in another way than paragraphs do: program code, and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from evaluator.mathtext.pdf.lines import Line, Piece
from evaluator.mathtext.pdf.rulings import Ruled

_CODE_WIDTH: Final = 0.6  # of the size: a letter of a typewriter's

_LONGEST: Final = 6  # lines of a cell, where no columns stand side by side; longer ones are paragraphs in frames
_COLUMNS: Final = 2  # rows with two cells and more show that they do

Cell = tuple[Line, ...]


@dataclass(frozen=True)
class Code:
    """Lines of a program, with their indentation."""

    lines: tuple[Line, ...]

    def texts(self) -> Iterator[str]:
        left = min(_ink(piece, line) for line in self.lines for piece in line.pieces if piece.text.strip())
        for line in self.lines:
            text, reach = "", left
            for piece in (p for p in line.pieces if p.text.strip()):
                blanks = round((_ink(piece, line) - reach) / (_CODE_WIDTH * line.size))
                text += " " * max(0, blanks) + piece.text.strip()
                reach = piece.right
            yield text


@dataclass(frozen=True)
class Table:
    """Rows of cells; a cell may have several lines."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def first(self) -> Line:
        return next(line for row in self.rows for cell in row for line in cell)


Block = Line | Code | Table


def blocks(lines: Sequence[Line], ruled: Sequence[Ruled]) -> list[Block]:
    """The lines of a page in order, with what is code or stands in a drawn table put together."""
    rest, tables = list(lines), list[Table]()
    for each in ruled:
        rest, table = _taken(rest, each)
        if table is not None:
            tables.append(table)
    found: list[Block] = []
    for is_code, group in groupby(rest, key=lambda line: line.code and not line.display):
        run = list(group)
        found.extend([Code(tuple(run))] if is_code and len(run) > 1 else run)
    for table in tables:
        at = next((n for n, block in enumerate(found) if _top(block) < table.first.y), len(found))
        found.insert(at, table)
    return found


def _top(block: Block) -> float:
    return block.y if isinstance(block, Line) else block.lines[0].y if isinstance(block, Code) else block.first.y


def _taken(lines: Sequence[Line], ruled: Ruled) -> tuple[list[Line], Table | None]:
    """The lines outside of a table, and the table."""
    cells: dict[tuple[int, int], list[Line]] = {}
    rest: list[Line] = []
    for line in lines:
        inside: dict[tuple[int, int], list[Piece]] = {}
        outside: list[Piece] = []
        for piece in line.pieces:
            at = ruled.cell((piece.left + piece.right) / 2, line.y)
            (outside if at is None else inside.setdefault(at, [])).append(piece)
        for at, pieces in inside.items():
            cells.setdefault(at, []).append(Line(line.y, line.size, pieces))
        if outside:
            rest.append(replace(line, pieces=outside) if inside else line)
    if not cells:
        return rest, None
    wide = [row for row, count in Counter(row for row, _ in cells).items() if count > 1]
    if max(map(len, cells.values())) > _LONGEST and len(wide) < _COLUMNS:
        return list(lines), None
    shape = range(len(ruled.ys) - 1), range(len(ruled.xs) - 1)
    rows = tuple(tuple(tuple(cells.get((r, c), ())) for c in shape[1]) for r in shape[0])
    return rest, Table(tuple(row for row in rows if any(row)))


def _ink(piece: Piece, line: Line) -> float:
    """Where a piece of a program begins that may begin with blanks."""
    return piece.left + (len(piece.text) - len(piece.text.lstrip())) * _CODE_WIDTH * line.size
