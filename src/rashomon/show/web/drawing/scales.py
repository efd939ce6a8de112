"""From values to places on paper: scales of numbers and of time, with the ticks people expect."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rashomon.show import wording
from rashomon.show.roomviews import number_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A place on an axis and its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps ``[low, high]`` onto ``[start, end]``; ``logs`` where values differ by more than a hundred times."""

    low: float
    high: float
    start: float
    end: float
    logs: bool = False

    def __call__(self, value: float) -> float:
        """The place of a value; what lies outside is at the edge."""
        low, high, value = self._own(self.low), self._own(self.high), self._own(value)
        share = 0.5 if high <= low else min(1.0, max(0.0, (value - low) / (high - low)))
        return round(self.start + share * (self.end - self.start), 1)

    def _own(self, value: float) -> float:
        return math.log10(max(value, 0.0) + 1) if self.logs else value


def numbers(values: Sequence[float], start: float, end: float) -> tuple[Scale, tuple[Tick, ...]]:
    """A scale for these numbers, a little wider than they are, and its ticks."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    positive = [v for v in values if v > 0]
    if low >= 0 and positive and high / min(positive) > 100:
        scale = Scale(low, high * 1.1, start, end, logs=True)
        powers = [10.0**n for n in range(int(math.log10(high)) + 1)]
        shown = [p for p in powers if low <= p <= high]
        return scale, tuple(Tick(at=scale(p), words=number_words(p)) for p in shown)
    room = (high - low) * 0.12 or max(abs(high) * 0.1, 1.0)
    bottom, top = max(0.0, low - room) if low >= 0 else low - room, high + room
    scale = Scale(bottom, top, start, end)
    step = _step((top - bottom) / 4)
    first = math.ceil(bottom / step)
    marks = [n * step for n in range(first, int(top / step) + 1)][:12]
    return scale, tuple(Tick(at=scale(m), words=number_words(m)) for m in marks)


def _step(raw: float) -> float:
    power = 10.0 ** math.floor(math.log10(raw)) if raw > 0 else 1.0
    return next((f * power for f in (1, 2, 5) if f * power >= raw), 10 * power)


def times(moments: Sequence[datetime], start: float, end: float) -> tuple[Scale, tuple[Tick, ...]]:
    """A scale for these times in seconds since 1970, and ticks at whole days, months or years."""
    low = min(moments, default=datetime(2000, 1, 1, tzinfo=UTC))
    high = max(moments, default=low)
    room = max((high - low) * 0.05, timedelta(hours=12))
    low, high = low - room, high + room
    scale = Scale(low.timestamp(), high.timestamp(), start, end)
    return scale, tuple(Tick(at=scale(at.timestamp()), words=words) for at, words in _dates(low, high))


def _dates(low: datetime, high: datetime) -> list[tuple[datetime, str]]:
    days = (high - low).total_seconds() / 86400
    if days <= 120:
        step = next(s for s in (1, 2, 5, 7, 14, 30) if days / s <= 7 or s == 30)
        first = datetime(low.year, low.month, low.day, tzinfo=UTC) + timedelta(days=1)
        marks = [first + timedelta(days=n * step) for n in range(int(days // step) + 1)]
        return [(m, wording.day(m).rsplit(" ", 1)[0] if n else wording.day(m)) for n, m in enumerate(marks) if m < high]
    months = days / 30.4
    step = next((s for s in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if months / s <= 8), 2400)
    count = (high.year - low.year) * 12 + high.month - low.month
    found = []
    for n in range(count + 1):
        index = low.year * 12 + low.month - 1 + n
        if index % step or not 1 <= index // 12 <= 9999:
            continue
        at = datetime(index // 12, index % 12 + 1, 1, tzinfo=UTC)
        words = str(at.year) if step >= 12 else wording.day(at).split(" ", 1)[1]
        found += [(at, words)] if low < at < high else []
    return found
