"""Writes the pages of a run folder. Everything shown is read from the folder; nothing is computed anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain, pairwise
from pathlib import Path
from typing import TypeVar

from evaluator.model import PartResult, Transcript
from evaluator.report import links
from evaluator.report.first import FirstOfParts
from evaluator.report.folder import RunFolder, load
from evaluator.report.pages import render
from evaluator.report.views.index import Overview
from evaluator.report.views.part import MOST, part_page_view
from evaluator.report.views.parts import PartsByID
from evaluator.report.views.transcript import transcript_view

T = TypeVar("T")


@dataclass(frozen=True)
class Neighbours:
    """Pages before and after, as links from the report's folder."""

    before: str | None
    after: str | None


def write(folder: Path) -> None:
    """Rebuilds index.html, t/, p/ and assets/ of a run folder, holding the results of one transcript at a time."""
    run = load(folder)
    parts = PartsByID.of_run(run.parts, _one_of_each(run).values())
    overview = Overview(parts)
    with closing(FirstOfParts(MOST)) as first:
        for before, (id, results), after in _with_neighbours(run.by_transcript()):
            overview.add(results)
            first.add(results)
            if run.has_transcript(id):
                _write_transcript(folder, run.transcript(id), results, parts, Neighbours(before, after))
        _write(folder / "index.html", render("index.html", "", view=overview.view(run.run)))
        _write_parts(folder, parts, first, overview)
    _write_assets(folder / "assets")


def _one_of_each(run: RunFolder) -> dict[str, PartResult]:
    """A result of every part, by its id."""
    found: dict[str, PartResult] = {}
    for result in run.as_graded():
        found.setdefault(result.part, result)
    return dict(sorted(found.items()))


def _with_neighbours(found: Iterable[tuple[str, T]]) -> Iterator[tuple[str | None, tuple[str, T], str | None]]:
    """Each with the pages of those before and behind it."""
    before: str | None = None
    for this, following in pairwise(chain(found, [None])):
        assert this is not None
        yield before, this, links.transcript_page(following[0]) if following else None
        before = links.transcript_page(this[0])


def _write_transcript(
    folder: Path, transcript: Transcript, results: Sequence[PartResult], parts: PartsByID, beside: Neighbours
) -> None:
    view = transcript_view(transcript, results, parts)
    page = render("transcript.html", "../", view=view, beside=beside)
    _write(folder / links.transcript_page(transcript.id), page)


def _write_parts(folder: Path, parts: PartsByID, first: FirstOfParts, overview: Overview) -> None:
    names = [links.part_page(id) for id in parts.views]
    for part, before, after in zip(parts.views.values(), [None, *names], [*names[1:], None], strict=False):
        view = part_page_view(part, first.of_part(part.id), overview.of_part(part.id))
        page = render("part.html", "../", view=view, beside=Neighbours(before, after))
        _write(folder / links.part_page(part.id), page)


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
