"""Commands that take formulas, some of which begin with a minus: `evaluator compare '-x' 'y'`."""

from __future__ import annotations

import re
from typing import Any, Final

from typer.core import TyperCommand

_FORMULA: Final = re.compile(r"-(?![-oh]?$)(?!-)")


class OfFormulas(TyperCommand):
    """What begins with one minus and is not `-o` or `-h` is an argument. A blank before it means nothing in LaTeX."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [f" {each}" if _FORMULA.match(each) else each for each in args])
