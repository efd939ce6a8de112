"""Blocks and clusters: connected components of scored pairs, and average link with cannot-links inside them.

A cluster is a function of its block's statements alone (methods.md D5); ties are broken by the smallest id.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

CAP = 200  # statements of one block; above it the weakest pairs are cut (methods.md §6.4)
SAME = 0.5  # mean probability from which two clusters are one


Edge = tuple[str, str, float]
"""Two statements and the probability that they belong together."""


def components(ids: Iterable[str], edges: Sequence[Edge]) -> tuple[tuple[str, ...], ...]:
    """Connected components of the edges, each sorted, in order of their first id; none larger than `CAP`.

    A component above the cap is cut at ever higher probabilities until its parts fit; statements that tie at
    probability 1 stay together whatever their number.
    """
    return tuple(sorted(_cut(sorted(set(ids)), edges, 0.0)))


def _cut(ids: list[str], edges: Sequence[Edge], above: float) -> list[tuple[str, ...]]:
    kept = [e for e in edges if e[2] > above]
    found: list[tuple[str, ...]] = []
    for part in _connected(ids, kept):
        inside = [] if len(part) <= CAP else _inside(part, kept)
        if not inside or min(e[2] for e in inside) >= 1.0:
            found.append(tuple(part))
            continue
        found += _cut(part, inside, min(e[2] for e in inside))
    return found


def _inside(part: list[str], edges: Sequence[Edge]) -> list[Edge]:
    members = set(part)
    return [e for e in edges if e[0] in members and e[1] in members]


def _connected(ids: list[str], edges: Sequence[Edge]) -> list[list[str]]:
    root = {i: i for i in ids}

    def find(x: str) -> str:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for one, other, _ in edges:
        if one in root and other in root:
            a, b = sorted((find(one), find(other)))
            root[b] = a
    groups: dict[str, list[str]] = defaultdict(list)
    for i in ids:
        groups[find(i)].append(i)
    return list(groups.values())


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
