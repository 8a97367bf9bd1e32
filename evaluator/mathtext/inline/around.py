"""What stands around a formula: words, or signs and lines that it seems to lack."""

from __future__ import annotations

import re
from typing import Final

LEAD: Final = re.compile(r"\s*(?:>\s*)*(?:(?:[-+*•●○▪–]|\d{1,3}[.)]|#{1,6})\s+)?")
_BEFORE: Final = re.compile(r"(?:^|[\s(\[{\"'“‘:,;=*_—–>])$")
_AFTER: Final = re.compile(r"\s|$|[.,;:!?)\]}\"'”’*_—–]")
_GOES_ON: Final = re.compile(r"[ \t]*\n[ \t]*[-+*/=^_{})\]·×⋅|‖\\]")
_WENT_ON: Final = re.compile(r"[-+*/=^_{(\[·×⋅\\][ \t]*\n[ \t]*$")
_MARK: Final = r"(?:[-*+•●○▪][ \t]|\d{1,3}[.)][ \t]|#|\*\*)"  # of a list, a heading, bold type: no rest of anything
_ABOVE: Final = re.compile(r"(?:^|\n)[^\n]{1,8}\n[ \t]*$")
_BELOW: Final = re.compile(rf"[ \t.,;]*\n(?![ \t]*{_MARK})(?:[^\n]{{1,8}}(?:\n|$)|[ \t]*[^A-Za-z\s])")
_SIGN_BEFORE: Final = re.compile(r"[-+−*/=^_{}·×⋅|∥‖≈≤≥<>][ \t]*$")
_SIGN_BEHIND: Final = re.compile(r"[ \t]*[-+−*/=^_{}·×⋅|∥‖≈≤≥<>]")
_AROUND: Final = 40  # characters before a formula in which the end of the line above is looked for


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether words or nothing stand around it, and neither a rest of it nor a line that goes on."""
    before = text[max(0, start - _AROUND) : start]
    return bool(
        _BEFORE.search(before)
        and _AFTER.match(text, end)
        and not _GOES_ON.match(text, end)
        and not _WENT_ON.search(before)
        and not _closes_nothing(text, end)
    )


def _closes_nothing(text: str, end: int) -> bool:
    """Whether a bracket closes behind a formula that never opened in its line: then some sign was read as another."""
    line = text[text.rfind("\n", 0, end) + 1 : end]
    opening = {")": "(", "]": "["}.get(text[end : end + 1])
    depth = 0
    for char in reversed(line) if opening else ():
        if char == opening and not depth:
            return False
        depth += {text[end]: 1, opening: -1}.get(char, 0)
    return opening is not None


def is_cut(text: str, start: int, end: int) -> bool:
    """Whether signs stand beside it that it seems to lack."""
    before = text[max(0, start - _AROUND) : start].removesuffix("**")
    behind = end + 2 * text.startswith("**", end)
    own = before.rsplit("\n", 1)[-1]
    lead = LEAD.fullmatch(own)  # a dash that opens a list
    return bool((_SIGN_BEFORE.search(own) and not lead) or _SIGN_BEHIND.match(text, behind))


def is_torn(text: str, start: int, end: int) -> bool:
    """Whether the line above or below may hold a rest of it: the other half of a fraction, limits of a sum."""
    before = text[max(0, start - _AROUND) : start]
    return bool(_ABOVE.search(before) or _BELOW.match(text, end) or not is_whole(text, start, end))


def scrap_above(text: str, start: int) -> bool:
    """Whether the line above is so short that it may be the upper half of something."""
    return _ABOVE.search(text, max(0, start - _AROUND), start) is not None


def ends_here(text: str, end: int) -> bool:
    """Whether nothing behind it, in its line or below, seems to belong to it."""
    return _AFTER.match(text, end) is not None and _BELOW.match(text, end) is None
