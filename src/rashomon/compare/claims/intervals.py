"""The value algebra (methods.md §2.4): intervals of numbers and of time, their relations, and maximal cliques.

A value is one interval per statement, whatever it is compared with. Two values are compatible when their intervals
meet; that is not transitive, so claims are the maximal cliques on the sorted line. Intervals on a line have Helly's
property: a clique always has a common core.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from rashomon.records import Moment, Precision, Quantity, Relation

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
ZONES = timedelta(hours=14)  # how far a local day may begin before or after that of UTC
_LEAP = 2000  # any leap year: moments without a year are compared on its line


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """An interval of the extended line. An end is ``(value, side)``; side 1 = just above, -1 = just below the value."""

    lo: tuple[float, int]
    hi: tuple[float, int]

    def meets(self, other: Interval) -> bool:
        """Whether the two have a point in common."""
        return max(self.lo, other.lo) <= min(self.hi, other.hi)

    def core(self, other: Interval) -> Interval:
        """The common part of two intervals that meet."""
        return Interval(max(self.lo, other.lo), min(self.hi, other.hi))

    def within(self, other: Interval) -> bool:
        """Whether this one lies wholly in the other."""
        return other.lo <= self.lo and self.hi <= other.hi


def of_quantity(quantity: Quantity) -> Interval:
    """The interval of a quantity."""
    low = -math.inf if quantity.low is None else quantity.low
    high = math.inf if quantity.high is None else quantity.high
    return Interval((low, 1 if quantity.low_open else 0), (high, -1 if quantity.high_open else 0))


def unit_of(written: float) -> float:
    """What a number is rounded to: the smaller of its trailing-zero unit and its second digit's (methods.md §2.4).

    11,300 is in hundreds, 11,000 in thousands, 133 in ones, 40 in ones; what is no whole number is taken as it stands.
    """
    whole = abs(written)
    if whole != int(whole) or whole < 1 or whole > 1e15:
        return 0.0
    digits = str(int(whole))
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10 ** min(zeros, max(len(digits) - 2, 0)))


def of_moment(moment: Moment, *, yearless: bool = False) -> Interval | None:
    """The interval of a moment in days since 1970; None when it is open on both sides.

    ``yearless`` puts every moment on the line of one leap year, so that "in August" meets or misses "late November".
    """
    if yearless:
        return _on_one_year(moment)
    if moment.lo is None and moment.hi is None:
        return None
    low = -math.inf if moment.lo is None else (moment.lo - _EPOCH) / _DAY
    high = math.inf if moment.hi is None else (moment.hi - _EPOCH) / _DAY
    return Interval((low, 0), (high, -1))


def of_happening(moment: Moment, *, yearless: bool = False) -> Interval | None:
    """As `of_moment`; a minute is widened by `ZONES`, as days named stand for the day in a zone that is not known."""
    if moment.precision is Precision.MINUTE and moment.lo is not None and moment.hi is not None:
        moment = replace(moment, lo=moment.lo - ZONES, hi=moment.hi + ZONES)
    return of_moment(moment, yearless=yearless)


def _on_one_year(moment: Moment) -> Interval | None:
    if moment.yearly is not None:
        first, last = (datetime.fromisoformat(f"{_LEAP}-{day}").replace(tzinfo=UTC) for day in moment.yearly)
        if last < first:
            return None  # runs over the turn of the year: no single stretch of one line
        return Interval(((first - _EPOCH) / _DAY, 0), ((last + _DAY - _EPOCH) / _DAY, -1))
    if moment.lo is None or moment.hi is None or moment.lo.year != (moment.hi - timedelta(microseconds=1)).year:
        return None
    start = moment.lo.replace(year=_LEAP)
    return Interval(((start - _EPOCH) / _DAY, 0), ((start + (moment.hi - moment.lo) - _EPOCH) / _DAY, -1))


def moments_disjoint(a: Moment, b: Moment) -> bool:
    """Whether two moments cannot be the same time; unknown ends and years never make them disjoint."""
    yearless = a.yearly is not None or b.yearly is not None
    left, right = of_happening(a, yearless=yearless), of_happening(b, yearless=yearless)
    return left is not None and right is not None and not left.meets(right)


def relation(a: Interval, b: Interval) -> Relation:
    """How ``a`` stands to ``b``: equal, refines (a within b or b within a), overlaps, or disjoint."""
    if a == b:
        return Relation.EQUAL
    if not a.meets(b):
        return Relation.DISJOINT
    return Relation.REFINES if a.within(b) or b.within(a) else Relation.OVERLAPS


@dataclass(frozen=True, slots=True)
class Clique:
    """A maximal set of mutually compatible intervals: positions in the input, ascending, and their common core."""

    core: Interval
    members: tuple[int, ...]


def maximal_cliques(intervals: Sequence[Interval]) -> tuple[Clique, ...]:
    """Maximal cliques of the intervals, in order of their cores; O(n log n + output).

    Sweep of the sorted ends: a maximal clique is complete each time an end follows a start.
    """
    ends = sorted(
        [(iv.lo, 0, i) for i, iv in enumerate(intervals)] + [(iv.hi, 1, i) for i, iv in enumerate(intervals)],
    )
    open_now: set[int] = set()
    found: list[Clique] = []
    grew = False
    for _, is_end, i in ends:
        if not is_end:
            open_now.add(i)
            grew = True
            continue
        if grew:
            members = tuple(sorted(open_now))
            core = Interval(max(intervals[m].lo for m in members), min(intervals[m].hi for m in members))
            found.append(Clique(core, members))
            grew = False
        open_now.discard(i)
    return tuple(found)
