"""Which labels name which quantity."""

from __future__ import annotations

import pytest

from evaluator.grading.labels import names_quantity
from evaluator.mathtext.parser import parse


@pytest.mark.parametrize(
    ("label", "quantity", "same"),
    [
        (r"\frac{\partial \ell}{\partial w}", r"\frac{\partial \ell}{\partial w}", True),
        (r"\frac{\partial \ell}{\partial b}", r"\frac{\partial \ell}{\partial w}", False),
        (r"\nabla_b \ell", r"\frac{\partial \ell}{\partial w}", False),
        (r"\nabla_w \ell", r"\frac{\partial \ell}{\partial w}", True),
        (r"\nabla \ell", r"\nabla_w \ell", True),
        (r"\nabla_w \ell", r"\nabla \ell", True),
        (r"\nabla g", r"\nabla_w \ell", False),
    ],
)
def test_a_gradient_is_by_its_variable(label: str, quantity: str, same: bool) -> None:
    assert names_quantity((parse(label),), (quantity,)) is same
