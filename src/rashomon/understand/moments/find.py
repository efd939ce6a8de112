"""Moments: the times a sentence names, as intervals read against the publication interval."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from rashomon.records import Moment, Precision, Published, Span
from rashomon.understand.moments.clock import with_clock
from rashomon.understand.moments.grammar import placing
from rashomon.understand.moments.shape import Stretch
from rashomon.understand.moments.times import TimeExpression, days_of, find_times

_TICK = timedelta(microseconds=1)
_PREFIX = re.compile(
    r"\b(since|until|till|through|before|after|by|from|between)(?: the)?(?: (?:early|late) on)?\s$", re.I
)
_JOIN = re.compile(r"\s?(?:(?P<dash>[-–—])|(?P<word>to|until|till|through|and|or))\s?(?:the )?(?:on )?")
_END = re.compile(r"(?:the )?end of (?:the |this )?(?:year|month|week)\b", re.I)  # "by the end of the year"
_RANGED = ("day", "numeric", "month", "quarter", "season", "year", "weekday", "relative day")
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


def find_moments(text: str, span: Span, published: Published) -> tuple[Moment, ...]:
    """The times named in one sentence or content, each with its words, in order.

    ``span`` is its place in ``text``. Times without a year or counted from "today" are read against ``published``;
    where that is wide, so are they, and where it is open, ``yearly`` is all that is kept of a day without a year.
    """
    return moments_of(text, [span], published)[0]


def moments_of(text: str, sentences: Sequence[Span], published: Published) -> list[tuple[Moment, ...]]:
    """The times named in each sentence of a text. The sentences must follow one another: "the next day" is counted
    from a day that the sentence before names.
    """
    every = find_times(text, sentences, published)
    found: list[tuple[Moment, ...]] = []
    k = 0
    for span in sentences:
        row: list[TimeExpression] = []
        while k < len(every) and every[k].start < span.end:
            if every[k].last is not None and placing(text, every[k].expression):
                row.append(every[k])
            k += 1
        found.append(_moments(text, span, row, published))
    return found


def _moments(text: str, span: Span, row: Sequence[TimeExpression], published: Published) -> tuple[Moment, ...]:
    moments: list[Moment] = []
    i = 0
    while i < len(row):
        joined = _joined(text, row, i)
        moment = _range(row[i], row[i + 1], published) if joined else None
        i += 1 if moment is None else 2
        moment = moment or _single(row[i - 1], published)
        if moment is not None:
            moments.append(_prefixed(text, moment, span, published))
    return with_clock(text, span, moments)


def _single(t: TimeExpression, published: Published) -> Moment | None:
    late = t.last
    if late is None:
        return None
    words = Span(start=t.expression.day_at if t.expression.reading == "clock" else t.start, end=t.end)
    if late.fixed:
        lo, hi = midnight(late.days[0]), midnight(late.days[1])
        return Moment(lo=lo, hi=hi, precision=late.precision, basis=late.basis, words=words)
    first, last = days_of(published)
    early = None if first is None or t.first is None else t.first
    end = None if last is None else late
    same = early is not None and end is not None and early.days == end.days
    basis = late.basis if first is None else f"{late.basis} ({first}" + ("" if first == last else f" to {last}") + ")"
    return Moment(
        lo=None if early is None else midnight(early.days[0]),
        hi=None if end is None else midnight(end.days[1]),
        precision=late.precision,
        basis=basis if first is not None or last is not None else f"{late.basis}, which is not known",
        words=words,
        yearly=None if same else late.yearly,
    )


def _joined(text: str, row: Sequence[TimeExpression], i: int) -> bool:
    """Whether two neighbours are ends of one range: "3 May to 5 June", "January and February", "2019-2023"."""
    if i + 1 >= len(row):
        return False
    a, b = row[i], row[i + 1]
    if b.start - a.end > 12:
        return False
    join = _JOIN.fullmatch(text, a.end, b.start)
    one, two = a.expression, b.expression
    if join is None or one.reading != two.reading or one.reading not in _RANGED:
        return False
    if "year2" in one.groups or "year2" in two.groups:
        return False
    before = _PREFIX.search(text, max(0, a.start - 24), a.start)
    opener = None if before is None else before.group(1).lower()
    if join.group("word") in ("and", "or"):
        return opener == "between" or one.reading in ("month", "year", "weekday", "season", "day")
    return True


def _range(a: TimeExpression, b: TimeExpression, published: Published) -> Moment | None:
    left, right = _single(a, published), _single(b, published)
    if a.last is None or b.last is None or left is None or right is None:
        return None
    words = (a.start, b.end)
    if b.last.fixed and not a.last.fixed:  # "from 3 March to 5 April 2021": the year belongs to both
        end = b.last.days[1]
        start = a.before(end - timedelta(days=2))
        if start is None:
            return None
        return _hull(start.days[0], end, start, words, "from the first to the last of the days named")
    back = None
    if a.last.yearly and b.last.yearly and left.lo and right.hi and not left.yearly and not right.yearly:
        back = (right.hi - _TICK).date()  # "December to February": the first end lies before the second
    elif left.lo is not None and right.lo is not None and right.hi is not None and left.lo >= right.lo:
        back = right.lo.date()  # "Sunday and Monday", published on the Sunday: the first lies before the second
    if back is not None and right.hi is not None:
        start = a.before(back)
        return None if start is None else _hull(start.days[0], right.hi.date(), start, words, right.basis)
    yearly = (left.yearly[0], right.yearly[1]) if left.yearly and right.yearly else None
    return Moment(
        lo=left.lo,
        hi=right.hi,
        precision=left.precision,
        basis=right.basis,
        words=Span(start=a.start, end=b.end),
        yearly=yearly,
    )


def _hull(lo: date, hi: date, reading: Stretch, words: tuple[int, int], basis: str) -> Moment | None:
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
    to_come = word == "by" and _END.match(text, moment.words.start) is not None
    end = published.when.hi
    lo, hi = moment.lo, moment.hi
    if word in ("since", "after"):
        hi = end if lo is None or end is None or end > lo else None
    elif word == "before":
        lo, hi = None, lo if lo is not None else hi
    elif to_come and published.when.lo is not None and hi is not None and published.when.lo < hi:
        lo = midnight(days_of(published)[0] or published.when.lo.date())
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
