"""Names of fonts that pdfium cannot name: browsers embed some web fonts, MathJax's among them, as procedures (Type 3).

Such a font's descriptor still says what it is. pdfium hands out the fonts of a page in the order in which the page uses
them, and so does the page's own program; the two are laid side by side.
"""

from __future__ import annotations

import ctypes
import io
import re
from functools import cached_property
from typing import Any, Final

import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pypdf.errors import PyPdfError

_SETS_FONT: Final = re.compile(rb"/([^\s/<>\[\]()%]+)\s+[-+.\d]+\s+Tf\b")
_BROKEN: Final = (PyPdfError, KeyError, TypeError, ValueError, AttributeError, RecursionError, OSError)


class FontNames:
    """The fonts of a document by page. Opens it a second time, and only where a font has no name."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(io.BytesIO(self._data))

    def of_page(self, page: pdfium.PdfPage, index: int) -> dict[int, str]:
        """Names by the address of pdfium's font; none where the two orders do not fit together."""
        handles = _handles(page)
        try:
            names = self._in_order(index)
        except _BROKEN:
            return {}
        fits = len(names) == len(handles) and all(
            known in ("", name) for known, name in zip(handles.values(), names, strict=True)
        )
        return dict(zip(handles, names, strict=True)) if fits else {}

    def _in_order(self, index: int) -> list[str]:
        page = self._reader.pages[index]
        contents = page.get_contents()
        program = contents.get_data() if contents is not None else b""
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]
        used = dict.fromkeys(match[1].decode("latin-1") for match in _SETS_FONT.finditer(program))
        return [_name(fonts[f"/{key}"].get_object()) for key in used]


def _name(font: Any) -> str:
    described = font["/FontDescriptor"].get_object()["/FontName"] if "/BaseFont" not in font else font["/BaseFont"]
    return plain_name(str(described).lstrip("/"))


def plain_name(name: str) -> str:
    """Without the tag of a font of which only some glyphs are embedded."""
    return name.split("+", 1)[-1]


def _handles(page: pdfium.PdfPage) -> dict[int, str]:
    """pdfium's fonts with the names that it knows, in the order of first use."""
    found: dict[int, str] = {}
    for each in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,)):
        font = raw.FPDFTextObj_GetFont(each.raw)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in found:
            name = ctypes.create_string_buffer(128)
            raw.FPDFFont_GetBaseFontName(font, name, 128)
            found[address] = plain_name(name.value.decode("utf-8", "replace"))
    return found
