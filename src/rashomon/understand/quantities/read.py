"""Every number of a sentence, with its bound, its unit, what it is and why."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import Span
from rashomon.understand.quantities.bounds import phrase_after
from rashomon.understand.quantities.draft import Draft, drafts
from rashomon.understand.quantities.idle import at
from rashomon.understand.quantities.numbers import HYPHENS, Piece, glued
from rashomon.understand.quantities.phrase import Phrase, counted_phrase
from rashomon.understand.quantities.readings import Reading, Sense, Trend
from rashomon.understand.quantities.rules import rules, singular

_NAMING = frozenset((Sense.COUNT, Sense.KNOWN, Sense.ONE_OF, Sense.BARE, Sense.PRONOUN, Sense.SHARE))
_ASIDE = frozenset(("by", "just", "only", "another", "a", "an", "further", "some", "about", "around", "sharply", "slightly"))
_TREND_REACH = 4  # pieces between the word of change and the number
_PER = frozenset(("per", "a", "an", "each", "every", "/"))
_OLD = frozenset(("month", "months", "week", "weeks", "day", "days"))


def read_numbers(text: str, span: Span) -> tuple[Reading, ...]:
    """All numbers written in one sentence or content, those that count nothing included; in order of place.

    ``span`` is its place in ``text``; all places returned lie in ``text`` too. What nobody wrote as a number ("no one")
    is not among them.
    """
    row, found = drafts(text, span)
    return tuple(_reading(row, d) for d in found)


def _reading(row: Sequence[Piece], d: Draft) -> Reading:
    written, upper = d.values
    unit, place = _unit(row, d)
    if unit == "fraction":
        written /= 100
    end = place[1] if place is not None else d.tail.last
    per, per_end = _per(row, d, end)
    noun = _noun(row, d) if d.sense in _NAMING and (unit is None or unit == "fraction") else None
    if place is not None and per is not None:
        place = (place[0], per_end)
    ends = d.ends
    return Reading(
        span=_span(row, d.start, d.end),
        written=written,
        upper=upper,
        low=ends.low,
        high=ends.high,
        low_open=ends.low_open,
        high_open=ends.high_open,
        bound=d.bound,
        sense=d.sense,
        reason=d.reason,
        unit=unit,
        per=per,
        unit_span=None if place is None else _span(row, *place),
        noun="" if noun is None else noun.words,
        noun_span=None if noun is None else _span(row, noun.first, noun.last),
        trend=_trend(row, d),
        earlier=d.earlier,
        quantity=d.quantity,
    )


def _span(row: Sequence[Piece], first: int, last: int) -> Span:
    return Span(start=row[first].start, end=row[last - 1].end)


def _unit(row: Sequence[Piece], d: Draft) -> tuple[str | None, tuple[int, int] | None]:
    """The unit and the pieces that tell it."""
    if d.sense is Sense.AGE:
        i = d.tail.last
        while at(row, i) in HYPHENS:
            i += 1
        short = at(row, i) in _OLD
        return (singular(at(row, i)) if short else "year") + " of age", None
    thing = d.thing
    if thing is None or thing.unit is None:
        return None, None
    if d.sense is Sense.SHARE and d.tail.share and phrase_after(row, d.tail.last, rules().share) is None:
        return "fraction", None
    last = thing.last if d.sense is not Sense.SHARE else d.tail.last + 1
    if d.sense is Sense.SHARE:
        hit = phrase_after(row, d.tail.last, rules().share)
        return thing.unit, (d.tail.last, hit[1] if hit is not None else last)
    return thing.unit, (thing.first, thing.last)


def _per(row: Sequence[Piece], d: Draft, end: int) -> tuple[str | None, int]:
    """What a rate is told for, and the piece after it: "a day", "per share", "/kg"."""
    if d.sense not in (Sense.COUNT, Sense.MEASURE, Sense.MONEY, Sense.BARE):
        return None, end
    i = max(end, d.tail.last)
    if d.thing is not None and d.sense is Sense.COUNT:
        i = d.thing.end
    i += at(row, i) in ("us", "u") and d.sense is Sense.MONEY
    while at(row, i) in HYPHENS and glued(row, i):
        i += 1
    word = at(row, i)
    if word not in _PER or i + 1 >= len(row):
        return None, end
    i += 1
    while at(row, i) in HYPHENS and glued(row, i):
        i += 1
    for size in (2, 1):
        words = tuple(p.lower for p in row[i : i + size])
        form = (*words[:-1], singular(words[-1])) if len(words) == size else ()
        for key in (words, form):
            if key in rules().units:
                return rules().units[key][0], i + size
    if word in ("per", "/") and row[i].word:
        return singular(row[i].lower), i + 1
    return None, end


def _noun(row: Sequence[Piece], d: Draft) -> Phrase | None:
    i = d.tail.last
    late = phrase_after(row, i, rules().after)
    if late is not None:
        i = late[1]
    one = d.n.written == 1.0 and not d.ranged and d.sense is not Sense.ONE_OF and d.tail.vague is None
    return counted_phrase(row, i, one=one, chain=d.sense is not Sense.ONE_OF)


def _trend(row: Sequence[Piece], d: Draft) -> Trend | None:
    """The rise or fall told right before the number: "up 4 percent", "fell by more than 12"."""
    if at(row, d.start) == "+":
        return Trend.UP
    for j in range(d.start - 1, max(-1, d.start - 1 - _TREND_REACH), -1):
        word = at(row, j)
        if word in rules().up:
            return Trend.UP
        if word in rules().down:
            return Trend.DOWN
        if word == "+" and j == d.start - 1:
            return Trend.UP
        if word not in _ASIDE and not word.endswith("ly"):
            return None
    return None

