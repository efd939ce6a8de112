"""Moments: the times a sentence names, as intervals read against the publication interval."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from rashomon.records import Moment, Precision, Published, Span
from rashomon.understand.moments.clock import with_clock
from rashomon.understand.moments.grammar import Expression, future, scan
from rashomon.understand.moments.reading import read
from rashomon.understand.moments.shape import Reading

_TICK = timedelta(microseconds=1)
_PREFIX = re.compile(
    r"\b(since|until|till|through|before|after|by|from|between)(?: the)?(?: (?:early|late) on)?\s$", re.I
)
_JOIN = re.compile(r"\s?(?:(?P<dash>[-–—])|(?P<word>to|until|till|through|and|or))\s?(?:the )?(?:on )?")
_TOUCHING = 2  # code points between a time and the content it belongs to: ", "
_RANK = (
    Precision.MINUTE,
    Precision.DAY,
    Precision.WEEK,
    Precision.MONTH,
    Precision.SEASON,
    Precision.YEAR,
    Precision.OPEN,
)


def midnight(d: date) -> datetime:
    """The start of a day, UTC."""
    return datetime.combine(d, time(), UTC)


def days_of(published: Published) -> tuple[date | None, date | None]:
    """First and last possible day of publication, in the outlet's own zone where known; None: that side is open."""
    when = published.when
    if published.local_day is not None:
        local = date.fromisoformat(published.local_day)
        return local, local
    first = None if when.lo is None else when.lo.astimezone(UTC).date()
    last = None if when.hi is None else (when.hi.astimezone(UTC) - _TICK).date()
    return first, last


def find_moments(text: str, span: Span, published: Published) -> tuple[Moment, ...]:
    """The times named in one sentence or content, each with its words, in order.

    ``span`` is its place in ``text``. Times without a year or counted from "today" are read against ``published``;
    where that is wide, so are they, and where it is open, ``yearly`` is all that is kept of a day without a year.
    """
    expressions = scan(text, span.start, span.end)
    moments: list[Moment] = []
    i = 0
    while i < len(expressions):
        here = expressions[i]
        joined = _joined(text, expressions, i)
        moment = _range(text, here, expressions[i + 1], span, published) if joined else None
        i += 1 if moment is None else 2
        moment = moment or _single(text, here, span, published)
        if moment is not None:
            moments.append(_prefixed(text, moment, span, published))
    return with_clock(text, span, moments)


def _reading(text: str, expression: Expression, span: Span) -> Reading | None:
    return read(expression, future=future(text, span.start, expression.start))


def _single(text: str, expression: Expression, span: Span, published: Published) -> Moment | None:
    reading = _reading(text, expression, span)
    return None if reading is None else _placed(reading, expression.start, expression.end, published)


def _placed(reading: Reading, start: int, end: int, published: Published) -> Moment:
    words = Span(start=start, end=end)
    first, last = days_of(published)
    if reading.fixed:
        lo, hi = reading.on(date(2000, 1, 1))
        return Moment(lo=midnight(lo), hi=midnight(hi), precision=reading.precision, basis=reading.basis, words=words)
    early = None if first is None else reading.on(first)
    late = None if last is None else reading.on(last)
    same = early is not None and early == late
    lo_day = None if early is None else early[0]
    hi_day = None if late is None else late[1]
    basis = (
        reading.basis if first is None else f"{reading.basis} ({first}" + ("" if first == last else f" to {last}") + ")"
    )
    return Moment(
        lo=None if lo_day is None else midnight(lo_day),
        hi=None if hi_day is None else midnight(hi_day),
        precision=reading.precision,
        basis=basis if first is not None or last is not None else f"{reading.basis}, which is not known",
        words=words,
        yearly=None if same else reading.yearly,
    )


def _joined(text: str, row: Sequence[Expression], i: int) -> bool:
    """Whether two neighbours are ends of one range: "3 May to 5 June", "January and February", "2019-2023"."""
    if i + 1 >= len(row):
        return False
    a, b = row[i], row[i + 1]
    if b.start - a.end > 12:
        return False
    join = _JOIN.fullmatch(text, a.end, b.start)
    if join is None or a.rule in ("two years", "the last so many") or b.rule == "two years":
        return False
    before = _PREFIX.search(text, max(0, a.start - 24), a.start)
    opener = None if before is None else before.group(1).lower()
    if join.group("dash") or join.group("word") in ("until", "till", "through"):
        return a.reading == b.reading
    if join.group("word") == "to":
        return a.reading == b.reading or opener == "from"
    return a.reading == b.reading and (
        opener == "between" or a.reading in ("month", "year", "weekday", "season", "day")
    )


def _range(text: str, a: Expression, b: Expression, span: Span, published: Published) -> Moment | None:
    one, two = _reading(text, a, span), _reading(text, b, span)
    if one is None or two is None:
        return None
    if two.fixed and not one.fixed:  # "from 3 March to 5 April 2021": the year belongs to both
        end = two.on(date(2000, 1, 1))
        start = one.on(end[1] - timedelta(days=2))
        return _hull(start[0], end[1], one, (a.start, b.end), "from the first to the last of the days named")
    left, right = _placed(one, a.start, a.end, published), _placed(two, b.start, b.end, published)
    if (
        one.yearly
        and two.yearly
        and left.lo is not None
        and right.hi is not None
        and not left.yearly
        and not right.yearly
    ):
        # "December to February": the first end lies before the second
        anchor = (right.hi - _TICK).date()
        start = one.on(anchor)
        return _hull(start[0], right.hi.date(), one, (a.start, b.end), right.basis)
    if left.lo is not None and right.lo is not None and right.hi is not None and left.lo >= right.lo:
        # "Sunday and Monday", published on the Sunday: the first lies before the second
        start = one.on(right.lo.date())
        return _hull(start[0], right.hi.date(), one, (a.start, b.end), right.basis)
    yearly = None
    if left.yearly and right.yearly:
        yearly = (left.yearly[0], right.yearly[1])
    return Moment(
        lo=left.lo,
        hi=right.hi,
        precision=left.precision,
        basis=right.basis,
        words=Span(start=a.start, end=b.end),
        yearly=yearly,
    )


def _hull(lo: date, hi: date, reading: Reading, words: tuple[int, int], basis: str) -> Moment | None:
    if lo >= hi:
        return None
    return Moment(
        lo=midnight(lo),
        hi=midnight(hi),
        precision=reading.precision,
        basis=basis,
        words=Span(start=words[0], end=words[1]),
    )


def _prefixed(text: str, moment: Moment, span: Span, published: Published) -> Moment:
    """The moment under "since", "until", "before", "after", "by"."""
    if moment.words is None:
        return moment
    prefix = _PREFIX.search(text, max(span.start, moment.words.start - 24), moment.words.start)
    word = "" if prefix is None else prefix.group(1).lower()
    if prefix is None or word in ("from", "between"):
        return moment
    end = published.when.hi
    lo, hi = moment.lo, moment.hi
    if word in ("since", "after"):
        hi = end if lo is None or end is None or end > lo else None
    elif word == "before":
        lo, hi = None, lo if lo is not None else hi
    else:
        lo = None
    return Moment(
        lo=lo,
        hi=hi,
        precision=moment.precision,
        basis=f'"{word}": {moment.basis}',
        words=Span(start=prefix.start(), end=moment.words.end),
        yearly=moment.yearly,
    )


def _gap(a: Span, b: Span) -> int:
    return max(a.start, b.start) - min(a.end, b.end)


def choose(moments: Sequence[Moment], content: Span) -> Moment | None:
    """The moment at which a content happened, of those its sentence names.

    The one inside the content; of several the most finely named, and where equally fine ones differ, the interval
    covering them. Without one inside, the one that touches it ("On Tuesday, ..."); else None: of the times standing
    elsewhere in the sentence four in five belonged to another event or to the saying (the five seed reports).
    """
    inside = [m for m in moments if m.words is not None and m.words.overlap(content)]
    if not inside:
        beside = [m for m in moments if m.words is not None and _gap(m.words, content) <= _TOUCHING]
        return beside[0] if len(beside) == 1 else None
    finest = min(_RANK.index(m.precision) for m in inside)
    best = [m for m in inside if _RANK.index(m.precision) == finest]
    firm = [m for m in best if m.lo is not None or m.yearly is not None] or best
    if len(firm) == 1:
        return firm[0]
    ends = [(m.lo, m.hi) for m in firm]
    if all(pair == ends[0] for pair in ends):
        return firm[0]
    los, his = [lo for lo, _ in ends if lo is not None], [hi for _, hi in ends if hi is not None]
    return Moment(
        lo=min(los) if len(los) == len(ends) else None,
        hi=max(his) if len(his) == len(ends) else None,
        precision=firm[0].precision,
        basis="from the first to the last of the times named",
        words=firm[0].words,
    )
