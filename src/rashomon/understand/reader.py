"""The trained reader: what the encoder's scores say of a text. Acts of reporting, statements, names, firmness.

A cue is proposed by its tag; the pair scorer then reads around that one cue for its source and content, and a cue
without content is taken back. Acts are found one by one and may lie in each other's contents: that is nesting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rashomon.records import Commitment, Span
from rashomon.understand import decoding, pieces
from rashomon.understand.encoder import Encoder, Floats, Stretch

FIRMNESS = (
    Commitment.ASSERTED,
    Commitment.ASSESSED,
    Commitment.ALLEGED,
    Commitment.POSSIBLE,
    Commitment.PLANNED,
    Commitment.DENIED,
    Commitment.UNCONFIRMED,
    Commitment.QUESTION,
)
"""The encoder's order of commitments."""
KINDS = ("PERSON", "ORGANISATION", "PLACE", "EQUIPMENT", "NATIONALITY")
"""The encoder's order of kinds of name."""

BEGINS = 1.5
"""Added to the score of a statement's beginning: the rules' statements of the second stage are coarser than the gold.
On the gold's development documents 0 finds 68 % at precision 87, .75 72 % at 86, 1.5 72 % at 82; on the seeds 81, 82
and 86 %."""

CUE_PROPOSED, CUE_KEPT = 1.5, 0.0
"""Cues are proposed with the first added to the score of their beginning, which finds where they begin and end, and
kept where their first word's own score of a beginning is above that of none by the second."""
CONTENT_BEGINS = -0.7
"""Added to the score of a content's beginning, lest one content be read as two."""
HOLE = 15
"""Words between two pieces of one act's content that belong to it, where neither a cue nor its source stands there.
With these, PolNeAR dev gains .3 / .1 / .8 exact (source, cue, content) and .2 end to end; to keep a cue only from .5 on
would gain .5 more there, and loses speakers who are carried on ("citing" is kept by little)."""

_PLAIN = decoding.begins_and_goes_on(1)
_PAIR = decoding.begins_and_goes_on(2)
_NAMES = decoding.begins_and_goes_on(len(KINDS))


@dataclass(frozen=True, slots=True)
class Act:
    """One act of reporting as read: its cue, the words naming its source (None where left out), its contents."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one statement."""

    span: Span


@dataclass(frozen=True, slots=True)
class Named:
    """A name and its kind, one of `KINDS`."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Read:
    """Everything read from one text, each in order of place. ``words`` are the text's; ``factual`` has one number a
    word: how sure the text is of the event it names, -3 (did not happen) to 3. ``firm`` and ``negative`` have a row a
    word: log chances of each of `FIRMNESS`, and of being said to hold or not, for the statement the word stands in.
    """

    acts: tuple[Act, ...]
    statements: tuple[Said, ...]
    names: tuple[Named, ...]
    words: pieces.Words
    factual: Floats
    firm: Floats = field(default_factory=lambda: np.zeros((0, len(FIRMNESS)), dtype=np.float32))
    negative: Floats = field(default_factory=lambda: np.zeros((0, 2), dtype=np.float32))

    def firmness(self, places: Sequence[Span]) -> tuple[Commitment, float] | None:
        """The likeliest commitment of the words at these places and its chance; None where there are no words."""
        chances = self._chances(self.firm, places)
        return None if chances is None else (FIRMNESS[int(chances.argmax())], float(chances.max()))

    def denied(self, places: Sequence[Span]) -> float:
        """The chance that the words at these places are said not to hold; 0 where there are no words."""
        chances = self._chances(self.negative, places)
        return 0.0 if chances is None else float(chances[1])

    def _chances(self, layer: Floats, places: Sequence[Span]) -> Floats | None:
        """The mean over the words that overlap the places, as chances."""
        rows = []
        for place in places:
            first = int(np.searchsorted(self.words.ends, place.start, side="right"))
            last = int(np.searchsorted(self.words.starts, place.end, side="left"))
            rows.append(layer[first : max(first, last)])
        words = np.concatenate(rows) if rows else layer[:0]
        return np.exp(decoding.log_softmax(words.mean(axis=0))) if len(words) else None


def read(text: str, encoder: Encoder) -> Read:
    """What the encoder finds in a text. Pure, deterministic, linear in its length."""
    words = pieces.cut(text, encoder.tokenizer)
    acts: list[Act] = []
    said: list[Said] = []
    names: list[Named] = []
    factual: list[Floats] = []
    firm: list[Floats] = [np.zeros((0, len(FIRMNESS)), dtype=np.float32)]
    negative: list[Floats] = [np.zeros((0, 2), dtype=np.float32)]
    for stretch in encoder.read(text, words):
        paragraphs = _Paragraphs(words.paragraph[stretch.first : stretch.last])
        own = _Places(words, stretch.first)
        acts += _acts(encoder, stretch, paragraphs, own)
        said += _said(encoder, stretch, paragraphs, own)
        for first, last, kind in paragraphs.spans(_layer(encoder, stretch, "name"), _NAMES):
            names.append(Named(own.span(first, last), KINDS[kind]))
        factual.append(_layer(encoder, stretch, "factual")[:, 0])
        firm.append(decoding.log_softmax(_layer(encoder, stretch, "firmness")))
        negative.append(decoding.log_softmax(_layer(encoder, stretch, "negative")))
    return Read(
        acts=tuple(acts),
        statements=tuple(said),
        names=tuple(names),
        words=words,
        factual=np.concatenate(factual) if factual else np.zeros(0, dtype=np.float32),
        firm=np.concatenate(firm),
        negative=np.concatenate(negative),
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Turns ranges of a stretch's words into places of the text."""

    words: pieces.Words
    first: int

    def span(self, first: int, last: int) -> Span:
        return Span(start=int(self.words.starts[self.first + first]), end=int(self.words.ends[self.first + last - 1]))


class _Paragraphs:
    """Decodes a stretch paragraph by paragraph, side by side: no span of these layers goes over a paragraph's end."""

    def __init__(self, numbers: NDArray[np.int64]) -> None:
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        self._bounds = list(zip(starts.tolist(), [*starts[1:].tolist(), len(numbers)], strict=True))

    def spans(self, scores: Floats, allowed: NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
        """(first word, after the last, kind) of the best spans, in order."""
        widest = max((end - start for start, end in self._bounds), default=0)
        rows = np.full((len(self._bounds), widest, scores.shape[1]), -50.0, dtype=np.float32)
        rows[:, :, 0] = 0.0
        for number, (start, end) in enumerate(self._bounds):
            rows[number, : end - start] = scores[start:end]
        labels = decoding.best(rows, allowed)
        for number, (start, end) in enumerate(self._bounds):
            for first, last, kind in decoding.spans(labels[number, : end - start]):
                yield start + first, start + last, kind


def _layer(encoder: Encoder, stretch: Stretch, name: str) -> Floats:
    first, last = encoder.layers[name]
    return stretch.scores[:, first:last]


def _acts(encoder: Encoder, stretch: Stretch, paragraphs: _Paragraphs, own: _Places) -> Iterator[Act]:
    cues = _cues(_layer(encoder, stretch, "cue"), paragraphs)
    if not cues:
        return
    around = encoder.around(stretch, cues)
    widest = max(len(row) for _, row in around)
    rows = np.full((len(cues), widest, 5), -50.0, dtype=np.float32)
    rows[:, :, 0] = 0.0
    for number, (_, row) in enumerate(around):
        rows[number, : len(row)] = decoding.log_softmax(row)
    for number, (cue, (start, _)) in enumerate(zip(cues, around, strict=True)):
        rows[number, cue[0] - start : cue[1] - start, 1:] = -50.0
    rows[:, :, 3] += CONTENT_BEGINS
    labels = decoding.best(rows, _PAIR)
    for number, (cue, (start, row)) in enumerate(zip(cues, around, strict=True)):
        found = [
            (start + first, start + last, kind) for first, last, kind in decoding.spans(labels[number, : len(row)])
        ]
        content = [(first, last) for first, last, kind in found if kind == 1]
        if content:
            sources = [(first, last) for first, last, kind in found if kind == 0]
            surplus = {(a, b): _surplus(rows[number], (a - start, b - start), (1, 2)) for a, b in sources}
            source = max(sources, key=lambda place: surplus[place], default=None)
            yield Act(
                cue=own.span(*cue),
                source=own.span(*source) if source else None,
                content=tuple(own.span(*piece) for piece in filled(content, [*cues, *([source] if source else [])])),
            )


def _cues(scores: Floats, paragraphs: _Paragraphs) -> list[tuple[int, int]]:
    """The words that may pass something on: ranges of the stretch's words, in order."""
    proposed = scores.copy()
    proposed[:, 1] += CUE_PROPOSED
    places = [(first, last) for first, last, _ in paragraphs.spans(proposed, _PLAIN)]
    return [place for place in places if scores[place[0], 1] - scores[place[0], 0] > CUE_KEPT]


def filled(content: Sequence[tuple[int, int]], apart: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces of a content in order, those joined that only a hole of `HOLE` words parts, none of them ``apart``."""
    out = [content[0]]
    for first, last in content[1:]:
        begin = out[-1][1]
        held = any(start < first and begin < end for start, end in apart)
        if held or first - begin > HOLE:
            out.append((first, last))
        else:
            out[-1] = (out[-1][0], last)
    return out


def _surplus(row: Floats, place: tuple[int, int], labels: tuple[int, int]) -> float:
    """By how much the labels of a span are likelier than none."""
    first, last = place
    gain = row[first, labels[0]] - row[first, 0] + (row[first + 1 : last, labels[1]] - row[first + 1 : last, 0]).sum()
    return float(gain)


def _said(encoder: Encoder, stretch: Stretch, paragraphs: _Paragraphs, own: _Places) -> Iterator[Said]:
    scores = _layer(encoder, stretch, "statement").copy()
    scores[:, 1] += BEGINS
    for first, last, _ in paragraphs.spans(scores, _PLAIN):
        yield Said(own.span(first, last))


def factuality(found: Read, places: Sequence[tuple[int, int]]) -> list[float]:
    """How sure the text is of the events named at these places (code points), each the mean over its words."""
    out = []
    for start, end in places:
        first = int(np.searchsorted(found.words.ends, start, side="right"))
        last = max(first + 1, int(np.searchsorted(found.words.starts, end, side="left")))
        part = found.factual[first:last]
        out.append(float(part.mean()) if len(part) else 0.0)
    return out
