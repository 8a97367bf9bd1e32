"""Runs to a dataset, read back with what people read datasets with."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas
import pyarrow.parquet as pq
import pytest
from warm import Command

from evaluator.dataset.choices import Choices
from evaluator.dataset.curate import curate
from evaluator.dataset.made import Terms
from evaluator.dataset.splits import splits_of
from evaluator.dataset.views import VIEWS
from evaluator.errors import ConfigError, NothingToEvaluate

TERMS = Terms("CC0-1.0", "written for these tests")
SECRET = b"the same each time"


@pytest.fixture(scope="module")
def run(command: Command, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two samples, one with personal data put into it."""
    folder = tmp_path_factory.mktemp("curate")
    samples = root / "transcripts" / "eecs182" / "hw3"
    text = (samples / "careful.md").read_text(encoding="utf-8")
    planted = "Name: Ada Lovelace\n\nada@example.edu, SID 3034567890\n\n"
    (folder / "careful.md").write_text(planted + text.replace("output:", "output:\nDear Ada Lovelace,", 1), "utf-8")
    (folder / "careful.toml").write_text('homework = "eecs182/hw3"\n', encoding="utf-8")
    (folder / "hasty.json").write_bytes((samples / "hasty.json").read_bytes())
    beside = (samples / "hasty.toml").read_text(encoding="utf-8")
    (folder / "hasty.toml").write_text(beside.replace('licence = "MIT"\n', ""), encoding="utf-8")
    out = folder / "runs of Grace Hopper"
    done = command("run", str(folder), "--reference", "reference", "--out", str(out))
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def dataset(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dataset") / "made"
    curate([run], out, Choices(), TERMS, secret=SECRET)
    return out


def table(dataset: Path, config: str) -> pandas.DataFrame:
    return pandas.read_parquet(dataset / "data" / config)


def test_every_decided_part_is_a_row(run: Path, dataset: Path) -> None:
    results = [json.loads(line) for line in (run / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    decided = [r for r in results if r["verdict"] in ("correct", "partial", "incorrect", "missing")]
    rows = table(dataset, "answers")
    assert len(rows) == len(decided)
    assert sorted(rows["part"]) == sorted(r["part"] for r in decided)
    assert {m["role"] for messages in rows["messages"] for m in messages} == {"user", "assistant"}


def test_the_views_say_what_they_promise(dataset: Path) -> None:
    answers = table(dataset, "answers").set_index("id")
    assert set(answers.loc[table(dataset, "sft")["id"], "verdict"]) == {"correct"}
    pairs = table(dataset, "preference")
    assert set(answers.loc[pairs["id"], "verdict"]) <= {"partial", "incorrect"}
    assert set(answers.loc[pairs["chosen_id"], "verdict"]) == {"correct"}
    assert list(answers.loc[pairs["id"], "part"]) == list(answers.loc[pairs["chosen_id"], "part"])
    labels = table(dataset, "verifier")["label"]
    assert labels.any() and not labels.all()
    assert table(dataset, "errors")["diagnosis"].notna().any()


def test_planted_personal_data_does_not_come_out(dataset: Path) -> None:
    for path in dataset.rglob("*"):
        if path.is_file():
            text = str(pq.read_table(path).to_pylist()) if path.suffix == ".parquet" else path.read_text("utf-8")
            planted = (
                "Lovelace",
                "ada@",
                "3034567890",
                "careful.md",
                "Hopper",
            )  # who names a folder after herself, too
            assert not any(word in text for word in planted), path


def test_no_problem_is_in_two_splits(dataset: Path) -> None:
    splits: dict[str, set[str]] = {}
    for path in (dataset / "data" / "answers").glob("*.parquet"):
        for problem in pq.read_table(path, columns=["problem"])["problem"].to_pylist():
            splits.setdefault(problem, set()).add(path.name.split("-")[0])
    assert len(splits) > 1
    assert all(len(found) == 1 for found in splits.values())


def test_splits_have_their_shares() -> None:
    found = splits_of({f"p{n}": 10 for n in range(100)}, seed=7)
    counts = {split: list(found.values()).count(split) for split in ("train", "validation", "test")}
    assert counts == {"train": 80, "validation": 10, "test": 10}
    assert found != splits_of({f"p{n}": 10 for n in range(100)}, seed=8)


def test_the_card_names_files_that_are_there(dataset: Path) -> None:
    front = (dataset / "README.md").read_text(encoding="utf-8").split("---")[1]
    assert "license: cc0-1.0\n" in front
    paths = re.findall(r"path: (\S+)", front)
    assert len(paths) >= len(VIEWS)
    assert all(list(dataset.glob(path)) for path in paths)


def test_every_column_is_described(dataset: Path) -> None:
    said = json.loads((dataset / "croissant.json").read_text(encoding="utf-8"))
    described = {records["name"]: [field["name"] for field in records["field"]] for records in said["recordSet"]}
    assert described == {name: list(table(dataset, name).columns) for name in VIEWS}
    assert all(list(dataset.glob(files["includes"])) for files in said["distribution"])


def test_again_gives_the_same_and_says_what_changed(run: Path, dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "again"
    curate([run], out, Choices(), TERMS, secret=SECRET)
    assert (out / "manifest.json").read_bytes() == (dataset / "manifest.json").read_bytes()
    done = curate([run], out, Choices(least="proved"), TERMS, secret=SECRET)
    assert done.changes["added"] == done.changes["changed"] == 0
    assert done.changes["removed"] == done.dropped["less certain than proved"] > 0


def test_the_manifest_of_a_first_version_is_understood(run: Path, dataset: Path, tmp_path: Path) -> None:
    """Which held the digests itself."""
    out = tmp_path / "old"
    out.mkdir()
    rows = dict(line.split("  ", 1)[::-1] for line in (dataset / "rows.sha256").read_text("utf-8").splitlines())
    gone, other, *_ = rows
    rows = {**rows, other: "0" * 64, "[transcript 0] gone": "1" * 64}
    del rows[gone]
    (out / "manifest.json").write_text(json.dumps({"schema": 1, "rows": rows}), encoding="utf-8")
    done = curate([run], out, Choices(), TERMS, secret=SECRET)
    assert done.changes == {"added": 1, "removed": 1, "changed": 1}


def test_a_version_without_its_digests_is_left_alone(run: Path, tmp_path: Path) -> None:
    curate([run], tmp_path, Choices(), TERMS, secret=SECRET)
    (tmp_path / "rows.sha256").unlink()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ConfigError, match=r"rows\.sha256 cannot be read"):
        curate([run], tmp_path, Choices(), TERMS, secret=SECRET)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_card_tells_agreement_apart(run: Path, dataset: Path) -> None:
    rows = table(dataset, "answers").dropna(subset=["agrees"])
    said = (dataset / "README.md").read_text(encoding="utf-8")
    for problem, own in rows.groupby("problem"):
        agree = f"{round(100 * own['agrees'].mean(), 1):g}"
        assert f"| {problem} | {len(own)} | {agree} % |" in said


def test_only_where_a_person_agrees(run: Path, tmp_path: Path) -> None:
    curate([run], tmp_path / "agreed", Choices(agreed=True), TERMS)
    rows = table(tmp_path / "agreed", "answers")
    assert list(rows["human_verdict"]) == list(rows["verdict"])


def test_what_may_not_be_passed_on_is_refused(command: Command, run: Path, tmp_path: Path) -> None:
    done = command("curate", str(run), "-o", str(tmp_path / "refused"))
    assert done.returncode == 2
    assert "the licence or the consent of careful.md and of 1 more is unknown" in done.stderr
    assert not (tmp_path / "refused").exists()
    forced = command("curate", str(run), "-o", str(tmp_path / "forced"), "--force")
    assert forced.returncode == 0, forced.stderr
    assert "UNKNOWN, so not to be passed on" in (tmp_path / "forced" / "README.md").read_text(encoding="utf-8")


def test_terms_stand_beside_a_transcript(command: Command, root: Path, tmp_path: Path) -> None:
    """What is said of all fills in where a transcript says nothing."""
    sample = (root / "transcripts" / "eecs182" / "hw3" / "careful.md").read_text(encoding="utf-8")
    for name, terms in (("one", 'licence = "CC0-1.0"\nconsent = "all of it"\n'), ("two", 'licence = "MIT"\n')):
        (tmp_path / f"{name}.md").write_text(sample.replace("output:", f"output:\nAs number {name}:", 1), "utf-8")
        (tmp_path / f"{name}.toml").write_text(f'homework = "eecs182/hw3"\n{terms}', encoding="utf-8")
    out = tmp_path / "run"
    given = ["--reference", "reference", "--only", "eecs182/hw3/q1/a", "--out", str(out)]
    assert command("run", str(tmp_path / "one.md"), str(tmp_path / "two.md"), *given).returncode == 0
    refused = command("curate", str(out), "-o", str(tmp_path / "data"))
    assert "the consent of two.md is unknown" in refused.stderr

    done = command("curate", str(out), "-o", str(tmp_path / "data"), "--consent", "by letter", "--licence", "none")
    assert done.returncode == 0, done.stderr
    assert sorted(table(tmp_path / "data", "answers")["licence"]) == ["CC0-1.0", "MIT"]
    card = (tmp_path / "data" / "README.md").read_text(encoding="utf-8")
    assert "license: other\n" in card
    assert "- licence: CC0-1.0, MIT (of each row in its column `licence`)\n" in card
    assert "- consent of the authors: all of it; by letter\n" in card


def test_other_folders_are_left_alone(run: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigError, match="something else"):
        curate([run], tmp_path, Choices(), TERMS)
    with pytest.raises(NothingToEvaluate):
        curate([run], tmp_path / "empty", Choices(least="human"), TERMS)
