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
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from bench.coreference import Groups
from bench.ecb import documents
from bench.mention_pairs import FEATURES, WEIGHTS, Scorer, affairs, grouped, pairs
from bench.mentions import READINGS, Mention, read
from rashomon.understand.encoder import shipped

SEEDS = (1, 2, 3)
SIZE, FIRST, SECOND = 16, 48, 24
PASSES, BATCH, RATE = 4, 1024, 2e-3
THRESHOLDS = tuple(round(0.2 + 0.05 * n, 2) for n in range(8))
Array = NDArray[np.float32]


class Network(nn.Module):
    """Evidence of pairs and the readings of both in, log-odds of one event out: `Scorer` in torch."""

    def __init__(self) -> None:
        super().__init__()
        self.reading = nn.ModuleList(nn.Linear(384, SIZE, bias=False) for _ in READINGS)
        self.first = nn.Linear(len(FEATURES) + len(READINGS) * (SIZE + 1), FIRST)
        self.second = nn.Linear(FIRST, SECOND)
        self.last = nn.Linear(SECOND, 1)

    def forward(self, rows: Tensor, a: Tensor, b: Tensor) -> Tensor:
        """(pairs, features), (pairs, readings, 384) twice in, (pairs,) out."""
        given = [rows]
        for number, projection in enumerate(self.reading):
            one, other = (projection(F.dropout(side[:, number], 0.3, self.training)) for side in (a, b))
            given += [F.cosine_similarity(one, other)[:, None], one * other]
        layer = F.dropout(F.relu(self.first(torch.cat(given, dim=1))), 0.1, self.training)
        odds: Tensor = self.last(F.relu(self.second(layer)))[:, 0]
        return odds

    def arrays(self) -> dict[str, Array]:
        """The weights as `Scorer` has them."""
        found = {"reading": np.stack([p.weight.detach().numpy().T for p in self.reading])}
        for name in ("first", "second", "last"):
            layer = getattr(self, name)
            found |= {name: layer.weight.detach().numpy().T, f"{name} bias": layer.bias.detach().numpy()}
        return found


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
        self.readings = torch.from_numpy(np.stack(readings))


def fitted(told: Examples, mean: Array, spread: Array, seed: int) -> Network:
    """One network. Readings are scaled by 8 while learning, which is undone in what is kept."""
    torch.manual_seed(seed)
    net = Network()
    optimiser = torch.optim.Adam(net.parameters(), RATE, weight_decay=1e-4)
    rows, labels = torch.from_numpy((told.rows - mean) / spread), torch.from_numpy(told.labels)
    one, other, readings = torch.from_numpy(told.one), torch.from_numpy(told.other), told.readings * 8
    for turn in range(PASSES):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - turn / PASSES) + RATE / 10
        order = torch.randperm(len(rows))
        for start in range(0, len(order), BATCH):
            at = order[start : start + BATCH]
            odds = net(rows[at], readings[one[at]], readings[other[at]])
            loss = F.binary_cross_entropy_with_logits(odds, labels[at])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    net.eval()
    with torch.no_grad():
        for projection in net.reading:
            projection.weight *= 8  # type: ignore[operator]
    return net


def learned(mentions: Sequence[Mention], threshold: float = 0.5) -> Scorer:
    """A scorer from the marked events of some documents."""
    told = Examples(mentions)
    mean, spread = told.rows.mean(axis=0), told.rows.std(axis=0) + np.float32(1e-6)
    nets = tuple(fitted(told, mean, spread, seed).arrays() for seed in SEEDS)
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
    torch.set_num_threads(1)
    train, dev = (read(documents(asked.data, part), shipped()) for part in ("train", "dev"))
    threshold = best_threshold(learned(train), dev)
    write(learned([*train, *dev], threshold), asked.out)


if __name__ == "__main__":
    main()
