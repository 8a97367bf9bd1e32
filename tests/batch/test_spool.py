"""What a run holds while it goes on."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import made_run

from evaluator.batch.spool import Spool
from evaluator.tally import MOST_FAULTS, MOST_ROWS, Tally


def test_results_come_back_in_order(tmp_path: Path) -> None:
    results = made_run.full_results()
    with closing(Spool(tmp_path)) as spool:
        assert not spool
        for name in ("b", "c", "a"):
            spool.add([r.model_copy(update={"transcript": name}) for r in reversed(results)])
        found = list(spool.in_order())
    assert [group[0].transcript for group in found] == ["a", "b", "c"]
    for group in found:
        assert [r.model_copy(update={"transcript": "full"}) for r in group] == [
            r.model_copy(update={"transcript": "full"}) for r in sorted(results, key=lambda r: r.part)
        ]
    assert list(tmp_path.iterdir()) == []


def test_a_tally_counts_all_and_names_some() -> None:
    tally, results = Tally(), made_run.full_results()
    for number in range(100):
        tally.add([r.model_copy(update={"transcript": f"t{number}"}) for r in results])
    counts = tally.counts()
    assert counts.verdicts["correct"] == 100 * sum(r.verdict == "correct" for r in results)
    assert counts.asked == 100 * sum(r.verdict != "unasked" for r in results)
    assert (len(tally.faults), len(tally.rows), tally.transcripts) == (MOST_FAULTS, MOST_ROWS, 100)
    assert tally.wrong == 100 * sum(r.verdict in ("partial", "incorrect", "missing") for r in results)
    assert tally.agreement().n == 100 * sum(r.agrees is not None for r in results)
