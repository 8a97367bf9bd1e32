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


def test_the_interval_holds_kappa_and_narrows_with_more_parts() -> None:
    few = [("correct", "correct")] * 8 + [("incorrect", "incorrect")] * 3 + [("correct", "incorrect")] * 2
    small, large = agreement(few), agreement(few * 50)
    assert small.kappa is not None and small.kappa == large.kappa
    (low, high), (lower, upper) = small.kappa_95 or (0, 0), large.kappa_95 or (0, 0)
    assert low < lower < small.kappa < upper < high <= 1
    assert agreement(few) == small


def test_the_interval_is_near_the_large_sample_one() -> None:
    """Fleiss, Cohen and Everitt (1969): for 100 parts, 85 of which agree, half marked right by each."""
    pairs = [("correct", "correct")] * 43 + [("incorrect", "incorrect")] * 42
    pairs += [("correct", "incorrect")] * 8 + [("incorrect", "correct")] * 7
    low, high = agreement(pairs).kappa_95 or (0.0, 0.0)
    assert (low, high) == pytest.approx((0.70 - 1.96 * 0.0714, 0.70 + 1.96 * 0.0714), abs=0.03)


def test_the_table_counts_who_says_what() -> None:
    pairs = [("correct", "correct"), ("missing", "incorrect"), ("correct", "incorrect"), ("unreadable", "correct")]
    assert agreement(pairs).table == {"correct": {"correct": 1, "incorrect": 1}, "incorrect": {"incorrect": 1}}
