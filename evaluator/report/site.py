"""Writes the pages of a run folder. Everything shown is read from the folder; nothing is computed anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from evaluator.model import PartResult
from evaluator.report import links
from evaluator.report.folder import RunFolder, load
from evaluator.report.pages import render
from evaluator.report.views.index import index_view
from evaluator.report.views.part import part_page_view
from evaluator.report.views.parts import PartsByID
from evaluator.report.views.transcript import transcript_view


@dataclass(frozen=True)
class Neighbours:
    """Pages before and after, as links from the report's folder."""

    before: str | None
    after: str | None


def write(folder: Path) -> None:
    """Rebuilds index.html, t/, p/ and assets/ of a run folder."""
    run = load(folder)
    parts = PartsByID.of_run(run.parts, run.results)
    _write(folder / "index.html", render("index.html", "", view=index_view(run.run, run.results, parts)))
    for name, page in _transcript_pages(run, parts):
        _write(folder / name, page)
    for name, page in _part_pages(run, parts):
        _write(folder / name, page)
    _write_assets(folder / "assets")


def _transcript_pages(run: RunFolder, parts: PartsByID) -> Iterator[tuple[str, str]]:
    by_transcript = _grouped(run.results, lambda result: result.transcript)
    order = [links.transcript_page(id) for id in by_transcript]
    for transcript in run.transcripts():
        name = links.transcript_page(transcript.id)
        view = transcript_view(transcript, by_transcript.get(transcript.id, []), parts)
        yield name, render("transcript.html", "../", view=view, beside=_neighbours(name, order))


def _part_pages(run: RunFolder, parts: PartsByID) -> Iterator[tuple[str, str]]:
    by_part = _grouped(run.results, lambda result: result.part)
    order = [links.part_page(id) for id in parts.views]
    for part in parts.views.values():
        name = links.part_page(part.id)
        view = part_page_view(part, by_part.get(part.id, []))
        yield name, render("part.html", "../", view=view, beside=_neighbours(name, order))


def _grouped(results: Sequence[PartResult], key: Callable[[PartResult], str]) -> dict[str, list[PartResult]]:
    found: dict[str, list[PartResult]] = {}
    for result in results:
        found.setdefault(key(result), []).append(result)
    return found


def _neighbours(name: str, order: Sequence[str]) -> Neighbours:
    if name not in order:
        return Neighbours(None, None)
    at = order.index(name)
    return Neighbours(order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None)


def _write_assets(folder: Path) -> None:
    for asset in sorted(files("evaluator.report").joinpath("static").iterdir(), key=lambda each: each.name):
        if asset.is_file():
            _write(folder / asset.name, asset.read_text(encoding="utf-8"))


def _write(path: Path, text: str) -> None:
    """Leaves a file alone that already says the same."""
    data = text.encode("utf-8", "replace")
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
