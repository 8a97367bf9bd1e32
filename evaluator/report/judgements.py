"""What a language model said of explanations: appended to the run, and counted only where a rubric did not decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from evaluator.agreement import agrees
from evaluator.marking import verdict, weakest
from evaluator.model import AnswerResult, PartResult
from evaluator.model.record import Record
from evaluator.report.appended import Log


class Judgement(Record):
    """Of one explanation; of several by the same or another model the last one counts."""

    transcript: str
    part: str
    answer: str
    outcome: Literal["equal", "different", "unknown"]
    reason: str
    model: str
    prompt: str  # SHA-256 of the messages that were sent
    tokens_in: int
    tokens_out: int
    time: str  # ISO 8601, UTC


JUDGEMENTS: Final = Log("judgements", Judgement)
read, append = JUDGEMENTS.read, JUDGEMENTS.append
Judged = Mapping[tuple[str, str, str], Judgement]  # by transcript, part and answer


def judged(results: Sequence[PartResult], last: Judged) -> tuple[PartResult, ...]:
    """The results with what was judged last where nothing else decided. Doubtful readings accuse nobody, here too."""
    return tuple(_with(result, last) for result in results) if last else tuple(results)


def _with(result: PartResult, last: Judged) -> PartResult:
    answers = tuple(
        _decided(a, said) if (said := last.get((result.transcript, result.part, a.name))) else a for a in result.answers
    )
    if answers == result.answers:
        return result
    reached = verdict(answers)
    human = result.human.verdict if result.human else None
    certainty = weakest([a.certainty for a in answers])
    agreed = agrees(reached, human)
    return result.model_copy(update={"answers": answers, "verdict": reached, "certainty": certainty, "agrees": agreed})


def _decided(answer: AnswerResult, said: Judgement) -> AnswerResult:
    accuses = said.outcome == "different"
    if (
        answer.outcome != "unknown"
        or said.outcome == "unknown"
        or (accuses and answer.doubt and not answer.doubt.accuses)
    ):
        return answer
    method = f"judged by {said.model}, prompt {said.prompt[:12]}"
    return answer.model_copy(
        update={
            "outcome": said.outcome, "certainty": "judged", "method": method, "cause": None,
            "diagnosis": said.reason if accuses else None,
        }
    )  # fmt: skip
