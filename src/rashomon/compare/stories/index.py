"""Which reports are compared at all: those that meet under at least two keys, at a cost that stays flat.

The rule is that of the ledger's capped buckets (methods.md, D4), in memory: two items meet in a key's bucket if at
least one of them is among its `CAP` smallest. Items are digests of words, so the smallest are a fair draw that neither
the order of arrival nor the names of reports can change.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

CAP = 24  # smallest items of a bucket, which meet all others in it
NEEDED = 2  # keys under which two items must meet


class Meetings:
    """Items posted under keys, and who meets whom. Order of posting changes nothing."""

    def __init__(self) -> None:
        self._buckets: dict[str, list[str]] = defaultdict(list)
        self._keys: dict[str, frozenset[str]] = {}
        self._met: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, item: str, keys: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Post an item that is not posted; gives the pairs (a < b) that meet now, or meet no longer."""
        self._keys[item] = frozenset(keys)
        changed: set[tuple[str, str]] = set()
        for key in self._keys[item]:
            bucket = self._buckets[key]
            place = bisect_left(bucket, item)
            if place < CAP:
                self._count(item, bucket, 1, changed)
                if len(bucket) >= CAP:
                    self._count(bucket[CAP - 1], bucket[CAP:], -1, changed)
            else:
                self._count(item, bucket[:CAP], 1, changed)
            insort(bucket, item)
        return frozenset(changed)

    def withdraw(self, item: str) -> frozenset[tuple[str, str]]:
        """Take an item out; gives pairs as `add` does."""
        changed: set[tuple[str, str]] = set()
        for key in self._keys.pop(item):
            bucket = self._buckets[key]
            place = bisect_left(bucket, item)
            del bucket[place]
            if place < CAP:
                self._count(item, bucket, -1, changed)
                if len(bucket) >= CAP:
                    self._count(bucket[CAP - 1], bucket[CAP:], 1, changed)
            else:
                self._count(item, bucket[:CAP], -1, changed)
            if not bucket:
                del self._buckets[key]
        return frozenset(changed)

    def meet(self, a: str, b: str) -> bool:
        """Whether two items meet under enough keys."""
        return self._met[a][b] >= NEEDED

    def pairs(self) -> Iterator[tuple[str, str]]:
        """All pairs (a < b) that meet, in order."""
        for a in sorted(self._met):
            yield from ((a, b) for b, n in sorted(self._met[a].items()) if a < b and n >= NEEDED)

    def _count(self, item: str, others: Iterable[str], by: int, changed: set[tuple[str, str]]) -> None:
        mine = self._met[item]
        for other in others:
            before = mine[other]
            mine[other] = self._met[other][item] = before + by
            if (before >= NEEDED) != (before + by >= NEEDED):
                changed.add((item, other) if item < other else (other, item))
