"""Names that a text explains itself, and sums that are written out: bounded, whatever stands there."""

from __future__ import annotations

import pytest

from evaluator.equality.rewrite import walk
from evaluator.grading.definitions import spelled_out
from evaluator.kinds.sums import written_out
from evaluator.mathtext.parser import parse


def test_definitions_use_others() -> None:
    told = ((parse("u"), parse(r"\tanh(a)")), (parse("a"), parse("w x + b")))
    assert spelled_out(parse("1 - u^2"), told) == parse(r"1 - \tanh(w x + b)^2")


@pytest.mark.parametrize("letters", [100, 1000])
def test_definitions_that_multiply_stay_small(letters: int) -> None:
    chain = [(parse(one), parse(" + ".join([other] * letters))) for one, other in ("ab", "bc", "cd")]
    left = spelled_out(parse(" + ".join(["a"] * letters)), tuple(chain))
    assert sum(1 for _ in walk(left)) < 100_000


def test_few_terms_are_written_out() -> None:
    assert written_out(parse(r"\sum_{i=1}^{2} 2^i x_i")) == parse("2^1 x_1 + 2^2 x_2")


def test_sums_in_sums_stay_small() -> None:
    nested = "".join(rf"\sum_{{{i}=1}}^{{12}} " for i in "ijklmn") + "x_{ijklmn}"
    assert sum(1 for _ in walk(written_out(parse(nested)))) < 5_000
