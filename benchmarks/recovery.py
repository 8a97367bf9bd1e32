"""recovery.py TRUTH.jsonl PAGES.pdf [TRUTH.jsonl PAGES.pdf ...]: how many printed formulas come back, by construct.

TRUTH has a line {page, latex} a formula. Two formulas are the same when our parser gives the same tree; what it cannot
parse must be the same text. With -v the failures are listed.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

from evaluator.answers.formulas import parsed_or_none
from evaluator.mathtext.pdf.document import assemble, page_lines
from evaluator.mathtext.pdf.extract import pages

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


def key(latex: str) -> str:
    """Words are the same by whatever command they are set; blanks in them do not count."""
    plain = WORDS.sub(lambda m: rf"\text{{{''.join(m[1].split())}}}", latex)
    return repr(parsed_or_none(plain) or "".join(plain.split()))


def main(paths: list[str], verbose: bool) -> None:
    asked, found, sure, sure_right = Counter[str](), Counter[str](), 0, 0
    for truth_path, pdf in zip(paths[::2], paths[1::2], strict=True):
        lines = Path(truth_path).read_text(encoding="utf-8").splitlines()
        truth = [t for t in map(json.loads, lines) if t.get("latex")]
        passage = assemble(page_lines(p) for p in pages(Path(pdf).read_bytes())).passage
        read = Counter((f.span.page, key(f.latex)) for f in passage.formulas)
        known = {key(t["latex"]) for t in truth}
        for each in truth:
            hit = (each["page"], key(each["latex"]))
            ok = read[hit] > 0
            read[hit] -= ok
            names = [n for n, p in CONSTRUCTS.items() if p and re.search(p, each["latex"])] or ["none of these"]
            for name in ("all", *names):
                asked[name] += 1
                found[name] += ok
            if verbose and not ok:
                print(f"{Path(pdf).name} page {each['page']}: {each['latex']}")
        certain = [f for f in passage.formulas if f.verified]
        sure += len(certain)
        sure_right += sum(key(f.latex) in known for f in certain)
    for name in ("all", *CONSTRUCTS):
        if asked[name]:
            print(f"{name:14s} {found[name]:5d} of {asked[name]:5d}  {found[name] / asked[name]:6.1%}")
    print(f"marked sure    {sure:5d}, of them right {sure_right / max(sure, 1):6.1%}")


if __name__ == "__main__":
    given = [a for a in sys.argv[1:] if a != "-v"]
    if len(given) < 2 or len(given) % 2:
        sys.exit(__doc__)
    main(given, "-v" in sys.argv)
