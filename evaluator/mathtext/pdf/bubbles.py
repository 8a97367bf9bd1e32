"""Who speaks on a printed chat page: what was asked stands in a panel at the right of the column.

Chat pages set a prompt into a rounded panel that ends where the column ends and begins further in than the answers.
Its colour may be lost in print, its place is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evaluator.mathtext.attachments import names_file
from evaluator.mathtext.pdf.lines import Line
from evaluator.mathtext.pdf.page import PageContent, Shape

_SMALLEST: Final = (0.03, 12.0)  # of the width of the page; points of height
_WIDEST: Final = 0.93  # of the width of the column
_INSET: Final = 0.06  # of the width of the column: a panel begins at least so far inside of it
_ENDS: Final = 0.05  # and ends no further from its end
_SQUARE: Final = 5  # segments of a panel without round corners
_OPENING: Final = 4  # lines that may stand before the first prompt: a title, a name, a time
_ROOM: Final = 2.6  # of the size of its text: a panel is at least so high
# What stands on buttons, and on the bar over a program.
_BUTTON: Final = re.compile(
    r"[\w+#-]*\s*+(?:copy|copy code|edit|export|share|download|retry|regenerate|send|run|wrap|\s)+"
    r"|python3?|bash|shell|json|text|plaintext|latex|c|c\+\+|cpp|java|javascript|html|css|sql|r|matlab|julia|yaml|diff",
    re.IGNORECASE,
)
_RIGHT: Final = 0.4  # of the width of the column: where a chip begins at the earliest
_WHITE: Final = (255, 255, 255)
_Page = tuple[Sequence[Shape], Sequence[Line]]  # its panels, and its lines from top to bottom


def panels(page: PageContent) -> tuple[Shape, ...]:
    """Filled shapes of a page that may hold what somebody said."""
    wide = _SMALLEST[0] * page.width
    return tuple(s for s in page.shapes if s.filled and wide < s.width < 0.95 * page.width and s.height > _SMALLEST[1])


def asked(pages: Sequence[_Page], left: float, right: float) -> set[int]:
    """Ids of the lines that stand in a prompt's panel or name a file beside it, for a column from `left` to `right`."""
    width = max(right - left, 1.0)
    found = [
        [p for p in shapes if _is_bubble(p, left, right, width) and _is_said([x for x in said if _holds(p, x)], p)]
        for shapes, said in pages
    ]
    tints = {p.colour for bubbles in found for p in bubbles} - {_WHITE}
    if not any(found):
        tints = _tints_at_the_left(pages, left, right)
    lines: set[int] = set()
    for (shapes, said), bubbles in zip(pages, found, strict=True):
        tinted = [p for p in shapes if p.colour in tints and p.width < 1.1 * width]
        lines |= {id(line) for line in said if any(_holds(p, line) for p in (*bubbles, *tinted))}
    if lines:
        inner = [line for _, said in pages for line in said if line.left > left + _RIGHT * width]
        lines |= {id(line) for line in inner if names_file(line.text)}
    return lines


def _tints_at_the_left(pages: Sequence[_Page], left: float, right: float) -> set[tuple[int, int, int]]:
    """The colour of panels where none stands at the right, rounded or around the whole column: the first opens the
    page, and they hold less than the rest does, as what was asked does and a quotation or a remark does not."""
    held: dict[tuple[int, int, int], list[int]] = {}
    count = 0
    for shapes, said in pages:
        for panel in (p for p in shapes if p.colour != _WHITE):
            if panel.segments <= _SQUARE and not panel.left - 1 < left < right < panel.right + 1:
                continue
            inside = [index for index, line in enumerate(said, start=count) if _holds(panel, line)]
            if _is_said([said[index - count] for index in inside], panel):
                held.setdefault(panel.colour, []).extend(inside)
        count += len(said)
    return {tint for tint, lines in held.items() if min(lines) < _OPENING and len(lines) * 2 < count}


def _is_bubble(panel: Shape, left: float, right: float, width: float) -> bool:
    ends = -0.1 * width < right - panel.right < _ENDS * width
    return ends and panel.left > left + _INSET * width and panel.width < _WIDEST * width


def _is_said(lines: Sequence[Line], panel: Shape) -> bool:
    """Whether a panel holds words with room around them: no program, and no chip with the name of a file."""
    if not lines or sum(line.code for line in lines) * 2 >= len(lines):
        return False
    if all(_BUTTON.fullmatch(line.text) for line in lines):
        return False
    return panel.height > _ROOM * max(line.size for line in lines)


def _holds(panel: Shape, line: Line) -> bool:
    return panel.left - 1 < line.left and line.right < panel.right + 1 and panel.low < line.y < panel.high
