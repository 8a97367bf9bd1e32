"""katex_widths.py KATEX OUT: the advance widths of KaTeX's glyphs, in thousandths of an em, as a data file.

KATEX is the folder of the npm package `katex` (MIT licence); its src/fontMetricsData.js is read. Letters are taken from
the italic alphabet of mathematics, everything else from the upright one, big operators from the small size.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

WIDTH = 4  # place of the advance width in KaTeX's rows: depth, height, italic, skew, width
FONTS = ("AMS-Regular", "Main-Regular", "Math-Italic", "Size1-Regular")  # later ones win where they apply
BIG = frozenset("∑∏∫∮⋃⋂⨁⨂⋁⋀∐")


def main(katex: str, out: str) -> None:
    source = (Path(katex) / "src" / "fontMetricsData.js").read_text(encoding="utf-8")
    body = re.sub(r"^//.*$", "", source, flags=re.M).replace("export default", "")
    metrics = json.loads(re.sub(r",(\s*[}\]])", r"\1", body.strip().rstrip(";")))
    widths: dict[str, int] = {}
    for font in FONTS:
        for code, row in metrics[font].items():
            char = chr(int(code))
            if font == "Math-Italic" and not char.isalpha():
                continue
            if font == "Size1-Regular" and char not in BIG:
                continue
            widths[char] = round(1000 * row[WIDTH])
    text = json.dumps(dict(sorted(widths.items())), ensure_ascii=False, indent=None, separators=(",", ":"))
    Path(out).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
