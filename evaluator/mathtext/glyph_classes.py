"""Classes of glyphs as KaTeX typesets them: what breaks a line, what takes scripts, what is always positioned."""

from __future__ import annotations

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
