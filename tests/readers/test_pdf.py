"""PDF files as transcripts: turns, remarks on the pages, and files that are broken or hostile."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Highlight, Text
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from evaluator.equality.workers import Workers
from evaluator.errors import EmptyInput, InputError
from evaluator.model import Transcript
from evaluator.readers import read, read_bytes, recognise


@pytest.fixture(scope="module")
def page(root: Path) -> bytes:
    return (root / "transcripts" / "eecs182" / "hw3" / "page.pdf").read_bytes()


def test_the_pages_say_what_was_printed(root: Path, page: bytes) -> None:
    """The same turns and parts as the Markdown that was printed."""
    printed = read_bytes("page.pdf", page)
    written = read_bytes("printed.md", (root / "transcripts" / "make" / "printed.md").read_bytes())
    assert [t.parts for t in printed.turns()] == [t.parts for t in written.turns()]
    assert [len(t.comments) for t in printed.turns()] == [len(t.comments) for t in written.turns()]
    assert [t.prompt.markdown[:12] for t in printed.turns()] == [t.prompt.markdown[:12] for t in written.turns()]
    assert printed.source.format == "pdf"


def annotated(page: bytes) -> Transcript:
    writer = PdfWriter(clone_from=io.BytesIO(page))
    writer.add_annotation(0, FreeText(text="Nicely put.", rect=(300, 500, 400, 520)))
    quads = ArrayObject(FloatObject(v) for v in (30, 700, 500, 700, 30, 600, 500, 600))
    writer.add_annotation(0, Highlight(rect=(30, 600, 500, 700), quad_points=quads))
    writer.add_annotation(1, Text(text="Wrong sign?", rect=(50, 50, 60, 60)))
    out = io.BytesIO()
    writer.write(out)
    return read_bytes("annotated.pdf", out.getvalue())


def test_remarks_on_the_page_are_comments_with_place(page: bytes) -> None:
    transcript = annotated(page)
    found = [c for t in transcript.turns() for c in t.comments if c.where == "annotation"]
    assert [c.page for c in found] == [1, 1, 2]
    assert {"Nicely put.", "Wrong sign?"} <= {c.passage.markdown for c in found}
    marked = next(c for c in found if c.passage.markdown.startswith("highlighted: "))
    assert len(marked.passage.markdown) > 30
    assert all(c.box for c in found)
    for comment in found:
        for piece in comment.passage.pieces:
            assert piece.span.of(transcript.text) == piece.at.of(comment.passage.markdown)


def empty_pages(count: int) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(count):
        writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


def encrypted(page: bytes) -> bytes:
    writer, out = PdfWriter(clone_from=io.BytesIO(page)), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("damage", ["head only", "half", "no pages", "blank pages", "encrypted", "garbage"])
def test_a_file_that_cannot_be_read_is_one_sentence(page: bytes, damage: str) -> None:
    data = {
        "head only": b"%PDF-1.7\n",
        "half": page[: len(page) // 3],
        "no pages": empty_pages(0),
        "blank pages": empty_pages(3),
        "encrypted": encrypted(page),
        "garbage": b"%PDF-1.4\n" + bytes(range(256)) * 40,
    }[damage]
    with pytest.raises(InputError, match=r"broken\.pdf") as raised:
        read_bytes("broken.pdf", data)
    assert "\n" not in str(raised.value)


def test_scripts_and_attachments_inside_are_left_alone(page: bytes) -> None:
    writer, out = PdfWriter(clone_from=io.BytesIO(page)), io.BytesIO()
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    writer.root_object[NameObject("/OpenAction")] = action
    writer.add_attachment("solution.py", b"print('opened')")
    writer.write(out)
    plain = read_bytes("page.pdf", page)
    assert [t.output.markdown for t in read_bytes("page.pdf", out.getvalue()).turns()] == [
        t.output.markdown for t in plain.turns()
    ]
    assert len(PdfReader(io.BytesIO(out.getvalue())).attachments) == 1


def crowded(glyphs: int) -> bytes:
    """One page with as many letters on it, a thousand a line."""
    writer, out = PdfWriter(), io.BytesIO()
    page = writer.add_blank_page(600, 800)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    stream = StreamObject()
    stream.set_data(b"BT /F1 0.5 Tf 10 790 Td" + (b" 0 -0.7 Td (" + b"x" * 1000 + b") Tj") * (glyphs // 1000) + b" ET")
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    writer.write(out)
    return out.getvalue()


def test_a_page_with_a_million_letters_is_cut_and_says_so() -> None:
    transcript = read_bytes("crowded.pdf", crowded(1_000_000))
    assert "too much on one page" in {p.what for p in transcript.problems}
    assert len(transcript.text) <= 210_000
    (turn,) = transcript.turns()
    assert turn.output.losses


def test_five_thousand_pages() -> None:
    with pytest.raises(EmptyInput):
        read_bytes("long.pdf", empty_pages(5_000))


def test_a_reading_without_end_costs_only_its_file(page: bytes) -> None:
    """In workers a file has a budget; the error names the file."""
    with Workers(jobs=1, page_seconds=0.05) as workers, pytest.raises(InputError, match="more time or memory"):
        recognise("slow.pdf", page).read(workers.each)


def scanned() -> bytes:
    """One page that is a picture and nothing else."""
    writer, out = PdfWriter(), io.BytesIO()
    page = writer.add_blank_page(600, 400)
    image = StreamObject()
    image.set_data(b"\xff\xff\xff")
    for key, value in (("/Subtype", "/Image"), ("/ColorSpace", "/DeviceRGB")):
        image[NameObject(key)] = NameObject(value)
    for key, number in (("/Width", 1), ("/Height", 1), ("/BitsPerComponent", 8)):
        image[NameObject(key)] = NumberObject(number)
    images = DictionaryObject({NameObject("/Im1"): writer._add_object(image)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): images})
    paint = StreamObject()
    paint.set_data(b"600 0 0 400 0 0 cm /Im1 Do")
    page[NameObject("/Contents")] = writer._add_object(paint)
    writer.write(out)
    return out.getvalue()


def test_a_picture_is_reported_and_may_be_told_beside(tmp_path: Path) -> None:
    """A page that is a picture: its place is known, and what an OCR tool says of it is never sure."""
    log = tmp_path / "scan.pdf"
    log.write_bytes(scanned())
    with pytest.raises(EmptyInput, match="pictures"):
        read(log)
    told = "# Page 1\nprompt:\nSolve 1(a).\noutput:\nIt is $d_1$.\n"
    (tmp_path / "scan.ocr.md").write_text(told, encoding="utf-8")
    transcript = read(log)
    (turn,) = transcript.turns()
    (formula,) = turn.output.formulas
    assert turn.parts == ("1a",)
    assert (formula.latex, formula.doubt.reading, formula.span.page) == ("d_1", "likely", 1)
    assert formula.span.of(transcript.text) == formula.raw
    assert [p.what for p in transcript.problems] == ["a picture, read by another tool"]


def chat_page() -> bytes:
    """Two prompts in white panels at the right of the column, and answers that begin at its left."""
    lines = [
        ("panel", 300, 700, 560, 740), ("text", 310, 715, "Solve 1(a) of the sheet, please, with all steps."),
        ("text", 50, 660, "The expected value is linear in the first dimension, and does not depend on the second."),
        ("text", 50, 645, "It grows as fast as the number of inputs, so that a root of it makes the scale one."),
        ("panel", 400, 580, 560, 620), ("text", 410, 595, "And now 1(b)?"),
        ("text", 50, 540, "There all coordinates have the same size, and the square of the sum is what is asked for."),
    ]  # fmt: skip
    drawn = []
    for kind, *rest in lines:
        if kind == "panel":
            left, low, right, high = rest
            drawn.append(f"1 1 1 rg {left} {low} {right - left} {high - low} re f")
        else:
            x, y, text = rest
            escaped = text.replace("(", r"\(").replace(")", r"\)")
            drawn.append(f"0 0 0 rg BT /F1 12 Tf {x} {y} Td ({escaped}) Tj ET")
    writer, out = PdfWriter(), io.BytesIO()
    page = writer.add_blank_page(612, 792)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = StreamObject()
    stream.set_data("\n".join(drawn).encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(out)
    return out.getvalue()


def test_a_page_without_marks_is_read_by_its_panels_and_says_that_this_is_a_guess() -> None:
    transcript = read_bytes("chat.pdf", chat_page())
    first, second = transcript.turns()
    assert first.prompt.markdown == "Solve 1(a) of the sheet, please, with all steps."
    assert first.output.markdown.startswith("The expected value is linear")
    assert second.prompt.markdown == "And now 1(b)?"
    assert [t.parts for t in (first, second)] == [("1a",), ("1b",)]
    assert {t.speakers for t in transcript.turns()} == {"likely"}
