"""``python -m training.vectors``: the statement vector, for sameness of what is said whoever says it.

All-MiniLM-L6-v2 goes on learning from openly licensed news and web text: a statement and the same statement wrapped in
another voice, hedged, or with its numbers and dates masked are one; the other statements of its batch are not.
Summaries of one document by several hands (GUM) and sentences of one event (MEANTIME) are pairs as well. So that plain
sentence similarity does not suffer, the similarities within a batch are held to the original encoder's.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from rashomon.understand.encoder import WEIGHTS
from training import export, mixes
from training.model import Encoder, Tagger, pretrained

STEPS, BATCH, RATE = 160, 32, 3e-5
KEPT = 6.0
"""Weight of staying near the original's similarities."""
SHARP = 20.0
"""Inverse temperature of the contrast (sentence-transformers' own value)."""
LONGEST = 64

_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_DAY = re.compile(
    r"\b(?:(?:on|last|next) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:in )?(?:January|February|March|April"
    r"|June|July|August|September|October|November|December)(?: \d{1,2})?(?:, \d{4})?"
)
_VOICES = (
    "officials", "the ministry", "a spokesman", "state media", "two witnesses", "the agency", "analysts",
    "the minister", "local media", "a source close to the talks", "the army", "researchers",
)  # fmt: skip
_BEFORE = ("{} said that ", "{} said ", "According to {}, ", "{} reported that ", "{} believe ", "{} denied that ")
_AFTER = (", {} said", ", according to {}", ", {} told reporters", ", {} claimed")


class Sentence(nn.Module):
    """Word pieces of one text in, its vector of unit length out: the mean over all pieces."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        """(1, places) in, (1, 384) out; for one text without padding."""
        zeros = torch.zeros_like(ids)
        hidden = self.encoder(ids, zeros, zeros, torch.ones_like(ids))
        return F.normalize(hidden.mean(1), dim=-1)

    def batch(self, ids: Tensor, mask: Tensor) -> Tensor:
        """(texts, places) with padding in, (texts, 384) out."""
        zeros = torch.zeros_like(ids)
        hidden = self.encoder(ids, zeros, zeros, mask)
        weight = mask.to(hidden.dtype)[:, :, None]
        return F.normalize((hidden * weight).sum(1) / weight.sum(1), dim=-1)


def fresh(start: Path) -> Sentence:
    """The original encoder, shapes and quotation unused."""
    tagger = Tagger()
    pretrained(tagger, start / "model.safetensors")
    nn.init.zeros_(tagger.encoder.shape.weight)
    nn.init.zeros_(tagger.encoder.quoted.weight)
    return Sentence(tagger.encoder)


def masked(text: str) -> str:
    """The text without its values: numbers and days."""
    return _NUMBER.sub("#", _DAY.sub("then", text))


def altered(text: str, rng: random.Random) -> str:
    """The same statement in another voice, or masked, or both."""
    out = masked(text) if rng.random() < 0.6 else text
    voice, bare = rng.choice(_VOICES), out.rstrip(". ")
    kind = rng.random()
    if kind < 0.35:
        lead = rng.choice(_BEFORE).format(voice)
        return lead[:1].upper() + lead[1:] + bare[:1].lower() + bare[1:] + "."
    if kind < 0.7:
        return bare + rng.choice(_AFTER).format(voice) + "."
    return out


def pairs(data: Path) -> list[tuple[str, str]]:
    """Real pairs: summaries of one GUM document, sentences of MEANTIME that tell of one event."""
    held = {name.partition(":")[2] for name in mixes.held_out()}
    out: list[tuple[str, str]] = []
    for path in sorted((data / "gum" / "train").glob("*.conllu")):
        if path.stem in held:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        told = [line.split(" = ", 1)[1] for line in lines if line.startswith("# meta::summary")]
        bare = [re.sub(r"^\([^)]*\)\s*", "", one) for one in told]
        out += [(a, b) for i, a in enumerate(bare) for b in bare[i + 1 :]]
    folder = data / "meantime"
    texts = {}
    for line in (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == "train" and row["id"] not in held:
            texts[row["id"]] = {n: " ".join(s) for n, s in zip(row["sentence_ids"], row["sentences"], strict=True)}
    chains: dict[str, list[str]] = {}
    for line in (folder / "event_mentions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sentence = texts.get(row["doc"], {}).get(row["sent_id"])
        if sentence and "cross" in row["coref_chain"]:
            chains.setdefault(row["coref_chain"], []).append(sentence)
    for own in chains.values():
        out += [(a, b) for i, a in enumerate(own[:8]) for b in own[i + 1 : 8] if a != b]
    return out


def train(model: Sentence, original: Sentence, data: Path, tokenizer: Tokenizer) -> None:
    """Change ``model`` in place."""
    rng = random.Random(5)
    texts, real = mixes.pool(data), pairs(data)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    for step in range(STEPS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, (step + 1) / 50) * (1 - step / STEPS)
        drawn = [(t, altered(t, rng)) for t in rng.sample(texts, BATCH * 3 // 4)]
        drawn += [(masked(a), masked(b)) if rng.random() < 0.5 else (a, b) for a, b in rng.sample(real, BATCH // 4)]
        ids, mask = _numbers([t for pair in drawn for t in pair], tokenizer)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = model.batch(ids, mask).float()
            with torch.no_grad():
                before = original.batch(ids, mask).float()
        left, right = vectors[0::2], vectors[1::2]
        target = torch.arange(len(left))
        contrast = F.cross_entropy(left @ right.T * SHARP, target) + F.cross_entropy(right @ left.T * SHARP, target)
        kept = F.mse_loss(left @ left.T, before[0::2] @ before[0::2].T)
        loss = contrast / 2 + KEPT * kept
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()


def _numbers(texts: Sequence[str], tokenizer: Tokenizer) -> tuple[Tensor, Tensor]:
    rows = [tokenizer.encode(t).ids[:LONGEST] for t in texts]
    widest = -(-max(len(r) for r in rows) // 16) * 16
    ids = np.zeros((len(rows), widest), dtype=np.int64)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = row
    return torch.from_numpy(ids), torch.from_numpy((ids > 0).astype(np.int64))


def write(model: Sentence, path: Path) -> None:
    """vectors.onnx with int8 weights."""
    part = path.with_suffix(".part")
    with torch.no_grad():
        torch.onnx.export(
            model.eval().float(),
            (torch.randint(200, 2000, (1, 20)),),
            str(part),
            input_names=["ids"],
            output_names=["vector"],
            dynamic_axes={"ids": {1: "places"}},
            opset_version=17,
            dynamo=False,
        )
    quantize_dynamic(str(part), str(path), weight_type=QuantType.QInt8, per_channel=True)
    export.unsigned(path)
    part.unlink()


def main() -> None:
    """Train and write vectors.onnx beside the reader, and the card anew."""
    parser = argparse.ArgumentParser(prog="python -m training.vectors", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--start", type=Path)
    asked = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(2)
    from training.__main__ import _installed

    start = asked.start or _installed()
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    model, original = fresh(start), fresh(start).eval()
    train(model, original, asked.data, tokenizer)
    write(model, asked.out / "vectors.onnx")
    card = json.loads((asked.out / "card.json").read_text(encoding="utf-8"))
    export.card(
        asked.out, asked.out / "tokenizer.json", {k: v for k, v in card.items() if k not in ("files", "outputs")}
    )


if __name__ == "__main__":
    main()
