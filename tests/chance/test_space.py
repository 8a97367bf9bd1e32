"""Finite worlds: laws are laws, and functions nobody knows are functions."""

from __future__ import annotations

import numpy as np
import pytest

from evaluator.chance.axes import Axes, axes_of
from evaluator.chance.decide import decide
from evaluator.chance.space import Space
from evaluator.chance.terms import as_terms
from evaluator.chance.values import Cannot, value
from evaluator.mathtext.parser import parse
from evaluator.model import Equal

AXES = Axes({"x": "density", "A": "event", "X": "random", "s": "index", "s'": "index"}, frozenset({"p"}))


@pytest.mark.parametrize("independent", [False, True])
def test_a_law_sums_to_one(independent: bool) -> None:
    law = Space(AXES, 0, independent).law("p")
    assert np.isclose(law.sum(), 1) and law.min() > 0
    assert law.shape == (3, 2, 8, 1, 1)  # what is not random has no part in it


def test_all_is_independent_only_where_that_is_asked() -> None:
    for independent in (False, True):
        space = Space(AXES, 1, independent)
        law = space.law("p")
        apart = space.total(law, ["A", "X"]) * space.total(law, ["x", "X"])
        assert np.allclose(space.total(law, ["X"]), apart) is independent


def test_a_table_belongs_to_the_function_and_not_to_its_variable() -> None:
    space = Space(AXES, 2)
    here, there = space.table("V", ["s"]), space.table("V", ["s'"])
    assert here.shape != there.shape and np.array_equal(here.ravel(), there.ravel())
    assert not np.allclose(here.ravel(), space.table("W", ["s"]).ravel())
    pair = space.table("Q", ["s'", "x"])
    assert pair.shape == (3, 1, 1, 1, 8)


def test_a_sum_counts_every_value_of_what_it_does_not_depend_on() -> None:
    assert Space(AXES, 0).total(np.ones((1,) * 5), ["x", "A"]).item() == 6


def test_a_density_sums_to_one_along_what_it_is_a_density_of() -> None:
    node = as_terms(parse(r"\sum_x p(x|z)"))
    assert np.allclose(value(node, Space(axes_of((node,)), 0)), 1)


@pytest.mark.parametrize("text", [r"\sum_{i=1}^n p(x_i)", r"\nabla_\theta p(x)", r"\mathbb{E}_{x \sim N(0, 1)}[p(x)]"])
def test_what_has_no_value_in_a_finite_world(text: str) -> None:
    node = as_terms(parse(text))
    with pytest.raises(Cannot):
        value(node, Space(axes_of((node,)), 0))
    assert decide(parse(text), parse("p(x)")) is None


def test_worlds_with_many_names_are_not_built() -> None:
    names = "".join(rf"p({name})" for name in "abcdefghijklmn")
    assert decide(parse(names), parse(names[4:] + names[:4])) is None


def test_an_optimum_reaches_as_far_as_its_variable() -> None:
    outcome = decide(parse(r"\max_a [r(s,a) + \gamma Q(s,a)]"), parse(r"\max_a r(s,a) + \gamma Q(s,a)"))
    assert isinstance(outcome, Equal)
