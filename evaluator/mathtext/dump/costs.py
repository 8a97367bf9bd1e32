"""What each choice of the beam search costs (roughly negative log probabilities), and its limits.

Set by hand on printed homework pages; `glyphs` and `gaps` hold what is exact, this file what is usual.
"""

from __future__ import annotations

BEAM = 96  # hypotheses kept at each token
NEW, FRESH = 12, 10  # tokens within which a formula counts as just begun; how many such are kept besides
MARGIN = 9.0  # hypotheses dearer than the best by more are dropped
LONGEST_ROW = 60  # glyphs in the row of one box; KaTeX cuts at relations, so real rows are short
MOST_LINES = 7  # lines that one row is spread over
DEEPEST = 7  # boxes inside boxes
LOOK_AHEAD, MOST_LIMIT_LINES = 16, 2  # tokens and lines within which the operator of a lower limit must come
MOST_SKIPPED = 14.0  # price of the holes that a formula may pass over
START = {"\n": 0.5, " ": 0.9, "": 5.0}  # a new formula, by what separates it from the one before
SEAM = {"\n": 0.0, " ": 0.3, "": 0.9}  # the next box of a formula on the line where the last one ended
WRAPPED = 2.5  # a box on a new line behind the relation of the last one, with nothing in between: a wrapped line
WIDE_SIGN = 2.0  # a relation is wide enough to break the line between what hangs before it and what follows
PIECE = {"\n": 0.0, " ": 0.4, "": 0.8}  # a piece on the line of what was painted before it
BEHIND_FENCE = 0.1  # a piece on the line of the tall fence before it
NUMERATOR = {"\n": 0.0, " ": 1.5, "": 2.5}  # a numerator on the line of its denominator
NESTED = (0.0, 0.4, 2.0)  # a script inside a script, and inside that
IN_SCRIPT = 1.5  # a fraction, a root or a sum inside a script
OVER_CUT = 1.0  # a row that goes on where KaTeX cuts, until a tall fence shows why
NOT_CUT = 2.5  # the same, and none does
FENCE_AHEAD = 24  # tokens within which that fence must open
DEBT = 0.8  # charged when a row goes on over a gap that something must fill, until it is filled
SPRAWL = 1.7  # a script or limit whose row is spread over lines
SHORT, LONG_SCRIPT = 7, 0.4  # glyphs of a usual script or limit; each further one
RAW, RAW_TOKEN = 5.0, 0.6  # giving a line up as unreadable
LEAK, MOST_LEAKED = 4.0, 2  # glyphs of the next page's first formula at the end of this page
PAIRS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "∣": "∣", "∥": "∥", "|": "|"}
EXPECTED_FENCE = 0.7  # behind an expectation or a growth class a bracket is all but certain
OPEN_FENCE, CLOSE_FENCE, ODD_FENCE, UNCLOSED = 0.8, 0.2, 2.5, 3.0
FRAMED = 0.6  # what makes a frame around a whole formula likelier than a root
UNSEEN_ROOT = 0.6  # a root that leaves no empty line
ODD_START = 3.0  # a script that starts like the middle of something
BOTH, BOTH_ON_BAR = 0.3, 1.3  # what makes a second script on one host likelier, above all on a norm
PRICES = {"script": 0.1, "denominator": 1.2, "root": 1.2, "lower": 0.3}
SMALL = frozenset({"script", "sup", "lower", "upper", "beside"})  # roles set in small print
