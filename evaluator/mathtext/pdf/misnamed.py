"""Characters that a file names wrongly, put right before its pages are read.

Safari prints with fonts whose codes count glyphs in the order of use; a glyph without a character of its own, such as
the raised "(" that Inter sets beside digits, is given that of its code: "(1/2)" reads "Y1/2h". Such a glyph has the
outline of the character that it stands for, moved; where no outline fits, it has no character at all (U+FFFD): doubt.
"""

from __future__ import annotations

import io
import logging
import re
import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from fontTools.ttLib import TTFont, TTLibError
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DecodedStreamObject, NameObject

UNKNOWN: Final = "\ufffd"
_RANGE: Final = re.compile(rb"<([0-9a-fA-F]{2})>\s*<([0-9a-fA-F]{2})>\s*<([0-9a-fA-F]{4})>")
_FEW: Final = 0.3  # of a font's codes: more that are their own characters are an encoding, and no accident
_MOST_FONTS: Final = 200
_LARGEST: Final = 4_000_000  # bytes of a font
_BROKEN: Final = (
    *(PyPdfError, TTLibError, struct.error, KeyError, TypeError, ValueError, AttributeError, IndexError),
    *(RecursionError, AssertionError, OverflowError, OSError),
)
_TABLE: Final = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
{rows}
endcmap end end
"""

Outline = tuple[object, ...]


def put_right(data: bytes) -> bytes:
    """The file with the characters of such glyphs put right: as it is, where there are none."""
    if not any(mark in data for mark in (b"/TrueType", b"/ObjStm")):
        return data
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every flaw that it reads past
    try:
        reader = PdfReader(io.BytesIO(data))
        found = {number: right for number, font in _fonts(reader) if (right := _table(font))}
        return _with_tables(data, found) if found else data
    except _BROKEN:
        return data


def _fonts(reader: PdfReader) -> Iterator[tuple[int, Any]]:
    """The simple TrueType fonts of all pages with a table of characters, by the number of their object."""
    seen: set[int] = set()
    for page in reader.pages:
        fonts = (page.get("/Resources") or {}).get("/Font") or {}
        for reference in fonts.values():
            number = getattr(reference, "idnum", None)
            if number is None or number in seen:
                continue
            seen.add(number)
            font = reference.get_object()
            if font.get("/Subtype") == "/TrueType" and "/ToUnicode" in font:
                yield number, font
            if len(seen) >= _MOST_FONTS:
                return


def _table(font: Any) -> dict[int, str]:
    """The characters of a font's codes where some are put right, else nothing."""
    known = characters(font["/ToUnicode"].get_object().get_data())
    own = {code for code, char in known.items() if char == chr(code)}
    if not own or len(own) > _FEW * len(known):
        return {}
    program = font["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()
    right = renamed(known, _outlines(program)) if len(program) <= _LARGEST else {}
    return {**known, **right} if right else {}


def characters(table: bytes) -> dict[int, str]:
    """What a font's table of characters says of codes of one byte."""
    found: dict[int, str] = {}
    for first, last, char in _RANGE.findall(table):
        for code in range(int(first, 16), int(last, 16) + 1):
            found[code] = chr(int(char, 16) + code - int(first, 16))
    return found


def renamed(known: Mapping[int, str], outlines: Mapping[int, Outline]) -> dict[int, str]:
    """The codes whose character is only their own number, with what their outlines say that they are.

    A letter is no evidence: `I` and `l` are one outline in some fonts. A code that nothing proves wrong is left.
    """
    own = {code for code, char in known.items() if char == chr(code)}
    twice = Counter(known.values())
    right: dict[int, str] = {}
    for code in own & outlines.keys():
        same = {known[c] for c in outlines.keys() - own if c in known and outlines[c] == outlines[code]}
        if len(same) == 1 and not (char := same.pop()).isalpha():
            right[code] = char
        elif twice[known[code]] > 1:
            right[code] = UNKNOWN
    return right


def _outlines(program: bytes) -> dict[int, Outline]:
    """By code, the points of the glyphs of a TrueType program, from their lower left corner."""
    font = TTFont(io.BytesIO(program), lazy=True)
    glyphs, found = font["glyf"], dict[int, Outline]()
    for table in font["cmap"].tables:
        for code, name in table.cmap.items():
            points, ends, _ = glyphs[name].getCoordinates(glyphs)
            if len(points):
                left, low = min(x for x, _ in points), min(y for _, y in points)
                found[code & 0xFF] = (tuple(ends), *((x - left, y - low) for x, y in points))
    return found


def _with_tables(data: bytes, tables: Mapping[int, Mapping[int, str]]) -> bytes:
    """The file with other tables of characters, added behind it."""
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    for number, known in tables.items():
        stream = DecodedStreamObject()
        stream.set_data(_TABLE.format(rows="\n".join(_rows(known))).encode("ascii"))
        writer.get_object(number)[NameObject("/ToUnicode")] = writer._add_object(stream)  # type: ignore[index]
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _rows(known: Mapping[int, str]) -> Iterator[str]:
    for code, char in sorted(known.items()):
        yield f"1 beginbfchar <{code:02x}> <{ord(char):04x}> endbfchar"
