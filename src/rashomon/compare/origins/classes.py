"""Testimonies of one claim and their text classes: statements that are one text count as one witness.

Contracted are testimonies of reports that are copies, and sentences that are the same words outside quotations. One-way
coverage gives an edge with its probability, never a contraction (methods.md 2.2).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rashomon.compare.copies.passages import sentence_words
from rashomon.compare.graphs import Union
from rashomon.compare.origins.corroboration import HIGH
from rashomon.compare.who.identity import HeldOutlets
from rashomon.records import Link, LinkKind, Mark, MutationKind, Report, Span, Statement, Voice, VoiceKind

MUTUAL = 0.8  # share of either sentence found in the other from which they are one (methods.md 5)
PAIRS = 0.6  # and share of its neighbouring word pairs: the same words in another order are another sentence
ALONE = 12  # words a sentence must have to be one with another without any link between the reports
LINKED = 5  # and with one
LIKELY_WORDS, LIKELY = 8, 0.75  # 8-11 words without a link: +2.5 less a prior for one claim (methods.md 5; start value)
INSIDE = 0.5  # share of a statement's place inside the shared runs from which it is part of the passage
# a name that the parent does not give, and one it gives otherwise: from which probability of the link they are doubted
ADDED = {MutationKind.ATTRIBUTION_ADDED: 0.5, MutationKind.ATTRIBUTION_REPLACED: 0.8}
_SENTENCES = 1 << 16  # pairs of sentences of which it is remembered whether they are one text: some 30 MB
_COPIES = (LinkKind.EXACT, LinkKind.NEAR)
_TEXT = (*_COPIES, LinkKind.PASSAGE, LinkKind.REWRITE, LinkKind.COMMON, LinkKind.REVISES, LinkKind.SHARED_ERROR)


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one report passes on through one voice: its statements by id, who knew, and who passed it on."""

    report: Report
    outlet: str  # the key that stands for its outlet
    statements: tuple[Statement, ...]
    voice: tuple[str, ...]  # what sets it apart from other testimonies of its report; empty for the report's own voice
    knower: Voice | None
    conduit: Voice | None
    marks: tuple[Mark, ...]
    added: bool = False  # the knower is named otherwise than in the text that the report was made of

    @property
    def id(self) -> str:
        """Smallest statement id."""
        return self.statements[0].id

    @property
    def order(self) -> tuple[float, str, str]:
        """Earlier publication first, unknown last; then by report id."""
        lo = self.report.published.when.lo
        return (lo.timestamp() if lo is not None else math.inf, self.report.id, self.id)


@dataclass(frozen=True, slots=True)
class Edge:
    """One class may rest on another; ``child`` is the one that does, None where nothing tells which."""

    probability: float
    child: int | None


@dataclass(frozen=True, slots=True)
class Classes:
    """Text classes in order of first publication, each its testimonies in order; edges by pairs of positions."""

    members: tuple[tuple[Testimony, ...], ...]
    edges: Mapping[tuple[int, int], tuple[Edge, ...]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words of the statements show, before anybody is asked who knew.

    ``groups``: statements with one and the same sentence; ``likely``: pairs whose short sentences are the same;
    ``links``: text links between the reports at hand, those that are no copies with the pairs of statements whose
    sentences are one. Outlets named in chains and marks carry the key of the held outlet that is meant.
    """

    statements: tuple[Statement, ...]
    reports: Mapping[str, Report]
    groups: tuple[tuple[Statement, ...], ...]
    likely: tuple[tuple[Statement, Statement], ...]
    links: tuple[tuple[Link, tuple[tuple[str, str], ...]], ...]
    outlets: Mapping[str, str]  # by report: the key that stands for its outlet
    voices: Mapping[str, tuple[Voice | None, Voice | None]]  # by statement: who knew, and who passed it on
    marks: Mapping[str, tuple[Mark, ...]]  # by report
    added: frozenset[str]  # statements that name who knew otherwise than the text their report was made of


@lru_cache(maxsize=_SENTENCES)
def alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two sentences are one text: four fifths of the words of either, mostly in the same order."""
    if a == b:
        return True
    if min(len(a), len(b)) < MUTUAL * max(len(a), len(b)):
        return False
    most = max(len(a), len(b))
    if (Counter(a) & Counter(b)).total() < MUTUAL * most:
        return False
    pairs = Counter(pairwise(a)) & Counter(pairwise(b))
    return pairs.total() >= PAIRS * (most - 1)


def evidence(statements: Iterable[Statement], reports: Mapping[str, Report], links: Iterable[Link]) -> Evidence:
    """Read the sentences of the statements against each other and sort out the links among their reports."""
    held = tuple(sorted(statements, key=lambda s: s.id))
    words = {s.id: sentence_words(reports[s.report_id], s.sentence) for s in held}
    by_report: dict[str, list[Statement]] = {}
    for s in held:
        by_report.setdefault(s.report_id, []).append(s)
    text = sorted(
        (ln for ln in links if ln.kind in _TEXT and ln.child in by_report and ln.parent in by_report),
        key=lambda ln: ln.id,
    )
    by_words: dict[tuple[str, ...], list[Statement]] = {}
    for s in held:
        if len(words[s.id]) >= LIKELY_WORDS:
            by_words.setdefault(words[s.id], []).append(s)
    groups, likely = _sentences(by_words)
    tied = {(ln.child, ln.parent) for ln in text} if likely else set()
    tied |= {(b, a) for a, b in tied}
    apart = [(s, t) for s, t in likely if (s.report_id, t.report_id) not in tied]
    outlets = HeldOutlets(reports[r] for r in by_report)
    return Evidence(
        statements=held,
        reports=reports,
        outlets={r: outlets.key(reports[r].outlet) for r in by_report},
        voices={s.id: outlets.voices(s, reports[s.report_id].outlet) for s in held},
        marks={r: outlets.marks(reports[r]) for r in by_report},
        added=frozenset(_added(text)),
        groups=groups,
        likely=tuple(apart),
        links=tuple((ln, () if ln.kind in _COPIES else tuple(_same_sentences(ln, by_report, words))) for ln in text),
    )


def _added(links: Iterable[Link]) -> Iterator[str]:
    """The statements of a child whose attribution was added or replaced on the way from its parent."""
    for link in links:
        for m in link.mutations if link.directed else ():
            least = ADDED.get(m.kind)
            if least is not None and link.probability > least:
                yield m.statements[0]


def _sentences(
    by_words: Mapping[tuple[str, ...], list[Statement]],
) -> tuple[tuple[tuple[Statement, ...], ...], list[tuple[Statement, Statement]]]:
    """Groups of statements in one long sentence, and pairs in one short sentence, across reports."""
    keys = sorted(by_words, key=lambda k: (len(k), k))
    same, likely = Union(), []
    names = {k: " ".join(k) for k in keys}
    bags = [frozenset(k) for k in keys]
    for i, a in enumerate(keys):
        for j in range(i if len(by_words[a]) > 1 else i + 1, len(keys)):
            b = keys[j]
            if len(a) < MUTUAL * len(b):
                break  # keys are in order of length: no longer one can be alike
            if bags[i].isdisjoint(bags[j]) or len(bags[i] - bags[j]) > (1.0 - MUTUAL) * len(b):
                continue  # too many words are missing, however often the others come
            if alike(a, b):
                if len(a) >= ALONE:
                    same.join(names[a], names[b])
                else:
                    likely += [(s, t) for s, t in _across(by_words[a], by_words[b]) if a is not b or s.id < t.id]
    groups: dict[str, list[Statement]] = {}
    for k in keys:
        if len(k) >= ALONE:
            groups.setdefault(same.find(names[k]), []).extend(by_words[k])
    found = (tuple(sorted(g, key=lambda s: s.id)) for g in groups.values())
    return tuple(sorted((g for g in found if len(g) > 1), key=lambda g: g[0].id)), likely


def _across(one: Sequence[Statement], two: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    return ((s, t) for s in one for t in two if s.report_id != t.report_id)


def _same_sentences(
    link: Link, by_report: Mapping[str, list[Statement]], words: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    for s in by_report[link.child]:
        for t in by_report[link.parent]:
            if min(len(words[s.id]), len(words[t.id])) >= LINKED and alike(words[s.id], words[t.id]):
                yield s.id, t.id


def _voice(held: Evidence, statement: Statement, *, knowers: bool) -> tuple[str, ...]:
    """What makes two statements of one report one testimony; empty for the report's own voice."""
    knower, conduit = held.voices[statement.id]
    if knowers and knower is not None:
        observed = knower.kind in (VoiceKind.UNNAMED, VoiceKind.OBSERVATION)
        return ("knower", knower.kind.value if observed else "", knower.key, knower.institution or "")
    if conduit is not None:
        return ("conduit", conduit.key)
    return ("said",) if knower is not None else ()


def gather(held: Evidence, *, knowers: bool, without: str | None = None) -> list[Testimony]:
    """Statements of one report and one voice are one testimony; what a report also says in its own voice joins them.

    A headline that drops the attribution of its text is no second witness. ``without`` leaves one testimony out, by id.
    """
    by_report: dict[str, dict[tuple[str, ...], list[Statement]]] = {}
    for s in held.statements:
        by_report.setdefault(s.report_id, {}).setdefault(_voice(held, s, knowers=knowers), []).append(s)
    found = []
    for report_id, voices in by_report.items():
        own = voices.get((), [])
        if own and len(voices) > 1:
            del voices[()]
            min(voices.values(), key=lambda group: group[0].id).extend(own)
        for voice, group in voices.items():
            told = group  # what the report's own voice added stands at the end
            if own and len(group) > 1:
                group = sorted(group, key=lambda s: s.id)
            knower, conduit = held.voices[told[0].id]
            marks = held.marks[report_id]
            report = held.reports[report_id]
            named = knower if knowers else None
            added = named is not None and all(s.id in held.added for s in told if held.voices[s.id][0] is not None)
            found.append(Testimony(report, held.outlets[report_id], tuple(group), voice, named, conduit, marks, added))
    return sorted((t for t in found if t.id != without), key=lambda t: t.order)


def classes(held: Evidence, told: Sequence[Testimony]) -> Classes:
    """Contract testimonies into text classes and carry the remaining evidence over as edges between classes."""
    at = {s.id: k for k, t in enumerate(told) for s in t.statements}
    by_report: dict[str, list[int]] = {}
    for k, t in enumerate(told):
        by_report.setdefault(t.report.id, []).append(k)
    joins: list[tuple[int, int]] = []
    edges: list[tuple[int, int, float, int | None]] = []
    for group in held.groups:
        joins += _one_sentence([at[s.id] for s in group if s.id in at], told)
    for link, same in held.links:
        ones, twos = by_report.get(link.child, []), by_report.get(link.parent, [])
        if len(ones) == len(twos) == 1 and (same or link.kind in _COPIES):
            met = [(ones[0], twos[0])]
        elif link.kind in _COPIES:
            met, left = _matched(ones, twos, told)
            edges += [(x, y, link.probability, x if link.directed else None) for x, y in left]
        else:
            pairs = [(at[s], at[t]) for s, t in same if s in at and t in at]
            one, two = sorted({x for x, _ in pairs}), sorted({y for _, y in pairs})
            met, _ = _matched(one, two, told)
            edges += _passages(link, [x for x in ones if x not in one], twos, told)
        joins += met
    edges += [(at[s.id], at[t.id], LIKELY, None) for s, t in held.likely if s.id in at and t.id in at]
    return _contracted(told, joins, edges)


def _one_sentence(group: list[int], told: Sequence[Testimony]) -> Iterator[tuple[int, int]]:
    """Joins among testimonies that hold one sentence, report by report."""
    by_report: dict[str, list[int]] = {}
    for k in sorted(set(group)):
        by_report.setdefault(told[k].report.id, []).append(k)
    lists = list(by_report.values())
    if all(len(ks) == 1 for ks in lists):
        yield from ((a[0], b[0]) for a, b in pairwise(lists))
        return
    for i, a in enumerate(lists):
        for b in lists[i + 1 :]:
            yield from _matched(a, b, told)[0]


def _matched(
    ones: Sequence[int], twos: Sequence[int], told: Sequence[Testimony]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Which testimonies of two copies are the same, and which are extra on one side (then with what they rest on)."""
    if len(ones) == 1 and len(twos) == 1:
        return [(ones[0], twos[0])], []
    if not ones or not twos:
        return [], []
    voices = {k: told[k].voice for k in (*ones, *twos)}
    joins = [(x, y) for x in ones for y in twos if voices[x] == voices[y]]
    left = [x for x in ones if x not in {j[0] for j in joins}]
    right = [y for y in twos if y not in {j[1] for j in joins}]
    joins += zip(left, right, strict=False)
    extra = [(x, twos[0]) for x in left[len(right) :]] + [(y, ones[0]) for y in right[len(left) :]]
    joins += [pair for pair in extra if not voices[pair[0]]]
    return joins, [pair for pair in extra if voices[pair[0]]]


def _passages(
    link: Link, ones: Sequence[int], twos: Sequence[int], told: Sequence[Testimony]
) -> Iterator[tuple[int, int, float, int | None]]:
    """Edges of a link that is no copy: the child's testimonies to those of the parent."""
    here = [_inside(told[x].statements, [run[0] for run in link.runs]) for x in ones]
    there = [0.0 if link.directed else _inside(told[y].statements, [run[1] for run in link.runs]) for y in twos]
    for x, mine in zip(ones, here, strict=True):
        for y, other in zip(twos, there, strict=True):
            whole = link.kind in (LinkKind.REWRITE, LinkKind.SHARED_ERROR) or max(mine, other) >= INSIDE
            # outside the shared passage a statement is as likely the child's own as the child's other words are
            p = link.probability if whole else link.probability * link.coverage[0]
            yield x, y, p, x if link.directed else None


def _inside(statements: Sequence[Statement], runs: Sequence[Span]) -> float:
    """Largest share of a statement's place that lies in the runs."""
    return max(sum(s.span.overlap(run) for run in runs) / (s.span.end - s.span.start) for s in statements)


def _contracted(
    told: Sequence[Testimony], joins: Iterable[tuple[int, int]], edges: Iterable[tuple[int, int, float, int | None]]
) -> Classes:
    up = list(range(len(told)))

    def find(x: int) -> int:
        while up[x] != x:
            up[x] = up[up[x]]
            x = up[x]
        return x

    for x, y in joins:
        a, b = find(x), find(y)
        if a != b:
            up[max(a, b)] = min(a, b)  # testimonies stand in order, so a class stands where its first one does
    firsts = sorted({find(k) for k in range(len(told))})
    place = {first: i for i, first in enumerate(firsts)}
    members: list[list[Testimony]] = [[] for _ in firsts]
    for k, t in enumerate(told):
        members[place[find(k)]].append(t)
    between: dict[tuple[int, int], set[Edge]] = {}
    for x, y, p, child in edges:
        i, j = place[find(x)], place[find(y)]
        if i != j and p > 1.0 - HIGH:
            edge = Edge(p, None if child is None else place[find(child)])
            between.setdefault((min(i, j), max(i, j)), set()).add(edge)
    ordered = {
        pair: tuple(sorted(found, key=lambda e: (-e.probability, -1 if e.child is None else e.child)))
        for pair, found in sorted(between.items())
    }
    return Classes(tuple(tuple(m) for m in members), ordered)
