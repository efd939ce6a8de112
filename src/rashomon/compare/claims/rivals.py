"""Rival claims of one question: what excludes what, and what replaced what. Numbers are judged in counted.py."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.compare.claims.answers import Answer, as_of, knowers
from rashomon.compare.claims.counted import Numbers, both_given, garbled
from rashomon.compare.claims.forming import Stand
from rashomon.compare.claims.intervals import Interval, moments_disjoint
from rashomon.compare.claims.verdicts import conflict, first_known, replace, rival
from rashomon.compare.questions.evidence import Dated
from rashomon.compare.questions.named import place
from rashomon.compare.questions.named import rivals as near
from rashomon.compare.questions.pairs import ALIKE
from rashomon.compare.questions.scores import Scores
from rashomon.records import (
    Attribute,
    Commitment,
    Conflict,
    ConflictKind,
    Link,
    LinkKind,
    Reason,
    Report,
    Supersession,
    SupersessionKind,
    VoiceKind,
)

_DENIAL = "one side says it is so, the other that it is not"
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
        between = [ln for ln in links if ln.kind is not LinkKind.CITES and {ln.parent, ln.child} <= reports.keys()]
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

    def other_day(self, a: str, b: str, *, inferred: bool) -> bool:
        """Whether two statements tell of different times, two occasions; those inferred from their sentences too, or
        only those in their own words.
        """
        one, other = self.dated[a].statement.happened, self.dated[b].statement.happened
        if one is None or other is None or not (inferred or (one.words is not None and other.words is not None)):
            return False
        return moments_disjoint(one, other)

    def one_speaker(self, statements: Iterable[str]) -> str | None:
        """The name of the one person or body that speaks in all of these; None for several, or nobody named."""
        voices = {v.key: v for s in statements for v in (self.dated[s].statement.speaker,)}
        only = next(iter(voices.values())) if len(voices) == 1 else None
        return only.name if only is not None and only.kind in (VoiceKind.PERSON, VoiceKind.INSTITUTION) else None

    def answer(self, statement: str) -> Answer:
        """What a statement says, as an answer without a value."""
        told = self.dated[statement].statement
        when = as_of(told, self.reports[told.report_id])
        return Answer(told, None, when or Interval((-math.inf, 0), (math.inf, 0)), when, knowers(told))

    def alike(self, a: str, b: str) -> float:
        """Probability that two statements tell of one happening."""
        return self.scores.of(self.dated[a], self.dated[b]).event


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
    if asked is Attribute.PLACE:
        return _places(left, right, setting)
    if asked is Attribute.CULPRIT:
        return _culprits(left, right, setting)
    if asked in (Attribute.WHICH, Attribute.QUALITY):
        return _opposed(left, right, setting)
    if asked is Attribute.REASON:
        return None  # a thing may have several reasons and causes: they stand side by side
    return _dates(left, right, setting) if asked is Attribute.DATE else _occurrence(left, right, setting)


def _headlines(stands: Sequence[Stand]) -> set[str]:
    """Claims that headlines alone make: where the text under one says otherwise, that is all there is to say."""
    return {s.id for s in stands if s.answers and all(a.statement.headline for a in s.answers)}


def _occurrence(left: Stand, right: Stand, setting: Setting) -> Conflict | Supersession | None:
    """Said and denied. An outright denial is one; a sentence with "not" in it only beside a sentence very like it."""
    if not left.supports or not right.supports:
        return None
    outright = any(setting.denied(s) for s in right.supports)
    voices = [{setting.voice(s) for s in side.supports} for side in (left, right)]
    if not outright and (voices[0] <= voices[1] or voices[1] <= voices[0]):
        return None  # one voice says both: two occasions ("found no faults", and later "found 3 faults")
    met = [(a, b) for a in left.supports for b in right.supports if not setting.other_day(a, b, inferred=not outright)]
    if not met or (not outright and not any(setting.alike(a, b) >= ALIKE for a, b in met)):
        return None
    himself = setting.one_speaker([*left.supports, *right.supports])
    if himself is not None:
        return _himself(left, right, himself, setting) if outright else None
    return _told(ConflictKind.POLARITY, (left, right), (left.supports, right.supports), _DENIAL, setting)


def _himself(left: Stand, right: Stand, speaker: str, setting: Setting) -> Conflict | Supersession:
    """One speaker says so and denies it: taken back where the denial came later, else somebody garbled it."""
    said, denied = (
        min((setting.answer(s) for s in side.supports), key=lambda answer: answer.order) for side in (left, right)
    )
    if said.as_of is not None and denied.as_of is not None and said.as_of.hi <= denied.as_of.lo:
        words = f"{speaker} said so, and denies it later"
        return replace(SupersessionKind.RETRACTION, (left, right), (said, denied), words)
    words = f"{speaker} is said to say so and to deny it, at no two times"
    return _told(ConflictKind.TRANSMISSION, (left, right), (left.supports, right.supports), words, setting)


def _places(left: Stand, right: Stand, setting: Setting) -> Conflict | None:
    """Places that exclude each other, of happenings that are surely one: told alike, in two reports, of no two days."""
    sides = (frozenset(left.supports) - set(right.supports), frozenset(right.supports) - set(left.supports))
    places = {s: place(setting.dated[s].statement) for side in sides for s in side}
    met = [
        (a, b)
        for a in sorted(sides[0])
        for b in sorted(sides[1])
        if (one := places[a]) is not None and (other := places[b]) is not None and near(one, other)
        and setting.voice(a)[0] != setting.voice(b)[0]
        and setting.alike(a, b) >= ALIKE
        and not setting.other_day(a, b, inferred=True)
    ]  # fmt: skip
    if not met:
        return None
    words = f"{left.value.words} and {right.value.words} are different places of one happening"
    told = (tuple(sorted({a for a, _ in met})), tuple(sorted({b for _, b in met})))
    return _told(ConflictKind.PLACE, (left, right), told, words, setting)


def _culprits(left: Stand, right: Stand, setting: Setting) -> Conflict | None:
    """One deed laid to two, by two voices: a rival assessment. One voice that names both accuses both."""
    voices = [{setting.dated[s].statement.speaker.key for s in side.supports} for side in (left, right)]
    if not left.supports or not right.supports or voices[0] <= voices[1] or voices[1] <= voices[0]:
        return None
    words = f"laid to {left.value.words} and to {right.value.words} by different voices"
    return _told(ConflictKind.ASSESSMENT, (left, right), (left.supports, right.supports), words, setting)


def _opposed(left: Stand, right: Stand, setting: Setting) -> Conflict | None:
    """Designations, or judgements, of one happening by two voices, told alike and of no two days."""
    met = [
        (a, b)
        for a in left.supports
        for b in right.supports
        if setting.voice(a) != setting.voice(b)
        and setting.alike(a, b) >= ALIKE
        and not setting.other_day(a, b, inferred=True)
    ]
    if not met or set(left.supports) & set(right.supports):
        return None
    sides = (tuple(sorted({a for a, _ in met})), tuple(sorted({b for _, b in met})))
    kind, words = ConflictKind.ASSESSMENT, f"judged to be {left.value.words} and to be {right.value.words}"
    if left.question.attribute is Attribute.WHICH:
        copy = all(setting.copied(*(setting.voice(s)[0] for s in pair)) for pair in met)
        kind = ConflictKind.TRANSMISSION if copy else ConflictKind.WHICH
        words = f"{left.value.words} and {right.value.words} are told of one happening"
    return _told(kind, (left, right), sides, words, setting)


def _told(
    kind: ConflictKind,
    stands: tuple[Stand, Stand],
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    words: str,
    setting: Setting,
) -> Conflict:
    times = [
        first_known(as_of(s, setting.reports[s.report_id]) for i in side for s in (setting.dated[i].statement,))
        for side in sides
    ]
    return conflict(kind, stands, sides, Reason(feature=kind, weight=0.0, words=words), (times[0], times[1]))


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
