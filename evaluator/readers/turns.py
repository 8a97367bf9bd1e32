"""From marks to conversations and turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from evaluator.model import Comment, Confidence, Conversation, Passage, Turn
from evaluator.readers.dialect import Mark, find_marks
from evaluator.readers.printed import asked, named

NOTHING = Passage(markdown="")


@dataclass
class _Draft:
    """A turn while its marks are read."""

    heading: tuple[str, ...] | None  # the part heading right above the prompt, if any
    prompt: Passage = NOTHING
    thinking: Passage | None = None
    output: Passage = NOTHING
    comments: list[Comment] = field(default_factory=list)


@dataclass
class _Talk:
    link: str | None
    title: str | None
    turns: list[_Draft] = field(default_factory=list)


def conversations(document: Passage) -> tuple[Conversation, ...]:
    """The conversations of an annotated log; empty when it has no marks."""
    marks = find_marks(document.markdown)
    talks = _talks(document, marks)
    found: list[Conversation] = []
    count, last = 0, tuple[str, ...]()
    for talk in talks:
        turns = []
        for draft, parts, follow_up in _parts(talk.turns, last):
            turns.append(_turn(count, draft, parts, follow_up))
            count, last = count + 1, parts or last
        if turns:
            found.append(Conversation(link=talk.link, title=talk.title, turns=tuple(turns)))
    return tuple(found)


def by_panels(document: Passage, said: Sequence[tuple[int, int, bool]]) -> tuple[Conversation, ...]:
    """The turns of a chat page: `said` are its lines as (start, end, whether it stands in a prompt's panel).

    Empty where nothing is asked or nothing answered. Who speaks is a guess, and the turns say so.
    """
    runs: list[tuple[int, int, bool]] = []
    for start, end, prompt in said:
        if runs and runs[-1][2] == prompt:
            runs[-1] = (runs[-1][0], end, prompt)
        else:
            runs.append((start, end, prompt))
    drafts: list[_Draft] = []
    for start, end, prompt in runs:
        if prompt:
            drafts.append(_Draft(None, prompt=trimmed(document, start, end)))
        elif drafts:
            drafts[-1].output = trimmed(document, start, end)
    if not any(draft.output.markdown for draft in drafts):
        return ()
    turns = [
        _turn(number, draft, parts, follow_up).model_copy(update={"speakers": Confidence.likely})
        for number, (draft, parts, follow_up) in enumerate(_parts(drafts, ()))
    ]
    return (Conversation(link=None, title=None, turns=tuple(turns)),)


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
    for index, mark in enumerate(marks):
        end = marks[index + 1].start if index + 1 < len(marks) else len(document.markdown)
        said = trimmed(document, mark.content, end)
        turns = talks[-1].turns
        match mark.kind:
            case "heading":
                heading = named(mark.text)
            case "problem":
                if _is_full(talks[-1]):
                    talks.append(_Talk(None, None))
            case "link":
                _link(talks, mark.text)
            case "prompt":
                talks[-1].turns.append(_Draft(heading, prompt=said))
                heading = None
            case "thinking" if turns:
                turns[-1].thinking = said
            case "output" if turns:
                turns[-1].output = said
            case "comment" if turns:
                pages = said.pages()
                turns[-1].comments.append(Comment(passage=said, page=pages[0] if pages else None))
    return talks


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


def _parts(drafts: Sequence[_Draft], last: tuple[str, ...]) -> list[tuple[_Draft, tuple[str, ...], bool]]:
    """Each turn with its parts, and whether it follows up on the turn before.

    A prompt that names parts is about those; one right under a heading is about the heading's, unless it only sets
    the scene for a later prompt under the same heading; any other goes on with what came before.
    """
    found: list[tuple[_Draft, tuple[str, ...], bool]] = []
    current: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()  # a heading whose question is still to come
    for index, draft in enumerate(drafts):
        wanted = asked(draft.prompt.markdown, (current or last or ("",))[-1] or None)
        if draft.heading is not None:
            waiting = draft.heading
            if not wanted and _asked_later(drafts[index + 1 :]):
                found.append((draft, (), False))
                continue
        parts = _settled(wanted, waiting)
        if parts:
            current, waiting = parts, ()
            found.append((draft, parts, False))
        else:
            found.append((draft, current, bool(current)))
    return found


def _settled(wanted: tuple[str, ...], heading: tuple[str, ...]) -> tuple[str, ...]:
    if heading and (not wanted or set(heading) & set(wanted)):
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


def _turn(id: int, draft: _Draft, parts: tuple[str, ...], follow_up: bool) -> Turn:
    return Turn(
        id=id,
        parts=parts,
        follow_up=follow_up,
        prompt=draft.prompt,
        thinking=draft.thinking,
        output=draft.output,
        comments=tuple(draft.comments),
    )


def trimmed(document: Passage, start: int, end: int) -> Passage:
    """The slice without the white space around it."""
    text = document.markdown[start:end]
    lead = len(text) - len(text.lstrip())
    return document.slice(start + lead, max(start + lead, end - (len(text) - len(text.rstrip()))))
