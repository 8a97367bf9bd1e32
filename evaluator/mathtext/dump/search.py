"""Beam search over the moves of a page: the best ways to read its glyphs, one glyph after the other.

States with the same boxes open have the same future, so only the best of them is kept; by how much it beats the next
one is remembered as its margin. Wherever a formula may end, everything that begins there is the same state too: what
lies between two such places is an arc, and the arcs of a page are what the prose chooses from (`placing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest
from operator import attrgetter
from sys import maxsize
from typing import Final, NamedTuple, TypeVar

from evaluator.mathtext.dump.frames import Frame, Option
from evaluator.mathtext.dump.moves import FORMULA, Move
from evaluator.mathtext.dump.states import Options

FAR: Final = 40.0  # states this much worse than the best are dropped
RECENT: Final = 8  # glyphs within which a formula has just begun
UNREAD: Final = -30.0  # worth of glyphs that make no formula
CLOSE: Final = 40.0  # rivals that are farther behind are not remembered
RIVALS: Final = 3  # how many are
ALL: Final = maxsize
CERTAIN: Final = 1e6  # margin of what has no rival

Key = TypeVar("Key")
Box = tuple[Frame, tuple[str, ...], int]


class State(NamedTuple):
    """A way to read all glyphs so far."""

    score: float
    option: Option
    before: State | None
    origin: int  # the glyph with which its last formula begins
    margin: float  # how far its nearest rival in that formula was behind
    rivals: tuple[State, ...] = ()  # the next best ways to the same open boxes


@dataclass(frozen=True, slots=True)
class Arc:
    """The glyphs `start:end` read as one formula. `worth` grows with how likely that is; it is no probability."""

    start: int
    end: int
    worth: float
    margin: float
    moves: tuple[Move, ...]
    last: State | None = field(default=None, compare=False, repr=False)  # for its other readings, until it is placed


class Effort(NamedTuple):
    """How many states are kept at each glyph."""

    width: int  # of all
    each: int  # of every formula that has just begun
    behind: float  # how much worse than the best of all these may be


SKETCH: Final = Effort(4, 1, 60.0)
FULL: Final = Effort(10, 2, 80.0)


def start(options: Options, t: int) -> list[State]:
    return [State(option.score, option, None, t, CERTAIN) for option in options.first(t)]


def step(options: Options, states: Iterable[State], t: int, width: int) -> list[State]:
    """The best states behind glyph `t`, best first."""
    best: dict[Box, State] = {}
    for state in states:
        for option in every(options, state.option, t):
            _keep(best, option.box, State(state.score + option.score, option, state, state.origin, state.margin))
    kept = nlargest(width, best.values(), key=attrgetter("score"))
    return [state for state in kept if state.score > kept[0].score - FAR]


def every(options: Options, before: Option, t: int) -> Iterator[Option]:
    """Every move of glyph `t`; behind a formula that ends, every beginning of another."""
    last = t == len(options)
    for option in options.of(before, t, ALL):
        if last or option.move.opens[:1] != (FORMULA,):
            yield option
        else:
            yield from options.following(option, t)


def arcs(options: Options, count: int, effort: Effort) -> list[Arc]:
    """Every formula that the beam finds among `count` glyphs; what cannot be read is an arc without moves."""
    found: list[Arc] = []
    begun = {0: 0.0}
    states = start(options, 0)
    for t in range(1, count + 1):
        ending: dict[int, State] = {}
        states = _next(options, states, t, effort, ending)
        for origin, state in ending.items():
            moves = _moves(state.before, origin)
            found.append(Arc(origin, t, state.score - begun[origin], state.margin, moves, state))
        if ending:
            begun[t] = max(state.score for state in ending.values())
        if not states or (t == count and not ending):
            found.append(Arc(max(b for b in begun if b < t), t, UNREAD, 0.0, ()))
            begun[t] = 0.0
            states = start(options, t) if t < count else []
    return found


def _moves(state: State | None, origin: int) -> tuple[Move, ...]:
    found: list[Move] = []
    while state is not None and state.origin == origin:
        found.append(state.option.move)
        state = state.before
    return tuple(reversed(found))


def _next(options: Options, states: Iterable[State], t: int, effort: Effort, ending: dict[int, State]) -> list[State]:
    """As `step`, with the formulas that end before glyph `t` put into `ending`, the best of each beginning."""
    best: dict[tuple[Box, int], State] = {}
    for state in states:
        base, margin, origin = state.score, state.margin, state.origin
        for option in options.of(state.option, t, effort.width):
            score = base + option.score
            reached = State(score, option, state, origin, margin, ())
            if option.move.opens[:1] == (FORMULA,):
                _keep(ending, origin, reached)
            else:
                _keep(best, (option.box, origin), reached)
    going_on = list(best.values())
    if ending and t < len(options):
        last = max(ending.values(), key=_SCORE)
        before = last.score - last.option.score
        for option in options.following(last.option, t):
            going_on.append(State(before + option.score, option, last.before, t, CERTAIN))
    return _kept(sorted(going_on, key=_SCORE, reverse=True), t, effort)


def _kept(reached: list[State], t: int, effort: Effort) -> list[State]:
    """The best of all, and the best of every formula that has just begun: where it begins is for the prose to say."""
    kept = [state for state in reached[: effort.width] if state.score > reached[0].score - FAR]
    counts: dict[int, int] = {}
    for state in kept:
        counts[state.origin] = counts.get(state.origin, 0) + 1
    for state in reached[len(kept) :]:
        if state.score < reached[0].score - effort.behind:
            break
        count = counts.get(state.origin, 0)
        if count < effort.each and state.origin > t - RECENT:
            counts[state.origin] = count + 1
            kept.append(state)
    return kept


_SCORE = attrgetter("score")


def _keep(known: dict[Key, State], key: Key, state: State) -> None:
    rival = known.get(key)
    if rival is None:
        known[key] = state
        return
    first, second = (state, rival) if state.score > rival.score else (rival, state)
    behind = first.score - second.score
    rivals = first.rivals
    if behind < CLOSE and (len(rivals) < RIVALS or rivals[-1].score < second.score):
        more = (*rivals, second._replace(rivals=()), *second.rivals)
        rivals = tuple(sorted(more, key=_SCORE, reverse=True)[:RIVALS])
    known[key] = first._replace(margin=min(first.margin, behind), rivals=rivals)


def path(state: State | None) -> list[State]:
    """The states of a way to read, first glyph first."""
    found: list[State] = []
    while state is not None:
        found.append(state)
        state = state.before
    return found[::-1]
