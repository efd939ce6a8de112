"""A report's text as word pieces in windows: what the encoder reads, at training and at run time alike.

The encoder is uncased and sees at most `WIDEST` pieces; what it cannot see from the pieces themselves is given beside
them: how a word is capitalised, and whether it stands inside quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ints = NDArray[np.int64]

CORE = 256
"""Pieces a window answers for. Wider windows cost attention, narrower ones cut speeches from their speakers."""
MARGIN = 56
"""Pieces of the neighbouring text on each side, read as context only: a sentence and a half."""
WIDEST = CORE + 2 * MARGIN + 2
"""Pieces of the widest window, with its [CLS] and last [SEP]; the encoder has 512 positions."""

SHAPES = 5
"""Kinds of capitalisation: 0 lower case, 1 Capitalised, 2 CAPITALS, 3 miXed, 4 no letter."""

_ENDS = re.compile(r"[.!?][\"”’')\]]*")
_CURLY = {"“": 1, "”": -1}


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into words: code-point spans, the pieces of each, its shape, whether quoted, its paragraph's number.

    ``first`` has one entry more than there are words: word w owns pieces first[w] to first[w + 1].
    """

    starts: Ints
    ends: Ints
    first: Ints
    pieces: Ints
    shape: Ints
    quoted: Ints
    paragraph: Ints

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Window:
    """One piece of text as the encoder takes it.

    ``ids``, ``shape``, ``quoted`` run over pieces; ``heads`` gives for each word of the window the place of its first
    piece, ``words`` the range of words of the text it holds, ``core`` the range it answers for.
    """

    ids: Ints
    shape: Ints
    quoted: Ints
    heads: Ints
    words: tuple[int, int]
    core: tuple[int, int]


def cut(text: str, tokenizer: Tokenizer) -> Words:
    """The words of a text. A word is what the tokenizer keeps together: letters and digits, or one mark."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
    numbers = np.array([-1 if w is None else w for w in encoded.word_ids], dtype=np.int64)
    first = np.flatnonzero(np.diff(numbers, prepend=-2)) if len(numbers) else np.zeros(0, dtype=np.int64)
    bounds = np.append(first, len(numbers))
    starts = offsets[first, 0] if len(first) else np.zeros(0, dtype=np.int64)
    ends = offsets[bounds[1:] - 1, 1] if len(first) else np.zeros(0, dtype=np.int64)
    forms = [text[s:e] for s, e in zip(starts.tolist(), ends.tolist(), strict=True)]
    breaks = [m.start() for m in re.finditer(r"\n", text)]
    paragraph = np.searchsorted(np.array(breaks, dtype=np.int64), starts)
    return Words(
        starts=starts,
        ends=ends,
        first=bounds,
        pieces=np.array(encoded.ids, dtype=np.int64),
        shape=np.array([_shape(form) for form in forms], dtype=np.int64),
        quoted=_quoted(forms, paragraph),
        paragraph=paragraph,
    )


def _shape(form: str) -> int:
    if not any(c.isalpha() for c in form):
        return 4
    if form.islower():
        return 0
    if form.isupper():
        return 2 if len(form) > 1 else 1
    return 1 if form[0].isupper() and form[1:].islower() else 3


def _quoted(forms: Sequence[str], paragraph: Ints) -> Ints:
    """1 for words inside double quotation marks, marks included. Straight marks close at the latest with their
    paragraph; a curly one left open goes on while the next paragraph opens with another (a speech in paragraphs).
    """
    inside = np.zeros(len(forms), dtype=np.int64)
    straight = curly = False
    at = -1
    for place, form in enumerate(forms):
        if paragraph[place] != at:
            at = int(paragraph[place])
            straight, curly = False, False
        if form == '"':
            inside[place] = 1
            straight = not straight
        elif form in _CURLY:
            inside[place] = 1
            curly = _CURLY[form] > 0
        elif straight or curly:
            inside[place] = 1
    return inside


def windows(words: Words, text: str, separators: tuple[int, int], margin: int = MARGIN) -> Iterator[Window]:
    """The windows of a text, in order; their cores cover every word once. ``separators``: ids of [CLS] and [SEP]."""
    start = 0
    while start < len(words):
        end = _core_end(words, text, start)
        yield window(words, (start, end), separators, margin)
        start = end


def _core_end(words: Words, text: str, start: int) -> int:
    """Where the core that begins at this word ends: as late as fits, at the end of a paragraph or else a sentence."""
    latest = int(np.searchsorted(words.first, words.first[start] + CORE, side="right")) - 1
    latest = max(latest, start + 1)
    if latest >= len(words):
        return len(words)
    half = (start + latest) // 2
    for end in range(latest, half, -1):
        if words.paragraph[end] != words.paragraph[end - 1]:
            return end
    for end in range(latest, half, -1):
        if _ENDS.fullmatch(text[words.starts[end - 1] : words.ends[end - 1]]):
            return end
    return latest


def window(words: Words, core: tuple[int, int], separators: tuple[int, int], margin: int = MARGIN) -> Window:
    """The window that answers for the words of ``core``, with its margins; paragraphs are parted by [SEP]."""
    begin = int(np.searchsorted(words.first, words.first[core[0]] - margin, side="left"))
    finish = int(np.searchsorted(words.first, words.first[core[1]] + margin, side="right")) - 1
    finish = max(finish, core[1])
    begin = min(begin, core[0])
    cls, sep = separators
    rows: list[tuple[int, int, int]] = [(cls, 4, 0)]  # piece, shape, quoted
    heads: list[int] = []
    last = int(words.paragraph[begin])
    room = WIDEST - 2 - int(words.first[finish] - words.first[begin])
    for word in range(begin, finish):
        if words.paragraph[word] != last:
            last = int(words.paragraph[word])
            if room > 0:
                rows.append((sep, 4, 0))
                room -= 1
        heads.append(len(rows))
        own = words.pieces[words.first[word] : words.first[word + 1]].tolist()[:CORE]
        rows += [(piece, int(words.shape[word]), int(words.quoted[word])) for piece in own]
    rows.append((sep, 4, 0))
    columns = np.array(rows, dtype=np.int64).T.copy()
    return Window(
        ids=columns[0],
        shape=columns[1],
        quoted=columns[2],
        heads=np.array(heads, dtype=np.int64),
        words=(begin, finish),
        core=core,
    )


def runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of consecutive true flags."""
    place = 0
    for value, group in groupby(flags):
        length = sum(1 for _ in group)
        if value:
            yield place, place + length
        place += length


NEAR = 112
FAR = 176
"""Pieces before and after a cue in which its source and content are looked for. Set by hand, wider after the cue, where
most contents stand; not varied."""

_STEPS = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 96, 128], dtype=np.int64)
REACH = len(_STEPS) + 1


def around(places: int, cue: tuple[int, int]) -> tuple[int, int]:
    """The range of a window's pieces read around a cue (given in pieces)."""
    return max(0, cue[0] - NEAR), min(places, cue[1] + FAR)


def buckets(places: Ints, cue: tuple[int, int]) -> Ints:
    """How far each piece stands from the cue: `REACH` inside it, smaller before, larger after, wider farther off."""
    before = np.searchsorted(_STEPS, cue[0] - places, side="right")
    after = np.searchsorted(_STEPS, places - cue[1] + 1, side="right")
    return np.where(places < cue[0], REACH - before, np.where(places >= cue[1], REACH + after, REACH))
