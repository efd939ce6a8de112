"""The training loop: seeded, resumable, the same on a processor or an accelerator."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from rashomon.understand import pieces
from training.arrays import LAYERS, UNKNOWN, Item
from training.model import OUTPUTS, Pairs, Tagger

PIECES = 3072
"""Pieces of a step."""
MASK, LAST_SPECIAL = 103, 998
"""[MASK], and the last number of a piece that is no word."""
EVERY = 240.0
"""Seconds between checkpoints."""
LURES = 0.25
"""Marked cues that are none, as a part of all: so that the pair scorer can take a wrong cue back."""
JITTER = 0.15
"""Marked cues whose bounds are moved by a word, as a tagger's are."""

WEIGHTS = {"cue": 1.5, "source": 0.4, "content": 0.6, "name": 1.0, "statement": 1.0, "clause": 0.3}


@dataclass(frozen=True, slots=True)
class Plan:
    """One stage of training: peak rates of the encoder and of the heads, seed, part of the
    steps to warm up, and part of the pieces hidden behind [MASK], lest the words be learned by heart.
    """

    rate: float
    head_rate: float
    seed: int = 1
    warm: float = 0.08
    hidden: float = 0.0


class Trainer:
    """The two networks with their optimiser; `stage` runs a plan from wherever its checkpoint stands."""

    def __init__(self, tagger: Tagger, pairs: Pairs, device: str) -> None:
        self.tagger, self.pairs, self.device = tagger.to(device), pairs.to(device), device

    def to_device(self) -> None:
        """Back to where training happens, after an export."""
        self.tagger.to(self.device).train()
        self.pairs.to(self.device).train()

    def stage(self, items: Sequence[Item], plan: Plan, checkpoint: Path, log: Path, every: float = EVERY) -> None:
        """Train on the items; write a checkpoint every so many seconds and resume from it when it is there.

        What a step draws depends on the seed and the step alone: a run that was broken off and resumed ends with the
        weights of one that was not.
        """
        batches = _batches(items, plan)
        trunk = [p for n, p in self.tagger.named_parameters() if _trunk(n)]
        heads = [p for n, p in self.tagger.named_parameters() if not _trunk(n)]
        optimiser = torch.optim.AdamW(
            [
                {"params": trunk, "lr": plan.rate, "peak": plan.rate},
                {"params": [*heads, *self.pairs.parameters()], "lr": plan.head_rate, "peak": plan.head_rate},
            ],
            weight_decay=0.01,
            betas=(0.9, 0.98),
        )
        done = self._resume(checkpoint, optimiser)
        begun = saved = time.monotonic()
        sums: dict[str, float] = {}
        for step in range(done, len(batches)):
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * _pace(step / len(batches), plan.warm)
            rng = random.Random(plan.seed * 1_000_003 + step)
            losses = self._losses([items[i] for i in batches[step]], rng, plan.hidden)
            total = sum(losses.values())
            optimiser.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_([*self.tagger.parameters(), *self.pairs.parameters()], 1.0)
            optimiser.step()
            for name, value in losses.items():
                sums[name] = sums.get(name, 0.0) * 0.98 + float(value.detach()) * 0.02
            if step % 25 == 24 or step + 1 == len(batches):
                shown = " ".join(f"{n}={v / (1 - 0.98 ** (step - done + 1)):.3f}" for n, v in sums.items())
                with log.open("a", encoding="utf-8") as out:
                    out.write(f"{step + 1}/{len(batches)} {time.monotonic() - begun:.0f}s {shown}\n")
            if time.monotonic() - saved >= every or step + 1 == len(batches):
                self._save(checkpoint, optimiser, step + 1)
                saved = time.monotonic()

    def _resume(self, checkpoint: Path, optimiser: torch.optim.Optimizer) -> int:
        if not checkpoint.exists():
            return 0
        state = torch.load(checkpoint, map_location=self.device, weights_only=True)
        self.tagger.load_state_dict(state["tagger"])
        self.pairs.load_state_dict(state["pairs"])
        optimiser.load_state_dict(state["optimiser"])
        return int(state["step"])

    def _save(self, checkpoint: Path, optimiser: torch.optim.Optimizer, step: int) -> None:
        state = {
            "tagger": self.tagger.state_dict(),
            "pairs": self.pairs.state_dict(),
            "optimiser": optimiser.state_dict(),
            "step": step,
        }
        part = checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(checkpoint)

    def _losses(self, batch: Sequence[Item], rng: random.Random, hidden: float) -> dict[str, Tensor]:
        """The loss of each head over one batch; heads without a label in it are left out."""
        widest = _even(max(len(item.window.ids) for item in batch), 32)
        ids, shape, quoted, mask = (
            torch.from_numpy(np.stack([_padded(row, widest) for row in rows])).to(self.device)
            for rows in (
                [item.window.ids for item in batch],
                [item.window.shape for item in batch],
                [item.window.quoted for item in batch],
                [np.ones_like(item.window.ids) for item in batch],
            )
        )
        if hidden:
            chance = torch.from_numpy(np.random.default_rng(rng.getrandbits(32)).random(ids.shape)).to(self.device)
            ids = torch.where((chance < hidden) & (ids > LAST_SPECIAL), MASK, ids)
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.device != "cpu" or _halves()):
            features, scores = self.tagger(ids, shape, quoted, mask)
            marked, labels = self._marked(batch, features, rng)
            paired = self.pairs(*marked) if marked is not None else None
        losses: dict[str, Tensor] = {}
        at = 0
        for name, size in OUTPUTS:
            part = scores[:, :, at : at + size].float()
            at += size
            target = self._target(batch, name, widest)
            if name == "factual":
                known = ~torch.isnan(target)
                if known.any():
                    losses[name] = 0.4 * F.smooth_l1_loss(part[:, :, 0][known], target[known])
            elif (target != UNKNOWN).any():
                weight = WEIGHTS.get(name, 0.3)
                losses[name] = weight * F.cross_entropy(part.flatten(0, 1), target.flatten(), ignore_index=UNKNOWN)
        if paired is not None:
            losses["pair"] = 2.0 * F.cross_entropy(paired.float().flatten(0, 1), labels.flatten(), ignore_index=UNKNOWN)
        return losses

    def _target(self, batch: Sequence[Item], name: str, widest: int) -> Tensor:
        rows = []
        for item in batch:
            if name == "factual":
                row = np.full(widest, np.nan, dtype=np.float32)
                row[item.window.heads] = item.factual
            else:
                own = item.layers[name] if name in LAYERS else getattr(item, name)
                row = np.full(widest, UNKNOWN, dtype=np.int64)
                row[item.window.heads] = own
            rows.append(row)
        return torch.from_numpy(np.stack(rows)).to(self.device)

    def _marked(
        self, batch: Sequence[Item], features: Tensor, rng: random.Random
    ) -> tuple[tuple[Tensor, Tensor, Tensor] | None, Tensor]:
        """Every cue of the batch, some moved by a word, and some words that are no cue, with what to find around."""
        cut, distances, targets = [], [], []
        for row, item in enumerate(batch):
            for cue, labels in _cues(item, rng):
                heads = item.window.heads
                first = int(heads[cue[0]])
                last = int(heads[cue[1]]) if cue[1] < len(heads) else len(item.window.ids) - 1
                start, end = pieces.around(len(item.window.ids), (first, last))
                target = np.full(len(item.window.ids), UNKNOWN, dtype=np.int64)
                target[heads] = labels
                cut.append(features[row, start:end])
                distances.append(pieces.buckets(np.arange(start, end), (first, last)))
                targets.append(target[start:end])
        if not cut:
            return None, torch.zeros(0)
        widest = _even(max(len(d) for d in distances), 32)
        for _ in range(_even(len(cut), 16) - len(cut)):  # shapes met before are fast: kernels are built once for each
            cut.append(cut[0][:1])
            distances.append(distances[0][:1])
            targets.append(np.full(1, UNKNOWN, dtype=np.int64))
        mask = np.stack([_padded(np.ones(len(d), dtype=np.int64), widest) for d in distances])
        distance = np.stack([_padded(d, widest) for d in distances])
        target = np.stack([_padded(t, widest, UNKNOWN) for t in targets])
        stacked = torch.stack([F.pad(part, (0, 0, 0, widest - len(part))) for part in cut])
        on = [torch.from_numpy(a).to(self.device) for a in (distance, mask, target)]
        return (stacked, on[0], on[1]), on[2]


def _cues(item: Item, rng: random.Random) -> list[tuple[tuple[int, int], np.ndarray]]:
    out = []
    words = len(item.window.heads)
    for marked in item.marked:
        start, end = marked.cue
        if rng.random() < JITTER:
            start = max(0, start + rng.choice((-1, 0, 1)))
            end = min(words, end + rng.choice((-1, 0, 1)))
        if end <= start:
            start, end = marked.cue
        out.append(((start, end), marked.labels))
    lures = [lure for lure in item.lures if rng.random() < LURES]
    nothing = np.zeros(words, dtype=np.int64)
    return out + [(lure, nothing) for lure in lures]


def _padded(row: np.ndarray, size: int, fill: int = 0) -> np.ndarray:
    out = np.full(size, fill, dtype=row.dtype)
    out[: len(row)] = row
    return out


def _even(size: int, step: int) -> int:
    return -(-size // step) * step


def _halves() -> bool:
    """Whether this processor multiplies bfloat16 by itself: where it does not, a step takes thirty times as long."""
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


def _trunk(name: str) -> bool:
    return name.startswith("encoder.") and ".shape." not in name and ".quoted." not in name


def _pace(part: float, warm: float) -> float:
    return part / warm if part < warm else max(0.0, (1.0 - part) / (1.0 - warm))


def _batches(items: Sequence[Item], plan: Plan) -> list[list[int]]:
    """All steps of a stage: windows of like length together, in an order drawn from the seed."""
    rng = random.Random(plan.seed)
    order = sorted(range(len(items)), key=lambda i: (_even(len(items[i].window.ids), 32), rng.random()))
    steps: list[list[int]] = []
    row: list[int] = []
    widest = 0
    for i in order:
        widest = max(widest, _even(len(items[i].window.ids), 32))
        if row and widest * (len(row) + 1) > PIECES:
            steps.append(row)
            row, widest = [], _even(len(items[i].window.ids), 32)
        row.append(i)
    steps += [row] if row else []
    rng.shuffle(steps)
    return steps
