"""``python -m training.pairs``: what evidence of one event weighs (compare/questions/pairs.py).

By logistic regression on ECB+. Every pair of our own statements within a topic of the train and development parts is
an example: of one event when at least half of the events they tell corefer, of two when none does. A topic holds two
look-alike affairs, so that what is learned is what tells events of one affair apart. A dozen weights are learned and
nothing of the text is kept.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.ecb import Told, told
from bench.events import same
from rashomon.compare.questions.evidence import of_event
from rashomon.compare.questions.pairs import EVENT, other_time

FEATURES = tuple(EVENT)
SMOOTH = 3.0
"""Strength of the pull towards 0 on every weight but the prior."""
Array = NDArray[np.float64]


def examples(statements: list[Told]) -> tuple[Array, Array]:
    """The strengths of `FEATURES` (pairs, features) and whether the pair tells one event, 0 or 1 (pairs,)."""
    topics: dict[int, list[Told]] = defaultdict(list)
    for one in statements:
        if one.events:
            topics[one.topic].append(one)
    rows, labels = [], []
    for topic in topics.values():
        for a, b in combinations(topic, 2):
            label = same(a, b)
            if label is not None:
                found = [*of_event(a.dated, b.dated), *other_time(a.dated.statement, b.dated.statement)]
                strengths = {e.feature: e.strength for e in found}
                rows.append([strengths.get(feature, 0.0) for feature in FEATURES])
                labels.append(float(label))
    return np.array(rows), np.array(labels)


def fitted(rows: Array, labels: Array, used: list[int]) -> Array:
    """Weights of the features ``used``, by Newton's method; the first is the prior and is not smoothed."""
    chosen = rows[:, used]
    pull = np.array([0.0] + [SMOOTH] * (len(used) - 1))
    weights = np.zeros(len(used))
    for _ in range(50):
        p = 1 / (1 + np.exp(-chosen @ weights))
        slope = chosen.T @ (p - labels) + pull * weights
        curve = (chosen * (p * (1 - p))[:, None]).T @ chosen + np.diag(pull + 1e-6)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def main() -> None:
    """Print the weights with and without the meaning."""
    parser = argparse.ArgumentParser(prog="python -m training.pairs", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    rows, labels = examples([one for part in ("train", "dev") for one in told(data, part)])
    print(f"{len(labels)} pairs, {int(labels.sum())} of one event")
    for name, left_out in (("EVENT", ()), ("EVENT_BY_WORDS", ("meaning",))):
        used = [n for n, feature in enumerate(FEATURES) if feature not in left_out]
        print(name)
        for n, weight in zip(used, fitted(rows, labels, used), strict=True):
            print(f'    "{FEATURES[n]}": {weight:.2f},')


if __name__ == "__main__":
    main()
