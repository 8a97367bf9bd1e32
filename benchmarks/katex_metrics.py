"""katex_metrics.py KATEX OUT: the sizes of KaTeX's glyphs by alphabet, in thousandths of an em, as a data file.

KATEX is the folder of the npm package `katex` (MIT licence); its src/fontMetricsData.js is read. Each glyph is a row of
width, height, depth and the lean by which a script below stands nearer (KaTeX's "italic").
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ALPHABETS = {
    "it": "Math-Italic", "rm": "Main-Regular", "ams": "AMS-Regular", "bf": "Main-Bold", "bi": "Math-BoldItalic",
    "cal": "Caligraphic-Regular", "frak": "Fraktur-Regular", "scr": "Script-Regular", "sf": "SansSerif-Regular",
    "tt": "Typewriter-Regular", "1": "Size1-Regular", "2": "Size2-Regular", "3": "Size3-Regular", "4": "Size4-Regular",
}  # fmt: skip


def main(katex: str, out: str) -> None:
    source = (Path(katex) / "src" / "fontMetricsData.js").read_text(encoding="utf-8")
    body = re.sub(r"^//.*$", "", source, flags=re.M).replace("export default", "")
    metrics = json.loads(re.sub(r",(\s*[}\]])", r"\1", body.strip().rstrip(";")))
    found: dict[str, dict[str, list[int]]] = {}
    for name, font in ALPHABETS.items():
        glyphs = found[name] = {}
        for code, (depth, height, italic, _, width) in sorted(metrics[font].items(), key=lambda kv: int(kv[0])):
            glyphs[chr(int(code))] = [round(1000 * x) for x in (width, height, depth, italic)]
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    Path(out).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
