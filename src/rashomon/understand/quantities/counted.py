"""What one number counts: the measure, the persons and their fate, or the thing a bare number stands in for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.records import QuantityKind
from rashomon.understand.quantities.bounds import at_a_mark, phrase_after, phrase_before, sign_before
from rashomon.understand.quantities.idle import at, model, named
from rashomon.understand.quantities.items import (
    Counted,
    fate_after,
    fate_before,
    head_noun,
    subject_before,
    taken_lives,
)
from rashomon.understand.quantities.measures import measure
from rashomon.understand.quantities.numbers import HYPHENS, Numeral, Piece, glued, numerals
from rashomon.understand.quantities.rules import rules
from rashomon.understand.quantities.wholes import past_aside, past_whole

_COPULAS = frozenset(("were", "are", "was", "is", "being"))
_DETERMINERS = frozenset(("the", "its", "their", "his", "her", "those", "these", "our", "all"))
_MEASURED = (QuantityKind.MEASURE, QuantityKind.SHARE)
_BESIDE = frozenset(("against", "versus", "vs"))
_JOINING = frozenset(("and", "but", ",", "then"))
_ELSEWHERE = frozenset(("in", "on", "at", "last", "this", "here", "there", "during", "across", "from", "next", "near"))
_TOLD = frozenset(
    ("sent", "already", "previously", "earlier", "first", "forecast", "expected", "announced", "reported")
)
_TOLD |= frozenset(("promised", "planned", "deployed", "delivered", "sold", "made", "built", "ordered", "before"))
_FROM = 6  # pieces from the unit of the first value back to "from"
_GAP = 10  # pieces between two numbers of which the second stands in for the same thing
_OPENING = 8  # pieces of "of the 212 injured," before a number


def of_them(row: Sequence[Piece], i: int) -> int | None:
    """The piece after "of them", "of whom" at piece ``i``, else None."""
    hit = phrase_after(row, i, rules().partitive)
    return None if hit is None else hit[1]


def of_so_many(row: Sequence[Piece], n: Numeral) -> bool:
    """ "28 of 40 drones"; but "Image 5 of 33 Officers stand" numbers pictures."""
    i = n.last
    if at(row, i) != "of" or i + 2 >= len(row) or not row[i + 1].digits or not row[i + 2].text.islower():
        return False
    return n.first == 0 or not row[n.first - 1].text[:1].isupper() or n.first == 1


def part_before(row: Sequence[Piece], start: int) -> bool:
    """Whether a number starting at ``start`` is a part of what was named: "of whom 12", "of the injured, 12"."""
    if phrase_before(row, start, rules().subset) is not None:
        return True
    if at(row, start - 1) != ",":
        return False
    for j in range(start - 2, max(-1, start - _OPENING), -1):
        if at(row, j) in ("of", "among") and (j == 0 or not row[j - 1].word or at(row, j - 1) in ("and", "that")):
            return of_them(row, j) == start - 1 or at(row, j + 1) in _DETERMINERS
        if not row[j].word and not row[j].digits:
            return False
    return False


def counted(
    row: Sequence[Piece], n: Numeral, tail: Numeral, start: int, previous: Counted | None, *, earlier: bool = False
) -> Counted | None:
    """What the number ``n`` (a range up to ``tail``) counts, its words starting at piece ``start``; None for nothing.

    ``previous`` is what the number before it counted; ``earlier``: the number is an earlier value of the same.
    """
    sign = n.digits and sign_before(row, n.first) is not None
    name = None if sign else model(row, n)
    if name is not None:
        return Counted(name, n.first, tail.last, tail.last, QuantityKind.ORDINAL)
    if not sign and named(row, n):
        return None
    measured = measure(row, tail if tail.share else n, tail.last) or _shared(row, n, tail)
    if measured is not None:
        return measured
    if at(row, tail.last) in HYPHENS and glued(row, tail.last) and phrase_after(row, tail.last, rules().after) is None:
        return None  # "a three-course meal"
    part = of_them(row, tail.last)
    if part is not None:
        return _part(row, tail, part, start, previous)
    return _thing(row, n, tail, start, (previous, earlier))


def _part(row: Sequence[Piece], tail: Numeral, end: int, start: int, previous: Counted | None) -> Counted | None:
    """ "58 of them were in hospital", "58 of whom were children", "58 of them seriously"; ``end``: behind "of them"."""
    verb = fate_after(row, end)
    fate = verb[0] if verb is not None else fate_before(row, start)
    noun = head_noun(row, end + (at(row, end) in _COPULAS), one=False)
    if noun is not None and noun.item not in rules().known:
        noun = None
    if fate is None and noun is not None:
        return noun
    if previous is None or (fate is None and previous.kind is not None):
        return None if fate is None else Counted(fate, tail.last, end, end)
    if fate is None:
        return Counted(previous.item, previous.first, previous.last, end, scope=previous.scope)
    whole = (previous.item,) if previous.item in rules().people - {"person", "victim"} else previous.scope
    return Counted(fate, tail.last, end, end, scope=whole)


def _thing(
    row: Sequence[Piece], n: Numeral, tail: Numeral, start: int, context: tuple[Counted | None, bool]
) -> Counted | None:
    """The noun after the number with what befell it, or what a bare number completes."""
    previous, earlier = context
    one = n.written == 1.0 and not n.digits
    head = _head(row, tail, one=one)
    end = past_aside(row, tail.last) if head is None else head.end
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
    if fate is not None and head is not None and head.item in rules().fates and at(row, tail.last) == "of":
        return Counted(fate, head.first, head.last, head.end, scope=head.scope)
    subject = subject_before(row, start - at_a_mark(row, start, tail.last))
    if head is not None:
        return _with_subject(row, tail, start, head, (subject, previous))
    behind = _behind_copula(row, tail, start)
    if behind is not None:
        return behind
    crowd = _crowd(row, tail, start)
    if crowd is not None:
        return crowd
    stands_in = earlier or _elliptic(row, tail, start, previous) or repeated(row, tail, start, previous)
    if (stands_in or _more_of_them(row, tail, start, previous)) and previous is not None and subject is None:
        subject = previous
    if subject is None:
        return None
    return replace(subject, end=tail.last, kind=subject.kind if subject.kind in _MEASURED else None)


def _head(row: Sequence[Piece], tail: Numeral, *, one: bool) -> Counted | None:
    """The noun after the number, past "or more" and past the whole of a part ("12 of the 40 soldiers")."""
    after = phrase_after(row, tail.last, rules().after)
    i = past_aside(row, tail.last if after is None else after[1])
    whole = past_whole(row, i)
    if whole == i and of_so_many(row, tail):
        whole += 2
    return head_noun(row, whole, one=one)


def _with_subject(
    row: Sequence[Piece], tail: Numeral, start: int, head: Counted, context: tuple[Counted | None, Counted | None]
) -> Counted:
    subject, previous = context
    if head.item not in rules().people:
        return head
    whole = _part_of_fate(row, start)
    if whole is not None:
        return _befallen(row, tail, head, whole)
    if subject is not None and subject.item not in rules().people:
        return _befallen(row, tail, head, subject.item)
    if previous is not None and part_before(row, start) and previous.item in rules().fates:
        return _befallen(row, tail, head, previous.item)
    return head


def _part_of_fate(row: Sequence[Piece], start: int) -> str | None:
    """The fate that the words of a part name: "among the dead were 12 children"."""
    hit = phrase_before(row, start, rules().subset)
    if hit is None:
        return None
    state = rules().fate.state
    return next((state[at(row, j)] for j in range(hit[1], start) if at(row, j) in state), None)


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
    if (
        not n.digits
        or n.first < 2
        or not row[n.first - 1].word
        or row[n.first - 1].text.islower()
        or head.item in rules().known
    ):
        return False
    return row[n.first - 2].word or row[n.first - 2].text == "&"


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


def _more_of_them(row: Sequence[Piece], tail: Numeral, start: int, previous: Counted | None) -> bool:
    """ "Norvia has 11,000 soldiers and will send another 3,000", "and 3,000 more came"."""
    if previous is None or previous.kind is not None or previous.item in rules().fates:
        return False
    ends = at(row, tail.last) in ("", ".", ",", ";", "!") or at(row, tail.last) in rules().stop
    if at(row, start - 1) == "another" or (at(row, start - 1) == "further" and at(row, start - 2) == "a"):
        return ends
    return at(row, tail.last) == "more" and at(row, tail.last + 1) != "than"


def _elliptic(row: Sequence[Piece], tail: Numeral, start: int, previous: Counted | None) -> bool:
    """Whether a bare number stands in for the one before: "from 28 people to 47", "of whom 12", "against 60"."""
    if at(row, start - 1) == "to":
        return previous is not None and not _level(row, previous)
    known = at(row, start - 1) in ("the", "those") and at(row, tail.last) in _TOLD
    return known or at(row, start - 1) in _BESIDE or part_before(row, start)


def _level(row: Sequence[Piece], previous: Counted) -> bool:
    """Whether what follows ``previous`` and "to" is a level and no other value of it: "rose 8 percent to 3.65"; "from 8
    percent to 9" gives two of one."""
    apart = previous.kind is QuantityKind.SHARE or previous.item == "duration" or previous.designation
    near = {at(row, j) for j in range(previous.first - _FROM, previous.first)}
    return apart and "from" not in near


def repeated(row: Sequence[Piece], tail: Numeral, start: int, previous: Counted | None) -> bool:
    """Whether a bare number counts the same in another place or time: "300 cars in May and 250 in June"."""
    if previous is None or previous.designation or previous.kind is QuantityKind.ORDINAL or previous.item == "money":
        return False
    if at(row, start - 1) not in _JOINING or at(row, tail.last) not in _ELSEWHERE:
        return False
    gap = row[previous.end : start - 1]
    if any(not p.word and not p.digits and p.text not in ",()" for p in gap) or len(gap) > _GAP:
        return False
    return any(p.lower in _ELSEWHERE for p in gap)


def _crowd(row: Sequence[Piece], tail: Numeral, start: int) -> Counted | None:
    """Who makes up a body of so many: "a force of 11,000", "a crowd of 40,000"."""
    if at(row, start - 1) != "of" or at(row, tail.last) in HYPHENS:
        return None
    item = rules().crowds.get(at(row, start - 2))
    return None if item is None else Counted(item, start - 2, start - 1, tail.last)


def _behind_copula(row: Sequence[Piece], tail: Numeral, start: int) -> Counted | None:
    """ "of whom 40 were children": the noun behind the copula."""
    if at(row, tail.last) in _COPULAS and part_before(row, start):
        head = head_noun(row, tail.last + 1, one=False)
        if head is not None:
            return head
    return None
