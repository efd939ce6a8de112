"""What is decided of two claims of one question, as records: conflict or supersession, with reasons and times."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from rashomon.compare.claims.answers import Answer
from rashomon.compare.claims.forming import Stand
from rashomon.compare.claims.intervals import Interval
from rashomon.records import Conflict, ConflictKind, Reason, Supersession, SupersessionKind, digest

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Stands = tuple[Stand, Stand]
Sides = tuple[Sequence[Answer], Sequence[Answer]]
When = datetime | None


def rival(kind: ConflictKind, stands: Stands, sides: Sides, words: str) -> Conflict:
    """A conflict of two values; ``words`` say why it is of this kind."""
    ids = tuple(tuple(sorted({x.statement.id for x in side})) for side in sides)
    reason = Reason(feature=kind, weight=0.0, words=words)
    return conflict(kind, stands, (ids[0], ids[1]), reason, (first_time(sides[0]), first_time(sides[1])))


def conflict(
    kind: ConflictKind,
    stands: Stands,
    statements: tuple[tuple[str, ...], tuple[str, ...]],
    reason: Reason,
    times: tuple[When, When] = (None, None),
) -> Conflict:
    """A conflict whose sides stand in order of the claims' ids."""
    sides = sorted(zip((s.id for s in stands), statements, times, strict=True), key=lambda side: side[0])
    (a, left, before), (b, right, after) = sides
    return Conflict(
        id=digest("conflict", a, b),
        question_id=stands[0].question.id,
        kind=kind,
        claims=(a, b),
        statements=(left, right),
        reasons=(reason,),
        as_of=(before, after),
    )


def replace(kind: SupersessionKind, stands: Stands, pair: tuple[Answer, Answer], words: str) -> Supersession:
    """The second claim replaces the first, by these two answers."""
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


def first_time(side: Iterable[Answer]) -> When:
    """When a side's value was first given; None where nothing tells."""
    return _moment(min(side, key=lambda x: x.order))


def first_known(times: Iterable[Interval | None]) -> When:
    """The earliest of these times that is known; None for none."""
    known = [t.lo[0] for t in times if t is not None and not math.isinf(t.lo[0])]
    return _EPOCH + timedelta(days=min(known)) if known else None


def _moment(answer: Answer) -> When:
    if answer.as_of is None or math.isinf(answer.as_of.lo[0]):
        return None
    return _EPOCH + timedelta(days=answer.as_of.lo[0])
