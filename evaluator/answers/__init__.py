"""What an output states: its sections, its sentences, and the values and phrases in them."""

from evaluator.answers.candidates import candidates, option_candidates
from evaluator.answers.records import Candidate
from evaluator.answers.sections import Section, sections

__all__ = ["Candidate", "Section", "candidates", "option_candidates", "sections"]
