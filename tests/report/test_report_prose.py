"""Markdown and LaTeX on their way into a page."""

from __future__ import annotations

import pytest
from made_run import FIRST, at, passage

from evaluator.report import prose
from evaluator.report.holes import Holes
from evaluator.report.latex_guard import objection
from evaluator.report.marking import Mark
from evaluator.report.mathml import mathml
from evaluator.report.sanitise import clean


def mark(text: str, piece: str, anchor: str = "said") -> Mark:
    place = at(text, piece)
    return Mark(place.start, place.end, anchor, "note", "v-correct", "✓", "correct")


def test_formulas_are_typeset() -> None:
    html = prose.passage(passage("So $x_1$ and\n\n$$\\frac{1}{2}$$"))
    assert "<msub><mi>x</mi><mn>1</mn></msub>" in html
    assert '<math display="block"><mfrac>' in html


@pytest.mark.parametrize("markdown", ["a **$x$** b", "*$x$* y", "| a |\n|---|\n| $|x|$ |", "- $x$", "# $x$", "> $x$"])
def test_formulas_stand_in_any_markdown(markdown: str) -> None:
    html = prose.passage(passage(markdown))
    assert "<mi>x</mi>" in html
    assert "$" not in html
    assert "*" not in html


def test_a_formula_in_code_is_code() -> None:
    html = prose.passage(passage("`$x$` and\n\n```\n$y$\n```"))
    assert "<code>$x$</code>" in html
    assert "<code>$y$\n</code>" in html


def test_what_cannot_be_typeset_is_shown_and_says_so() -> None:
    html = mathml(r"\nosuchcommand{x}<b>")
    assert html.startswith('<code class="untypeset"')
    assert "could not be typeset" in html
    assert r"\nosuchcommand{x}&lt;b&gt;" in html


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "latex",
    ["(" * 4000, r"\{" * 3000, r"\bigl(" * 1000, "{" * 4000 + "x" + "}" * 4000, "x^{" * 2000 + "y" + "}" * 2000,
     r"\left(" * 1000 + r"\right)" * 1000, r"\begin{matrix}" * 500, "x" * 1_000_000, r"\lceil " * 900, "⟨" * 3000],
)  # fmt: skip
def test_formulas_that_would_hang_or_crash_the_converter_are_kept_from_it(latex: str) -> None:
    assert "untypeset" in mathml(latex, True)


@pytest.mark.parametrize("latex", [r"[0, 1) \cup (2, 3]", "((a + b)(c + d))", r"\left( x \right]", "f(g(h(x)))" * 30])
def test_ordinary_brackets_are_no_objection(latex: str) -> None:
    assert objection(latex) is None


def test_an_answer_is_tinted_and_linked() -> None:
    html = prose.passage(passage("It is $x$, so."), [mark("It is $x$, so.", "$x$")])
    assert '<mark class="v-correct" id="said"><math>' in html
    assert 'href="#note"' in html
    assert html.count("<mark") == 1


def test_a_stretch_of_text_is_tinted_across_emphasis() -> None:
    text = "Well, the **answer is** linear in $n$ here."
    html = prose.passage(passage(text), [mark(text, "answer is** linear in $n$")])
    assert html.count('id="said"') == 1
    assert html.count("to-note") == 1
    assert '<strong><mark class="v-correct" id="said">answer is</mark></strong>' in html
    assert '<mark class="v-correct">Well' not in html


def test_the_second_of_two_equal_words_is_tinted() -> None:
    text = "First yes.\n\nThen yes."
    place = text.rindex("Then yes")
    html = prose.passage(passage(text), [Mark(place, place + 8, "said", "note", "v", "✓", "correct")])
    assert html.index("<mark") > html.index("First yes")


@pytest.mark.parametrize(
    ("piece", "before"),
    [("$c = \\frac{1}{s n}$", "The constant is"), ("$2 s^2$", "<table>"), ("print", "<pre>"), ("One step", "<p>")],
)
def test_a_note_goes_before_the_block_it_speaks_of(piece: str, before: str) -> None:
    html = prose.passage(passage(FIRST), [mark(FIRST, piece)], lambda number: f"[note {number}]")
    assert html.split('[note 0]<div class="said">')[1].lstrip().startswith(before)


def test_an_anchor_is_never_lost() -> None:
    said = passage("---")
    html = prose.passage(said, [Mark(0, 3, "said", "note", "v", "✓", "correct")], lambda number: "[note]")
    assert 'id="said"' in html
    assert "[note]" in html


def test_offsets_survive_the_placeholders() -> None:
    text = "a $x$ b $$y^2$$ c"
    holes = Holes.of(passage(text))
    assert holes.text[holes.place(text.index("b")) :].startswith("b ")
    assert holes.text[holes.place(text.index("c")) :] == "c"
    assert holes.place(text.index("y")) == holes.place(text.index("$$"))
    assert holes.text[holes.place(2) : holes.end(4)] == holes.text[2 : holes.text.index(" b")]


def test_only_https_links_are_links() -> None:
    html = prose.passage(passage("[a](https://a.org) [b](http://b.org) [c](javascript:alert(1)) [d](//d.org) [e](#x)"))
    assert html.count("<a ") == 1
    assert 'rel="noopener noreferrer nofollow"' in html


def test_images_are_told_and_not_loaded() -> None:
    assert "[image: a cat]" in prose.passage(passage("![a cat](https://a.org/cat.png)"))


def test_direction_controls_are_made_visible() -> None:
    html = prose.passage(passage("pay \u202e100\u2066 $x\u202e$"))
    assert "\u202e" not in html
    assert "⟦U+202E⟧" in html


def test_a_remark_may_hold_formulas_between_dollars() -> None:
    assert "<msub>" in prose.line("It is $x_1$.")
    assert "<p>" not in prose.line("It is $x_1$.")
    assert '<math display="block">' in prose.prose("So\n\n$$x$$\n\nand.")


@pytest.mark.parametrize(("text", "typeset"), [("d_1", True), ("0.25", True), (r"\text{yes no}", True),
                                               ("yes, it is constant", False), ("constant", False)])  # fmt: skip
def test_words_are_not_set_as_formulas(text: str, typeset: bool) -> None:
    assert ("<math" in prose.value(text)) is typeset


def test_the_last_gate_keeps_out_what_the_others_let_through() -> None:
    html = clean('<p onclick="x()" style="color:red"><script>x()</script><svg onload="x()"></svg>'
                 '<math><mtext><img src=x onerror=x()></mtext><mi href="javascript:x()">y</mi></math></p>')  # fmt: skip
    assert html == "<p><math><mtext></mtext><mi>y</mi></math></p>"


def test_a_value_in_words_shows_its_formulas() -> None:
    shown = prose.value(r"scales as $\Theta(d_1^2)$ and does not depend on $d_2$")
    assert shown.count("<math") == 2
    assert "$" not in shown
