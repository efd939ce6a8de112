"""Rival claims of one question: what excludes what, and what replaced what. Numbers are judged in counted.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.compare.answers import Answer
from rashomon.compare.claims import Stand
from rashomon.compare.counted import Numbers, both_given, garbled
from rashomon.compare.evidence import Dated
from rashomon.compare.intervals import moments_disjoint
from rashomon.compare.pairs import Scores
from rashomon.compare.verdicts import conflict, rival
from rashomon.records import (
    Attribute,
    Commitment,
    Conflict,
    ConflictKind,
    Link,
    Reason,
    Report,
    Supersession,
)

_ALIKE = 0.9  # probability that two statements tell one thing, from which "not" in one of them makes a conflict
_COPYING = 0.95  # a link at least this sure makes a differing value a fault of transmission
_RETELLING = 0.6  # a rewrite at least this sure warns of an attribution that it dropped (start value)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beside the claims: reports by id, and pairs of report ids where one depends on the other.

    ``copies``: surely, in its words; ``retold``: surely or likely, in its words or in other words. ``dated`` are the
    statements by id.
    """

    reports: Mapping[str, Report]
    copies: frozenset[tuple[str, str]]
    retold: frozenset[tuple[str, str]]
    dated: Mapping[str, Dated]
    scores: Scores

    @staticmethod
    def of(reports: Mapping[str, Report], links: Sequence[Link], dated: Mapping[str, Dated], scores: Scores) -> Setting:
        """The setting of a block; only links between two held reports matter."""
        between = [ln for ln in links if ln.parent in reports and ln.child in reports]
        copies, retold = (
            frozenset((a, b) for ln in between if ln.probability >= least for a, b in _both(ln.child, ln.parent))
            for least in (_COPYING, _RETELLING)
        )
        return Setting(reports, copies, retold, dated, scores)

    def copied(self, a: str, b: str) -> bool:
        """Whether one of two reports surely copies the other."""
        return (a, b) in self.copies

    def denied(self, statement: str) -> bool:
        """Whether a statement is an outright denial."""
        return self.dated[statement].statement.commitment is Commitment.DENIED

    def voice(self, statement: str) -> tuple[str, str]:
        """The report a statement stands in, and who speaks."""
        told = self.dated[statement].statement
        return told.report_id, told.speaker.key

    def other_day(self, a: str, b: str) -> bool:
        """Whether two statements tell of different times, those inferred from their sentences too: two occasions."""
        one, other = self.dated[a].statement.happened, self.dated[b].statement.happened
        return one is not None and other is not None and moments_disjoint(one, other)

    def alike(self, a: str, b: str) -> float:
        """Probability that two statements tell of one happening."""
        return self.scores.event(self.dated[a], self.dated[b])


def _both(a: str, b: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ((a, b), (b, a))


def decide(stands: Sequence[Stand], setting: Setting) -> tuple[tuple[Conflict, ...], tuple[Supersession, ...]]:
    """Conflicts and supersessions among the claims of one question."""
    conflicts: list[Conflict] = []
    supersessions: list[Supersession] = []
    numbers = Numbers(stands, setting.copied)
    for left, right in combinations(stands, 2):
        found = _between(left, right, setting, numbers)
        if isinstance(found, Conflict):
            conflicts.append(found)
        elif found is not None:
            supersessions.append(found)
    slips = {c for found in conflicts if found.kind is ConflictKind.HEADLINE for c in found.claims} & _headlines(stands)
    supersessions = [s for s in supersessions if not {s.earlier, s.later} & slips]
    conflicts = [c for c in conflicts if c.kind is ConflictKind.HEADLINE or not set(c.claims) & slips]
    return (
        tuple(sorted(conflicts, key=lambda c: c.id)),
        tuple(sorted(supersessions, key=lambda s: s.id)),
    )


def _between(left: Stand, right: Stand, setting: Setting, numbers: Numbers) -> Conflict | Supersession | None:
    asked = left.question.attribute
    if asked is Attribute.COUNT:
        return numbers.between(left, right)
    return _dates(left, right, setting) if asked is Attribute.DATE else _occurrence(left, right, setting)


def _headlines(stands: Sequence[Stand]) -> set[str]:
    """Claims that headlines alone make: where the text under one says otherwise, that is all there is to say."""
    return {s.id for s in stands if s.answers and all(a.statement.headline for a in s.answers)}


def _occurrence(left: Stand, right: Stand, setting: Setting) -> Conflict | None:
    """Said and denied. An outright denial is one; a sentence with "not" in it only beside a sentence very like it."""
    if not left.supports or not right.supports:
        return None
    outright = any(setting.denied(s) for s in right.supports)
    voices = [{setting.voice(s) for s in side.supports} for side in (left, right)]
    if not outright and (voices[0] <= voices[1] or voices[1] <= voices[0]):
        return None  # one voice says both: two occasions ("found no faults", and later "found 3 faults")
    met = [(a, b) for a in left.supports for b in right.supports if not setting.other_day(a, b)]
    if not met or (not outright and not any(setting.alike(a, b) >= _ALIKE for a, b in met)):
        return None
    reason = Reason(feature="denial", weight=0.0, words="one side says it is so, the other that it is not")
    return conflict(ConflictKind.POLARITY, (left, right), (left.supports, right.supports), reason)


def _dates(left: Stand, right: Stand, setting: Setting) -> Conflict | None:
    """Times named for what comes once that exclude each other, whoever was first."""
    sides = _only(left, right), _only(right, left)
    if not all(sides) or both_given(sides):
        return None
    kind, words = garbled(sides, setting.copied) or (ConflictKind.DATE, "the times named exclude each other")
    return rival(kind, (left, right), sides, words)


def _only(stand: Stand, other: Stand) -> list[Answer]:
    """Answers of a claim whose own interval misses every answer of the other's: the ones that truly exclude it."""
    return [x for x in stand.answers if x.asserts and all(not x.interval.meets(y.interval) for y in other.answers)]
