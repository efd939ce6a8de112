"""Anchored alignment of two runs of words: shared 5-grams, the heaviest chain of them in order, then what moved.

Near-linear in the words of both texts; difflib needs 36-121 ms for a pair of reports (methods.md 6.1).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SEED = 5  # words of an anchor
REPEATS = 8  # places of one gram in the second text beyond which it anchors nothing: keeps repetitive text linear
MOVED = 8  # words a passage out of order must have to count
GAP = 16  # words between two anchors up to which single words are matched


@dataclass(frozen=True, slots=True)
class Run:
    """``count`` equal words from place ``a`` in the first text and ``b`` in the second."""

    a: int
    b: int
    count: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Shared runs in order of the first text; ``matched`` words in all, ``ordered`` of them in one order in both."""

    runs: tuple[Run, ...]
    matched: int
    ordered: int


def _maximal(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Longest equal stretches grown from shared grams, in order of ``a`` and then ``b``."""
    places: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(b) - SEED + 1):
        places.setdefault(tuple(b[j : j + SEED]), []).append(j)
    open_at: dict[int, list[int]] = {}  # diagonal -> [start in a, end in a] of its latest stretch
    found: list[Run] = []
    for i in range(len(a) - SEED + 1):
        hits = places.get(tuple(a[i : i + SEED]), ())
        if len(hits) > REPEATS:
            continue
        for j in hits:
            stretch = open_at.get(j - i)
            if stretch is not None and stretch[1] >= i:
                stretch[1] = i + 1
            else:
                if stretch is not None:
                    found.append(_grown(stretch, j - i))
                open_at[j - i] = [i, i + 1]
    found.extend(_grown(stretch, diagonal) for diagonal, stretch in open_at.items())
    return sorted(found, key=lambda r: (r.a, r.b))


def _grown(stretch: list[int], diagonal: int) -> Run:
    return Run(stretch[0], stretch[0] + diagonal, stretch[1] - stretch[0] + SEED - 1)


def _chain(runs: Sequence[Run]) -> list[Run]:
    """The heaviest sequence of runs that rises in both texts; overlaps are trimmed from the later run."""
    starts = sorted({r.b for r in runs})
    tree: list[tuple[int, int]] = [(0, -1)] * (len(starts) + 1)  # prefix maxima of (weight, index of last run)
    before = [-1] * len(runs)
    best = (0, -1)
    at = 0
    while at < len(runs):
        last = at
        while last < len(runs) and runs[last].a == runs[at].a:
            last += 1
        fresh = []
        for k in range(at, last):  # runs that begin at one place of `a` cannot follow each other
            slot, top = bisect_left(starts, runs[k].b), (0, -1)
            while slot > 0:
                top, slot = max(top, tree[slot]), slot - (slot & -slot)
            before[k] = top[1]
            fresh.append((top[0] + runs[k].count, k))
        for weight, k in fresh:
            best = max(best, (weight, k))
            slot = bisect_left(starts, runs[k].b) + 1
            while slot < len(tree):
                tree[slot] = max(tree[slot], (weight, k))
                slot += slot & -slot
        at = last
    chained: list[Run] = []
    k = best[1]
    while k >= 0:
        chained.append(runs[k])
        k = before[k]
    return _trimmed(chained[::-1])


def _trimmed(chained: Sequence[Run]) -> list[Run]:
    kept: list[Run] = []
    for run in chained:
        over = max(0, kept[-1].a + kept[-1].count - run.a, kept[-1].b + kept[-1].count - run.b) if kept else 0
        if run.count > over:
            kept.append(Run(run.a + over, run.b + over, run.count - over))
    return kept


def _moved(runs: Sequence[Run], chained: Sequence[Run], lengths: tuple[int, int]) -> list[Run]:
    """Long runs outside the chain, longest first, where neither side is taken yet: passages put in another order."""
    used = bytearray(lengths[0]), bytearray(lengths[1])
    for run in chained:
        used[0][run.a : run.a + run.count] = b"\1" * run.count
        used[1][run.b : run.b + run.count] = b"\1" * run.count
    extra: list[Run] = []
    for run in sorted(runs, key=lambda r: (-r.count, r.a, r.b)):
        if run.count < MOVED:
            break
        free = b"\0" * run.count
        if used[0][run.a : run.a + run.count] == free and used[1][run.b : run.b + run.count] == free:
            extra.append(run)
            used[0][run.a : run.a + run.count] = b"\1" * run.count
            used[1][run.b : run.b + run.count] = b"\1" * run.count
    return extra


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """Length of the longest common subsequence of two short stretches."""
    row = [0] * (len(b) + 1)
    for word in a:
        corner = 0
        for j, other in enumerate(b, 1):
            corner, row[j] = row[j], corner + 1 if word == other else max(row[j], row[j - 1])
    return row[-1]


def _between(a: Sequence[str], b: Sequence[str], chained: Sequence[Run]) -> int:
    """Words matched one by one in short gaps between neighbouring runs: single words changed in a copy."""
    total = 0
    for left, right in pairwise(chained):
        one = a[left.a + left.count : right.a]
        two = b[left.b + left.count : right.b]
        if 0 < len(one) <= GAP and 0 < len(two) <= GAP:
            total += _common(one, two)
    return total


def align(a: Sequence[str], b: Sequence[str]) -> Alignment:
    """Align two sequences of words. No word is matched twice: ``matched`` / length is the coverage of a text."""
    if a == b and a:
        return Alignment((Run(0, 0, len(a)),), len(a), len(a))
    runs = _maximal(a, b)
    if not runs:
        return Alignment((), 0, 0)
    chained = _chain(runs)
    moved = _moved(runs, chained, (len(a), len(b)))
    ordered = sum(r.count for r in chained) + (_between(a, b, chained) if not moved else 0)
    kept = sorted([*chained, *moved], key=lambda r: (r.a, r.b))
    return Alignment(tuple(kept), ordered + sum(r.count for r in moved), ordered)
