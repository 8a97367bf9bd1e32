"""Delimiters of any height: glyphs, stacks of pieces, drawn paths; and the tables between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from evaluator.mathtext.alphabets import host_of
from evaluator.mathtext.layout import Box, Fence, Row, Scripts
from evaluator.mathtext.layout import Glyph as GlyphBox
from evaluator.mathtext.pdf.grids import ReadRow, grid, has_columns, lines_of, one_row_table
from evaluator.mathtext.pdf.items import AXIS, Item, around, largest
from evaluator.mathtext.pdf.page import Shape

PIECES: Final = {
    "⎛": "(", "⎜": "(", "⎝": "(", "⎞": ")", "⎟": ")", "⎠": ")", "⎡": "[", "⎢": "[", "⎣": "[", "⎤": "]", "⎥": "]",
    "⎦": "]", "⎧": "{", "⎨": "{", "⎩": "{", "⎪": "{", "⎫": "}", "⎬": "}", "⎭": "}", "∣": "|", "∥": "∥",
}  # fmt: skip
_OPENING: Final = "([{⟨⌊⌈"
_CLOSING: Final = ")]}⟩⌋⌉"
_TALLER: Final = 1.1  # of the size: a delimiter from which on what is inside may be a table
_BRACKET_SEGMENTS: Final = 24  # a square bracket is drawn with corners, a round one with curves
_BAR_SEGMENTS: Final = 6
_STROKE: Final = 0.13  # of the size
_OFF_LINE: Final = 0.3  # of the size: what is further from a baseline does not stand on it
_TABLE_LEADING: Final = (1.14, 1.26)  # of the size: between the lines of a table; a binomial has less, or more


def joined_pieces(items: list[Item], shapes: Sequence[Shape]) -> list[Item]:
    """Stacks of delimiter pieces as one delimiter each, with the strokes drawn between them."""
    size = largest(items)
    pieces = sorted((i for i in items if i.char in PIECES and _is_big(i)), key=lambda i: (i.left, -i.high))
    stacks: list[list[Item]] = []
    for piece in pieces:
        if stacks and abs(stacks[-1][0].left - piece.left) < 0.2 * size:
            stacks[-1].append(piece)
        else:
            stacks.append([piece])
    made = [_stack(stack, shapes, size) for stack in stacks if len(stack) > 1]
    joined = {id(p) for stack in stacks if len(stack) > 1 for p in stack}
    return [*(i for i in items if id(i) not in joined), *made]


def extends_brace(stroke: Shape, items: Sequence[Item], size: float) -> bool:
    """Whether a stroke is drawn between the pieces of a tall delimiter."""
    middle = (stroke.left + stroke.right) / 2
    return any(i.char in PIECES and _is_big(i) and i.covers(middle, 0.2 * size) for i in items if i.char)


def _is_big(item: Item) -> bool:
    return isinstance(item.box, GlyphBox) and (item.box.font == "big" or item.char not in "∣∥")


def _stack(stack: Sequence[Item], shapes: Sequence[Shape], size: float) -> Item:
    chars = [p.char for p in stack]
    char = PIECES[next((c for c in chars if c not in "⎪"), chars[0])]
    drawn = [s for s in shapes if stack[0].left - 0.2 * size < (s.left + s.right) / 2 < stack[0].right + 0.2 * size]
    made = around(Fence(char, char in _OPENING), stack, 0.0, size, drawn)
    return _on_axis(made, size)


def shape_fence(shape: Shape, items: Sequence[Item], size: float) -> Item:
    """A drawn delimiter; where its shape does not tell which side it is, that follows from how many stand before it."""
    drawn = ("[]" if shape.segments <= _BRACKET_SEGMENTS else "()")[shape.lean > 0]
    char = "|" if shape.segments <= _BAR_SEGMENTS or shape.width < _STROKE * size else drawn
    order = min((i.order for i in items if i.left >= shape.left), default=0)
    box = Fence(char, shape.lean <= 0)
    made = Item(
        box, shape.left, shape.right, shape.low, shape.high, 0.0, size, order, None, bool(shape.lean), piece=True
    )
    return _on_axis(made, size)


def _on_axis(item: Item, size: float) -> Item:
    return replace(item, y=(item.low + item.high) / 2 - AXIS * size)


def fenced(items: list[Item], read: ReadRow) -> list[Item]:
    """Tables between delimiters as one item each, innermost first; other tall delimiters with the side they are."""
    size = largest(items)
    ordered = sorted(items, key=lambda i: i.left)
    tall = [i for i in ordered if _delimiter(i) and i.high - i.low > _TALLER * size]
    sided = {id(old): new for old, new in zip(tall, _sided(tall), strict=True)}
    ordered = [sided.get(id(i), i) for i in ordered]
    open_fences: list[Item] = []
    for fence in [i for i in ordered if _delimiter(i)]:
        if _opens(fence):
            open_fences.append(fence)
            continue
        partner = next((f for f in reversed(open_fences) if _close(f, fence)), None)
        if partner is not None:
            open_fences.remove(partner)
            ordered = _table(ordered, partner, fence, read)
    for fence in reversed(open_fences):
        if isinstance(fence.box, Fence) and fence.box.char == "{":
            ordered = _table(ordered, fence, None, read)
    return ordered


def _close(first: Item, second: Item) -> bool:
    """Whether two delimiters can be a pair: at one height, a bar with a bar and a brace with a brace."""
    bars = [_delimiter(fence) in "|∣∥" for fence in (first, second)]
    fits = bars[0] == bars[1] and (_delimiter(first) == "{") == (_delimiter(second) == "}")
    return fits and _level(first, second) and _level(second, first)


def _opens(fence: Item) -> bool:
    return fence.box.opens if isinstance(fence.box, Fence) else fence.char in _OPENING


def _delimiter(item: Item) -> str:
    if isinstance(item.box, Fence):
        return item.box.char
    return item.char if item.char and item.char in _OPENING + _CLOSING + "∣∥|" else ""


def _sided(fences: Sequence[Item]) -> list[Item]:
    """Each with its side: a bracket that was drawn opens or closes by turns, a glyph by itself."""
    found, open_drawn = list[Item](), list[str]()
    for item in fences:
        char, drawn = _delimiter(item), isinstance(item.box, Fence)
        if char in "|∣∥":
            opens = char not in open_drawn
        elif drawn and char in "([" and not item.sided:
            opens = char not in open_drawn
            char = char if opens else ")" if char == "(" else "]"
        else:
            opens = char in _OPENING
        key = {")": "(", "]": "["}.get(char, char)
        if opens:
            open_drawn.append(key)
        elif key in open_drawn:  # a bar within that nothing closed stands alone: f(x)|_{x=0}
            del open_drawn[len(open_drawn) - 1 - open_drawn[::-1].index(key) :]
        found.append(replace(item, box=Fence(char, opens), y=item.y))
    return found


def _table(items: list[Item], left: Item, right: Item | None, read: ReadRow) -> list[Item]:
    end = right.left if right else _end_of_cases(items, left)
    inside = [
        i for i in items if left.right - 0.1 * left.size <= i.middle <= end and i.left > left.left and _level(i, left)
    ]
    if not inside:
        return items
    rows = lines_of(inside)
    if len(rows) < 2 and not (right and _delimiter(left) in "[(" and one_row_table(rows[0])):
        return items
    kind = "cases" if right is None else _kind(rows, left)
    ends = [left, *([right] if right else [])]
    environment = _ENVIRONMENTS.get((_delimiter(left), _delimiter(right)) if right else ("{", ""), kind)
    table = grid(rows, environment if kind == "matrix" else kind, read)
    whole = kind != "matrix" or environment != kind
    taken = inside if not whole else [*inside, *ends]
    gone = {id(i) for i in taken}
    rest = [i for i in items if id(i) not in gone]
    size = _size_in(rest, left, inside)
    return sorted([*rest, _on_axis(around(table, taken, 0.0, size), size)], key=lambda i: i.left)


def _size_in(rest: Sequence[Item], fence: Item, inside: Sequence[Item]) -> float:
    """The size of the line that a table stands in: KaTeX sets cells in full size, also where the line is small."""
    axis = (fence.low + fence.high) / 2
    beside = [i for i in rest if abs(i.y + AXIS * i.size - axis) < _OFF_LINE * i.size]
    return min(largest(inside), largest(beside)) if beside else largest(inside)


def _end_of_cases(items: Sequence[Item], brace: Item) -> float:
    """What stands at the height of the brace behind all rows is no part of them, unless a row begins there."""
    behind = [i for i in items if i.left >= brace.right - 0.1 * brace.size]
    off = [i for i in behind if abs(i.y - brace.y) > _OFF_LINE * brace.size and _level(i, brace)]
    middle_row = any(i not in off and i.left < brace.right + 0.5 * brace.size for i in behind)
    return max(i.right for i in (behind if middle_row or not off else off)) + 1 if behind else brace.right


def balanced(row: Sequence[Box]) -> Row:
    r"""Every tall delimiter with its partner: a bar alone closes what stands before it, others become plain signs."""
    boxes, waiting, alone = list(row), list[int](), list[int]()
    for index, box in enumerate(boxes):
        fence = host_of(box)
        if isinstance(fence, Fence) and fence.opens:
            waiting.append(index)
        elif isinstance(fence, Fence):
            fitting = [i for i in waiting if _is_bar(boxes[i]) == _is_bar(box)]
            alone += [i for i in waiting if i > fitting[-1]] if fitting else [index]
            waiting = [i for i in waiting if i < fitting[-1]] if fitting else waiting
    bars = [i for i in (*waiting, *alone) if _is_bar(boxes[i])]
    for index in {*waiting, *alone} - set(bars):
        boxes[index] = _hosted(boxes[index], lambda f: GlyphBox(f.char, font="rm"))
    for index in bars:
        boxes[index] = _hosted(boxes[index], lambda f: Fence(f.char, opens=False))
    for index in sorted(bars, reverse=True):
        boxes.insert(_begin(boxes, index), Fence(".", True))
    return tuple(boxes)


def _begin(boxes: Sequence[Box], bar: int) -> int:
    """Behind the bracket that is open where the bar stands, or at the beginning of the row."""
    depth = 0
    for index in range(bar - 1, -1, -1):
        fence = host_of(boxes[index])
        if isinstance(fence, Fence):
            depth += -1 if fence.opens else 1
            if depth < 0:
                return index + 1
    return 0


def _is_bar(box: Box) -> bool:
    fence = host_of(box)
    return isinstance(fence, Fence) and fence.char in "|∣∥"


def _hosted(box: Box, change: Callable[[Fence], Box]) -> Box:
    if isinstance(box, Scripts) and isinstance(box.host, Fence):
        return replace(box, host=change(box.host))
    return change(box) if isinstance(box, Fence) else box


_ENVIRONMENTS: Final = {
    ("(", ")"): "pmatrix", ("[", "]"): "bmatrix", ("{", "}"): "Bmatrix", ("|", "|"): "vmatrix", ("∣", "∣"): "vmatrix",
    ("∥", "∥"): "Vmatrix",
}  # fmt: skip


def _level(item: Item, fence: Item) -> bool:
    return fence.low - 0.3 * fence.size <= (item.low + item.high) / 2 <= fence.high + 0.3 * fence.size


def _kind(rows: Sequence[Sequence[Item]], fence: Item) -> str:
    """Two short lines closer than lines of a table stand are a binomial."""
    if len(rows) != 2 or has_columns(rows):
        return "matrix"
    first, second = (max(row, key=lambda i: i.size).y for row in rows[:2])
    inner = largest([i for row in rows for i in row])
    leading = (first - second) / inner
    plain = _TABLE_LEADING[0] < leading < _TABLE_LEADING[1] and inner > 0.85 * fence.size
    return "matrix" if plain or _delimiter(fence) != "(" else "binom"
