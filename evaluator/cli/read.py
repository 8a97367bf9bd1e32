"""`evaluator read`: a transcript as understood."""

from __future__ import annotations

import json
import os
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

if TYPE_CHECKING:
    from evaluator.model import Formula, Passage, ReadingProblem, Transcript, Turn


_EXCERPT: Final = 60  # characters of a prompt in the overview
_SPEAKERS: Final = {
    "sure": "the source says it",
    "likely": "a guess, from panels, times, headings or the shape of the lines",
    "doubtful": "nobody says it",
}
_COMMENTS: Final = {
    "text": "Comment",
    "annotation": "Comment on the page",
    "prompt": "Comment in the next prompt",
}


class Format(StrEnum):
    markdown = "markdown"
    json = "json"


def read(
    source: Annotated[Path, typer.Argument(help="The transcript to read.", show_default=False)],
    format: Annotated[Format, typer.Option("--format", help="How to show it.")] = Format.markdown,
    jobs: Annotated[int | None, typer.Option(min=1, help="Worker processes for the pages of a dump.")] = None,
) -> None:
    """Show a transcript as understood: turns, roles, remarks, parts, mathematics as LaTeX.

    Examples:

        evaluator read transcripts/eecs182/hw3/careful.md

        evaluator read transcripts/eecs182/hw3/page.pdf --format json
    """
    from evaluator.equality.workers import Workers
    from evaluator.readers import read as read_file

    with Workers(jobs=jobs or os.cpu_count() or 1) as workers:
        transcript = read_file(source, workers.each)
    if format is Format.json:
        print(json.dumps(as_json(transcript), ensure_ascii=False, indent=1))
    else:
        print(as_markdown(transcript))


def as_markdown(transcript: Transcript) -> str:
    """At the top what was understood, a line a turn; below it all that was said."""
    lines = [f"# {transcript.source.name} ({transcript.source.format})", "", *_overview(transcript)]
    for number, conversation in enumerate(transcript.conversations, start=1):
        lines.append(f"\n## Conversation {number}" + (f": {conversation.title}" if conversation.title else ""))
        if conversation.link:
            lines.append(f"<{conversation.link}>")
        for turn in conversation.turns:
            lines.extend(_turn_lines(turn))
    return "\n".join(lines)


def _overview(transcript: Transcript) -> list[str]:
    turns = transcript.turns()
    marks = transcript.source.dialect
    how = f"by its marks: {marks}" if marks else _SPEAKERS[max((t.speakers for t in turns), key=_order)]
    lines = [f"Who speaks: {how}.", "", "| turn | part | page | prompt | remarks |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(_row(turn))} |" for turn in turns]
    told = Counter(f"{p.what}{_on_page(p)}" for p in transcript.problems)
    lines += [f"\n- not read: {what}" + (f" ({times} places)" if times > 1 else "") for what, times in told.items()]
    return lines


def _row(turn: Turn) -> tuple[str, ...]:
    from evaluator.grading.remarks import mark_of

    about = (", ".join(turn.parts) or "none named") + (" (goes on)" if turn.follow_up else "")
    pages = turn.pages()
    page = f"{pages[0]}-{pages[-1]}" if len(pages) > 1 else "".join(map(str, pages))
    mark = mark_of([c.passage.markdown for c in turn.comments], "", ())
    said = f"{len(turn.comments)}" if turn.comments else ""
    said += f", read as {mark.verdict}" if mark and mark.verdict else ""
    return str(turn.id), about, page, _excerpt(turn.prompt.markdown), said


def _excerpt(text: str) -> str:
    words = " ".join(text.split()).replace("|", "\\|")
    return words if len(words) <= _EXCERPT else words[: _EXCERPT - 1].rstrip() + "…"


def _on_page(problem: ReadingProblem) -> str:
    return f", page {problem.span.page}" if problem.span and problem.span.page else ""


def _order(confidence: str) -> int:
    return list(_SPEAKERS).index(confidence)


def _turn_lines(turn: Turn) -> list[str]:
    about = ", ".join(turn.parts) or "no part"
    lines = [f"\n### Turn {turn.id}: {about}{' (follow-up)' if turn.follow_up else ''}"]
    said = [("Prompt", turn.prompt), ("Thinking", turn.thinking), ("Output", turn.output)]
    said += [(_COMMENTS[comment.where], comment.passage) for comment in turn.comments]
    for title, passage in said:
        if passage is not None and passage.markdown:
            lines += [f"\n**{title}**\n", _with_delimiters(passage)]
    return lines


def _with_delimiters(passage: Passage) -> str:
    """The markdown; formulas that were typed among the words stand between dollars, too."""
    made, place = "", 0
    for formula in _ordered(passage):
        said = passage.markdown[formula.at.start : formula.at.end]
        if formula.at.start < place or said.startswith(("$", "\\")):
            continue
        mark = "$$" if formula.display else "$"
        made += f"{passage.markdown[place : formula.at.start]}{mark}{formula.latex}{mark}"
        place = formula.at.end
    return made + passage.markdown[place:]


def as_json(transcript: Transcript) -> dict[str, Any]:
    """The public shape of `read --format json`."""
    return {
        "schema": 1,
        "source": transcript.source.name,
        "format": transcript.source.format,
        "producer": transcript.source.producer,
        "dialect": transcript.source.dialect,
        "conversations": [
            {"link": c.link, "title": c.title, "turns": [_turn_json(t) for t in c.turns]}
            for c in transcript.conversations
        ],
        "problems": [{"page": p.span.page if p.span else None, "what": p.what} for p in transcript.problems],
    }


def _turn_json(turn: Turn) -> dict[str, Any]:
    said = [("prompt", turn.prompt), ("thinking", turn.thinking), ("output", turn.output)]
    said += [("comment", c.passage) for c in turn.comments]
    return {
        "id": turn.id,
        "speakers": turn.speakers,
        "parts": list(turn.parts),
        "pages": list(turn.pages()),
        "prompt": turn.prompt.markdown,
        "thinking": turn.thinking.markdown if turn.thinking else None,
        "output": turn.output.markdown,
        "comments": [{"text": c.passage.markdown, "page": c.page, "where": c.where} for c in turn.comments],
        "formulas": [_formula_json(f, where) for where, p in said if p for f in _ordered(p)],
    }


def _ordered(passage: Passage) -> list[Formula]:
    return sorted(passage.formulas, key=lambda f: f.at.start)


def _formula_json(formula: Formula, where: str) -> dict[str, Any]:
    return {
        "latex": formula.latex,
        "display": formula.display,
        "page": formula.span.page,
        "in": where,
        "span": formula.span.model_dump(exclude_none=True),
        "raw": formula.raw if formula.rebuilt else None,
        "reading": formula.doubt.reading,
        "placement": formula.doubt.placement,
        "why_doubt": list(formula.doubt.why),
        "verified": formula.verified,
        "box": formula.span.box,
        "assumed": list(formula.assumed),
        "alternatives": [r.model_dump() for r in formula.alternatives],
    }
