"""print_dump.py SOURCE.md DUMP.txt PAGE.pdf [SMALLEST [RENDERER]]: print Markdown through a browser and dump its text.

The formulas come out scrambled on purpose: a printed page has glyphs and places, but no LaTeX. Needs node with the
libraries of package.json, Chromium, and PyMuPDF (only here; the evaluator itself does not use it). SMALLEST is the
smallest font size in pixels, 12 unless said; RENDERER makes HTML of Markdown, page.mjs unless said.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pymupdf

HERE = Path(__file__).resolve().parent
SMALLEST_FONT = "12"  # pixels; many people set one, and it decides which scripts land on lines of their own
SCRIPTS = 30_000  # milliseconds of a page's own time for its scripts
ZERO_WIDTH_SPACE = "\u200b"


def render(source: Path, page: Path, renderer: str) -> None:
    """Markdown to HTML."""
    with page.open("wb") as out:
        subprocess.run(["node", str(HERE / renderer), str(source)], stdout=out, check=True)


def print_page(page: Path, pdf: Path, profile: Path, smallest: str) -> None:
    """HTML to PDF, as the print dialogue would."""
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    command += ["--no-pdf-header-footer", f"--blink-settings=minimumFontSize={smallest}"]
    command += ["--allow-file-access-from-files", f"--virtual-time-budget={SCRIPTS}"]
    command += [f"--print-to-pdf={pdf}", page.as_uri()]
    subprocess.run(command, stderr=subprocess.DEVNULL, check=True)


def dump(pdf: Path) -> str:
    """PDF to text, page after page; blanks without width are lost, as in most dumps that people keep."""
    with pymupdf.open(pdf) as document:
        pages = [page.get_text().replace(ZERO_WIDTH_SPACE, "") for page in document]
    return "\n\n".join(f"--- Page {number} ---\n{text}" for number, text in enumerate(pages, start=1))


def main(source: Path, target: Path, printed: Path, smallest: str = SMALLEST_FONT, renderer: str = "page.mjs") -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        render(source, folder / "page.html", renderer)
        print_page(folder / "page.html", folder / "page.pdf", folder / "profile", smallest)
        target.write_text(dump(folder / "page.pdf"), encoding="utf-8")
        shutil.copy(folder / "page.pdf", printed)


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5, 6):
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:4]), *sys.argv[4:])
