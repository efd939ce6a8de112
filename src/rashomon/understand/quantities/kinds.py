"""Which kind of count a number is: the whole, an addition, a part, a rate."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import QuantityKind
from rashomon.understand.quantities.bounds import phrase_after
from rashomon.understand.quantities.counted import of_so_many, of_them, part_before
from rashomon.understand.quantities.idle import at
from rashomon.understand.quantities.items import Counted
from rashomon.understand.quantities.numbers import Numeral, Piece
from rashomon.understand.quantities.rules import rules
from rashomon.understand.quantities.wholes import past_whole

_RATE_REACH = 6  # pieces behind the noun in which "each night" may stand: "drones were seen each night"
_EACH = frozenset(("each", "every", "daily", "weekly", "monthly"))
_WHOLES = frozenset(("the", "its", "their", "his", "her", "those", "these", "them", "whom", "our"))


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


def _each(row: Sequence[Piece], i: int) -> bool:
    """Whether the clause behind the counted noun says "each night", "every week", "daily"."""
    for j in range(i, min(i + _RATE_REACH, len(row))):
        if not row[j].word:
            return False
        if row[j].lower in _EACH and phrase_after(row, j, rules().rates) is not None:
            return True
    return False


def kind_of(
    row: Sequence[Piece], n: Numeral, tail: Numeral, start: int, ends: tuple[Counted, Counted | None]
) -> QuantityKind:
    """The kind of a count, by the words around its number; ``ends``: what it counts and what the one before did."""
    thing, previous = ends
    for end in dict.fromkeys((thing.end, tail.last, thing.last)):
        if phrase_after(row, end, rules().rates) is not None:
            return QuantityKind.RATE
    if _each(row, thing.end):
        return QuantityKind.RATE
    inner = {at(row, j) for j in range(start, n.first)}
    if at(row, start - 1) in rules().increment_before or inner & rules().increment_before:
        return _added(thing, previous)
    if at(row, tail.last) in ("other", "others") and thing.item in rules().fates:  # "one other person was killed"
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
    of = tail.last + (at(row, tail.last) == "out")
    whole = at(row, of) == "of" and (at(row, of + 1) in _WHOLES or past_whole(row, of) > of)
    if n.vague is None and (whole or of_so_many(row, tail)):
        return QuantityKind.SUBSET
    return QuantityKind.STOCK
