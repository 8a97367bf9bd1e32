"""Text dumps of printed chat pages: the prose of each page, then its formulas, glyph by glyph in paint order.

`restore` puts every formula back into its hole and writes it as LaTeX.
"""

from evaluator.mathtext.dump.restore import Restored, restore

__all__ = ["Restored", "restore"]
