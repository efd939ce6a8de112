"""What a number counts: the noun after it, the fate that befalls the counted, the unit it measures in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.records import QuantityKind
from rashomon.understand.quantities.bounds import phrase_after, sign_before
from rashomon.understand.quantities.idle import at
from rashomon.understand.quantities.numbers import HYPHENS, Numeral, Piece, glued
from rashomon.understand.quantities.rules import rules, singular

_NEAR = 16  # pieces back to a counted noun that is not "number of" or "toll"
_REACH = 8  # pieces of a noun phrase looked at after a number
_FATE_REACH = 16  # pieces between the noun and what befell it
_TOLL_REACH = 48  # pieces back to "the death toll from ... "
_APART = frozenset(("but", "while", "whereas", "although", "though", "because"))  # another subject begins
_ABED = frozenset(("still", "now", "treated", "being", "taken", "rushed", "kept", "recovering", "admitted", "sent"))
AUXILIARIES = frozenset(("was", "were", "been", "being", "be", "are", "is", "has", "have", "had", "got", "get"))
AUXILIARIES |= frozenset(
    ("gets", "also", "reportedly", "now", "already", "still", "remain", "remained", "remains", "officially", "later")
)
_PASSIVES = frozenset(("was", "were", "been", "being", "be", "are", "is", "got", "get", "gets"))
_OBJECTS = frozenset(("a", "an", "the", "his", "her", "its", "their", "our", "them", "him"))
_OBJECTS |= frozenset(("it", "us", "one", "two", "three", "four", "five", "six", "some", "many"))
_TAKING = frozenset(("claim", "claims", "claimed", "claiming", "cost", "costs", "costing"))
_TAKING |= frozenset(("took", "take", "taken", "taking", "lost", "loss"))
_HELD = frozenset(
    ("reported", "feared", "believed", "presumed", "confirmed", "listed", "thought", "declared", "pronounced")
)
_MOST = frozenset(("most", "mostly", "many", "all", "including", "among", "some"))
_OPEN = frozenset(("more", "additional", "further", "extra", "other", "new", "of", "the"))
_OPEN |= frozenset(("its", "their", "his", "her", "our", "those", "these", "such"))


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: the item, the pieces naming it, the end of the phrase, and the kind where the phrase tells."""

    item: str
    first: int
    last: int
    end: int
    kind: QuantityKind | None = None
    unit: str | None = None
    scope: tuple[str, ...] = ()
    designation: bool = False  # a unit hyphened or glued to its number names a type: never rounded


def family(row: Sequence[Piece], i: int, *, one: bool) -> tuple[str, int] | None:
    """The family of the noun ending at piece ``i`` and where the noun starts; it must be plural unless ``one``."""
    table = rules().families
    word = at(row, i)
    base = singular(word)
    plural = base != word or word in rules().plurals
    if not plural and not one:
        return None
    for form in dict.fromkeys((base, word)):
        if i > 0 and (at(row, i - 1), form) in table:
            return table[(at(row, i - 1), form)], i - 1
        if (form,) in table:
            return table[(form,)], i
    return None


def measure(row: Sequence[Piece], n: Numeral, last: int) -> Counted | None:
    """Money, per cent and units: what stands directly at the number."""
    sign = _sign(row, n)
    i = last
    if n.vague is not None and at(row, i) == "of":
        i += 1
    if sign is not None:
        behind = at(row, n.first - 1) not in rules().sign_ends
        place = (last, last + 1) if behind else (n.first - 1, last)
        return Counted("money", *place, last + behind, QuantityKind.MEASURE, sign)
    if _magnitude(row, n):
        return Counted("magnitude", n.first - 1, last, last, QuantityKind.MEASURE, "magnitude")
    hit = phrase_after(row, i, rules().share)
    if hit is not None or n.share:
        return _share(row, n, i if hit is None else hit[1])
    hyphen = at(row, i) in HYPHENS and glued(row, i) and glued(row, i + 1)
    i += hyphen
    joined = hyphen or glued(row, i)
    for size in (3, 2, 1):
        words = tuple(p.lower for p in row[i : i + size])
        if len(words) < size:
            continue
        base = (*words[:-1], singular(words[-1]))
        for form in (words, base):
            if form in rules().money and form != ("cent",):
                return Counted("money", i, i + size, i + size, QuantityKind.MEASURE, rules().money[form])
            if form == ("pound",) and n.scale >= 1e6 and at(row, i + size) != "of":
                return Counted("money", i, i + size, i + size, QuantityKind.MEASURE, "GBP")
            if form in rules().units and _is_unit(row, i, size, joined=joined):
                return _unit(row, form, i, i + size, joined=joined)
    return _foreign_money(row, i)


def _foreign_money(row: Sequence[Piece], i: int) -> Counted | None:
    """ "7,199 Norvian dollars": a currency behind an adjective; whose currency it is stays in the unit."""
    if i + 1 >= len(row) or not row[i].text[:1].isupper() or not row[i].word:
        return None
    currency = rules().money.get((singular(at(row, i + 1)),))
    if currency is None:
        return None
    home = at(row, i) in (
        "us",
        "american",
        "british",
        "chinese",
        "japanese",
        "russian",
        "ukrainian",
        "indian",
        "turkish",
    )
    unit = currency if home else f"{row[i].text} {singular(at(row, i + 1))}"
    return Counted("money", i, i + 2, i + 2, QuantityKind.MEASURE, unit)


def _magnitude(row: Sequence[Piece], n: Numeral) -> bool:
    """ "A magnitude 6.4 earthquake", "of magnitude 6.4"."""
    before = n.first - 1 - (at(row, n.first - 1) in HYPHENS)
    return n.digits and at(row, before) == "magnitude" and n.written < 12


def _sign(row: Sequence[Piece], n: Numeral) -> str | None:
    hit = sign_before(row, n.first) if n.digits else None
    if hit is None and n.digits and at(row, n.last) in rules().signs and not _money_ahead(row, n.last):
        return rules().signs[at(row, n.last)]
    return None if hit is None else hit[0]


def _money_ahead(row: Sequence[Piece], i: int) -> bool:
    """Whether the sign of money at piece ``i`` belongs to a number after it: "40 $5 notes"."""
    return i + 1 < len(row) and row[i + 1].digits


def _is_unit(row: Sequence[Piece], i: int, size: int, *, joined: bool) -> bool:
    """A one-letter or ambiguous unit must touch its number; "second" must be plural or hyphened to be time."""
    word = at(row, i)
    if size == 1 and len(word) == 1:
        return joined or at(row, i + 1) in ("", ".", ",", "(")
    return joined or word not in ("second", "foot", "pound")


def _unit(row: Sequence[Piece], form: tuple[str, ...], first: int, last: int, *, joined: bool) -> Counted:
    unit, dimension = rules().units[form]
    item, end = dimension, last
    if at(row, last) == "of" and dimension in ("mass", "volume"):
        of = last + 1 + (at(row, last + 1) in ("a", "an", "the"))
        head = head_noun(row, of, one=False)
        if head is not None:
            item, end = head.item, head.end
        elif of < len(row) and row[of].word and at(row, of) not in rules().stop:
            item, end = at(row, of), of + 1
    return Counted(item, first, last, end, QuantityKind.MEASURE, unit, designation=joined)


def _share(row: Sequence[Piece], n: Numeral, last: int) -> Counted | None:
    item, first, end = "share", max(n.first, last - 1), last
    if at(row, last) == "of":
        head = head_noun(row, last + 1, one=False)
        if head is not None:
            item, first, end = head.item, head.first, head.last
    return Counted(item, first, max(end, first + 1), end, QuantityKind.SHARE, "%")


def head_noun(row: Sequence[Piece], i: int, *, one: bool) -> Counted | None:
    """The counted noun of the phrase starting at piece ``i``: the known noun, else the first plural.

    Words like "more" and "of the" are passed over. ``one``: a singular noun will do.
    """
    start = i
    while at(row, i) in _OPEN and i - start < 5:
        i += 1
    run = i
    while run < len(row) and run - i < _REACH:
        word = row[run]
        if word.text in HYPHENS and glued(row, run) and glued(row, run + 1):
            run += 1
            continue
        if not word.word or (word.lower in rules().stop and word.lower not in rules().fate.state):
            break
        run += 1
    best: Counted | None = None
    fate: str | None = None
    for j in range(i, run):
        state = rules().fate.state.get(row[j].lower)
        if state is not None:
            if best is not None:
                break
            fate = state
            continue
        hit = family(row, j, one=one)
        if hit is not None:
            best = _found(hit[0], hit[1], j + 1, fate)
        elif best is not None:
            break
    if best is not None:
        return best
    if fate is not None:
        k = next(j for j in range(i, run) if row[j].lower in rules().fate.state)
        return Counted(fate, k, k + 1, k + 1)
    return _unknown(row, i, run, one=one)


def _found(item: str, first: int, last: int, fate: str | None) -> Counted:
    if fate is not None and item in rules().people:
        return Counted(fate, first, last, last, scope=() if item in ("person", "victim") else (item,))
    return Counted(item, first, last, last)


def _unknown(row: Sequence[Piece], i: int, run: int, *, one: bool) -> Counted | None:
    """A noun of no family: the first plural of the phrase. A singular is never guessed at."""
    if one:
        return None
    for j in range(i, run):
        word = row[j].lower
        base = singular(word)
        if base != word and len(base) > 2 and not word.endswith(("'s", "’s")):
            return Counted(base, j, j + 1, j + 1)
    return None


def fate_after(row: Sequence[Piece], i: int) -> tuple[str, int] | None:
    """What befell the counted whose noun ends before piece ``i``: "were killed", "died", "dead"; and where it ends."""
    fate, barrier = rules().fate, rules().barrier
    aux = False
    j = i
    while j < len(row) and j - i < _FATE_REACH:
        word = row[j].lower
        if word == ",":
            skip = _aside(row, j)
            if skip is None:
                return None
            j = skip
            continue
        if word in _HELD and (aux or j == i) and (at(row, j + 1) in fate.state or at(row, j + 1) in fate.done):
            aux, j = True, j + 1
            continue
        if word in barrier or (not row[j].word and not row[j].digits and word not in HYPHENS):
            return None
        if row[j].digits and at(row, j - 1) not in ("and", "or"):
            return None
        told = phrase_after(row, j, fate.phrase)
        if told is None and (at(row, j - 1) in AUXILIARIES | _ABED or (j == i and at(row, i - 2) == "of")):
            told = phrase_after(row, j, fate.place)
        if told is not None:
            return told
        if word in fate.alone:
            return fate.alone[word], j + 1
        if word in fate.done and (aux or _passive(row, j)):
            return _both(row, j, fate.done[word])
        if word in fate.state and word not in fate.done and (aux or j == i):
            return _both(row, j, fate.state[word])
        aux = aux or word in AUXILIARIES
        j += 1
    return None


def _passive(row: Sequence[Piece], j: int) -> bool:
    """Whether a bare participle has no object after it: "40 people killed in", not "40 men killed a guard"."""
    following = at(row, j + 1)
    return following not in _OBJECTS and not (j + 1 < len(row) and (row[j + 1].digits or row[j + 1].text[:1].isupper()))


def _aside(row: Sequence[Piece], comma: int) -> int | None:
    """The piece after an aside ", most of them women," or None when the comma ends the clause."""
    if at(row, comma + 1) not in _MOST:
        return None
    for j in range(comma + 2, min(comma + 12, len(row))):
        if row[j].lower == ",":
            return j + 1
    return None


def _both(row: Sequence[Piece], j: int, fate: str) -> tuple[str, int]:
    """ "killed or injured" is neither: casualties."""
    if at(row, j + 1) in ("and", "or"):
        other = rules().fate.done.get(at(row, j + 2)) or rules().fate.state.get(at(row, j + 2))
        if other is not None and other != fate:
            return ("casualty" if {fate, other} <= {"dead", "injured"} else f"{fate} or {other}"), j + 3
    return fate, j + 1


def fate_before(row: Sequence[Piece], i: int) -> str | None:
    """What the verb or noun right before the quantity does to the counted: "killed 47", "the death of three"."""
    fate = rules().fate
    j = i - 1
    while at(row, j) in ("the", "reportedly", "another", "also", "all", "him", "itself"):
        j -= 1
    word = at(row, j)
    if word == "of" and at(row, j - 1) in fate.deed:
        return fate.deed[at(row, j - 1)]
    if word == "of" and at(row, j - 1) == "lives" and at(row, j - 2) in _TAKING | {"the"}:
        return "dead"
    hit = fate.doing.get(word) or fate.done.get(word)
    if hit is None or at(row, j - 1) in _PASSIVES:
        return None
    if at(row, j - 1) in ("and", "or"):
        other = fate.doing.get(at(row, j - 2)) or fate.done.get(at(row, j - 2))
        if other is not None and other != hit:
            return "casualty" if {hit, other} <= {"dead", "injured"} else f"{other} or {hit}"
    return hit


def taken_lives(row: Sequence[Piece], start: int, head: Counted) -> bool:
    """ "claimed 47 lives", "the loss of 47 lives"; lives saved are another matter."""
    if row[head.last - 1].lower != "lives":
        return False
    if at(row, head.last) == "lost":
        return True
    before = at(row, start - 2) if at(row, start - 1) == "of" else at(row, start - 1)
    return before in _TAKING


def subject_before(row: Sequence[Piece], i: int) -> Counted | None:
    """The subject a bare number completes: "the death toll rose to 47", "the number of drones reached 40".

    A long modifier may lie between ("the number of people killed in the fire at a mill in Orvo has risen to 23").
    """
    if at(row, i - 1) not in rules().link and at(row, i - 1) != ":":
        return None
    for j in range(i - 1, max(-1, i - _TOLL_REACH), -1):
        word = row[j].lower
        if word in (";", ".", "!", "?") or word in _APART:
            return None
        if word in ("toll", "tolls", "tally"):
            kind = at(row, j - 1)
            item = rules().fate.state.get(kind) or rules().fate.deed.get(kind)
            item = item or ("casualty" if kind == "casualty" else "dead")
            return Counted(item, j, j + 1, j + 1)
        if word in ("number", "total", "count"):
            subject = _number_of(row, j, i)
            if subject is not None:
                return subject
        near = i - j < _NEAR
        if word in rules().fate.state and at(row, j - 1) == "the" and at(row, j + 1) in ("at", "to", "is", "was"):
            return Counted(rules().fate.state[word], j, j + 1, j + 1) if near else None
        hit = family(row, j, one=False) if near else None
        if hit is not None and hit[0] in ("dead", "injured", "casualty", "case", "displaced", "detained"):
            return Counted(hit[0], hit[1], j + 1, j + 1)
    return None


def _number_of(row: Sequence[Piece], j: int, i: int) -> Counted | None:
    """What the noun "number" at piece ``j`` is a number of: "of people killed", "of houses", "killed"."""
    state = rules().fate.state.get(at(row, j + 1)) or rules().fate.done.get(at(row, j + 1))
    if state is not None:
        return Counted(state, j + 1, j + 2, j + 2)
    if at(row, j + 1) != "of":
        return None
    head = head_noun(row, j + 2, one=False)
    if head is None or head.end > i:
        return None
    verb = fate_after(row, head.end) if head.item in rules().people else None
    return head if verb is None else Counted(verb[0], head.first, head.last, head.end)
