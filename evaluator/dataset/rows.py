"""A row of a dataset: one part as one transcript answers it, with its marks and without personal data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from evaluator.dataset.personal import Scrubber
from evaluator.model import DECIDED, PartResult, PartView, Passage, Transcript, worst
from evaluator.report.folder import RunFolder

Row = dict[str, Any]

_COUNTED: Final = ("checked", "hold", "fail", "unknown")
_MESSAGES: Final = pa.list_(pa.struct([("role", pa.string()), ("content", pa.string())]))
SCHEMA: Final = pa.schema(
    [
        pa.field("id", pa.string()),  # transcript and part
        pa.field("transcript", pa.string()),  # a pseudonym
        pa.field("transcript_sha256", pa.string()),  # of the source file
        pa.field("model", pa.string()),
        pa.field("homework", pa.string()),
        pa.field("problem", pa.string()),
        pa.field("part", pa.string()),
        pa.field("title", pa.string()),
        pa.field("question", pa.string()),  # the reference's statement, Markdown
        pa.field("messages", _MESSAGES),  # the turns about the part, Markdown with LaTeX
        pa.field("verdict", pa.string()),
        pa.field("certainty", pa.string()),
        pa.field(
            "answers",
            pa.list_(
                pa.struct(
                    [(name, pa.string()) for name in ("name", "expected", "found", "outcome", "certainty", "method")]
                    + [("diagnosis", pa.string()), ("witness", pa.string())]  # the witness as JSON
                )
            ),
        ),
        pa.field(
            "steps",
            pa.struct([*((name, pa.int32()) for name in _COUNTED), ("first_failure", pa.string())]),
        ),
        pa.field(
            "catches", pa.list_(pa.struct([(n, pa.string()) for n in ("kind", "by", "about", "says", "status")]))
        ),
        pa.field("human_verdict", pa.string()),
        pa.field("human_comment", pa.string()),
        pa.field("agrees", pa.bool_()),
        pa.field("attempts", pa.list_(pa.struct([("turn", pa.int32()), ("verdict", pa.string())]))),
        pa.field("doubt", pa.string()),  # of the reading: sure, likely or doubtful
        pa.field("run", pa.string()),
        pa.field("licence", pa.string()),
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A run with the parts that its results are about."""

    run: RunFolder
    parts: dict[str, PartView]
    licences: dict[str, str | None]  # by transcript


def rows_of(source: Source, scrub: Scrubber) -> Iterator[Row]:
    """Of every part that was asked and decided; one transcript is held at a time."""
    for id, results in source.run.by_transcript():
        decided = [result for result in results if result.verdict in DECIDED]
        if not decided:
            continue
        transcript = source.run.transcript(id)
        names = scrub.names(_opening(transcript), transcript.source.name)
        for result in decided:
            yield _row(result, transcript, source, scrub, names)


def _opening(transcript: Transcript) -> Iterator[str]:
    """Where people say who they are: anywhere in what they wrote, and in what stands before the first mark."""
    yield transcript.text
    for turn in transcript.turns():
        yield turn.prompt.markdown
        yield from (comment.passage.markdown for comment in turn.comments)


def _row(result: PartResult, transcript: Transcript, source: Source, scrub: Scrubber, names: frozenset[str]) -> Row:
    part = source.parts[result.part]
    homework, problem = result.part.rsplit("/", 2)[0], result.part.rsplit("/", 1)[0]
    known = scrub.pseudonym("transcript", transcript.source.sha256)

    def clean(text: str | None) -> str | None:
        return None if text is None else scrub.text(text, names)

    failure = result.steps.first_failure
    return {
        "id": f"{known} {result.part}",
        "transcript": known,
        "transcript_sha256": transcript.source.sha256,
        "model": result.model,
        "homework": homework,
        "problem": problem,
        "part": result.part,
        "title": part.title,
        "question": part.statement,
        "messages": list(_messages(result, transcript, scrub, names)),
        "verdict": result.verdict,
        "certainty": result.certainty,
        "answers": [
            {
                "name": a.name, "expected": a.expected, "found": clean(a.found), "outcome": a.outcome,
                "certainty": a.certainty, "method": a.method, "diagnosis": a.diagnosis,
                "witness": a.witness and a.witness.model_dump_json(),
            }
            for a in result.answers
        ],
        "steps": {
            **{name: getattr(result.steps, name) for name in _COUNTED},
            "first_failure": clean(failure.latex) if failure else None,
        },
        "catches": [
            {"kind": c.kind, "by": c.by, "about": c.about, "says": clean(c.says), "status": c.status}
            for c in result.catches
        ],
        "human_verdict": result.human.verdict if result.human else None,
        "human_comment": clean(result.human.comment) if result.human else None,
        "agrees": result.agrees,
        "attempts": [{"turn": a.turn, "verdict": a.verdict} for a in result.attempts],
        "doubt": worst(a.doubt for a in result.answers if a.doubt).reading.value,
        "run": scrub.pseudonym("run", source.run.run.id),  # people name folders after people
        "licence": source.licences.get(result.transcript),
    }  # fmt: skip


def _messages(result: PartResult, transcript: Transcript, scrub: Scrubber, names: frozenset[str]) -> Iterator[Row]:
    for turn in transcript.turns():
        if turn.id in result.turns:
            for role, said in (("user", turn.prompt), ("assistant", turn.output)):
                yield {"role": role, "content": _said(said, scrub, names)}


def _said(passage: Passage, scrub: Scrubber, names: frozenset[str]) -> str:
    return scrub.text(passage.markdown, names).strip()


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
