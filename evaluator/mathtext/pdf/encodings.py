"""Characters of fonts that name theirs otherwise than Unicode: TeX's extension fonts, mathematical alphabets."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_EXTENSION: Final = re.compile(r"CMEX|LMMathExt|MTEX|euex", re.IGNORECASE)
# TeX's OMX encoding, as far as its characters have no Unicode of their own in the file.
_OMX: Final = {
    0x00: "(", 0x01: ")", 0x02: "[", 0x03: "]", 0x04: "⌊", 0x05: "⌋", 0x06: "⌈", 0x07: "⌉", 0x08: "{", 0x09: "}",
    0x0A: "⟨", 0x0B: "⟩", 0x0C: "∣", 0x0D: "∥", 0x0E: "/", 0x0F: "\\", 0x10: "(", 0x11: ")", 0x12: "(", 0x13: ")",
    0x14: "[", 0x15: "]", 0x16: "⌊", 0x17: "⌋", 0x18: "⌈", 0x19: "⌉", 0x1A: "{", 0x1B: "}", 0x1C: "⟨", 0x1D: "⟩",
    0x1E: "/", 0x20: "(", 0x21: ")", 0x22: "[", 0x23: "]", 0x24: "⌊", 0x25: "⌋", 0x26: "⌈", 0x27: "⌉", 0x28: "{",
    0x29: "}", 0x2A: "⟨", 0x2B: "⟩", 0x50: "∑", 0x51: "∏", 0x52: "∫", 0x53: "⋃", 0x54: "⋂", 0x58: "∑", 0x59: "∏",
    0x5A: "∫", 0x5B: "⋃", 0x5C: "⋂", 0x62: "ˆ", 0x63: "ˆ", 0x64: "ˆ", 0x65: "˜", 0x66: "˜", 0x67: "˜", 0x68: "[",
    0x69: "]", 0x6E: "{", 0x6F: "}", 0x70: "√", 0x71: "√", 0x72: "√", 0x73: "√", 0x74: "√",
}  # fmt: skip
_OTHERWISE: Final = {0x2236: ":", 0x25E6: "∘"}  # as fonts of mathematics call a colon and a ring
# Pieces of tall delimiters that some files have in the private use area.
_PIECES: Final = dict(
    zip(
        range(0xF8EB, 0xF8FF),
        "⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⎮⎞⎟⎠⎤⎥⎦⎫⎬⎭",
        strict=True,
    )
)
_STYLES: Final = (
    ("BOLD ITALIC", "bi"), ("BOLD SCRIPT", "cal"), ("BOLD FRAKTUR", "frak"), ("SANS-SERIF", "sf"), ("BOLD", "bf"),
    ("ITALIC", "italic"), ("SCRIPT", "cal"), ("FRAKTUR", "frak"), ("DOUBLE-STRUCK", "bb"), ("MONOSPACE", "tt"),
)  # fmt: skip


def is_extension(font: str) -> bool:
    """Whether it holds the large signs and the pieces of tall ones."""
    return _EXTENSION.search(font) is not None


def decoded(code: int, font: str) -> str:
    """The character that a code of a font stands for."""
    if code in _OTHERWISE:
        return _OTHERWISE[code]
    if code in _PIECES:
        return _PIECES[code]
    if code in _OMX and is_extension(font):
        return _OMX[code]
    return chr(code) if code else "\ufffd"


@cache
def plain(char: str) -> tuple[str, str] | None:
    """A letter of a mathematical alphabet of Unicode as (letter, alphabet); None for any other character."""
    if not ("\U0001d400" <= char <= "\U0001d7ff" or char in "ℝℂℕℤℚℙℍℎℬℰℱℋℐℒℳℛℊℯℴℭℌℑℜℨ"):
        return None
    name = unicodedata.name(char, "")
    style = next((style for words, style in _STYLES if words in name), "italic")
    return unicodedata.normalize("NFKC", char), style
