"""Who speaks where no mark says so: from the shape of the lines, from times, from headings."""

from __future__ import annotations

import pytest

from evaluator.model import Confidence, Turn
from evaluator.readers import read_bytes
from evaluator.readers.passages import verbatim
from evaluator.readers.shape import NAMES, features, prompts, weights
from evaluator.readers.turns import by_lines, guessed

CHAT = """Can you solve problem 1(a) of the attached homework?
Sure! Let's find the variance first.

$$\\operatorname{Var}(y) = n$$

So the variance is $n$. Let me know if you'd like to see the next part.
Now solve problem 1(b), please.
We need the expectation of the square.

$$E[y^2] = n$$

Would you like me to continue?
Please explain why this does not depend on m?
Great question! The sum runs over $n$ terms only.
"""
TIMES = """Solve problem 2(a)
11/2/2025, 5:42:48 PM
The gradient is $2x$.

It is linear.
11/2/2025, 5:43:10 PM
and problem 2(b)
11/2/2025, 5:44:01 PM
It is $x$, for the norm is one.
"""
SOLUTIONS = """# Homework 7, solutions
## Question 1
(a) The sum is $3$.
Evaluation: Correct.
(b) The product is $4$, as both are even.
Evaluation: The product is wrong, it is 5.
## Question 2
(a) The mean is $1/2$.
Evaluation: Correct.
"""


def turns(text: str) -> list[Turn]:
    return [t for c in guessed(verbatim(text)) for t in c.turns]


def test_a_chat_is_told_apart_by_the_shape_of_its_lines() -> None:
    found = turns(CHAT)
    assert [t.parts for t in found] == [("1a",), ("1b",), ("1b",)]
    assert [t.prompt.markdown.split()[0] for t in found] == ["Can", "Now", "Please"]
    assert all(t.speakers is Confidence.likely for t in found)
    assert "E[y^2]" in found[1].output.markdown


def test_titles_of_an_answer_ask_for_nothing() -> None:
    told = "So the variance is $n$."
    titled = CHAT.replace(told, f"Part (b) – The trick with singular values\n{told}")
    assert [t.prompt.markdown for t in turns(titled)] == [t.prompt.markdown for t in turns(CHAT)]
    (first, *_) = turns(titled)
    assert "The trick" in first.output.markdown


def test_messages_with_times_take_turns() -> None:
    found = turns(TIMES)
    assert [(t.parts, t.output.markdown.split()[0]) for t in found] == [(("2a",), "The"), (("2b",), "It")]


def test_a_document_of_answers_is_one_turn_with_its_remarks() -> None:
    (turn,) = turns(SOLUTIONS)
    assert turn.parts == ("1a", "1b", "2a")
    assert [c.passage.markdown.split()[0] for c in turn.comments] == ["Correct.", "The", "Correct."]
    assert "Evaluation" not in turn.output.markdown
    assert turn.speakers is Confidence.likely


def in_panels(*said: tuple[str, bool]) -> list[Turn]:
    text = "\n".join(line for line, _ in said)
    ends = [sum(len(line) + 1 for line, _ in said[: i + 1]) for i in range(len(said))]
    starts = [0, *ends]
    found = [(start, end, asks) for start, end, (_, asks) in zip(starts, ends, said, strict=False)]
    return [t for c in by_lines(verbatim(text), found) for t in c.turns]


def test_a_file_sent_alone_is_about_another_question_and_no_part_of_the_answer_before() -> None:
    first, second = in_panels(
        ("hw7.pdf", True), ("Solve 4(a) and (b)", True), ("## (a) Time\nIt is $3$.\n## (b) Cost\nIt is $4$.", False),
        ("File", True), ("Shared files can't be displayed", True), ("## (a) One\n$5$\n## (b) Two\n$6$", False),
    )  # fmt: skip
    assert (first.prompt.markdown, first.parts) == ("Solve 4(a) and (b)", ("4a", "4b"))
    assert (second.parts, second.follow_up) == ((), False)


def test_an_answer_that_names_the_part_before_goes_on_with_it() -> None:
    _, second = in_panels(
        ("Solve 3(b)", True), ("It is $3$.", False), ("summarize the identities of it", True),
        ("Here they are for Question 3.b.i:\n\n2. Identities\n(a) Of a norm\n\n$a = b$", False),
    )  # fmt: skip
    assert (second.parts, second.follow_up) == (("3b",), True)


def test_a_question_asked_as_a_whole_is_answered_as_far_as_its_headings_go() -> None:
    prompt = "Now, do 3. For each part except 3(a), give details. For 3(a), one plot is enough."
    (turn,) = in_panels((prompt, True), ("## 3(a)\nA plot.\n## 3(b)\nIt is $4$.\n## 3(c)\nIt is $5$.", False))
    assert turn.parts == ("3a", "3b", "3c")


@pytest.mark.parametrize("text", ["Just some words, and more of them.\n", "A list:\n- one\n- two\n"])
def test_prose_is_no_chat(text: str) -> None:
    (turn,) = turns(text)
    assert turn.speakers is Confidence.doubtful


def test_the_weights_fit_the_features() -> None:
    by = weights()
    assert len(by.asks) == len(by.answers) == len(NAMES) == len(features(["a line"])[0])


def test_long_and_odd_lines_are_read_in_no_time() -> None:
    assert prompts(["a" * 100_000, "(" * 50_000, "x " * 50_000, ""]) != []


@pytest.mark.parametrize(
    ("prompt", "remark"),
    [
        ("Correct! Now solve 1(b).", "Correct!"),
        ("Good. For part (b): why?", "Good."),
        ("This isn't quite correct, for 1(a). Try again.", "This isn't quite correct, for 1(a)."),
        (
            "your solution to 6e is incorrect, the kernel is quadratic",
            "your solution to 6e is incorrect, the kernel is quadratic",
        ),
        ("Looks good. Let's move on to question 5.", "Looks good."),
        ("Is this right?", None),
        ("Make sure that the answer is correct.", None),
        ("Good question: what is next?", None),
        ("Solve 1(b).", None),
    ],
)
def test_what_the_next_prompt_says_about_an_answer(prompt: str, remark: str | None) -> None:
    log = f"prompt:\nSolve 1(a).\noutput:\nIt is 1.\nprompt:\n{prompt}\noutput:\nIt is 2.\n"
    first, _ = read_bytes("log.md", log.encode()).turns()
    assert [(c.passage.markdown.strip(), c.where) for c in first.comments] == ([(remark, "prompt")] if remark else [])


FLAT = """prompt:
Solve problem 1(a).
output:
Input: , with i.i.d. entries, x ∈ R
d1 and Wij ∼ N (0, 1), so E[∥y∥2
2] = d1 ⋅ d2.
The constant is c = √
1
d1.
prompt:
Solve problem 5(a).
output:
The sum is 20.
"""


def test_formulas_that_are_signs_alone_accuse_nobody() -> None:
    transcript = read_bytes("log.txt", FLAT.encode())
    assert all(t.output.losses for t in transcript.turns())
    assert any("signs alone" in p.what for p in transcript.problems)
    whole = FLAT.replace("∈", "in").replace("∼", "like").replace("∥", "").replace("√", "")
    assert not any(t.output.losses for t in read_bytes("log.txt", whole.encode()).turns())
