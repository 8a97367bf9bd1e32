"""Growth in words."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluator.answers.growth import growth_phrases
from evaluator.answers.mask import masked
from evaluator.mathtext.parser import parse
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic import to_sympy
from evaluator.model import Passage

CASES = tomllib.loads((Path(__file__).parent / "growth.toml").read_text(encoding="utf-8"))["phrase"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:50])
def test_phrases(passage: Callable[[str], Passage], case: dict[str, str]) -> None:
    whole = passage(case["text"])
    found = growth_phrases(whole, masked(whole), 0, len(case["text"]))
    if not case["body"]:
        assert found is None
    else:
        assert found is not None
        assert to_sympy(found.node.body, Scope()) == to_sympy(parse(case["body"]), Scope())
        assert not found.only_denies


def test_a_mere_denial_says_so(passage: Callable[[str], Passage]) -> None:
    whole = passage("It is independent of $d_2$.")
    found = growth_phrases(whole, masked(whole), 0, len(whole.markdown))
    assert found is not None
    assert found.only_denies
