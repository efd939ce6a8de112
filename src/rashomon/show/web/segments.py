"""A text cut where its marks begin and end, so that each piece can be shown with all that covers it. Pure.

Places are code points, as everywhere; nothing here is ever counted by the browser, whose strings are UTF-16.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.show.faces import StatementView
from rashomon.show.roomfaces import MarkView, ReadingView

_FIRM = ("denied", "unconfirmed", "question", "alleged", "possible", "planned", "assessed", "asserted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text without a boundary in it.

    ``begins`` are the statements whose first words stand here, ``numbers`` of all that cover it; ``commitment`` is
    that of the least firm of them; ``mark`` what a figure or date here was read as, ``marked`` its kind.
    """

    words: str
    start: int
    begins: tuple[StatementView, ...] = ()
    numbers: tuple[int, ...] = ()
    commitment: str | None = None
    marked: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph in pieces."""

    heading: bool
    pieces: tuple[Piece, ...]


def paragraphs(view: ReadingView) -> list[Paragraph]:
    """The text of a reading in paragraphs of pieces."""
    headings = {(h.start, h.end) for h in view.headings}
    found = []
    for start, end in _lines(view.text, view.start):
        inside = [s for s in view.statements if any(p.start < end and start < p.end for p in s.pieces)]
        marks = [m for m in view.marks if m.start < end and start < m.end]
        heading = any(a <= start and end <= b for a, b in headings)
        found.append(Paragraph(heading=heading, pieces=tuple(_pieces(view, start, end, inside, marks))))
    return found


def _lines(text: str, offset: int) -> Iterable[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield offset + at, offset + at + len(line)
        at += len(line) + 1


def _pieces(
    view: ReadingView, start: int, end: int, said: Sequence[StatementView], marks: Sequence[MarkView]
) -> Iterable[Piece]:
    ends = [(p.start, p.end) for s in said for p in s.pieces] + [(m.start, m.end) for m in marks]
    cuts = {start, end} | {c for pair in ends for c in pair if start < c < end}
    for low, high in pairwise(sorted(cuts)):
        over = [s for s in said if any(p.start <= low < p.end for p in s.pieces)]
        mark = next((m for m in marks if m.start <= low < m.end), None)
        firm = {s.commitment for s in over}
        yield Piece(
            words=view.text[low - view.start : high - view.start],
            start=low,
            begins=tuple(s for s in over if s.pieces[0].start == low),
            numbers=tuple(s.number for s in over),
            commitment=next((c for c in _FIRM if c in firm), None),
            marked=mark.kind if mark else None,
            mark=mark.words if mark else None,
        )
