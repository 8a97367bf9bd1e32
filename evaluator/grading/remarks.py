"""What a person's remark says about an answer: right, wrong or in between.

Only sentences about the answer count. What is said about the reasoning alone, the sheet or the posted solution
is no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_lowercase
from typing import Final, Literal

from evaluator.model import HumanMark
from evaluator.readers.printed import named

Mark = Literal["correct", "partial", "incorrect"]

_CUT: Final = re.compile(
    r"[.!?;\n]+(?=\s|$)|,?\s+\b(?:but|however|although|though|except|while|whereas|yet)\b|,\s+(?=(?:and|the"
    r"|its?|only|which)\b)|:\s",
    re.IGNORECASE,
)
_GOOD: Final = (
    r"correct(?:ly)?|right|accurate|fine|good|perfect(?:ly)?|true|valid|sound|agree[sd]?|match(?:es)?"
    r"|well\s+done|excellent|ok(?:ay)?"
    r"|as\s+expected|full\s+(?:marks|credit)|great|flawless|spot\s+on|on\s+point|one[-\s]?shot(?:ted|s)?|nailed|aced"
    r"|(?:very|pretty|quite|really|extremely)\s+well|✓|✅"
)
_BAD: Final = (
    r"incorrect(?:ly)?|wrong(?:ly)?|false|inaccurate|invalid|mistaken|mistakes?|errors?|erroneous|fails?"
    r"|failed|forgets?|forgot|misses|missed|misread"
    r"|misreads|misunderst\w+|struggle[sd]?|did\s?n(?:['’]t|ot)\s+work|does\s?n(?:['’]t|ot)\s+work"
    r"|off\s+by|flawed|unsound|bad|nonsense|hallucinat\w*|disagree[sd]?|✗|❌|should\s+(?:be|have\s+been)"
    r"|needs?\s+(?:a|an|to\s+be)"
)
_PARTLY: Final = re.compile(
    r"\b(?:part(?:ial)?ly|partial\s+credit|half|mostly|(?:almost|nearly)(?!\s+(?:exactly|identical|the\s+same|like|as\b))|largely|not\s+(?:quite|entirely|fully"
    r"|completely|totally|all|wholly)|incomplete"
    r"|some\s+(?:are|is|of)|only\s+(?:the\s+)?(?:first|second|part|some))\b",
    re.IGNORECASE,
)
_GOOD_WORD: Final = re.compile(rf"(?<![\w-])(?:{_GOOD})(?!\w)", re.IGNORECASE)
_BAD_WORD: Final = re.compile(rf"(?<![\w-])(?:{_BAD})(?!\w)", re.IGNORECASE)
_NOT: Final = re.compile(
    r"(?:\b(?:not|never|no|neither|nor|hardly|rarely|seldom|without|none|free\s+of|cannot)|n['’]t)\b", re.IGNORECASE
)
_REACH: Final = 24  # characters between a negation and what it denies
_ELSEWHERE: Final = re.compile(
    r"\b(?:typo|misprint|handout|sheet|(?:the|this)\s+(?:problem|question|statement|prompt|hint)|posted"
    r"|reference|official|staff|answer\s+key|on\s+ed"
    r"|textbook|prints?|printed|notation|format(?:ted|ting)?|render(?:s|ed|ing)?|exports?|exporting|latex|compile[sd]?"
    r"|typeset\w*|screenshots?)\b",
    re.IGNORECASE,
)
# "Compared with the staff solution, ...": what follows is about the answer.
_COMPARED: Final = re.compile(
    r"\bcompar(?:ing|ed)\b[^,;:!?\n]{0,80}?\b(?:to|with|against)\b[^,;:!?\n]{0,80}?,\s*", re.IGNORECASE
)
# "It solved this problem": about the answer, and not about how the problem is put.
_DID: Final = re.compile(
    r"\b(solv|answer|handl|tackl|approach|complet)(e|ed|es|ing|s)?\s+(?:the|this|each|every)\s+(?:problem|question|part)\b",
    re.I,
)
_SAME: Final = re.compile(r"\b(?:match(?:es)?|agree[sd]?|same|consistent|identical|coincides?)\b", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"^\W*(?:it|this|that|there)\s+(?:should|must|needs)\b|\b(?:can(?:no|['’])t\s+be|must\s+not\s+be)\b", re.IGNORECASE
)
# What was done and hoped for, and errors that are quantities: no judgement.
_NO_JUDGEMENT: Final = re.compile(
    r"\b(?:in\s+order\s+to|so\s+(?:that|as\s+to)|to|for)\s+(?:ensur|verify|verif|mak\w+\s+sure|check|see\s+(?:if|whether)|help|avoid"
    r"|catch|prevent|confirm|double|get|obtain|find|steer|guide|force|reduc)\w*\b[^,.;!?]*"
    r"|\b(?:if|whether|unless|in\s+case)\b[^,.;!?]*"
    r"|\b(?:squared?|absolute|relative|training|test|approximation|reconstruction|prediction|rounding|mean|standard)[-\s]+errors?\b"
    r"|\berrors?\s+(?:tolerances?|bounds?|terms?|rates?|vectors?|probabilit\w+|functions?|signals?|analysis|of\s+order)\b"
    r"|\b(?:good|great)\s+(?:question|practice|example|strategy|idea)\b|\bright[-\s](?:hand|multipl|invers|singular|side)\w*"
    r"|\bfine[-\s]tun\w+|\btrue\s+(?:label|value|distribution|parameter|gradient)s?\b",
    re.IGNORECASE,
)
_ANSWER: Final = re.compile(
    r"\b(?:(?:final\s+)?(?:answers?|results?|values?|conclusion|formulas?|expressions?|numbers?|solution"
    r"|constant)|all|both|everything|it|this|that|which|deepseek|model)\b",
    re.IGNORECASE,
)
_THIS: Final = re.compile(r"\bthis\s+(?:answer|solution|part|one|result)\b", re.IGNORECASE)  # whatever is cited beside
_REASONING: Final = re.compile(
    r"\b(?:reasoning|derivation|explanation|explained|argument|intuition|steps?|approach|method|proof|idea"
    r"|presentation|writing|logic)\b",
    re.IGNORECASE,
)


def mark_of(comments: Iterable[str], printed: str, together: Sequence[str]) -> HumanMark | None:
    """The mark for the part `printed`; `together` are all parts that the remarks may be about."""
    texts = [text.strip() for text in comments if text.strip()]
    if not texts:
        return None
    marks = [m for text in texts if (m := _mark(_concerning(text, printed, together)))]
    return HumanMark(verdict=marks[-1] if marks else None, comment="\n\n".join(texts))


def _concerning(text: str, printed: str, together: Sequence[str]) -> str:
    """The clauses about one part, and those that name none."""
    if len(together) < 2 and not _of_the_same_question(named(text), printed):
        return text
    own, shared = [], []
    for clause in _named_clauses(text):
        said = named(clause)
        about = [p for p in said if p in together]
        if printed in about or _THIS.search(clause):
            own.append(clause)
        elif not about and not _of_the_same_question(said, printed):
            shared.append(clause)
    return ". ".join(own or shared)


def _of_the_same_question(said: Iterable[str], printed: str) -> bool:
    """Whether 6(e) is named beside 6(c): then the numbers are those of the homework, and the remark is about 6(e)."""
    question = printed.rstrip(ascii_lowercase)
    return any(other != printed and other != question and other.rstrip(ascii_lowercase) == question for other in said)


def _named_clauses(text: str) -> list[str]:
    """Sentences; one that names several parts is cut so that each piece keeps one part and its words."""
    pieces: list[str] = []
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+", text):
        parts = re.split(r",\s*(?=(?:and|but|while)\b)|\s+(?:but|while|whereas)\s+", sentence)
        judged = [p for p in parts if _mark(p)]
        pieces += parts if len(judged) == len(parts) else [sentence]
    return [p for p in pieces if p.strip()]


def _mark(text: str) -> Mark | None:
    text = _NO_JUDGEMENT.sub(" ", " ".join(_about_the_answer(text)))
    said = [
        (m, weight) for clause in _CUT.split(text) if clause and (m := _clause(clause)) for weight in [_weight(clause)]
    ]
    top = max((w for _, w in said), default=0)
    marks = {m for m, w in said if w == top or (m != "correct" and w >= min(top, 2))}
    if not marks:
        return None
    return marks.pop() if len(marks) == 1 else "partial"


def _about_the_answer(text: str) -> Iterator[str]:
    """Without what is said about the sheet or the posted solution, and the sentences that go on about it."""
    elsewhere = False
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+", _DID.sub(r"\1\2 it", _COMPARED.sub("", text))):
        elsewhere = bool(_ELSEWHERE.search(sentence) and not _SAME.search(sentence)) or (
            elsewhere and bool(_GOES_ON.search(sentence))
        )
        if not elsewhere:
            yield sentence


def _weight(clause: str) -> int:
    """3 for a clause on the answer, 2 for one on nothing in particular, 1 on the reasoning."""
    if _ANSWER.search(clause):
        return 3
    return 1 if _REASONING.search(clause) else 2


def _clause(clause: str) -> Mark | None:
    if _PARTLY.search(clause):
        return "partial"
    good = [_denied(clause, m.start()) for m in _GOOD_WORD.finditer(clause)]
    bad = [_denied(clause, m.start()) for m in _BAD_WORD.finditer(clause)]
    right, wrong = good.count(False) + bad.count(True), bad.count(False) + good.count(True)
    if right and wrong:
        return "partial"
    return "correct" if right else "incorrect" if wrong else None


def _denied(clause: str, place: int) -> bool:
    return len(_NOT.findall(clause[max(0, place - _REACH) : place])) % 2 == 1
