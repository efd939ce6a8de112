"""What pairs of statements are to each other, remembered while a block is settled again and again."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.questions.evidence import Dated
from rashomon.compare.questions.named import same_deed
from rashomon.compare.questions.pairs import (
    EDGE,
    cannot_link,
    logistic,
    probability,
    same_count,
    same_event,
    same_first,
)
from rashomon.records import Moment, PairScore, Reason

REMEMBERED = 400_000  # pairs of which `Scores` keeps the probabilities: about 100 MB


@dataclass(frozen=True, slots=True)
class Likely:
    """What two statements are to each other: the probabilities that they tell of one happening, count the same thing,
    tell of one first time, and say who did one thing; ``apart`` where they surely tell of different events."""

    event: float
    count: float
    first: float
    deed: float
    apart: bool


class Scores:
    """What pairs of statements are to each other, remembered: a block is settled many times, a pair of it changes
    seldom.

    What is remembered is used only while times and publication of both statements are the same, so it changes no
    result. At `REMEMBERED` pairs all is forgotten.
    """

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], tuple[int, int, Likely]] = {}
        self._marks: dict[str, tuple[float | None, Moment | None, int]] = {}
        self._next = 0

    def mark(self, dated: Dated) -> int:
        """A number for a statement at its time and publication: another one where either is another."""
        statement = dated.statement
        held = self._marks.get(statement.id)
        if held is None or held[0] != dated.published or held[1] != statement.happened:
            if len(self._marks) >= REMEMBERED:
                self._marks.clear()
                self._held.clear()
            self._next += 1
            held = self._marks[statement.id] = (dated.published, statement.happened, self._next)
        return held[2]

    def of(self, a: Dated, b: Dated) -> Likely:
        """What the two are to each other."""
        return self._of(a, b, self.mark(a), self.mark(b))

    def among(self, dated: Mapping[str, Dated]) -> Callable[[str, str], Likely]:
        """`of` for statements by id, whose times and publication are looked at once."""
        marks = {i: self.mark(d) for i, d in dated.items()}
        return lambda a, b: self._of(dated[a], dated[b], marks[a], marks[b])

    def _of(self, a: Dated, b: Dated, one: int, other: int) -> Likely:
        key = (a.statement.id, b.statement.id)
        held = self._held.get(key)
        if held is None or held[0] != one or held[1] != other:
            if len(self._held) >= REMEMBERED:
                self._held.clear()
            told = _told(a, b)
            held = self._held[key] = (one, other, _likely(a, b, told))
        return held[2]

    def score(self, a: Dated, b: Dated) -> PairScore | None:
        """The best of the scores when it reaches `EDGE`, else None; reasons name what was seen."""
        told = _told(a, b)
        if len(self._held) >= REMEMBERED:
            self._held.clear()
        self._held[a.statement.id, b.statement.id] = (self.mark(a), self.mark(b), _likely(a, b, told))
        return _best(a, b, told)


def _likely(a: Dated, b: Dated, told: Sequence[tuple[Reason, ...]]) -> Likely:
    event, count, first, deed = map(probability, told)
    return Likely(event, count, first, deed, cannot_link(a.statement, b.statement))


def _told(a: Dated, b: Dated) -> tuple[tuple[Reason, ...], ...]:
    return same_event(a, b), same_count(a, b), same_first(a, b), same_deed(a, b)


def _best(a: Dated, b: Dated, told: Sequence[tuple[Reason, ...]]) -> PairScore | None:
    found = [reasons for reasons in told if reasons]
    if not found:
        return None
    best = max(found, key=lambda reasons: math.fsum(r.weight for r in reasons))
    p = logistic(math.fsum(r.weight for r in best))
    if p < EDGE:
        return None
    first, second = sorted((a.statement.id, b.statement.id))
    return PairScore(a=first, b=second, probability=p, reasons=best)
