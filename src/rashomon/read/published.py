"""When a report was published, as far as reading alone can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rashomon.read.dates import MONTH, Dated, find_date, parse_date
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
    r"(?:,?\s{1,3}(?:19|20)\d\d)?(?:,?\s{0,3}(?:at\s|[-–|]\s?)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Za-z]{1,4}\)?)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A line that says when the report was published (or ``updated``), and where it stands."""

    dated: Dated
    span: Span
    updated: bool


def stated(line: str, at: int) -> Stated | None:
    """The publication time a line states ("Published: 3 March 2021, 14:05 GMT"), or None. ``at``: place of the line."""
    if len(line) > _LONGEST_LINE:
        return None
    updated = False
    published = _STATED.match(line)
    if published is None:
        updated = _UPDATED.match(line) is not None
        if not updated and _BARE.fullmatch(line.strip()) is None:
            return None
    found = find_date(line)
    return Stated(found, Span(start=at, end=at + len(line)), updated) if found else None


def publication(
    declared: Sequence[tuple[str, str]], lines: Sequence[Stated], dateline: tuple[str, Span] | None, seen: datetime
) -> Published:
    """The publication interval from the strongest evidence there is; the finer of what the page states and declares
    where they agree. What lies after capture is not believed; the basis says so."""
    seen = seen.astimezone(UTC)
    late: list[str] = []
    found: list[Published] = []
    for line in sorted(lines, key=lambda s: s.updated):
        label = "the page says when it was updated" if line.updated else "the page says so"
        found += _believed(line.dated, PublishedBasis.STATED, label, line.span, (seen, late))
    for field, value in declared:
        dated = parse_date(value)
        if dated is not None:
            found += _believed(dated, PublishedBasis.METADATA, f'declared as "{field}"', None, (seen, late))
    if found and lines and not lines[0].updated:
        found = _finer_first(found)
    if all(line.updated for line in lines):
        found.sort(key=lambda p: p.basis is not PublishedBasis.METADATA)
    if dateline is not None:
        dated = find_date(dateline[0])
        if dated is not None:
            found += _believed(dated, PublishedBasis.DATELINE, "the dateline", dateline[1], (seen, late))
    note = f" ({'; '.join(late)})" if late else ""
    if found:
        best = found[0]
        return Published(when=_noted(best.when, note), basis=best.basis)
    end = seen.replace(second=0, microsecond=0) + timedelta(minutes=1)
    when = Moment(lo=None, hi=end, precision=Precision.OPEN, basis=f"not after capture{note}")
    return Published(when=when, basis=PublishedBasis.CAPTURE)


def _believed(
    dated: Dated, basis: PublishedBasis, label: str, words: Span | None, clock: tuple[datetime, list[str]]
) -> list[Published]:
    seen, late = clock
    if dated.lo > seen + _SLACK:
        late.append(f"{label}: {dated.lo:%Y-%m-%d}, which lies after capture and is not believed")
        return []
    when = Moment(lo=dated.lo, hi=dated.hi, precision=dated.precision, basis=label, words=words)
    return [Published(when=when, basis=basis)]


def _finer_first(found: list[Published]) -> list[Published]:
    """The finest of those that agree with the first, before it."""
    first = found[0].when

    def width(p: Published) -> timedelta:
        return (p.when.hi or datetime.max.replace(tzinfo=UTC)) - (p.when.lo or datetime.min.replace(tzinfo=UTC))

    agreeing = [p for p in found if p.when.lo < first.hi and first.lo < p.when.hi]  # type: ignore[operator]
    return [min(agreeing, key=width), *found]


def _noted(when: Moment, note: str) -> Moment:
    if not note:
        return when
    return Moment(lo=when.lo, hi=when.hi, precision=when.precision, basis=when.basis + note, words=when.words)
