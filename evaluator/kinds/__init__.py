"""Kinds of answer: one file a kind, each able to compare an expected answer with a found one."""
