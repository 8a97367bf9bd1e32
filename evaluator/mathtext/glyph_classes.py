"""Classes of glyphs as KaTeX typesets them: what breaks a line, what takes scripts, what is always positioned."""

from __future__ import annotations

EMPTY = "\u200b"  # KaTeX's strut at the end of every stack that has depth; a token of its own where it shows
SLASH = "\ue020"  # the stroke that KaTeX overprints on "=" to make \neq; painted as a piece of its own
NOT_EQUAL = "≠"

RELATIONS = frozenset("=<>≤≥≈∼≃≅≡≜∝∈∋⊂⊃⊆⊇⪰⪯≻≺≪≫≲≳→←↔⇒⇐⇔⟹⟺↦⟶⟵⟷⊥:↑↓≠")
BINARY = frozenset("+−×⋅±∓⊙⊗⊕∘∪∩∖∧∨÷∗-⊖⋆*")
OPENING = frozenset("([{⟨⌊⌈")
CLOSING = frozenset(")]}⟩⌋⌉")
BARS = frozenset("∣∥|")
BIG = frozenset("∑∏∫∮∬⋃⋂⨁⨂⋁⋀∐")
ACCENTS = {"^": "hat", "~": "tilde", "ˉ": "bar", "˙": "dot", "¨": "ddot", "⃗": "vec", "ˇ": "check", "˘": "breve"}
PUNCTUATION = frozenset(",;.!?")
PRIME = "′"

# Operators whose limits stand below them in display style, and which take them as a stack.
LIMIT_WORDS = ("argmax", "argmin", "lim sup", "lim inf", "max", "min", "lim", "sup", "inf", "det", "Pr")
FUNCTION_WORDS = frozenset(
    "log exp sin cos tan ln det max min sup inf lim arg argmax argmin sinh cosh tanh gcd dim ker deg Pr cot sec csc "
    "arcsin arccos arctan".split()
)


def breaks(glyph: str) -> bool:
    """Whether KaTeX may end a box after this glyph at top level."""
    return glyph in RELATIONS or glyph in BINARY


def takes_scripts(glyph: str) -> bool:
    return glyph.isalnum() or glyph in CLOSING or glyph in BARS or glyph in "∇∂!∅∞ℓ⊤′℘ℏ…" or "Ͱ" <= glyph <= "Ͽ"
