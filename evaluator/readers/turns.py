"""From marks to conversations and turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from evaluator.mathtext.attachments import end_of_files
from evaluator.model import Comment, Confidence, Conversation, Loss, Passage, Span, Turn
from evaluator.readers.about import About, about
from evaluator.readers.dialect import Mark, Marking, solutions
from evaluator.readers.outline import outline
from evaluator.readers.printed import end_of_paragraph, heading_parts, named, number_of, opens_section
from evaluator.readers.shape import prompts
from evaluator.readers.spoken import with_spoken_remarks

NOTHING = Passage(markdown="")
_LINE: Final = re.compile(r"^.*\S.*$", re.MULTILINE)
_QUOTED: Final = re.compile(r"\s*(?:^>.*(?:\n|\Z)(?:[ \t]*\n)*)+", re.MULTILINE)
_RULES: Final = re.compile(r"(?:\n[ \t]*(?:-{3,}|━{3,}|\*{3,}|_{3,}|={3,})[ \t]*)+\s*\Z")
_FOLDED: Final = re.compile(
    r"\s*+(?:[^\w\s]{0,3}\s*+(?:thought|thinking|reasoned|worked)(?:[ \t]+(?:process|(?:about[ \t]+this[ \t]+)?"
    r"for[ \t]+[\w ]{0,30}?(?:\d[ \t]?[smh]|seconds?|minutes?|hours?)))?[^\w\n]*(?:\n|\Z)\s*+)+",
    re.IGNORECASE,
)
_TITLE_LINES: Final = 6  # lines that may stand above the first prompt of a log
_TIME: Final = re.compile(
    r"^\W*\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AP]M)?\W*$", re.MULTILINE | re.IGNORECASE
)
_LEAST_TIMES: Final = 2
_LEAST_PARTS: Final = 3  # that a document must answer to be nothing but answers
_ORDERLY_PARTS: Final = 5  # in ascending order: no chat with questions back and forth
_RARE: Final = 0.1  # of lines: where more stand behind blank ones, these part paragraphs
_LEAST_PROMPTS: Final = 2  # further down a single line that looks like one is none


@dataclass
class _Draft:
    """A turn while its marks are read."""

    heading: tuple[str, ...] | None  # the part heading right above the prompt, if any
    prompt: Passage = NOTHING
    thinking: Passage | None = None
    outputs: list[Passage] = field(default_factory=list)  # remarks may stand in the middle of an answer
    comments: list[Comment] = field(default_factory=list)

    @property
    def output(self) -> Passage:
        return Passage.joined(self.outputs)


@dataclass
class _Talk:
    link: str | None
    title: str | None
    turns: list[_Draft] = field(default_factory=list)


def conversations(document: Passage, marking: Marking) -> tuple[Conversation, ...]:
    """The conversations of an annotated log; empty when it has no marks."""
    talks = _talks(document, marking.marks)
    found: list[Conversation] = []
    count, last = 0, tuple[str, ...]()
    for talk in talks:
        turns = []
        for draft, wanted in _parts(talk.turns, last):
            turns.append(_turn(count, draft, wanted))
            count, last = count + 1, wanted.parts or last
        if turns:
            found.append(Conversation(link=talk.link, title=talk.title, turns=with_spoken_remarks(turns)))
    return tuple(found)


def by_shape(document: Passage) -> tuple[Conversation, ...]:
    """The turns of a log that nothing marks, told from the shape of its lines; empty where no chat can be made out."""
    found = list(_LINE.finditer(document.markdown))
    asked = prompts([line[0] for line in found], _apart(document.markdown, found))
    begun = [i for i, here in enumerate(asked) if here and not (i and asked[i - 1]) and found[i][0][0] not in "#*"]
    if not begun or (len(begun) < _LEAST_PROMPTS and begun[0] > _TITLE_LINES):
        return ()
    asked[0] = asked[0] or begun[0] > _TITLE_LINES  # a chat begins with a prompt: this one was overlooked
    said = by_lines(document, [(m.start(), m.end(), here) for m, here in zip(found, asked, strict=True)])
    return tuple(c.model_copy(update={"turns": tuple(_in_doubt(t) for t in c.turns)}) for c in said)


def _apart(text: str, lines: Sequence[re.Match[str]]) -> frozenset[int]:
    """The lines behind blank ones, where these are rare: there they part what was painted apart."""
    found = {i for i, (a, b) in enumerate(pairwise(lines), start=1) if text.count("\n", a.end(), b.start()) > 1}
    return frozenset(found) if len(found) < _RARE * len(lines) else frozenset()


def _in_doubt(turn: Turn) -> Turn:
    """A prompt that was overlooked makes two answers one: what such a turn states may confirm, and accuses nobody."""
    whole = Span(start=0, end=len(turn.output.markdown))
    loss = Loss(what="where prompts and answers begin is told from the shape of the lines alone", at=whole)
    output = turn.output.model_copy(update={"losses": (*turn.output.losses, loss)})
    return turn.model_copy(update={"output": output})


def by_times(document: Passage) -> tuple[Conversation, ...]:
    """The turns of a log that prints the time of every message: people and models alternate, people write less."""
    found = list(_TIME.finditer(document.markdown))
    if len(found) < _LEAST_TIMES:
        return ()
    ends = [*(m.start() for m in found), len(document.markdown)]
    messages = list(zip([0, *(m.end() for m in found)], ends, strict=True))
    lengths = [sum(end - start for start, end in messages[parity::2]) for parity in (0, 1)]
    asks = lengths.index(min(lengths))
    return by_lines(document, [(start, end, i % 2 == asks) for i, (start, end) in enumerate(messages)])


def by_headings(document: Passage) -> tuple[Conversation, ...]:
    """A document that answers part after part and shows no prompts: one turn, by the model as far as we know."""
    parts = {s.part for s in outline(document.markdown) if not s.part.isdigit()}
    if len(parts) < _LEAST_PARTS:
        return ()
    found = conversations(document, solutions(document.markdown))
    return tuple(c.model_copy(update={"turns": tuple(_guessed(t) for t in c.turns)}) for c in found)


def by_lines(document: Passage, said: Sequence[tuple[int, int, bool]]) -> tuple[Conversation, ...]:
    """The turns of a chat page: `said` are its lines as (start, end, whether a person says it).

    Empty where nothing is asked or nothing answered. Who speaks is a guess, and the turns say so.
    """
    runs: list[tuple[int, int, bool]] = []
    for start, end, prompt in said:
        if not document.markdown[start:end].strip():
            continue
        if runs and runs[-1][2] == prompt:
            runs[-1] = (runs[-1][0], end, prompt)
        else:
            runs.append((start, end, prompt))
    drafts: list[_Draft] = []
    for start, end, prompt in runs:
        if prompt:
            drafts.append(_Draft(None, prompt=_without_files(trimmed(document, start, end))))
        elif drafts:
            drafts[-1].outputs.append(answer(document, start, end))
    if not any(draft.output.markdown for draft in drafts):
        return ()
    turns = [_guessed(_turn(number, draft, wanted)) for number, (draft, wanted) in enumerate(_parts(drafts, ()))]
    return (Conversation(link=None, title=None, turns=with_spoken_remarks(turns)),)


def _without_files(prompt: Passage) -> Passage:
    """The words of a prompt without the chips of files above them; where nothing else was sent, these."""
    words = end_of_files(prompt.markdown)
    return prompt if words == len(prompt.markdown) else trimmed(prompt, words, len(prompt.markdown))


def _guessed(turn: Turn) -> Turn:
    return turn.model_copy(update={"speakers": Confidence.likely})


def guessed(document: Passage) -> tuple[Conversation, ...]:
    """The turns where nothing says who speaks; at worst one turn that may be anyone's."""
    orderly = by_headings(document) if _is_orderly(document.markdown) else ()
    return by_times(document) or orderly or by_shape(document) or by_headings(document) or unattributed(document)


def _is_orderly(text: str) -> bool:
    """Whether it answers part after part, each once: then it is read along its headings, whoever asks in between."""
    parts = [s.part for s in outline(text) if not s.part.isdigit()]
    order = [(int(part[:-1]), part[-1]) for part in parts]
    return len(parts) >= _ORDERLY_PARTS and all(a < b for a, b in pairwise(order))


def unattributed(document: Passage) -> tuple[Conversation, ...]:
    """A document in which nobody says who speaks: one turn that may be anyone's."""
    said = trimmed(document, 0, len(document.markdown))
    turn = Turn(
        id=0,
        parts=(),
        follow_up=False,
        prompt=NOTHING,
        thinking=None,
        output=said,
        comments=(),
        speakers=Confidence.doubtful,
    )
    return (Conversation(link=None, title=None, turns=(turn,)),)


def _talks(document: Passage, marks: Sequence[Mark]) -> list[_Talk]:
    title = _title(document.markdown[: marks[0].start]) if marks else None
    talks = [_Talk(None, title)]
    heading: tuple[str, ...] | None = None
    asks = any(mark.kind == "prompt" for mark in marks)
    pending = (0, 0 if asks or not marks else marks[0].start)  # words of nobody yet: a prompt, if no mark says so
    for index, mark in enumerate(marks):
        end = marks[index + 1].start if index + 1 < len(marks) else len(document.markdown)
        said = trimmed(document, mark.content, end)
        turns = talks[-1].turns
        match mark.kind:
            case "heading":
                heading = named(mark.text)
            case "title":
                heading = heading_parts(mark.text, heading) or heading
            case "problem":
                heading = heading_parts(mark.text, None)
                if _is_full(talks[-1]):
                    talks.append(_Talk(None, None))
            case "link":
                _link(talks, mark.text)
            case "prompt":
                turns.append(_Draft(heading, prompt=said))
                heading = None
            case "thinking" if turns and turns[-1].outputs and _answers(marks[index + 1 :]):
                turns[-1].outputs, turns[-1].thinking = [], said
            case "thinking" if turns and turns[-1].outputs:
                thoughts = quoted(document.markdown, mark.content, end)
                if thoughts > mark.content:
                    turns[-1].thinking = trimmed(document, mark.content, thoughts)
                turns[-1].outputs = [answer(document, thoughts, end)]
            case "thinking" if turns:
                turns[-1].thinking = said
            case "output":
                if not turns or turns[-1].outputs:
                    turns.append(_Draft(heading, prompt=trimmed(document, *pending)))
                    heading = None
                turns[-1].outputs.append(answer(document, mark.content, end))
                pending = (end, end)
            case "comment" if turns:
                ends = end_of_paragraph if mark.in_brackets else opens_section
                goes_on = ends(document.markdown, mark.content, end)
                remark = trimmed(document, mark.content, goes_on)
                pages = remark.pages()
                turns[-1].comments.append(Comment(passage=remark, page=pages[0] if pages else None))
                if goes_on < end:
                    if _asks_next(marks[index + 1 :]):
                        turns[-1].outputs.append(trimmed(document, goes_on, end))
                    else:
                        pending = (goes_on, end)
    return talks


def _answers(later: Sequence[Mark]) -> bool:
    return bool(later) and later[0].kind == "output"


def _asks_next(later: Sequence[Mark]) -> bool:
    """Whether an answer goes on behind a remark: else a mark says that another begins."""
    return next((m.kind for m in later if m.kind in ("prompt", "output", "comment")), "prompt") != "output"


def _is_full(talk: _Talk) -> bool:
    """Whether a talk has been about something: a lone set-up exchange still belongs to what comes next."""
    return any(draft.heading or named(draft.prompt.markdown) for draft in talk.turns)


def _link(talks: list[_Talk], url: str) -> None:
    if talks[-1].link is None and not _is_full(talks[-1]):
        talks[-1].link = url
    else:
        talks.append(_Talk(url, None))


def _title(before: str) -> str | None:
    words = " ".join(before.replace("#", " ").split())
    return words[:200] or None


def _parts(drafts: Sequence[_Draft], last: tuple[str, ...]) -> list[tuple[_Draft, About]]:
    """Each turn with its parts, and whether it follows up on the turn before.

    A prompt that names parts is about those; one right under a heading is about the heading's, unless it only sets
    the scene for a later prompt under the same heading; any other goes on with what came before.
    """
    found: list[tuple[_Draft, About]] = []
    current: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()  # a heading whose question is still to come
    headed = any(draft.heading for draft in drafts)  # then a prompt that is a file alone is about the heading's, too
    for index, draft in enumerate(drafts):
        known = draft.heading or waiting or current or last
        prompt = draft.prompt.markdown
        wanted = about(prompt[end_of_files(prompt) :] if headed else prompt, draft.output.markdown, known)
        if wanted.lost and draft.heading is None:
            current, last = (), ()
            found.append((draft, About(())))
            continue
        if draft.heading is not None:
            waiting = draft.heading
            if wanted.follow_up and _asked_later(drafts[index + 1 :]):
                found.append((draft, About(())))
                continue
        parts = _settled(() if wanted.follow_up else wanted.parts, waiting)
        if parts:
            current, waiting = parts, ()
            found.append((draft, About(parts)))
        else:
            found.append((draft, About(current, follow_up=bool(current))))
    return found


def _settled(wanted: tuple[str, ...], heading: tuple[str, ...]) -> tuple[str, ...]:
    """A heading is more exact than a prompt that only names its question."""
    questions = {number_of(part) for part in heading}
    if heading and (not wanted or set(heading) & set(wanted) or set(wanted) <= questions):
        return heading
    return wanted


def _asked_later(later: Sequence[_Draft]) -> bool:
    """Whether a prompt before the next heading names parts."""
    for draft in later:
        if draft.heading is not None:
            return False
        if named(draft.prompt.markdown):
            return True
    return False


def _turn(id: int, draft: _Draft, wanted: About) -> Turn:
    return Turn(
        id=id,
        parts=wanted.parts,
        follow_up=wanted.follow_up,
        prompt=draft.prompt,
        thinking=draft.thinking,
        output=draft.output,
        comments=tuple(draft.comments),
    )


def quoted(text: str, start: int, end: int) -> int:
    """Where the quotation that `text[start:end]` begins with is over."""
    lines = _QUOTED.match(text, start, end)
    return lines.end() if lines else start


def answer(document: Passage, start: int, end: int) -> Passage:
    """The slice without the labels that chat pages print above an answer, its thoughts being folded away."""
    labels = _FOLDED.match(document.markdown, start, end)
    return trimmed(document, labels.end() if labels else start, end)


def trimmed(document: Passage, start: int, end: int) -> Passage:
    """The slice without the white space around it, and without a rule at its end that parts it from what follows."""
    text = _RULES.sub("", document.markdown[start:end])
    end = start + len(text)
    lead = len(text) - len(text.lstrip())
    return document.slice(start + lead, max(start + lead, end - (len(text) - len(text.rstrip()))))
