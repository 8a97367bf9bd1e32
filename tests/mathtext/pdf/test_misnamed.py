"""Fonts whose glyphs are called after their codes."""

from __future__ import annotations

import io

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, PdfObject

from evaluator.mathtext.pdf.extract import pages
from evaluator.mathtext.pdf.misnamed import UNKNOWN, put_right, renamed

CROOKED, SLIM, WIDE = ((0, 0), (90, 300), (0, 600)), ((0, 0), (40, 0), (40, 600)), ((0, 0), (400, 0), (200, 500))


def outline(points: tuple[tuple[int, int], ...], up: int = 0) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((points[0][0] + 50, points[0][1] + up))
    for x, y in points[1:]:
        pen.lineTo((x + 50, y + up))
    pen.closePath()
    return pen.glyph()


# Code, what the file calls it, its outline and how far it is moved up.
GLYPHS = [
    (0x21, "x", WIDE, 0),
    (0x22, "(", CROOKED, 0),
    (0x23, "Y", WIDE, 30),
    (0x24, "=", SLIM, 0),
    (0x59, "Y", CROOKED, 70),
    (0x79, "y", SLIM[::-1], 0),
    (0x25, "y", WIDE, 60),
]


def font() -> bytes:
    names = [".notdef", *(f"g{code}" for code, *_ in GLYPHS)]
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupGlyf(
        dict(zip(names, [outline(WIDE), *(outline(points, up) for _, _, points, up in GLYPHS)], strict=True))
    )
    made.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupCharacterMap({})
    made.setupNameTable({"familyName": "Made", "styleName": "Regular"})
    made.setupPost()
    made.font["cmap"].tables = [table(dict(zip([code for code, *_ in GLYPHS], names[1:], strict=True)))]
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def table(known: dict[int, str]) -> object:
    made = CmapSubtable.newSubtable(0)
    made.platformID, made.platEncID, made.language, made.cmap = 1, 0, 0, known
    return made


def stream(writer: PdfWriter, data: bytes) -> PdfObject:
    made = DecodedStreamObject()
    made.set_data(data)
    return writer._add_object(made)


def entries(**values: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in values.items()})


def printed(codes: list[int]) -> bytes:
    """A page that shows these codes of the font."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 100)
    rows = "\n".join(f"<{code:02x}><{code:02x}><{ord(char):04x}>" for code, char, *_ in GLYPHS)
    codespace = "begincmap 1 begincodespacerange <00><FF> endcodespacerange"
    name, first, last = NameObject("/AAAAAA+Made"), 0x21, 0x79
    kind = NameObject("/FontDescriptor")
    described = entries(Type=kind, FontName=name, Flags=NumberObject(4), FontFile2=stream(writer, font()))
    used = entries(
        Type=NameObject("/Font"),
        Subtype=NameObject("/TrueType"),
        BaseFont=name,
        FontDescriptor=writer._add_object(described),
        FirstChar=NumberObject(first),
        LastChar=NumberObject(last),
        Widths=ArrayObject([NumberObject(500)] * (last - first + 1)),
        ToUnicode=stream(writer, f"{codespace} {len(GLYPHS)} beginbfrange {rows} endbfrange endcmap".encode()),
    )
    page[NameObject("/Resources")] = entries(Font=entries(F=writer._add_object(used)))
    shown = "".join(f"{code:02x}" for code in codes)
    page[NameObject("/Contents")] = stream(writer, f"BT /F 12 Tf 20 50 Td <{shown}> Tj ET".encode())
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_glyph_is_what_its_outline_says() -> None:
    (page,) = pages(printed([0x21, 0x24, 0x59, 0x21, 0x23, 0x79]))
    assert "".join(g.char for g in page.glyphs) == f"x=(xY{UNKNOWN}"


def test_a_file_without_such_glyphs_is_left_as_it_is() -> None:
    data = b"%PDF-1.4\n/TrueType and nothing else"
    assert put_right(data) is data


@pytest.mark.parametrize(
    ("known", "outlines", "right"),
    [
        ({0x22: "(", 0x59: "Y"}, {0x22: (1, 2), 0x59: (1, 2)}, {0x59: "("}),
        ({0x22: "l", 0x49: "I"}, {0x22: (1, 2), 0x49: (1, 2)}, {}),  # one outline in fonts without serifs
        ({0x22: "(", 0x2C: ","}, {0x22: (1, 2), 0x2C: (3, 4)}, {}),  # by chance its own number
        ({0x22: "(", 0x23: "Y", 0x59: "Y"}, {0x22: (1,), 0x23: (2,), 0x59: (3,)}, {0x59: UNKNOWN}),
        ({0x22: "(", 0x23: "[", 0x59: "Y"}, {0x22: (1,), 0x23: (1,), 0x59: (1,)}, {}),  # one of two
    ],
)
def test_what_codes_are_renamed(
    known: dict[int, str], outlines: dict[int, tuple[int, ...]], right: dict[int, str]
) -> None:
    assert renamed(known, outlines) == right
