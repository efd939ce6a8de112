"""The trained networks behind one door: the only module that knows the ONNX runtime.

One window, and one cue, is run at a time. The weights are int8 with scales taken from each input, so that windows or
cues in one batch would see each other; run alone, what is read in one place depends on nothing but that place's window.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from rashomon.errors import WeightsError
from rashomon.understand import decoding, pieces

Floats = NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("weights")
THREADS = 2
LONGEST_STRETCH = 12_000
"""Pieces whose features are held at once (18 MB); no act of reporting reaches over the end of a stretch."""

TAGGER_HEARD = 0.4
"""Weight of the tagger's own word on names beside their branch's, 1: web text, F1, at 0 / .4 / 1: 68.0 / 67.4 /
65.4; in defence reports 44.6 / 45.9 / 46.6."""

CARD = "card.json"

REMEMBERED = 4096
"""Vectors of texts kept, 6 MB; at that number all are forgotten."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the encoder says of a stretch of a text: words ``[first, last)`` of `pieces.Words`.

    ``scores`` has a row a word with all tag layers side by side; ``features`` a row a piece (separators of paragraphs
    among them), ``heads`` the row of each word's first piece, with one entry more for the end.
    """

    first: int
    last: int
    scores: Floats
    features: Floats
    heads: NDArray[np.int64]


class Encoder:
    """The reader's networks, loaded from a folder of weights and held to the digests on their card."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Read and check the weights. Raises WeightsError when a file is missing or not the one on the card."""
        self._folder = folder
        self.card = _card(folder)
        self.layers: dict[str, tuple[int, int]] = {}
        at = 0
        for name, size in self.card["outputs"]:
            self.layers[name] = (at, at + size)
            at += size
        self.tokenizer = Tokenizer.from_str(self._checked("tokenizer.json").decode("utf-8"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self._seen: dict[str, Floats] = {}
        self._tagger = _session(self._checked("tagger.onnx"))
        self._pairs = _session(self._checked("pairs.onnx"))
        self._names = _session(self._checked("names.onnx")) if "names.onnx" in self.card["files"] else None

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of the files that decide what is read."""
        names = ("names.onnx", "pairs.onnx", "tagger.onnx", "tokenizer.json")
        digests = [self.card["files"][name] for name in names if name in self.card["files"]]
        return hashlib.sha256(" ".join(digests).encode()).hexdigest()

    def _checked(self, name: str) -> bytes:
        """The bytes of a file of the folder, when their digest is the one on the card."""
        path, expected = self._folder / name, self.card["files"][name]
        try:
            data = path.read_bytes()
        except OSError as fault:
            raise WeightsError(f"{path}: not readable ({fault.strerror}); its SHA-256 should be {expected}") from fault
        found = hashlib.sha256(data).hexdigest()
        if found != expected:
            raise WeightsError(
                f"{path}: {len(data)} bytes with SHA-256 {found}; the card says {expected}: install again"
            )
        return data

    def read(self, text: str, words: pieces.Words) -> Iterable[Stretch]:
        """The stretches of a text, in order. ``words`` are the text's own (`pieces.cut`)."""
        row: list[pieces.Window] = []
        size = 0
        for window in pieces.windows(words, text, self._separators):
            row.append(window)
            size += len(window.ids)
            if size > LONGEST_STRETCH:
                yield self._stretch(row, len(words))
                row, size = [], 0
        if row:
            yield self._stretch(row, len(words))

    @cached_property
    def _separators(self) -> tuple[int, int]:
        cls, sep = (self.tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        if cls is None or sep is None:
            raise WeightsError(f"{self._folder / 'tokenizer.json'}: has no [CLS] or [SEP]; install again")
        return cls, sep

    def _stretch(self, row: Sequence[pieces.Window], total: int) -> Stretch:
        """The windows' cores side by side."""
        scores, features, heads = [], [], []
        at = 0
        for window in row:
            given = {"ids": window.ids[None], "shape": window.shape[None], "quoted": window.quoted[None]}
            hidden, tagged = self._tag(given)
            first, last = window.core[0] - window.words[0], window.core[1] - window.words[0]
            start = int(window.heads[first])
            end = int(window.heads[last]) if last < len(window.heads) else len(window.ids) - 1
            own = window.heads[first:last]
            scores.append(tagged[0, own])
            features.append(hidden[0, start:end])
            heads.append(own - start + at)
            at += end - start
        return Stretch(
            first=row[0].core[0],
            last=row[-1].core[1],
            scores=np.concatenate(scores),
            features=np.concatenate(features),
            heads=np.concatenate([*heads, np.array([at])]),
        )

    def _tag(self, given: dict[str, NDArray[np.int64]]) -> tuple[Floats, Floats]:
        """Features and scores of one window. Names have a branch of their own: both are heard."""
        if self._names is None:
            hidden, tagged = self._tagger.run(["features", "scores"], given)
            return hidden, tagged
        hidden, tagged, middle = self._tagger.run(["features", "scores", "middle"], given)
        states = {"middle": middle, "features": hidden, "shape": given["shape"], "quoted": given["quoted"]}
        first, last = self.layers["name"]
        branch = decoding.log_softmax(self._names.run(["scores"], states)[0])
        tagged[:, :, first:last] = branch + TAGGER_HEARD * decoding.log_softmax(tagged[:, :, first:last])
        return hidden, tagged

    def around(self, stretch: Stretch, cues: Sequence[tuple[int, int]]) -> list[tuple[int, Floats]]:
        """For each cue (a range of the stretch's words): the first word read around it, and the scores of the words
        from there on: 0 outside, 1/2 its source begins / goes on, 3/4 its content begins / goes on.
        """
        return [self._around(stretch, cue) for cue in cues]

    def _around(self, stretch: Stretch, cue: tuple[int, int]) -> tuple[int, Floats]:
        place = (int(stretch.heads[cue[0]]), int(stretch.heads[cue[1]]))
        start, end = pieces.around(len(stretch.features), place)
        given = {
            "features": stretch.features[None, start:end],
            "distance": pieces.buckets(np.arange(start, end), place)[None],
        }
        (scores,) = self._pairs.run(["scores"], given)
        first, last = (int(np.searchsorted(stretch.heads[:-1], edge)) for edge in (start, end))
        return first, scores[0, stretch.heads[first:last] - start]

    @cached_property
    def _vectors(self) -> Any:
        return _session(self._checked("vectors.onnx"))

    def vectors(self, texts: Sequence[str]) -> Floats:
        """A vector of unit length for each text (n, 384), for sameness of what is said; read to 128 pieces."""
        rows = [self._vector(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, 384), dtype=np.float32)

    def _vector(self, text: str) -> Floats:
        """One vector; the last `REMEMBERED` are kept, since copies of a report hold the same statements again."""
        held = self._seen.get(text)
        if held is None:
            ids = np.array(self.tokenizer.encode(text).ids[:128], dtype=np.int64)
            (row,) = self._vectors.run(["vector"], {"ids": ids[None]})
            held = row[0]
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            self._seen[text] = held
        return held


def _card(folder: Path) -> dict[str, Any]:
    path = folder / CARD
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise WeightsError(f"{path}: no readable card of the weights ({fault}); install again") from fault
    if not {"files", "outputs"} <= card.keys():
        raise WeightsError(f"{path}: the card names no files or outputs; install again")
    return card


def _session(model: bytes) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as fault:
        raise WeightsError(f"the ONNX runtime cannot load the weights ({fault}); install again") from fault


@lru_cache(maxsize=1)
def shipped() -> Encoder:
    """The encoder that is shipped, loaded once a process."""
    return Encoder()
