"""Who speaks, and about which part."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.errors import ConfigError
from evaluator.model import Conversation
from evaluator.readers import read as read_file
from evaluator.readers import read_bytes
from evaluator.readers.dialect import marking
from evaluator.readers.passages import verbatim
from evaluator.readers.turns import conversations

LOG = """A log of my chats
first prompt:
You are a tutor. Wait for the questions.
output:
I am ready.
solve problem 1
link: https://chat.example.org/share/one
1(a)
prompt:
solve 1(a)
output:
We restate the problem.
Output: $y = Wx$
The answer is $d_1$.
comment:
correct
1(b)
prompt:
now 1(b) please
output:
It is 2.
3(a) is for later.
comment:
The answer is wrong.
Solve problem 3.
link https://chat.example.org/share/three
3(a) & 3(b)
prompt:
You are a tutor. Wait for it.
output:
Ready.
prompt:
solve 3(a) and 3(b)
output:
Both are 1.
prompt:
Why is that so?
output:
Because.
"""


def read(text: str) -> tuple[Conversation, ...]:
    return conversations(verbatim(text), marking(text))


def shape(text: str) -> list[tuple[str | None, list[tuple[tuple[str, ...], bool, int]]]]:
    return [(c.link, [(t.parts, t.follow_up, len(t.comments)) for t in c.turns]) for c in read(text)]


EXPECTED = [
    (
        "https://chat.example.org/share/one",
        [((), False, 0), (("1a",), False, 1), (("1b",), False, 1)],
    ),
    (
        "https://chat.example.org/share/three",
        [((), False, 0), (("3a", "3b"), False, 0), (("3a", "3b"), True, 0)],
    ),
]


def test_a_whole_log() -> None:
    assert shape(LOG) == EXPECTED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("output:", "Output:"),
        ("prompt:", "PROMPT:"),
        ("\n", "\n\n"),
        ("comment:", "**Comment:**"),
        ("\nprompt:", "\n### Prompt"),
        ("1(a)\nprompt", "1a\nprompt"),
        ("3(a) & 3(b)\n", "3(a), 3(b)\n"),
        ("link https", "link: https"),
        ("\n", " \n"),
    ],
)
def test_the_same_log_in_another_hand(old: str, new: str) -> None:
    assert shape(LOG.replace(old, new)) == EXPECTED


def test_a_line_of_the_answer_is_not_a_role() -> None:
    (turn,) = [t for c in read(LOG) for t in c.turns if t.parts == ("1a",)]
    assert "Output: $y = Wx$" in turn.output.markdown


def test_a_remark_on_the_line_of_its_mark() -> None:
    log = "prompt: solve 1(a)\noutput:\nIt is 1.\ncomment: correct\n"
    ((turn,),) = [c.turns for c in read(log)]
    assert [c.passage.markdown for c in turn.comments] == ["correct"]
    assert turn.prompt.markdown == "solve 1(a)"


def test_a_removed_comment_is_gone_and_nothing_else() -> None:
    without = LOG.replace("comment:\nThe answer is wrong.\n", "")
    assert [t.parts for c in read(without) for t in c.turns] == [t.parts for c in read(LOG) for t in c.turns]
    assert sum(len(t.comments) for c in read(without) for t in c.turns) == 1


def test_marks_inside_code_do_not_count() -> None:
    log = "prompt:\nprint it\noutput:\n```\nprompt:\nno\n```\ndone\n"
    assert [m.kind for m in marking(log).marks] == ["prompt", "output"]


def test_text_without_marks_is_no_log() -> None:
    assert read("Just some words: and more.\n") == ()


@pytest.mark.parametrize(
    ("marks", "dialect"),
    [
        (("prompt:", "output:"), "prompt, output, comment"),
        (("Student:", "AI:"), "prompt, output, comment"),
        (("Me:", "DeepSeek:"), "prompt, output, comment"),
        (("User Prompt 1:", "AI Response:"), "prompt, output, comment"),
        (("User Prompt", "TA Response"), "prompt, output, comment"),
        (("Prompt 2:", "Claude Opus 4.5's answer:"), "prompt, output, comment"),
        (("1.1 Prompt", "1.2 Answer"), "prompt, the model's answer, comment"),
        (("Me [2]:", "Gemini [2]"), "prompt, output, comment"),
        (("You asked:", "Claude replied:"), "you said, the model said"),
        (("User Input:", "ChatGPT Output (Attempt 2):"), "prompt, output, comment"),
        (("Input", "Output"), "input, output"),
        (("You said:", "ChatGPT said:"), "you said, the model said"),
        (("Question 3:", "Answer:"), "question, answer"),
        (("Q:", "A:"), "question, answer"),
        (("Student asks:", "Gemini 2.5 Pro answers:"), "prompt, output, comment"),
    ],
)
def test_dialects(marks: tuple[str, str], dialect: str) -> None:
    """Marks on lines of their own, as people and chat pages write them."""
    asks, answers = (m if m.endswith(":") else f"**{m}**" for m in marks)
    text = f"{asks}\nSolve 1(a).\n{answers}\nIt is 2.\n\n{asks}\nAnd 1(b)?\n{answers}\nIt is 3.\n"
    assert marking(text).dialect == dialect
    assert [m.kind for m in marking(text).marks] == ["prompt", "output"] * 2


OWN = "frage 1:\nLöse 1(a).\nantwort:\nEs ist 2.\nanmerkung: correct\n\nfrage 2:\nUnd 1(b)?\nantwort:\nEs ist 3.\n"
TABLE = "prompt = 'frage(?: \\d+)?'\noutput = 'antwort'\ncomment = 'anmerkung'\n"


@pytest.mark.parametrize("place", ["beside", "project"])
def test_a_dialect_of_the_users_own(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "log.md").write_text(OWN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    head, name = ("dialects", "log.toml") if place == "beside" else ("tool.evaluator.dialects", "pyproject.toml")
    (tmp_path / name).write_text(f"[{head}.seminar]\n{TABLE}", encoding="utf-8")
    transcript = read_file(tmp_path / "log.md")
    assert transcript.source.dialect == "seminar"
    assert [(t.parts, len(t.comments)) for t in transcript.turns()] == [(("1a",), 1), (("1b",), 0)]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("[dialects.x]\nprompt = 'a'\n", "no name or no output"),
        ("[dialects.x]\noutput = '('\n", "no regular expression"),
        ("[dialects.x]\noutput = 'a'\nanswer = 'b'\n", "unknown key answer"),
        ("dialects = 3\n", "list of tables"),
    ],
)
def test_a_dialect_with_a_slip_is_named(table: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "log.md").write_text(OWN, encoding="utf-8")
    (tmp_path / "log.toml").write_text(table, encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as caught:
        read_file(tmp_path / "log.md")
    assert "log.toml" in str(caught.value)


def test_remarks_in_the_middle_of_an_answer() -> None:
    log = (
        "prompt:\nSolve problem 1.\noutput:\n(a) It is 1.\nComment: right\n(b) It is 2.\n\nIt is even.\n"
        "Comment: wrong\n\nprompt:\nThanks.\noutput:\nYou are welcome.\n"
    )
    first, _ = [t for c in read(log) for t in c.turns]
    assert first.output.markdown == "(a) It is 1.\n\n(b) It is 2.\n\nIt is even."
    assert [c.passage.markdown for c in first.comments] == ["right", "wrong"]


def test_models_write_notes_of_their_own() -> None:
    log = (
        "prompt:\nSolve 1(a).\noutput:\nIt is 1.\nNotes: we used Stein.\nDone.\nprompt:\nAnd 1(b)?\noutput:\nIt is 2.\n"
    )
    assert [m.kind for m in marking(log).marks] == ["prompt", "output"] * 2


def test_another_attempt_is_a_turn_of_its_own() -> None:
    log = "User Input:\nSolve 1(a).\nOutput (Attempt 1):\nIt is 1.\nOutput (Attempt 2):\nIt is 2.\n"
    found = [t for c in read(log) for t in c.turns]
    assert [(t.parts, t.output.markdown) for t in found] == [(("1a",), "It is 1."), (("1a",), "It is 2.")]


def test_answers_under_retyped_problems() -> None:
    log = (
        "## Problem 1(a)\nFind the mean.\n\nResponse:\nIt is 0.\n\nComments: correct\n\n"
        "## Problem 1(b)\nFind the variance.\n\nResponse:\nIt is 1.\n\nComments: correct\n"
    )
    found = [t for c in read(log) for t in c.turns]
    assert [t.parts for t in found] == [("1a",), ("1b",)]
    assert [t.output.markdown for t in found] == ["It is 0.", "It is 1."]
    assert "variance" in found[1].prompt.markdown


def test_what_a_model_lists_is_no_mark() -> None:
    """Models restate a problem as "Input: ..., Output: ...", and examples as "Question: ... Answer: ..."."""
    for asks, answers in (("Input", "Output"), ("Question", "Answer")):
        text = f"## Setting\n- {asks}: $x$\n- {answers}: $y = Wx$\n\n{asks}: 3\n{answers}: 4\n\nSo it is.\n"
        assert marking(text).dialect is None


@pytest.mark.parametrize(("asks", "answers"), [("Input", "Output"), ("**Input", "**Output"), ("Question", "Answer")])
def test_a_log_that_begins_with_its_marks_may_use_the_words_of_anybody(asks: str, answers: str) -> None:
    end = ":**" if asks.startswith("*") else ":"
    said = (f"{asks}{end} Solve 1({part}).\n\n{answers}{end} It is {part} + 1.\n\n" for part in "ab")
    found = [t for c in read("# My homework\n\nhttps://chat.example.org/1\n\n" + "".join(said)) for t in c.turns]
    assert [t.prompt.markdown for t in found] == ["Solve 1(a).", "Solve 1(b)."]
    assert [t.output.markdown for t in found] == ["It is a + 1.", "It is b + 1."]


def test_a_pasted_first_part_begins_another_question() -> None:
    log = (
        "Me: Problem 1 (a) Find the mean of it.\n\nGPT: It is 0.\n\n"
        "Me: (b) Find the variance of it.\n\nGPT: It is 1.\n\n"
        "Me: (a) Find the number of layers of this net.\n\nGPT: Ten.\n\n"
        "Me: (b) And the number of weights of it.\n\nGPT: 5.\n"
    )
    assert [t.parts for c in read(log) for t in c.turns] == [("1a",), ("1b",), (), ()]


def test_an_answer_whose_mark_has_lost_its_line() -> None:
    said = "Student: Solve 4.\nClaude: Let us go through it.\n(a) x\nStudent: All right.\nClaude:\n(b) y\n"
    assert [m.kind for m in marking(said).marks] == ["prompt", "output", "prompt", "output"]


@pytest.mark.parametrize(
    "label",
    ["Thought for 27s", "Thought\nThought\nThought for 2m 53s", "Thinking\n", "Reasoned for a few seconds ›"],
)
def test_the_label_of_folded_thoughts_is_no_thought(label: str) -> None:
    (turn,) = read_bytes("log.md", f"You said:\nWhat is 2 + 2?\nChatGPT said:\n{label}\nIt is 4.\n".encode()).turns()
    assert turn.thinking is None
    assert turn.output.markdown == "It is 4."


@pytest.mark.parametrize(("thinks", "answers"), [("### Thinking", "### Answer"), ("**Thinking**", "**Response**")])
def test_thoughts_that_are_not_quoted_end_at_the_mark_of_the_answer(thinks: str, answers: str) -> None:
    thought = f"{thinks}\n\nMaybe 5. So the answer is 5.\n\n{answers}\n\n"
    first = f"## User\n\nSolve 1(a).\n\n## Assistant\n\n{thought}It is 4.\n\n"
    second = "## User\n\nSolve 1(b).\n\n## Assistant\n\nIt is 7.\n\n### Answer\n\nSeven.\n"
    found = read_bytes("log.md", (first + second).encode()).turns()
    assert [(t.parts, t.thinking and t.thinking.markdown, t.output.markdown) for t in found] == [
        (("1a",), "Maybe 5. So the answer is 5.", "It is 4."),
        (("1b",), None, "It is 7.\n\n### Answer\n\nSeven."),
    ]


@pytest.mark.parametrize("word", ["[ANNOTATION]", r"$[\text{ANNOTATION}]$", "**[Comment]**"])
def test_remarks_in_brackets_stand_in_an_answer_that_goes_on(word: str) -> None:
    said = f"You said:\nSolve 1(a) and 1(b).\nGemini said:\n(a) $x = 1$\n\n{word} **Right.**\n\n(b) $y = 2$\n"
    (turn,) = read_bytes("log.md", said.encode()).turns()
    assert [c.passage.markdown.strip(" *") for c in turn.comments] == ["Right."]
    assert [f.latex for f in turn.output.formulas] == ["x = 1", "y = 2"]
    assert turn.output.markdown.split() == "(a) $x = 1$ (b) $y = 2$".split()
