"""Account exports, datasets and what exporters of chat pages write."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

from evaluator.errors import InputError, UnknownFormat
from evaluator.model import Transcript
from evaluator.readers import read_bytes


def read(value: Any, name: str = "log.json") -> Transcript:
    return read_bytes(name, json.dumps(value).encode())


def said(transcript: Transcript) -> list[tuple[tuple[str, ...], str, str | None, str]]:
    return [
        (t.parts, t.prompt.markdown, t.thinking.markdown if t.thinking else None, t.output.markdown)
        for t in transcript.turns()
    ]


def gpt_node(id: str, parent: str | None, role: str, content: dict[str, Any], **more: Any) -> dict[str, Any]:
    message = {"author": {"role": role}, "content": content, "metadata": {"model_slug": "gpt-5"}, **more}
    return {"id": id, "parent": parent, "children": [], "message": message}


def text(*parts: Any) -> dict[str, Any]:
    return {"content_type": "text", "parts": list(parts)}


def test_chatgpt_is_read_from_its_current_node_up() -> None:
    nodes = [
        {"id": "r", "parent": None, "children": ["s"], "message": None},
        gpt_node("s", "r", "system", text("be kind")),
        gpt_node("u", "s", "user", {"content_type": "multimodal_text", "parts": [{"asset": "x"}, "solve 1(a)"]}),
        gpt_node("old", "u", "assistant", text("It is 1.")),
        gpt_node("t", "u", "assistant", {"content_type": "thoughts", "thoughts": [{"content": "hm"}]}),
        gpt_node("c", "t", "assistant", {"content_type": "code", "text": "print(1)"}, recipient="python"),
        gpt_node("x", "c", "tool", {"content_type": "execution_output", "text": "1"}),
        gpt_node("a", "x", "assistant", text("It is $2$."), recipient="all"),
        gpt_node("h", "a", "user", text("hidden")) | {},
    ]
    nodes[-1]["message"]["metadata"] = {"is_visually_hidden_from_conversation": True}
    chat = {"title": "T", "current_node": "h", "mapping": {n["id"]: n for n in nodes}}
    transcript = read([chat])
    assert transcript.source.format == "chatgpt-export"
    assert transcript.model == "gpt-5"
    assert said(transcript) == [(("1a",), "solve 1(a)", "hm", "It is $2$.")]


def test_claude_follows_the_branch_of_its_last_message() -> None:
    messages = [
        {"uuid": "1", "parent_message_uuid": "0", "sender": "human", "text": "solve 1(a)"},
        {"uuid": "2", "parent_message_uuid": "1", "sender": "assistant", "text": "old"},
        {
            "uuid": "3",
            "parent_message_uuid": "1",
            "sender": "assistant",
            "text": "",
            "content": [
                {"type": "thinking", "thinking": "hm"},
                {"type": "text", "text": "It is 2."},
                {"type": "tool_use"},
            ],
        },
    ]
    transcript = read([{"uuid": "c", "name": "T", "chat_messages": messages}])
    assert transcript.source.format == "claude-export"
    assert said(transcript) == [(("1a",), "solve 1(a)", "hm", "It is 2.")]


def test_le_chat_is_parted_by_chats_and_ordered_by_time() -> None:
    transcript = read(
        [
            {
                "id": 2,
                "chatId": "x",
                "role": "assistant",
                "contentChunks": [{"type": "text", "text": "2"}],
                "createdAt": "b",
            },
            {"id": 1, "chatId": "x", "role": "user", "content": "solve 1(a)", "createdAt": "a"},
            {"id": 3, "chatId": "y", "role": "user", "content": "solve 1(b)", "createdAt": "c"},
            {"id": 4, "chatId": "y", "role": "assistant", "content": "3", "createdAt": "d"},
        ]
    )
    assert transcript.source.format == "mistral-export"
    assert len(transcript.conversations) == 2
    assert said(transcript) == [(("1a",), "solve 1(a)", None, "2"), (("1b",), "solve 1(b)", None, "3")]


def test_sharegpt() -> None:
    turns = [{"from": "system", "value": "x"}, {"from": "human", "value": "solve 1(a)"}, {"from": "gpt", "value": "2"}]
    for value in ({"conversations": turns}, [{"conversations": turns}]):
        assert said(read(value)) == [(("1a",), "solve 1(a)", None, "2")]
        assert read(value).source.format == "sharegpt"


def test_a_backslash_that_an_escape_took_is_put_back() -> None:
    r"""`"\frac"` in the code that wrote the export is a form feed and `rac`."""
    eaten = "So $c = \frac{1}{2} \times \beta$,\tand \rho is\nabla f."
    chat = [{"from": "human", "value": "What is c?"}, {"from": "gpt", "value": eaten}]
    found = read([{"conversations": chat}]).turns()[0].output
    assert found.markdown == "So $c = \\frac{1}{2} \\times \\beta$,\tand \\rho is\\nabla f."
    assert found.formulas[0].raw == r"$c = \frac{1}{2} \times \beta$"


def test_a_tree_of_messages() -> None:
    answer = {"id": 3, "type": "assistant", "content": "2", "thought": "hm", "children": []}
    old = {"id": 2, "type": "assistant", "content": "1", "children": []}
    assert said(read([{"id": 1, "type": "user", "content": "solve 1(a)", "children": [old, answer]}])) == [
        (("1a",), "solve 1(a)", "hm", "2")
    ]


@pytest.mark.parametrize(
    "line", [{"messages": [{"role": "user", "content": "solve 1(a)"}, {"role": "assistant", "content": "2"}]}]
)
def test_json_lines(line: dict[str, Any]) -> None:
    lines = (json.dumps(line) + "\n").encode() * 2
    transcript = read_bytes("log.jsonl", lines)
    assert len(transcript.conversations) == 2
    assert said(transcript) == [(("1a",), "solve 1(a)", None, "2")] * 2


def archive(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


CHATS = json.dumps([{"conversations": [{"from": "human", "value": "solve 1(a)"}, {"from": "gpt", "value": "2"}]}])


def test_an_archive_is_read_without_its_user() -> None:
    transcript = read_bytes("export.zip", archive(conversations__json=CHATS, user__json="not JSON: nobody looks"))
    assert said(transcript) == [(("1a",), "solve 1(a)", None, "2")]
    assert "nobody" not in transcript.model_dump_json()


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (archive(user__json="{}"), UnknownFormat, "conversations.json"),
        (archive(**{"../conversations__json": CHATS}), InputError, "outside of its folder"),
        (archive(conversations__json=" " * (101 * 2**20)), InputError, "MB"),
        (archive(conversations__json=CHATS)[:60], InputError, "damaged"),
        (archive(conversations__json="[" * 300 + "]" * 300), InputError, "nested"),
        (archive(**{"[Content_Types]__xml": "<x/>"}), UnknownFormat, "PDF"),
    ],
    ids=["no chats", "traversal", "bomb", "damaged", "deep", "office"],
)
def test_hostile_and_other_archives(data: bytes, error: type[InputError], message: str) -> None:
    with pytest.raises(error, match=message) as caught:
        read_bytes("export.zip", data)
    assert "export.zip" in str(caught.value)


ASKED, TOLD = "Solve 1(a), please.", "It is $2$.\n\n---\n\nAnd that is all."
# How exporters set a prompt, an answer, and what stands between messages; one of them shows thoughts.
LAYOUTS = [
    ("## User\n\n", "## Assistant\n\n### Thought Process\n\n> hm\n> so\n\n", "\n\n---\n\n"),
    ("## 👤 User\n\n", "## 🤖 Assistant\n\n", "\n\n"),
    ("MY QUESTION:\n", "DEEPSEEK ANSWER:\n", "\n━━━━━━━━\n"),
    ("**User**\n\n", "**Cursor**\n\n", "\n\n---\n\n"),
    ("### USER\n", "### ASSISTANT\n", "\n\n"),
]


@pytest.mark.parametrize(("user", "assistant", "between"), LAYOUTS)
def test_the_markdown_of_exporters(user: str, assistant: str, between: str) -> None:
    log = between.join(["# A chat", user + ASKED, assistant + TOLD, user + "Thanks.", assistant + "Welcome."])
    first, second = read_bytes("chat.md", log.encode()).turns()
    assert (first.parts, first.prompt.markdown, first.output.markdown) == (("1a",), ASKED, TOLD)
    assert (second.prompt.markdown, second.output.markdown) == ("Thanks.", "Welcome.")
    assert (first.thinking.markdown if first.thinking else None) == ("> hm\n> so" if "Thought" in assistant else None)
