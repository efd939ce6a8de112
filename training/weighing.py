"""The networks that weigh the evidence of two marked events, learned (see mentions.py)."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from bench.mention_pairs import FEATURES
from bench.mentions import READINGS

SIZE, FIRST, SECOND = 16, 48, 24
PASSES, BATCH, RATE = 4, 1024, 2e-3
Array = NDArray[np.float32]
Ints = NDArray[np.int64]


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


def fitted(examples: tuple[Array, Array, Array], at: tuple[Ints, Ints], seed: int) -> Network:
    """One network from rows of evidence freed of mean and spread, labels and the readings of all events; ``at`` are the
    places of both events of each pair. Readings are scaled by 8 while learning, which is undone in what is kept.
    """
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    net = Network()
    optimiser = torch.optim.Adam(net.parameters(), RATE, weight_decay=1e-4)
    rows, labels, readings = (torch.from_numpy(given) for given in examples)
    one, other, readings = torch.from_numpy(at[0]), torch.from_numpy(at[1]), readings * 8
    for turn in range(PASSES):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - turn / PASSES) + RATE / 10
        order = torch.randperm(len(rows))
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            odds = net(rows[some], readings[one[some]], readings[other[some]])
            loss = F.binary_cross_entropy_with_logits(odds, labels[some])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    net.eval()
    with torch.no_grad():
        for projection in net.reading:
            projection.weight *= 8  # type: ignore[operator]
    return net
