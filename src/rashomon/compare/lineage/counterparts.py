"""Which sentence and which statement of one report tells what a sentence or statement of another tells.

For two reports one of which was made of the other. Sentences meet by their particular words, statements also by the
chance that they answer one question, so that a statement told in quite other words finds its counterpart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.compare.copies.memo import per_report
from rashomon.compare.copies.retelling import stem, told
from rashomon.compare.copies.words import Word, words_of
from rashomon.compare.questions.evidence import Dated
from rashomon.compare.questions.pairs import countable, probability, same_count, same_event
from rashomon.records import Report, Span, Statement

ALIKE = 0.45  # likeness of two sentences from which they may be one (start value; measured by bench lineage)
TELLS = 0.5  # chance, or share of the words of the shorter, from which two statements are counterparts
CONTAINED = 0.6  # share of the words of a statement found in another report from which it is not left out
LONG = 5  # letters of a word that tells something by itself
MOST = 60  # statements of a report that are weighed against each other; of longer reports the first
_TOGETHER, _NUMBER, _VOICE = 0.3, 0.2, 0.1  # for sentences that meet, one number in both, one speaker in both


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its statements, each with when it was published and its affair."""

    report: Report
    statements: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Counterparts:
    """What meets what, child's side first; and the statements of each side that meet nothing."""

    sentences: tuple[tuple[Span, Span, float], ...]
    told: tuple[float, float]  # share of either side's sentences that meet one
    statements: tuple[tuple[Statement, Statement], ...]
    put_in: tuple[Statement, ...]
    left_out: tuple[Statement, ...]


def counterparts(child: Reading, parent: Reading) -> Counterparts:
    """Pair off two reports. Depends on these two alone; no sentence and no statement is used twice."""
    sentences = tuple(_sentences(child.report, parent.report))
    ours, theirs = _body(child), _body(parent)
    rated = _rated(child.report, parent.report, ours, theirs, sentences)
    pairs, met = _chosen(rated)
    kept = tuple((one.statement, other.statement) for one, other in pairs)
    return Counterparts(
        sentences=sentences,
        told=_share(len(sentences), child.report, parent.report),
        statements=tuple(sorted(kept, key=lambda pair: (pair[0].span, pair[0].id))),
        put_in=_alone(child.report, ours, met[0], parent.report),
        left_out=_alone(parent.report, theirs, met[1], child.report),
    )


def _share(met: int, child: Report, parent: Report) -> tuple[float, float]:
    one, other = (round(met / max(1, len(_bags(r))), 6) for r in (child, parent))
    return one, other


def told_by(one: Dated, other: Dated) -> float:
    """Chance that two statements answer one question, as an event or as a count."""
    return max(probability(same_event(one, other)), probability(same_count(one, other)))


def _body(reading: Reading) -> tuple[Dated, ...]:
    body = [d for d in reading.statements if not d.statement.headline]
    return tuple(sorted(body, key=lambda d: (d.statement.span, d.statement.id))[:MOST])


@per_report
def _bags(report: Report) -> tuple[tuple[Span, frozenset[str]], ...]:
    return tuple((span, bag) for span in told(report).spans if (bag := bag_of(words_of(report.text, span))))


def bag_of(words: Iterable[Word]) -> frozenset[str]:
    """The stems of some words."""
    return frozenset(stem(word.text) for word in words)


def _sentences(child: Report, parent: Report) -> Iterator[tuple[Span, Span, float]]:
    """Pairs of sentences, each the other's best, in order of the child."""
    ours, theirs = _bags(child), _bags(parent)
    df = Counter(s for _, bag in (*ours, *theirs) for s in bag)
    total = len(ours) + len(theirs)
    weight = {s: math.log(1.0 + total / n) for s, n in df.items()}
    size = [math.fsum(sorted(weight[s] for s in bag)) for _, bag in ours]
    other = [math.fsum(sorted(weight[s] for s in bag)) for _, bag in theirs]
    where: dict[str, list[int]] = {}
    for j, (_, bag) in enumerate(theirs):
        for s in bag:
            where.setdefault(s, []).append(j)
    best: dict[int, tuple[float, int]] = {}
    back: dict[int, tuple[float, int]] = {}
    for i, (_, bag) in enumerate(ours):
        for j in sorted({j for s in bag for j in where.get(s, ())}):
            shared = math.fsum(sorted(weight[s] for s in bag & theirs[j][1]))
            likeness = round(shared / math.sqrt(size[i] * other[j]), 6)
            if likeness >= ALIKE:
                best[i] = max(best.get(i, (0.0, 0)), (likeness, -j))
                back[j] = max(back.get(j, (0.0, 0)), (likeness, -i))
    for i, (likeness, j) in sorted(best.items()):
        if back[-j] == (likeness, -i):
            yield ours[i][0], theirs[-j][0], likeness


def _rated(
    child: Report,
    parent: Report,
    ours: Sequence[Dated],
    theirs: Sequence[Dated],
    sentences: Sequence[tuple[Span, Span, float]],
) -> list[tuple[float, bool, Dated, Dated]]:
    """(rating, whether it suffices, child's, parent's) of the pairs of statements that have anything in common."""
    mine, yours = ({d.statement.id: content(r, d.statement) for d in ds} for r, ds in ((child, ours), (parent, theirs)))
    found = []
    for one in ours:
        beside = [there for here, there, _ in sentences if one.statement.span.overlap(here)]
        for other in theirs:
            a, b = mine[one.statement.id], yours[other.statement.id]
            shared = len(a & b)
            if not shared and not _counted(one) & _counted(other):
                continue
            together = any(other.statement.span.overlap(there) for there in beside)
            alike = shared / max(1, min(len(a), len(b))) if together else 0.0
            rating = max(alike, told_by(one, other))
            extra = _TOGETHER * together + _NUMBER * max(_same_value(one, other), _same_day(one, other))
            extra += _VOICE * (one.statement.speaker.key == other.statement.speaker.key)
            found.append((round(rating + extra, 6), rating >= TELLS, one, other))
    return found


def _counted(one: Dated) -> frozenset[str]:
    return frozenset(q.item for q in countable(one.statement))


def _same_value(one: Dated, other: Dated) -> float:
    """1 for one number with one bound in both statements, a half for one number."""
    ours, theirs = ({(q.written, q.bound) for q in d.statement.quantities} for d in (one, other))
    if ours & theirs:
        return 1.0
    return 0.5 if {n for n, _ in ours} & {n for n, _ in theirs} else 0.0


def _same_day(one: Dated, other: Dated) -> float:
    """1 for one time, by its own words, of what both tell."""
    a, b = one.statement.happened, other.statement.happened
    named = a is not None and b is not None and None not in (a.words, b.words)
    return float(named and a is not None and b is not None and (a.lo, a.hi) == (b.lo, b.hi))


def content(report: Report, statement: Statement) -> frozenset[str]:
    """The stems of a statement's content."""
    return frozenset(s for span in statement.content for s in bag_of(words_of(report.text, span)))


def _chosen(
    rated: Sequence[tuple[float, bool, Dated, Dated]],
) -> tuple[list[tuple[Dated, Dated]], tuple[set[str], set[str]]]:
    """The best pairs, each statement once; and the statements of either side that any pair would have sufficed for."""
    used: tuple[set[str], set[str]] = (set(), set())
    met: tuple[set[str], set[str]] = (set(), set())
    pairs = []
    for _, enough, one, other in sorted(rated, key=lambda r: (-r[0], r[2].statement.span, r[3].statement.span)):
        ids = one.statement.id, other.statement.id
        if not enough:
            continue
        for k in (0, 1):
            met[k].add(ids[k])
        if ids[0] not in used[0] and ids[1] not in used[1]:
            pairs.append((one, other))
            for k in (0, 1):
                used[k].add(ids[k])
    return pairs, met


def _telling(report: Report, span: Span) -> frozenset[str]:
    """The stems of the words that tell something: long ones, names and numbers."""
    words = words_of(report.text, span)
    return bag_of(w for w in words if len(w.text) >= LONG or not w.text[0].islower())


@per_report
def _all_telling(report: Report) -> frozenset[str]:
    return _telling(report, Span(start=0, end=len(report.text))) if report.text else frozenset()


def _alone(report: Report, statements: Sequence[Dated], met: set[str], other: Report) -> tuple[Statement, ...]:
    """Statements without any counterpart, one a sentence, whose words do not stand elsewhere in the other report."""
    held = _all_telling(other)
    by_sentence: dict[Span, list[Statement]] = {}
    for d in statements:
        by_sentence.setdefault(d.statement.sentence, []).append(d.statement)
    found = []
    for told_here in by_sentence.values():
        bags = {s.id: frozenset(w for span in s.content for w in _telling(report, span)) for s in told_here}
        whole = frozenset(w for bag in bags.values() for w in bag)
        if not any(s.id in met for s in told_here) and len(whole & held) < CONTAINED * len(whole):
            found.append(max(told_here, key=lambda s: (len(bags[s.id]), s.id)))
    return tuple(sorted(found, key=lambda s: (s.span, s.id)))
