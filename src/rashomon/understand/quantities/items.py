"""What a number counts: the noun after it, and the fate that befalls the counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.records import QuantityKind
from rashomon.understand.quantities.bounds import phrase_after
from rashomon.understand.quantities.idle import at
from rashomon.understand.quantities.numbers import HYPHENS, Piece, glued
from rashomon.understand.quantities.rules import rules, singular
from rashomon.understand.quantities.wholes import typed, types

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
_EXCEEDING = frozenset(("exceed", "exceeds", "exceeded", "exceeding", "surpassed", "surpasses", "topped", "tops"))
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
        if typed(row, i, run):
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
        if best is None and types(row, j):
            return Counted("".join(p.lower for p in row[i:j]), i, j + 1, j + 1)
        hit = family(row, j, one=one)
        if hit is not None:
            best = _found(hit[0], hit[1], j + 1, fate)
        elif best is not None:
            break
    if best is not None:
        return best
    if fate is not None:
        k = next(j for j in range(i, run) if row[j].lower in rules().fate.state)
        told, end = _both(row, k, fate)
        return Counted(told, k, end, end)
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
        if word in HYPHENS and j > 0 and not glued(row, j):
            skip = _dashed(row, j)
            if skip is not None:
                j = skip
                continue
        held = _held(row, j) if word in _HELD and (aux or j == i) else None
        if held is not None:
            aux, j = True, held
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


def _dashed(row: Sequence[Piece], dash: int) -> int | None:
    """The piece after an aside between dashes " – four of them women – "; None where no dash closes it."""
    j = dash
    while at(row, j + 1) in HYPHENS:  # "--"
        j += 1
    for k in range(j + 1, min(j + _FATE_REACH, len(row))):
        if row[k].lower in HYPHENS and not glued(row, k):
            while at(row, k + 1) in HYPHENS:
                k += 1
            return k + 1
    return None


def _held(row: Sequence[Piece], j: int) -> int | None:
    """The piece at which the fate stands that is only reported or feared: "reported dead", "confirmed to have died"."""
    k = j + 1
    while k - j < 4 and at(row, k) in ("to", "be", "have", "been"):
        k += 1
    fate = rules().fate
    return k if any(at(row, k) in words for words in (fate.state, fate.done, fate.alone if k > j + 1 else ())) else None


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
    if at(row, i - 1) not in rules().link and at(row, i - 1) != ":" and at(row, i) not in _EXCEEDING:
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
