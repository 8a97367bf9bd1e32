"""The same rows for common uses: each view is a config of the dataset with a schema of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from evaluator.dataset.rows import SCHEMA, Row

_MESSAGES: Final = SCHEMA.field("messages").type
_KEYS: Final = (("id", pa.string()), ("problem", pa.string()), ("part", pa.string()), ("model", pa.string()))


_BY_TURNS: Final = 16  # right answers to a part that wrong ones are set beside
Rows = Callable[[], Iterator[Row]]  # read anew at each call, so that nobody holds them all


@dataclass(frozen=True)
class View:
    says: str
    schema: pa.Schema
    make: Callable[[Rows], Iterator[Row]]


def _sft(rows: Rows) -> Iterator[Row]:
    for row in rows():
        if row["verdict"] == "correct":
            yield {**_key(row), "messages": row["messages"], "certainty": row["certainty"]}


def _pairs(rows: Rows) -> Iterator[Row]:
    """Each wrong answer beside a right one to the same part; the first right ones are used by turns."""
    right: dict[str, list[Row]] = defaultdict(list)
    for row in rows():
        if row["verdict"] == "correct" and row["messages"] and len(right[row["part"]]) < _BY_TURNS:
            right[row["part"]].append(row)
    seen = Counter[str]()
    for row in rows():
        if row["verdict"] not in ("partial", "incorrect") or not row["messages"] or not right[row["part"]]:
            continue
        chosen = right[row["part"]][seen[row["part"]] % len(right[row["part"]])]
        seen[row["part"]] += 1
        yield {
            **_key(row),
            "prompt": row["question"],
            "chosen": chosen["messages"],
            "rejected": row["messages"],
            "chosen_id": chosen["id"],
            "wrong": [a["name"] for a in row["answers"] if a["outcome"] == "different"],
        }


def _verifier(rows: Rows) -> Iterator[Row]:
    for row in rows():
        for answer in row["answers"]:
            if answer["found"] is not None and answer["outcome"] in ("equal", "different"):
                yield {
                    **_key(row),
                    "question": row["question"],
                    "name": answer["name"],
                    "expected": answer["expected"],
                    "answer": answer["found"],
                    "label": answer["outcome"] == "equal",
                    "certainty": answer["certainty"],
                    "doubt": row["doubt"],
                }


def _steps(rows: Rows) -> Iterator[Row]:
    for row in rows():
        if row["steps"]["checked"]:
            yield {**_key(row), "messages": row["messages"], **row["steps"]}


def _errors(rows: Rows) -> Iterator[Row]:
    for row in rows():
        for answer in row["answers"]:
            if answer["outcome"] == "different":
                yield {
                    **_key(row),
                    **{k: answer[k] for k in ("name", "expected", "found", "diagnosis", "witness")},
                }


def _key(row: Row) -> Row:
    return {name: row[name] for name, _ in _KEYS}


def _strings(*names: str) -> list[tuple[str, pa.DataType]]:
    return [(name, pa.string()) for name in names]


VIEWS: Final[Mapping[str, View]] = {
    "answers": View("every decided part of every transcript, whole", SCHEMA, lambda rows: rows()),
    "sft": View(
        "conversations that answer a part correctly",
        pa.schema([*_KEYS, ("messages", _MESSAGES), ("certainty", pa.string())]),
        _sft,
    ),
    "preference": View(
        "a correct and a wrong answer to the same part",
        pa.schema(
            [
                *_KEYS, ("prompt", pa.string()), ("chosen", _MESSAGES), ("rejected", _MESSAGES),
                ("chosen_id", pa.string()), ("wrong", pa.list_(pa.string())),
            ]
        ),
        _pairs,
    ),
    "verifier": View(
        "single answers beside what is expected, with a label",
        pa.schema(
            [
                *_KEYS, *_strings("question", "name", "expected", "answer"), ("label", pa.bool_()),
                *_strings("certainty", "doubt"),
            ]
        ),
        _verifier,
    ),
    "steps": View(
        "derivations with the first relation in them that fails",
        pa.schema([*_KEYS, ("messages", _MESSAGES), *SCHEMA.field("steps").type]),
        _steps,
    ),
    "errors": View(
        "wrong answers with what is wrong, named where it is known",
        pa.schema([*_KEYS, *_strings("name", "expected", "found", "diagnosis", "witness")]),
        _errors,
    ),
}  # fmt: skip
