"""The exception tree. Errors carry data; words for a person are made from it in `evaluator.cli`.

EvaluatorError
├── InputError            a source file that cannot be read
│   ├── EmptyInput
│   ├── NotText           wrong encoding
│   ├── Truncated         cut off in the middle
│   └── UnknownFormat     no reader recognises it
├── MathSyntaxError       a formula that cannot be parsed
├── ReferenceModuleError  a reference module that is wrong or missing
├── ConfigError           a setting or flag that does not fit
└── NothingToEvaluate
"""

from __future__ import annotations


class EvaluatorError(Exception):
    """Root of everything this package raises on purpose."""

    exit_code = 2


class InputError(EvaluatorError):
    """A source that cannot be read: `source` names it, `why` says what is wrong, `place` where."""

    def __init__(self, source: str, why: str, place: str | None = None) -> None:
        self.source, self.why, self.place = source, why, place
        super().__init__(f"{source}{f', {place}' if place else ''}: {why}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str | None]]:
        return type(self), (self.source, self.why, self.place)  # it crosses processes


class EmptyInput(InputError):
    """Nothing but white space."""


class NotText(InputError):
    """The bytes are not the text that was expected."""


class Truncated(InputError):
    """The file ends in the middle of something."""


class UnknownFormat(InputError):
    """No reader recognises the content."""


class MathSyntaxError(EvaluatorError):
    """A formula that cannot be parsed; `position` is an offset into `text`."""

    def __init__(self, text: str, position: int, expected: str) -> None:
        self.text, self.position, self.expected = text, position, expected
        super().__init__(f"at {position}: expected {expected}")


class ReferenceModuleError(EvaluatorError):
    """A reference module that cannot be used; `module` is its path or id."""

    def __init__(self, module: str, why: str) -> None:
        self.module, self.why = module, why
        super().__init__(f"{module}: {why}")

    def __reduce__(self) -> tuple[type[ReferenceModuleError], tuple[str, str]]:
        return type(self), (self.module, self.why)  # it crosses processes


class ConfigError(EvaluatorError):
    """A setting, flag or argument that does not fit."""


class NothingToEvaluate(EvaluatorError):
    """No transcript or no part was left to grade."""

    exit_code = 5
