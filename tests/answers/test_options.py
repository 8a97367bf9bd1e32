"""Options that a text chooses in words."""

from __future__ import annotations

import pytest

from evaluator.answers.options import denials, options_in

OPTIONS = (("yes",), ("no",), ("larger", "larger one"), ("smaller",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Yes, because it is positive.", [("Yes", True)]),
        ("**No.**", [("No", True)]),
        ("Answer: no", [("no", True)]),
        ("So the answer is yes.", [("yes", True)]),
        ("The larger one is faster.", [("larger one", False)]),
        ("The larger one is faster, because its factor is smaller.", [("larger one", False)]),
        ("Since the smaller one hardly moves, the larger one is first.", [("larger one", False)]),
        ("It is not larger.", []),
        ("There is no doubt.", [("no", False)]),
        ("The norm is known.", []),
    ],
)
def test_options(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(text[o.start : o.end], o.leads) for o in options_in(text, 0, len(text), OPTIONS)] == found


def test_a_sentence_of_nothing_but_options_ends() -> None:
    text = "yes no " * 40_000
    assert len(list(options_in(text, 0, len(text), OPTIONS))) <= 100


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It does not depend on the width.", ["not depend"]),
        ("The count doesn't really depend on it.", ["n't really depend"]),
        ("It is independent of the width.", ["independent"]),
        ("It does not depend on d, but it depends on n.", []),
        ("Does it not depend on d?", []),
        ("It depends on d.", []),
    ],
)
def test_what_is_asked_may_be_denied(text: str, found: list[str]) -> None:
    assert [text[o.start : o.end] for o in denials(text, 0, len(text), ["depend"])] == found
