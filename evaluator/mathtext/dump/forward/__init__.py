"""What a browser prints of a formula that KaTeX typesets, and how a PDF tool writes that down: from boxes to a dump."""

from evaluator.mathtext.dump.forward.model import SETTINGS, log_likelihood
from evaluator.mathtext.dump.forward.styles import Sizes

__all__ = ["SETTINGS", "Sizes", "log_likelihood"]
