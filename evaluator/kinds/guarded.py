"""Comparisons end in an Outcome, whatever the tree."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from evaluator.equality.guards import SYMPY_FAILURES
from evaluator.errors import EvaluatorError
from evaluator.mathtext.symbolic import NotSymbolic
from evaluator.model import Cause, Outcome, Unknown

Given = ParamSpec("Given")


def never_raises(compare: Callable[Given, Outcome]) -> Callable[Given, Outcome]:
    """`compare`, with what it cannot do turned into `Unknown`."""

    @wraps(compare)
    def guarded(*args: Given.args, **kwargs: Given.kwargs) -> Outcome:
        try:
            return compare(*args, **kwargs)
        except NotSymbolic as error:
            return Unknown(cause=Cause.no_value, reason=f"has no value: {error}")
        except EvaluatorError as error:
            return Unknown(cause=Cause.no_value, reason=str(error))
        except SYMPY_FAILURES as error:
            return Unknown(cause=Cause.crash, reason=f"the computation failed ({type(error).__name__})")

    return guarded
