"""From torch to what is shipped: ONNX files with int8 weights, the tokenizer, and the card that names their digests."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.model import OUTPUTS, WIDTH, Pairs, Tagger


class _OneWindow(nn.Module):
    """The tagger on windows without padding: at run time one is read at a time, and no mask is needed."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor, shape: Tensor, quoted: Tensor) -> tuple[Tensor, Tensor]:
        features, scores = self.tagger(ids, shape, quoted, torch.ones_like(ids))
        return features, scores


class _OneCue(nn.Module):
    """The pair scorer on one cue at a time, for the same reason."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        self.pairs = pairs

    def forward(self, features: Tensor, distance: Tensor) -> Tensor:
        scores: Tensor = self.pairs(features, distance, torch.ones_like(distance))
        return scores


def networks(tagger: Tagger, pairs: Pairs, folder: Path, *, whole: bool = False) -> None:
    """Write tagger.onnx and pairs.onnx; ``whole``: with float32 weights, to measure what int8 costs."""
    folder.mkdir(parents=True, exist_ok=True)
    tagger, pairs = tagger.eval().float().cpu(), pairs.eval().float().cpu()
    ids = torch.randint(200, 2000, (1, 40))
    zeros = torch.zeros_like(ids)
    places = {1: "places"}
    _write(
        _OneWindow(tagger),
        (ids, zeros, zeros),
        folder / "tagger.onnx",
        dict.fromkeys(("ids", "shape", "quoted", "features", "scores"), places),
        ("features", "scores"),
        whole=whole,
    )
    _write(
        _OneCue(pairs),
        (torch.randn(1, 40, WIDTH), torch.full((1, 40), 30)),
        folder / "pairs.onnx",
        dict.fromkeys(("features", "distance", "scores"), places),
        ("scores",),
        whole=whole,
    )


def _write(
    module: nn.Module,
    given: tuple[Tensor, ...],
    path: Path,
    axes: dict[str, dict[int, str]],
    outputs: tuple[str, ...],
    *,
    whole: bool,
) -> None:
    names = [name for name in axes if name not in outputs]
    part = path.with_suffix(".part")
    with torch.no_grad():
        torch.onnx.export(
            module,
            given,
            str(part),
            input_names=names,
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
    if whole:
        part.replace(path)
    else:
        quantize_dynamic(str(part), str(path), weight_type=QuantType.QInt8, per_channel=True)
        part.unlink()
    model = onnx.load(str(path))
    del model.metadata_props[:]
    for node in model.graph.node:  # names of places in the exporter's stack would differ from machine to machine
        node.doc_string = ""
    onnx.save(model, str(path))


def card(folder: Path, tokenizer: Path, facts: dict[str, Any]) -> None:
    """Copy the tokenizer and write card.json: digests of all files, the order of outputs, and the facts given."""
    if tokenizer.resolve() != (folder / "tokenizer.json").resolve():
        shutil.copyfile(tokenizer, folder / "tokenizer.json")
    names = ["tokenizer.json", *sorted(p.name for p in folder.glob("*.onnx"))]
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    whole = {"files": files, "outputs": [list(output) for output in OUTPUTS], **facts}
    (folder / "card.json").write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
