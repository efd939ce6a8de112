"""Which of two numbers is the earlier value: "rose from 28 to 47", "212, down from 340", "an earlier figure of 340"."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.understand.quantities.idle import at
from rashomon.understand.quantities.numbers import Piece
from rashomon.understand.quantities.rules import rules

_CHANGE_REACH = (
    24  # pieces from "from" back to the verb of change: "corrected the number of people injured in ... from"
)
_NOW_REACH = 8  # pieces from the earlier number to the "to" before or after it
_ASIDE = frozenset(("a", "an", "the", "of", "at"))
_NEW = frozenset(("to", "at", "now", "is", "stands", "reached"))
_APART = frozenset((";", ".", "!", "?", "that", "who", "which"))


def changed(row: Sequence[Piece], i: int) -> bool:
    """Whether a word of change ("rose", "corrected") stands before piece ``i`` in its clause."""
    for j in range(i - 1, max(-1, i - _CHANGE_REACH), -1):
        if row[j].lower in _APART:
            return False
        if row[j].lower in rules().change:
            return True
    return False


def is_earlier(row: Sequence[Piece], start: int, end: int) -> bool:
    """Whether the number from piece ``start``, its words or its noun ending before ``end``, is given as past."""
    words = rules().earlier
    j, marked, figure = start - 1, False, False
    while start - j <= 6 and (at(row, j) in _ASIDE or at(row, j) in words["before"] or at(row, j) in words["figures"]):
        marked = marked or at(row, j) in words["before"]
        figure = figure or at(row, j) in words["figures"]
        j -= 1
    if marked and (figure or at(row, j) in ("from", "than") or at(row, j + 1) in ("a", "an")):
        return True
    if at(row, j) == "from":
        return _from(row, j, end)
    if at(row, j) in ("with", "to") and at(row, j - 1) == "compared":
        return True
    return _told_before(row, end)


def _from(row: Sequence[Piece], j: int, end: int) -> bool:
    """ "up from 12", "rose sharply from 12", "revised ... from 340 to 212", "rose to 23 from 12"; ``j``: at "from"."""
    verb = j - 1
    while at(row, verb).endswith("ly"):
        verb -= 1
    if at(row, verb) in rules().change:
        return True
    if not changed(row, j):
        return False
    after = any(at(row, k) == "to" and _number(row, k + 1) for k in range(end, end + _NOW_REACH))
    return after or any(at(row, k) in _NEW and _number(row, k + 1) for k in range(j - _NOW_REACH, j))


def _number(row: Sequence[Piece], i: int) -> bool:
    """Whether a number starts within the bound words at piece ``i``: "to at least 23"."""
    near = row[max(0, i) : i + 4]
    return any(p.digits or p.lower in rules().number_words or p.lower in rules().signs for p in near)


def _told_before(row: Sequence[Piece], end: int) -> bool:
    """ "340 as first reported", "the 340 previously announced", "340 reported earlier"."""
    words = rules().earlier
    i = end
    while at(row, i) in ("as", "that", "who", "were", "was", "had", "been"):
        i += 1
    pair = (at(row, i), at(row, i + 1))
    if at(row, i + 2) == "that":
        return False  # "340 people reported earlier that"
    return (pair[0] in words["after"] and pair[1] in words["told"]) or (
        pair[0] in words["told"] and pair[1] in words["after"]
    )
