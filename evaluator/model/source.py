"""Where something was found."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from evaluator.model.record import Record


class Span(Record):
    """A half-open range of characters in `Transcript.text`; `page` counts from 1 where the source has pages."""

    start: int
    end: int
    page: int | None = None
    box: tuple[float, float, float, float] | None = None  # left, bottom, right, top in PDF points

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward from 0, not {self.start}..{self.end}")
        return self

    def of(self, text: str) -> str:
        return text[self.start : self.end]


class Source(Record):
    """The file that a transcript was read from."""

    name: str  # file name without folders
    format: str  # "pdf", "dump", "markdown", or the name of a JSON export: "openai", "chatgpt-export", ...
    sha256: str
    producer: str | None = None
    dialect: str | None = None  # by which marks it says who speaks
