"""Glyphs, paths and pictures of a PDF, page by page, as pdfium hands them out."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any, Final, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from evaluator.mathtext.pdf.composed import composed
from evaluator.mathtext.pdf.encodings import decoded
from evaluator.mathtext.pdf.misnamed import put_right
from evaluator.mathtext.pdf.page import Glyph, PageContent, Picture, Shape
from evaluator.mathtext.pdf.stretched import put_together, without_lines
from evaluator.mathtext.pdf.unnamed import FontNames, plain_name

MOST_GLYPHS: Final = 200_000  # of one page; a full page of print has 6,000
_NO_WIDTH: Final = 0.01  # points
MOST_OBJECTS: Final = 50_000
_MOST_SEGMENTS: Final = 200  # of a bracket's path
_NO_LEAN: Final = 0.04  # of the width: nearer to the middle is the middle


class _Text(NamedTuple):
    """What all characters of a text object share."""

    font: str
    size: float
    marked: int


def pages(data: bytes) -> Iterator[PageContent]:
    """Every page in order; one at a time is held. Raises `pypdfium2.PdfiumError` for what is no readable PDF."""
    data = put_right(data)
    document, names = pdfium.PdfDocument(data), FontNames(data)
    try:
        for index in range(len(document)):
            page = document[index]
            try:
                yield _content(page, index + 1, names)
            finally:
                page.close()
    finally:
        document.close()


def producer(data: bytes) -> str | None:
    """Who made the file, as it says itself."""
    document = pdfium.PdfDocument(data)
    try:
        said = document.get_metadata_dict()
        return " / ".join(v for k in ("Creator", "Producer") if (v := said.get(k))) or None
    finally:
        document.close()


def _content(page: pdfium.PdfPage, number: int, names: FontNames) -> PageContent:
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        whole = text.count_chars() <= MOST_GLYPHS
        glyphs = [g for g in _glyphs(text, partial(names.of_page, page, number - 1)) if 0 <= g.y <= height]
    finally:
        text.close()
    shapes, pictures = _objects(page)
    glyphs, braces = put_together(composed(glyphs))
    shapes = without_lines(shapes, braces)
    whole = whole and len(shapes) + len(pictures) < MOST_OBJECTS
    return PageContent(number, width, height, glyphs, shapes, pictures, whole)


def _glyphs(text: pdfium.PdfTextPage, names: Callable[[], dict[int, str]]) -> list[Glyph]:
    """`names` is asked for the fonts of the page when one without a name is met."""
    handle, known, found = text.raw, dict[int, _Text](), list[Glyph]()
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    loose, high_half = raw.FS_RECTF(), 0
    named: dict[int, str] | None = None
    for index in range(min(text.count_chars(), MOST_GLYPHS)):
        if raw.FPDFText_IsGenerated(handle, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(handle, index)
        shared = raw.FPDFText_GetTextObject(handle, index)
        address = ctypes.cast(shared, ctypes.c_void_p).value or 0
        about = known.get(address)
        if about is None:
            about = known[address] = _text(handle, index, shared)
            if not about.font and shared:
                named = names() if named is None else named
                font = ctypes.cast(raw.FPDFTextObj_GetFont(shared), ctypes.c_void_p).value or 0
                about = known[address] = about._replace(font=named.get(font, ""))
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetCharBox(handle, index, left, right, low, high)
        raw.FPDFText_GetLooseCharBox(handle, index, loose)
        if 0xD800 <= code < 0xDC00:
            high_half = code  # half of a character; the other half comes next
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high_half - 0xD800) << 10) + code - 0xDC00 if high_half else 0xFFFD
            high_half = 0
        char = decoded(code, about.font)
        begins, ends = x.value, max(loose.right, x.value)
        if unicodedata.combining(char) and ends - begins < _NO_WIDTH:
            begins, ends = left.value, right.value  # its ink stands before its origin
        found.append(
            Glyph(char, about.font, about.size, begins, y.value, ends, low.value, high.value, index, about.marked)
        )
    return found


def _text(handle: Any, index: int, shared: Any) -> _Text:
    name, flags, matrix = ctypes.create_string_buffer(128), ctypes.c_int(), raw.FS_MATRIX()
    raw.FPDFText_GetFontInfo(handle, index, name, 128, flags)
    raw.FPDFText_GetMatrix(handle, index, matrix)
    font = name.value.decode("utf-8", "replace")
    scale = (matrix.c**2 + matrix.d**2) ** 0.5
    size = raw.FPDFText_GetFontSize(handle, index) * scale
    return _Text(plain_name(font), size, raw.FPDFPageObj_GetMarkedContentID(shared) if shared else -1)


def _objects(page: pdfium.PdfPage) -> tuple[list[Shape], list[Picture]]:
    shapes, pictures = list[Shape](), list[Picture]()
    for count, each in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE))):
        if count >= MOST_OBJECTS:
            break
        try:
            bounds = each.get_bounds()
        except pdfium.PdfiumError:
            continue
        if each.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append(Picture(*bounds))
        else:
            shapes.append(_shape(each.raw, bounds))
    return shapes, pictures


def _shape(handle: Any, bounds: tuple[float, float, float, float]) -> Shape:
    """A root's path reaches thousands of points to the right; what is seen of it is what its clip leaves."""
    left, low, right, high = bounds
    clip = _clip(handle)
    clipped = False
    if clip is not None:
        cut = max(left, clip[0]), max(low, clip[1]), min(right, clip[2]), min(high, clip[3])
        clipped = cut != (left, low, right, high)
        left, low, right, high = cut
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, fill, stroke)
    segments = raw.FPDFPath_CountSegments(handle)
    lean = _lean(handle, segments) if high - low > 2 * (right - left) and segments <= _MOST_SEGMENTS else 0
    return Shape(left, low, right, high, fill.value != 0, segments, clipped, _colour(handle), lean)


def _lean(handle: Any, segments: int) -> int:
    """To which side the centre of a drawn bracket's area is off its middle."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for index in range(segments):
        if raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(handle, index), x, y):
            points.append((x.value, y.value))
    area = moment = 0.0
    for (x0, y0), (x1, y1) in pairwise(points):
        area += x0 * y1 - x1 * y0
        moment += (x0 + x1) * (x0 * y1 - x1 * y0)
    xs = [point[0] for point in points]
    if not area or max(xs) == min(xs):
        return 0
    off = (moment / (3 * area) - (min(xs) + max(xs)) / 2) / (max(xs) - min(xs))
    return 0 if abs(off) < _NO_LEAN else 1 if off > 0 else -1


def _colour(handle: Any) -> tuple[int, int, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _clip(handle: Any) -> tuple[float, float, float, float] | None:
    """The box that all clip paths of an object have in common."""
    path = raw.FPDFPageObj_GetClipPath(handle)
    count = raw.FPDFClipPath_CountPaths(path) if path else 0
    boxes = [box for i in range(max(0, count)) if (box := _extent(path, i))]
    if not boxes:
        return None
    left, low, right, high = zip(*boxes, strict=True)
    return max(left), max(low), min(right), min(high)


def _extent(path: Any, index: int) -> tuple[float, float, float, float] | None:
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for i in range(max(0, raw.FPDFClipPath_CountPathSegments(path, index))):
        if raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, index, i), x, y):
            points.append((x.value, y.value))
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
