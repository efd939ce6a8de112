"""When a report was published, as far as reading alone can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from rashomon.read.dates import MONTH, Dated, find_date, parse_date
from rashomon.read.zones import day_at_home
from rashomon.records import Moment, Precision, Published, PublishedBasis, Span

_SLACK = timedelta(days=1)  # a declared date may lie this far after capture: zones, and clocks that are off
_LONGEST_LINE = 140
_STATED = re.compile(
    r"(?:(?:first|originally)\s)?(?:published|posted|released|issued|filed|publication date|date published|date)"
    r"(?:\s?:|\son\b|\sat\b)?\s{0,3}(?=[^\n]{0,40}\d)",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"(?:last\s)?(?:updated|modified)(?:\s?:|\son\b|\sat\b)?\s{0,3}(?=[^\n]{0,40}\d)", re.IGNORECASE)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{1,3})?"
_BARE = re.compile(
    rf"{_WEEKDAY}(?:\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}|{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?|(?:19|20)\d\d-\d\d-\d\d)"
    r"(?:,?\s{1,3}(?:19|20)\d\d)?(?:(?:T|,?\s{0,3}(?:at\s|[-–|]\s?)?)\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?\(?(?:[A-Za-z]{1,4}(?:[+-]\d{1,2})?|[+-]\d\d:?\d\d)\)?)?)?",
    re.IGNORECASE,
)


class Line(IntEnum):
    """What a line with a date on it is, in order of belief; declared fields come after `LABELLED`."""

    LABELLED = 0  # "Published: 3 March 2021"
    BARE = 2  # a date on a line of its own near the top
    UPDATED = 3  # "Last updated ...": an upper bound at best


@dataclass(frozen=True, slots=True)
class Stated:
    """A line that says when the report was published, and where it stands."""

    dated: Dated
    span: Span
    line: Line


NOTICED = "date found on the page"  # by htmldate, in the address, the markup or the text
_DECLARED, _DATELINE = 1, 4
_LABELS = {
    Line.LABELLED: "the page says so",
    Line.BARE: "a date stands on a line of its own",
    Line.UPDATED: "the page says when it was updated",
}


def stated(line: str, at: int) -> Stated | None:
    """The publication time a line states ("Published: 3 March 2021, 14:05 GMT"), or None. ``at``: place of the line."""
    if len(line) > _LONGEST_LINE:
        return None
    if _STATED.match(line):
        kind = Line.LABELLED
    elif _UPDATED.match(line):
        kind = Line.UPDATED
    elif _BARE.fullmatch(line.strip()):
        kind = Line.BARE
    else:
        return None
    found = find_date(line)
    return Stated(found, Span(start=at, end=at + len(line)), kind) if found else None


def is_dated(words: str) -> bool:
    """Whether these words are a date, or say when something was published or updated, and nothing else."""
    if len(words) > _LONGEST_LINE:
        return False
    lead = _STATED.match(words) or _UPDATED.match(words)
    return _BARE.fullmatch(words, lead.end() if lead else 0) is not None


def publication(
    declared: Sequence[tuple[str, str]],
    lines: Sequence[Stated],
    dateline: tuple[str, Span] | None,
    seen: datetime,
    url: str | None = None,
) -> Published:
    """The publication interval from the strongest evidence there is: a labelled line, a declared field, a bare date,
    a line of updating, a dateline with its year. Where finer evidence of the first three agrees with it, that one.
    What lies after capture is not believed; the basis says so. ``url`` tells the clock of the outlet's country."""
    seen = seen.astimezone(UTC)
    found: list[tuple[int, Published]] = []
    for line in lines:
        basis = PublishedBasis.STATED
        found.append((int(line.line), _reading(line.dated, basis, _LABELS[line.line], line.span)))
    found += [(_DECLARED, p) for p in _declared(declared, seen)]
    if dateline is not None:
        dated = find_date(dateline[0])
        if dated is not None:
            found.append((_DATELINE, _reading(dated, PublishedBasis.DATELINE, "the dateline", dateline[1])))
    late = [p.when for _, p in found if _lo(p) > seen + _SLACK]
    note = "".join(f"; {w.basis}: {w.lo:%Y-%m-%d}, which lies after capture and is not believed" for w in late)
    believed = sorted((item for item in found if _lo(item[1]) <= seen + _SLACK), key=lambda item: item[0])
    if not believed:
        end = seen.replace(second=0, microsecond=0) + timedelta(minutes=1)
        when = Moment(lo=None, hi=end, precision=Precision.OPEN, basis=f"not after capture{note}")
        return Published(when=when, basis=PublishedBasis.CAPTURE)
    first = believed[0][1]
    agreeing = [p for rank, p in believed if rank <= Line.BARE and _lo(p) < _hi(first) and _lo(first) < _hi(p)]
    best = min(agreeing or [first], key=lambda p: _hi(p) - _lo(p))
    local = best.local_day or _local_day(best, declared, url)
    return replace(best, when=replace(best.when, basis=best.when.basis + note), local_day=local)


def _declared(declared: Sequence[tuple[str, str]], seen: datetime) -> list[Published]:
    """The readings of declared fields, best first. Where they lie days apart the day that two of them give stands
    (on the even half of the htmldate set that was right in 4 of 5 such pages); where each gives another, the whole
    stretch is all that is known, and the basis says so. What was noticed only supports, unless it is alone.
    """
    found = []
    for name, value in declared:
        dated = parse_date(value)
        if dated is not None:
            found.append((name, _reading(dated, PublishedBasis.METADATA, f'declared as "{name}"', None)))
    fine = [p for _, p in found if _lo(p) <= seen + _SLACK and _hi(p) - _lo(p) <= _SLACK]
    own = [p for name, p in found if name != NOTICED and p in fine]
    if len(own) < 2 or max(map(_lo, own)) - min(map(_lo, own)) <= _SLACK:
        return [p for _, p in found]
    votes = [sum(abs(_lo(p) - _lo(other)) <= _SLACK for other in fine) for p in own]
    if votes.count(max(votes)) == 1 or max(votes) > 1:
        return [p for _, p in sorted(zip(votes, own, strict=True), key=lambda pair: -pair[0])]
    lo, hi = min(map(_lo, own)), max(map(_hi, own))
    days = " and ".join(f"{p.when.basis}: {_lo(p):%Y-%m-%d}" for p in own)
    when = Moment(lo=lo, hi=hi, precision=Precision.OPEN, basis=f"the page contradicts itself: {days}")
    return [Published(when=when, basis=PublishedBasis.METADATA)]


def _local_day(best: Published, declared: Sequence[tuple[str, str]], url: str | None) -> str | None:
    """For a time declared in UTC the outlet's own day: a neighbouring one noticed on the page, else the one that its
    country's clock gives, else the one noticed. (What htmldate notices is often the declared time itself.)"""
    if best.when.precision is not Precision.MINUTE:
        return None
    noticed = next((parse_date(value) for name, value in declared if name == NOTICED), None)
    day = _lo(best).replace(hour=0, minute=0, second=0, microsecond=0)
    near = noticed is not None and noticed.precision is Precision.DAY and abs(day - noticed.lo) <= timedelta(days=1)
    seen = noticed.lo if near and noticed is not None else None
    if seen is not None and seen != day:
        return seen.date().isoformat()
    return day_at_home(_lo(best), url) or (None if seen is None else seen.date().isoformat())


def _reading(dated: Dated, basis: PublishedBasis, label: str, words: Span | None) -> Published:
    when = Moment(lo=dated.lo, hi=dated.hi, precision=dated.precision, basis=label, words=words)
    return Published(when=when, basis=basis, local_day=dated.local_day)


def _lo(published: Published) -> datetime:
    return published.when.lo or datetime.min.replace(tzinfo=UTC)


def _hi(published: Published) -> datetime:
    return published.when.hi or datetime.max.replace(tzinfo=UTC)
