"""Nobody: "no one was killed", "there were no casualties" are counts of zero; only for what befalls persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rashomon.records import QuantityKind
from rashomon.understand.quantities.bounds import phrase_after
from rashomon.understand.quantities.counted import of_them
from rashomon.understand.quantities.idle import at
from rashomon.understand.quantities.items import AUXILIARIES, Counted, fate_after, head_noun
from rashomon.understand.quantities.numbers import Piece
from rashomon.understand.quantities.rules import rules

_HARM = frozenset(("dead", "injured", "casualty"))
_LOSSES = (("loss", "of", "life"), ("lives", "lost"), ("lives", "were", "lost"))
_JOINING = frozenset(("or", "and", "nor"))
_VERBS = frozenset(("was", "were", "is", "are", "has", "have", "had"))
_WISH_REACH = 4  # pieces before "no one" in which "to ensure that" may stand
_OPEN_REACH = 8  # pieces after "no casualties" in which "immediately reported" may stand


class Nil(NamedTuple):
    """A count of zero: pieces of the words for none and of what is counted, the item, its scope and kind."""

    first: int
    last: int
    item: str
    item_first: int
    item_last: int
    scope: tuple[str, ...] = ()
    kind: QuantityKind = QuantityKind.STOCK


def nils(row: Sequence[Piece]) -> Iterator[Nil]:
    """Every count of zero persons in the pieces, in order.

    Left out: what should, may or must not happen, what is only hoped for or not yet known, and things.
    """
    for i in range(len(row)):
        hit = phrase_after(row, i, rules().none)
        if hit is None or {at(row, j) for j in range(i - _WISH_REACH, i)} & rules().none_words["wish"]:
            continue
        if at(row, i - 1) in ("no", "not", "-") or at(row, hit[1] + 1) == "than":
            continue
        if hit[0] == "person":
            yield from _nobody(row, i, hit[1], None)
        elif at(row, i) == "none":
            whole = of_them(row, hit[1])
            head = None if whole is not None else head_noun(row, hit[1], one=False)
            yield from _nobody(row, i, hit[1] if whole is None else whole, head)
        else:
            yield from _no(row, i, hit[1])


def _nobody(row: Sequence[Piece], first: int, last: int, head: Counted | None) -> Iterator[Nil]:
    """ "Nobody else was killed or injured", "none of them was hurt", with the noun ``head`` where there is one."""
    words = rules().none_words
    kind = QuantityKind.SUBSET if at(row, first) == "none" and at(row, first + 1) == "of" else QuantityKind.STOCK
    end = last if head is None else head.end
    if at(row, end) in words["added"]:
        kind, end = QuantityKind.INCREMENT, end + 1
    verb = fate_after(row, end)
    if verb is None or {at(row, j) for j in range(end, verb[1] + 1)} & (words["open"] | {"who", "whose"}):
        return
    size = 3 if at(row, verb[1] - 2) in _JOINING else 1
    first_aux = next((j for j in range(end, verb[1]) if at(row, j) in AUXILIARIES), verb[1])
    if any(not (at(row, j) in AUXILIARIES or at(row, j).endswith("ly")) for j in range(first_aux, verb[1] - size)):
        return  # "no one has seen people killed"
    finite = {at(row, j) for j in range(end, verb[1])} & _VERBS
    alone = at(row, verb[1] - 1) in rules().fate.alone
    if not finite and not alone and {p.lower for p in row[verb[1] : verb[1] + _OPEN_REACH * 2]} & _VERBS:
        return  # "no one injured in the fire was a guest"
    scope = () if head is None or head.item in ("person", "victim") else (head.item,)
    place = (first, first + 1) if head is None else (head.first, head.last)
    for item in _fates(row, verb):
        yield Nil(
            first,
            max(first + 1, last if head is None and kind is not QuantityKind.SUBSET else first + 1),
            item,
            *place,
            scope,
            kind,
        )


def _fates(row: Sequence[Piece], verb: tuple[str, int]) -> list[str]:
    """Both fates of "killed or injured": of none of them there is any."""
    item, end = verb
    if at(row, end - 2) in _JOINING:
        table = {**rules().fate.state, **rules().fate.done}
        both = [table.get(at(row, end - 3)), table.get(at(row, end - 1))]
        return [fate for fate in both if fate is not None] or [item]
    return [item]


def _no(row: Sequence[Piece], first: int, last: int) -> Iterator[Nil]:
    """ "No further deaths or injuries", "no soldiers were killed", "without loss of life"."""
    for words in _LOSSES:
        if tuple(p.lower for p in row[last : last + len(words)]) == words:
            yield Nil(first, last, "dead", last, last + len(words))
            return
    start, kind = last, QuantityKind.STOCK
    scope: tuple[str, ...] = ()
    while start - last < 4:
        word = at(row, start)
        if word in rules().none_words["added"]:
            kind = QuantityKind.INCREMENT
        elif (word,) in rules().families and rules().families[(word,)] in rules().people:
            if _victims(row, start):
                break
            scope = (rules().families[(word,)],)
        elif word not in rules().none_words["plain"]:
            break
        start += 1
    found = list(_harms(row, start))
    if found:
        if not {at(row, j) for j in range(start, start + _OPEN_REACH)} & {"immediate", "immediately"}:
            yield from (Nil(first, last, h.item, h.first, h.last, scope or h.scope, kind) for h in found)
        return
    head = head_noun(row, start, one=True)
    if head is not None and head.item in rules().people and head.first == start:
        yield from (n._replace(last=last, kind=kind) for n in _nobody(row, first, last, head))


def _victims(row: Sequence[Piece], i: int) -> bool:
    """Whether the noun of persons at piece ``i`` is the head itself, no harm following it."""
    return not any(True for _ in _harms(row, i + 1))


def _harms(row: Sequence[Piece], i: int) -> Iterator[Counted]:
    """ "deaths", "injuries or deaths", "dead or wounded" starting at piece ``i``."""
    for _ in range(3):
        head = head_noun(row, i, one=False)
        if head is None or head.item not in _HARM or head.first != i or head.scope:
            return
        following = at(row, head.end)
        if at(row, i) in rules().fate.state and (following.isalpha() and following not in rules().stop | {"reported"}):
            return
        yield head
        if following not in _JOINING:
            return
        i = head.end + 1
