"""The queue out to a spreadsheet or to Label Studio, and decisions back in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from evaluator.dataset.queue import Item
from evaluator.errors import InputError

DECISIONS: Final = ("correct", "partial", "incorrect")
_COLUMNS: Final = (
    "item", "why", "part", "title", "expected", "found", "verdict", "certainty", "human", "transcripts", "decision",
    "author", "reason",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute

LABEL_CONFIG: Final = """<View>
  <Header value="$title"/>
  <Text name="expected" value="$expected"/>
  <Text name="found" value="$found"/>
  <Choices name="verdict" toName="found" choice="single" required="true">
    <Choice value="correct"/>
    <Choice value="partial"/>
    <Choice value="incorrect"/>
  </Choices>
  <TextArea name="reason" toName="found" placeholder="why"/>
</View>
"""


@dataclass(frozen=True)
class Decision:
    item: str
    verdict: str
    author: str
    reason: str


def to_csv(items: Sequence[Item]) -> str:
    out = io.StringIO()
    table = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    table.writeheader()
    for item in items:
        table.writerow({name: _harmless(text) for name, text in _shown(item).items()})
    return out.getvalue()


def to_label_studio(items: Sequence[Item]) -> str:
    """Tasks with our verdict as a prediction; `LABEL_CONFIG` goes into the project's settings."""
    return json.dumps([_task(item) for item in items], ensure_ascii=False, indent=1) + "\n"


def decisions(name: str, text: str, author: str | None) -> list[Decision]:
    """Of a filled table, or of a Label Studio export. Raises `InputError` with the row that does not fit."""
    found = _of_label_studio(name, text) if text.lstrip().startswith("[") else _of_csv(name, text)
    made = []
    for place, item, verdict, by, reason in found:
        if verdict not in DECISIONS:
            raise InputError(name, f"{verdict!r} is no decision; it can be {', '.join(DECISIONS)}", place)
        if not (by or author):
            raise InputError(name, "nobody stands for the decision: fill in author, or say --author", place)
        made.append(Decision(item, verdict, by or author or "", reason))
    return made


def _shown(item: Item) -> dict[str, str]:
    first = item.results[0]
    return {
        "item": item.id,
        "why": item.why.value,
        "part": item.part.id,
        "title": item.part.title,
        "expected": item.expected,
        "found": item.found,
        "verdict": first.verdict,
        "certainty": first.certainty or "",
        "human": first.human.comment if first.human else "",
        "transcripts": " ".join(r.transcript for r in item.results),
        "decision": "",
        "author": "",
        "reason": "",
    }


def _task(item: Item) -> dict[str, Any]:
    shown = {name: text for name, text in _shown(item).items() if name not in ("decision", "author", "reason")}
    choice = {"from_name": "verdict", "to_name": "found", "type": "choices"}
    said = item.results[0].verdict
    predicted = [{"result": [{**choice, "value": {"choices": [said]}}]}] if said in DECISIONS else []
    return {"data": shown, "predictions": predicted}


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


_Found = tuple[str, str, str, str, str]  # place, item, verdict, author, reason


def _of_csv(name: str, text: str) -> Iterator[_Found]:
    table = csv.DictReader(io.StringIO(text))
    missing = {"item", "decision"} - set(table.fieldnames or ())
    if missing:
        raise InputError(name, f"has no column {', '.join(sorted(missing))}", "line 1")
    for row in table:
        decided = (row["decision"] or "").strip().lower()
        if decided:
            item, author, reason = ((row.get(column) or "").strip() for column in ("item", "author", "reason"))
            yield f"line {table.line_num}", item, decided, author, reason


def _of_label_studio(name: str, text: str) -> Iterator[_Found]:
    try:
        tasks = json.loads(text)
        for number, task in enumerate(tasks, start=1):
            for annotation in task.get("annotations", ()):
                said = {r["from_name"]: r["value"] for r in annotation["result"]}
                if "verdict" in said:
                    reason = " ".join(said.get("reason", {}).get("text", ()))
                    by = annotation.get("completed_by") or ""
                    by = by.get("email", "") if isinstance(by, dict) else f"annotator {by}" if by else ""
                    yield f"task {number}", task["data"]["item"], said["verdict"]["choices"][0], by, reason
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise InputError(name, f"is no export of Label Studio ({type(error).__name__}: {error})") from error
