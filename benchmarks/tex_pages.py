"""tex_pages.py TRUTH.jsonl [TRUTH.jsonl ...]: typesets formulas with pdfTeX and XeTeX, and says how many come back.

TRUTH has a line {latex} a formula. Every second one stands in a sentence, the others are displayed. What TeX rejects is
left out, and so is what is nothing but words and digits. Two formulas are the same as in recovery.py. With -v the
failures are listed. Needs pdflatex and xelatex with lmodern and unicode-math.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from recovery import CONSTRUCTS, key

from evaluator.mathtext.pdf.document import assemble
from evaluator.mathtext.pdf.extract import pages
from evaluator.mathtext.pdf.page_lines import page_lines
from evaluator.model import Passage

MATHS = r"\usepackage{amsmath,mathtools}"
STYLES = {
    "Computer Modern": ("pdflatex", rf"\documentclass[11pt]{{article}}{MATHS}\usepackage{{amssymb,bm}}"),
    "Latin Modern": (
        "pdflatex",
        rf"\documentclass{{article}}\usepackage[T1]{{fontenc}}\usepackage{{lmodern}}{MATHS}\usepackage{{amssymb,bm}}",
    ),
    "Unicode": ("xelatex", rf"\documentclass{{article}}{MATHS}\usepackage{{unicode-math}}"),
}
MARGINS = r"\usepackage[margin=1in]{geometry}"
ITEM = re.compile(r"Item (\d+)\s+reads")
TRIES = 4  # each leaves out what TeX rejected
PLAIN = re.compile(r"(?:\\(?:text|mathrm|textrm|mathit)\{[^{}]*\}|[\d.,%\\\s:=+-])+")
IGNORED = re.compile(
    r"\\(?:displaystyle|textstyle|limits|nolimits|nonumber|notag)(?![A-Za-z])|\\(?:label|tag)\{[^{}]*\}"
)


def main(paths: list[str], verbose: bool) -> None:
    rows = [json.loads(line)["latex"] for path in paths for line in Path(path).read_text("utf-8").splitlines()]
    wanted = list(dict.fromkeys(" ".join(row.split()) for row in rows if row and not PLAIN.fullmatch(row)))
    for style, (engine, head) in STYLES.items():
        with TemporaryDirectory() as folder:
            printed = typeset(dict(enumerate(wanted)), engine, head + MARGINS, Path(folder))
            data = (Path(folder) / "page.pdf").read_bytes()
        told(style, printed, assemble(page_lines(p) for p in pages(data)).passage, verbose)


def typeset(items: dict[int, str], engine: str, head: str, folder: Path) -> dict[int, str]:
    """Makes page.pdf; the items that TeX took."""
    for _ in range(TRIES):
        lines = [head, r"\begin{document}"]
        at = {}
        for number, latex in items.items():
            shown = rf"\[{latex}\]" if number % 2 else f"${latex}$ here."
            lines.append(rf"\par Item {number} reads {shown}")
            at[len(lines)] = number
        (folder / "page.tex").write_text("\n".join([*lines, r"\end{document}"]), encoding="utf-8")
        command = [engine, "-interaction=nonstopmode", "page.tex"]
        subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300)
        log = (folder / "page.log").read_text(encoding="utf-8", errors="replace")
        rejected = {at[int(n)] for n in re.findall(r"^l\.(\d+)", log, re.MULTILINE) if int(n) in at}
        if not rejected:
            break
        items = {number: latex for number, latex in items.items() if number not in rejected}
    return items


def told(style: str, printed: dict[int, str], passage: Passage, verbose: bool) -> None:
    begins = {int(m[1]): m.end() for m in ITEM.finditer(passage.markdown)}
    ends = dict(zip(begins, [*list(begins.values())[1:], len(passage.markdown)], strict=True))
    asked, found, sure, right = Counter[str](), Counter[str](), 0, 0
    for number, latex in printed.items():
        inside = [f for f in passage.formulas if begins.get(number, 0) <= f.at.start < ends.get(number, 0)]
        hits = [f for f in inside if plain(f.latex) == plain(latex)]
        sure += sum(f.verified for f in inside)
        right += sum(f.verified for f in hits)
        names = [n for n, p in CONSTRUCTS.items() if p and re.search(p, latex)] or ["none of these"]
        for name in ("all", "displayed" if number % 2 else "in a sentence", *names):
            asked[name] += 1
            found[name] += bool(hits)
        if verbose and not hits:
            print(f"{style} {number}: {latex}\n    {[f.latex for f in inside]}")
    print(style)
    for name in ("all", "displayed", "in a sentence", *CONSTRUCTS):
        if asked[name]:
            print(f"  {name:14s} {found[name]:5d} of {asked[name]:5d}  {found[name] / asked[name]:6.1%}")
    print(f"  marked sure    {sure:5d}, of them the whole formula {right / max(sure, 1):6.1%}")


def plain(latex: str) -> str:
    return key(IGNORED.sub("", latex).strip().rstrip(".,;").strip())


if __name__ == "__main__":
    given = [a for a in sys.argv[1:] if a != "-v"]
    if not given:
        sys.exit(__doc__)
    main(given, "-v" in sys.argv)
