"""How much what is said about a value binds it to a quantity. Set by hand on our own transcripts, and compared only."""

from __future__ import annotations

from typing import Final

# What is said about a value, from the strongest to the weakest.
NAMED: Final = 6.0  # its label is the quantity, or its own words name it
LIKELY: Final = 4.0  # the words around or the heading name it
ALONE: Final = 2.0  # the part has one answer only, and this closes it
FINALLY: Final = 3.0  # added in a final section or a box
INEXACT: Final = -0.5  # behind a sign ≈
ORDER_ONLY: Final = -5.0  # a class of growth where a value is asked for
RATE: Final = -3.0  # "one load for each layer"
UNFINISHED: Final = -4.0  # still to be worked out, or another kind of thing
ANYTHING: Final = 1.0  # a part with one answer, and something is stated
REASON: Final = -2.0  # stated as a reason for something else
CASE: Final = -2.5  # what holds in one case only
UNITLESS: Final = -0.5  # no unit where one is expected
OWN_CLAUSE: Final = 0.5  # and that in its own clause: "time: O(n), memory: O(1)"
