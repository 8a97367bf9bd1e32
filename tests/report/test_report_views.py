"""What the pages say, before any HTML."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import made_run
import pytest
from made_run import A, B, C, D
from warm import Command

from evaluator.errors import ConfigError
from evaluator.report import links
from evaluator.report.folder import load
from evaluator.report.pages import render
from evaluator.report.site import Neighbours, write
from evaluator.report.views import index
from evaluator.report.views.index import index_view
from evaluator.report.views.part import part_page_view
from evaluator.report.views.parts import PartsByID
from evaluator.report.views.transcript import TranscriptView, transcript_view
from evaluator.report.views.why import Other


@pytest.fixture(scope="module")
def chat() -> TranscriptView:
    results = made_run.full_results()
    return transcript_view(made_run.full(), results, PartsByID.of_run(made_run.PARTS, results))


def everything() -> list[made_run.PartResult]:
    return [*made_run.full_results(), *made_run.second()[1]]


def test_the_facts_keep_our_failures_apart(report: Path) -> None:
    folder = load(report)
    facts = index_view(folder.run, folder.results, PartsByID.of_run(folder.parts, folder.results)).facts
    assert (facts[0].number, facts[1].number) == ("20 %", "10 of 12")
    assert "2 right, 4 answered, 12 asked. The share is of the 10" in facts[0].detail
    assert "1 undecided, 1 unreadable" in facts[1].detail
    assert facts[3].number == "1"
    assert "On 3 parts" in facts[4].detail
    assert "0.50" in facts[4].detail  # 2 of 3 agree, 1 in 3 would by chance


def test_the_grid_has_a_cell_for_every_part_of_every_transcript(report: Path) -> None:
    folder = load(report)
    view = index_view(folder.run, folder.results, PartsByID.of_run(folder.parts, folder.results))
    assert [group.title for group in view.groups] == ["Random walks", "Why width matters"]
    first, second = view.rows
    assert [cell and cell.verdict.key for cell in first.cells] == [
        "partial", "correct", "missing", "correct", "undecided", "unreadable",
    ]  # fmt: skip
    assert [cell.disagrees for cell in first.cells if cell] == [False, True, False, False, False, False]
    assert [cell.caught for cell in first.cells if cell] == [True, False, False, False, False, False]
    assert (first.total, second.total, view.total) == ("2/4", "0/6", "2/10")
    assert view.refused == (("cat.jpg", "Not a transcript: no reader recognises it."),)


def test_a_run_of_some_parts_has_holes_in_its_grid() -> None:
    results = [r for r in everything() if not (r.transcript == "second" and r.part == A)]
    view = index_view(made_run.run([], results, ""), results, PartsByID.of_run(made_run.PARTS, results))
    assert view.rows[1].cells[0] is None
    assert view.rows[1].cells[1] is not None


def test_every_answer_has_one_note(chat: TranscriptView) -> None:
    turns = [turn for conversation in chat.conversations for turn in conversation.turns]
    placed = [note for turn in turns for note in turn.notes]
    unplaced = [note for turn in turns for card in turn.cards for note in card.unplaced]
    unplaced += [note for card in chat.absent for note in card.unplaced]
    anchors = [note.anchor for note in (*placed, *unplaced)]
    assert len(set(anchors)) == len(anchors) == sum(len(r.answers) for r in made_run.full_results())


def test_a_note_says_what_was_found_and_why_it_is_wrong(chat: TranscriptView) -> None:
    note = chat.conversations[0].turns[0].notes[1]
    assert (note.name, note.outcome.key, note.found) == ("constant", "incorrect", r"\frac{1}{s n}")
    assert note.witness == made_run.WITNESS
    assert note.diagnosis == "The root over $n$ is missing."
    assert note.superseded == (r"\frac{1}{n}",)
    assert note.taken_because == "its label or its own words name it; closes the text or is boxed"
    assert note.passed_over == (Other("n", "the words around it or the heading name it; but for one case"),)


def test_the_human_stands_beside_us(chat: TranscriptView) -> None:
    growth = chat.conversations[0].turns[1].cards[0]
    assert (growth.part, growth.verdict.key, growth.disagrees) == (B, "correct", True)
    assert growth.human is not None
    assert growth.human.key == "incorrect"
    assert growth.comment == "I do not think so."


def test_what_was_not_found_is_listed_first(chat: TranscriptView) -> None:
    assert [card.part for card in chat.absent] == [C]
    assert chat.problems == ("image without text (page 7, characters 3 to 4)",)


def test_follow_ups_bear_the_label_of_their_part(chat: TranscriptView) -> None:
    turns = chat.conversations[0].turns
    assert [turn.heading for turn in turns] == ["1(a)", "1(b)", "1(b)", "2(a)", "2(b) and 2(c)"]
    assert turns[2].follow_up
    assert turns[2].cards == ()


def test_a_rebuilt_formula_keeps_its_original(chat: TranscriptView) -> None:
    turn = chat.conversations[0].turns[4]
    assert [(each.raw, each.verified) for each in turn.rebuilt] == [("π\n2\n\u200b", True), ("n\n√", False)]
    assert [note.reading and note.reading.verified for note in turn.notes] == [True, False]


def test_prose_is_not_taken_for_a_formula(chat: TranscriptView) -> None:
    note = chat.conversations[0].turns[3].notes[0]
    assert note.part == D
    assert note.is_prose


def test_equal_answers_are_one_group_however_written() -> None:
    view = part_page_view(made_run.PARTS[0], [r for r in everything() if r.part == A])
    right, wrong = view.answers[0].groups[0], view.answers[1].groups[0]
    assert [m.found for m in right.members] == ["n s^2", "s^2 n"]
    assert wrong.found == r"\frac{1}{s n}"
    assert [m.transcript for m in wrong.members] == ["first", "second"]
    assert wrong.diagnosis == "The root over $n$ is missing."


def test_the_largest_group_of_wrong_answers_comes_first() -> None:
    results = [
        made_run.result(name, B, "incorrect", made_run.answer("growth", "n", found, "different"))
        for name, found in (("a", "n^3"), ("b", "n^2"), ("c", "n ^ 2"))
    ]
    groups = part_page_view(made_run.PARTS[1], results).answers[0].groups
    assert [[m.transcript for m in g.members] for g in groups] == [["b", "c"], ["a"]]


def test_an_erratum_says_who_caught_it() -> None:
    view = part_page_view(made_run.PARTS[0], [r for r in everything() if r.part == A])
    assert [(who, name, status) for who, name, _, status in view.errata[0].by] == [
        ("the student", "first", "confirmed")
    ]


@pytest.mark.parametrize("id", ["../../etc/passwd", "a b", "ü", "", "x" * 300, "a/b c"])
def test_ids_make_safe_file_names(id: str) -> None:
    name = links.slug(id)
    assert name.isascii()
    assert len(name) < 120
    assert name.strip(".") == name
    assert not set(name) & set("/\\ ?#%")


def test_ids_that_look_alike_stay_apart() -> None:
    assert len({links.slug(id) for id in ("a b", "a-b", "a?b", "a b ")}) == 4


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"run\.json cannot be read"):
        write(tmp_path)


def test_a_broken_run_is_refused(tmp_path: Path) -> None:
    made_run.sample(tmp_path)
    (tmp_path / "results.jsonl").write_text('{"schema": 1}\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"results\.jsonl is not as a run writes it"):
        write(tmp_path)


def test_pages_that_say_the_same_are_not_written_again(tmp_path: Path) -> None:
    write(made_run.sample(tmp_path))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}
    write(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")} == before
    assert len(before) == 1 + 2 + 6


def test_pages_are_made_without_computer_algebra(tmp_path: Path) -> None:
    made_run.sample(tmp_path)
    script = (
        "import sys; from pathlib import Path; from evaluator.report.site import write; write(Path(sys.argv[1]))\n"
        "print(*sorted(m for m in sys.modules if m in ('sympy', 'evaluator.equality', 'evaluator.kinds')))"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
    assert (tmp_path / "index.html").is_file()


def test_the_command_says_where_the_pages_are(command: Command, tmp_path: Path) -> None:
    made_run.sample(tmp_path)
    done = command("report", str(tmp_path))
    assert done.stdout.strip() == str(tmp_path / "index.html")


def test_the_command_refuses_what_is_no_run(command: Command, tmp_path: Path) -> None:
    done = command("report", str(tmp_path))
    assert done.returncode == 2
    assert "run.json cannot be read" in done.stderr


def test_a_large_run_shows_the_first_and_counts_all(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MOST_ROWS", 1)
    monkeypatch.setattr(index, "MOST_CAUGHT", 0)
    folder = load(report)
    view = index_view(folder.run, folder.results, PartsByID.of_run(folder.parts, folder.results))
    assert (len(view.rows), view.more, len(view.caught)) == (1, 1, 0)
    assert view.more_caught == sum(len(r.catches) for r in folder.results)
    assert view.total == "2/10"
    of_part = [r for r in folder.results if r.part == folder.parts[0].id]
    page = part_page_view(folder.parts[0], of_part[:1], Counter(r.verdict for r in of_part))
    assert (len(page.verdicts), page.more) == (1, len(of_part) - 1)
    page_text = render("part.html", "../", view=page, beside=Neighbours(None, None))
    assert "1 more transcripts are counted" in page_text
