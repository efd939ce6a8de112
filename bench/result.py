"""What a bench returns and how it is printed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field


class DataMissing(Exception):
    """The bench's data folder is not there; the message says which and how to name another."""


@dataclass(frozen=True, slots=True)
class Result:
    """One run of a bench: its figures by name, how many items they rest on, and lines on what went wrong, by kind."""

    bench: str
    split: str
    n: int
    figures: dict[str, float]
    seconds: float
    failures: tuple[str, ...] = field(default=())

    def as_json(self) -> str:
        """The one object every bench prints with --json (DESIGN.md §4)."""
        figures = {k: round(v, 4) for k, v in self.figures.items()}
        shown = {"bench": self.bench, "split": self.split, "n": self.n, "figures": figures}
        return json.dumps(shown | {"seconds": round(self.seconds, 2)})

    def as_text(self, bars: dict[str, tuple[str, float]]) -> str:
        """Figures one a line, beside their bars where the scoreboard has one, then the failures."""
        lines = [f"bench {self.bench} ({self.split}), {self.n} items, {self.seconds:.1f} s"]
        for name, value in self.figures.items():
            op, bar = bars.get(name, ("", 0.0))
            lines.append(f"  {name:<32} {value:>10.4f}" + (f"   bar {op} {bar:g}" if op else ""))
        return "\n".join(lines + [f"  - {line}" for line in self.failures])


def ratio(part: float, whole: float) -> float:
    """part / whole, 0 when there is nothing."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """Harmonic mean."""
    return ratio(2 * precision * recall, precision + recall)


def b_cubed(gold: dict[str, str], predicted: dict[str, str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of a clustering; an item without a predicted cluster stands alone.

    Source: Bagga and Baldwin 1998.
    """
    if not gold:
        return 0.0, 0.0, 0.0
    clusters = {item: predicted.get(item, f"alone:{item}") for item in gold}
    precision = recall = 0.0
    for item, group in gold.items():
        same_predicted = {other for other in gold if clusters[other] == clusters[item]}
        same_gold = {other for other, its in gold.items() if its == group}
        precision += len(same_predicted & same_gold) / len(same_predicted)
        recall += len(same_predicted & same_gold) / len(same_gold)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, f1(precision, recall)
