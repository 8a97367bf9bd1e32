"""One line of a formula: what stands on its baseline, and the scripts, limits and accents that hang on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from evaluator.mathtext.glyph_classes import ACCENTS, BIG, LIMIT_WORDS, RELATIONS
from evaluator.mathtext.layout import Accent, Box, Cover, Fence, Glyph, Grid, Operator, Row, Scripts
from evaluator.mathtext.pdf.fences import balanced
from evaluator.mathtext.pdf.grids import ReadRow
from evaluator.mathtext.pdf.items import DELIMITERS, STOPS, Item, largest

# In parts of the size of the line.
_SMALL: Final = 0.88  # what is smaller hangs on something, unless nothing else is there
_OFF: Final = 0.12  # how far a baseline may be off the line's (browsers snap to whole pixels)
_EXACT: Final = 0.05  # the same where scripts are as large as letters, as a smallest font size makes them
_TIGHT: Final = 0.1  # letters of one word stand closer
_BLANK: Final = 0.16  # a gap in upright letters that is a blank between words
_NEW_SCRIPT: Final = 0.45  # how far right of its host's edge a second script may begin
_NEIGHBOURS: Final = 0.35  # glyphs of one limit stand closer
_LEVEL: Final = 0.45  # baselines in one script are nearer, those of its own scripts included
_CLEARLY_OVER: Final = 0.25  # TeX raises a superscript by 0.36 or more, that of a subscript ends at 0.1
_CLEARLY_UNDER: Final = 0.05  # likewise: -0.15 against 0.26
_SCRIPT: Final = (0.695, 0.704)  # sizes of scripts that no smallest font size holds up: 0.7 in TeX and KaTeX
_AS_LARGE: Final = 0.97
_RAISED: Final = (0.25, 0.7)  # how far above the first superscript that of the whole is
_MARKS: Final = {
    **ACCENTS, "\u20d7": "vec", "→": "vec", "\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0307": "dot",
    "\u0308": "ddot", "\u030c": "check", "\u0306": "breve", "\u0301": "acute", "\u0300": "grave", "¯": "bar",
    "˜": "tilde", "ˆ": "hat", "´": "acute", "`": "grave", "˚": "mathring",
}  # fmt: skip
_LIMIT_WORDS: Final = {word[0]: tuple(w for w in LIMIT_WORDS if w[0] == word[0]) for word in LIMIT_WORDS}
_LIMITED: Final = frozenset(BIG) | RELATIONS | {"⏟", "⏞"}


@dataclass
class _Base:
    """A place on the baseline with what hangs on it."""

    item: Item
    below: list[Item] = field(default_factory=list)
    above: list[Item] = field(default_factory=list)
    under: list[Item] = field(default_factory=list)
    over: list[Item] = field(default_factory=list)


def line(items: list[Item], read: ReadRow) -> Row:
    """`read` reads a row of scripts."""
    if not items:
        return ()
    items = _accented(items)
    size = largest(items)
    baseline = _baseline(items, size)
    bases, hanging = _split(items, baseline, size)
    if not bases:
        return tuple(i.box for i in sorted(items, key=lambda i: i.left))
    words = _words(bases, size)
    _hang(hanging, words, baseline, size)
    return _spelled(words, read, size)


def _baseline(items: Sequence[Item], size: float) -> float:
    """Of the full-sized glyph that was painted first: what stands in the line is painted before what hangs on it.

    Operators are centred on the axis, and pieces know their baseline only roughly.
    """
    ordered = sorted(items, key=lambda i: i.left)
    plain = [i for i in ordered if i.glyph and i.size >= _SMALL * size and not _centred(i)]
    letters = [i for i in plain if not _delimits(i.char)]
    if letters:
        return min(letters, key=lambda i: i.order).y
    full = plain or [i for i in ordered if i.size >= _SMALL * size] or ordered
    return full[0].y


def _delimits(char: str) -> bool:
    return char in DELIMITERS


def _centred(item: Item) -> bool:
    """Operators and tall brackets are centred on the axis, whatever their baseline says."""
    return isinstance(item.box, Fence | Grid) or item.char in BIG or _font(item.box) == "big"


def _font(box: Box) -> str:
    return box.font if isinstance(box, Glyph) else ""


def _split(items: Sequence[Item], baseline: float, size: float) -> tuple[list[_Base], list[Item]]:
    bases, hanging = list[_Base](), list[Item]()
    sized = any(i.size < _SMALL * size for i in items) or any(isinstance(i.box, Accent) for i in items)
    last = max(items, key=lambda i: i.right)
    for item in sorted(items, key=lambda i: (i.left, i.order)):
        if _on_line(item, baseline, size, sized or (item is last and item.char in STOPS)):
            bases.append(_Base(item))
        else:
            hanging.append(item)
    stops = [i for i in hanging if i.char in STOPS and i.size >= _SMALL * size and not _among(i, hanging, size)]
    bases = sorted([*bases, *map(_Base, stops)], key=lambda b: b.item.left)
    return bases, [i for i in hanging if i not in stops]


def _among(stop: Item, hanging: Sequence[Item], size: float) -> bool:
    """Whether a comma stands in a script; alone it hangs on nothing, wherever its font draws it."""
    near = (i for i in hanging if i is not stop and abs(i.y - stop.y) < _LEVEL * size)
    return any(max(i.left - stop.right, stop.left - i.right) < _NEIGHBOURS * size for i in near)


def _on_line(item: Item, baseline: float, size: float, sized: bool) -> bool:
    """`sized`: whether scripts of this line are smaller than what they hang on, so that size tells them."""
    if _centred(item):
        least = 0.55 if isinstance(item.box, Grid) else 0.8  # what a binomial holds is small
        return item.size >= least * size and item.low < baseline + 0.35 * size and item.high > baseline + 0.1 * size
    if item.piece:
        return (abs(item.y - baseline) < 0.3 * size and item.size >= 0.6 * size) or (
            item.low < baseline - 0.05 * size and item.high > baseline + 0.6 * size and item.size >= 0.6 * size
        )
    off = _OFF if sized or _delimits(item.char) else _EXACT
    return item.size >= _SMALL * size and abs(item.y - baseline) < off * size


def _accented(items: list[Item]) -> list[Item]:
    """Accents go onto the glyph or piece that they stand over."""
    marks = [i for i in items if i.char in _MARKS and _over_something(i, items)]
    found = [i for i in items if i not in marks]
    for mark in marks:
        host = min(
            (i for i in found if i.covers(mark.middle, 0.15 * mark.size)),
            key=lambda i: (abs(i.middle - mark.middle), abs(i.y - mark.y)),
        )
        box = Accent((host.box,), _MARKS[mark.char])
        found[found.index(host)] = replace(host, box=box, high=max(host.high, mark.high))
    return found


def _over_something(mark: Item, items: Sequence[Item]) -> bool:
    """Whether a glyph stands right under the mark, which then is an accent and no relation or script."""
    return any(
        i is not mark
        and i.covers(mark.middle, 0.1 * mark.size)
        and i.char not in _MARKS
        and (i.low + i.high) / 2 < (mark.low + mark.high) / 2
        and mark.low - i.high < 0.35 * mark.size
        and i.left < mark.right
        for i in items
    )


def _words(bases: Sequence[_Base], size: float) -> list[_Base]:
    """Blanks between upright letters are noted; the names of limit operators become one base."""
    found: list[_Base] = []
    for base in bases:
        box, before = base.item.box, found[-1].item if found else None
        if isinstance(box, Glyph) and before is not None and base.item.left - before.right > _BLANK * size:
            base.item = replace(base.item, box=replace(box, space=True))
        found.append(base)
    return _limit_words(found)


def _limit_words(bases: list[_Base]) -> list[_Base]:
    """max, min, lim and the like as one operator each."""
    found, index = list[_Base](), 0
    while index < len(bases):
        words = _LIMIT_WORDS.get(bases[index].item.char, ())
        word = next((w for w in words if _spells(bases, index, w.replace(" ", ""))), None)
        if word is None:
            found.append(bases[index])
            index += 1
            continue
        letters = [b.item for b in bases[index : index + len(word.replace(" ", ""))]]
        first, last = letters[0], letters[-1]
        low, high = min(i.low for i in letters), max(i.high for i in letters)
        box = Operator(word, None, None, limits=True)
        found.append(_Base(Item(box, first.left, last.right, low, high, first.y, first.size, first.order, piece=True)))
        index += len(letters)
    return found


def _spells(bases: Sequence[_Base], index: int, word: str) -> bool:
    """Whether this upright word stands here, and is not the beginning of a longer one."""
    letters = [b.item for b in bases[index : index + len(word)]]
    if "".join(i.char for i in letters) != word or not all(_font(i.box) in ("rm", "other") for i in letters):
        return False
    if any(after.left - before.right > _TIGHT * after.size for before, after in pairwise(letters)):
        return False
    around = [b.item for b in (*bases[max(0, index - 1) : index], *bases[index + len(word) : index + len(word) + 1])]
    return not any(i.char.isalpha() and _font(i.box) == "rm" and not _apart(i, letters) for i in around)


def _apart(item: Item, letters: Sequence[Item]) -> bool:
    gap = letters[0].left - item.right if item.left < letters[0].left else item.left - letters[-1].right
    return gap > 0.1 * item.size


def _hang(hanging: Sequence[Item], bases: list[_Base], baseline: float, size: float) -> None:
    """Limits first: what stands right over or under an operator; then scripts, in the order of painting."""
    left = [i for i in hanging if not _as_limit(i, hanging, bases, size)]
    groups: list[tuple[_Base, int, list[Item]]] = []
    for item in sorted(left, key=lambda i: i.order):
        host = _host(item, bases)
        side = _side(item, host.item, baseline, size)
        last = groups[-1] if groups else None
        fresh = item.left < host.item.right + _NEW_SCRIPT * size * 0.7
        if last and last[0] is host and (last[1] == side or not (fresh or _clearly(item, side, baseline, size))):
            last[2].append(item)
        else:
            groups.append((host, side, [item]))
    for host, side, found in groups:
        (host.above if side > 0 else host.below).extend(found)


def _as_limit(item: Item, hanging: Sequence[Item], bases: Sequence[_Base], size: float) -> bool:
    """Puts it over or under an operator, if the run of glyphs that it belongs to is centred there."""
    run = _run(item, hanging, bases, size)
    left, right = min(i.left for i in run), max(i.right for i in run)
    able = [b for b in bases if b.item.char in _LIMITED or isinstance(b.item.box, Operator | Cover) or _arrow(b.item)]
    covered = [b for b in able if left <= b.item.middle <= right]
    if len(covered) > 1:  # limits of neighbours run into each other
        able = [_owner(item, run, covered)]
    for base in able:
        it = base.item
        if len(covered) < 2 and abs((left + right) / 2 - it.middle) > 0.3 * size:
            continue
        if all(i.high <= it.low + 0.3 * size and i.high < it.high for i in run) and item.y < it.low:
            base.under.append(item)
            return True
        if all(i.low >= it.high - 0.3 * size and i.low > it.low for i in run):
            base.over.append(item)
            return True
    return False


def _arrow(item: Item) -> bool:
    return item.piece and isinstance(item.box, Glyph) and item.box.char in "→←"


def _owner(item: Item, run: Sequence[Item], operators: Sequence[_Base]) -> _Base:
    """Which of two operators a glyph belongs to whose limits form one run: cut so that both parts are centred."""
    if len(operators) != 2 or len(run) < 2:
        return min(operators, key=lambda b: abs(b.item.middle - item.middle))
    first, second = operators

    def off(cut: int) -> float:
        left, right = run[:cut], run[cut:]
        middles = [(part[0].left + max(i.right for i in part)) / 2 for part in (left, right)]
        return abs(middles[0] - first.item.middle) + abs(middles[1] - second.item.middle)

    best = min(range(1, len(run)), key=off)
    return first if any(i is item for i in run[:best]) else second


def _run(item: Item, hanging: Sequence[Item], bases: Sequence[_Base], size: float) -> list[Item]:
    """The hanging items on its side that follow each other without a gap, and were painted without one."""
    level = sorted((i for i in hanging if abs(i.y - item.y) < _LEVEL * size), key=lambda i: i.left)
    at = level.index(item)

    def joined(index: int) -> bool:
        """To the one before it; what both stand over parts them as little as it parts the words of its limit."""
        before, it = level[index - 1 : index + 1]
        first, last = sorted((before.order, it.order))
        between = (b.item for b in bases if first < b.item.order < last)
        near = it.left - max(i.right for i in level[:index]) < _NEIGHBOURS * size
        return near and all(b.left < before.right and it.left < b.right for b in between)

    first = last = at
    while first > 0 and joined(first):
        first -= 1
    while last + 1 < len(level) and joined(last + 1):
        last += 1
    return level[first : last + 1]


def _host(item: Item, bases: Sequence[_Base]) -> _Base:
    """The base that stands before it; a script never begins left of the middle of what it hangs on."""
    before = [b for b in bases if b.item.middle <= item.left + 0.02 * item.size or b.item.right <= item.middle]
    return max(before, key=lambda b: b.item.right) if before else bases[0]


def _side(item: Item, host: Item, baseline: float, size: float) -> int:
    if host.piece or _centred(host):
        return 1 if (item.low + item.high) / 2 > (host.low + host.high) / 2 else -1
    return 1 if item.y > baseline + 0.14 * size else -1


def _clearly(item: Item, side: int, baseline: float, size: float) -> bool:
    """Whether it stands as high, or as low, as no script of a script on the other side does."""
    off = (item.y - baseline) / size
    return off > _CLEARLY_OVER if side > 0 else off < _CLEARLY_UNDER


def _spelled(bases: Sequence[_Base], read: ReadRow, size: float) -> Row:
    return balanced([_with_scripts(base, read) for base in bases])


def _with_scripts(base: _Base, read: ReadRow) -> Box:
    box = base.item.box
    inner, outer = _of_the_whole(base)
    if outer:
        whole = replace(base, above=inner)
        return Scripts(_with_scripts(whole, read), None, read(outer))
    if base.item.char in BIG or isinstance(box, Operator):
        symbol = box.symbol if isinstance(box, Operator) else base.item.char
        lower, upper = [*base.under, *base.below], [*base.over, *base.above]
        limits = bool(base.under or base.over)
        return Operator(symbol, read(lower) if lower else None, read(upper) if upper else None, limits=limits)
    below, above, under, over = (
        read(part) if part else None for part in (base.below, base.above, base.under, base.over)
    )
    if isinstance(box, Cover) and (under or over):
        box = replace(box, label=under or over)
    elif over:
        box = Cover("overset", (box,), over)
    if under and not isinstance(box, Cover):
        box = Cover("underset", (box,), under)
    return Scripts(box, below, above) if below or above else box


def _of_the_whole(base: _Base) -> tuple[list[Item], list[Item]]:
    """What is written above a base that has a superscript: of {W^{(2)}}^T the 2 and the T. The T is no script of the
    2, as it is just as large, where scripts of scripts are smaller: in documents whose scripts have their own size."""
    size = largest(base.above) if base.above else 0.0
    if not _SCRIPT[0] <= size / base.item.size <= _SCRIPT[1]:
        return base.above, []
    level = _baseline(base.above, size)
    low, high = (level + part * size for part in _RAISED)
    outer = [i for i in base.above if i.glyph and i.size >= _AS_LARGE * size and low < i.y < high]
    inner = [i for i in base.above if i not in outer]
    if not outer or min(i.left for i in outer) < max(i.right for i in inner) - _TIGHT * size:
        return base.above, []
    return inner, outer
