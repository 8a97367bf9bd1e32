"""`evaluator read`: a transcript as understood."""

from __future__ import annotations

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from evaluator.model import Formula, Passage, Transcript, Turn


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

    `evaluator read transcripts/eecs182/hw3/careful.md`

    `evaluator read transcripts/eecs182/hw3/printed.txt --format json`
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
    source = transcript.source
    lines = [f"# {source.name} ({source.format})"]
    if source.dialect:
        lines.append(f"\nMarks: {source.dialect}")
    for number, conversation in enumerate(transcript.conversations, start=1):
        lines.append(f"\n## Conversation {number}" + (f": {conversation.title}" if conversation.title else ""))
        if conversation.link:
            lines.append(f"<{conversation.link}>")
        for turn in conversation.turns:
            lines.extend(_turn_lines(turn))
    lines.extend(f"\n- not read: {p.what}" for p in transcript.problems)
    return "\n".join(lines)


def _turn_lines(turn: Turn) -> list[str]:
    about = ", ".join(turn.parts) or "no part"
    lines = [f"\n### Turn {turn.id}: {about}{' (follow-up)' if turn.follow_up else ''}"]
    if turn.speakers == "doubtful":
        lines.append("\nNobody says who speaks here.")
    elif turn.speakers == "likely":
        lines.append("\nWho speaks here is a guess.")
    said = [("Prompt", turn.prompt), ("Thinking", turn.thinking), ("Output", turn.output)]
    said += [("Comment", comment.passage) for comment in turn.comments]
    for title, passage in said:
        if passage is not None and passage.markdown:
            lines += [f"\n**{title}**\n", passage.markdown]
    return lines


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
        "alternatives": list(formula.alternatives),
    }
