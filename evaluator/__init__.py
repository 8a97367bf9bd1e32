"""Reads LLM homework transcripts as a good teaching assistant would, and proves what it says."""

__version__ = "0.1.0"
