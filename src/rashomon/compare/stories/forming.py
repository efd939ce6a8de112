"""Stories: reports that belong together (methods.md §6.2), the same whatever the order of arrival.

Reports with the same words are one text and always belong together; a text counts once, so a copy changes nobody
else's story. Texts that meet under two keys (`index`) are scored (`pairs`); pairs from `EDGE` up hang
together, beyond `NEAR` days only from `CERTAIN` up. Inside a connected component texts are joined by average link over
the probabilities of all its pairs; `linkage` says what becomes of very large ones.

A block is a function of its texts alone (methods.md, D5) and ties go to the smaller digest, so adding a report to what
is held gives what a rebuild gives. Times enter as differences only.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from rashomon.compare.stories.features import Traits, traits, weight
from rashomon.compare.stories.index import Meetings
from rashomon.compare.stories.linkage import blocks, grouped
from rashomon.compare.stories.pairs import Weights, fitted, probability, score
from rashomon.records import PairScore, Report, Story, digest

EDGE = 0.3  # probability from which two texts hang together
NEAR = 10.0  # days within which that is enough
CERTAIN = 0.5  # and beyond
REMEMBERED = 1_000_000  # pairs whose probability is remembered; then all are forgotten, which changes no result
NAMES = 5  # names a story is shown by

_Rank = tuple[bool, float, str, str]


class Stories:
    """The stories of a growing set of reports. Adding a report touches its component only."""

    def __init__(self, weights: Weights | None = None) -> None:
        """``weights``: of the pairs; those shipped where left out."""
        self._weights = weights or fitted()
        self._reports: dict[str, tuple[str, _Rank, Traits]] = {}  # report id -> its text, its rank, its traits
        self._texts: dict[str, set[str]] = defaultdict(set)  # text -> ids of the reports that carry it
        self._traits: dict[str, Traits] = {}  # text -> traits of its first report
        self._meetings = Meetings()
        self._edges: dict[str, dict[str, float]] = defaultdict(dict)
        self._block: dict[str, tuple[str, ...]] = {}  # text -> its block
        self._stories: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}  # block -> its stories, as texts
        self._scores: dict[tuple[str, str], float] = {}

    def add(self, report: Report) -> None:
        """Add a report; one that is held already changes nothing."""
        if report.id in self._reports:
            return
        found = traits(report)
        text = found.key if found.words else f"alone:{report.id}"
        rank = (found.day is None, found.day or 0.0, report.title, digest(report.text))
        self._reports[report.id] = (text, rank, found)
        self._texts[text].add(report.id)
        first = min((self._reports[i] for i in self._texts[text]), key=lambda held: held[1])[2]
        if self._traits.get(text) != first:
            self._place(text, first)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The reports of each story, sorted."""
        clusters = (cluster for block in set(self._block.values()) for cluster in self._stories[block])
        return tuple(sorted(tuple(sorted(i for t in cluster for i in self._texts[t])) for cluster in clusters))

    def stories(self) -> tuple[Story, ...]:
        """All stories, with names and ties, in order of their first report."""
        clusters = (cluster for block in set(self._block.values()) for cluster in self._stories[block])
        return tuple(sorted((self._story(cluster) for cluster in clusters), key=lambda s: s.reports))

    def largest(self, start: int, limit: int) -> tuple[int, int, tuple[Story, ...]]:
        """How many stories there are, how many of one report, and some of them: those of most reports first."""
        clusters = [cluster for block in set(self._block.values()) for cluster in self._stories[block]]
        sizes = [sum(len(self._texts[t]) for t in cluster) for cluster in clusters]
        told = [(-n, digest("story", *self._reports_of(c)), c) for n, c in zip(sizes, clusters, strict=True)]
        shown = tuple(self._story(cluster) for _, _, cluster in sorted(told)[start : start + limit])
        return len(clusters), sizes.count(1), shown

    def _reports_of(self, cluster: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(i for text in cluster for i in self._texts[text]))

    def _place(self, text: str, found: Traits) -> None:
        """Give a text its traits and settle anew what that touches."""
        changed: set[tuple[str, str]] = set()
        touched = {text}
        if text in self._traits:
            changed |= self._meetings.withdraw(text)
            changed |= {(min(text, other), max(text, other)) for other in self._edges[text]}
            self._scores = {pair: p for pair, p in self._scores.items() if text not in pair}
        self._traits[text] = found
        changed |= self._meetings.add(text, found.keys)
        for a, b in changed:
            if self._weigh(a, b):
                touched |= {a, b}
        self._settle(touched)

    def _weigh(self, a: str, b: str) -> bool:
        """Set or drop the edge of a pair; whether that changed anything."""
        p = self._probability(a, b) if self._meetings.meet(a, b) else 0.0
        one, other = self._traits[a].day, self._traits[b].day
        far = one is not None and other is not None and abs(one - other) > NEAR
        if p < (CERTAIN if far else EDGE):
            self._edges[b].pop(a, None)
            return self._edges[a].pop(b, None) is not None
        before = self._edges[a].get(b)
        self._edges[a][b] = self._edges[b][a] = p
        return before != p

    def _settle(self, touched: Iterable[str]) -> None:
        """Cut the components that hold what was touched, or held it before, into blocks; cluster those that are new."""
        reached = set(touched)
        reached |= {t for r in list(reached) for t in self._block.get(r, ())}
        frontier = set(reached)
        while frontier:
            frontier = {n for t in frontier for n in self._edges[t]} - reached
            reached |= frontier
        stale = {self._block[t] for t in reached if t in self._block}
        parts = list(blocks(reached, self._edges))
        changed = set(touched)
        for block in stale - set(parts):
            del self._stories[block]
        for part in parts:
            if part not in self._stories or changed & set(part):
                self._stories[part] = grouped(part, self._probability, self._weights.join)
            self._block.update(dict.fromkeys(part, part))

    def _probability(self, a: str, b: str) -> float:
        pair = (a, b) if a < b else (b, a)
        found = self._scores.get(pair)
        if found is None:
            if len(self._scores) >= REMEMBERED:
                self._scores.clear()
            found = self._scores[pair] = probability(self._traits[a], self._traits[b], self._weights)
        return found

    def _story(self, cluster: tuple[str, ...]) -> Story:
        reports = self._reports_of(cluster)
        return Story(
            id=digest("story", *reports), reports=reports, names=self._names(cluster), ties=self._ties(cluster)
        )

    def _names(self, cluster: Iterable[str]) -> tuple[str, ...]:
        """What its texts name most: names of two words before their parts."""
        held: Counter[str] = Counter()
        for text in cluster:
            held.update(dict.fromkeys(self._traits[text].names, 1))
            held.update(dict.fromkeys(self._traits[text].pairs, 1))
        ranked = sorted(held, key=lambda t: (-held[t] * math.fsum(map(weight, t.split())), t))
        chosen: list[str] = []
        for name in ranked[: 4 * NAMES]:
            if not any(set(name.split()) <= set(one.split()) for one in chosen):
                chosen.append(name)
        return tuple(chosen[:NAMES])

    def _ties(self, cluster: tuple[str, ...]) -> tuple[PairScore, ...]:
        """The surest pairs that hold the texts together: a greatest spanning tree, grown from the first text."""
        ties: list[PairScore] = []
        inside, left = {cluster[0]}, set(cluster[1:])
        best: Mapping[str, tuple[float, str]] = {t: (-self._probability(cluster[0], t), cluster[0]) for t in left}
        best = dict(best)
        while left:
            text = min(left, key=lambda t: (best[t], t))
            found = score(self._traits[best[text][1]], self._traits[text], self._weights)
            a, b = sorted((min(self._texts[best[text][1]]), min(self._texts[text])))
            ties.append(PairScore(a=a, b=b, probability=found.probability, reasons=found.reasons))
            inside.add(text)
            left.discard(text)
            for other in left:
                best[other] = min(best[other], (-self._probability(text, other), text))
        return tuple(ties)


def stories(reports: Iterable[Report]) -> tuple[Story, ...]:
    """The stories of a set of reports: a function of the set alone."""
    held = Stories()
    for report in reports:
        held.add(report)
    return held.stories()
