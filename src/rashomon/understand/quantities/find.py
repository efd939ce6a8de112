"""Quantities: numbers as intervals with their bound word, what is counted, and what kind of count it is."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import Bound, Quantity, Span
from rashomon.understand.quantities.digits import Manner
from rashomon.understand.quantities.draft import drafts
from rashomon.understand.quantities.none import Nil, nils
from rashomon.understand.quantities.numbers import Piece, may_hold


def find_quantities(text: str, span: Span, habit: Manner = Manner.UNKNOWN) -> tuple[Quantity, ...]:
    """The quantities written in one sentence or content that can be compared with others.

    ``span`` is its place in ``text``; all places returned lie in ``text`` too. Bound words right before the span
    belong to a number that opens it ("Nearly | 300 families left"). Numbers that count nothing (dates, years, ages,
    times, ordinals, scores) are left out, and so is a number for which no counted thing is found, one that can be read
    in two ways ("10.000"), and a small one of things already known ("the two states"); `read_numbers` tells all of
    them. Nobody killed is zero dead. In order of place. ``habit``: how the outlet writes numbers (`digits.habit_of`),
    for a text that does not show it.
    """
    if not may_hold(text, span.start, span.end):
        return ()
    row, found = drafts(text, span, habit)
    none = [_nothing(row, nil) for nil in nils(row)]
    kept = [d.quantity for d in found if d.quantity is not None]
    return tuple(sorted([*kept, *none], key=lambda q: (q.span.start, q.span.end)))


def _nothing(row: Sequence[Piece], nil: Nil) -> Quantity:
    """The quantity zero of "nobody was killed"."""
    return Quantity(
        span=Span(start=row[nil.first].start, end=row[nil.last - 1].end),
        written=0.0,
        low=0.0,
        high=0.0,
        bound=Bound.EXACT,
        kind=nil.kind,
        item=nil.item,
        item_span=Span(start=row[nil.item_first].start, end=row[nil.item_last - 1].end),
        scope=nil.scope,
    )
