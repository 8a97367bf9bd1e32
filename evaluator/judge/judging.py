"""Explanations of a run, each asked about once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from evaluator.batch.cache import Cache
from evaluator.judge.endpoint import Judge, Reply
from evaluator.judge.prompt import Mark, Prompt, prompt
from evaluator.model import AnswerResult, PartResult
from evaluator.report.folder import RunFolder
from evaluator.report.judgements import Judgement

_LONGEST: Final = 30_000  # characters of an explanation that is sent


@dataclass(frozen=True)
class Asked:
    """An explanation and what is asked about it."""

    result: PartResult
    answer: AnswerResult
    prompt: Prompt


def questions(run: RunFolder, done: Iterable[Judgement], model: str) -> Iterator[Asked]:
    """All explanations of a run that this model was not asked about in these words."""
    known = {(j.transcript, j.part, j.answer, j.prompt) for j in done if j.model == model}
    parts = {part.id: part for part in run.parts}
    for result in run.results:
        part = parts[result.part]
        expected = {e.name: e for e in part.answers if e.kind == "prose"}
        for answer in result.answers:
            if answer.name not in expected or not answer.found or len(answer.found) > _LONGEST:
                continue
            asked = Asked(result, answer, prompt(part, expected[answer.name], answer.found))
            if (result.transcript, result.part, answer.name, asked.prompt.sha256) not in known:
                yield asked


def judgements(asked: Iterable[Asked], judge: Judge, kept: Cache) -> Iterator[Judgement | None]:
    """One after the other as they are made; None where a reply was no mark. No reply is paid for twice."""
    for each in asked:
        reply, anew = _reply(each.prompt, judge, kept)
        if reply.mark is None:
            yield None
            continue
        yield Judgement(
            transcript=each.result.transcript,
            part=each.result.part,
            answer=each.answer.name,
            outcome="unknown" if reply.mark.outcome == "unsure" else reply.mark.outcome,
            reason=reply.mark.reason,
            model=judge.model,
            prompt=each.prompt.sha256,
            tokens_in=reply.tokens_in if anew else 0,
            tokens_out=reply.tokens_out if anew else 0,
            time=datetime.now(UTC).isoformat(timespec="seconds"),
        )


def _reply(prompt: Prompt, judge: Judge, kept: Cache) -> tuple[Reply, bool]:
    key = f"judge {judge.model} {prompt.sha256}"
    if (said := kept.get(key)) is not None:
        return Reply(Mark.model_validate(json.loads(said)), 0, 0), False
    reply = judge.ask(prompt)
    if reply.mark is not None:
        kept.put(key, reply.mark.model_dump_json())
    return reply, True
