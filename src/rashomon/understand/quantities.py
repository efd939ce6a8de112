"""Quantities: numbers as intervals with their bound word, what is counted, and what kind of count it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rashomon.records import Bound, Quantity, QuantityKind, Span
from rashomon.understand.moments_grammar import Expression, scan
from rashomon.understand.quantities_bounds import (
    Interval,
    between,
    bound_before,
    interval,
    phrase_after,
    phrase_before,
)
from rashomon.understand.quantities_idle import at, idle, model, named
from rashomon.understand.quantities_items import (
    Counted,
    fate_after,
    fate_before,
    head_noun,
    measure,
    subject_before,
    taken_lives,
)
from rashomon.understand.quantities_numbers import HYPHENS, Numeral, Piece, glued, numerals, pieces
from rashomon.understand.quantities_rules import rules

_COPULAS = frozenset(("were", "are", "was", "is", "being"))
_TIES = (("to",), ("or",), ("to", "as", "many", "as"), *((w, s) for w in ("to", "-", "–") for s in ("$", "€", "£")))


def find_quantities(text: str, span: Span) -> tuple[Quantity, ...]:
    """The quantities written in one sentence or content.

    ``span`` is its place in ``text``; all places returned lie in ``text`` too. Numbers that count nothing (dates,
    years, ages, times, ordinals, scores) are left out, and so is a number for which no counted thing is found.
    In order of place.
    """
    row = pieces(text, span.start, span.end)
    found = numerals(row)
    if not found:
        return ()
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
                result.append(made[0])
                previous = made[1]
        k += 1 if second is None else 2
    return tuple(result)


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
    start = bound_before(row, a.first)[1]
    if "between" in (at(row, start - 1), at(row, a.first - 1), at(row, a.first - 2)):
        return "and" in words and len(words) <= 4
    if words in _TIES:
        if words[0] == "or":
            return high - low <= max(1.0, high / 2)
        if at(row, start - 1) == "from":
            return not ({at(row, j) for j in range(start - 7, start - 1)} & rules().change)
        return True
    return False


def _ends(a: Numeral, b: Numeral) -> tuple[float, float]:
    """The ends of a range; the first takes the second's magnitude in "5 to 6 million"."""
    low = a.written
    if a.scale == 1.0 and b.scale > 1.0 and a.raw < b.raw:
        low = a.raw * b.scale
    return low, b.written


def _quantity(
    row: Sequence[Piece], found: Sequence[Numeral], k: int, second: Numeral | None, previous: Counted | None
) -> tuple[Quantity, Counted] | None:
    n = found[k]
    tail = second or n
    front = n.first - (n.digits and at(row, n.first - 1) in rules().signs)
    bound, start = bound_before(row, front)
    if second is not None and at(row, start - 1) in ("between", "from"):
        start -= 1
    counted = _counted(row, n, tail, start, previous)
    if counted is None:
        return None
    late = phrase_after(row, tail.last, rules().after) or phrase_after(row, counted.end, rules().after)
    if late is not None and (bound is None or bound is Bound.ABOUT or Bound(late[0]) is not Bound.ABOUT):
        bound = Bound(late[0])
    kind = counted.kind or _kind(row, n, tail, start, (counted, previous))
    ends, bound = _interval(n, second, bound, kind, counted)
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
        item=counted.item,
        unit=counted.unit,
        item_span=Span(start=row[counted.first].start, end=row[counted.last - 1].end),
        scope=counted.scope,
    )
    return quantity, counted


def _interval(
    n: Numeral, second: Numeral | None, bound: Bound | None, kind: QuantityKind, counted: Counted
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
    rounded = bound is None and kind is not QuantityKind.SHARE and not counted.designation
    return interval(n.written, bound or Bound.EXACT, rounded=rounded), bound or Bound.EXACT


def _counted(row: Sequence[Piece], n: Numeral, tail: Numeral, start: int, previous: Counted | None) -> Counted | None:
    name = model(row, n)
    if name is not None:
        return Counted(name, n.first, tail.last, tail.last, QuantityKind.ORDINAL)
    if named(row, n):
        return None
    measured = measure(row, tail if tail.share else n, tail.last) or _shared(row, n, tail)
    if measured is not None:
        return measured
    if at(row, tail.last) in HYPHENS and glued(row, tail.last):
        return None  # "a three-course meal"
    one = n.written == 1.0 and not n.digits
    after = phrase_after(row, tail.last, rules().after)
    head = head_noun(row, tail.last if after is None else after[1], one=one)
    end = tail.last if head is None else head.end
    if head is None and at(row, tail.last) == "who":
        item = previous.item if previous is not None and previous.item in rules().people else "person"
        head = Counted(item, tail.last, tail.last + 1, tail.last + 1)
    if head is not None and _of_a_name(row, n, head):
        return None
    if one and head is None and fate_after(row, end) is None:
        return None
    fate = "dead" if head is not None and taken_lives(row, start, head) else _fate(row, start, end)
    if fate is not None and (head is None or head.item in rules().people or head.item == "body"):
        return _befallen(row, tail, head, fate)
    subject = subject_before(row, start)
    if head is None:
        behind = _behind_copula(row, tail, start)
        if behind is not None:
            return behind
        if _elliptic(row, n, start) and previous is not None and subject is None:
            subject = previous
        if subject is None:
            return None
        return Counted(subject.item, subject.first, subject.last, tail.last, scope=subject.scope)
    if subject is not None and head.item in rules().people and subject.item not in rules().people:
        return _befallen(row, tail, head, subject.item)
    part = previous is not None and _subset(row, start) and head.item in rules().people
    if previous is not None and part and previous.item in rules().fates:
        return _befallen(row, tail, head, previous.item)
    return head


def _shared(row: Sequence[Piece], n: Numeral, tail: Numeral) -> Counted | None:
    """The measure of the second number in "from 13.5 to 14 mm"."""
    if n is not tail or at(row, tail.last) not in ("to", "and") or not n.digits or tail.last + 1 >= len(row):
        return None
    if not row[tail.last + 1].digits:
        return None
    following = numerals(row[tail.last + 1 : tail.last + 8])
    if not following or following[0].first != 0:
        return None
    last = tail.last + 1 + following[0].last
    return measure(row, Numeral(tail.last + 1, last, following[0].written, following[0].raw, digits=True), last)


def _of_a_name(row: Sequence[Piece], n: Numeral, head: Counted) -> bool:
    """ "the Norva 50 futures": a capital before the number and no known noun after it."""
    if not n.digits or n.first < 2 or not row[n.first - 1].text[:1].isupper() or head.item in rules().known:
        return False
    return row[n.first - 2].word or row[n.first - 2].text == "&"


def _added(counted: Counted, previous: Counted | None) -> QuantityKind:
    """ "Another 40": added to a count of the same, unless it follows a count of another fate ("12 died, another 40
    were injured") or counts the injured or missing, who in news are added to the dead.
    """
    if previous is not None and previous.item == counted.item:
        return QuantityKind.INCREMENT
    fates = rules().fates
    if counted.item in ("injured", "missing", "hospitalised"):
        return QuantityKind.STOCK
    other = previous is not None and previous.item in fates and counted.item in fates
    return QuantityKind.STOCK if other else QuantityKind.INCREMENT


def _fate(row: Sequence[Piece], start: int, end: int) -> str | None:
    before = fate_before(row, start)
    after = fate_after(row, end)
    if after is not None and before is None:
        return after[0]
    return before


def _befallen(row: Sequence[Piece], tail: Numeral, head: Counted | None, fate: str) -> Counted:
    if head is None:
        hit = tail.last < len(row)
        place = tail.last if hit else tail.last - 1
        return Counted(fate, place, place + 1, tail.last)
    scope = () if head.item in ("person", "victim", "body") else (head.item,)
    return Counted(fate, head.first, head.last, head.end, scope=scope)


def _elliptic(row: Sequence[Piece], n: Numeral, start: int) -> bool:
    """Whether a bare number stands in for the one before: "from 28 people to 47", "of whom 12"."""
    return at(row, start - 1) == "to" or _subset(row, start)


def _behind_copula(row: Sequence[Piece], tail: Numeral, start: int) -> Counted | None:
    """ "of whom 40 were children": the noun behind the copula."""
    if at(row, tail.last) in _COPULAS and _subset(row, start):
        head = head_noun(row, tail.last + 1, one=False)
        if head is not None:
            return head
    return None


def _subset(row: Sequence[Piece], start: int) -> bool:
    return phrase_before(row, start, rules().subset) is not None


def _kind(
    row: Sequence[Piece], n: Numeral, tail: Numeral, start: int, ends: tuple[Counted, Counted | None]
) -> QuantityKind:
    counted, previous = ends
    for end in dict.fromkeys((counted.end, tail.last, counted.last)):
        if phrase_after(row, end, rules().rates) is not None:
            return QuantityKind.RATE
    inner = {at(row, j) for j in range(start, n.first)}
    if at(row, start - 1) in rules().increment_before or inner & rules().increment_before:
        return _added(counted, previous)
    if phrase_before(row, start, rules().increment_verbs) is not None:
        return QuantityKind.INCREMENT
    if at(row, tail.last) in rules().increment_after and at(row, tail.last + 1) != "than":
        return QuantityKind.INCREMENT
    if at(row, start - 1) == "of":
        words = {at(row, j) for j in range(start - 5, start - 1)}
        if words & {"additional", "further", "extra", "another"} and not words & {"the", "in", "by", ","}:
            return QuantityKind.INCREMENT
    if _subset(row, start):
        return QuantityKind.SUBSET
    if (
        n.vague is None
        and at(row, tail.last) == "of"
        and at(row, tail.last + 1) in ("the", "its", "their", "his", "her", "those", "these", "them", "whom", "our")
    ):
        return QuantityKind.SUBSET
    return QuantityKind.STOCK
