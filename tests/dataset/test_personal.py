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


def test_the_name_of_a_file_says_whose_it_is() -> None:
    scrub, said = Scrubber(b"secret"), "Ada Lovelace\n\nSo Lovelace asked about linear layers."
    assert "Lovelace" not in scrub.text(said, scrub.names([said], "Ada_Lovelace_3034567890_hw3.pdf"))
    assert scrub.names([said], "Linear_Layers_Notes.pdf") == frozenset()


def test_thousands_of_names_end() -> None:
    scrub = Scrubber(b"secret")
    letters = "abcdefghijklmnopqrstuvwxyz"
    said = "\n".join(f"Name: X{a}{b}o Y{b}{a}i" for a in letters for b in letters for _ in range(4))
    left = scrub.text(said, scrub.names([said]))
    assert scrub.removed["name"] == len(said.splitlines())
    assert "Xabo" not in left


def test_pseudonyms_are_stable_and_keyed() -> None:
    one, other = Scrubber(b"one"), Scrubber(b"other")
    assert one.text("a@b.cc and A@b.cc") == " and ".join([one.pseudonym("email", "a@b.cc")] * 2)
    assert one.pseudonym("email", "a@b.cc") != other.pseudonym("email", "a@b.cc")


@pytest.mark.parametrize("piece", ["a", "a.", "1 ", "1:", "A b ", "name: ", "a@", "AB12", "\n", "- ", "Best,\nAda\n"])
def test_a_hostile_text_ends(piece: str) -> None:
    scrub, text = Scrubber(b"secret"), piece * 20_000
    assert scrub.text(text, scrub.names([text]))
