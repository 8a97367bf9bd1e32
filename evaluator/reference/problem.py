"""What a teaching assistant writes with. Calls register; `Problem.freeze` gives the records that graders use."""

from __future__ import annotations

import inspect
import linecache
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeVar, get_args, overload

import sympy

from evaluator.errors import MathSyntaxError, ReferenceModuleError
from evaluator.kinds.prose import Claim, Prose
from evaluator.mathtext.parser import parse
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.spelling import normal, spelling, with_shapes
from evaluator.mathtext.tree import Name, Node
from evaluator.model import Verdict
from evaluator.reference.records import (
    Accepted,
    Case,
    Mass,
    Mistake,
    Point,
    Proof,
    ReferenceAnswer,
    ReferenceErratum,
    ReferencePart,
    ReferenceProblem,
    Shapes,
    Simulation,
)
from evaluator.reference.values import Value, as_kind

Written = TypeVar("Written", bound=Callable[..., object])

_ABOUT: Final = ("problem", "reference")


class Answer:
    """One expected answer of a part."""

    def __init__(self, name: str, value: Value, spelled: tuple[tuple[str, ...], tuple[str, ...]], within: str | None):
        self.name, self._kind, self._spelled, self._within = name, as_kind(value), spelled, within
        self._accepts: list[Accepted] = []
        self._mistakes: list[Mistake] = []
        self._line = line_of_caller()

    def accepts(self, *values: Value, within: str | None = None) -> Answer:
        """Other forms that count as right; those `within` another solution must not be mixed with the others."""
        self._accepts += [Accepted(as_kind(value), within, line_of_caller()) for value in values]
        return self

    def mistake(self, value: Value, says: str) -> Answer:
        """A wrong value that is often seen, and a teacher's words for it."""
        self._mistakes.append(Mistake(as_kind(value), says, line_of_caller()))
        return self

    def freeze(self) -> ReferenceAnswer:
        quantity, cues = self._spelled
        accepts, mistakes = tuple(self._accepts), tuple(self._mistakes)
        return ReferenceAnswer(self.name, self._kind, quantity, cues, accepts, mistakes, self._within, self._line)


class Part:
    """One subproblem. Made by `Problem.part`."""

    def __init__(self, problem: Problem, id: str, label: str, title: str, statement: str) -> None:
        self.id, self.label, self.title, self.statement = id, label, title, statement
        self._problem = problem
        self._answers: list[Answer] = []
        self._errata: list[ReferenceErratum] = []
        self._proofs: list[Proof] = []
        self._simulations: list[Simulation] = []
        self._cases: list[Case] = []
        self._line = line_of_caller()

    def answer(
        self,
        name: str,
        value: Value,
        *,
        quantity: str | Sequence[str] = (),
        cues: str | Sequence[str] = (),
        within: str | None = None,
    ) -> Answer:
        """What is asked: its value, LaTeX spellings of the `quantity`, and words (`cues`) that introduce it."""
        if any(a.name == name for a in self._answers):
            raise self._error(f"the answer {name!r} is already there")
        answer = Answer(name, value, (several(quantity), several(cues)), within)
        self._answers.append(answer)
        return answer

    def rubric(self, *claims: Claim, summary: str, name: str = "explanation", cues: str | Sequence[str] = ()) -> Answer:
        """An answer in words: `summary` is how a person would put it, `claims` what must be said."""
        return self.answer(name, Prose(summary, claims), cues=cues)

    def erratum(
        self,
        *,
        printed: str | sympy.Expr,
        says: str,
        kind: str,
        about: str = "problem",
        should_be: str | sympy.Expr | None = None,
        values: tuple[sympy.Expr, sympy.Expr] | None = None,
        mass: Mass | None = None,
        like: str | None = None,
        cues: str | Sequence[str] = (),
        mentions: str | Sequence[str] = (),
    ) -> None:
        """Something printed wrongly `about` the problem or the posted solution; the fields of `ReferenceErratum`."""
        if about not in _ABOUT:
            raise self._error(f"an erratum is about {' or '.join(_ABOUT)}, not {about!r}")
        if values is None and isinstance(printed, sympy.Expr) and isinstance(should_be, sympy.Expr):
            values = (printed, should_be)
        self._errata.append(
            ReferenceErratum(
                id=f"{self.id}#{len(self._errata) + 1}",
                about=about,
                kind=kind,
                printed=latex(printed),
                should_be=None if should_be is None else latex(should_be),
                says=says,
                values=values,
                mass=mass,
                like=like,
                cues=several(cues),
                mentions=several(mentions),
                line=line_of_caller(),
            )
        )

    @overload
    def proof(self, target: Written) -> Written: ...
    @overload
    def proof(self, target: str) -> Callable[[Written], Written]: ...
    def proof(self, target: Written | str) -> Written | Callable[[Written], Written]:
        """Marks a function without arguments that derives the named answer (by default the part's first)."""
        line = line_of_caller()

        def register(function: Written) -> Written:
            answer = self._known(target if isinstance(target, str) else None)
            self._proofs.append(Proof(self.id, answer, function, shown(function), line))
            return function

        return register if isinstance(target, str) else register(target)

    @overload
    def simulation(self, target: Written) -> Written: ...
    @overload
    def simulation(
        self, target: str | None = None, *, at: Sequence[Point] = (), expect: sympy.Expr | int | None = None
    ) -> Callable[[Written], Written]: ...
    def simulation(
        self,
        target: Written | str | None = None,
        *,
        at: Sequence[Point] = (),
        expect: sympy.Expr | int | None = None,
    ) -> Written | Callable[[Written], Written]:
        """Marks `f(rng, n, **values)`, which gives `n` samples whose mean is the answer, or one exact result.

        Arguments are found by name: symbols of the problem, `rng`, `n` (or `samples`, where n is a symbol), and
        `answer` for the answer's own value. It runs `at` each point (drawn from the symbols' domains when there is
        none). `expect` is the mean to find where that is not the answer itself.
        """
        line = line_of_caller()

        def register(function: Written) -> Written:
            expected = None if expect is None else sympy.sympify(expect, strict=True)
            name = self._known(target if isinstance(target, str) else None)
            text = shown(function)
            self._simulations.append(Simulation(self.id, name, function, tuple(at), expected, text, line))
            return function

        return register if target is None or isinstance(target, str) else register(target)

    def case(self, said: str, verdict: Verdict) -> None:
        """What a transcript might say (Markdown, formulas between dollar signs), and the verdict that it must get."""
        if verdict not in get_args(Verdict):
            known = ", ".join(get_args(Verdict))
            raise self._error(f"line {line_of_caller()}: a case ends in one of {known}, not in {verdict!r}")
        self._cases.append(Case(textwrap.dedent(said).strip(), verdict, line_of_caller()))

    def demonstrations(self) -> tuple[tuple[Proof, ...], tuple[Simulation, ...]]:
        return tuple(self._proofs), tuple(self._simulations)

    def freeze(self, scope: Scope, digest: str) -> ReferencePart:
        return ReferencePart(
            id=self.id,
            label=self.label,
            printed=re.sub(r"\W", "", self.label),
            title=self.title,
            statement=self.statement,
            problem=self._problem.id,
            problem_title=self._problem.title,
            scope=scope,
            shapes=self._problem.shapes,
            answers=tuple(a.freeze() for a in self._answers),
            errata=tuple(self._errata),
            proofs=tuple(p.text for p in self._proofs),
            simulations=tuple(s.text for s in self._simulations),
            cases=tuple(self._cases),
            digest=digest,
            line=self._line,
        )

    def _known(self, name: str | None) -> str:
        names = [a.name for a in self._answers]
        if not names:
            raise self._error("state the answer first")
        if name is not None and name not in names:
            raise self._error(f"no answer is called {name!r}, only {', '.join(names)}")
        return name or names[0]

    def _error(self, why: str) -> ReferenceModuleError:
        return ReferenceModuleError(self.id, why)


class Problem:
    """A homework question: its symbols and its parts.

    `symbols` maps every spelling in LaTeX to the symbol (or expression) that it stands for; `domain` says where to
    draw a symbol from; `functions` are further names that are called like f(x); `shapes` are the sizes of vectors and
    matrices by spelling: `("n",)` a column, `("m", "n")` a matrix, `()` a number. `definitions` say what a name of the
    problem stands for: with `{r"\\phi(x)": Piecewise(...)}` an answer may be
    written in it.
    """

    def __init__(
        self,
        id: str,
        *,
        title: str,
        statement: str = "",
        symbols: Mapping[str, sympy.Expr] | None = None,
        domain: Mapping[sympy.Symbol, tuple[float, float]] | None = None,
        functions: Sequence[str] = (),
        shapes: Shapes | None = None,
        definitions: Mapping[str, str | sympy.Expr] | None = None,
    ) -> None:
        self.id, self.title, self.statement = id, title, statement
        self.shapes: Shapes = dict(shapes or {})
        self._symbols = dict(symbols or {})
        self._domain = dict(domain or {})
        self._functions = with_shapes((*functions, *(f for name in definitions or () for f in called(name))))
        self._definitions = dict(definitions or {})
        self._parts: dict[str, Part] = {}
        self._line = line_of_caller()
        self._scope = self._read_symbols()

    def part(self, letter: str, title: str, statement: str = "", *, label: str | None = None) -> Part:
        """The subproblem `letter`; `label` is how people print it, "1(b)" for the part b of a q1."""
        if letter in self._parts:
            raise ReferenceModuleError(self.id, f"the part {letter!r} is already there")
        self._parts[letter] = Part(self, f"{self.id}/{letter}", label or self._label(letter), title, statement)
        return self._parts[letter]

    def freeze(self, digest: str = "") -> ReferenceProblem:
        """All that was registered, as records."""
        parts = self._parts.values()
        shown = [p.demonstrations() for p in parts]
        return ReferenceProblem(
            id=self.id,
            title=self.title,
            statement=self.statement,
            symbols=self._symbols,
            parts=tuple(p.freeze(self._scope, digest) for p in parts),
            proofs=tuple(proof for proofs, _ in shown for proof in proofs),
            simulations=tuple(simulation for _, simulations in shown for simulation in simulations),
            line=self._line,
        )

    def _label(self, letter: str) -> str:
        number = re.search(r"\d+$", self.id)
        return f"{number.group()}({letter})" if number else letter

    def _read_symbols(self) -> Scope:
        """A name that is listed as a symbol, or with its sizes, is no function, unless it is listed as one too."""
        named = {**_as_printed(self._symbols.values()), **{self._key(t): v for t, v in self._symbols.items()}}
        shapes = {normal(text): tuple(shape) for text, shape in self.shapes.items()}
        functions = (Scope().functions - frozenset(named) - frozenset(shapes)) | self._functions
        defined = tuple(
            (self._node(name, functions), self._node(latex(value), functions))
            for name, value in self._definitions.items()
        )
        return Scope(symbols=named, functions=functions, domain=self._domain, shapes=shapes, definitions=defined)

    def _node(self, text: str, functions: frozenset[str]) -> Node:
        try:
            node: Node = parse(text, functions)
        except MathSyntaxError as error:
            raise ReferenceModuleError(self.id, f"the definition {text!r}, {error}") from error
        return node

    def _key(self, text: str) -> str:
        try:
            node = parse(text)
        except MathSyntaxError as error:
            raise ReferenceModuleError(self.id, f"the spelling {text!r}, {error}") from error
        if not isinstance(node, Name):
            says = "is not a single name (one letter or word with its index: d_1, x_{out}, \\sigma for \\sigma^2)"
            raise ReferenceModuleError(self.id, f"the spelling {text!r} {says}")
        return spelling(node)


def called(name: str) -> tuple[str, ...]:
    r"""phi for `\phi(x)`: what the definition of a function makes a name that is called."""
    head = re.match(r"\\?([A-Za-z]+)\s*\(", name)
    return (head[1],) if head else ()


def _as_printed(values: Iterable[sympy.Expr]) -> dict[str, sympy.Expr]:
    """Symbols by the spelling that SymPy prints, where that is a single name."""
    found = {}
    for symbol in (v for v in values if isinstance(v, sympy.Symbol)):
        node = parse(sympy.latex(symbol))
        if isinstance(node, Name):
            found[spelling(node)] = symbol
    return found


def several(one_or_more: str | Sequence[str]) -> tuple[str, ...]:
    return (one_or_more,) if isinstance(one_or_more, str) else tuple(one_or_more)


def latex(value: str | sympy.Expr) -> str:
    return value if isinstance(value, str) else str(sympy.latex(value))


def line_of_caller() -> int:
    """The line of the module that called in here."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    return frame.f_lineno


def shown(function: Callable[..., object]) -> str:
    """The docstring and source of a proof or simulation."""
    code = function.__code__
    block = inspect.getblock(linecache.getlines(code.co_filename)[code.co_firstlineno - 1 :])
    return textwrap.dedent("".join(block)).rstrip()
