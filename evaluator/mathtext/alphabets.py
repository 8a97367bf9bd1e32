"""Letters and signs as LaTeX: the command of each, and runs of letters whose alphabet the source tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.mathtext.glyph_classes import FUNCTION_WORDS
from evaluator.mathtext.layout import Box, Glyph, Row, Scripts

COMMANDS = {
    "∑": r"\sum", "∏": r"\prod", "∫": r"\int", "∮": r"\oint", "⋃": r"\bigcup", "⋂": r"\bigcap", "⨁": r"\bigoplus",
    "−": "-", "⋅": r"\cdot", "×": r"\times", "±": r"\pm", "∓": r"\mp", "∗": "*", "⊙": r"\odot", "⊗": r"\otimes",
    "⊕": r"\oplus", "∘": r"\circ", "÷": r"\div", "∪": r"\cup", "∩": r"\cap", "∖": r"\setminus", "∧": r"\wedge",
    "∨": r"\vee", "≠": r"\neq", "≤": r"\leq", "≥": r"\geq", "≈": r"\approx", "∼": r"\sim", "≃": r"\simeq",
    "≅": r"\cong",
    "≡": r"\equiv", "≜": r"\triangleq", "∝": r"\propto", "∈": r"\in", "∋": r"\ni", "⊂": r"\subset",
    "⊆": r"\subseteq", "⊃": r"\supset", "⊇": r"\supseteq", "≪": r"\ll", "≫": r"\gg", "≲": r"\lesssim",
    "≳": r"\gtrsim", "⪰": r"\succeq", "⪯": r"\preceq", "≻": r"\succ", "≺": r"\prec", "→": r"\to",
    "←": r"\leftarrow", "↔": r"\leftrightarrow", "⇒": r"\Rightarrow", "⇐": r"\Leftarrow", "⇔": r"\Leftrightarrow",
    "⟹": r"\implies", "⟺": r"\iff", "↦": r"\mapsto", "⊥": r"\perp", "∥": r"\|", "‖": r"\|", "∣": "|", "∇": r"\nabla",
    "∂": r"\partial", "∞": r"\infty", "∅": r"\emptyset", "∀": r"\forall", "∃": r"\exists", "¬": r"\neg",
    "ℓ": r"\ell", "ℏ": r"\hbar", "ℜ": r"\Re", "ℑ": r"\Im", "⊤": r"\top", "†": r"\dagger", "…": r"\ldots",
    "⋯": r"\cdots", "⋮": r"\vdots", "⋱": r"\ddots", "⟨": r"\langle", "⟩": r"\rangle", "⌊": r"\lfloor",
    "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&",
    "_": r"\_", "$": r"\$", "∴": r"\therefore", "∵": r"\because", "⋆": r"\star", "∙": r"\bullet", "∠": r"\angle",
    "″": r"\prime\prime", "‴": r"\prime\prime\prime",
    "⟶": r"\longrightarrow", "⟵": r"\longleftarrow", "⟷": r"\longleftrightarrow", "⟼": r"\longmapsto",
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ϵ": r"\epsilon", "ε": r"\varepsilon",
    "ζ": r"\zeta", "η": r"\eta", "θ": r"\theta", "ϑ": r"\vartheta", "ι": r"\iota", "κ": r"\kappa", "λ": r"\lambda",
    "μ": r"\mu", "µ": r"\mu", "ν": r"\nu", "ξ": r"\xi", "π": r"\pi", "ρ": r"\rho", "σ": r"\sigma", "τ": r"\tau",
    "υ": r"\upsilon", "ϕ": r"\phi", "φ": r"\varphi", "χ": r"\chi", "ψ": r"\psi", "ω": r"\omega", "Γ": r"\Gamma",
    "Δ": r"\Delta", "Θ": r"\Theta", "Λ": r"\Lambda", "Ξ": r"\Xi", "Π": r"\Pi", "Σ": r"\Sigma", "Υ": r"\Upsilon",
    "Φ": r"\Phi", "Ψ": r"\Psi", "Ω": r"\Omega",
}  # fmt: skip

# Upright words that mathematics uses as operators; any other word becomes \text.
OPERATOR_NAMES = frozenset(
    "sign sgn Var Cov Corr RMS tr Tr diag rank vec softmax sigmoid ReLU relu Bernoulli KL MSE SNR erf var cov std mean "
    "dom proj span conv supp logit clip round Unif Uniform Categorical Poisson Exp Beta Gamma".split()
)

_COMMAND_OF: Final = {
    "bf": "mathbf", "bi": "boldsymbol", "bb": "mathbb", "cal": "mathcal", "scr": "mathscr", "frak": "mathfrak",
    "sf": "mathsf", "tt": "mathtt", "it": "mathit",
}  # fmt: skip
NEGATION: Final = "\ue020"  # the stroke that KaTeX paints before a relation
# Signs that are painted as two glyphs.
TWO_GLYPHS: Final = {"∈/": r"\notin", "\ue020=": r"\neq", "=\ue020": r"\neq", "≠=": r"\neq", "̸=": r"\neq", ":=": ":="}
_RUNS: Final = frozenset({"rm", "bf", "sf", "tt", "it", "other"})  # alphabets in which letters make words


def host_of(box: Box) -> Box:
    """What a box is without its scripts."""
    return box.host if isinstance(box, Scripts) else box


def run_end(row: Row, index: int) -> int:
    """Where the run of letters of one alphabet that begins at `index` ends; scripts end it."""
    first = host_of(row[index])
    end = index + 1
    if not isinstance(first, Glyph) or first.font not in _RUNS:
        return end
    if first.char.isdigit() and first.font in _COMMAND_OF:  # a number in bold is one number
        while end < len(row) and not isinstance(row[end - 1], Scripts) and _continues_number(host_of(row[end]), first):
            end += 1
        return end
    if not _is_letter(first) and not _joins_a_word(row, index):
        return end
    while end < len(row) and not isinstance(row[end - 1], Scripts):
        glyph = host_of(row[end])
        if not (isinstance(glyph, Glyph) and glyph.font == first.font and _is_of_word(glyph, row, end)):
            break
        if glyph.space and first.font != "rm":
            break
        end += 1
    return end


def _is_of_word(glyph: Glyph, row: Row, index: int) -> bool:
    if glyph.char == "_":  # between letters, as in names of programs
        after = host_of(row[index + 1]) if index + 1 < len(row) else None
        return isinstance(after, Glyph) and after.font == glyph.font and _is_letter(after)
    return _is_letter(glyph) or glyph.char in "-’'"


def _continues_number(box: Box, first: Glyph) -> bool:
    return isinstance(box, Glyph) and box.char.isdigit() and box.font == first.font and not box.space


def _joins_a_word(row: Row, index: int) -> bool:
    """Whether this is the hyphen of `-th` or `-sized`: a minus is another sign, but for documents that have only one,
    and before a function it is taken for that."""
    if not (isinstance(row[index], Glyph) and _is_hyphen(row[index])):
        return False
    letters = ""
    for box in row[index + 1 :]:
        glyph = host_of(box)
        if not (isinstance(glyph, Glyph) and glyph.font == "rm" and _is_letter(glyph) and not glyph.space):
            break
        letters += glyph.char
    return len(letters) > 1 and letters not in FUNCTION_WORDS | OPERATOR_NAMES


def _is_hyphen(box: Box) -> bool:
    return isinstance(box, Glyph) and box.char in "-‐" and box.font == "rm"


def _is_letter(glyph: Glyph) -> bool:
    return glyph.char.isalpha() and (glyph.char.isascii() or "À" <= glyph.char <= "ɏ")


def spell(letters: Sequence[Box]) -> str:
    """A run of glyphs of one alphabet."""
    found = [g for g in letters if isinstance(g, Glyph)]
    font = found[0].font
    if font in ("bf", "sf", "tt", "it") and not _is_word(found):
        return "".join(spell([g]) for g in found) if len(found) > 1 else _letter(found[0])
    word = "".join((" " if g.space and n else "") + g.char for n, g in enumerate(found))
    if font in ("rm", "other") and (_is_letter(found[0]) or (len(found) > 1 and _is_hyphen(found[0]))):
        return _upright(word)
    text = "".join(COMMANDS.get(c, c) for c in word) if len(word) == 1 else word
    if font in _COMMAND_OF and any(c.isalnum() for c in word):
        if font == "bf" and not word.isascii():
            return rf"\boldsymbol{{{text}}}"
        return rf"\{_COMMAND_OF[font]}{{{text}}}"
    return text


def _is_word(letters: Sequence[Glyph]) -> bool:
    """A number, or three lower-case letters and more; shorter runs are a product of names."""
    text = "".join(g.char for g in letters)
    if text.isdigit():
        return True
    return len(text) >= 3 and text[1:].islower() and text.isascii()


def _letter(glyph: Glyph) -> str:
    text = COMMANDS.get(glyph.char, glyph.char)
    if not glyph.char.isalnum() or glyph.font not in _COMMAND_OF:
        return text
    command = "boldsymbol" if glyph.font == "bf" and not glyph.char.isascii() else _COMMAND_OF[glyph.font]
    return rf"\{command}{{{text}}}"


def _upright(word: str) -> str:
    if word in FUNCTION_WORDS:
        return "\\" + word
    for name in sorted(FUNCTION_WORDS, key=len, reverse=True):
        if word.startswith(name + " "):
            return f"\\{name} {_upright(word[len(name) + 1 :])}"
    if word in OPERATOR_NAMES:
        return rf"\operatorname{{{word}}}"
    escaped = word.replace("_", r"\_")
    return rf"\mathrm{{{word}}}" if len(word) == 1 else rf"\text{{{escaped}}}"


# Characters that are scripts by themselves.
SUPERSCRIPTS: Final = dict(
    zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵁⱽᵂᵅᵝᵞᵟᶿᵠ",
        "0123456789+-=()niabcdefghjklmoprstuvwxyzTABDEGHIJKLMNOPRUVWαβγδθφ",
        strict=True,
    )
)
SUBSCRIPTS: Final = dict(
    zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩ", "0123456789+-=()aehijklmnoprstuvxβγρφ", strict=True)
)
