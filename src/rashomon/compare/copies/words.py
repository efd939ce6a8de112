"""The words of a stretch of text with their places, and where two stretches differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rashomon.records import Span

MOST = 120  # words of a stretch that is compared word by word
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written and its place."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word for comparison: lower case, one kind of apostrophe, no commas in numbers."""
        low = self.text.lower().replace("’", "'")
        return low.replace(",", "") if low[0].isdigit() else low


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of either side that the other has not; one of the two may be empty.

    ``at`` is its position among our words; ``inside``: words both share stand before and after it.
    """

    ours: tuple[Word, ...]
    theirs: tuple[Word, ...]
    at: int
    inside: bool


def words_of(text: str, span: Span) -> tuple[Word, ...]:
    """The words at a place."""
    return tuple(Word(m.group(), *m.span()) for m in _WORD.finditer(text, span.start, span.end))


def changes(ours: Sequence[Word], theirs: Sequence[Word]) -> tuple[float, tuple[Change, ...]]:
    """The share of the words of the shorter side that both have in one order, and where they differ.

    For single sentences only (at most `MOST` words of each are looked at): the standard library's matcher is quadratic.
    """
    ours, theirs = ours[:MOST], theirs[:MOST]
    if not ours or not theirs:
        return 0.0, ()
    matcher = SequenceMatcher(None, [w.low for w in ours], [w.low for w in theirs], autojunk=False)
    blocks = matcher.get_matching_blocks()
    shared = sum(b.size for b in blocks)
    first, last = blocks[0], blocks[-2] if len(blocks) > 1 else blocks[0]
    found = tuple(
        Change(
            tuple(ours[i1:i2]),
            tuple(theirs[j1:j2]),
            i1,
            i1 >= first.a + first.size and j1 >= first.b + first.size and i2 <= last.a and j2 <= last.b,
        )
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    )
    return shared / min(len(ours), len(theirs)), found if shared else ()


def reach(words: Sequence[Word]) -> Span:
    """From the first to the last of some words."""
    return Span(start=words[0].start, end=words[-1].end)
