"""Every number of a sentence with what was found out about it, before it is told which of them can be compared."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.records import Bound, Quantity, QuantityKind, Span
from rashomon.understand.moments.grammar import Expression, placing, scan
from rashomon.understand.quantities.bounds import (
    Interval,
    between,
    bound_before,
    interval,
    passed,
    phrase_after,
    phrase_before,
    sign_before,
)
from rashomon.understand.quantities.counted import counted
from rashomon.understand.quantities.digits import Manner, manner
from rashomon.understand.quantities.earlier import changed, is_earlier
from rashomon.understand.quantities.idle import at, idle, label, model, named, played
from rashomon.understand.quantities.items import Counted
from rashomon.understand.quantities.kinds import kind_of
from rashomon.understand.quantities.measures import measure
from rashomon.understand.quantities.numbers import HYPHENS, Numeral, Piece, first_piece, glued, numerals, pieces
from rashomon.understand.quantities.readings import Sense
from rashomon.understand.quantities.rules import rules
from rashomon.understand.quantities.wholes import scaled

_SMALL = 12  # "the two states", "his 12 men": so few, with a word like "the", are known things and not counted here
_LEAD = 64  # characters before the sentence or content in which its first number's bound word may stand
_MODALS = frozenset(("may", "might", "could", "would", "should", "can"))
_TIES = (("to",), ("or",), ("to", "as", "many", "as"), ("to", "up", "to"))
_FATE = 8  # pieces after a number in which the words for what befell the dead stand
_MOST = 2000  # numbers read of one sentence; a line with more is no sentence
_AFTER = 80  # characters after the last number in which words may still make it a time: "3 of the following May"
_WIDEST_GAP = 8  # pieces between the ends of a range
_ELAPSED = frozenset(("ago", "duration"))  # readings of times that are counted in units: "ten days ago"
_LEFT = frozenset(("clock", "century"))  # readings of times whose numbers are told here
_SENSES = {QuantityKind.SHARE: Sense.SHARE, QuantityKind.MEASURE: Sense.MEASURE, QuantityKind.ORDINAL: Sense.NAME}


@dataclass(frozen=True, slots=True)
class Draft:
    """One number or range: ``tail`` is its last number; pieces ``[start, end)`` hold its bound words and number."""

    n: Numeral
    tail: Numeral
    ranged: bool
    start: int
    end: int
    ends: Interval
    bound: Bound
    sense: Sense
    reason: str
    thing: Counted | None = None
    earlier: bool = False
    hedge: Bound | None = None
    quantity: Quantity | None = None

    @property
    def values(self) -> tuple[float, float | None]:
        """The face value, and the other end of a range."""
        if not self.ranged:
            return self.n.written, None
        return _ends(self.n, self.tail)


def drafts(text: str, span: Span, habit: Manner = Manner.UNKNOWN) -> tuple[list[Piece], list[Draft]]:
    """The pieces of the sentence with the bound words right before it, and its numbers in order; ``habit`` is how the
    outlet writes numbers, for a text that does not show it.
    """
    row = pieces(text, opening(text, span), span.end)
    used = manner(text)
    found = scaled(row, numerals(row, habit if used is Manner.UNKNOWN else used, most=_MOST))
    if not found:
        return row, []
    read = scan(text, span.start, min(span.end, row[found[-1].last - 1].end + _AFTER))
    times = [e for e in read if e.reading not in _LEFT and "num2" not in e.groups and placing(text, e)]
    starts = [e.start for e in times]
    made: list[Draft] = []
    rest: list[Numeral] = []
    for n in found:
        time = _within(row, n, times, starts)
        if time is None:
            rest.append(n)
        else:
            made.append(_of_time(row, n, time))
    previous: Counted | None = None
    k = 0
    while k < len(rest):
        pair = rest[k + 1] if k + 1 < len(rest) else None
        second = pair if pair is not None and _ranged(row, rest[k], pair) else None
        draft = _draft(row, rest[k], second, previous)
        previous = draft.thing if draft.thing is not None and draft.sense is not Sense.TWO_WAYS else previous
        made.append(draft)
        k += 1 if second is None else 2
    return row, sorted(made, key=lambda d: d.n.first) if times else made


def opening(text: str, span: Span) -> int:
    """Where to read from: the span's start, or the bound words right before the number that opens it."""
    first = first_piece(text, span.start, min(span.end, span.start + _LEAD))
    if first is None or not (first.digits or first.lower in rules().starters or first.lower in rules().signs):
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


def _within(row: Sequence[Piece], n: Numeral, times: Sequence[Expression], starts: Sequence[int]) -> Expression | None:
    k = bisect_left(starts, row[n.last - 1].end)
    return times[k - 1] if k > 0 and times[k - 1].end > row[n.first].start else None


def _draft(row: Sequence[Piece], n: Numeral, second: Numeral | None, previous: Counted | None) -> Draft:
    tail = second or n
    bound, start = bound_before(row, _front(row, n))
    if second is not None and at(row, start - 1) in ("between", "from"):
        start -= 1
    nothing = idle(row, n)
    if second is not None and second.written <= n.written:
        nothing = Sense.SCORE, "two small numbers, the second no higher"
    elif second is not None:
        other = idle(row, second)
        if other is None or (nothing is None and other[0] is Sense.AGE):
            nothing = other
    if nothing is None and n.two_ways:
        nothing = Sense.TWO_WAYS, "a point before three digits"
    if nothing is not None:
        return _idle(n, tail, (start, bound), nothing)
    before = second is None and is_earlier(row, start, tail.last)
    thing = counted(row, n, tail, start, previous, earlier=before)
    if thing is None:
        return _idle(n, tail, (start, bound), _uncounted(row, n, tail))
    late = phrase_after(row, tail.last, rules().after) or phrase_after(row, thing.end, rules().after)
    if n.written < 0 and thing.kind is None and row[n.first].text in HYPHENS:  # "-12 people were hurt" in a list
        if n.first > 0 and row[n.first - 1].word and row[n.first - 1].text.isupper():  # "COVID -19"
            return _idle(n, tail, (start, bound), (Sense.NAME, "after a dash and a capital"))
        return _draft(row, replace(n, first=n.first + 1, written=-n.written, raw=-n.raw), second, previous)
    known = second is None and bound is None and _known(row, n, thing)
    if late is not None and (bound is None or bound is Bound.ABOUT or Bound(late[0]) is not Bound.ABOUT):
        bound = Bound(late[0])
    if bound is None and thing.last <= start and passed(row, start, tail.last):
        bound = Bound.MORE_THAN
    hedge = bound
    kind = thing.kind or kind_of(row, n, tail, start, (thing, previous))
    ends, bound = _interval(n, second, bound, kind, thing)
    end = tail.last
    if late is not None and phrase_after(row, tail.last, rules().after) is not None:
        end = late[1]
    sense, reason = _SENSES.get(kind, Sense.COUNT), kind.value
    if thing.designation and at(row, tail.last) in HYPHENS:
        reason = "in a compound"
    if thing.item == "money":
        sense = Sense.MONEY
    elif known:
        sense, reason = Sense.KNOWN, "small and definite"
    earlier = before or (second is None and is_earlier(row, start, thing.end))
    draft = Draft(n, tail, second is not None, start, end, ends, bound, sense, reason, thing, earlier, hedge)
    return draft if known else replace(draft, quantity=_quantity(row, draft, kind, thing))


def _idle(n: Numeral, tail: Numeral, place: tuple[int, Bound | None], nothing: tuple[Sense, str]) -> Draft:
    """A number that counts nothing comparable, with its bound all the same; one that can be read in two ways has the
    widest interval of both."""
    start, hedge = place
    ranged = tail is not n and n.written < tail.written
    ends, bound = _interval(n, tail if ranged else None, hedge, QuantityKind.SHARE, None)
    if nothing[0] is Sense.TWO_WAYS:
        ends = Interval(n.written, n.written * 1000)
    return Draft(n, tail, tail is not n, start, tail.last, ends, bound, *nothing, hedge=hedge)


def _uncounted(row: Sequence[Piece], n: Numeral, tail: Numeral) -> tuple[Sense, str]:
    if named(row, n) or model(row, n) is not None:
        return Sense.NAME, "part of a name"
    if at(row, tail.last) in HYPHENS and glued(row, tail.last):
        return Sense.COUNT, "in a compound"
    reason = label(row, n, tail)
    return (Sense.BARE, "no counted thing found") if reason is None else (Sense.NAME, reason)


def _quantity(row: Sequence[Piece], draft: Draft, kind: QuantityKind, thing: Counted) -> Quantity:
    ends = draft.ends
    return Quantity(
        span=Span(start=row[draft.start].start, end=row[draft.end - 1].end),
        written=draft.values[0],
        low=ends.low,
        high=ends.high,
        low_open=ends.low_open,
        high_open=ends.high_open,
        bound=draft.bound,
        kind=kind,
        item=thing.item,
        unit=thing.unit,
        item_span=Span(start=row[thing.first].start, end=row[thing.last - 1].end),
        scope=thing.scope,
        earlier=draft.earlier,
        presumed=thing.item == "dead" and _presumed(row, draft),
    )


def _presumed(row: Sequence[Piece], draft: Draft) -> bool:
    """Whether the dead are feared or believed to be so: "40 are presumed dead", "a presumed 40 dead"."""
    if at(row, draft.start - 1) in rules().presumed["words"]:
        return True
    for piece in row[draft.end : draft.end + _FATE]:
        if piece.lower in rules().presumed["deaths"] or piece.digits:
            return False
        if piece.lower in rules().presumed["words"]:
            return True
    return False


def _of_time(row: Sequence[Piece], n: Numeral, time: Expression) -> Draft:
    bound, start = bound_before(row, n.first)
    ends = interval(n.written, bound or Bound.EXACT, rounded=False)
    thing = measure(row, n, n.last) if time.reading in _ELAPSED else None
    sense = Sense.DATE if thing is None else Sense.ELAPSED
    return Draft(n, n, False, start, n.last, ends, bound or Bound.EXACT, sense, time.rule, thing, hedge=bound)


def _ranged(row: Sequence[Piece], a: Numeral, b: Numeral) -> bool:
    """Whether two numbers side by side are the ends of one range; the first may have its unit already ("5% to 20%")."""
    low, high = _ends(a, b)
    if a.vague or b.vague or a.share or b.share or b.first - a.last > _WIDEST_GAP or model(row, a) is not None:
        return False
    if not low < high:
        return played(row, a, b)
    first = a.last
    unit = measure(row, a, a.last) if b.first - a.last > 1 else None
    if unit is not None and at(row, unit.last) in ("to", "-", "–", "and") and a.last < unit.last < b.first:
        other = measure(row, b, b.last)
        if other is None or other.unit != unit.unit:
            return False
        open_ = any(p.lower in _MODALS for p in row[max(0, a.first - 5) : a.first])  # "may grow 5% to 20%"
        if at(row, unit.last) != "and" and not open_ and changed(row, _front(row, a)):
            return False
        first = unit.last
    gap = row[first : _front(row, b)]
    words = tuple(p.lower for p in gap)
    if len(gap) == 1 and words[0] in HYPHENS:
        return True
    start = bound_before(row, _front(row, a))[1]
    if "between" in (at(row, start - 1), at(row, a.first - 1), at(row, a.first - 2)):
        return ("and" in words or words == ("to",)) and len(words) <= 4
    if words in _TIES or words == ("to", "-"):
        if words[0] == "or":
            return high - low <= max(1.0, high / 2)
        if at(row, start - 1) == "from":
            return not changed(row, start - 1)
        return high <= 1.5 * low or not (at(row, start - 1) == "by" and at(row, start - 2) in rules().change)
    return False


def _front(row: Sequence[Piece], n: Numeral) -> int:
    """The piece the number starts at, a sign of money included."""
    sign = sign_before(row, n.first) if n.digits else None
    return n.first if sign is None else sign[1]


def _ends(a: Numeral, b: Numeral) -> tuple[float, float]:
    """The ends of a range; the first takes the second's magnitude in "5 to 6 million"."""
    low = a.written
    if a.scale == 1.0 and b.scale > 1.0 and a.raw < b.raw:
        low = a.raw * b.scale
    return low, b.written


def _known(row: Sequence[Piece], n: Numeral, thing: Counted) -> bool:
    """Whether a small number only mentions known things: "the two states", "their three sons"; measures never do."""
    if thing.kind is not None or n.vague is not None or n.written > _SMALL:
        return False
    j = n.first - 1
    while at(row, j) in rules().definite_between:
        j -= 1
    return at(row, j) in rules().definite


def _interval(
    n: Numeral, second: Numeral | None, bound: Bound | None, kind: QuantityKind, thing: Counted | None
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
    rounded = bound is None and kind is not QuantityKind.SHARE and not (thing is not None and thing.designation)
    return interval(n.written, bound or Bound.EXACT, rounded=rounded), bound or Bound.EXACT
