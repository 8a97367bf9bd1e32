"""What stands above a matrix: powers, inverses, transposes."""

from __future__ import annotations

from evaluator.mathtext import tree


def exponent_of(node: tree.Power) -> int | str | None:
    """What an exponent does to a matrix: a whole power, "inverse", "inverse transposed", "pseudoinverse"."""
    exponent = node.exponent
    if isinstance(exponent, tree.Number) and exponent.text.isdigit():
        return int(exponent.text)
    if isinstance(exponent, tree.Negative):
        if exponent.body == tree.Number("1"):
            return "inverse"
        if isinstance(exponent.body, tree.Name) and exponent.body.base in ("T", "top"):
            return "inverse transposed"
    if isinstance(exponent, tree.Name) and exponent.base in ("dagger", "pinv"):
        return "pseudoinverse"
    return None
