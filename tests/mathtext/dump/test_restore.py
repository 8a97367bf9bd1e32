"""Hoisted, scrambled formulas back into their holes."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from evaluator.answers.formulas import parsed_or_none
from evaluator.mathtext.dump import restore
from evaluator.mathtext.dump.pages import split_pages
from evaluator.mathtext.dump.restore import words_of
from evaluator.mathtext.layout import Glyph
from evaluator.mathtext.layout_latex import Writer
from evaluator.mathtext.parser import parse

# prose of a page, hoisted lines, the markdown that should come out
PAGES = [
    (
        "inline scripts",
        "The vector \n has standard normal entries \n.\n",
        "x ∈Rd \n1\nx ∼\ni\nN(0, 1)\n",
        [r"x \in \mathbb{R}^{d_1}", r"x_i \sim \mathcal{N}(0, 1)"],
    ),
    (
        "narrow letters",
        "Choose a constant  so that the mean of  is one.\n",
        "c\ny\n",
        ["c", "y"],
    ),
    (
        "a displayed fraction",
        "Averaging gives:\nand we are done.\n",
        "RMS(v) =\n2\n\nn\n∥v∥\n2\n2\n",
        [r"\operatorname{RMS}(v)^2 = \frac{\|v\|_2^2}{n}"],
    ),
    (
        "a displayed sum",
        "Row by row:\nSo it is linear.\n",
        "y =\nj\nW\nx \nk=1\n∑\nd \n1\njk\nk\n",
        [r"y_j = \sum_{k=1}^{d_1} W_{jk} x_k"],
    ),
    (
        "tall brackets",
        "The gradient is:\nas claimed.\n",
        "∇F(μ) =\nμ\nE\n f(x) ⋅\n\nx∼p \nμ [\nσ2\nx −μ]\n",
        [r"\nabla_\mu F(\mu) = \mathbb{E}_{x \sim p_\mu}\left[f(x) \cdot \frac{x - \mu}{\sigma^2}\right]"],
    ),
    (
        "a sum in a fraction's company",
        "In total:\n",
        "d +\nπ\n2\n1\n2\nd  1 −\n\n1 (\nπ\n2 )\n",
        [r"\frac{2}{\pi} d_1^2 + d_1 \left(1 - \frac{2}{\pi}\right)"],
    ),
]


def dump(prose: str, formulas: str) -> str:
    return f"--- Page 1 ---\n{prose}{formulas}"


@pytest.mark.parametrize(("prose", "formulas", "latex"), [pytest.param(*p[1:], id=p[0]) for p in PAGES])
def test_formulas_come_back(prose: str, formulas: str, latex: list[str]) -> None:
    restored = restore(dump(prose, formulas))
    assert [parse(f.latex) for f in restored.passage.formulas] == [parse(text) for text in latex]
    assert all(f.rebuilt for f in restored.passage.formulas)


def test_an_inline_formula_stands_in_its_sentence() -> None:
    restored = restore(dump("The vector \n has length \n.\n", "x ∈Rd \n1\nd \n1\n"))
    assert restored.passage.markdown.startswith(r"The vector $x\in\mathbb{R}^{d_{1}}$ has length $d_{1}$.")


def test_a_frame_around_a_whole_display_is_a_boxed_answer() -> None:
    restored = restore(dump("prompt:\nhow many\noutput:\nStep 2: Final answer\ncomment:\nfine\n", "\n20\n"))
    (formula,) = restored.passage.formulas
    assert formula.latex == r"\boxed{20}"
    assert formula.assumed == ("box",)
    assert r"\sqrt{20}" in [reading.latex for reading in formula.alternatives]
    assert r"\sqrt{20}" not in [reading.latex for reading in formula.likely_alternatives]


def test_other_readings_are_kept_with_their_weight() -> None:
    formula = restore(dump("The value is \n.\n", "a =\n1\nb\n")).passage.formulas[0]
    weights = [reading.weight for reading in formula.alternatives]
    assert weights == sorted(weights, reverse=True) and 0 < sum(weights) < 1
    assert len({formula.latex, *(reading.latex for reading in formula.alternatives)}) == len(weights) + 1


def test_every_span_gives_back_its_raw_text() -> None:
    for _, prose, formulas, _ in PAGES:
        text = dump(prose, formulas)
        passage = restore(text).passage
        for formula in passage.formulas:
            assert formula.span.of(text) == formula.raw
            assert passage.markdown[formula.at.start : formula.at.end].strip("$") == formula.latex
        for piece in passage.pieces:
            if piece.at.end - piece.at.start == piece.span.end - piece.span.start:
                assert piece.at.of(passage.markdown).replace("`", "\xa0") == piece.span.of(text)


def test_glyphs_that_make_no_formula_are_kept_and_marked() -> None:
    restored = restore(dump("It follows:\nso be it.\n", ")=^~\n⎧⎨⎩\n"))
    assert not all(f.verified for f in restored.passage.formulas)
    assert restored.problems
    assert "".join(f.raw for f in restored.passage.formulas).replace("\n", "") == ")=^~⎧⎨⎩"


def test_pages_are_cut_where_the_prose_ends() -> None:
    (first, second) = split_pages("--- Page 1 ---\nSome words here.\nd \n1\n\n\n--- Page 2 ---\nOnly words here.\n")
    assert [line.text for line in first.prose] == ["Some words here."]
    assert [line.text for line in first.formulas] == ["d ", "1"]
    assert (second.number, second.formulas) == (2, ())


def test_the_result_does_not_depend_on_the_page_marks_line_ends() -> None:
    text = dump(*PAGES[0][1:3])
    assert restore(text.replace("\n", "\r\n").replace("\r\n", "\n")) == restore(text)


@pytest.mark.parametrize("number", [13])
def test_a_page_of_the_real_log(shared: Path, number: int) -> None:
    """Real pages come back mostly readable: most formulas parse, and what is not sure says why."""
    text = (shared / "logs" / "hw3_deepseek.txt").read_text("utf8")
    start = text.index(f"--- Page {number} ---")
    page = text[start : text.index(f"--- Page {number + 1} ---")]
    formulas = restore(page).passage.formulas
    assert len(formulas) >= 8
    assert sum(parsed_or_none(f.latex) is not None for f in formulas) / len(formulas) >= 0.62
    assert all(f.doubt.why for f in formulas if not f.doubt.accuses)


def test_one_letter_alone_is_sure_and_a_letter_with_a_script_is_not() -> None:
    """`d_1` and `d^1` leave the same glyphs; nothing else leaves a lone `y`."""
    restored = restore(dump("Choose a constant  so that the mean of \n is one.\n", "c\nd \n1\n"))
    first, second = (f.doubt for f in restored.passage.formulas)
    assert first.reading == "sure"
    assert second.reading == "doubtful"
    assert second.why


@pytest.mark.parametrize("formulas", ["c\n20\n", "c\n= y\n"])
def test_what_may_be_a_piece_of_its_neighbour_is_not_sure(formulas: str) -> None:
    restored = restore(dump("Choose a constant  so that the mean of \n is one.\n", formulas))
    assert [f.doubt.reading for f in restored.passage.formulas][1:] == ["doubtful"]


def test_a_formula_that_is_lost_makes_the_places_of_its_page_doubtful() -> None:
    restored = restore(dump("The mean of \n is one, that of  is \n and so is \n.\n", "c\ny\n"))
    assert [f.doubt.placement for f in restored.passage.formulas] == ["doubtful"] * 2


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p[0])
def test_what_has_something_hanging_is_doubted(page: tuple[str, str, str, list[str]]) -> None:
    """A sum below a fraction, a script: their glyphs can be read in more than one way."""
    formulas = restore(dump(page[1], page[2])).passage.formulas
    assert all(f.doubt.reading == "doubtful" for f in formulas if set(f.latex) & set("_^"))


def test_brackets_that_never_close_end_and_accuse_nobody() -> None:
    formulas = restore(dump("So it is shown:\n", "(" * 300 + "\n")).passage.formulas
    assert not any(f.doubt.accuses for f in formulas)


def test_a_page_with_more_glyphs_than_any_real_one_is_given_up_with_a_problem() -> None:
    restored = restore(dump("So it is shown:\n", "2\n" * 4000))
    assert not restored.passage.formulas
    assert [p.what for p in restored.problems] == ["the formulas of a page could not be read"]


def test_most_formulas_of_a_textbook_come_back(shared: Path) -> None:
    """Two pages of a printed chapter; measured 0.65, 53 of 82; these pages were among those learned from."""
    folder = shared / "formulas" / "corpus"
    text = (folder / "05.txt").read_text("utf8")
    page = text[: text.index("--- Page 3 ---")]
    rows = [json.loads(line) for line in (folder / "05.truth.jsonl").read_text("utf8").splitlines()]
    truth = [plain(r["latex"]) for r in rows if r.get("latex") and r["page"] <= 2]
    found = Counter(plain(f.latex) for f in restore(page).passage.formulas)
    assert sum((found & Counter(truth)).values()) / len(truth) >= 0.62


def plain(latex: str) -> str:
    """LaTeX without what a dump cannot tell: alphabets, blanks, spellings of one command."""
    bare = re.sub(
        r"\\(?:mathbf|boldsymbol|mathcal|mathbb|mathrm|textrm|text|mathit|mathsf|left|right)(?![a-z])", "", latex
    )
    for spelling, other in ((r"\leq", r"\le"), (r"\rightarrow", r"\to"), (r"\mid", "|"), (r"\ast", "*")):
        bare = bare.replace(spelling, other)
    return re.sub(r"[{}\s]|\\[,; ]", "", bare)


def test_two_capitals_are_a_product_whatever_the_prose_says() -> None:
    """Not even the end of "2nd" makes a word of them."""
    row = tuple(Glyph(char) for char in "ND")
    words = words_of(split_pages("--- Page 1 ---\nThe 2nd one is as good.\n"))
    assert words == {"the", "one", "is", "as", "good"}
    assert [Writer(words | {"nd"}).row(row), Writer(words).row(tuple(map(Glyph, "is")))] == ["ND", r"\text{is}"]
