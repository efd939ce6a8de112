"""Capped buckets: which items share keys, at a cost that stays flat however full a bucket is.

An item is posted under keys; the items under one key are a bucket. Two items *meet* in a bucket if at least one of
them is among its `CAP` smallest. Items are digests, so "smallest" is a fair draw that no order of arrival can change
(methods.md, D4), and a new item meets at most `CAP` others or, once in about n/`CAP` times, all n: about 3 `CAP` pairs
per posting on average (reference: bottom-k buckets).

A key may come with a time, ``(days, key)``: buckets of one time lie side by side in the database, so that posting what
is new touches few of its pages, however much is held.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

from rashomon.ledger.part import Part
from rashomon.ledger.store import ASKED, one, rows_in

CAP = 16
TIMES = 1 << 15  # times told apart in the number of a bucket

Pairs = frozenset[tuple[str, str]]
Key = str | tuple[int, str]

_MARKS = ",".join(["(?)"] * ASKED)
_FIRSTS = (
    f"WITH wanted (key) AS (VALUES {_MARKS}) SELECT DISTINCT p.key, p.item FROM wanted w "  # noqa: S608
    "JOIN posting p ON p.key = w.key AND p.item IN "
    "(SELECT q.item FROM posting q WHERE q.key = w.key ORDER BY q.item LIMIT ?) ORDER BY 1, 2"
)


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of posting an item: the items it meets in the buckets it is new in, and in how many of them; and pairs
    of others that meet in fewer buckets now.
    """

    met: dict[str, int]
    parted: Pairs


class Buckets(Part):
    """Posting items under keys, and counting the buckets two items meet in."""

    def post(self, space: str, item: str, keys: Iterable[Key]) -> Pairs:
        """Post an item under keys, besides those it is posted under already.

        Gives all pairs (a < b) that may now meet in more or fewer buckets of this space than before.
        """
        found = self.enter(space, item, keys)
        return found.parted | {_pair(item, other) for other in found.met}

    def enter(self, space: str, item: str, keys: Iterable[Key]) -> Entered:
        """Post an item as `post` does; tells beside it how often it meets each other item."""
        with self.writing():
            held = self._posted(space, (item,)).get(item, ())
            new = sorted({_bucket(space, key) for key in keys}.difference(held))
            if not new:
                return Entered({}, frozenset())
            met, parted = Counter[str](), set[tuple[str, str]]()
            firsts = self._firsts(new)
            for bucket in new:
                self._enter(bucket, firsts.get(bucket, []), item, met, parted)
            self._store.run_many("INSERT INTO posting (key, item) VALUES (?, ?)", [(key, item) for key in new])
            self._store.run(
                "INSERT INTO posted (space, item, keys) VALUES (?, ?, ?) "
                "ON CONFLICT (space, item) DO UPDATE SET keys = excluded.keys",
                (space, item, _packed((*held, *new))),
            )
            return Entered(met, frozenset(parted))

    def withdraw(self, space: str, item: str) -> Pairs:
        """Take an item out of all its buckets. Gives pairs as `post` does."""
        with self.writing():
            held = self._posted(space, (item,)).get(item, ())
            changed: set[tuple[str, str]] = set()
            for bucket in held:
                self._leave(bucket, item, changed)
            self._store.run_many("DELETE FROM posting WHERE key = ? AND item = ?", [(key, item) for key in held])
            self._store.run("DELETE FROM posted WHERE space = ? AND item = ?", (space, item))
            return frozenset(changed)

    def met(self, space: str, item: str) -> dict[str, int]:
        """The items that meet this one in the space, and in how many buckets."""
        found: dict[str, int] = {}
        for bucket in sorted(self._posted(space, (item,)).get(item, frozenset())):
            first = self._first(bucket)
            chosen = len(first) <= CAP or item <= first[CAP - 1]
            for other in self._all(bucket) if chosen else first[:CAP]:
                if other != item:
                    found[other] = found.get(other, 0) + 1
        return found

    def shared(self, space: str, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """For each pair, in how many buckets of the space its two items meet."""
        wanted = set(pairs)
        uses = Counter(chain.from_iterable(wanted))
        posted = self._posted(space, uses)
        sets: dict[str, frozenset[int]] = {}
        last: dict[int, str | None] = {}
        found = {}
        for a, b in sorted(wanted):
            often, seldom = (a, b) if uses[a] >= uses[b] else (b, a)  # mostly one new item with many others
            if often not in sets:
                sets[often] = frozenset(posted.get(often, ()))
            count = 0
            for bucket in sets[often].intersection(posted.get(seldom, ())):
                if bucket not in last:
                    last[bucket] = self._last_chosen(bucket)
                chosen = last[bucket]
                count += chosen is None or a <= chosen or b <= chosen
            found[a, b] = count
        return found

    def meet(
        self, weights: Mapping[str, int], item: str, keys: Mapping[str, Iterable[Key]]
    ) -> tuple[Counter[str], set[tuple[str, str]]]:
        """Post an item that is not posted yet under keys of several spaces.

        Gives how much each item it meets weighs (``weights``: of one bucket of each space), and the pairs of others
        that meet less now.
        """
        met, parted = Counter[str](), set[tuple[str, str]]()
        for space, found in keys.items():
            entered = self.enter(space, item, found)
            parted |= entered.parted
            for other, count in entered.met.items():
                met[other] += weights[space] * count
        return met, parted

    def weigh(self, weights: Mapping[str, int], pairs: frozenset[tuple[str, str]]) -> Counter[tuple[str, str]]:
        """How much pairs of items meet in several spaces, a bucket of each with its weight."""
        found = Counter[tuple[str, str]]()
        for space, weight in weights.items() if pairs else ():
            for pair, count in self.shared(space, pairs).items():
                found[pair] += weight * count
        return found

    def _enter(self, bucket: int, first: list[str], item: str, met: Counter[str], parted: set[tuple[str, str]]) -> None:
        """Note what changes when an item joins a bucket it is not in, whose smallest items are ``first``."""
        if len(first) < CAP or item > first[CAP - 1]:
            met.update(first[:CAP])
            return
        evicted = first[CAP - 1]
        for other in self._all(bucket) if len(first) > CAP else first:
            met[other] += 1
            if other > evicted:
                parted.add((evicted, other))

    def _leave(self, bucket: int, item: str, changed: set[tuple[str, str]]) -> None:
        """Note the pairs that change when an item leaves a bucket it is in."""
        first = self._first(bucket)
        if item > first[min(CAP, len(first)) - 1]:
            changed.update(_pair(item, other) for other in first[:CAP])
            return
        promoted = first[CAP] if len(first) > CAP else None
        for other in self._all(bucket) if promoted else first:
            if other != item:
                changed.add(_pair(item, other))
            if promoted and other > promoted:
                changed.add((promoted, other))

    def _first(self, bucket: int) -> list[str]:
        """The smallest items of a bucket: those that meet all others, and the next."""
        rows = self._store.rows("SELECT item FROM posting WHERE key = ? ORDER BY item LIMIT ?", (bucket, CAP + 1))
        return [row[0] for row in rows]

    def _firsts(self, buckets: list[int]) -> dict[int, list[str]]:
        """`_first` of many buckets that hold anything, asked together."""
        found: dict[int, list[str]] = {}
        for start in range(0, len(buckets), ASKED):
            piece = buckets[start : start + ASKED]
            rows = self._store.rows(_FIRSTS, [*piece, *[piece[-1]] * (ASKED - len(piece)), CAP + 1])
            for bucket, item in rows:
                found.setdefault(bucket, []).append(item)
        return found

    def _all(self, bucket: int) -> list[str]:
        return [row[0] for row in self._store.rows("SELECT item FROM posting WHERE key = ? ORDER BY item", (bucket,))]

    def _last_chosen(self, bucket: int) -> str | None:
        """The largest of the items that meet all others; None while the bucket is not full."""
        row = one(
            self._store.rows("SELECT item FROM posting WHERE key = ? ORDER BY item LIMIT 1 OFFSET ?", (bucket, CAP - 1))
        )
        return None if row is None else row[0]

    def _posted(self, space: str, items: Iterable[str]) -> dict[str, tuple[int, ...]]:
        """The buckets each item is in, sorted."""
        rows = rows_in(self._store, "SELECT item, keys FROM posted WHERE space = ? AND item IN (*)", items, (space,))
        return {item: _unpacked(keys) for item, keys in rows}


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _bucket(space: str, key: Key) -> int:
    """64 bits for a key of a space: of ten million keys, two share a bucket with p < 3e-6.

    With a time, 15 of them are the time and 48 the key: of a million keys of one time, two share one with p < 2e-3.
    """
    words = key if isinstance(key, str) else key[1]
    named = blake2b(f"{space}\0{words}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    if isinstance(key, str):
        return int.from_bytes(named, "big", signed=True)
    return key[0] % TIMES << 48 | int.from_bytes(named[:6], "big")


def _packed(keys: Iterable[int]) -> bytes:
    ordered = sorted(keys)
    return struct.pack(f">{len(ordered)}q", *ordered)


def _unpacked(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(packed) // 8}q", packed)
