"""Percent and kappa of our verdicts against human marks."""

from __future__ import annotations

import pytest

from evaluator.agreement import agreement


def test_counts_only_what_both_decided() -> None:
    pairs = [("correct", "correct"), ("undecided", "correct"), ("unreadable", "incorrect"), ("incorrect", None)]
    result = agreement(pairs)
    assert (result.n, result.percent) == (1, 100.0)


def test_kappa_by_hand() -> None:
    pairs = [("correct", "correct")] * 4 + [("incorrect", "incorrect")] * 4 + [("correct", "incorrect")] * 2
    result = agreement(pairs)
    assert result.percent == 80.0
    chance = 0.6 * 0.4 + 0.4 * 0.6
    assert result.kappa == pytest.approx((0.8 - chance) / (1 - chance), abs=1e-3)


def test_no_pairs_and_one_class_have_no_kappa() -> None:
    assert agreement([]).percent is None
    assert agreement([]).kappa is None
    assert agreement([("correct", "correct")] * 3).kappa is None


def test_missing_is_marked_like_incorrect() -> None:
    assert agreement([("missing", "incorrect"), ("correct", "correct")]).percent == 100.0
