"""Texts of one claim that name nobody and cite no one: which of them may rest on another, and which are one desk's."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from rashomon.compare.graphs import Union
from rashomon.compare.origins.classes import Classes, Testimony
from rashomon.compare.origins.corroboration import Row

SAME_OUTLET = 0.8  # chance that an outlet that tells a thing again in other words repeats itself (start value)
HEADLINE = 0.9  # chance that a report of which only the headline tells a claim has it from who is named elsewhere
DESK = "d:"  # label of an outlet as the unknown root of several texts of its own
LIKELY_OWN = 0.5  # share of a row from which a text rather is its own root than taken from another
NAMELESS = ("", "unknown")  # outlet keys that name nobody


def headlines(members: Sequence[Testimony]) -> bool:
    """Whether headlines alone tell it: whoever the texts under them name, and whatever marks they carry."""
    return all(s.headline for t in members for s in t.statements)


def behind_headline(held: Classes, i: int, roots: Sequence[int]) -> int | None:
    """What a class of headlines alone may rest on: a headline names nobody by custom, whoever the text names.

    The first class that names who knew, else the first root; None where that is the class itself.
    """
    if not headlines(held.members[i]):
        return None
    named = (j for j, members in enumerate(held.members) if any(t.knower is not None for t in members))
    first = next(named, roots[0])
    return first if first != i else None


def desks(
    held: Classes, roots: Sequence[int], rows: Sequence[Row], circling: Sequence[int]
) -> tuple[tuple[Row, ...], frozenset[int]]:
    """Own roots of one outlet are mostly one: all but the first leave only a part of their own share to another root.

    Outlets that carry one text of the claim count as one desk here, which keeps copies from ever raising the count.
    ``circling`` are the classes of circles that rest on no root: a desk that stands in one has its origin there.
    Returns the rows with a node for each desk, and which roots may repeat an earlier one.
    """
    same = Union()
    for members in held.members:
        for t in members[1:]:
            same.join(members[0].outlet, t.outlet)
    by_desk: dict[str, list[int]] = {}
    for k, i in enumerate(roots):
        key = held.members[i][0].outlet
        if key not in NAMELESS:
            by_desk.setdefault(same.find(key), []).append(k)
    shared = list(rows)
    again: set[int] = set()
    inside = {same.find(t.outlet) for i in circling for t in held.members[i] if t.outlet not in NAMELESS}
    for desk in sorted(inside & by_desk.keys()):
        for k in by_desk.pop(desk):
            r = rows[k]
            shared[k] = Row(r.own * (1.0 - SAME_OUTLET), r.nodes, r.earlier + r.own * SAME_OUTLET)
            again.add(roots[k])
    for desk, at in by_desk.items():
        for k in at if len(at) > 1 else ():
            r, kept = rows[k], 0.0 if k == at[0] else 1.0 - SAME_OUTLET
            shared[k] = Row(r.own * kept, {**r.nodes, f"{DESK}{desk}": r.own * (1.0 - kept)}, r.earlier)
        again.update(roots[k] for k in at[1:])
    return tuple(shared), frozenset(again)


def faint(rows: Sequence[Row], shared: Sequence[Row]) -> tuple[Row, ...]:
    """Rows that hardly are their own root, taken together: the k-th of them with 1/k² of its chance.

    What makes one retelling pass for a text of its own makes fifty of them pass: their chances are not independent, and
    taken as if they were, any claim told often enough would be corroborated. ``shared`` are the rows as `desks` gives
    them; of a row that was faint before that, its desk's share is no surer than its own (I8).
    """
    worth = [r.own if r.own < LIKELY_OWN else d.own for r, d in zip(rows, shared, strict=True)]
    order = sorted((i for i, own in enumerate(worth) if 0.0 < own < LIKELY_OWN), key=lambda i: (-worth[i], i))
    found = list(shared)
    for k, i in enumerate(order, 1):
        whole = rows[i].own < LIKELY_OWN
        own = shared[i].own / k**2
        nodes = {n: p / k**2 if whole and n.startswith(DESK) else p for n, p in shared[i].nodes.items()}
        lost = shared[i].own - own + sum(p - nodes[n] for n, p in shared[i].nodes.items())
        found[i] = Row(own, nodes, shared[i].earlier + lost)
    return tuple(found)


def together(chances: Sequence[float]) -> list[float]:
    """Chances of further origins that are not independent of each other, the k-th largest with 1/k² of it."""
    return [p / k**2 for k, p in enumerate(sorted(chances, reverse=True), 1)]


def oriented(
    i: int, j: int, child: int | None, resting: Sequence[frozenset[str]], roots: Container[int]
) -> Iterator[tuple[int, int]]:
    """(root, class it may come from); always from the later root to what rests on earlier roots only, so no cycles."""
    if i in roots and j in roots:
        yield max(i, j), min(i, j)
        return
    for x, y in ((i, j), (j, i)):
        if x in roots and y not in roots and child in (None, x):
            ends = [int(s[1:]) for s in resting[y] if s.startswith("#")]
            if all(end < x for end in ends):
                yield x, y
