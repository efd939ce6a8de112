"""Every expression of time in a text: its TIMEX3 value, and the days it can mean where it places anything.

By `rules/times.toml`: dates, times of day, durations, sets, vague references. What dates the statements is read here
too: `find.py` keeps the expressions that have days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta

from rashomon.records import Published, Span
from rashomon.understand.moments.grammar import Expression, Tense, scan, tense
from rashomon.understand.moments.setting import Setting
from rashomon.understand.moments.shape import Stretch
from rashomon.understand.moments.stretch import stretch
from rashomon.understand.moments.values import value

_TICK = timedelta(microseconds=1)
_QUARTER = re.compile(r"\d{4}-Q[1-4]")
_NAMED = re.compile(r"\d{4}(?:-(?:\d\d(?:-\d\d)?|W\d\d|Q\d))?")
_QUARTER_HOLDS = 2  # sentences for which "a year ago" is still that of the quarter named
_DAY_HOLDS = 1  # sentences for which "the next day" is still counted from the day named
_UNKNOWN = date(2000, 6, 15)  # read against where publication has no end; what depends on it is left open


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words for a time: their place, kind (DATE, TIME, DURATION or SET) and TIMEX3 value, and the rule that read it.

    The value is read against the last day of publication. ``first`` and ``last`` are the days meant if the report came
    out on the first and on the last day it can have; None: the words place nothing.
    """

    start: int
    end: int
    kind: str
    value: str
    rule: str
    expression: Expression
    setting: Setting
    first: Stretch | None = None
    last: Stretch | None = None

    def before(self, day: date) -> Stretch | None:
        """The days meant if the words looked back from ``day``."""
        at = replace(self.setting, today=day, tense=Tense.PAST)
        return stretch(self.expression, value(self.expression.reading, self.expression.groups, at), at)


def days_of(published: Published) -> tuple[date | None, date | None]:
    """First and last possible day of publication, in the outlet's own zone where known; None: that side is open."""
    when = published.when
    if published.local_day is not None:
        local = date.fromisoformat(published.local_day)
        return local, local
    first = None if when.lo is None else when.lo.astimezone(UTC).date()
    last = None if when.hi is None else (when.hi.astimezone(UTC) - _TICK).date()
    return first, last


def find_times(text: str, sentences: Sequence[Span], published: Published) -> tuple[TimeExpression, ...]:
    """All expressions of time in these sentences, in order, none overlapping, read against publication."""
    places = [[(e, tense(text, s.start, e.start)) for e in scan(text, s.start, s.end)] for s in sentences]
    if not any(places):
        return ()
    first, last = days_of(published)
    found = _read(places, last or first or _UNKNOWN)
    if first == last:
        return found
    early = {t.start: t.last for t in _read(places, first or last or _UNKNOWN)}
    return tuple(replace(t, first=early.get(t.start)) for t in found)


_Places = Sequence[Sequence[tuple[Expression, Tense]]]
"""The expressions of each sentence, each with what the words before it speak of."""


def _read(places: _Places, today: date) -> tuple[TimeExpression, ...]:
    found: list[TimeExpression] = []
    spoken, quarter, since_spoken, since_quarter = "", "", 0, 0
    for sentence in places:
        since_spoken += 1
        since_quarter += 1
        for e, spoken_of in sentence:
            lately = quarter if since_quarter <= _QUARTER_HOLDS else ""
            at = Setting(today, spoken, since_spoken <= _DAY_HOLDS, spoken_of, lately)
            read = value(e.reading, e.groups, at)
            if read is None:
                continue
            days = stretch(e, read, at)
            found.append(TimeExpression(e.start, e.end, *read, e.rule, e, at, days, days))
            if _NAMED.fullmatch(read[1][:10]):
                spoken, since_spoken = read[1][:10], 0
            if _QUARTER.fullmatch(read[1]) and e.reading not in ("year ago", "ago"):
                quarter, since_quarter = read[1], 0
    return tuple(found)
