"""recovery.py TRUTH PAGES [TRUTH PAGES ...]: how many printed formulas come back, by construct.

PAGES is a PDF or the text dump of one. TRUTH is a .jsonl with a line {page, latex} a formula, or the PDF that the dump
was made of: what our PDF reader is sure of in it is then the truth. Two formulas are the same when our parser gives the
same tree; what it cannot parse must be laid out in the same way. With -v the failures are listed.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

from evaluator.answers.formulas import parsed_or_none
from evaluator.mathtext.dump.restore import restore
from evaluator.mathtext.dump.struts import taken_out
from evaluator.mathtext.each import in_turn
from evaluator.mathtext.layout import Row
from evaluator.mathtext.pdf.document import assemble
from evaluator.mathtext.pdf.extract import pages
from evaluator.mathtext.pdf.page_lines import page_lines
from evaluator.mathtext.typeset import NotTypeset, typeset
from evaluator.model import Passage

CONSTRUCTS = {
    "scripts": r"[_^]",
    "fractions": r"\\[dt]?frac",
    "roots": r"\\sqrt",
    "big operators": r"\\(?:sum|prod|int|max|min|lim|operatorname\*)",
    "fences": r"\\left",
    "tables": r"\\begin\{(?!aligned|split)",
    "aligned": r"\\begin\{(?:aligned|split)",
    "accents": r"\\(?:hat|bar|tilde|vec|dot|widehat|overline)",
    "braces": r"\\(?:under|over)brace",
    "words": r"\\(?:text|operatorname)",
    "alphabets": r"\\(?:mathbb|mathcal|mathbf|boldsymbol|mathfrak|mathsf)",
    "none of these": "",
}


WORDS = re.compile(r"\\(?:text(?:rm|it|bf)?|mathrm|operatorname\*?|mathop)\s*\{([^{}]*)\}")


ALPHABETS = re.compile(r"\\(?:mathbb|mathcal|mathbf|boldsymbol|mathfrak|mathsf|mathrm|bm)\b")  # no dump tells them


def key(latex: str, dump: bool) -> str:
    """Words are the same by whatever command they are set; blanks in them do not count."""
    plain = WORDS.sub(lambda m: rf"\text{{{''.join(m[1].split())}}}", latex)
    if dump:
        plain = ALPHABETS.sub("", plain)
    return repr(parsed_or_none(plain) or _layout(plain) or "".join(plain.split()))


def _layout(latex: str) -> Row | None:
    try:
        return typeset(latex)
    except NotTypeset:
        return None


Truth = tuple[int | None, str]  # page, LaTeX


def passage_of(path: Path) -> Passage:
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return assemble(page_lines(p) for p in pages(data)).passage
    text, struts = taken_out(data.decode("utf-8"))
    return restore(text, in_turn, struts).passage


def truth_of(path: Path) -> list[Truth]:
    if path.suffix == ".pdf":
        return [(f.span.page, f.latex) for f in passage_of(path).formulas if f.verified]
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [(each["page"], each["latex"]) for each in lines if each.get("latex")]


def constructs(latex: str) -> list[str]:
    return [n for n, p in CONSTRUCTS.items() if p and re.search(p, latex)] or ["none of these"]


def main(paths: list[Path], verbose: bool) -> None:
    asked, found = Counter[str](), Counter[str]()
    said, right = Counter[str](), Counter[str]()
    start = time.perf_counter()
    for truth_path, printed in zip(paths[::2], paths[1::2], strict=True):
        truth, dump = truth_of(truth_path), printed.suffix == ".txt"
        formulas = passage_of(printed).formulas
        read = Counter((f.span.page, key(f.latex, dump)) for f in formulas)
        for page, latex in truth:
            hit = (page, key(latex, dump))
            ok = read[hit] > 0
            read[hit] -= ok
            for name in ("all", *constructs(latex)):
                asked[name] += 1
                found[name] += ok
            if verbose and not ok:
                print(f"{printed.name} page {page}: {latex}")
        known = {(page, key(latex, dump)) for page, latex in truth}
        for each in formulas:
            said[each.doubt.reading] += 1
            right[each.doubt.reading] += (each.span.page, key(each.latex, dump)) in known
    for name in ("all", *CONSTRUCTS):
        if asked[name]:
            print(f"{name:14s} {found[name]:5d} of {asked[name]:5d}  {found[name] / asked[name]:6.1%}")
    for name in said:
        print(f"{name:14s} {said[name]:5d} said, of them right {right[name] / said[name]:6.1%}")
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    given = [Path(a) for a in sys.argv[1:] if a != "-v"]
    if len(given) < 2 or len(given) % 2:
        sys.exit(__doc__)
    main(given, "-v" in sys.argv)
