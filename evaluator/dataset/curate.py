"""Runs to a folder that `datasets.load_dataset` opens: Parquet by config and split, a card, a manifest."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

import evaluator
from evaluator.dataset.balance import By, balanced
from evaluator.dataset.card import card
from evaluator.dataset.choices import Choices, Selection
from evaluator.dataset.croissant import croissant
from evaluator.dataset.made import Curated, Terms
from evaluator.dataset.notes import Notes
from evaluator.dataset.personal import Scrubber
from evaluator.dataset.rows import SCHEMA, Row, Source, compact, rows_of
from evaluator.dataset.shards import Shard, Writer, digest, read
from evaluator.dataset.splits import SHARES, splits_of
from evaluator.dataset.terms import licences, settled
from evaluator.dataset.views import VIEWS
from evaluator.errors import ConfigError, NothingToEvaluate
from evaluator.model import DECIDED
from evaluator.report.folder import load

MANIFEST: Final = "manifest.json"
LEFT_OUT: Final = "left_out.jsonl"
DIGESTS: Final = "rows.sha256"
_MAIN: Final = "answers"


def curate(
    runs: Sequence[Path],
    out: Path,
    choices: Choices,
    terms: Terms,
    seed: int = 0,
    secret: bytes | None = None,
    balance: By | None = None,
    force: bool = False,
) -> Curated:
    """Writes the dataset. Without a `secret` the pseudonyms are other ones each time. `balance` leaves as many rows of
    each model or problem as there are of the rarest, drawn by `seed`.

    Raises `ConfigError` where a folder is no run's, `out` holds something else, or the terms of a transcript are
    unknown and nothing is forced, and `NothingToEvaluate` where no row is left.
    """
    notes, known = Notes(), _manifest(out)
    if known:
        notes.digests(_digests(out, known), old=True)
    selection = Selection(choices, notes)
    found = [load(run) for run in runs]
    sources = [Source(run, {p.id: p for p in run.parts}, licences(run.run, terms)) for run in found]
    terms = settled((run.run for run in found), terms)
    if terms.missing and not force:
        raise ConfigError(_unknown(terms))
    secret = secret or secrets.token_bytes(32)
    scrub = Scrubber(secret)
    where = splits_of(_problems(sources), seed)
    _clear(out)
    rows: Iterator[Row] = (row for source in sources for row in rows_of(source, scrub))
    if balance is None:
        rows = filter(selection.takes, rows)
    else:
        again = (row for source in sources for row in rows_of(source, Scrubber(secret)))
        _balance(again, selection, notes, balance, seed)
        rows = (row for place, row in enumerate(rows) if notes.stays(place))
    shards = {_MAIN: _written(rows, out / "data" / _MAIN, SCHEMA, where)}
    if not any(shards[_MAIN].values()):
        _clear(out)
        raise NothingToEvaluate("no row is left: nothing was decided, or every row was dropped")
    whole = [shard for split in shards[_MAIN].values() for shard in split]
    for name, view in VIEWS.items():
        if name != _MAIN:
            shards[name] = _written(view.make(partial(read, whole)), out / "data" / name, view.schema, where)
    counts = {name: {s: sum(x.rows for x in found) for s, found in by.items() if found} for name, by in shards.items()}
    notes.digests((row["id"], hashlib.sha256(compact(row).encode()).hexdigest()) for row in read(whole))
    done = Curated(out, counts, notes.reasons(), scrub.removed, notes.changes() if known else {})
    (out / "README.md").write_text(card(done, terms, seed, whole), encoding="utf-8")
    day = datetime.now(UTC).date().isoformat()
    (out / "croissant.json").write_text(croissant(done, terms, day), encoding="utf-8")
    _write_lines(out / LEFT_OUT, (compact({"id": id, "why": why, "of": of}) for id, why, of in notes.left_out()))
    _write_lines(out / DIGESTS, (f"{digest}  {id}" for id, digest in notes.versions()))
    _write_manifest(out, sources, scrub, shards, seed, terms)
    return done


def _unknown(terms: Terms) -> str:
    others = f" and of {len(terms.missing) - 1} more" if len(terms.missing) > 1 else ""
    return (
        f"the licence or the consent of {terms.missing[0]}{others} is unknown: say --licence and --consent, write them"
        " into the .toml beside it and run it again, or --force"
    )


def _balance(rows: Iterator[Row], selection: Selection, notes: Notes, by: By, seed: int) -> None:
    """Notes which of the rows that are taken stay; those that balance costs are left out, too."""
    taken = ((place, row["id"], row[by]) for place, row in enumerate(rows) if selection.takes(row))
    for id in balanced(taken, seed, notes):
        notes.leave_out(id, f"more than others of the same {by}", None)


def reference_texts(runs: Sequence[Path]) -> Iterator[str]:
    """What the solutions of the runs' references say in words: proofs, what rubrics and mistakes tell."""
    for run in map(load, runs):
        for part in run.parts:
            yield from part.proofs
            for answer in part.answers:
                yield from (says for _, says in answer.mistakes)
                if answer.kind == "prose":
                    yield answer.latex


def _problems(sources: Sequence[Source]) -> Counter[str]:
    results = (r for source in sources for _, found in source.run.by_transcript() for r in found)
    return Counter(r.part.rsplit("/", 1)[0] for r in results if r.verdict in DECIDED)


def _written(rows: Iterator[Row], folder: Path, schema: Any, where: Mapping[str, str]) -> dict[str, list[Shard]]:
    writers = {split: Writer(folder, split, schema) for split in SHARES}
    for row in rows:
        writers[where[row["problem"]]].add(row)
    for writer in writers.values():
        writer.close()
    return {split: writer.shards for split, writer in writers.items()}


def _manifest(out: Path) -> dict[str, Any] | None:
    """What an earlier time wrote there. Anything else is left alone."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return None
    try:
        found: dict[str, Any] = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"--out {out}: there is something else there, and no {MANIFEST}") from error
    return found


def _clear(out: Path) -> None:
    shutil.rmtree(out / "data", ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)


def _digests(out: Path, manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Of the rows of an earlier version; the first manifests held them themselves."""
    if manifest.get("schema") == 1:
        yield from manifest["rows"].items()
        return
    try:
        with (out / DIGESTS).open(encoding="utf-8") as lines:
            for line in lines:
                digest, _, id = line.rstrip("\n").partition("  ")
                yield id, digest
    except (OSError, ValueError) as error:
        raise ConfigError(f"--out {out}: its {DIGESTS} cannot be read") from error


def _write_lines(path: Path, lines: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)


def _write_manifest(
    out: Path,
    sources: Sequence[Source],
    scrub: Scrubber,
    shards: Mapping[str, Mapping[str, Sequence[Shard]]],
    seed: int,
    terms: Terms,
) -> None:
    files = [shard for by in shards.values() for found in by.values() for shard in found]
    said = {
        "schema": 2,
        "evaluator": evaluator.__version__,
        "runs": [
            {"id": scrub.pseudonym("run", s.run.run.id), "configuration": s.run.run.configuration} for s in sources
        ],
        "seed": seed,
        "licence": terms.licence,
        "consent": terms.consent,
        "files": {
            str(s.path.relative_to(out)): {"rows": s.rows, "bytes": s.path.stat().st_size, "sha256": digest(s.path)}
            for s in files
        },
        "rows": {"file": DIGESTS, "sha256": digest(out / DIGESTS)},
    }
    (out / MANIFEST).write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
