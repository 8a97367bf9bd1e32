"""Typos and gaps that the student or the model noticed, checked against the reference's errata and by mathematics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from evaluator.answers.formulas import parsed_or_none
from evaluator.equality.rewrite import walk
from evaluator.grading.checks import check, conflicting
from evaluator.grading.claims import By, Claim, claims
from evaluator.grading.labels import loose, spelled
from evaluator.grading.matching import Stretch
from evaluator.grading.trust import evidence, lost
from evaluator.kinds.phrases import NEGATIVE, meets, sentences
from evaluator.mathtext.tree import Big, Node
from evaluator.model import Catch, Doubt, Formula, Passage, Span, Turn
from evaluator.readers.printed import named
from evaluator.reference.records import ReferenceErratum, ReferencePart

Status = Literal["confirmed", "refuted", "unverified"]
Found = tuple[Status, str | None]  # with the evidence

_BACKWARD: Final = re.compile(
    r"^[^$]*\b(?:the|your)\s+(?:typo|fix|correction)\b[^$]*$", re.IGNORECASE
)  # spoken of before
_LONGEST: Final = 400  # characters of a claim that are repeated in the report


def catches(part: ReferencePart, stretches: Sequence[Stretch]) -> tuple[Catch, ...]:
    """Of one part, in the order of the transcript."""
    found: list[Catch] = []
    for stretch in stretches:
        caught = [_catch(claim, passage, stretch.turn, part) for claim, passage in _claims(stretch, part)]
        found += [c for c in caught if c.erratum or not _BACKWARD.search(c.says) or c.status != "unverified"]
        found += _silent(stretch, part, found)
    return tuple(_once(found))


def _claims(stretch: Stretch, part: ReferencePart) -> Iterator[tuple[Claim, Passage]]:
    """Of prompt, answer and remarks; a claim that names other parts only is theirs."""
    spoken: list[tuple[By, Passage]] = [("human", stretch.turn.prompt), ("model", stretch.passage)]
    spoken += [("human", comment.passage) for comment in stretch.turn.comments]
    for by, passage in spoken:
        for claim in claims(passage, by, part.scope.functions):
            about = named(claim.says)
            if not stretch.joint or not about or part.printed in about:
                yield claim, passage


def _catch(claim: Claim, passage: Passage, turn: Turn, part: ReferencePart) -> Catch:
    erratum = next((e for e in part.errata if e.about == claim.about and _meant(claim, e)), None)
    status, told = _held(_checked(claim, erratum, part), evidence(claim.at, passage))
    return Catch(
        kind=erratum.kind if erratum else _kind(claim, part),
        by=claim.by,
        about=claim.about,
        says=claim.says[:_LONGEST],
        status=status,
        evidence=told,
        span=passage.locate(claim.at.start, claim.at.end),
        turn=turn.id,
        erratum=erratum.id if erratum else None,
    )


def _held(checked: Found, doubt: Doubt) -> Found:
    """What rests on formulas that may be misread or misplaced is not refuted."""
    if checked[0] != "refuted" or doubt.accuses:
        return checked
    return "unverified", f"The formulas of this remark could not be read with certainty ({lost(doubt).reason})."


def _checked(claim: Claim, erratum: ReferenceErratum | None, part: ReferencePart) -> Found:
    if erratum is None:
        return _without_erratum(claim, part)
    if _reversed(claim, erratum):
        return "refuted", f"It is the other way round. {erratum.says}"
    checked = check(erratum, part)
    if checked is None:
        return "confirmed", erratum.says
    return ("confirmed" if checked.wrong else "refuted"), f"{erratum.says} {checked.evidence}"


def _without_erratum(claim: Claim, part: ReferencePart) -> Found:
    """Shapes may still tell: of what is called wrong, and of what is put in its place."""
    for node in claim.right:
        if reason := conflicting(node, part.shapes):
            return "refuted", reason
    reasons = [reason for node in claim.wrong if (reason := conflicting(node, part.shapes))]
    return ("confirmed", reasons[0]) if reasons and claim.right else ("unverified", None)


def _kind(claim: Claim, part: ReferencePart) -> str:
    return "shape" if any(conflicting(n, part.shapes) for n in claim.formulas) else "typo"


def _meant(claim: Claim, erratum: ReferenceErratum) -> bool:
    """Whether the claim is about this erratum: by its formulas, or where it names none that fit, by its words."""
    texts = [t for t in (erratum.should_be, erratum.printed, *erratum.mentions) if t]
    if any(contains(node, text) for node in claim.formulas for text in texts):
        return True
    words = tuple(w for sentence in sentences(claim.says) for w in sentence)
    affirmed = tuple(w for w in words if w.text not in NEGATIVE)  # a gap is told in negatives
    return any(meets(each, cue) for each in (words, affirmed) for cue in erratum.cues)


def _reversed(claim: Claim, erratum: ReferenceErratum) -> bool:
    """What is printed is called right."""
    printed = any(contains(n, erratum.printed) for n in claim.right)
    mended = any(erratum.should_be and contains(n, erratum.should_be) for n in claim.right)
    return printed and not mended


def contains(node: Node, latex: str) -> bool:
    """Whether the formula (or what it sums) stands in `node`, itself or as a piece of it."""
    wanted = spelled(latex)
    if wanted is None:
        return False
    pieces = {wanted, wanted.body} if isinstance(wanted, Big) else {wanted}
    return any(below in pieces for below in walk(loose(node)))


def _silent(stretch: Stretch, part: ReferencePart, before: Sequence[Catch]) -> Iterator[Catch]:
    """The model writes it right where the sheet has it wrong, and says nothing."""
    claimed = {c.erratum for c in before if c.by == "model" or _said_before(c, stretch)}
    for erratum in part.errata:
        if erratum.about != "problem" or erratum.should_be is None or erratum.id in claimed:
            continue
        right = _writing(stretch.passage, erratum.should_be, part)
        told = _writing(stretch.turn.prompt, erratum.should_be, part)
        if right and not told and not _writing(stretch.passage, erratum.printed, part):
            yield _unsaid(erratum, erratum.should_be, right[0].span, stretch.turn, part)


def _unsaid(erratum: ReferenceErratum, should_be: str, span: Span, turn: Turn, part: ReferencePart) -> Catch:
    checked = check(erratum, part)
    return Catch(
        kind=erratum.kind,
        by="model",
        about="problem",
        says=f"Writes ${should_be}$ without a word where ${erratum.printed}$ is printed.",
        status="confirmed" if checked is None or checked.wrong else "refuted",
        evidence=f"{erratum.says} {checked.evidence}" if checked else erratum.says,
        span=span,
        turn=turn.id,
        erratum=erratum.id,
    )


def _said_before(catch: Catch, stretch: Stretch) -> bool:
    """Whether a person had said so before this answer."""
    if catch.by != "human" or catch.turn is None:
        return False
    return catch.turn < stretch.turn.id or catch.says[:40] in stretch.turn.prompt.markdown


def _writing(passage: Passage, latex: str, part: ReferencePart) -> list[Formula]:
    """The formulas of the passage in which `latex` stands."""
    read = [(f, parsed_or_none(f.latex, part.scope.functions)) for f in passage.formulas]
    return [formula for formula, node in read if node is not None and contains(node, latex)]


def _once(found: Sequence[Catch]) -> Iterator[Catch]:
    """The same claim of the same speaker in the same turn counts once."""
    seen: set[tuple[object, ...]] = set()
    for catch in found:
        key = (catch.by, catch.turn, catch.erratum or catch.says)
        if key not in seen:
            seen.add(key)
            yield catch
