"""Closed forms for the number of independent origins under uncertain dependence (methods.md 2.2).

A row stands for one text class that names nobody: it may be its own root, may come from a node outside (an agency, an
outlet) or from an earlier class. Rows are independent, so the count's mean and P(= 1) need no enumeration; the tests
hold them to it. Two things are added to the forms of methods.md: nodes that are certain, and *loose* origins (unnamed
people, circles, names only a copy gives), of which nobody can tell whether they are another origin at all.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

SURE = 0.95  # chance of so many origins or more from which they are counted at the least
LOW, HIGH = 0.05, 0.95  # shares below are taken for 0, above for 1 (methods.md 2.2)


@dataclass(frozen=True, slots=True)
class Row:
    """One class: chance of being its own root, of coming from each node, of coming from an earlier class; sums to 1."""

    own: float
    nodes: Mapping[str, float] = field(default_factory=dict)
    earlier: float = 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many origins: least, expected, most, and the chance of exactly one."""

    least: int
    expected: float
    most: int
    one: float


def _odds(p: float) -> float:
    return math.inf if p >= 1.0 else max(p, 0.0) / (1.0 - p)


def row(earlier: Collection[float], nodes: Mapping[str, float] | None = None) -> Row:
    """A row from the probabilities of its candidate parents, each judged alone against "its own root".

    Softmax over log-odds with the own root at 0; shares below .05 become 0, a share above .95 becomes 1.
    """
    weights: list[tuple[str | None, float]] = [(None, _odds(p)) for p in sorted(earlier)]
    weights += [(key, _odds(p)) for key, p in sorted((nodes or {}).items())]
    sure = [key for key, w in weights if math.isinf(w)]
    if sure:
        return Row(0.0, {}, 1.0) if sure[0] is None else Row(0.0, {sure[0]: 1.0}, 0.0)
    total = math.fsum([1.0, *(w for _, w in weights)])
    own = _clamp(1.0 / total)
    at = {key: _clamp(w / total) for key, w in weights if key is not None}
    behind = _clamp(math.fsum(w for key, w in weights if key is None) / total)
    whole = math.fsum([own, behind, *at.values()])
    if 1.0 in (own, behind, *at.values()):  # one share is certain: the rest are below 1 - HIGH and gone
        return Row(float(own == 1.0), {k: 1.0 for k, p in at.items() if p == 1.0}, float(behind == 1.0))
    return Row(own / whole, {k: p / whole for k, p in at.items() if p > 0.0}, behind / whole)


def _clamp(p: float) -> float:
    return 0.0 if p < LOW else 1.0 if p > HIGH else p


def _all_but_one(rows: Sequence[Row]) -> float:
    """Chance that exactly one row is its own root and all others come from earlier classes."""
    after = [1.0]
    for r in reversed(rows):
        after.append(after[-1] * r.earlier)
    terms, before = [], 1.0
    for i, r in enumerate(rows):
        terms.append(before * r.own * after[len(rows) - 1 - i])
        before *= r.earlier
    return math.fsum(terms)


def _none_or_one(rows: Sequence[Row], sure: Collection[str]) -> tuple[float, float]:
    """P(no origin beyond loose ones) and P(exactly one)."""
    if len(sure) > 1:
        return 0.0, 0.0
    if sure:
        node = next(iter(sure))
        return 0.0, math.prod(r.earlier + r.nodes.get(node, 0.0) for r in rows)
    none = math.prod(r.earlier for r in rows)
    keys = sorted({k for r in rows for k in r.nodes})
    by_node = [math.prod(r.earlier + r.nodes.get(k, 0.0) for r in rows) - none for k in keys]
    return none, math.fsum([_all_but_one(rows), *by_node])


def tally(
    rows: Sequence[Row], sure: Collection[str], joined: int, loose: Sequence[float] = (), further: Sequence[float] = ()
) -> Tally:
    """Count the origins of one claim.

    ``rows``: the classes without a certain parent. ``sure``: nodes certain to be origins; ``joined`` how many they are
    at the very least (two names of one copied text count once). ``loose``: for each loose origin the chance that it is
    one more; it is one for sure when nothing else is. ``further``: for each further person of a body that is counted
    already, the chance of being independent of it.
    """
    nodes = {k for r in rows for k in r.nodes} - set(sure)
    mean = [r.own for r in rows]
    mean += [1.0 - math.prod(1.0 - r.nodes.get(k, 0.0) for r in rows) for k in sorted(nodes)]
    none, one = _none_or_one(rows, sure)
    spare = sorted([*loose, *further])
    expected = math.fsum([len(sure), *mean, *spare])
    single = one * math.prod(1.0 - p for p in spare)
    if loose:
        first = min(loose)
        rest = sorted([*loose, *further])
        rest.remove(first)
        expected = math.fsum([expected, none * (1.0 - first)])
        single += none * math.prod(1.0 - p for p in rest)
    certain = {k for r in rows for k, p in r.nodes.items() if p == 1.0} - set(sure)
    least = max(1, joined + sum(r.own == 1.0 for r in rows) + len(certain))
    most = len(sure) + sum(r.own > 0.0 for r in rows) + len(nodes) + len(spare)
    return Tally(least, max(1.0, expected), max(1, most), min(1.0, max(0.0, single)))


def own_shares(rows: Sequence[Row], sure: Collection[str]) -> list[float]:
    """For each row the chance that it is its own root, and for each node not ``sure`` that a row comes from it: the
    largest such chance, since what hides the node from one row hides it from each (I8: two outlets that are one)."""
    nodes = sorted({k for r in rows for k in r.nodes} - set(sure))
    hit = [max(r.nodes.get(k, 0.0) for r in rows) for k in nodes]
    return [p for p in (*(r.own for r in rows), *hit) if p > 0.0]


def reckoned(sure: int, joined: int, doubtful: Sequence[float], further: Sequence[float] = ()) -> Tally:
    """Count who knew: ``sure`` origins that are named, ``joined`` of them at the very least, and ``doubtful`` ones.

    A doubtful origin (a text that names nobody, an outlet that passes on, unnamed people) has a chance of being one
    more beside those that are sure. Their chances are not independent: what hides one origin behind fifty texts hides
    it behind each. So the k-th largest counts with 1/k² of its chance, and any number of them stays below one. Where
    nobody is sure, one of them is there for certain. ``further`` as in `tally`.
    """
    ordered = sorted(doubtful, reverse=True)
    base = sure
    if not sure and ordered:
        base, ordered = 1, ordered[1:]
    spare = sorted([p / k**2 for k, p in enumerate(ordered, 1)] + list(further), reverse=True)
    expected = math.fsum([base, *spare])
    one = math.prod(1.0 - p for p in spare) if base == 1 else 0.0
    most = base + sum(p > 0.0 for p in spare)
    return Tally(least_of(max(1, min(joined, base)), spare), max(1.0, expected), max(1, most), one)


def least_of(certain: int, spare: Sequence[float]) -> int:
    """The largest number of which it is sure (`SURE`) that there are so many: ``certain`` ones and those of ``spare``,
    each there with its own chance, by the exact distribution of their sum."""
    at = [1.0]
    for p in spare:
        at = [a * (1.0 - p) + b * p for a, b in zip([*at, 0.0], [0.0, *at], strict=True)]
    beyond = [math.fsum(at[k:]) for k in range(len(at))]
    return certain + max(k for k, chance in enumerate(beyond) if k == 0 or chance >= SURE)
