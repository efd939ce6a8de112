"""Quantities: numbers as intervals with their bound word, what is counted, and what kind of count it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rashomon.records import Bound, Quantity, QuantityKind, Span
from rashomon.understand.moments.grammar import Expression, scan
from rashomon.understand.quantities.bounds import (
    Interval,
    between,
    bound_before,
    interval,
    phrase_after,
    phrase_before,
)
from rashomon.understand.quantities.counted import counted, of_them, part_before
from rashomon.understand.quantities.earlier import changed, is_earlier
from rashomon.understand.quantities.idle import at, idle
from rashomon.understand.quantities.items import Counted
from rashomon.understand.quantities.none import Nil, nils
from rashomon.understand.quantities.numbers import HYPHENS, Numeral, Piece, numerals, pieces
from rashomon.understand.quantities.rules import rules

_SMALL = 12  # "the two states", "his 12 men": so few, with a word like "the", are known things and not counted here
_LEAD = 64  # characters before the sentence or content in which its first number's bound word may stand
_TIES = (("to",), ("or",), ("to", "as", "many", "as"), *((w, s) for w in ("to", "-", "–") for s in ("$", "€", "£")))


def find_quantities(text: str, span: Span) -> tuple[Quantity, ...]:
    """The quantities written in one sentence or content.

    ``span`` is its place in ``text``; all places returned lie in ``text`` too. Bound words right before the span
    belong to a number that opens it ("Nearly | 300 families left"). Numbers that count nothing (dates, years, ages,
    times, ordinals, scores) are left out, and so is a number for which no counted thing is found, and a small one of
    things already known ("the two states"). Nobody killed is zero dead. In order of place.
    """
    row = pieces(text, _opening(text, span), span.end)
    none = [_nothing(row, nil) for nil in nils(row)]
    found = numerals(row)
    if not found:
        return tuple(none)
    times = scan(text, span.start, span.end)
    starts = [e.start for e in times]
    found = [n for n in found if not _within(row, n, times, starts)]
    result: list[Quantity] = []
    previous: Counted | None = None
    k = 0
    while k < len(found):
        pair = found[k + 1] if k + 1 < len(found) else None
        second = pair if pair is not None and _ranged(row, found[k], pair) else None
        if not idle(row, found[k]) or (second is not None and not idle(row, second)):
            made = _quantity(row, found, k, second, previous)
            if made is not None:
                quantity, previous = made
                result += [] if quantity is None else [quantity]
        k += 1 if second is None else 2
    return tuple(sorted([*result, *none], key=lambda q: (q.span.start, q.span.end, q.item)))


def _opening(text: str, span: Span) -> int:
    """Where to read from: the span's start, or the bound words right before the number that opens it."""
    first = pieces(text, span.start, min(span.end, span.start + _LEAD))[:1]
    if not first or not (first[0].digits or first[0].lower in rules().starters | rules().signs.keys()):
        return span.start
    begin = text.rfind("\n", max(0, span.start - _LEAD), span.start) + 1 or max(0, span.start - _LEAD)
    row = pieces(text, begin, span.start)
    near = rules().between | rules().increment_before | rules().definite | rules().definite_between
    i = len(row)
    while i > 0:
        hit = phrase_before(row, i, rules().before)
        if hit is None and row[i - 1].lower not in near:
            break
        i = i - 1 if hit is None else hit[1]
    return row[i].start if i < len(row) else span.start


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


def _within(row: Sequence[Piece], n: Numeral, times: Sequence[Expression], starts: Sequence[int]) -> bool:
    k = bisect_left(starts, row[n.last - 1].end)
    return k > 0 and times[k - 1].end > row[n.first].start


def _ranged(row: Sequence[Piece], a: Numeral, b: Numeral) -> bool:
    """Whether two numbers side by side are the ends of one range."""
    low, high = _ends(a, b)
    if not low < high or a.vague or b.vague or a.share or b.share:
        return False
    gap = row[a.last : b.first]
    words = tuple(p.lower for p in gap)
    if len(gap) == 1 and words[0] in HYPHENS:
        return True
    start = bound_before(row, _front(row, a))[1]
    if "between" in (at(row, start - 1), at(row, a.first - 1), at(row, a.first - 2)):
        return "and" in words and len(words) <= 4
    if words in _TIES:
        if words[0] == "or":
            return high - low <= max(1.0, high / 2)
        if at(row, start - 1) == "from":
            return not changed(row, start - 1)
        return not (at(row, start - 1) == "by" and at(row, start - 2) in rules().change)
    return False


def _front(row: Sequence[Piece], n: Numeral) -> int:
    """The piece the number starts at, a sign of money included."""
    return n.first - (n.digits and at(row, n.first - 1) in rules().signs)


def _ends(a: Numeral, b: Numeral) -> tuple[float, float]:
    """The ends of a range; the first takes the second's magnitude in "5 to 6 million"."""
    low = a.written
    if a.scale == 1.0 and b.scale > 1.0 and a.raw < b.raw:
        low = a.raw * b.scale
    return low, b.written


def _quantity(
    row: Sequence[Piece], found: Sequence[Numeral], k: int, second: Numeral | None, previous: Counted | None
) -> tuple[Quantity | None, Counted] | None:
    n = found[k]
    tail = second or n
    bound, start = bound_before(row, _front(row, n))
    if second is not None and at(row, start - 1) in ("between", "from"):
        start -= 1
    before = second is None and is_earlier(row, start, tail.last)
    thing = counted(row, n, tail, start, previous, earlier=before)
    if thing is None:
        return None
    if second is None and bound is None and _known(row, n, thing):
        return None, thing
    late = phrase_after(row, tail.last, rules().after) or phrase_after(row, thing.end, rules().after)
    if late is not None and (bound is None or bound is Bound.ABOUT or Bound(late[0]) is not Bound.ABOUT):
        bound = Bound(late[0])
    kind = thing.kind or _kind(row, n, tail, start, (thing, previous))
    ends, bound = _interval(n, second, bound, kind, thing)
    end = tail.last
    if late is not None and phrase_after(row, tail.last, rules().after) is not None:
        end = late[1]
    quantity = Quantity(
        span=Span(start=row[start].start, end=row[end - 1].end),
        written=n.written if second is None else _ends(n, second)[0],
        low=ends.low,
        high=ends.high,
        low_open=ends.low_open,
        high_open=ends.high_open,
        bound=bound,
        kind=kind,
        item=thing.item,
        unit=thing.unit,
        item_span=Span(start=row[thing.first].start, end=row[thing.last - 1].end),
        scope=thing.scope,
        earlier=before or (second is None and is_earlier(row, start, thing.end)),
    )
    return quantity, thing


def _known(row: Sequence[Piece], n: Numeral, thing: Counted) -> bool:
    """Whether a small number only mentions known things: "the two states", "their three sons"; measures never do."""
    if thing.kind is not None or n.vague is not None or n.written > _SMALL:
        return False
    j = n.first - 1
    while at(row, j) in rules().definite_between:
        j -= 1
    return at(row, j) in rules().definite


def _interval(
    n: Numeral, second: Numeral | None, bound: Bound | None, kind: QuantityKind, thing: Counted
) -> tuple[Interval, Bound]:
    if second is not None:
        ends = between(*_ends(n, second), bound)
        firm = bound in (Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN)
        return ends, bound if firm and bound is not None else Bound.RANGE
    if n.vague is not None:
        low, high = n.vague
        if bound in (Bound.AT_LEAST, Bound.MORE_THAN):
            return Interval(low, None), bound
        if bound in (Bound.AT_MOST, Bound.LESS_THAN):
            return Interval(0.0, high), bound
        return Interval(low, high), Bound.VAGUE
    if bound is None and (n.dozen or n.share):
        bound = Bound.ABOUT
    rounded = bound is None and kind is not QuantityKind.SHARE and not thing.designation
    return interval(n.written, bound or Bound.EXACT, rounded=rounded), bound or Bound.EXACT


def _added(thing: Counted, previous: Counted | None) -> QuantityKind:
    """ "Another 40": added to a count of the same, unless it follows a count of another fate ("12 died, another 40
    were injured") or counts the injured or missing, who in news are added to the dead.
    """
    if previous is not None and previous.item == thing.item:
        return QuantityKind.INCREMENT
    fates = rules().fates
    if thing.item in ("injured", "missing", "hospitalised"):
        return QuantityKind.STOCK
    other = previous is not None and previous.item in fates and thing.item in fates
    return QuantityKind.STOCK if other else QuantityKind.INCREMENT


def _kind(
    row: Sequence[Piece], n: Numeral, tail: Numeral, start: int, ends: tuple[Counted, Counted | None]
) -> QuantityKind:
    thing, previous = ends
    for end in dict.fromkeys((thing.end, tail.last, thing.last)):
        if phrase_after(row, end, rules().rates) is not None:
            return QuantityKind.RATE
    inner = {at(row, j) for j in range(start, n.first)}
    if at(row, start - 1) in rules().increment_before or inner & rules().increment_before:
        return _added(thing, previous)
    if at(row, start - 1) == "by" and at(row, start - 2) in rules().change:
        return QuantityKind.INCREMENT
    if at(row, tail.last) in rules().increment_after and at(row, tail.last + 1) != "than":
        return QuantityKind.INCREMENT
    if at(row, start - 1) == "of":
        words = {at(row, j) for j in range(start - 5, start - 1)}
        if words & {"additional", "further", "extra", "another"} and not words & {"the", "in", "by", ","}:
            return QuantityKind.INCREMENT
    if part_before(row, start) or of_them(row, tail.last) is not None:
        return QuantityKind.SUBSET
    if (
        n.vague is None
        and at(row, tail.last) == "of"
        and at(row, tail.last + 1) in ("the", "its", "their", "his", "her", "those", "these", "them", "whom", "our")
    ):
        return QuantityKind.SUBSET
    return QuantityKind.STOCK
