"""Blocks and clusters: what hangs together by scored pairs, and average link with cannot-links inside it.

A cluster is a function of its block's statements alone (methods.md D5); ties are broken by the smallest id.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.graphs import Union

CAP = 200  # statements of one block; above it the weakest pairs are cut (methods.md §6.4)
SAME = 0.5  # mean probability from which two clusters are one


Near = Callable[[str], Iterable[tuple[str, float]]]
"""Gives the statements that a statement has a scored pair with, and the probability that the two belong together."""


@dataclass(frozen=True, slots=True)
class Part:
    """The statements of one block, sorted; ``beyond`` is the highest probability of a pair that leads out of it, at
    which it would pass `CAP`; 0 where none does."""

    statements: tuple[str, ...]
    beyond: float


def part_of(start: str, near: Near) -> Part:
    """The block of a statement: the largest group that hangs together at some probability and has at most `CAP`.

    Pairs are taken from the surest down (Prim, 1957), so that before the first pair of a lower probability all that
    hangs together at higher ones has been reached. Statements that tie at probability 1 stay together whatever their
    number. Only the block's own pairs and those that lead out of it are asked for, however much hangs on it beyond.
    """
    reached, level = {start}, math.inf
    whole: tuple[str, ...] = (start,)
    waiting = [(-p, other) for other, p in near(start)]
    heapq.heapify(waiting)
    while waiting:
        less, other = heapq.heappop(waiting)
        if other in reached:
            continue
        if -less < level:
            if len(reached) > CAP:
                break
            whole, level = tuple(sorted(reached)), -less
        reached.add(other)
        if len(reached) > CAP and level < 1.0:
            return Part(whole, level)
        for further, p in near(other):
            if further not in reached:
                heapq.heappush(waiting, (-p, further))
    else:
        return Part(tuple(sorted(reached)), 0.0)
    return Part(tuple(sorted(reached)), -less)


def parts_of(ids: Iterable[str], near: Near, stood_with: Callable[[str], tuple[str, ...]]) -> tuple[Part, ...]:
    """The blocks of these statements and of all that ``stood_with`` a member of them before, in order of first id."""
    found: list[Part] = []
    seen: set[str] = set()
    waiting = sorted(ids, reverse=True)
    while waiting:
        if (start := waiting.pop()) in seen:
            continue
        part = part_of(start, near)
        found.append(part)
        seen.update(part.statements)
        waiting += sorted({x for together in {stood_with(s) for s in part.statements} for x in together} - seen)
    return tuple(sorted(found, key=lambda part: part.statements))


def average_link(
    ids: Sequence[str],
    probability: Callable[[str, str], float | None],
    threshold: float = SAME,
) -> tuple[tuple[str, ...], ...]:
    """Clusters of ``ids``: the two with the highest mean probability are joined while it reaches ``threshold``.

    ``probability`` is None for two that must not be together: two clusters with such a pair across them are never
    joined. It is asked once for every pair. Only what hangs together by pairs that reach ``threshold`` can be joined:
    each such group is clustered by itself, in O(m² log m) of its own size.
    """
    order = sorted(ids)
    rows: dict[str, dict[str, float | None]] = {}
    groups = Union()
    for i, x in enumerate(order):
        row = rows[x] = {}
        for y in order[i + 1 :]:
            p = row[y] = probability(x, y)
            if p is not None and p >= threshold:
                groups.join(x, y)
    together: dict[str, list[str]] = {}
    for x in order:
        together.setdefault(groups.find(x), []).append(x)
    return tuple(sorted(c for group in together.values() for c in _linked(group, rows, threshold)))


def _linked(
    order: Sequence[str], rows: Mapping[str, Mapping[str, float | None]], threshold: float
) -> list[tuple[str, ...]]:
    """The clusters of one group, in order of id; ``rows`` give each pair's probability under the smaller id."""
    members: dict[int, list[str]] = {i: [x] for i, x in enumerate(order)}
    total: dict[tuple[int, int], float] = {}
    heap: list[tuple[float, str, str, int, int]] = []
    for i, x in enumerate(order):
        for j in range(i + 1, len(order)):
            p = rows[x][order[j]]
            if p is None:
                continue
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
        for k, others in members.items():
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
    return [tuple(m) for m in members.values()]
