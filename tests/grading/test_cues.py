"""Words that introduce a value."""

from __future__ import annotations

import pytest

from evaluator.grading.cues import last_cue


@pytest.mark.parametrize(
    ("text", "cue", "found"),
    [
        ("the runtime is", "runtime", True),
        ("of size $m \\times n$", "time", False),
        (r"$T_{\text{time}}$", "time", True),
        ("it scales linearly", "scaling", True),
        (r"\maximum", "maximum", False),
    ],
)
def test_commands_of_tex_are_no_words(text: str, cue: str, found: bool) -> None:
    assert (last_cue(text, (cue,)) is not None) is found
