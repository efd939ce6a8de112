"""Labelled texts as windows of numbers: one label a word on its first piece, -100 where nothing is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from rashomon.understand import pieces
from training.labelled import NAME_KINDS, Act, Labelled, Place

Ints = NDArray[np.int64]
UNKNOWN = -100
"""The label torch's losses leave out."""
CLS, SEP = 101, 102
MARGIN = 16
"""Pieces of margin at training: more only repeats the neighbours' words."""

LAYERS = {"cue": 3, "source": 3, "content": 3, "name": 1 + 2 * len(NAME_KINDS), "statement": 3, "clause": 2}
"""Tag layers over words and their labels: 0 outside, 1 begins, 2 goes on; names two labels a kind."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One cue of a window with the labels of its pair: 0 outside, 1/2 source, 3/4 content, one a word."""

    cue: tuple[int, int]
    labels: Ints


@dataclass(frozen=True, slots=True)
class Item:
    """One window ready for training: the encoder's input, labels a layer over words, and the cues marked in it."""

    window: pieces.Window
    layers: dict[str, Ints]
    firmness: Ints
    negative: Ints
    factual: NDArray[np.float32]
    marked: tuple[Marked, ...]
    lures: tuple[tuple[int, int], ...]
    origin: str


def items(labelled: Labelled, tokenizer: Tokenizer) -> Iterator[Item]:
    """The windows of one text with their labels."""
    words = pieces.cut(labelled.text, tokenizer)
    if not len(words):
        return
    layers = {name: np.full(len(words), UNKNOWN, dtype=np.int64) for name in LAYERS}
    _label_acts(labelled, words, layers)
    firmness, negative = _label_statements(labelled, words, layers)
    factual = np.full(len(words), np.nan, dtype=np.float32)
    for start, end, value in labelled.factual:
        first, last = span(words, (start, end))
        factual[first:last] = value
    if labelled.names is not None:
        layers["name"][:] = 0
        for start, end, kind in labelled.names:
            first, last = span(words, (start, end))
            layers["name"][first:last] = 2 + 2 * NAME_KINDS.index(kind)
            layers["name"][first : first + 1] = 1 + 2 * NAME_KINDS.index(kind)
    if labelled.clauses is not None:
        layers["clause"][:] = 0
        for start in labelled.clauses:
            layers["clause"][span(words, (start, start + 1))[0] :][:1] = 1
    acts = [worded for act in labelled.acts or () if (worded := _in_words(words, act))[0][0] < worded[0][1]]
    lures = _lures(labelled, words, acts)
    for window in pieces.windows(words, labelled.text, (CLS, SEP), MARGIN):
        begin, end = window.words
        yield Item(
            window=window,
            layers={name: row[begin:end] for name, row in layers.items()},
            firmness=firmness[begin:end],
            negative=negative[begin:end],
            factual=factual[begin:end],
            marked=tuple(_marked(act, window.words) for act in acts if begin <= act[0][0] and act[0][1] <= end),
            lures=tuple((s - begin, e - begin) for s, e in lures if begin <= s and e <= end),
            origin=labelled.origin,
        )


def span(words: pieces.Words, place: Place) -> tuple[int, int]:
    """The words that overlap a range of code points."""
    first = int(np.searchsorted(words.ends, place[0], side="right"))
    last = int(np.searchsorted(words.starts, place[1], side="left"))
    return first, max(first, last)


_Worded = tuple[tuple[int, int], tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]


def _in_words(words: pieces.Words, act: Act) -> _Worded:
    return (
        span(words, act.cue),
        tuple(span(words, piece) for piece in act.source),
        tuple(span(words, piece) for piece in act.content),
    )


def _label_acts(labelled: Labelled, words: pieces.Words, layers: dict[str, Ints]) -> None:
    """The flat layers. A content inside another begins nothing new: the layer shows the outermost."""
    if labelled.acts is None:
        return
    if labelled.acts_complete:
        for name in ("cue", "source", "content"):
            layers[name][:] = 0
    longest = sorted(labelled.acts, key=lambda act: -sum(e - s for s, e in act.content))
    for act in longest:
        for name, places in (("content", act.content), ("source", act.source), ("cue", (act.cue,))):
            for place in places:
                first, last = span(words, place)
                row = layers[name]
                if name == "content" and last > first and (row[first:last] > 0).all():
                    continue
                row[first:last] = 2
                row[first : first + 1] = 1
    for place in labelled.blind:
        first, last = span(words, place)
        for name in ("cue", "source"):
            row = layers[name][first:last]
            row[row == 0] = UNKNOWN


def _label_statements(labelled: Labelled, words: pieces.Words, layers: dict[str, Ints]) -> tuple[Ints, Ints]:
    firmness = np.full(len(words), UNKNOWN, dtype=np.int64)
    negative = np.full(len(words), UNKNOWN, dtype=np.int64)
    if labelled.statements is None:
        return firmness, negative
    row = layers["statement"]
    row[:] = 0
    for place in labelled.ignored:
        first, last = span(words, place)
        row[first:last] = UNKNOWN
    for said in sorted(labelled.statements, key=lambda s: s.place[0] - s.place[1]):
        first, last = span(words, said.place)
        row[first:last] = 2
        row[first : first + 1] = 1
        if said.firmness is not None:
            firmness[first:last] = said.firmness
        if said.negative is not None:
            negative[first:last] = int(said.negative)
    return firmness, negative


def _lures(labelled: Labelled, words: pieces.Words, acts: Sequence[_Worded]) -> list[tuple[int, int]]:
    """Words that are cues elsewhere in the text and not here, outside every content: nothing is said by them."""
    if not labelled.acts_complete or labelled.acts is None:
        return []
    forms = [labelled.text[s:e].lower() for s, e in zip(words.starts.tolist(), words.ends.tolist(), strict=True)]
    known = {forms[i] for cue, _, _ in acts for i in range(*cue) if len(forms[i]) > 3}
    taken = np.zeros(len(words), dtype=bool)
    for cue, _, contents in acts:
        for first, last in (cue, *contents):
            taken[first:last] = True
    return [(i, i + 1) for i, form in enumerate(forms) if form in known and not taken[i]]


def _marked(act: _Worded, within: tuple[int, int]) -> Marked:
    begin, end = within
    labels = np.zeros(end - begin, dtype=np.int64)
    cue, sources, contents = act
    for kind, places in ((3, contents), (1, sources)):
        for first, last in places:
            labels[max(first, begin) - begin : max(last - begin, 0)] = kind + 1
            if begin <= first < end:
                labels[first - begin] = kind
    return Marked((cue[0] - begin, cue[1] - begin), labels)
