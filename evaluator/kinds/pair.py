"""Two answers as text, without a reference.

What decides is imported where it is used: the process that starts the workers never needs SymPy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from evaluator.equality.ellipses import without_dots
from evaluator.errors import MathSyntaxError
from evaluator.kinds import code_syntax, dimensions, notations, respelled
from evaluator.kinds.final import assigned, value_named
from evaluator.kinds.plain import in_plain_terms
from evaluator.kinds.polynomial import same_polynomial
from evaluator.kinds.sums import with_ranges
from evaluator.mathtext.escapes import unescaped
from evaluator.mathtext.parser import parse
from evaluator.model import Cause, Different, Equal, Outcome, Unknown

if TYPE_CHECKING:
    from evaluator.mathtext.scope import Scope
    from evaluator.mathtext.tree import Node

AT_FIRST_SIGHT: Final = 200  # characters of an answer that is read before anything bounds the time
_ORDER: Final = re.compile(r"\\(?:succ|prec)(?:eq)?(?![a-z])|[⪰⪯≻≺]")  # of symmetric matrices
_BOXED: Final = re.compile(r"\\(?:boxed|fbox)\s*+\{(?P<inner>.*)\}", re.DOTALL)
_ORDERED: Final = Unknown(cause=Cause.no_decision, reason="that a matrix is positive may be said in another way")
_OPEN: Final = Unknown(cause=Cause.unreadable_answer, reason="words from which no answer could be taken")


def compare(gold: str, answer: str, assumptions: Sequence[str] = ()) -> Outcome:
    """Whether `answer` says the same as `gold`; both LaTeX, with or without `$`.

    Identical text is always equal. Raises `ConfigError` for an assumption that cannot be read, and nothing else. Runs
    in this process and takes the time it takes: for input that is not trusted use `evaluator.equality.workers`.
    """
    from evaluator.kinds import properties

    if (outcome := properties.compared(gold, answer)) is not None:
        return outcome
    said = list(properties.relations(gold)), list(properties.relations(answer))
    if not any(said):
        return _compare(gold, answer, assumptions)
    ways = [(one, other) for one in said[0] or [gold] for other in said[1] or [answer]] + [(gold, answer)]
    outcomes = [_compare(one, other, assumptions) for one, other in ways]
    return next((outcome for outcome in outcomes if isinstance(outcome, Equal)), outcomes[0])


def _compare(gold: str, answer: str, assumptions: Sequence[str]) -> Outcome:
    from evaluator.equality.assumptions import scope_of
    from evaluator.kinds import called, counted, growth, logic, solutions, typed

    scope = scope_of(assumptions)
    gold, answer = (code_syntax.without_maxima(unescaped(text)) for text in (gold, answer))
    gold, answer = counted.without_nouns(*typed.in_one_hand(gold, answer))
    outcome = at_first_sight(gold, answer) or logic.compare(gold, answer) or respelled.same_words(gold, answer)
    if outcome is not None:
        return outcome
    if (outcome := growth.compare_words(gold, answer, scope)) is not None:
        return outcome
    joined = solutions.are_joined(gold) or solutions.are_joined(answer)
    if joined and (outcome := solutions.compare(gold, answer, scope)) is not None:
        return outcome
    outcome = _as_written(gold, answer, scope)
    if not isinstance(outcome, Equal):
        outcome = _as_typed(gold, answer, outcome, scope)
    named = gold if "=" in answer else respelled.without_label(gold)
    outcome = called.settled(named, answer, outcome, scope, _told, compare_trees)
    if (why := notations.why_undecided(gold, answer)) and not isinstance(outcome, Unknown):
        return Unknown(cause=Cause.no_decision, reason=why)
    if isinstance(outcome, Different) and (why := notations.why_no_difference(gold, answer)):
        return Unknown(cause=Cause.no_decision, reason=why)
    return _ORDERED if isinstance(outcome, Different) and _is_ordered(gold) != _is_ordered(answer) else outcome


def _is_ordered(text: str) -> bool:
    return _ORDER.search(text) is not None


def _as_typed(gold: str, answer: str, told: Outcome, scope: Scope) -> Outcome:
    """Sets of solutions decide; other spellings of the two may confirm."""
    from evaluator.kinds import solutions, typed

    if (outcome := solutions.compare(gold, answer, scope)) is not None:
        return outcome
    for one, other, how in typed.readings(gold, answer):
        cut = how in typed.CUT  # prose may still stand around the rest
        outcome = (_as_written if cut else _directly)(one, other, scope)
        if isinstance(outcome, Equal):
            return outcome.model_copy(update={"method": f"{outcome.method}; read as {how}"})
    if typed.same_amount(gold, answer) or typed.same_unit(gold, answer):
        return Equal(certainty="proved", method="units converted")
    return told


def _as_written(gold: str, answer: str, scope: Scope) -> Outcome:
    told = _directly(gold, answer, scope)
    surely = isinstance(told, Different) and _surely_code(gold, answer)
    return told if isinstance(told, Equal) or surely else _respelled(gold, answer, told, scope)


def _directly(gold: str, answer: str, scope: Scope) -> Outcome:
    """As code where both can be, else as mathematics."""
    typed = code_syntax.to_latex(gold), code_syntax.to_latex(answer)
    if any(typed):
        one, other = (new or code_syntax.with_greek(old) for new, old in zip(typed, (gold, answer), strict=True))
        told = _told(one, other, scope)
        if isinstance(told, Equal) or (isinstance(told, Different) and _surely_code(gold, answer)):
            return told
    elif "\\" not in gold and (named := code_syntax.with_greek(gold)) != gold:
        told = _told(named, answer, scope)
        if isinstance(told, Equal):
            return told
    return _told(gold, answer, scope)


def _unboxed(text: str) -> str:
    """What stands in a box around everything."""
    whole = _BOXED.fullmatch(text.strip(" \n$"))
    return whole["inner"] if whole else text


def at_first_sight(gold: str, answer: str) -> Outcome | None:
    """What `compare` says of easy pairs, in bounded time and without SymPy. None where that takes a closer look."""
    if _unboxed(gold).split() == _unboxed(answer).split():
        return Equal(certainty="identical", method="identical text")
    if (outcome := dimensions.compare(gold, answer)) is not None:
        return outcome
    if code_syntax.has_connective(gold) or code_syntax.has_connective(answer):
        return None
    if (outcome := respelled.same_words(gold, answer)) is not None:
        return outcome
    if max(len(gold), len(answer)) > AT_FIRST_SIGHT or code_syntax.to_latex(gold) or code_syntax.to_latex(answer):
        return None
    if notations.why_undecided(gold, answer):
        return None
    try:
        trees = [parse(respelled.bare(text)) for text in (gold, answer)]
    except MathSyntaxError:
        return None
    return Equal(certainty="identical", method="canonical form") if same_polynomial(*trees) else None


def _surely_code(gold: str, answer: str) -> bool:
    """Whether there is no other way to take the two: a word that nobody knows may be a product of letters."""
    typed = code_syntax.to_latex(gold), code_syntax.to_latex(answer)
    texts = [text for text, new in zip((gold, answer), typed, strict=True) if new is not None]
    others = [text for text, new in zip((gold, answer), typed, strict=True) if new is None]
    return (
        bool(texts)
        and all(map(code_syntax.is_plain, (gold, answer)))
        and (len(texts) == 2 or not any(map(respelled.has_words, others)))
    )


def _told(gold: str, answer: str, scope: Scope) -> Outcome:
    trees = []
    sides = (
        (gold, "the expected answer", Cause.unreadable_gold),
        (answer, "the answer", Cause.unreadable_answer),
    )
    for text, whose, cause in sides:
        try:
            trees.append(parse(respelled.bare(text), scope.functions))
        except MathSyntaxError as error:
            return Unknown(cause=cause, reason=f"cannot parse {whose}: {error}")
    return compare_trees(trees[0], trees[1], scope)


def _respelled(gold: str, answer: str, told: Outcome, scope: Scope) -> Outcome:
    """Another way to take the answer may confirm it. Prose is judged by what it finally states, and by nothing else."""
    stated: Outcome | None = None
    for other in respelled.respellings(answer, gold):
        outcome = _told(gold, other.text, scope)
        if isinstance(outcome, Equal):
            return outcome.model_copy(update={"method": f"{outcome.method}; read as {other.how}"})
        if other.how == respelled.STATED:
            stated = outcome if respelled.is_announced(answer) else _OPEN
    for plain in (*filter(None, (code_syntax.to_latex(gold),)), *respelled.golds(gold, answer)):
        for text in (answer, *(other.text for other in respelled.respellings(answer, gold))):
            outcome = _told(plain, text, scope)
            if isinstance(outcome, Equal):
                return outcome.model_copy(update={"method": f"{outcome.method}; the expected answer read as {plain}"})
    if stated is not None:
        return stated
    if isinstance(told, Unknown) and "=" not in answer and (sides := respelled.sides(gold)) is not None:
        return _of_right_side(*sides, answer, told, scope)
    if isinstance(told, Unknown) or not respelled.is_prose(answer):
        return told
    return _OPEN


def _of_right_side(left: str, right: str, answer: str, told: Unknown, scope: Scope) -> Outcome:
    """Of an equation and an answer that is none: where it is neither side it says something else."""
    outcome = _told(right, answer, scope)
    if respelled.is_name(left):
        return outcome if outcome.outcome != "unknown" or told.cause == Cause.kinds_differ else told
    apart = isinstance(outcome, Different) and isinstance(_told(left, answer, scope), Different)
    return outcome if apart else told


def compare_trees(gold: Node, answer: Node, scope: Scope) -> Outcome:
    """The same for formulas already parsed."""
    from evaluator.kinds import conventions, deltas

    if (outcome := deltas.compare(gold, answer, scope, _named)) is not None:
        return outcome
    told = _named(gold, answer, scope)
    if isinstance(told, Different):
        return conventions.settled(gold, answer, told, scope, _compare_trees)
    if isinstance(told, Unknown):
        return conventions.confirmed(gold, answer, scope, _compare_trees) or told
    return told


def _named(gold: Node, answer: Node, scope: Scope) -> Outcome:
    from evaluator.kinds.imaginary import with_unit
    from evaluator.kinds.renamed import renamings

    told = _compare_trees(gold, answer, scope)
    for renamed, how in () if isinstance(told, Equal) else renamings(gold, answer, scope):
        outcome = _compare_trees(gold, renamed, scope)
        if isinstance(outcome, Equal):
            return outcome.model_copy(update={"method": f"{outcome.method}; up to the name of {how}"})
    if isinstance(told, Equal):
        return told
    told = _with_adjoints(told, gold, answer, scope)
    if isinstance(told, Equal) or (complex_pair := with_unit(gold, answer, scope)) is None:
        return told
    otherwise = _compare_trees(*complex_pair, scope)
    if isinstance(otherwise, Equal):
        return otherwise.model_copy(update={"method": f"{otherwise.method}; i is the imaginary unit"})
    if isinstance(told, Different) and not isinstance(otherwise, Different):
        return Unknown(cause=Cause.no_decision, reason="it depends on whether i is the imaginary unit")
    return told


def _with_adjoints(told: Outcome, gold: Node, answer: Node, scope: Scope) -> Outcome:
    from evaluator.kinds.adjoints import as_transposes, mixes

    if (pair := as_transposes(gold, answer, scope)) is None:
        return told
    otherwise = _compare_trees(*pair, scope)
    if isinstance(otherwise, Equal | Different) and not mixes(gold, answer):
        return otherwise
    if isinstance(told, Different) and not isinstance(otherwise, Different):
        return Unknown(cause=Cause.no_decision, reason="it depends on what the conjugate transposes are")
    return told


def _compare_trees(gold: Node, answer: Node, scope: Scope) -> Outcome:
    gold, answer = with_ranges(*in_plain_terms(*map(without_dots, assigned(gold, answer))))
    if answer in (gold, value_named(gold)):
        return Equal(certainty="identical", method="the same formula")
    from evaluator.chance.decide import decide as decide_chance
    from evaluator.kinds import inequality, wrapped
    from evaluator.kinds.edges import apart_at_an_edge
    from evaluator.kinds.entrywise import in_terms_of
    from evaluator.kinds.final import stated
    from evaluator.kinds.inference import infer
    from evaluator.kinds.linear import compare_linear, of_determinants
    from evaluator.linear.cues import in_another_order

    answer = in_terms_of(gold, answer, scope)
    if (outcome := wrapped.compare(gold, answer, lambda one, other: compare_trees(one, other, scope))) is not None:
        return outcome
    if (outcome := decide_chance(stated(gold), stated(answer))) is not None:
        return outcome
    if (outcome := compare_linear(gold, answer, scope)) is not None:
        return outcome
    kind = infer(gold, answer, scope)
    told = kind if isinstance(kind, Unknown) else kind.compare(answer, scope)
    if isinstance(told, Different) and of_determinants(gold, answer):
        return Unknown(cause=Cause.no_decision, reason="a derivative by a matrix, which no number stands for")
    if isinstance(told, Equal) and in_another_order(gold, answer, scope.symbols):
        return Unknown(cause=Cause.no_decision, reason="it depends on whether the order of factors matters")
    if isinstance(told, Equal) and (edge := apart_at_an_edge(gold, answer, scope)):
        return Unknown(cause=Cause.no_decision, reason=f"they differ where {edge}, and nowhere else")
    if isinstance(told, Unknown):
        told = inequality.compare(gold, answer, scope) or told
    if isinstance(told, Unknown):
        told = wrapped.by_vectors(gold, answer, lambda one, other: compare_linear(one, other, scope)) or told
    if isinstance(told, Unknown):
        return wrapped.sides(gold, answer, lambda one, other: compare_trees(one, other, scope)) or told
    return told
