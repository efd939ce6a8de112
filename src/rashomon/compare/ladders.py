"""Scores made of named features: each a ladder of steps with a weight in log-odds, data that a reader can check."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Observed:
    """One feature of a pair: its name, its value (None where one report says nothing), and what was seen in words."""

    feature: str
    value: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """A feature's steps, ascending, the weight below the first and from each on, and the weight when not known."""

    steps: tuple[float, ...]
    weights: tuple[float, ...]
    unknown: float

    def weight(self, value: float | None) -> float:
        """The weight of a value, in log-odds."""
        return self.unknown if value is None else self.weights[bisect_right(self.steps, value)]


@dataclass(frozen=True, slots=True)
class Scorer:
    """Log-odds with nothing known, and ladders by feature; a feature without a ladder weighs nothing."""

    bias: float
    ladders: Mapping[str, Ladder]

    def weigh(self, seen: Observed) -> float:
        """The weight of one feature, in log-odds."""
        ladder = self.ladders.get(seen.feature)
        return 0.0 if ladder is None else ladder.weight(seen.value)

    def probability(self, seen: Iterable[Observed]) -> float:
        """The probability of what the scorer scores."""
        return logistic(math.fsum((self.bias, *map(self.weigh, seen))))


def read_ladders(raw: Mapping[str, Any]) -> dict[str, Ladder]:
    """Ladders as a table of rules/ holds them."""
    return {
        name: Ladder(tuple(map(float, row["steps"])), tuple(map(float, row["weights"])), float(row["unknown"]))
        for name, row in raw.items()
    }


def logistic(log_odds: float) -> float:
    """Probability of log-odds, rounded so that it is the same on every machine."""
    return round(1.0 / (1.0 + math.exp(-log_odds)), 6)
