"""What speaks for a move: the features whose weights were learned, and the geometry that some of them need."""

from __future__ import annotations

from bisect import bisect
from typing import Final, NamedTuple

from evaluator.mathtext.dump.frames import Frame, Key, Option, width
from evaluator.mathtext.dump.glyphs import EM, Glyphs
from evaluator.mathtext.dump.moves import TOP
from evaluator.mathtext.dump.struts import left_by
from evaluator.mathtext.glyph_classes import CLOSING, OPENING

Memory = dict[tuple[str, str], tuple[int, int]]  # how often the document hangs a run below and above a glyph

_BESIDE: Final = frozenset({"sup", "num", "sym", "up", "cell"})  # they stand above or below the piece before them
_EXTRA: Final = {"root": 833, "den": 240, "num": 240, "idx": 0}  # what a piece adds to the width of its content
# Bounds of the classes of distances: fine around 0.15 em, where a blank begins, and 0.8 em, where a line does.
PAST: Final = (-5000, -1000, -800, -600, -300, -60, 60, 120, 180, 300, 500, 700, 800, 900, 1200, 3000)
RISES: Final = (
    -3000, -2000, -1500, -1100, -900, -800, -700, -450, -200, -50, 50, 200, 450, 700, 800, 900, 1100, 1500, 2000, 3000
)  # fmt: skip
_ROOM: Final = (-300, -100, 50, 100, 130, 170, 220, 300, 400, 500, 600, 680, 740, 780, 820, 860, 920, 1000, 1300, 2000)
WORD: Final = 7  # letters of a word that is looked at
LONGEST: Final = 4  # glyphs of a piece whose wording counts
MANY: Final = 3  # struts that are told apart


class Place(NamedTuple):
    """What tells of a place at which the next glyph may hang, whatever stands elsewhere."""

    role: str  # of the box whose row it is in
    last: str  # piece before it
    depth: int  # boxes that are closed to come there, at most three
    tool: str  # of the glyph before
    before: str  # class of the glyph before the place, or the piece
    beyond: str  # and of the row's next glyph
    here: str  # what stands between the two
    silent: bool
    first: bool  # whether nothing hangs in the row yet
    word: str  # letters that end there
    bar: str
    odd: bool  # whether this bar, and not the one before it, is left open


class Site(NamedTuple):
    """A place of a row up to which all is read."""

    frame: Frame
    depth: int  # boxes that are closed to come there
    host: str  # the glyph or the piece that would carry what hangs there
    place: Place


class Clues:
    """The features of the moves of one page."""

    def __init__(self, glyphs: Glyphs, memory: Memory | None) -> None:
        self._chars, self._gaps, self._kinds = glyphs.chars, glyphs.gaps, glyphs.kinds
        self._along, self._silent, self._runs = glyphs.along, glyphs.silent, glyphs.runs
        self._memory, self._struts = memory, glyphs.struts

    def of_row(self, frame: Frame, t: int) -> list[Key]:
        """Glyph `t` goes on with the row of a box."""
        chars, kinds, g = self._chars, self._kinds, self._gaps[t]
        r = frame.role
        a, b = kinds[t - 1], kinds[t]
        keys: list[Key] = [
            ("R", r, g),
            ("Rc", a, b, g),
            ("Rb", chars[t - 1], chars[t], g),
            ("Rr", r, a, b),
            ("Rx", r, chars[t]),
            ("Rn", g, self._gaps[t + 1], b),
            ("Rl", r, min(t - frame.start, 8), g not in "jb"),
            ("Rg", self._silent[t - 1], g, self._nat(t)),
        ]
        if r in TOP and frame.fences == 0 and (a == "=" or (a == "+" and self._is_binary(frame, t))):
            keys.append(("Rcut", chars[t - 1]))
        if self._struts:
            keys.append(("Ur", min(self._struts[t], MANY), g in "jb"))
        return keys

    def of_struts_ahead(self, kind: str, t: int, leading: tuple[str, ...], closing: bool) -> list[Key]:
        """Struts before glyph `t` beside those of the empty rows that open with it; of a closed row there are none."""
        if not self._struts:
            return []
        return [("Ua", kind, closing, _clipped(self._struts[t] - left_by(leading)))]

    def of_beginning(self, t: int, chain: tuple[str, ...]) -> list[Key]:
        """Glyph `t` begins a box at top level."""
        return [
            ("BK", chain, self._gaps[t]),
            ("Bk", chain, self._kinds[t]),
            ("Bn", chain, self._gaps[t + 1]),
            *self.of_struts_ahead(chain[0], t, chain[1:], True),
        ]

    def _of_struts(self, frame: Frame) -> tuple[list[Key], Frame]:
        """Struts at a place of a row, beside those that its pieces leave.

        What leads a row stands with what ends the row around it, if that ends where this one begins.
        """
        if not self._struts:
            return [], frame
        at, parent, owed = frame.start + frame.place, frame.parent, frame.owed
        if at == frame.stop:
            owed += frame.nested
        if not frame.place:
            if parent is not None and parent.stop == frame.start:
                return [], frame._replace(parent=parent._replace(nested=parent.nested + owed))
            return _unowed("Ul", frame, self._struts[at] - owed), frame
        if at == frame.stop and not frame.pieces:
            return [], frame  # those that stand here lead what comes next
        return _unowed("U", frame, self._struts[at] - owed), frame

    def _nat(self, t: int) -> int:
        return bisect(_ROOM, self._space(t))

    def _space(self, t: int) -> int:
        """Space between the neighbours t - 1 and t of a row."""
        return self._along[t] - self._along[t - 1] - width(self._chars[t - 1])

    def _is_binary(self, frame: Frame, t: int) -> bool:
        """Whether glyph t - 1 is an operator between two things, and no sign."""
        return t - 1 > frame.start and self._kinds[t - 2] not in "=+(,"

    def passed(self, frame: Frame) -> tuple[list[Key], Frame, bool]:
        """Go on behind the next glyph of the row."""
        at = frame.start + frame.place
        keys: list[Key]
        empty = False
        g = self._gaps[at]
        if not frame.place:
            keys = [("P0", frame.role in TOP, g, frame.last, min(frame.pieces, 2))]
        else:
            room = frame.held + self._space(at) * frame.scale // EM
            bucket = bisect(_ROOM, room * EM // frame.scale)
            silent = self._silent[at - 1]
            keys = [("P", silent, g, bucket), ("Pk", frame.last, min(frame.pieces, 3), g)]
            if not frame.pieces and g not in "jb":
                keys.append(("Pe", self._chars[at - 1], g))
                empty = True
        struts, frame = self._of_struts(frame)
        after = frame._replace(
            place=frame.place + 1, last="", pieces=0, held=0, wide=0, total=frame.total + frame.held, owed=0
        )
        return keys + struts, after, empty

    def closed(self, frame: Frame, t: int) -> tuple[list[Key], Frame | None]:
        """Finish a box: pass what is left of its row, and put its width into the box around it."""
        keys: list[Key] = []
        while frame.start + frame.place < frame.stop:
            more, frame, _ = self.passed(frame)
            keys += more
        r, n = frame.role, t - frame.start
        text = "".join(self._chars[frame.start : t]) if n <= LONGEST else ""
        row = self._chars[frame.start : frame.stop]
        keys += [
            ("C", r, min(n, 9)),
            ("Cl", r, self._kinds[frame.stop - 1] if frame.stop > frame.start else "", frame.last != ""),
            ("Cp", r, max(-2, min(2, _balance(row))), max(-1, min(1, frame.fences))),
            ("Ce", r, frame.last, min(frame.pieces, 3)),
        ]
        if frame.stop == frame.start:
            keys.append(("C0", r, self._gaps[frame.start], frame.last))
        if text:
            keys += [("Ct", r, text), ("Ch", r, frame.host, text)]
        struts, frame = self._of_struts(frame)
        keys += struts
        parent = frame.parent
        if parent is None:
            return keys, None
        width = frame.total + frame.held + (self._along[frame.stop] - self._along[frame.start]) * frame.scale // EM
        width += _EXTRA.get(r, 0) * frame.scale // EM
        beside = parent.wide if r in _BESIDE else 0
        added = max(0, width - beside) + (EM if r == "col" else 0)
        return keys, parent._replace(held=parent.held + added, wide=max(width, parent.wide))

    def site(self, tool: str, t: int, frame: Frame, depth: int) -> Site:
        """Where glyph `t` may hang, behind a glyph of this tool."""
        kinds, place = self._kinds, frame.place
        at, count = frame.start + place, frame.stop - frame.start
        host = self._chars[at - 1] if place else ""
        if frame.pieces and frame.last not in ("sub", "sup"):
            host = frame.last
        before = kinds[at - 1] if place and not frame.pieces else host
        bar = host if place and before == "|" else ""
        word = self._word(frame, place) if place else ""
        known = Place(
            frame.role,
            frame.last,
            min(depth, 3),
            tool,
            before,
            kinds[at] if place < count else "",
            "end" if place == count else "start" if not place else self._gaps[at],
            place > 0 and self._silent[at - 1],
            depth == 0 and frame.pieces == 0 and tool == frame.role and frame.start + count == t,
            word if len(word) > 1 else "",
            bar,
            bar != "" and self._odd_bars(frame, place),
        )
        return Site(frame, depth, host, known)

    def of_place(self, t: int, kind: str, place: Place) -> list[Key]:
        """Glyph `t` begins a piece of this kind there."""
        at, run = self._kinds[t], self._runs[t]
        keys: list[Key] = [
            ("Ho", kind, place.role, run),
            ("Hn", kind, place.before, place.beyond, at),
            ("Hk", kind, place.before, at),
            ("W", kind, place.here, place.silent),
            ("Dk", kind, place.first, place.here, self._gaps[t]),
            ("Kd", kind, place.depth, place.tool),
            ("Kl", kind, place.last, place.role),
        ]
        if place.bar:
            keys.append(("Hb", kind, place.bar, place.odd, run))
        if place.word:
            keys.append(("Hw", kind, place.word))
        return keys

    def of_glyph(self, t: int, chain: tuple[str, ...], closing: bool) -> list[Key]:
        """It opens these boxes in one another, when others are closed before or none is."""
        kind, at, g = chain[0], self._kinds[t], self._gaps[t]
        return [
            *self.of_struts_ahead(kind, t, chain[1:], closing),
            ("Kr", kind, self._runs[t]),
            ("K", chain, g),
            ("Kc", chain, at),
            ("Kx", kind, self._chars[t]),
            ("Kn", kind, at, self._gaps[t + 1], self._kinds[t + 1]),
        ]

    def of_host(self, t: int, kind: str, host: str) -> list[Key]:
        """It hangs on this glyph, or on this piece."""
        return [("Hr", kind, host, self._runs[t]), ("H", kind, host), ("Hc", kind, host, self._chars[t])]

    def of_memory(self, kind: str, opened: int, said: str) -> list[Key]:
        """The document says this of it, where it opens so many boxes."""
        return [("M", kind, opened, said)] if said else []

    def of_distance(self, t: int, kind: str, opened: int, place: Place, across: int, rises: int) -> list[Key]:
        """It stands so far from the glyph before it, by the classes `PAST` and `RISES`."""
        g, first, tool = self._gaps[t], place.first, place.tool
        return [
            ("D", kind, first, tool, across, g),
            ("Y", rises, across, g),
            ("Yk", kind, opened, rises, g),
            ("Yt", kind, tool, place.depth == 0, rises, g),
        ]

    def _odd_bars(self, frame: Frame, place: int) -> bool:
        """Whether the bars of the row up to this place leave one open."""
        end = frame.start + place
        return sum(self._kinds[i] == "|" for i in range(frame.start, end)) % 2 == 1

    def _word(self, frame: Frame, place: int) -> str:
        """The letters that end at this place of a row, joined to each other."""
        end = begin = frame.start + place
        while begin > frame.start and self._kinds[begin - 1] in "aA" and end - begin < WORD:
            begin -= 1
            if self._gaps[begin] != "j":
                break
        return "".join(self._chars[begin:end])

    def remembered(self, t: int, kind: str, host: str) -> str:
        """What the rest of the document says of this script; of other pieces nothing is known."""
        if kind not in ("sub", "sup"):
            return ""
        if self._memory is None:
            return "nothing"
        below, above = self._memory.get((host, self._runs[t]), (0, 0))
        same, other = (below, above) if kind == "sub" else (above, below)
        if not same and not other:
            return "new"
        return "both" if same and other else f"same {min(same, 3)}" if same else f"other {min(other, 3)}"

    def of_top(self, frame: Frame, kind: str, t: int, depth: int, before: Option) -> list[Key]:
        """A new box at top level that begins with glyph `t`, behind the last one."""
        chars, kinds, g = self._chars, self._kinds, self._gaps[t]
        ends = chars[frame.stop - 1] if frame.stop > frame.start else ""
        tail = kinds[frame.stop - 1] if ends else ""
        end = frame.total + frame.held + self._along[frame.stop] - self._along[frame.start]
        beyond = bisect(PAST, end - before.pen)
        cut = tail == "=" or (tail == "+" and frame.stop - 2 >= frame.start and kinds[frame.stop - 2] not in "=+(,")
        return [
            ("B", kind, g, cut),
            ("Bw", kind, cut, beyond, bisect(RISES, -before.level), g),
            ("Bt", kind, tail, kinds[t], g),
            ("Be", kind, ends, g),
            ("Bd", kind, min(depth, 3), before.tool, g),
            ("Bc", kind, chars[t - 1], chars[t]),
            ("Bf", kind, frame.fences, frame.role),
            ("Bx", kind, chars[t]),
            ("Bl", kind, cut, kinds[t], g, self._gaps[t + 1] if t < len(chars) - 1 else ""),
            ("Br", kind, cut, self._runs[t] if t < len(chars) - 1 else ""),
            ("Bp", kind, max(-1, min(1, _balance(chars[frame.start : frame.stop]))), ends),
        ]


def _unowed(sign: str, frame: Frame, struts: int) -> list[Key]:
    """What it tells that so many struts at a place are not explained."""
    beyond = _clipped(struts)
    return [("Ux", beyond), (sign, frame.last, frame.pieces > 1, beyond)]


def _clipped(struts: int) -> int:
    return max(-MANY, min(MANY, struts))


def _balance(row: tuple[str, ...]) -> int:
    depth = 0
    for char in row:
        depth += (char in OPENING) - (char in CLOSING)
    return depth
