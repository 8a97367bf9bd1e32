"""fit_dump.py OUT.json.xz [--held 9,12] [--from OLD.json.xz] TRUTH PAGES.txt [TRUTH PAGES.txt ...]: learn the weights
of the dump reader; from what was learned before, if that is named (then in fewer rounds).

PAGES is a dump. TRUTH is a .jsonl with a line {page, latex, display, chunk} a formula, or the PDF that the dump was
made of: what our PDF reader is sure of in it is then the truth. A structured perceptron with averaged weights, updated
where the truth falls farthest behind the beam (Huang et al. 2012, max-violation). Documents whose index (from 0) is
held are not learned from; how many of their formulas are read rightly, ends included, is printed after every round.
"""

from __future__ import annotations

import json
import lzma
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from evaluator.mathtext.dump.clues import Memory
from evaluator.mathtext.dump.frames import Key, Option
from evaluator.mathtext.dump.glyphs import Glyphs, glyphs_of
from evaluator.mathtext.dump.memory import scripts
from evaluator.mathtext.dump.moves import FORMULA, Move, NotPaintable, paint
from evaluator.mathtext.dump.pages import split_pages
from evaluator.mathtext.dump.pieces import Chains
from evaluator.mathtext.dump.search import CERTAIN, State, every, path, start, step
from evaluator.mathtext.dump.states import Options
from evaluator.mathtext.dump.struts import on_page, taken_out
from evaluator.mathtext.dump.weights import Weights, unpack
from evaluator.mathtext.pdf.document import assemble
from evaluator.mathtext.pdf.extract import pages
from evaluator.mathtext.pdf.page_lines import page_lines
from evaluator.mathtext.typeset import NotTypeset, typeset
from evaluator.model import Formula

ROUNDS, FURTHER, BEAM = 5, 3, 8
SMALLEST = 0.01  # weights that are smaller are not kept
SMALL = 0.25  # step of what goes on from weights that were learned before
BEYOND = 10  # glyphs of the next formula that are read with each
FORGOTTEN = 0.3  # share of the formulas that are read without what the document says
SEEN = 1  # times that boxes must open in one another in the truth to be tried
USUAL = 20  # and how often, to be tried behind a gap that none of them was seen behind
WINDOW = 60  # glyphs within which the next formula of a PDF must be found in the dump


class Example(NamedTuple):
    glyphs: Glyphs
    first: int
    moves: tuple[Move, ...]  # of the glyphs from `first` on, and of the one behind the formula
    latex: str


def remembered(found: list[Example]) -> dict[tuple[str, str], dict[str, set[str]]]:
    """By host and run: the formulas that have them below, and above."""
    known: dict[tuple[str, str], dict[str, set[str]]] = {}
    for one in found:
        for host, run, kind in scripts(one.glyphs, one.first, one.moves):
            known.setdefault((host, run), {"sub": set(), "sup": set()})[kind].add(one.latex)
    return known


def memory_for(one: Example, known: dict[tuple[str, str], dict[str, set[str]]]) -> Memory:
    """What the rest of the document says, the same formula elsewhere left out."""
    return {
        key: (len(known[key]["sub"] - {one.latex}), len(known[key]["sup"] - {one.latex}))
        for key in {(h, r) for h, r, _ in scripts(one.glyphs, one.first, one.moves)}
        | {(h, r) for h, r in pairs_of(one) if (h, r) in known}
        if key in known
    }


def pairs_of(one: Example) -> set[tuple[str, str]]:
    """Every glyph with every run of a formula."""
    span = range(one.first, min(one.first + len(one.moves), len(one.glyphs.runs)))
    hosts = {one.glyphs.chars[i] for i in span}
    runs = {one.glyphs.runs[i] for i in span}
    return {(h, r) for h in hosts for r in runs}


def examples(truth: Path, dump: Path) -> list[Example]:
    rows = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
    text = dump.read_text(encoding="utf-8")
    found: list[Example] = []
    for page in re.split(r"^--- Page (?=\d+ ---)", text, flags=re.M)[1:]:
        number, _, body = page.partition(" ---")
        mine = [r for r in rows if r.get("latex") and str(r["page"]) == number and "\\" not in r["chunk"]]
        found += _of_page(*taken_out(body), mine)
    return found


def _of_page(body: str, struts: Sequence[int], rows: list[dict[str, str]]) -> list[Example]:
    places, cursor = [], None
    for row in rows:
        at = body.find(row["chunk"].strip("\n"), cursor or 0)
        if at < 0 or (cursor is not None and body[cursor:at].strip(" \n")):
            cursor = None if at < 0 else at + len(row["chunk"].strip("\n"))
            places.append(None)
            continue
        places.append(at)
        cursor = at + len(row["chunk"].strip("\n"))
    begin = next((p for p in places if p is not None), None)
    if begin is None:
        return []
    before = len(body[:begin].rstrip(" \n"))
    glyphs = glyphs_of(body[before:], before, on_page(struts, body, before, len(body)))
    index = {offset: i for i, offset in enumerate(glyphs.starts)}
    known = [None if p is None else _one(row, p, index, glyphs) for row, p in zip(rows, places, strict=True)]
    return _continued(known, known)


def _continued(known: Sequence[Example | None], all_of: Sequence[Example | None]) -> list[Example]:
    """Each formula with the beginning of the next one, where that follows at once."""
    found: list[Example] = []
    for i, one in enumerate(known):
        following = all_of[i + 1] if i + 1 < len(all_of) else None
        if one is None:
            continue
        end = one.first + len(one.moves)
        if following is not None and following.first == end:
            found.append(one._replace(moves=joined(one, following)))
        elif end == len(one.glyphs.chars) - 1:
            found.append(one._replace(moves=(*one.moves, _behind(one, Move(1, (FORMULA,), 0)))))
    return found


def examples_of_pdf(pdf: Path, dump: Path) -> list[Example]:
    """What is sure in a PDF, where the dump of its page has the same glyphs."""
    by_page: dict[int, list[Formula]] = defaultdict(list)
    for formula in assemble(page_lines(p) for p in pages(pdf.read_bytes())).passage.formulas:
        by_page[formula.span.page or 0].append(formula)
    text, struts = taken_out(dump.read_text(encoding="utf-8", errors="replace"))
    found: list[Example] = []
    for page in split_pages(text):
        if page.formulas:
            start, last = page.formulas[0].start, page.formulas[-1]
            end = last.start + len(last.text)
            glyphs = glyphs_of(text[start:end], start, on_page(struts, text, start, end))
            found += _found_in(glyphs, by_page[page.number])
    return found


def _found_in(glyphs: Glyphs, formulas: list[Formula]) -> list[Example]:
    stream, at = "".join(glyphs.chars), 0
    known: list[tuple[Example, bool]] = []
    for formula in formulas:
        try:
            steps = paint(typeset(formula.latex), formula.display)
        except (NotTypeset, NotPaintable):
            continue
        text = "".join(step.char for step in steps)
        place = stream.find(text, at, at + WINDOW + len(text)) if len(text) > 1 else at
        if place >= 0 and stream.startswith(text, place):
            moves = tuple(step.move for step in steps)
            known.append((Example(glyphs, place, moves, formula.latex), formula.verified))
            at = place + len(text)
    return _continued([one if sure else None for one, sure in known], [one for one, _ in known])


def joined(one: Example, following: Example) -> tuple[Move, ...]:
    """The moves of a formula, and the first of the next one, so that it is learned where formulas end."""
    return (*one.moves, _behind(one, following.moves[0]), *following.moves[1:BEYOND])


def _behind(one: Example, move: Move) -> Move:
    depth = 0
    for each in one.moves:
        depth = depth - each.depth + sum(o not in ("op", "fo", "fc", "mark", "neq") for o in each.opens)
    return move._replace(depth=depth)


def _one(row: dict[str, str], place: int, index: dict[int, int], glyphs: Glyphs) -> Example | None:
    try:
        steps = paint(typeset(row["latex"]), bool(row["display"]))
    except (NotTypeset, NotPaintable):
        return None
    lead = len(row["chunk"].strip("\n")) - len(row["chunk"].strip("\n").lstrip(" \n"))
    first = index.get(place + lead)
    if first is None or "".join(s.char for s in steps) != "".join(glyphs.chars[first : first + len(steps)]):
        return None
    return Example(glyphs, first, tuple(s.move for s in steps), row["latex"])


def chains_of(found: list[Example]) -> Chains:
    """The ways in which boxes open in one another in the truth, by the first of them and what stands before."""
    seen: dict[tuple[str, str], Counter[tuple[str, ...]]] = defaultdict(Counter)
    for one in found:
        for t, move in enumerate(one.moves, start=one.first):
            if move.opens:
                seen[move.opens[0], one.glyphs.gaps[t]][move.opens] += 1
    known = {key: tuple(sorted(c for c, times in counts.items() if times >= SEEN)) for key, counts in seen.items()}
    return known | {key: chains for key, chains in usual(seen).items() if key not in known}


def together(one: Chains, other: Chains) -> Chains:
    """The ways of both."""
    return {key: tuple(sorted({*one.get(key, ()), *other.get(key, ())})) for key in one.keys() | other.keys()}


def usual(seen: dict[tuple[str, str], Counter[tuple[str, ...]]]) -> Chains:
    """For every gap, seen or not: the ways that are frequent behind gaps of any kind."""
    total: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for (first, _), counts in seen.items():
        total[first].update(counts)
    gaps = [t + ends + behind for t in ("", "t") for ends in ("n", "e1", "e2", "e3") for behind in ("", "l")]
    return {
        (first, gap): tuple(sorted(c for c, times in counts.items() if times >= USUAL))
        for first, counts in total.items()
        for gap in ("b", *gaps)
    }


class Learner:
    def __init__(self, before: dict[Key, float]) -> None:
        self.step = SMALL if before else 1.0
        self.weights: dict[Key, float] = defaultdict(float, before)
        self.totals: dict[Key, float] = defaultdict(float)
        self.time = 1

    def weigh(self, key: Key) -> float:
        return self.weights.get(key)

    def update(self, keys: Counter[Key]) -> None:
        for key, by in keys.items():
            if by:
                self.weights[key] += by * self.step
                self.totals[key] += by * self.step * self.time

    def averaged(self) -> dict[Key, float]:
        return {k: w - self.totals[k] / self.time for k, w in self.weights.items() if w - self.totals[k] / self.time}


def gold_option(options: Iterable[Option], move: Move) -> Option | None:
    return next((o for o in options if o.move == move), None)


def begins(one: Example, options: Options) -> Option | None:
    return next((o for o in options.first(one.first) if o.move.opens == one.moves[0].opens), None)


def learn(one: Example, options: Options, learner: Learner) -> bool | None:
    """One formula; whether it was read rightly, None where the truth is no way to read it."""
    first = begins(one, options)
    if first is None:
        return None
    gold = State(0.0, first, None, one.first, CERTAIN)
    beam = [gold]
    worst, where = 0.0, None
    for i, move in enumerate(one.moves[1:], start=1):
        t = one.first + i
        kept = step(options, beam, t, BEAM)
        if not kept:
            where = (beam[0], gold)
            break
        beam = kept
        right = gold_option(every(options, gold.option, t), move)
        if right is None:
            return None
        gold = State(gold.score + right.score, right, gold, one.first, CERTAIN)
        if beam[0].score - gold.score > worst or (
            beam[0].score == gold.score and where is None and beam[0].option.move != move
        ):
            worst, where = beam[0].score - gold.score, (beam[0], gold)
    right = [s.option.move for s in path(beam[0])][1:] == list(one.moves[1:])
    learner.time += 1
    if not right:
        wrong, true = where or (beam[0], gold)
        change: Counter[Key] = Counter()
        for sign, state in ((1, true), (-1, wrong)):
            for each in path(state)[1:]:
                for key in each.option.features():
                    change[key] += sign
        learner.update(change)
    return right


def read(one: Example, options: Options, width: int) -> bool:
    """Whether a formula that was not learned from is read rightly, its end included."""
    states = start(options, one.first)
    for t in range(one.first + 1, one.first + len(one.moves)):
        states = step(options, states, t, width)
    return bool(states) and [s.option.move for s in path(states[0])][1:] == list(one.moves[1:])


def main(given: list[str]) -> None:
    held: tuple[int, ...] = ()
    out, *paths = given
    before = Weights({}, {})
    while paths[:1] in (["--held"], ["--from"]):
        option, value, *paths = paths
        if option == "--held":
            held = tuple(int(x) for x in value.split(","))
        else:
            before = unpack(json.loads(lzma.decompress(Path(value).read_bytes())))
    documents = [
        (examples_of_pdf if truth.endswith(".pdf") else examples)(Path(truth), Path(dump))
        for truth, dump in zip(paths[::2], paths[1::2], strict=True)
    ]
    fit(out, documents, held, before)


def fit(out: str, documents: list[list[Example]], kept_out: tuple[int, ...], before: Weights) -> None:
    known = [remembered(doc) for doc in documents]
    training = [(one, known[i]) for i, doc in enumerate(documents) if i not in kept_out for one in doc]
    chains = together(before.chains, chains_of([one for one, _ in training]))
    print(len(training), "formulas to learn from,", sum(map(len, chains.values())), "chains", flush=True)
    learner, order = Learner(before.of), random.Random(7)
    for turn in range(FURTHER if before.of else ROUNDS):
        order.shuffle(training)
        begun, told = time.time(), Counter[object]()
        for one, of_document in training:
            memory = memory_for(one, of_document) if order.random() > FORGOTTEN else None
            told[learn(one, Options(one.glyphs, learner.weigh, chains, memory), learner)] += 1
        weights = learner.averaged()
        print(f"round {turn}: {dict(told)}, {len(weights)} weights, {time.time() - begun:.0f} s", flush=True)
        save(out, weights, chains)
        for i in kept_out:
            right = sum(read(one, Options(one.glyphs, weights.get, chains), BEAM) for one in documents[i])
            share = right / max(1, len(documents[i]))
            print(f"   held out {i}: {right} of {len(documents[i])} ({share:.1%})", flush=True)


def save(out: str, weights: dict[Key, float], chains: Chains) -> None:
    rows = [
        [list(k), round(w, 2)] for k, w in sorted(weights.items(), key=lambda kw: repr(kw[0])) if abs(w) >= SMALLEST
    ]
    data = {"chains": [[*k, v] for k, v in sorted(chains.items())], "weights": rows}
    Path(out).write_bytes(lzma.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1:])
