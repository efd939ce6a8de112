"""Which of the times and places a statement names belong to each of its numbers.

"30 were killed in Orvo on Monday and 12 in Sund on Tuesday" counts twice, each time somewhere else. A statement has one
time and one list of places; a number gets its own only where the statement has several numbers and the words part them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rashomon.records import Moment, Quantity, Span

_PARTING = re.compile(r"[,;:]\s|\s(?:and|while|but|whereas|plus)\s|\s[-–—]\s", re.I)

_CHANGE = re.compile(r"\s(?:to|from)\s", re.I)  # "from 28 on Sunday to 47 on Monday"


def stretches(text: str, quantities: Sequence[Quantity]) -> tuple[int, list[Span]] | None:
    """Where the words of the first number begin, and the stretch of text of each of the numbers, in their order.

    The first reaches back and the last on without end. Numbers that no word parts ("28 of 40") share one stretch; None
    where all do: then they share all that is named.
    """
    cuts, groups = [0], [0]
    for one, other in pairwise(quantities):
        begins = max(one.span.end, one.item_span.end if one.item_span is not None else 0)
        parting = _CHANGE if one.earlier or other.earlier else _PARTING
        between = list(parting.finditer(text, min(begins, other.span.start), other.span.start))
        if between:
            cuts.append(between[-1].start())
        groups.append(len(cuts) - 1)
    if len(cuts) == 1:
        return None
    spans = [Span(start=a, end=b) for a, b in pairwise([*cuts, len(text)])]
    return quantities[0].span.start, [spans[g] for g in groups]


def with_times(text: str, quantities: Sequence[Quantity], named: Sequence[Moment]) -> tuple[Quantity, ...]:
    """The quantities of one content, each with the one time its own words name.

    ``named`` are the times of the content. One named before the first number is of all that name none of their own.
    """
    found = None if len(named) < 2 else stretches(text, quantities)
    if found is None:
        return tuple(quantities)
    head, parts = found
    ahead = [m for m in named if m.words is not None and m.words.end <= head]
    made = []
    for quantity, part in zip(quantities, parts, strict=True):
        own = [m for m in named if m.words is not None and part.start <= m.words.start < part.end and m not in ahead]
        own = own or ahead
        made.append(replace(quantity, when=own[0]) if len(own) == 1 else quantity)
    return tuple(made) if len({q.when for q in made}) > 1 else tuple(quantities)


def with_places(text: str, quantities: Sequence[Quantity], named: Sequence[tuple[Span, str]]) -> tuple[Quantity, ...]:
    """The quantities of one statement, each with the keys of the places its own words name.

    ``named`` are the places of the statement with their keys. Those before the first number are of all that name none.
    """
    found = None if len({key for _, key in named}) < 2 else stretches(text, quantities)
    if found is None:
        return tuple(quantities)
    head, parts = found
    ahead = tuple(dict.fromkeys(key for span, key in named if span.end <= head))
    made = []
    for quantity, part in zip(quantities, parts, strict=True):
        own = [key for span, key in named if max(part.start, head) <= span.start < part.end]
        made.append(replace(quantity, where=tuple(dict.fromkeys(own)) or ahead))
    return tuple(made) if len({q.where for q in made}) > 1 else tuple(quantities)
