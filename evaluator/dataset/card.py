"""The dataset card: README.md with the front matter that the Hub and `datasets` read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from evaluator.agreement import agreement
from evaluator.dataset.made import Curated, Terms
from evaluator.dataset.shards import Shard, read
from evaluator.dataset.views import VIEWS
from evaluator.model import Agreement

_SIZES: Final = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_BY: Final = ("problem", "model")
_LARGEST: Final = "1M<n<10M"


@dataclass
class _Seen:
    """Counts over the rows of the dataset."""

    verdicts: Counter[str] = field(default_factory=Counter)
    certainties: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    agreement: Agreement = field(default_factory=lambda: Agreement(n=0, percent=None, kappa=None))
    within: dict[str, dict[str, Agreement]] = field(default_factory=dict)  # the same by problem and by model


def card(done: Curated, terms: Terms, seed: int, answers: Sequence[Shard]) -> str:
    environment = Environment(  # Markdown, made of our own words and of counts
        loader=PackageLoader("evaluator.dataset"),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["told"] = _told
    total = sum(done.rows["answers"].values())
    return environment.get_template("card.md").render(
        done=done,
        terms=terms,
        seed=seed,
        views=VIEWS,
        seen=_seen(answers),
        licence=_for_the_hub(terms),
        size=next((name for bound, name in _SIZES if total < bound), _LARGEST),
    )


def _for_the_hub(terms: Terms) -> str:
    """The Hub knows one licence, by its identifier."""
    if terms.missing or not terms.licence:
        return "unknown"
    return terms.licence.lower() if len(terms.licences) == 1 else "other"


def _seen(answers: Sequence[Shard]) -> _Seen:
    seen, marks = _Seen(), list[tuple[str, str | None]]()
    groups: dict[str, dict[str, list[tuple[str, str | None]]]] = {by: defaultdict(list) for by in _BY}
    for row in read(answers):
        seen.verdicts[row["verdict"]] += 1
        seen.certainties[row["certainty"] or "none"] += 1
        seen.doubts[row["doubt"]] += 1
        if row["agrees"] is not None:
            marks.append((row["verdict"], row["human_verdict"]))
            for by, found in groups.items():
                found[row[by] or "unknown"].append(marks[-1])
    seen.agreement = agreement(iter(marks))
    seen.within = {by: {name: agreement(own) for name, own in sorted(found.items())} for by, found in groups.items()}
    return seen


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
