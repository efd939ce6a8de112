"""Answers that are a name and no number: where something happened, and who is said to have done it.

A place answers "where" for every statement of one event that names one place of it: "in Russia" and "in Kursk" answer
alike, one lying in the other; a statement that names two places apart tells of a way, and answers nothing. Who did it
is answered by an accusation (the accused) and by a claim of responsibility (whoever claims it).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, cos, radians, sin

from rashomon.compare.questions.evidence import Dated, affair, overlap, plain_terms
from rashomon.compare.questions.families import ACCUSING, CLAIMING, REJECTING
from rashomon.records import Commitment, Name, NameKind, Place, Polarity, Reason, Statement

_RADIUS = 6371.0  # km
_FAR = 1000.0  # km; farther places are most often a name misread ("Daniel", a storm) (start value)
_DID = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE})  # a people or state is named as a place


@dataclass(frozen=True, slots=True)
class Named:
    """What one statement answers: a name's key, and its words."""

    statement: Statement
    key: str
    words: str


def culprit(statement: Statement) -> Name | None:
    """Who did it by a statement: the accused, or whoever claims responsibility; None where it tells neither."""
    frame = statement.frame
    rejected = statement.commitment is Commitment.DENIED or bool(REJECTING & set(frame.terms))
    if rejected or statement.polarity is Polarity.NEGATIVE:
        return None
    told = [n for n in frame.names if n.kind in _DID]
    if CLAIMING & set(frame.terms):
        return told[0] if told else None
    if frame.predicate not in ACCUSING:
        return None
    voice = statement.speaker
    accuser = {voice.key, voice.institution}
    others = [n for n in told if n.key not in accuser and not set(n.key.split()) & set(voice.key.split())]
    return others[0] if others else None


def place(statement: Statement) -> Place | None:
    """The one place a statement names, the innermost of those that lie in each other; None for two apart, or none."""
    held = statement.frame.located
    leaves = {p.key: p for p in held if not any(p.contains(q) for q in held)}
    return next(iter(leaves.values())) if len(leaves) == 1 else None


def culprits(statements: Sequence[Statement]) -> tuple[Named, ...]:
    """Who did it by each of these statements, in order of statement."""
    return tuple(Named(s, who.key, who.text) for s in statements if (who := culprit(s)) is not None)


def rivals(one: Place, other: Place) -> bool:
    """Whether two places can be rival accounts of one happening: they exclude each other, and lie within `_FAR`."""
    if not one.apart(other):
        return False
    a, b = (radians(one.lat), radians(one.lon)), (radians(other.lat), radians(other.lon))
    cosine = sin(a[0]) * sin(b[0]) + cos(a[0]) * cos(b[0]) * cos(a[1] - b[1])
    return _RADIUS * acos(max(-1.0, min(1.0, cosine))) <= _FAR


def asks_where(statements: Sequence[Statement]) -> bool:
    """Whether statements of one event, from two reports at least, name places that exclude each other."""
    told = [(s, where) for s in statements if (where := place(s)) is not None]
    return any(s.report_id != t.report_id and rivals(a, b) for s, a in told for t, b in told)


def by_place(statements: Sequence[Statement]) -> dict[str, tuple[str, tuple[Statement, ...]]]:
    """By key of each innermost place: its name, and the statements whose place agrees with it."""
    told = [(s, where) for s in statements if (where := place(s)) is not None]
    held = {where.key: where for _, where in told}
    innermost = [p for p in held.values() if not any(p.contains(q) for q in held.values())]
    return {
        p.key: (p.name, tuple(s for s, where in told if where.agrees(p)))
        for p in sorted(innermost, key=lambda p: p.key)
    }


def same_deed(a: Dated, b: Dated) -> tuple[Reason, ...]:
    """Reasons for and against: one deed is laid to somebody in both. Empty unless both say who did it.

    The weights are start values, set by hand: such statements are few in an affair.
    """
    left, right = a.statement, b.statement
    if culprit(left) is None or culprit(right) is None:
        return ()
    reasons = [Reason(feature="prior", weight=-0.6, words="two that say who did it, taken at random")]
    if left.report_id == right.report_id:
        reasons.append(Reason(feature="one report", weight=1.2, words="both stand in one report"))
    reasons += [
        Reason(feature="affair", weight=round(2.5 * (e.strength - 0.2), 4), words=e.words)
        for e in affair(a, b)
        if e.feature == "affair"
    ]
    shared, _ = overlap(*([t for t in plain_terms(s) if t not in _BLAME] for s in (left, right)))
    if shared:
        words = "shared words: " + ", ".join(shared[:6])
        reasons.append(Reason(feature="words", weight=min(0.6 * len(shared), 1.2), words=words))
    if a.published is not None and b.published is not None and abs(a.published - b.published) > _LONG:
        reasons.append(Reason(feature="published", weight=-1.2, words="published more than two months apart"))
    return tuple(reasons)


_BLAME = ACCUSING | CLAIMING | {"say"}
_LONG = 60.0  # days between two reports from which an accusation is most often of another deed
