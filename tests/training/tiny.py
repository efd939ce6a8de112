"""A training small enough for a test: two narrow networks on invented news, a checkpoint after every step.

``python -m tests.training.tiny FOLDER`` runs it, or goes on with it, and writes the weights to FOLDER/weights.pt.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer

from rashomon.understand.encoder import WEIGHTS
from training import fit, invented, model, speech_sets
from training.arrays import Item, items

PLAN = fit.Plan(rate=2e-3, head_rate=4e-3, seed=5, hidden=0.1)
SENTENCES = ("The bridge fell on Monday.", "Two cranes were lost in the storm.", "The port will stay shut for a week.")


def windows() -> list[Item]:
    """Windows of invented news, each three times."""
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    made = invented.generate(7, 60, list(SENTENCES))
    return [item for text in speech_sets.invented(made) for item in items(text, tokenizer)] * 3


def trainer() -> fit.Trainer:
    """Networks a tenth as wide as the shipped ones, of one layer, from one seed."""
    model.WIDTH, model.HEADS, model.DEPTH, model.INNER = 48, 4, 1, 96
    model.PAIR_WIDTH, model.PAIR_HEADS, model.PAIR_DEPTH = 24, 2, 1
    fit.PIECES = 150
    torch.manual_seed(5)
    torch.set_num_threads(1)
    return fit.Trainer(model.Tagger(), model.Pairs(), "cpu")


def weights(trained: fit.Trainer) -> dict[str, torch.Tensor]:
    """All weights of both networks."""
    return {**trained.tagger.state_dict(), **{f"pairs.{k}": v for k, v in trained.pairs.state_dict().items()}}


def main(folder: Path) -> None:
    """Train to the end."""
    own = trainer()
    own.stage(windows(), PLAN, folder / "stage.pt", folder / "log.txt", every=0.0)
    torch.save(weights(own), folder / "weights.pt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
