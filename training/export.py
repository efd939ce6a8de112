"""From torch to what is shipped: ONNX files with int8 weights, the tokenizer, and the card that names their digests."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.model import OUTPUTS, WIDTH, Names, Pairs, Tagger

MIDDLE = 4
"""The layer of the encoder, of six, whose states the branch for names reads beside the last ones."""


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
    open_middle(folder / "tagger.onnx")
    _write(
        _OneCue(pairs),
        (torch.randn(1, 40, WIDTH), torch.full((1, 40), 30)),
        folder / "pairs.onnx",
        dict.fromkeys(("features", "distance", "scores"), places),
        ("scores",),
        whole=whole,
    )


def open_middle(path: Path) -> None:
    """Let a tagger's file show the encoder's states half way up as a further output, "middle"; once is enough."""
    model = onnx.load(str(path))
    if any(output.name == "middle" for output in model.graph.output):
        return
    norms = [node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization"]
    model.graph.node.append(onnx.helper.make_node("Identity", [norms[2 * MIDDLE]], ["middle"]))
    shape = [1, "places", WIDTH]
    model.graph.output.append(onnx.helper.make_tensor_value_info("middle", onnx.TensorProto.FLOAT, shape))
    onnx.save(model, str(path))


class _OneNaming(nn.Module):
    """The branch for names on one window, without padding."""

    def __init__(self, branch: Names) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, middle: Tensor, features: Tensor, shape: Tensor, quoted: Tensor) -> Tensor:
        scores: Tensor = self.branch(torch.cat([middle, features], dim=-1), shape, quoted, torch.ones_like(shape))
        return scores


def names(branch: Names, folder: Path) -> None:
    """Write names.onnx."""
    state = torch.randn(1, 40, WIDTH)
    zeros = torch.zeros((1, 40), dtype=torch.int64)
    places = {1: "places"}
    axes = dict.fromkeys(("middle", "features", "shape", "quoted", "scores"), places)
    given = (state, state, zeros, zeros)
    _write(_OneNaming(branch.eval().float().cpu()), given, folder / "names.onnx", axes, ("scores",), whole=False)


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
        unsigned(path)
    model = onnx.load(str(path))
    del model.metadata_props[:]
    for node in model.graph.node:  # names of places in the exporter's stack would differ from machine to machine
        node.doc_string = ""
    onnx.save(model, str(path))


def unsigned(path: Path) -> None:
    """Move the int8 weights of a file by 128, to unsigned ones of the same value.

    Kernels for signed weights add two products in 16 bits on processors without VNNI, where large ones are cut off:
    the same sentence was read otherwise there (three of 119 annotated statements of the seeds). Those for unsigned
    weights are exact everywhere and as fast.
    """
    model = onnx.load(str(path))
    parts = {part.name: part for part in model.graph.initializer}
    for node in model.graph.node:
        for name in node.input[1:4:2] if node.op_type == "MatMulInteger" else ():
            values = numpy_helper.to_array(parts[name])
            if values.dtype == np.int8:
                moved = (values.astype(np.int16) + 128).astype(np.uint8)
                parts[name].CopyFrom(numpy_helper.from_array(moved, name))
    onnx.save(model, str(path))


def card(folder: Path, tokenizer: Path, facts: dict[str, Any]) -> None:
    """Copy the tokenizer and write card.json: digests of all files, the order of outputs, and the facts given."""
    if tokenizer.resolve() != (folder / "tokenizer.json").resolve():
        shutil.copyfile(tokenizer, folder / "tokenizer.json")
    names = ["tokenizer.json", *sorted(p.name for p in folder.glob("*.onnx"))]
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    whole = {"files": files, "outputs": [list(output) for output in OUTPUTS], **facts}
    (folder / "card.json").write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
