"""``python -m training.stories``: the weights by which reports are put together.

Writes compare/stories/rules/story_weights.toml. Logistic regression (training/ladders.py) on pairs of reports that
meet under two keys. Each ladder is held to one direction (more in common never speaks against).

Pairs: violent-corpus train (seven parts by incident, so that a part is about the size of a newsroom's fortnight) and
ECB+ train (documents of one sub-topic belong together; no dates). Both sets serve for learning only: no text of them is
kept, and a weight stands for thousands of pairs. A quarter of the dated pairs is given a second time without dates, so
that a missing date weighs what it should. Each set
is left out once and measured with the weights of the others; the figures are written beside the weights.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench import incidents
from rashomon.compare.stories.features import Traits, traits
from rashomon.compare.stories.forming import Stories
from rashomon.compare.stories.index import Meetings
from rashomon.compare.stories.pairs import Weights, observe
from training import ladders
from training.ladders import Plan

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "rashomon" / "compare" / "stories" / "rules" / "story_weights.toml"
PARTS = 7
PLAN = Plan(
    steps={
        "words": (0.04, 0.07, 0.1, 0.13, 0.16, 0.2, 0.25, 0.32, 0.4, 0.55),
        "names": (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.32, 0.4, 0.55),
        "title": (0.05, 0.15, 0.3, 0.5),
        "full names": (1, 2, 3),
        "ages": (1, 2),
        "roads": (1, 2),
        "apart": (2, 3),
        "days": (1, 2, 3, 5, 8, 15, 31, 91, 366),
    },
    falling=frozenset({"days", "apart"}),
    against=frozenset({"full names", "ages", "roads", "apart"}),  # known and nothing shared: never for
)
JOINS = (0.25, 0.3, 0.35)
JOIN = 0.35  # mean probability from which stories join: .25 to .35 give the same F1 left out, this the fewest mergers


@dataclass(frozen=True, slots=True)
class Pairs:
    """Observed values (n x features, nan where not known), and whether the two belong together."""

    values: np.ndarray
    same: np.ndarray


def met(reports: Sequence[tuple[Traits, str]]) -> Iterator[tuple[Traits, Traits, bool]]:
    """Pairs that meet, with whether they belong together."""
    held: dict[str, tuple[Traits, str]] = {t.key: (t, group) for t, group in reports}
    meetings = Meetings()
    for key in sorted(held):
        meetings.add(key, held[key][0].keys)
    for a, b in meetings.pairs():
        yield held[a][0], held[b][0], held[a][1] == held[b][1]


def observed(reports: Sequence[tuple[Traits, str]], undated: float = 0.25) -> Pairs:
    """Their pairs as numbers."""
    rows, same = [], []
    for a, b, one in met(reports):
        row = [np.nan if o.value is None else o.value for o in observe(a, b)]
        rows.append(row)
        same.append(one)
        if int(hashlib.md5(f"{a.key}{b.key}".encode(), usedforsecurity=False).hexdigest(), 16) % 100 < 100 * undated:
            rows.append([*row[:-1], np.nan])
            same.append(one)
    return Pairs(np.array(rows), np.array(same, float))


def stacked(parts: Sequence[Pairs]) -> Pairs:
    """Several as one."""
    return Pairs(np.concatenate([p.values for p in parts]), np.concatenate([p.same for p in parts]))


def fit(pairs: Pairs) -> Weights:
    """The weights of most likelihood."""
    bias, found = ladders.fit(pairs.values, pairs.same, PLAN)
    return Weights(bias, JOIN, found)


def prepared(held: Sequence[incidents.Document]) -> list[tuple[Traits, str]]:
    """Traits and groups of documents."""
    return [(traits(d.report), d.group) for d in held]


def measured(weights: Weights, held: Sequence[incidents.Document]) -> dict[float, tuple[float, float, float]]:
    """B-cubed of the product's stories with these weights, by the mean probability at which they join."""
    gold = {d.report.id: d.group for d in held}
    found = {}
    for join in JOINS:
        stories = Stories(replace(weights, join=join))
        for document in held:
            stories.add(document.report)
        found[join] = incidents.b_cubed(gold, {i: group[0] for group in stories.groups() for i in group})
    return found


def crossed(sets: Sequence[Sequence[incidents.Document]], pairs: Sequence[Pairs]) -> list[str]:
    """Each set left out once: lines with B-cubed there, by the probability at which stories join; the last is ECB+."""
    totals = {join: np.zeros(3) for join in JOINS}
    other: dict[float, tuple[float, float, float]] = {}
    for left_out, held in enumerate(sets):
        other = measured(fit(stacked([p for i, p in enumerate(pairs) if i != left_out])), held)
        for join, figures in other.items():
            totals[join] += np.array(figures) / PARTS if left_out < PARTS else 0.0
    return [
        f"left out, joining from {join}: violent-corpus train B-cubed P {totals[join][0]:.1f} R {totals[join][1]:.1f} "
        f"F1 {totals[join][2]:.1f} (mean of {PARTS} parts); ECB+ train F1 {other[join][2]:.1f}"
        for join in JOINS
    ]


def written(weights: Weights, measured: Sequence[str]) -> str:
    """The weights as TOML, with what was measured beside them."""
    lines = [
        "# The weights by which reports are put together, in log-odds. Made by `python -m training.stories`.",
        *(f"# {line}" for line in measured),
        "",
        f"bias = {weights.bias}",
        f"join = {weights.join}  # mean probability from which two groups of reports are one story",
    ]
    return "\n".join([*lines, *ladders.written(weights.ladders)]) + "\n"


def main() -> None:
    """Measure each set with the weights of the others, fit, and write."""
    parser = argparse.ArgumentParser(prog="python -m training.stories", description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    asked = parser.parse_args()
    sets = [*incidents.parted(incidents.documents(asked.data, "train")), incidents.subtopics(asked.data, "train")]
    pairs = [observed(prepared(held)) for held in sets]
    lines = [f"{sum(len(p.same) for p in pairs)} pairs, {int(sum(p.same.sum() for p in pairs))} of one group"]
    lines += crossed(sets, pairs)
    OUT.write_text(written(fit(stacked(pairs)), lines), encoding="utf-8")


if __name__ == "__main__":
    main()
