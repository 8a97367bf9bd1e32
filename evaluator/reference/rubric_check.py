"""Can a rubric do its work: is every phrasing met by some sentence, and is no claim its own contradiction?"""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.kinds.phrases import meets, sentences
from evaluator.kinds.prose import Claim, Prose
from evaluator.model import Equal

Found = tuple[bool, str]


def findings(prose: Prose) -> Iterator[Found]:
    """The summary must pass; then each claim."""
    passes = isinstance(prose.judge(prose.summary), Equal)
    lacking = ", ".join(c.name for c in prose.missing(prose.summary)) or "a claim contradicted"
    yield passes, "the summary passes its own rubric" if passes else f"the summary fails its own rubric: {lacking}"
    for claim in prose.claims:
        wrong = [*_unmet(claim), *_both(claim)]
        yield not wrong, f"{claim.name}: " + ("; ".join(wrong) or f"{len(claim.supports)} phrasings")


def examples(phrasing: str) -> list[str]:
    """Sentences made from the phrasing: its first words, then each other option in its place."""
    groups = [g.split("|") for g in phrasing.split() if not g.startswith("!")]
    plain = [[option.replace("+", " ").replace("*", "") for option in group] for group in groups]
    first = [group[0] for group in plain]
    varied = [[*first[:i], option, *first[i + 1 :]] for i, group in enumerate(plain) for option in group[1:]]
    return [" ".join(words) for words in [first, *varied]]


def _unmet(claim: Claim) -> Iterator[str]:
    for phrasing in (*claim.supports, *claim.contradicts):
        if not _met(examples(phrasing)[0], phrasing):
            yield f"no sentence can meet {phrasing!r}"


def _both(claim: Claim) -> Iterator[str]:
    """Sentences that support and contradict it at once."""
    for mine, others in ((claim.supports, claim.contradicts), (claim.contradicts, claim.supports)):
        for phrasing, sentence in ((p, e) for p in mine for e in examples(p) if _met(e, p)):
            if any(_met(sentence, other) for other in others):
                yield f"{sentence!r} meets {phrasing!r} and a phrasing of the opposite"
                break


def _met(text: str, phrasing: str) -> bool:
    return any(meets(sentence, phrasing) for sentence in sentences(text))
