"""``python -m training.int8 CHECKPOINT ...``: what int8 costs each head, beside the same weights in float32.

The checkpoints are those of the training (``second.pt third.pt`` in its --work folder; several are averaged, as in the
shipped weights). They are exported whole, and every head is scored twice: with them, and with the shipped files. The
branch for names is one file for both; what it loses here, it loses by what it reads. In percent, float32, int8,
difference:

- cue, source, content, end to end: PolNeAR dev (bench attribution); name: UNER English-EWT test (bench entities);
- factual: r on UDS-IH2 dev, times 100 (bench commitment);
- statement: the encoder's own spans against required rows of the own gold's development part, intersection over
  union at least .5; firmness, negative: accuracy, and F1 of what is said not to hold, on all rows at their place.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch

from bench import attribution, commitment, entities, gold, polnear, readers
from bench.measures import class_f1
from bench.result import f1, ratio
from rashomon.understand import reader
from rashomon.understand.encoder import WEIGHTS, Encoder
from training import export
from training.model import Pairs, Tagger

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
BAR = 0.5
"""Points a head may lose (issue 3)."""


def whole(checkpoints: Sequence[Path], folder: Path) -> None:
    """The mean of the checkpoints in float32, with the shipped branch for names."""
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in checkpoints]
    tagger, pairs = Tagger(), Pairs()
    for network, name in ((tagger, "tagger"), (pairs, "pairs")):
        network.load_state_dict(
            {key: sum(s[name][key].float() for s in states) / len(states) for key in states[0][name]}
        )
    export.networks(tagger, pairs, folder, whole=True)
    if (WEIGHTS / "names.onnx").exists():
        shutil.copyfile(WEIGHTS / "names.onnx", folder / "names.onnx")
    export.card(folder, WEIGHTS / "tokenizer.json", {})


def heads(folder: Path, data: Path) -> dict[str, float]:
    """Every head's figure with the weights of a folder."""
    own = readers.load(str(folder))
    spoken = attribution.measure(own, polnear.load(data / "polnear", "dev")).figures()
    out = {role: spoken[f"{role}_exact_f1"] for role in ("cue", "source", "content")}
    out["end to end"] = spoken["end_to_end_f1"]
    web = entities.load_uner(data / "uner-ewt" / "en_ewt-ud-test.iob2")
    out["name"] = entities.score(own, web, entities.UNER.values()).f1()
    sure, _ = commitment.factuality(own, [commitment.load(data / "factuality" / "uds-ih2" / "dev.jsonl")])
    out["factual"] = 100 * sure["r"]
    return out | _statements(Encoder(folder), gold.load(data, "development"))


def _statements(encoder: Encoder, documents: Sequence[gold.Annotated]) -> dict[str, float]:
    found = shown = wanted = firm = rows = 0
    signs: list[tuple[str, str]] = []
    for document in documents:
        seen = reader.read(document.text, encoder)
        required = [row for row in document.rows if row.required]
        found += len(gold.best_first(required, [(one.span,) for one in seen.statements]))
        shown, wanted = shown + len(seen.statements), wanted + len(required)
        for row in document.rows:
            best = seen.firmness(row.places[:1])
            firm += best is not None and str(best[0]) in row.commitments
            signs.append((row.polarities[0], "-" if seen.denied(row.places[:1]) > 0.5 else "+"))
            rows += 1
    negative = class_f1([want for want, _ in signs], [show for _, show in signs], "-")
    return {
        "statement": 100 * f1(ratio(found, shown), ratio(found, wanted)),
        "firmness": 100 * ratio(firm, rows),
        "negative": 100 * negative,
    }


def main() -> None:
    """Print the table; exit status 1 where a head loses more than the bar."""
    parser = argparse.ArgumentParser(prog="python -m training.int8", description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, default=SHARED)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        whole(asked.checkpoints, Path(folder))
        before = heads(Path(folder), asked.data)
    after = heads(WEIGHTS, asked.data)
    print(json.dumps({"float32": before, "int8": after}))
    worst = max(before[name] - after[name] for name in before)
    for name, value in before.items():
        print(f"{name:12} {value:6.2f} {after[name]:6.2f} {after[name] - value:+.2f}")
    raise SystemExit(worst > BAR)


if __name__ == "__main__":
    main()
