"""Blocks and clusters: connected components of scored pairs, and average link with cannot-links inside them.

A cluster is a function of its block's statements alone (methods.md D5); ties are broken by the smallest id.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

CAP = 200  # statements of one block; above it the weakest pairs are cut (methods.md §6.4)
SAME = 0.5  # mean probability from which two clusters are one


Edge = tuple[str, str, float]
"""Two statements and the probability that they belong together."""


def components(ids: Iterable[str], edges: Sequence[Edge]) -> tuple[tuple[str, ...], ...]:
    """Connected components of the edges, each sorted, in order of their first id; none larger than `CAP`.

    A component above the cap falls into the parts that hang together at higher probabilities: edges are taken from
    the surest down, and once a join would pass the cap the parts on both sides stay as they are. Statements that tie
    at probability 1 stay together whatever their number. O(n + e log e).
    """
    order = sorted(set(ids))
    held = set(order)
    known = [e for e in edges if e[0] in held and e[1] in held]
    parts = _Parts(order)
    for probability, level in groupby(sorted(known, key=lambda e: -e[2]), key=lambda e: e[2]):
        parts.join([(a, b) for a, b, _ in level], bounded=probability < 1.0)
    return tuple(sorted(parts.final()))


class _Parts:
    """Disjoint sets that stop growing above the cap. A root's parts are fixed once it is in ``full``."""

    def __init__(self, order: Sequence[str]) -> None:
        self._root = {i: i for i in order}
        self._members = {i: [i] for i in order}
        self._full: set[str] = set()
        self._fixed: list[tuple[str, ...]] = []

    def _find(self, x: str) -> str:
        while self._root[x] != x:
            self._root[x] = self._root[self._root[x]]
            x = self._root[x]
        return x

    def join(self, pairs: Sequence[tuple[str, str]], *, bounded: bool) -> None:
        """Join all pairs of one probability; groups of parts that would pass the cap are fixed as they are."""
        links: dict[str, set[str]] = defaultdict(set)
        for a, b in pairs:
            one, other = self._find(a), self._find(b)
            if one != other:
                links[one].add(other)
                links[other].add(one)
        for group in _groups(links):
            size = sum(len(self._members[r]) for r in group)
            if bounded and (size > CAP or self._full.intersection(group)):
                self._fix(group)
            first = min(group)
            for r in group:
                if r != first:
                    self._root[r] = first
                    self._members[first] += self._members.pop(r)

    def _fix(self, group: Sequence[str]) -> None:
        self._fixed += [tuple(sorted(self._members[r])) for r in group if r not in self._full]
        self._full.difference_update(group)
        self._full.add(min(group))

    def final(self) -> list[tuple[str, ...]]:
        """All parts, each sorted."""
        return self._fixed + [tuple(sorted(m)) for r, m in self._members.items() if r not in self._full]


def _groups(links: dict[str, set[str]]) -> list[list[str]]:
    """Connected groups of an adjacency, each sorted."""
    found = []
    seen: set[str] = set()
    for start in sorted(links):
        if start in seen:
            continue
        group, frontier = {start}, [start]
        while frontier:
            new = links[frontier.pop()] - group
            group |= new
            frontier += new
        seen |= group
        found.append(sorted(group))
    return found


def average_link(
    ids: Sequence[str],
    probability: Callable[[str, str], float],
    forbidden: Callable[[str, str], bool],
    threshold: float = SAME,
) -> tuple[tuple[str, ...], ...]:
    """Clusters of ``ids``: the two with the highest mean probability are joined while it reaches ``threshold``.

    Two clusters with a forbidden pair across them are never joined. O(n² log n).
    """
    order = sorted(ids)
    members: dict[int, list[str]] = {i: [x] for i, x in enumerate(order)}
    total: dict[tuple[int, int], float] = {}
    heap: list[tuple[float, str, str, int, int]] = []
    for i, x in enumerate(order):
        for j in range(i + 1, len(order)):
            if forbidden(x, order[j]):
                continue
            p = probability(x, order[j])
            total[i, j] = p
            if p >= threshold:
                heap.append((-p, x, order[j], i, j))
    heapq.heapify(heap)
    fresh = len(order)
    while heap:
        _, _, _, i, j = heapq.heappop(heap)
        if i not in members or j not in members:
            continue
        joined = sorted(members.pop(i) + members.pop(j))
        for k, others in sorted(members.items()):
            left, right = total.get((min(i, k), max(i, k))), total.get((min(j, k), max(j, k)))
            if left is None or right is None:
                continue
            total[k, fresh] = left + right
            mean = (left + right) / (len(joined) * len(others))
            if mean >= threshold:
                first, second = sorted((joined[0], others[0]))
                heapq.heappush(heap, (-round(mean, 9), first, second, k, fresh))
        members[fresh] = joined
        fresh += 1
    return tuple(sorted(tuple(m) for m in members.values()))
