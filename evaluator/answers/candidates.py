"""Every value that an output states."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from evaluator.answers.formulas import FUNCTIONS, parsed, parsed_or_none
from evaluator.answers.growth import growth_phrases
from evaluator.answers.mask import HOLE
from evaluator.answers.options import Options, denials, options_in
from evaluator.answers.plain import Plain, plain_values
from evaluator.answers.records import Candidate, Manner
from evaluator.answers.sections import Section, sections
from evaluator.answers.sentences import Sentences, clause_after, clause_before, sentences
from evaluator.answers.statements import Stated, statements
from evaluator.answers.tables import Tables, tables
from evaluator.equality.rewrite import walk
from evaluator.errors import MathSyntaxError
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.tree import Name, Node, Number, Power, Product, Quantity, Relation, Sum, Text
from evaluator.mathtext.tree import Sequence as ListNode
from evaluator.mathtext.vocabulary import CONVERTED, UNITS
from evaluator.model import Formula, Passage, Span

_ADVERB: Final = (
    r"(?:\s+(?:exactly|simply|just|only|therefore|thus|then|hence|now|still|again|also|always|clearly|indeed|in\s+fact"
    r"|approximately|about|roughly|given\s+by|equal\s+to|obtained\s+as|a\s+total\s+of|the\s+same|at))*"
)
_VERB: Final = re.compile(
    rf"(?:\b(?:is|are|was|be|equals?|becomes?|gives?|get|gets|obtain|obtains|have|has|find|yields?|leaves?"
    rf"|reads?|takes?|costs?|makes?|needs?|requires?|uses?|lists?|choose"
    rf"|set|as|namely|i\.e|comes?\s+out\s+(?:as|to)|amounts?\s+to|totals?|by|to|with|say"
    rf"|write)\b\.?,?{_ADVERB}\s*:?|[=≈→⇒:|])[\s*_(]*$",
    re.IGNORECASE,
)
_SO: Final = re.compile(r"\b(?:so|thus|hence|therefore)[\s*_,:(]*$", re.IGNORECASE)  # "one a layer, so 10."
_CONCLUDED: Final = re.compile(  # "so $4d^2$ in total", "so $V d$ parameters"
    r"(?:in\s+(?:all|total|sum)|altogether|overall)?"
    r"|(?:(?!(?:is|are|has|have|can|will|must|does|do|was|becomes?|grows?|holds?|for|as|and|of|in)\b)[a-z-]+(?![a-z-])\s*){1,2}"
    r"(?:in\s+(?:all|total))?",
    re.IGNORECASE,
)
_NOUN: Final = re.compile(
    r"\b(?:constant|factor|answer|result|value|total|multiplier|coefficient|rate|time|entry|sum|number|count"
    r"|norm|expectation|gradient|term)"
    r"(?:\s+of)?[\s*_(,:]*$",
    re.IGNORECASE,
)
_ARGUMENT: Final = re.compile(  # what something is said of, and no value of it
    r"(?:\b(?:respect|relative|compared|due|according|belongs?|orthogonal|perpendicular|parallel|next|similar)\s+to"
    r"|\bw\.?\s?r\.?\s?t\.?|\(from\s[^.;:()]{1,40}\sto|\bin\s+terms\s+of|\bas\s+a\s+function\s+of)(?:\s+the\s+\w+)?[\s*_(]*$",
    re.IGNORECASE,
)
_IS_A: Final = re.compile(  # "is the outer product", "gives a column vector"
    r"\b(?:is|are|equals?|becomes?|gives?|yields?|get|obtain)\s+(?:\w+ly\s+|just\s+)?(?:the|an?)\s+"
    r"(?:(?!(?:of|to|in|with|by|for|from|on|at|where|that|as)\b)[A-Za-z-]+\s+){1,3}[*_(]*$",
    re.IGNORECASE,
)
_HAS: Final = re.compile(r"\b(?:has|have|with)\s+(?:an?\s+|the\s+)?[a-z-]+[\s*_(]*$", re.IGNORECASE)  # "has entropy 1"
_PURPOSE: Final = re.compile(
    r"\b(?:to\s+(?:ensure|make|keep|get|have|obtain|guarantee|force|bring|set|achieve|normali[sz]e)|so\s+that"
    r"|such\s+that|in\s+order|we\s+want|require\s+that"
    r"|ensures?|ensuring|making|makes|brings?|whose|if|(?<!\bis\s)(?<!\bare\s)(?<!occurs\s)(?<!happens\s)when|where|want(?:s|ed)?|for\s+which|needs?\s+to\s+be"
    r"|should\s+be\s+1)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Page:
    """An output with all its cuts."""

    passage: Passage
    split: Sentences
    sections: tuple[Section, ...]
    functions: frozenset[str]

    @property
    def text(self) -> str:
        return self.split.text

    @cached_property
    def tables(self) -> Tables:
        return tables(self.text)

    def section(self, place: int) -> Section:
        return next(s for s in reversed(self.sections) if s.start <= place)


def candidates(output: Passage, functions: frozenset[str] = FUNCTIONS) -> tuple[Candidate, ...]:
    """All stated values in the order in which they stand; those of other readings behind those of the one taken."""
    cut = sections(output)
    page = _Page(output, sentences(output, cut), cut, functions)
    values = sorted([*_formulas(page), *_plain(page)], key=lambda c: (c.at.start, c.at.end))
    found = [*values, *_lists(page, values), *_phrases(page)]
    return tuple(sorted(found, key=lambda c: (c.at.start, c.at.end, c.other)))


def option_candidates(output: Passage, options: Options, denied: Sequence[str] = ()) -> tuple[Candidate, ...]:
    """The words of every option that is named; "copula" where it opens a sentence or is said to be the answer.

    Where one of the words `denied` is denied, that is a "no".
    """
    cut = sections(output)
    page = _Page(output, sentences(output, cut), cut, FUNCTIONS)
    found = []
    for start, end in _stretches(page):
        for option in options_in(page.text, start, end, options):
            at = Span(start=option.start, end=option.end)
            words = page.text[option.start : option.end]
            made = _candidate(page, at, Text(option.word), words, "mention")
            found.append(replace(made, kind="option", manner="copula" if option.leads else "mention"))
        for option in denials(page.text, start, end, denied):
            at = Span(start=option.start, end=option.end)
            made = _candidate(page, at, Text("no"), page.text[option.start : option.end], "mention")
            found.append(replace(made, kind="option"))
    return tuple(found)


def _formulas(page: _Page) -> Iterator[Candidate]:
    for formula in page.passage.formulas:
        manner = _manner(page, formula.at.start, formula.at.end, formula.display)
        try:
            node = parsed(formula.latex, page.functions)
        except MathSyntaxError as error:
            yield _unparsed(page, formula, manner, error)
        else:
            for stated in statements(node):
                yield _of_stated(page, formula, _with_unit(page, formula, stated), manner)
        for reading in formula.likely_alternatives:
            other = parsed_or_none(reading.latex, page.functions)
            for stated in statements(other) if other else ():
                yield replace(_of_stated(page, formula, stated, manner), other=True)


_BETWEEN: Final = re.compile(r"\s*(?:,|(?:,\s*)?\b(?:and|or)\b)\s*", re.IGNORECASE)


def _lists(page: _Page, formulas: Sequence[Candidate]) -> Iterator[Candidate]:
    """Values that stand in a row with nothing but commas and "and" between them, as one list."""
    alone = Counter(c.at.start for c in formulas if not c.other)
    rows: list[list[Candidate]] = []
    for each in (c for c in formulas if not c.other and alone[c.at.start] == 1 and c.node is not None):
        if rows and _BETWEEN.fullmatch(page.text, rows[-1][-1].at.end, each.at.start):
            rows[-1].append(each)
        else:
            rows.append([each])
    for row in (r for r in rows if len(r) > 1):
        node = ListNode("bare", tuple(c.node for c in row if c.node is not None))
        first, at = row[0], Span(start=row[0].at.start, end=row[-1].at.end)
        text = ", ".join(c.text for c in row)
        yield replace(first, kind="list", text=text, node=node, whole=node, after=row[-1].after, at=at)


_COUNTED: Final = re.compile(r"[\s*_`]*[a-z]{2}")  # "$10$ loads"
_UNIT_BEHIND: Final = re.compile(r"\s?([A-Za-zµμ]+)(?![\w-])")


def _is_number(value: Node) -> bool:
    """Whether nothing but numbers stands in it: 20, `2 \\cdot 10`."""
    return isinstance(value, Number | Product | Sum | Power) and not any(isinstance(n, Name) for n in walk(value))


def _with_unit(page: _Page, formula: Formula, stated: Stated) -> Stated:
    """ "$4000$ MB": the unit stands behind the formula."""
    unit = _UNIT_BEHIND.match(page.text, formula.at.end)
    if unit is None or len(unit[1]) < 2 or unit[1] not in UNITS or any(isinstance(n, Name) for n in walk(stated.value)):
        return stated
    value = Quantity(stated.value, CONVERTED.get(unit[1], unit[1]))
    return stated if isinstance(stated.value, Quantity) else replace(stated, value=value, whole=value)


def _of_stated(page: _Page, formula: Formula, stated: Stated, manner: Manner) -> Candidate:
    how: Manner = "relation" if stated.labels else manner
    if how == "apposition" and isinstance(stated.value, Name):
        how = "mention"  # "the constant $c$" names it
    if how == "mention" and _is_number(stated.value) and _COUNTED.match(page.text, formula.at.end):
        how = "count"
    if stated.premise:
        how = "mention"
    if _is_domain(page, formula, stated):
        how, stated = "mention", replace(stated, labels=())
    made = _candidate(page, formula.at, stated.value, to_latex(stated.value), how)
    return _with(made, stated, formula)


_FOR: Final = re.compile(
    r"\b(?:for|with|assuming|given|since|as|provided|where|when|if|limit)(?:\s+(?:all|any|every|each))?[\s*_($]*$",
    re.IGNORECASE,
)


def _is_domain(page: _Page, formula: Formula, stated: Stated) -> bool:
    """ "for $\\lambda > 0$", "as $T \\to 0$": what a name may be, and not what it is."""
    whole = stated.whole
    if not isinstance(whole, Relation) or len(whole.operands) != 2:
        return False
    tends = whole.operators[0] == "to"
    bounded = whole.operators[0] in ("<", ">", "<=", ">=") and Number("0") in whole.operands
    start, _ = page.split.around(formula.at.start)
    return (tends or bounded) and _FOR.search(page.text, start, formula.at.start) is not None


def _with(made: Candidate, stated: Stated, formula: Formula | None) -> Candidate:
    return replace(
        made,
        whole=stated.whole,
        labels=stated.labels,
        boxed=stated.boxed,
        exact=stated.exact,
        formula=formula,
        before=f"{made.before} {stated.words}".strip(),
    )


def _unparsed(page: _Page, formula: Formula, manner: Manner, error: MathSyntaxError) -> Candidate:
    """What stands left of the first sign = may still say what it is."""
    left, sign, _ = formula.latex.partition("=")
    named = parsed_or_none(left, page.functions) if sign else None
    labels = (named,) if named else ()
    made = _candidate(page, formula.at, None, formula.latex, "relation" if sign else manner)
    boxed = "\\boxed" in formula.latex
    return replace(made, labels=labels, boxed=boxed, formula=formula, problem=str(error))


def _phrases(page: _Page) -> Iterator[Candidate]:
    for start, end in _stretches(page):
        phrase = growth_phrases(page.passage, page.text, start, end)
        if phrase is None:
            continue
        words = page.passage.markdown[phrase.start : phrase.end]
        at = Span(start=phrase.start, end=phrase.end)
        manner: Manner = "mention" if phrase.only_denies else "phrase"
        made = _candidate(page, at, phrase.node, words, manner)
        yield replace(made, kind="phrase")


def _plain(page: _Page) -> Iterator[Candidate]:
    for start, end in _stretches(page):
        for plain in plain_values(page.text, start, end):
            node = parsed_or_none(plain.latex, page.functions)
            for stated in statements(node) if node else ():
                at = Span(start=plain.start, end=plain.end)
                made = _candidate(page, at, stated.value, to_latex(stated.value), _plain_manner(page, plain, stated))
                yield _with(made, stated, None)


def _plain_manner(page: _Page, plain: Plain, stated: Stated) -> Manner:
    if stated.labels:
        return "relation"
    manner = _manner(page, plain.start, plain.end, False)
    if manner == "mention" and plain.number and (plain.bold or re.match(r"[\s*]*[a-z]", page.text[plain.end :])):
        return "count"
    return manner


def _stretches(page: _Page) -> Iterator[tuple[int, int]]:
    cuts = page.split.cuts
    yield from itertools.pairwise(cuts)


def _candidate(page: _Page, at: Span, node: Node | None, text: str, manner: Manner) -> Candidate:
    start, end = page.split.around(at.start)
    section = page.section(at.start)
    before, after = clause_before(page.text, start, at.start), clause_after(page.text, at.end, end)
    own = page.passage.markdown
    column, only_row = _column(page, at.start)
    return Candidate(
        kind="formula",
        text=text,
        node=node,
        whole=node,
        labels=(),
        before=f"{column}: " if only_row else own[at.start - len(before) : at.start],
        column=column,
        after=own[at.end : at.end + len(after)],
        sentence=own[start:end].strip(),
        heading=section.title,
        final=section.final,
        boxed=False,
        manner="mention" if manner != "relation" and _is_aim(page.text[start : at.start]) else manner,
        at=Span(start=at.start, end=at.end),
    )


def _column(page: _Page, place: int) -> tuple[str, bool]:
    """The head over it, and whether it stands in the only row: then the head says of what it is the value."""
    found = page.tables.column(place)
    if found is None:
        return "", False
    table, (start, end) = found
    return page.passage.markdown[start:end].strip(), table.rows == 1


def _is_aim(before: str) -> bool:
    """ "... so that its norm is": the value is what is wanted, not what is found."""
    before = re.split(r"[,;:]\s|\bthen\b", before)[-1]
    aims = [m.end() for m in _PURPOSE.finditer(before)]
    verb = _VERB.search(before)
    return bool(aims) and (verb is None or aims[-1] <= verb.start() + 1)


def _manner(page: _Page, start: int, end: int, display: bool) -> Manner:
    first, last = page.split.around(start)
    before, after = page.text[first:start], page.text[end:last]
    if not before.strip(" \n*_-#>•0123456789.)") and not after.strip(" \n*_.,;:!"):
        return "standing"
    if _ARGUMENT.search(before):
        return "mention"
    if _VERB.search(before) or (_SO.search(before) and _CONCLUDED.fullmatch(after.strip(" \n*_.,;:!"))):
        return "copula"
    if _NOUN.search(before) or _IS_A.search(before) or _HAS.search(before):
        return "apposition"
    return "standing" if display and HOLE not in before[-3:] else "mention"
