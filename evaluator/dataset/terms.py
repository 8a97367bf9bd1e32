"""Under which terms the transcripts of runs may be passed on: what stands beside each, else what is said of all."""

from __future__ import annotations

from collections.abc import Iterable

from evaluator.dataset.made import Terms
from evaluator.model import InputFile, Run


def licences(run: Run, terms: Terms) -> dict[str, str | None]:
    """By transcript."""
    return {each.transcript: each.licence or terms.licence for each in run.inputs if each.transcript}


def settled(runs: Iterable[Run], terms: Terms) -> Terms:
    """Those of all transcripts of some runs; `terms` is said of all that say nothing themselves."""
    graded = [each for run in runs for each in run.inputs if each.transcript]
    missing = tuple(each.source for each in graded if not _known(each, terms))
    licence = ", ".join(sorted({own for each in graded if (own := each.licence or terms.licence)}))
    consent = "; ".join(sorted({own for each in graded if (own := each.consent or terms.consent)}))
    return Terms(licence or None, consent or None, missing)


def _known(each: InputFile, terms: Terms) -> bool:
    return bool((each.licence or terms.licence) and (each.consent or terms.consent))
