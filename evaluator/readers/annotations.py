"""Remarks that a person put on the pages of a PDF: notes, highlights, stamps. Who wrote them is not read."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

_WORDS: Final = ("/FreeText", "/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Square", "/Circle",
                 "/Line", "/Polygon", "/PolyLine", "/Caret", "/Stamp")  # fmt: skip
_MARKING: Final = {"/Highlight": "highlighted", "/Underline": "underlined", "/StrikeOut": "struck out",
                   "/Squiggly": "underlined"}  # fmt: skip
_MOST: Final = 5_000  # annotations of one file
_LONGEST: Final = 20_000  # characters of one
# What reading a damaged file may raise in pypdf.
_FAILURES: Final = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Remark:
    """`boxes` are what it marks, or where it stands: left, low, right, high in points. `kind` is the PDF's word."""

    page: int
    kind: str
    text: str
    boxes: tuple[Box, ...]

    @property
    def marks(self) -> str | None:
        """How it marks the text under it, if it does."""
        return _MARKING.get(self.kind)

    @property
    def box(self) -> Box:
        lefts, lows, rights, highs = zip(*self.boxes, strict=True)
        return min(lefts), min(lows), max(rights), max(highs)


def remarks(data: bytes) -> tuple[Remark, ...]:
    """All remarks in the order of the pages, from the top; replies follow what they answer.

    Raises `ValueError` where the file is too damaged for its annotations to be read.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        found = [r for number, page in enumerate(reader.pages, 1) for r in _of_page(page, number)]
    except _FAILURES as error:
        raise ValueError(str(error) or type(error).__name__) from error
    return tuple(sorted(found[:_MOST], key=lambda r: (r.page, -r.box[3])))


def _of_page(page: Any, number: int) -> Iterator[Remark]:
    annotations = page.get("/Annots")
    annotations = annotations.get_object() if annotations is not None else []
    answers: dict[Any, list[str]] = {}
    given: list[tuple[Any, DictionaryObject]] = []
    for reference in annotations or []:
        each = reference.get_object()
        if not isinstance(each, DictionaryObject):
            continue
        if each.get("/IRT") is not None:
            answers.setdefault(_key(each.raw_get("/IRT")), []).append(_text(each))
        else:
            given.append((_key(reference), each))
    for key, each in given:
        made = _remark(each, number, answers.get(key, []))
        if made is not None:
            yield made


def _key(reference: Any) -> Any:
    return getattr(reference, "idnum", id(reference))


def _remark(each: DictionaryObject, page: int, answers: list[str]) -> Remark | None:
    kind = str(each.get("/Subtype"))
    if kind == "/Ink":
        return Remark(page, kind, "a mark here", (_rectangle(each),))
    if kind not in _WORDS:
        return None
    text = "\n\n".join(t for t in (_text(each), *answers) if t)
    if not text and kind not in _MARKING:
        return None
    return Remark(page, kind, text, _quads(each) or (_rectangle(each),))


def _text(each: DictionaryObject) -> str:
    contents = each.get("/Contents")
    text = str(contents) if contents is not None else ""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()[:_LONGEST]


def _rectangle(each: DictionaryObject) -> Box:
    corners: Any = each["/Rect"]
    x0, y0, x1, y1 = (float(v) for v in corners)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _quads(each: DictionaryObject) -> tuple[Box, ...]:
    points = [float(v) for v in each.get("/QuadPoints") or ()]
    quads = [points[i : i + 8] for i in range(0, len(points) - 7, 8)]
    return tuple((min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in quads)
