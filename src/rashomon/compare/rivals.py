"""Rival claims of one question: conflict, update, correction, transmission error, or nothing to decide.

The rules are those of methods.md §2.3 and §6.6. Order is read from when each value was *first* given, so that a stale
report repeating an old number later starts no conflict. Where times are unknown nothing is decided: the claims stand
side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations

from rashomon.compare.answers import Answer
from rashomon.compare.claims import Stand
from rashomon.compare.evidence import Dated
from rashomon.compare.families import CORRECTING, CUMULATIVE_ITEMS, LEVEL_ITEMS, RETRACTING
from rashomon.compare.intervals import moments_disjoint, of_quantity
from rashomon.compare.pairs import Scores
from rashomon.records import (
    Attribute,
    Bound,
    Commitment,
    Conflict,
    ConflictKind,
    Link,
    LinkKind,
    Reason,
    Report,
    Supersession,
    SupersessionKind,
    digest,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
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
        between = [ln for ln in links if ln.kind is not LinkKind.CITES and {ln.parent, ln.child} <= reports.keys()]
        copies, retold = (
            frozenset((a, b) for ln in between if ln.probability >= least for a, b in _both(ln.child, ln.parent))
            for least in (_COPYING, _RETELLING)
        )
        return Setting(reports, copies, retold, dated, scores)

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
    for left, right in combinations(stands, 2):
        found = _occurrence(left, right, setting) if left.core is None else _values(left, right, setting)
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
    return _conflict(ConflictKind.POLARITY, (left, right), (left.supports, right.supports), reason)


def _values(left: Stand, right: Stand, setting: Setting) -> Conflict | Supersession | None:
    a, b = _only(left, right), _only(right, left)
    if not a or not b:
        return None
    first, second = min(a, key=lambda x: x.order), min(b, key=lambda x: x.order)
    if first.order > second.order:
        return _ordered((right, left), (b, a), setting)
    return _ordered((left, right), (a, b), setting)


def _only(stand: Stand, rival: Stand) -> list[Answer]:
    """Answers of a claim whose own interval misses every answer of the rival's: the ones that truly exclude it.

    "Thousands" is said of eleven thousand too: a vague number excludes nothing, nor does none.
    """
    return [
        x
        for x in stand.answers
        if x.asserts and not _vague(x) and all(not x.interval.meets(y.interval) for y in rival.answers)
    ]


def _vague(answer: Answer) -> bool:
    """Dozens, hundreds; and none: "nobody was killed" is most often said of another part of the same affair."""
    return answer.quantity is not None and (answer.quantity.bound is Bound.VAGUE or answer.quantity.written == 0)


def _ordered(
    stands: tuple[Stand, Stand], sides: tuple[list[Answer], list[Answer]], setting: Setting
) -> Conflict | Supersession | None:
    early, late = (min(side, key=lambda x: x.order) for side in sides)
    shared = sorted(_known(sides[0]) & _known(sides[1]))
    if _both_given(sides):
        return None
    garbled = _garbled(sides, setting)
    if garbled is not None:
        return _rival(garbled[0], stands, sides, garbled[1])
    if stands[0].question.attribute is Attribute.DATE:
        return _rival(ConflictKind.DATE, stands, sides, "the times named exclude each other")
    if early.as_of is None or late.as_of is None:
        return None
    apart = not early.as_of.meets(late.as_of)
    item = stands[0].question.item or ""
    cue = _cue(sides[1], CORRECTING)
    told = _told(stands[0], sides[1], item)
    if told is not None:
        grows = item in CUMULATIVE_ITEMS and told.interval.lo > early.interval.hi
        kind = SupersessionKind.UPDATE if grows and not cue else SupersessionKind.CORRECTION
        return _replace(kind, stands, (early, told), "the later report itself gives the other as the earlier number")
    if _cue(sides[1], RETRACTING) and shared:
        return _replace(SupersessionKind.RETRACTION, stands, (early, late), f"withdrawn by {shared[0]}")
    if cue and (apart or shared):
        return _replace(SupersessionKind.CORRECTION, stands, (early, late), f"the later report says “{cue}”")
    grew = late.interval.lo > early.interval.hi
    if item in CUMULATIVE_ITEMS and grew and (apart or shared):
        return _replace(
            SupersessionKind.UPDATE, stands, (early, late), f"a count of {item} that grows; later and larger"
        )
    if item in LEVEL_ITEMS and apart:
        return _replace(SupersessionKind.UPDATE, stands, (early, late), f"a number of {item} that can change; later")
    if shared and apart and _face_values(sides[0]) & _face_values(sides[1]):
        words = f"one number laid to {shared[0]}, with another bound"
        return _rival(ConflictKind.TRANSMISSION, stands, sides, words)
    if shared and apart:
        return _replace(SupersessionKind.CORRECTION, stands, (early, late), f"{shared[0]} gives another number later")
    if shared:
        return _rival(ConflictKind.TRANSMISSION, stands, sides, f"both are laid to {shared[0]} at the same time")
    return _rival(ConflictKind.NUMBER, stands, sides, "the numbers exclude each other and neither replaces the other")


def _told(earlier: Stand, side: Sequence[Answer], item: str) -> Answer | None:
    """The first answer whose own statement gives the earlier claim's value as the one it replaces ("down from 340")."""
    for answer in sorted(side, key=lambda x: x.order):
        before = [q for q in answer.statement.quantities if q.earlier and q.item == item]
        if earlier.core is not None and any(of_quantity(q).meets(earlier.core) for q in before):
            return answer
    return None


def _both_given(sides: tuple[list[Answer], list[Answer]]) -> bool:
    """Whether one voice gives both values in every report that holds one of them: then their scopes differ."""
    voices = [
        {(x.statement.report_id, x.statement.speaker.key) for x in side if not x.statement.headline} for side in sides
    ]
    return bool(voices[0] and voices[1]) and (voices[0] <= voices[1] or voices[1] <= voices[0])


def _garbled(sides: tuple[list[Answer], list[Answer]], setting: Setting) -> tuple[ConflictKind, str] | None:
    """Whether a difference arose on the way: headline against its own text, or a copy that alters the value."""
    reports = [{x.statement.report_id for x in side} for side in sides]
    for own, other in ((sides[0], sides[1]), (sides[1], sides[0])):
        held = {x.statement.report_id for x in other}
        if all(x.statement.headline and x.statement.report_id in held for x in own):
            return ConflictKind.HEADLINE, "the headline gives another value than the text under it"
    for own_ids, other_ids in ((reports[0], reports[1]), (reports[1], reports[0])):
        if all(any((r, o) in setting.copies for o in other_ids) for r in own_ids):
            return ConflictKind.TRANSMISSION, "every report with one of the values copies a report with the other"
    return None


def _face_values(side: Sequence[Answer]) -> set[float]:
    return {x.quantity.written for x in side if x.quantity is not None}


def _known(side: Sequence[Answer]) -> set[str]:
    return {k for x in side for k in x.knowers}


def _cue(side: Sequence[Answer], words: frozenset[str]) -> str | None:
    found = sorted({t for x in side for t in x.statement.frame.terms} & words)
    found += sorted({x.statement.frame.predicate for x in side} & words)
    return found[0] if found else None


def _rival(
    kind: ConflictKind, stands: tuple[Stand, Stand], sides: tuple[list[Answer], list[Answer]], words: str
) -> Conflict:
    ids = (_ids(sides[0]), _ids(sides[1]))
    values = f"{stands[0].value.words} against {stands[1].value.words}"
    return _conflict(kind, stands, ids, Reason(feature=kind, weight=0.0, words=f"{values}: {words}"))


def _ids(side: Sequence[Answer]) -> tuple[str, ...]:
    return tuple(sorted({x.statement.id for x in side}))


def _conflict(
    kind: ConflictKind, stands: tuple[Stand, Stand], sides: tuple[tuple[str, ...], tuple[str, ...]], reason: Reason
) -> Conflict:
    order = sorted(zip((s.id for s in stands), sides, strict=True))
    (a, left), (b, right) = order
    return Conflict(
        id=digest("conflict", a, b),
        question_id=stands[0].question.id,
        kind=kind,
        claims=(a, b),
        statements=(left, right),
        reasons=(reason,),
    )


def _replace(
    kind: SupersessionKind, stands: tuple[Stand, Stand], pair: tuple[Answer, Answer], words: str
) -> Supersession:
    earlier, later = pair
    return Supersession(
        id=digest("supersession", stands[0].id, stands[1].id),
        question_id=stands[0].question.id,
        kind=kind,
        earlier=stands[0].id,
        later=stands[1].id,
        earlier_statement=earlier.statement.id,
        later_statement=later.statement.id,
        as_of=(_moment(earlier), _moment(later)),
        reasons=(Reason(feature=kind, weight=0.0, words=words),),
    )


def _moment(answer: Answer) -> datetime | None:
    return None if answer.as_of is None else _EPOCH + timedelta(days=answer.as_of.lo[0])
