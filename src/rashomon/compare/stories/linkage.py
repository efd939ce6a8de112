"""Blocks of texts, and average link of one block in whole numbers: quick, and the same on every machine.

`clusters` does this for statements, of which some pairs may never join; texts have no such pairs, a block of them is
settled anew with every text that joins it, and one story can be far larger than a block of statements ever is. Sums of
probabilities are kept as whole millionths, so no order of adding can change a comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import numpy as np

UNIT = 1_000_000  # probabilities are rounded to six places
CAP = 200  # texts that are compared all with all (methods.md §6.2: 150)
LEVELS = (0.5, 0.7, 0.9, 0.97)  # a component above the cap is cut at these, lowest first
ASKED = 20  # members of a group that a text of a crowd is compared with

Edges = Mapping[str, Mapping[str, float]]
Probability = Callable[[str, str], float]
Groups = tuple[tuple[str, ...], ...]


def blocks(texts: Collection[str], edges: Edges, levels: Sequence[float] = LEVELS) -> Iterator[tuple[str, ...]]:
    """Connected components, each sorted; one above the cap falls into those of its surer edges.

    What hangs together above the cap at the last level too is one crowd, and given whole.
    """
    for part in _components(texts, edges, 0.0):
        yield from [part] if len(part) <= CAP else _cut(part, edges, levels)


def _cut(texts: Sequence[str], edges: Edges, levels: Sequence[float]) -> Iterator[tuple[str, ...]]:
    if not levels:
        yield tuple(texts)
        return
    for part in _components(texts, edges, levels[0]):
        yield from [part] if len(part) <= CAP else _cut(part, edges, levels[1:])


def _components(texts: Collection[str], edges: Edges, least: float) -> Iterator[tuple[str, ...]]:
    left = set(texts)
    for first in sorted(left):
        if first not in left:
            continue
        left.discard(first)
        found, frontier = [first], [first]
        while frontier:
            near = [t for t, p in edges.get(frontier.pop(), {}).items() if p >= least and t in left]
            left.difference_update(near)
            found += near
            frontier += near
        yield tuple(sorted(found))


def grouped(block: Sequence[str], probability: Probability, join: float) -> Groups:
    """The groups of a block: by average link, or of a crowd, by average link of its `CAP` smallest texts.

    Texts are digests, so the smallest are a fair draw; each further text goes to the group of highest mean probability,
    or stands alone where no mean reaches ``join``.
    """
    order = sorted(block)
    groups = [list(group) for group in average_link(order[:CAP], probability, join)]
    asked = [group[:ASKED] for group in groups]
    alone = []
    for text in order[CAP:]:
        means = [sum(round(UNIT * probability(text, other)) for other in few) / len(few) for few in asked]
        best = max(range(len(means)), key=lambda i: (means[i], -i))
        if means[best] >= UNIT * join:
            groups[best].append(text)
        else:
            alone.append([text])
    return tuple(sorted(tuple(sorted(group)) for group in [*groups, *alone]))


def average_link(texts: Sequence[str], probability: Probability, join: float) -> Groups:
    """Clusters of texts: those of the tree of average linkage, cut at the mean probability ``join``.

    Ties go to the text that sorts first. Clusters and their texts are sorted. O(n²) by chains of nearest neighbours
    (Müllner 2011).
    """
    order = sorted(texts)
    sums = np.zeros((len(order), len(order)), dtype=np.int64)
    for i, text in enumerate(order):
        for j in range(i):
            sums[i, j] = sums[j, i] = round(UNIT * probability(order[j], text))
    size = np.ones(len(order), dtype=np.int64)
    standing = np.ones(len(order), dtype=bool)
    members = {i: [text] for i, text in enumerate(order)}
    chain: list[int] = []
    done: list[list[str]] = []
    while standing.any():
        if not chain:
            chain = [int(standing.argmax())]
        last = chain[-1]
        means = np.where(standing, sums[last] / (size * size[last]), -1.0)
        means[last] = -1.0
        near = int(means.argmax())
        if means[near] < UNIT * join:  # nothing left reaches this cluster, and no later mean of merged ones can
            done.append(members.pop(last))
            standing[last] = False
            chain.pop()
        elif len(chain) > 1 and means[chain[-2]] >= means[near]:
            chain.pop()
            kept, gone = sorted((last, chain.pop()))
            members[kept] += members.pop(gone)
            sums[kept] += sums[gone]
            sums[:, kept] = sums[kept]
            size[kept] += size[gone]
            standing[gone] = False
        else:
            chain.append(near)
    return tuple(sorted(tuple(sorted(found)) for found in done))
