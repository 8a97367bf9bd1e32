"""Personal data does not come out of a dataset."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from evaluator.dataset.personal import Scrubber

CASES = tomllib.loads((Path(__file__).parent / "personal.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["said"][:30])
def test_what_was_said_of_people_is_gone(case: dict[str, Any]) -> None:
    scrub = Scrubber(b"secret")
    left = scrub.text(case["said"], scrub.names([case["said"]]))
    assert [word for word in case["gone"] if word in left] == []
    assert bool(case["gone"]) == bool(scrub.removed)
    assert case["gone"] or left == case["said"]


def test_pseudonyms_are_stable_and_keyed() -> None:
    one, other = Scrubber(b"one"), Scrubber(b"other")
    assert one.text("a@b.cc and A@b.cc") == " and ".join([one.pseudonym("email", "a@b.cc")] * 2)
    assert one.pseudonym("email", "a@b.cc") != other.pseudonym("email", "a@b.cc")


@pytest.mark.parametrize("piece", ["a", "a.", "1 ", "1:", "A b ", "name: ", "a@", "AB12", "\n", "- ", "Best,\nAda\n"])
def test_a_hostile_text_ends(piece: str) -> None:
    scrub, text = Scrubber(b"secret"), piece * 20_000
    assert scrub.text(text, scrub.names([text]))
