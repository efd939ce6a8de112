"""Every number of a sentence, with its bound, its unit, what it is and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rashomon.records import Span
from rashomon.understand.quantities.bounds import phrase_after
from rashomon.understand.quantities.draft import Draft, drafts
from rashomon.understand.quantities.idle import at
from rashomon.understand.quantities.numbers import HYPHENS, Piece, glued, may_hold
from rashomon.understand.quantities.phrase import Phrase, counted_phrase, named_thing, told_of_one
from rashomon.understand.quantities.readings import Reading, Sense, Trend
from rashomon.understand.quantities.rules import rules, singular
from rashomon.understand.quantities.wholes import past_aside, past_whole

_NAMING = frozenset((Sense.COUNT, Sense.KNOWN, Sense.ONE_OF, Sense.BARE, Sense.PRONOUN, Sense.SHARE))
_PARTICLE_VERBS = frozenset(
    ("gave", "give", "gives", "given", "made", "make", "makes", "set", "put", "took", "take", "step")
)
_ASIDE = frozenset(("by", "just", "only", "another", "further", "some", "about", "around", "sharply", "slightly"))
_TREND_REACH = 5  # pieces between the word of change and the number
_EPITHETS = frozenset(("top", "record", "first", "final", "remaining", "previous", "next", "last", "other", "best"))
_EPITHETS |= frozenset(("biggest", "largest", "opening", "closing", "main", "new", "original", "initial", "latest"))
_PARALLEL = frozenset(("by", "at", "to", "than", "from"))
_PER = frozenset(("per", "a", "an", "each", "every", "/"))
_OLD = frozenset(("month", "months", "week", "weeks", "day", "days"))


def read_numbers(text: str, span: Span) -> tuple[Reading, ...]:
    """All numbers written in one sentence or content, those that count nothing included; in order of place.

    ``span`` is its place in ``text``; all places returned lie in ``text`` too. What nobody wrote as a number ("no one")
    is not among them.
    """
    if not may_hold(text, span.start, span.end):
        return ()
    row, found = drafts(text, span)
    readings: list[Reading] = []
    for k in range(len(found) - 1, -1, -1):
        readings.append(_reading(row, found, k, readings[-1] if readings else None))
    return tuple(reversed(readings))


class _Told(NamedTuple):
    """The unit of a number and what it is told for, with their place, and the phrase it counts with its place."""

    unit: str | None
    per: str | None = None
    unit_span: Span | None = None
    noun: str = ""
    noun_span: Span | None = None


def _told(row: Sequence[Piece], found: Sequence[Draft], k: int, following: Reading | None) -> _Told:
    """Its own unit or counted phrase, else the one it shares with the number after or before it."""
    d = found[k]
    unit, place = _unit(row, d)
    if d.sense is Sense.NAME and d.n.digits and d.n.last < len(row) and row[d.n.last].text == "G":
        return _Told("G" if glued(row, d.n.last) else None)
    per, per_end = _per(row, d, place[1] if place is not None else d.tail.last)
    unit_span = None if place is None else _span(row, place[0], per_end if per is not None else place[1])
    noun = _noun(row, d) if d.sense in _NAMING and (unit is None or unit == "fraction") else None
    if noun is None and unit is None and d.thing is not None and d.sense is Sense.COUNT:
        noun = named_thing(row, d.thing.first, d.thing.last)
    if unit is None and following is not None and _shared(row, d, found[k + 1]):
        return _Told(following.unit, following.per, None, following.noun, following.noun_span)
    if unit is None and noun is None and d.sense is Sense.BARE:
        return _parallel(row, found, k)
    if noun is None:
        return _Told(unit, per, unit_span)
    head = rules().units.get((singular(row[noun.last - 1].lower),))
    if unit is None and head is not None and noun.last - noun.first > 1 and head[1] in ("duration", "length", "mass"):
        measured = _span(row, noun.last - 1, noun.last)  # "517 rushing yards", "50 previous years"
        return _Told(head[0], per, measured, noun.words, _span(row, noun.first, noun.last))
    return _Told(unit, per, unit_span, noun.words, _span(row, noun.first, noun.last))


def _reading(row: Sequence[Piece], found: Sequence[Draft], k: int, following: Reading | None) -> Reading:
    d = found[k]
    written, upper = d.values
    told = _told(row, found, k, following)
    sense, reason = d.sense, d.reason
    if sense is Sense.BARE and d.n.written == 1.0 and not d.n.digits and not told.noun:
        sense, reason = Sense.PRONOUN, "no noun"
    hedge, trend = d.hedge, _trend(row, d)
    before = found[k - 1] if k else None
    if before is not None and _converted(row, before, d):
        hedge, trend = hedge or before.hedge, trend or _trend(row, before)
    return Reading(
        span=_span(row, d.start, d.end),
        written=written / 100 if told.unit == "fraction" else written,
        upper=upper,
        ends=d.ends,
        bound=d.bound,
        hedge=hedge,
        sense=sense,
        reason=reason,
        unit=told.unit,
        per=told.per,
        unit_span=told.unit_span,
        noun=told.noun,
        noun_span=told.noun_span,
        trend=trend,
        earlier=d.earlier,
        quantity=d.quantity,
    )


def _parallel(row: Sequence[Piece], found: Sequence[Draft], k: int) -> _Told:
    """The unit of the number before that stands after the same preposition: "rose by 2 percent, and theirs by 1"."""
    word = at(row, found[k].start - 1)
    for other in reversed(found[max(0, k - 3) : k]):
        if word in _PARALLEL and at(row, other.start - 1) == word:
            if other.sense is Sense.MONEY:
                break
            unit, _ = _unit(row, other)
            noun = None if unit is not None or other.thing is None else _noun(row, other)
            return _Told(unit, noun="" if noun is None else noun.words)
    return _Told(None)


def _converted(row: Sequence[Piece], a: Draft, b: Draft) -> bool:
    """Whether ``b`` gives ``a`` in another unit in brackets: "more than 7 miles (11 km)"."""
    if a.thing is None or b.thing is None or b.sense not in (Sense.MEASURE, Sense.MONEY) or a.sense is not b.sense:
        return False
    if at(row, b.start - 1) == "(":
        return b.start - 1 - a.thing.last <= 1 and a.thing.item == b.thing.item
    return at(row, b.start - 1) == "/" and a.thing.item == b.thing.item


def _shared(row: Sequence[Piece], a: Draft, b: Draft) -> bool:
    """Whether ``a`` takes the word of ``b``: "four-, five- and six-cylinder", "2 million of the 5 million dollars"."""
    i = a.tail.last
    if at(row, i) in HYPHENS and glued(row, i) and i + 1 < len(row) and not (row[i + 1].word and glued(row, i + 1)):
        return b.start - i <= 3
    if at(row, i) == "of" and at(row, i + 1) in ("the", "its", "their"):
        return b.start == i + 2 and (b.thing is not None and b.thing.unit is not None)
    return False


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
    if d.thing is not None and d.sense is Sense.MEASURE and at(row, d.thing.last) == "of":
        i = d.thing.end  # "5,000 barrels of oil a day"
    if at(row, i) == "(" and d.sense in (Sense.MONEY, Sense.MEASURE):
        i = past_aside(row, i)
    while d.sense is Sense.MONEY and at(row, i) in ("us", "u.s", "u.s.", "u", "s", "."):  # "$75 U.S. a barrel"
        i += 1
    while at(row, i) in HYPHENS and glued(row, i):
        i += 1
    word = at(row, i)
    if word not in _PER or i + 1 >= len(row):
        return None, end
    i += 1
    while at(row, i) in HYPHENS and glued(row, i):
        i += 1
    for size in (3, 2, 1):
        words = tuple(p.lower for p in row[i : i + size])
        form = (*words[:-1], singular(words[-1])) if len(words) == size else ()
        for key in (words, form):
            if key in rules().units and at(row, i + size) not in ("earlier", "ago", "later", "before", "old", "after"):
                return rules().units[key][0], i + size
    if row[i].word and (word in ("per", "/") or row[i].lower in rules().per_nouns):
        return singular(row[i].lower), i + 1
    return None, end


def _noun(row: Sequence[Piece], d: Draft) -> Phrase | None:
    i = d.tail.last
    late = phrase_after(row, i, rules().after)
    if late is not None:
        i = late[1]
    one = d.n.written == 1.0 and not d.ranged and d.sense is not Sense.ONE_OF and d.tail.vague is None
    noun = counted_phrase(row, past_whole(row, past_aside(row, i)), one=one, chain=d.sense is not Sense.ONE_OF)
    if noun is not None and d.sense is Sense.ONE_OF:
        noun = told_of_one(row, noun)
    if noun is None and not one and at(row, d.start - 1) == "or":
        noun = _or_two(row, d.start - 1)
    before = at(row, d.n.first - 1)
    if noun is not None and before in _EPITHETS:
        return noun._replace(words=f"{before} {noun.words}")
    return noun


def _or_two(row: Sequence[Piece], i: int) -> Phrase | None:
    """ "Another pick or two": the thing before the "or" at piece ``i``."""
    for j in range(i - 2, max(-1, i - 5), -1):
        if at(row, j) in ("a", "an", "another"):
            return counted_phrase(row[:i], j + 1, one=True)
    return None


def _trend(row: Sequence[Piece], d: Draft) -> Trend | None:
    """The rise or fall told right before the number: "up 4 percent", "fell by more than 12", "grew sales by 5%".

    Words that also take an object ("added", "lost") tell one of money, shares and measures only.
    """
    if at(row, d.start) == "+" or at(row, d.start - 1) == "+":
        return Trend.UP
    if at(row, d.start) == "between":
        return None
    words = rules().trend
    loose = d.sense in (Sense.MONEY, Sense.SHARE, Sense.MEASURE, Sense.BARE)
    free = 3 if at(row, d.start - 1) == "by" else 0
    for j in range(d.start - 1, max(-1, d.start - 1 - _TREND_REACH), -1):
        word = at(row, j)
        if word in words["up"] and (loose or word not in words["objects"]):
            return None if at(row, j - 1) in _PARTICLE_VERBS else Trend.UP
        if word in words["down"] and (loose or word not in words["objects"]):
            return None if at(row, j - 1) in _PARTICLE_VERBS else Trend.DOWN
        if word in _ASIDE or word.endswith("ly"):
            continue
        free -= 1
        if free < 0 or not row[j].word:
            return None
    return None
