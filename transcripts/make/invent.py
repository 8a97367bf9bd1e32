"""invent.py SEED COUNT > FORMULAS.md: random formulas in a little prose, to be printed and read back.

Every construct of LaTeX that answers use is drawn, one in another, up to three deep.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from typing import Final

LETTERS: Final = "a b c d f g h k m n p q r s t u v w x y z A B C D F G H K M P Q S X Y Z".split()
GREEK: Final = (
    r"\alpha \beta \gamma \delta \epsilon \eta \theta \lambda \mu \rho \sigma \tau \phi \omega \Sigma".split()
)
STYLED: Final = r"\mathbf{x} \mathbf{W} \mathbb{R} \mathcal{L} \boldsymbol{\theta} \hat{y} \bar{x} \tilde{g}".split()
RELATIONS: Final = r"= \leq \geq < \approx \neq \sim \in".split()
FUNCTIONS: Final = r"\sin \cos \exp \log \tanh".split()
DEEPEST: Final = 3


class Inventor:
    """Draws formulas; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def formula(self) -> str:
        kind = self._random.random()
        if kind < 0.12:
            return self._lines()
        if kind < 0.18:
            return self._cases()
        return f"{self._sum(0)} {self._one(RELATIONS)} {self._sum(0)}" if kind < 0.75 else self._sum(0)

    def display(self) -> bool:
        return self._random.random() < 0.6

    def _one(self, choices: list[str]) -> str:
        return self._random.choice(choices)

    def _sum(self, depth: int) -> str:
        terms = self._random.choices([1, 2, 3], [5, 3, 1])[0]
        text = self._product(depth)
        for _ in range(terms - 1):
            text += f" {self._one(['+', '-'])} {self._product(depth)}"
        return text

    def _product(self, depth: int) -> str:
        return " ".join(self._factor(depth) for _ in range(self._random.choices([1, 2], [3, 2])[0]))

    def _factor(self, depth: int) -> str:
        if depth >= DEEPEST or self._random.random() < 0.5:
            return self._name(depth)
        draw: list[Callable[[int], str]] = [
            self._fraction, self._fraction, self._root, self._big, self._bracketed, self._function, self._norm,
            self._mean, self._matrix, self._braced, self._power, self._binomial,
        ]  # fmt: skip
        return self._random.choice(draw)(depth + 1)

    def _name(self, depth: int) -> str:
        base = self._one(self._random.choices([LETTERS, GREEK, STYLED], [5, 2, 2])[0])
        if depth >= DEEPEST:
            return base
        hung = self._random.random()
        low, high = self._script(), self._script()
        if hung < 0.2:
            return f"{base}_{{{low}}}"
        if hung < 0.35:
            return f"{base}^{{{high}}}"
        if hung < 0.45:
            return f"{base}_{{{low}}}^{{{high}}}"
        return f"{base}'" if hung < 0.5 else base

    def _script(self) -> str:
        choices = ["i", "j", "2", "ij", "n+1", "t-1", "(k)", "i_1", r"\top", r"\text{in}", "x_i^2"]
        return self._one(choices)

    def _fraction(self, depth: int) -> str:
        return rf"\frac{{{self._sum(depth)}}}{{{self._sum(depth)}}}"

    def _root(self, depth: int) -> str:
        index = "[3]" if self._random.random() < 0.2 else ""
        return rf"\sqrt{index}{{{self._sum(depth)}}}"

    def _big(self, depth: int) -> str:
        operator = self._one([r"\sum", r"\prod", r"\sum", r"\int", r"\max", r"\lim"])
        limits = {r"\int": "_{0}^{1}", r"\max": "_{k}", r"\lim": r"_{n \to \infty}"}.get(operator, "_{i=1}^{n}")
        return f"{operator}{limits} {self._name(depth)}" + (r"\,dx" if operator == r"\int" else "")

    def _bracketed(self, depth: int) -> str:
        left, right = self._random.choice([("(", ")"), ("[", "]")])
        return rf"\left{left} {self._sum(depth)} \right{right}"

    def _power(self, depth: int) -> str:
        return rf"\left( {self._sum(depth)} \right)^{{{self._script()}}}"

    def _function(self, depth: int) -> str:
        return rf"{self._one(FUNCTIONS)}\left( {self._sum(depth)} \right)"

    def _norm(self, depth: int) -> str:
        return rf"\| {self._name(depth)} \|_2^2" if self._random.random() < 0.5 else rf"| {self._name(depth)} |"

    def _mean(self, depth: int) -> str:
        return rf"\mathbb{{E}}[{self._name(depth)}]"

    def _matrix(self, _depth: int) -> str:
        rows = [" & ".join(self._name(DEEPEST) for _ in range(2)) for _ in range(2)]
        kind = self._one(["pmatrix", "bmatrix"])
        return rf"\begin{{{kind}}} {rows[0]} \\ {rows[1]} \end{{{kind}}}"

    def _braced(self, depth: int) -> str:
        return rf"\underbrace{{{self._name(depth)} + {self._name(depth)}}}_{{{self._name(DEEPEST)}}}"

    def _binomial(self, _depth: int) -> str:
        return r"\binom{n}{k}"

    def _lines(self) -> str:
        lines = [f"{self._name(1)} &= {self._sum(1)}"]
        lines += [f"&= {self._sum(1)}" for _ in range(self._random.choice([1, 2]))]
        return r"\begin{aligned} " + r" \\ ".join(lines) + r" \end{aligned}"

    def _cases(self) -> str:
        rows = rf"{self._sum(2)} & \text{{if }} x > 0 \\ {self._name(1)} & \text{{otherwise}}"
        return rf"f(x) = \begin{{cases}} {rows} \end{{cases}}"


def document(seed: int, count: int) -> str:
    inventor = Inventor(seed)
    parts = []
    for number in range(1, count + 1):
        formula = inventor.formula()
        alone = inventor.display() or "\\begin{" in formula[:30]
        shown = f"\n\n$$\n{formula}\n$$\n\n" if alone else f" ${formula}$ "
        parts.append(f"Formula number {number} is{shown}and here it ends.")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.stdout.write(document(int(sys.argv[1]), int(sys.argv[2])))
