"""Every format, and every way to be refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluator.errors import EmptyInput, InputError, NotText, Truncated, UnknownFormat
from evaluator.model import Passage, Transcript
from evaluator.readers import read, read_bytes, recognise


def chat(value: Any) -> Transcript:
    return read_bytes("log.json", json.dumps(value).encode())


OPENAI = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "Solve 1(a): $x = 2$"},
    {"role": "assistant", "content": "It is $4$.", "reasoning_content": "two twos"},
    {"role": "user", "content": "and why?"},
    {"role": "assistant", "content": "<think>hm</think>Because."},
]


@pytest.mark.parametrize("value", [OPENAI, {"messages": OPENAI, "model": "m"}])
def test_openai_messages(value: Any) -> None:
    transcript = chat(value)
    first, second = transcript.turns()
    assert transcript.source.format == "openai"
    assert (first.parts, first.output.markdown) == (("1a",), "It is $4$.")
    assert first.thinking and first.thinking.markdown == "two twos"
    assert second.follow_up and second.thinking and second.thinking.markdown == "hm"
    assert second.output.markdown == "Because."


def test_a_chat_completion_response() -> None:
    message = {"role": "assistant", "content": "It is 4."}
    (turn,) = chat({"choices": [{"message": message}], "model": "m"}).turns()
    assert turn.output.markdown == "It is 4."


def node(id: str, parent: str | None, children: list[str], *fragments: tuple[str, str]) -> dict[str, Any]:
    message = {"model": "deepseek-reasoner", "fragments": [{"type": t, "content": c} for t, c in fragments]}
    return {"id": id, "parent": parent, "children": children, "message": message if fragments else None}


def test_an_account_export_follows_the_last_branch() -> None:
    mapping = {
        "root": node("root", None, ["1"]),
        "1": node("1", "root", ["2", "3"], ("REQUEST", "question 5(a)?")),
        "2": node("2", "1", [], ("RESPONSE", "old")),
        "3": node("3", "1", [], ("THINK", "hm"), ("SEARCH", "x"), ("RESPONSE", "new")),
    }
    transcript = chat([{"id": "i", "title": "T", "inserted_at": "2025", "mapping": mapping}])
    (turn,) = transcript.turns()
    assert transcript.source.format == "deepseek-export"
    assert transcript.model == "deepseek-reasoner"
    assert (turn.parts, turn.output.markdown) == (("5a",), "new")
    assert turn.thinking and turn.thinking.markdown == "hm"


@pytest.mark.parametrize("key", ["messages", "chat_messages"])
def test_share_page_and_history_in_both_shapes(key: str) -> None:
    messages = [
        {"message_id": 1, "parent_id": None, "role": "USER", "content": "1(b)?"},
        {"message_id": 2, "parent_id": 1, "role": "ASSISTANT", "content": "old", "thinking_content": "hm"},
        {
            "message_id": 3,
            "parent_id": 1,
            "role": "ASSISTANT",
            "content": "",
            "fragments": [{"id": 1, "type": "RESPONSE", "content": "new"}],
        },
    ]
    biz: dict[str, Any] = {"title": "T", key: messages}
    if key == "chat_messages":
        biz["chat_session"] = {"title": "T", "current_message_id": 2}
    transcript = chat({"code": 0, "data": {"biz_code": 0, "biz_data": biz}})
    (turn,) = transcript.turns()
    assert transcript.source.format == "deepseek-share"
    assert turn.output.markdown == ("new" if key == "messages" else "old")


REFUSED: list[tuple[str, bytes, type[InputError], str]] = [
    ("empty.md", b" \n", EmptyInput, "empty"),
    ("latin.md", "prompt:\nna\u00efve".encode("latin-1"), NotText, "byte 10"),
    ("paper.txt", b"%PDF-1.7 ...", InputError, "PDF"),
    ("logs.txt", b"PK\x03\x04....", InputError, "zip"),
    ("nul.md", b"prompt:\n\x00\x00\x00\x00\noutput:\n", NotText, "control characters"),
    ("cut.json", b'[{"role": "user", "content": "sol', Truncated, "cut off"),
    ("wrong.json", b'[{"role": "user",, }]', InputError, "line 1"),
    ("deep.json", b"[" * 5_000 + b"]" * 5_000, InputError, "nested"),
    ("named.json", b"Just words, not JSON.", UnknownFormat, "JSON"),
    ("other.json", b'{"a": 1}', UnknownFormat, "known chat export"),
    ("nobody.json", b'{"messages": [{"role": "system", "content": "x"}]}', EmptyInput, "no messages"),
    ("dump.txt", b"--- Page 1 ---\nprompt:\na\noutput:\nb\n--- Page", Truncated, "page mark"),
]


@pytest.mark.parametrize(("name", "data", "error", "says"), REFUSED, ids=[r[0] for r in REFUSED])
def test_refusals_name_file_and_reason(name: str, data: bytes, error: type[InputError], says: str) -> None:
    with pytest.raises(error) as raised:
        read_bytes(name, data)
    assert name in str(raised.value)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothere"):
        read(tmp_path / "nothere.md")
    with pytest.raises(InputError, match="folder"):
        read(tmp_path)


def test_byte_order_mark_and_windows_line_ends() -> None:
    transcript = read_bytes("log.md", b"\xef\xbb\xbfprompt:\r\nsolve 1(a)\r\noutput:\r\nIt is $1$.\r\n")
    assert [t.parts for t in transcript.turns()] == [("1a",)]


def passages(transcript: Transcript) -> list[Passage]:
    found = []
    for turn in transcript.turns():
        found += [turn.prompt, turn.output, *(c.passage for c in turn.comments)]
        found += [turn.thinking] if turn.thinking else []
    return found


@pytest.mark.parametrize("name", ["careful.md", "hasty.json", "exchange.json"])
def test_spans_give_back_what_was_found(root: Path, name: str) -> None:
    transcript = read(root / "transcripts" / "eecs182" / "hw3" / name)
    formulas = [(p, f) for p in passages(transcript) for f in p.formulas]
    assert len(formulas) > 10
    for passage, formula in formulas:
        assert formula.span.of(transcript.text) == formula.raw
        assert formula.at.of(passage.markdown) == formula.raw
    for passage in passages(transcript):
        for piece in passage.pieces:
            assert piece.at.of(passage.markdown) == piece.span.of(transcript.text)


def test_control_characters_are_replaced_and_told() -> None:
    """Dumps of pages with damaged fonts hold NUL bytes."""
    transcript = read_bytes("log.md", b"prompt:\nsolve 1(a)\noutput:\nIt is \x00 and more words.\n")
    (turn,) = transcript.turns()
    assert turn.output.markdown == "It is \ufffd and more words."
    assert "control characters" in transcript.problems[0].what


def test_the_zero_width_spaces_of_a_dump_are_no_text() -> None:
    page = "--- Page 1 ---\nprompt:\nsolve 1(a)\noutput:\nThe vector \n has length .\nx \u200b\n1\nd\n"
    kept, removed = (read_bytes("a.txt", text.encode()) for text in (page, page.replace("\u200b", "")))
    assert kept.text == removed.text
    (turn,), (same) = kept.turns(), removed.turns()
    assert turn.prompt == same[0].prompt
    assert [f.span.page for f in turn.output.formulas] == [1, 1]


WORDS = b"Just words about a problem."
PAGE = b"--- Page 1 ---\nJust words about \n.\nx =\n2\n"


@pytest.mark.parametrize("data", [WORDS, PAGE], ids=["markdown", "dump"])
def test_a_document_without_speakers_is_read_and_not_graded(data: bytes) -> None:
    (turn,) = read_bytes("words.txt", data).turns()
    assert turn.speakers == "doubtful"
    assert turn.output.markdown.startswith("Just words about")
    with pytest.raises(UnknownFormat, match="nobody says who speaks"):
        recognise("words.txt", data).require_speakers()
