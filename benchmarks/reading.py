"""reading.py FILE.pdf ...: how fast PDF pages become a transcript, beside pdfium handing out the same glyphs and paths.

Prints pages a second for: the glyphs and paths alone, the layout (formulas and lines), the whole transcript; the ratio
of the last to the first; and the peak memory of the process. Every figure is the best of three runs.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from evaluator.mathtext.pdf.extract import pages
from evaluator.mathtext.pdf.page_lines import page_lines
from evaluator.readers import read_bytes

RUNS = 3


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest run."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main(files: list[str]) -> None:
    print(f"{'file':32s} {'pages':>5s} {'glyphs':>8s} {'layout':>8s} {'all':>8s}  pages a second; all : glyphs")
    for name in files:
        data = Path(name).read_bytes()
        count = sum(1 for _ in pages(data))
        alone = best(lambda data=data: deque(pages(data), maxlen=0))
        layout = best(lambda data=data: deque(map(page_lines, pages(data)), maxlen=0))
        whole = best(lambda data=data: read_bytes("log.pdf", data))
        rates = " ".join(f"{count / seconds:8.1f}" for seconds in (alone, layout, whole))
        print(f"{Path(name).name:32s} {count:5d} {rates}  {whole / alone:.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
