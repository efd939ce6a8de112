"""The reader's networks in torch: the encoder with its tag layers, and the pair scorer that reads around one cue."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from rashomon.understand.pieces import REACH, SHAPES
from training.arrays import LAYERS
from training.labelled import FIRMNESS

WIDTH, HEADS, DEPTH, INNER = 384, 12, 6, 1536
"""all-MiniLM-L6-v2."""
OUTPUTS = (*LAYERS.items(), ("firmness", len(FIRMNESS)), ("negative", 2), ("factual", 1))
"""What the tag layers give for every piece, in this order, side by side."""

PAIR_WIDTH, PAIR_HEADS, PAIR_DEPTH = 192, 6, 2
PAIR_LABELS = 5
NAME_WIDTH, NAME_HEADS = 256, 8


class Layer(nn.Module):
    """One transformer layer as in BERT: attention, then a feed-forward part, each normed after its residual."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm_a = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm_b = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(batch, places, width) and an additive mask (batch, 1, 1, places) in, (batch, places, width) out."""
        batch, places, width = x.shape
        q, k, v = self.qkv(x).view(batch, places, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: on a processor in bfloat16 it is a quarter faster than the fused kernel at 300 places.
        weight = torch.softmax(q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + mask.to(q.dtype), dim=-1)
        heard = weight @ v
        x = self.norm_a(x + self.out(heard.transpose(1, 2).reshape(batch, places, width)))
        return self.norm_b(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """Word pieces, shapes and quotation in, features of each piece out."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.quoted = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER) for _ in range(DEPTH))
        nn.init.normal_(self.shape.weight, std=0.005)
        nn.init.normal_(self.quoted.weight, std=0.005)

    def forward(self, ids: Tensor, shape: Tensor, quoted: Tensor, mask: Tensor) -> Tensor:
        """All (batch, places); mask 1 for pieces, 0 for padding."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.word(ids) + self.position(places) + self.shape(shape) + self.quoted(quoted))
        wall = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, wall)
        return x


class Tagger(nn.Module):
    """The encoder with its tag layers: (features, scores of all `OUTPUTS` side by side)."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.tags = nn.Linear(WIDTH, sum(size for _, size in OUTPUTS))

    def forward(self, ids: Tensor, shape: Tensor, quoted: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(batch, places) four times in; (batch, places, 384) and (batch, places, outputs) out."""
        features = self.encoder(ids, shape, quoted, mask)
        return features, self.tags(features)


class Pairs(nn.Module):
    """Reads the features around one marked cue and tags its source and content."""

    def __init__(self) -> None:
        super().__init__()
        self.down = nn.Linear(WIDTH, PAIR_WIDTH)
        self.cue = nn.Linear(WIDTH, PAIR_WIDTH)
        self.distance = nn.Embedding(2 * REACH + 1, PAIR_WIDTH)
        self.norm = nn.LayerNorm(PAIR_WIDTH)
        self.layers = nn.ModuleList(Layer(PAIR_WIDTH, PAIR_HEADS, 4 * PAIR_WIDTH) for _ in range(PAIR_DEPTH))
        self.tags = nn.Linear(PAIR_WIDTH, PAIR_LABELS)

    def forward(self, features: Tensor, distance: Tensor, mask: Tensor) -> Tensor:
        """(cues, places, 384), bucketed distances and mask (cues, places) in; (cues, places, 5) out."""
        inside = ((distance == REACH) & (mask > 0)).to(features.dtype)[:, :, None]
        cue = (features * inside).sum(1) / inside.sum(1).clamp(min=1.0)
        x = self.norm(self.down(features) + self.distance(distance) + self.cue(cue)[:, None, :])
        wall = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, wall)
        return self.tags(x)


class Names(nn.Module):
    """A branch for names: reads the encoder's states half way and at the end, with capitals put before it again.

    The encoder is uncased and, at its end, full of who said what; names are told better from half way up and from the
    shape of words (docs/decisions/0019 for what it gains).
    """

    def __init__(self) -> None:
        super().__init__()
        self.down = nn.Linear(2 * WIDTH, NAME_WIDTH)
        self.shape = nn.Embedding(SHAPES, NAME_WIDTH)
        self.quoted = nn.Embedding(2, NAME_WIDTH)
        self.norm = nn.LayerNorm(NAME_WIDTH)
        self.layer = Layer(NAME_WIDTH, NAME_HEADS, 3 * NAME_WIDTH)
        self.tags = nn.Linear(NAME_WIDTH, LAYERS["name"])
        nn.init.normal_(self.shape.weight, std=0.05)
        nn.init.normal_(self.quoted.weight, std=0.05)

    def forward(self, states: Tensor, shape: Tensor, quoted: Tensor, mask: Tensor) -> Tensor:
        """(batch, places, 768) states half way and at the end, shapes, quotation, mask in; (batch, places, 11) out."""
        x = self.norm(self.down(states) + self.shape(shape) + self.quoted(quoted))
        wall = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        tags: Tensor = self.tags(self.layer(x, wall))
        return tags


def pretrained(tagger: Tagger, path: Path) -> None:
    """Fill the encoder with the weights of all-MiniLM-L6-v2 (a safetensors file with BERT's names)."""
    own = load_file(str(path))
    encoder = tagger.encoder
    with torch.no_grad():
        encoder.word.weight.copy_(own["embeddings.word_embeddings.weight"])
        encoder.position.weight.copy_(own["embeddings.position_embeddings.weight"])
        encoder.position.weight.add_(own["embeddings.token_type_embeddings.weight"][0])
        _fill(encoder.norm, own, "embeddings.LayerNorm")
        for number, layer in enumerate(encoder.layers):
            at = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                rows = [own[f"{at}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(rows))
            _fill(layer.out, own, f"{at}attention.output.dense")
            _fill(layer.norm_a, own, f"{at}attention.output.LayerNorm")
            _fill(layer.up, own, f"{at}intermediate.dense")
            _fill(layer.down, own, f"{at}output.dense")
            _fill(layer.norm_b, own, f"{at}output.LayerNorm")


def _fill(module: nn.Module, own: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(own[f"{name}.weight"])
    module.bias.copy_(own[f"{name}.bias"])
