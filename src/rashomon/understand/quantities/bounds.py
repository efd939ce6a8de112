"""Bound words and the interval they make of a number (methods.md 2.4)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from rashomon.records import Bound
from rashomon.understand.quantities.numbers import Piece
from rashomon.understand.quantities.rules import Phrases, rules

ABOUT = 0.1  # "about 12,000" is [10800, 13200] (methods.md 2.4); at least one unit either way, so "about 5" is [4, 6]
_PASSING = frozenset(("passed", "pass", "passes", "passing", "past", "crossed", "crosses", "crossing"))
_MARKS = frozenset(("mark", "barrier", "threshold", "milestone"))
_BETWEEN = 3  # words allowed between bound and number: "at least another 40", "up to a total of 40"


class Interval(NamedTuple):
    """The ends of a quantity; None is unbounded; an open end is excluded."""

    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False


def phrase_before(row: Sequence[Piece], i: int, phrases: Phrases) -> tuple[str, int] | None:
    """The longest phrase ending right before piece ``i``: its meaning and the piece where it starts."""
    if i < 1:
        return None
    for words, meaning in phrases.get(row[i - 1].lower, ()):
        first = i - len(words)
        if first >= 0 and tuple(p.lower for p in row[first:i]) == words:
            return meaning, first
    return None


def phrase_after(row: Sequence[Piece], i: int, phrases: Phrases) -> tuple[str, int] | None:
    """The longest phrase starting at piece ``i``: its meaning and the piece after it."""
    if i >= len(row):
        return None
    for words, meaning in phrases.get(row[i].lower, ()):
        last = i + len(words)
        if tuple(p.lower for p in row[i:last]) == words:
            return meaning, last
    return None


def at_a_mark(row: Sequence[Piece], start: int, end: int) -> bool:
    """Whether a number is told as a mark: "passed the 500 mark"."""
    return start > 0 and end < len(row) and row[start - 1].lower == "the" and row[end].lower in _MARKS


def passed(row: Sequence[Piece], start: int, end: int) -> bool:
    """Whether a rising count went past the number: "the toll had passed 2,000", "climbed past 400", "crossed the 500
    mark". Only of a subject that is a count; parliaments pass laws."""
    i = start - at_a_mark(row, start, end) - 1
    return i >= 0 and row[i].lower in _PASSING


def sign_before(row: Sequence[Piece], i: int) -> tuple[str, int] | None:
    """The sign of money right before piece ``i`` ("$", "US$", "Rs", "HK$"): its currency and the piece it starts at."""
    if i < 1 or row[i - 1].lower not in rules().sign_ends:
        return None
    for words, meaning in rules().sign_phrases[row[i - 1].lower]:
        first = i - len(words)
        if first < 0 or tuple(p.lower for p in row[first:i]) != words:
            continue
        apart = any(row[j].end != row[j + 1].start for j in range(first, i - 1))
        lower = any(p.word and not p.text[0].isupper() for p in row[first:i])
        if lower or (apart and len(words[0]) < 2) or (words in (("ps",), ("r",)) and not _separated(row, i)):
            continue
        return meaning, first
    return None


def _separated(row: Sequence[Piece], i: int) -> bool:
    """Whether the number at piece ``i`` touches what is before it and holds a separator: "PS8.1bn", not "PS5"."""
    return i < len(row) and row[i - 1].end == row[i].start and not row[i].text.isalnum()


def bound_before(row: Sequence[Piece], i: int) -> tuple[Bound | None, int]:
    """The bound word before the number starting at piece ``i``, and where the quantity's words then start.

    A direction outweighs "about" beside it: "at least some 40" is at least 40.
    """
    found: list[tuple[Bound, int]] = []
    at, skipped = i, 0
    if i > 1 and row[i - 1].text == "-" and row[i - 2].lower == "sub" and row[i - 1].end == row[i].start:
        return Bound.LESS_THAN, i - 2
    while at > 0 and skipped <= _BETWEEN:
        hit = phrase_before(row, at, rules().before)
        if hit is not None:
            found.append((Bound(hit[0]), hit[1]))
            at = hit[1]
        elif row[at - 1].lower in rules().between:
            at -= 1
            skipped += 1
        else:
            break
    if not found:
        return None, i
    firm = [b for b, _ in found if b is not Bound.ABOUT]
    bound = firm[-1] if firm else Bound.ABOUT
    if bound is Bound.NEARLY and firm[0] in (Bound.AT_MOST, Bound.LESS_THAN):
        bound = firm[0]
    return bound, found[-1][1]


def rounding(number: float) -> float:
    """The rounding unit of a number as written: the smaller of its trailing-zero unit and its second digit's unit."""
    if number <= 0 or number != int(number):
        return 0.0
    whole, trailing = int(number), 1
    while whole % (trailing * 10) == 0:
        trailing *= 10
    second = 10 ** max(0, len(str(whole)) - 2)
    return float(min(trailing, second))


def slack(number: float) -> float:
    """How far "about" reaches on either side."""
    wide = ABOUT * abs(number)
    return max(wide, 1.0) if number >= 2 and number == int(number) else wide


def interval(number: float, bound: Bound, *, rounded: bool) -> Interval:
    """The interval of one number under a bound word; ``rounded``: a round number stands for its neighbourhood."""
    if bound is Bound.AT_LEAST:
        return Interval(number, None)
    if bound is Bound.MORE_THAN:
        return Interval(number, None, low_open=True)
    if bound is Bound.AT_MOST:
        return Interval(0.0 if number >= 0 else None, number)
    if bound is Bound.LESS_THAN:
        return Interval(0.0, number, high_open=True) if number > 0 else Interval(None, number, high_open=True)
    if bound is Bound.ABOUT:
        return Interval(_tidy(number - slack(number)), _tidy(number + slack(number)))
    if bound is Bound.NEARLY and number > 0:
        return Interval(_tidy(number * (1 - ABOUT)), number, high_open=True)
    unit = rounding(number) if rounded else 0.0
    if unit <= 1.0:
        return Interval(number, number)
    return Interval(number - unit / 2, number + unit / 2, high_open=True)


def between(low: float, high: float, bound: Bound | None) -> Interval:
    """The interval of a range "20 to 30" under an optional bound word."""
    if bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return Interval(low, None, low_open=bound is Bound.MORE_THAN)
    if bound in (Bound.AT_MOST, Bound.LESS_THAN):
        return Interval(0.0, high, high_open=bound is Bound.LESS_THAN)
    if bound is Bound.ABOUT:
        return Interval(_tidy(low - slack(low)), _tidy(high + slack(high)))
    if bound is Bound.NEARLY:
        return Interval(_tidy(low * (1 - ABOUT)), high)
    return Interval(low, high)


def _tidy(number: float) -> float:
    """Without the dust of binary arithmetic: ten significant digits."""
    return float(f"{number:.10g}") if math.isfinite(number) else number
