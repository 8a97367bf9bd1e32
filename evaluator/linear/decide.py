"""Whether two formulas with matrices and vectors agree, where that can be told; None where it is not ours to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from evaluator.equality.rewrite import bottom_up, rebuild, walk
from evaluator.linear.counted import COUNTS, with_count
from evaluator.linear.cues import is_linear, swapped
from evaluator.linear.decomposed import as_decomposed
from evaluator.linear.doubts import has_unit_vectors, mirrored_block, why_sizes_say_nothing
from evaluator.linear.entries import COLUMN, ROW, nested, whole_names, with_entries, with_spectrum
from evaluator.linear.indexed import as_array, free_indices, in_entries_only, is_entry_of
from evaluator.linear.keys import key_of, running
from evaluator.linear.names import is_ones
from evaluator.linear.ranges import with_counts
from evaluator.linear.readings import Reading, Setting, random_names, sides_of
from evaluator.linear.relations import under
from evaluator.linear.sizes import ONE, Shape
from evaluator.linear.values import INSTANCES, LAYOUT, SIZES
from evaluator.mathtext import tree
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.tree import Node
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

_IN_ENTRIES: Final = Unknown(
    cause=Cause.no_decision, reason="one is written in entries and the other with whole vectors"
)
_DIAGONALS: Final = frozenset(tree.Name(base) for base in ("Sigma", "Lambda", "S", "D"))


def decide(gold: Node, found: Node, known: Mapping[str, Shape] | None = None) -> Outcome | None:
    """As they stand, or with numbers for what sums of powers run to, where both are the same for each."""
    outcome = _decided(gold, found, known)
    if outcome is not None and not isinstance(outcome, Unknown):
        return outcome
    counted = [pair for count in COUNTS if (pair := with_count(gold, found, count)) is not None]
    told = [_decided(*pair, known) for pair in counted]
    if len(told) < len(COUNTS) or any(each is None for each in told):
        return outcome
    return next((each for each in told if not isinstance(each, Equal)), told[-1])


def _decided(gold: Node, found: Node, known: Mapping[str, Shape] | None = None) -> Outcome | None:
    """`known` are shapes that a reference declares. Two statements with a relation are compared as such.

    Names that nothing shows to be matrices may be numbers: what holds only for one of both is `Unknown`.
    """
    if isinstance(gold, tree.Relation) != isinstance(found, tree.Relation):
        return None
    gold, found = with_plain_indices(gold), with_plain_indices(found)
    sides = sides_of(gold), sides_of(found)
    if len(sides[0]) != len(sides[1]):
        return None
    setting = Setting(sides[0], sides[1], known or {})
    first, reading = setting.first(), setting.chosen()
    if first is None or reading is None:
        return None
    numbers = all(shape == ONE for shape in reading.shapes.values()) and not _relates_means(gold)
    if numbers and not any(is_ones(below) for below in walk(gold)):
        return None
    outcome, positive = under(gold, found, reading), reading.with_positive_numbers()
    if isinstance(outcome, Different) and outcome.method == SIZES and (more := setting.with_more_vectors(reading)):
        reading, outcome = more, under(gold, found, more)  # letters are no ground to say that sizes do not fit
    if isinstance(outcome, Different) and isinstance(told := under(*with_counts(gold, found), reading), Equal):
        outcome = told
    if isinstance(outcome, Different) and isinstance(told := _with_fixed(gold, found, reading), Equal):
        outcome = told
    if numbers and isinstance(outcome, Different):
        return None  # nothing says how many ones there are
    if outcome is None or isinstance(outcome, Unknown):
        return outcome
    if isinstance(outcome, Different) and (usual := as_decomposed(gold, found, reading, known or {})):
        return usual
    if isinstance(outcome, Different) and (told := _of_spectrum(gold, found, known or {})) is not None:
        return told
    if isinstance(outcome, Different) and _in_entries(gold) != _in_entries(found):
        return _entry_by_entry(gold, found, known or {}) or _IN_ENTRIES
    if isinstance(outcome, Different) and outcome.method in (SIZES, LAYOUT) and not setting.is_shown():
        return None  # sizes are no ground for anything where nothing shows that there are any
    if isinstance(outcome, Different) and _of_signs(gold, found) and isinstance(under(gold, found, positive), Equal):
        return Unknown(cause=Cause.no_decision, reason="they are the same where all numbers in them are positive")
    if isinstance(outcome, Different) and (why := _no_difference(gold, found, outcome, bool(known))) is not None:
        return Unknown(cause=Cause.no_decision, reason=why)
    doubtful = setting.unshown(first) | setting.unshown(reading)
    others = [first, setting.chosen(doubtful)] if doubtful else [first]
    for other in others:
        if other is None or not setting.parts(other, reading):
            continue
        told = under(gold, found, other)
        if told is not None and told.outcome != outcome.outcome:
            names = ", ".join(sorted(doubtful))
            return Unknown(cause=Cause.no_decision, reason=f"it depends on whether {names} are matrices or numbers")
    if isinstance(outcome, Equal) and (names := _numbers_that_moved(gold, found, reading, known or {})):
        return Unknown(cause=Cause.no_decision, reason=f"it depends on whether {names} are vectors or numbers")
    return outcome


def _of_signs(*nodes: Node) -> bool:
    """Whether something in them hangs on the signs of numbers: a norm, a modulus, a maximum."""
    inside = (n for node in nodes for n in walk(node))
    return any(
        isinstance(n, tree.Norm | tree.Absolute | tree.Root)
        or (isinstance(n, tree.Call) and n.function.base in ("max", "min"))
        for n in inside
    )


def _with_fixed(gold: Node, found: Node, reading: Reading) -> Outcome | None:
    """With what only one of both has taken for a constant, which a covariance does not show: `Cov(A x + b)`."""
    names = [{key_of(n) for n in walk(side) if isinstance(n, tree.Name)} for side in (gold, found)]
    alone = random_names([gold, found]) & (names[0] ^ names[1])
    return under(gold, found, replace(reading, fixed=frozenset(alone))) if alone else None


def _numbers_that_moved(gold: Node, found: Node, reading: Reading, known: Mapping[str, Shape]) -> str:
    """Those taken for numbers, which stand on the other side of what may be a matrix."""
    moved = {name for pair in swapped(gold, found, known) for name in pair if reading.shapes.get(name) == ONE}
    return ", ".join(sorted(moved))


def _no_difference(gold: Node, found: Node, outcome: Different, declared: bool) -> str | None:
    """Why the difference says nothing."""
    if has_unit_vectors(gold) != has_unit_vectors(found):
        return "e_i may be a column of the identity"
    if outcome.method == SIZES and (why := why_sizes_say_nothing(gold, found, declared)):
        return why
    block = mirrored_block(gold, found)
    return None if block is None else f"{block} may be the transpose of its mirror image"


def _entry_by_entry(gold: Node, found: Node, known: Mapping[str, Shape]) -> Outcome | None:
    """Entries of whole vectors decide; that x_i are the rows of X, or its columns, may only confirm."""
    outcome = _with_lines(gold, found, known, None)
    for line in () if isinstance(outcome, Equal) else (ROW, COLUMN):
        lines = _with_lines(gold, found, known, line)
        if isinstance(lines, Equal):
            return lines.model_copy(
                update={"method": f"{lines.method}; where they are each a {line.base} of the matrix"}
            )
    return outcome


def _of_spectrum(gold: Node, found: Node, known: Mapping[str, Shape]) -> Outcome | None:
    """With sigma_i and lambda_i as values of the one matrix. Of Sigma they may be the entries as well."""
    one, other = with_spectrum(gold, found), with_spectrum(found, gold)
    if (one, other) == (gold, found):
        return None
    reading = Setting(sides_of(one), sides_of(other), known).chosen()
    outcome = under(one, other, reading) if reading is not None else None
    if isinstance(outcome, Different) and _DIAGONALS & (whole_names(gold) | whole_names(found)):
        return _IN_ENTRIES
    told = isinstance(outcome, Different) and outcome.method == INSTANCES
    return outcome if told or isinstance(outcome, Equal) else None


def _with_lines(gold: Node, found: Node, known: Mapping[str, Shape], line: tree.Name | None) -> Outcome | None:
    one, other = with_entries(gold, whole_names(found), line), with_entries(found, whole_names(gold), line)
    if (one, other) == (gold, found):
        return None
    setting = Setting(sides_of(one), sides_of(other), known)
    reading = setting.chosen()
    outcome = under(one, other, reading) if reading is not None else None
    told = (
        isinstance(outcome, Different) and outcome.method == INSTANCES and not (_in_entries(one) or _in_entries(other))
    )
    return outcome if isinstance(outcome, Equal) or told else None


def decide_by_entries(
    gold: Node, found: Node, known: Mapping[str, Shape], order: tuple[tree.Name, ...] = ()
) -> Outcome | None:
    """Of a formula with free indices, in their `order` if that is said, and one with whole vectors; None for any other
    pair. Where a name stands whole beside the entries of others, they may be members of a list: that only confirms."""
    if isinstance(gold, tree.Relation) != isinstance(found, tree.Relation):
        return None
    if is_entry_of(gold, found):
        one, other, whole, entries = as_array(gold, found, order), found, found, gold
    elif is_entry_of(found, gold):
        one, other, whole, entries = gold, as_array(found, gold, order), gold, found
    else:
        return None
    setting = Setting(sides_of(one), sides_of(other), known)
    reading = setting.chosen()
    outcome = under(one, other, reading) if reading is not None else None
    if reading is not None and isinstance(outcome, Different) and outcome.method == LAYOUT:
        outcome = under(tree.Transpose(one), other, reading)  # what one entry is says nothing of rows and columns
    if isinstance(outcome, Equal) and (order or known or is_linear(whole) or _in_entries(entries)):
        return outcome
    told = order or (known and len(free_indices(entries)) == 1)  # two of them may run in either order
    if not isinstance(outcome, Different) or not told or not in_entries_only(one, other):
        return _IN_ENTRIES
    if outcome.method == SIZES:
        witness = Witness(expected=to_latex(gold), found=to_latex(found))
        update = {"witness": witness, "diagnosis": "The indices do not fit the sides that they count."}
        return outcome.model_copy(update=update)
    return outcome if outcome.method == INSTANCES else _IN_ENTRIES


def with_plain_indices(node: Node, depth: int = 0) -> Node:
    """The same with the indices of sums called alike: x_i under a sum over i is x_j under one over j."""
    if isinstance(node, tree.Big) and node.operator == "sum" and isinstance(node.lower, tree.Sequence):
        return with_plain_indices(nested(node), depth)
    if isinstance(node, tree.Big) and node.operator == "sum" and node.lower is not None:
        index = node.lower.operands[0] if isinstance(node.lower, tree.Relation) else node.lower
        plain = running(depth)
        return rebuild(node, lambda n: with_plain_indices(_swapped(n, index, plain), depth + 1))
    return rebuild(node, lambda n: with_plain_indices(n, depth))


def _swapped(node: Node, old: Node, new: Node) -> Node:
    return bottom_up(node, lambda n: new if n == old else n)


def _relates_means(node: Node) -> bool:
    return isinstance(node, tree.Relation) and any(isinstance(n, tree.Expectation) for n in walk(node))


def _in_entries(node: Node) -> bool:
    """Whether it is a sum over an index that names in it carry."""
    sums = (n for n in walk(node) if isinstance(n, tree.Big) and n.operator == "sum")
    return any(isinstance(n, tree.Name) and n.sub is not None for each in sums for n in walk(each.body))
