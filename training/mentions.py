"""``python -m training.mentions``: how the evidence of two marked events is weighed (bench/mention_pairs.py).

Learned on ECB+ train with the groups of dev choosing nothing but the threshold, then once more on both: all pairs of
marked events of one affair, of one event or of two. What is kept are projections of the encoder's vectors, the weights
of two small layers and means: no text. ECB+'s annotation is CC BY 3.0; see
docs/decisions/0023-reports-tell-affairs-apart.md on what that allows.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.coreference import Groups
from bench.ecb import documents
from bench.mention_pairs import WEIGHTS, Scorer, affairs, grouped, pairs
from bench.mentions import Mention, read
from rashomon.understand.encoder import shipped
from training import needs

SEEDS = (1, 2, 3)
THRESHOLDS = tuple(round(0.2 + 0.05 * n, 2) for n in range(8))
Array = NDArray[np.float32]


class Examples:
    """All pairs of one affair: rows of evidence, labels, and the readings of both."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        rows, labels, one, other, readings, at = [], [], [], [], [], 0
        for group in affairs(mentions):
            a, b, found = pairs(group)
            chains = np.array([m.chain for m in group])
            rows.append(found)
            labels.append(chains[a] == chains[b])
            one.append(a + at)
            other.append(b + at)
            readings += [m.readings for m in group]
            at += len(group)
        self.rows, self.labels = np.concatenate(rows), np.concatenate(labels).astype(np.float32)
        self.one, self.other = np.concatenate(one), np.concatenate(other)
        self.readings = np.stack(readings)


def learned(mentions: Sequence[Mention], threshold: float = 0.5) -> Scorer:
    """A scorer from the marked events of some documents. Needs torch."""
    from training.weighing import fitted  # behind `needs.check`: without torch the command says so in one line

    told = Examples(mentions)
    mean, spread = told.rows.mean(axis=0), told.rows.std(axis=0) + np.float32(1e-6)
    examples = ((told.rows - mean) / spread, told.labels, told.readings)
    nets = tuple(fitted(examples, (told.one, told.other), seed).arrays() for seed in SEEDS)
    return Scorer(mean, spread, threshold, nets)


def best_threshold(scorer: Scorer, mentions: Sequence[Mention]) -> float:
    """The threshold at which the groups of these events agree best with the gold."""
    tables = {group[0].document: scorer.probabilities(group) for group in affairs(mentions)}
    gold = {n: m.chain for n, m in enumerate(mentions)}
    figures: dict[float, float] = {}
    for threshold in THRESHOLDS:
        shown = grouped(mentions, lambda group: tables[group[0].document], threshold)
        figures[threshold] = Groups(gold, dict(enumerate(shown))).conll()
        print(f"threshold {threshold}: {100 * figures[threshold]:.2f}", flush=True)
    return max(THRESHOLDS, key=lambda t: (figures[t], -t))


def write(scorer: Scorer, path: Path) -> None:
    """The scorer as `Scorer.load` reads it, in half precision."""
    arrays: dict[str, NDArray[np.generic]] = {"mean": scorer.mean, "spread": scorer.spread}
    arrays["threshold"] = np.array(scorer.threshold, dtype=np.float32)
    for number, net in enumerate(scorer.networks):
        arrays |= _numbered(net, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def _numbered(net: Mapping[str, Array], number: int) -> dict[str, NDArray[np.generic]]:
    return {f"{name}/{number}": array.astype(np.float16) for name, array in net.items()}


def main() -> None:
    """Learn, choose the threshold, learn on all, write."""
    parser = argparse.ArgumentParser(prog="python -m training.mentions", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    asked = parser.parse_args()
    needs.check()
    train, dev = (read(documents(asked.data, part), shipped()) for part in ("train", "dev"))
    threshold = best_threshold(learned(train), dev)
    write(learned([*train, *dev], threshold), asked.out)
    print(f"{len(train)} and {len(dev)} marked events; threshold {threshold}; written: {asked.out}")


if __name__ == "__main__":
    main()
