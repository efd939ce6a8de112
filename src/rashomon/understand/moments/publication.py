"""The publication interval inferred from inside: dateline, days, weekdays and years named in the text.

Only arithmetic on the words of the one report: which years fit the dateline's or the lead's day without a year, how
far back the bare weekdays then lie, which years are spoken of as past. No knowledge of the world.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from rashomon.records import Block, BlockKind, Moment, Precision, Published, PublishedBasis
from rashomon.understand.moments import days as cal
from rashomon.understand.moments.amounts import month_number, weekday_number
from rashomon.understand.moments.days import DAY
from rashomon.understand.moments.find import midnight
from rashomon.understand.moments.grammar import Expression, Tense, placing, scan, tense

# How many days before publication a bare weekday lies: news speaks of today, then yesterday, seldom of earlier
# (estimate; `bench seeds` and the stories are read with it).
WEEKDAY_AGE = (0.45, 0.35, 0.08, 0.05, 0.03, 0.02, 0.02)
SURE = 0.6  # one reading this likely is taken alone; otherwise all are kept
SAME_YEAR = 0.3  # a report of the very year it names ("in 2023") would rather say "this year"
YEARLY_DECAY = 0.8  # each further year after the last one named is less likely
WRONG_WEEKDAY = 0.02  # "Thursday, March 27" in a year when it was no Thursday: a slip
FARTHEST = 15  # years looked back over when nothing bounds the year from below
NEXT_DAY = 0.3  # share of reports that come out the day after the day their lead names
_SENTENCE = 40  # shorter paragraphs are labels and stray numbers, not part of the lead
_OPEN_END = re.compile(r"\b(?:by|until|till|before|through|for)(?: the)?\s$", re.I)
_MODIFIER = re.compile(r"(?:\b(?:the|a|his|her|their|its) |['’]s |\()$", re.I)  # "the 2019 war": a name, maybe to come
_LEAD = 3  # paragraphs in which the day of the news itself is looked for
_LONGEST = 200_000  # characters of text looked at
_READ = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CAPTION)


@dataclass(slots=True)
class _Evidence:
    """What the text tells: days without a year in the lead, full days, bare weekdays, years, "this year"."""

    lead: list[tuple[int, int, int | None]] = field(default_factory=list)  # month, day, weekday
    past: list[date] = field(default_factory=list)  # first days of dated times spoken of as past
    weekdays: dict[int, None] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)  # named as past, with or without month and day
    alone: set[int] = field(default_factory=set)  # of these, named without month and day ("in 2022")
    this_year: bool = False


def infer(
    text: str, blocks: Sequence[Block], report_published: Published, dateline: str | None, seen: datetime
) -> Published:
    """The publication interval, bettered by what the text itself tells.

    ``report_published`` comes back unchanged where it is stated, declared or a dated dateline, and where the text
    tells nothing. Otherwise the basis is INFERRED; ``options`` hold the rival readings, one for each year that fits,
    with weights summing to 1. Nothing lies after ``seen``.
    """
    if report_published.basis in (PublishedBasis.STATED, PublishedBasis.METADATA, PublishedBasis.PEERS):
        return report_published
    if report_published.basis is PublishedBasis.DATELINE and report_published.when.lo is not None:
        return report_published
    evidence = _gather(text, blocks)
    top = seen.astimezone(UTC).date()
    day = _dateline(dateline)
    if day is not None and day[2] is not None:
        return _dated(day, top) or report_published
    if day is not None:
        return _optional(evidence, (day[0], day[1], day[3]), 1, "dateline", top) or report_published
    news = _news_day(evidence)
    if news is not None:
        found = _optional(evidence, news, 2, "the day named in the lead", top)
        if found is not None:
            return found
    bounded = _bounded(evidence, report_published, top)
    return replace(bounded, weekdays=tuple(sorted(evidence.weekdays))) if evidence.weekdays else bounded


def _dateline(dateline: str | None) -> tuple[int, int, int | None, int | None] | None:
    """Month, day, year or None, weekday or None of a dateline; None without a day."""
    if not dateline:
        return None
    for e in scan(dateline, 0, min(len(dateline), 300)):
        g = e.groups
        if e.reading == "day":
            month = int(g["number"]) if "number" in g else month_number(g["month"])
            year = int(g["year"]) if "year" in g else None
            return month, int(g["day"]), year, _weekday(g.get("weekday"))
    return None


def _weekday(name: str | None) -> int | None:
    return None if name is None else weekday_number(name)


def _dated(day: tuple[int, int, int | None, int | None], top: date) -> Published | None:
    found = None if day[2] is None else cal.valid(day[2], day[0], day[1])
    if found is None or found > top:
        return None
    when = Moment(lo=midnight(found), hi=midnight(found + DAY), precision=Precision.DAY, basis="dateline")
    return Published(when=when, basis=PublishedBasis.DATELINE)


def _gather(text: str, blocks: Sequence[Block]) -> _Evidence:
    evidence = _Evidence()
    paragraphs = 0
    for start, end, block in _stretches(text, blocks):
        lead = block is BlockKind.TITLE or paragraphs < _LEAD
        paragraphs += block is BlockKind.PARAGRAPH and end - start >= _SENTENCE
        for expression in (e for e in scan(text, start, end) if placing(text, e)):
            ahead = tense(text, start, expression.start) is Tense.AHEAD or _open_ended(text, expression)
            ahead = ahead or (
                expression.rule == "year"
                and _MODIFIER.search(text[max(0, expression.start - 8) : expression.start]) is not None
            )
            _note(evidence, expression, ahead=ahead, lead=lead)
    return evidence


def _open_ended(text: str, e: Expression) -> bool:
    """ "by 2030", "until May": may lie ahead of publication."""
    return _OPEN_END.search(text[max(0, e.start - 12) : e.start]) is not None


def _stretches(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, BlockKind]]:
    if not blocks and text:
        yield 0, min(len(text), _LONGEST), BlockKind.PARAGRAPH
    for block in blocks:
        if block.kind in _READ and block.span.start < _LONGEST:
            yield block.span.start, min(block.span.end, _LONGEST), block.kind


def _note(evidence: _Evidence, e: Expression, *, ahead: bool, lead: bool) -> None:
    g = e.groups
    if e.reading == "unit" and g.get("unit", "").lower() == "year" and g.get("shift", "").lower() == "this":
        evidence.this_year = True
    if ahead:
        return
    if e.reading == "day" and "year" not in g and "month" in g and lead:
        last = int(g.get("later") or g.get("also") or g["day"])
        evidence.lead.append((month_number(g["month"]), last, _weekday(g.get("weekday"))))
    elif e.reading in ("weekday", "clock") and "weekday" in g and not {"shift", "week"} & g.keys():
        evidence.weekdays.setdefault(weekday_number(g["weekday"]))
    elif e.reading in ("day", "numeric", "month", "season", "quarter", "year") and _year(g) is not None:
        year = _year(g) or 0
        evidence.years.add(year)
        if e.reading == "year":
            evidence.alone.add(year)
        evidence.past.append(_first_day(e, year))


def _year(g: Mapping[str, str]) -> int | None:
    """The year named in four digits."""
    words = g.get("year") or g.get("short", "")
    return int(words) if len(words) == 4 else None


def _first_day(e: Expression, year: int) -> date:
    g = e.groups
    if e.reading == "day":
        month = int(g["number"]) if "number" in g else month_number(g["month"])
        return cal.valid(year, month, int(g["day"])) or date(year, month, 1)
    if e.reading == "month":
        return date(year, month_number(g["month"]), 1)
    return date(year, 1, 1)


def _news_day(evidence: _Evidence) -> tuple[int, int, int | None] | None:
    """The latest day without a year in the lead, the calendar taken round the turn of the year."""
    if not evidence.lead:
        return None
    anchor = evidence.lead[0]
    position = {
        d: (date(2000, d[0], min(d[1], 28)) - date(2000, anchor[0], min(anchor[1], 28))).days for d in evidence.lead
    }
    return max(evidence.lead, key=lambda d: ((position[d] + 182) % 366, d[2] is not None))


def _optional(
    evidence: _Evidence, day: tuple[int, int, int | None], length: int, source: str, top: date
) -> Published | None:
    """Rival intervals, one a year, for a day without a year, weighed by weekdays and years named."""
    floor = _floor(evidence, top)
    bottom = max((d for d in evidence.past if d <= top), default=None)
    first = floor if floor is not None else top.year - FARTHEST
    options: list[tuple[date, float]] = []
    for year in range(first, top.year + 1):
        found = cal.valid(year, day[0], day[1])
        if found is None or found > top or (bottom is not None and found + length * DAY <= bottom):
            continue
        weight = _likelihood(evidence, found, day[2], floor)
        if length > 1:
            later = _likelihood(evidence, found + DAY, None if day[2] is None else (day[2] + 1) % 7, floor)
            weight = NEXT_DAY * later + (1 - NEXT_DAY) * weight
        options.append((found, weight))
    total = math.fsum(weight for _, weight in options)
    if not options or total <= 0:
        return None
    options = [(found, weight / total) for found, weight in options if weight / total >= 0.005]
    total = math.fsum(weight for _, weight in options)
    weighed = tuple((midnight(d), midnight(d + length * DAY), round(w / total, 6)) for d, w in options)
    return _settled(weighed, evidence, day, source, floor)


def _floor(evidence: _Evidence, top: date) -> int | None:
    """The first year that can be the report's: the last one it names as past; the year after that, when it names it
    by its number alone and also says "this year".
    """
    named = [year for year in evidence.years if year <= top.year]
    if not named:
        return None
    last = max(named)
    return last + (1 if evidence.this_year and last in evidence.alone and last < top.year else 0)


def _likelihood(evidence: _Evidence, found: date, weekday: int | None, floor: int | None) -> float:
    weight = 1.0
    for number in evidence.weekdays:
        weight *= WEEKDAY_AGE[(found.weekday() - number) % 7]
    if weekday is not None and found.weekday() != weekday:
        weight *= WRONG_WEEKDAY
    if floor is not None:
        weight *= YEARLY_DECAY ** (found.year - floor)
        if found.year in evidence.alone:
            weight *= SAME_YEAR
    return weight


def _settled(
    options: tuple[tuple[datetime, datetime, float], ...],
    evidence: _Evidence,
    day: tuple[int, int, int | None],
    source: str,
    floor: int | None,
) -> Published:
    best = max(options, key=lambda o: (o[2], o[0]))
    reasons = [f"{source} {day[0]:02d}-{day[1]:02d}"]
    if evidence.weekdays or day[2] is not None:
        reasons.append("the weekdays named")
    if floor is not None:
        reasons.append(f"not before {floor} by the years named")
    words = ", ".join(reasons)
    if best[2] >= SURE:
        basis = words if len(options) == 1 else f"{words}: year {best[0].year} with weight {best[2]:.2f}"
        when = Moment(lo=best[0], hi=best[1], precision=Precision.DAY, basis=basis)
    else:
        text_of_day = f"{day[0]:02d}-{day[1]:02d}"
        last = (options[-1][1] - DAY).date()
        when = Moment(
            lo=options[0][0] if floor is not None else None,
            hi=options[-1][1],
            precision=Precision.DAY,
            basis=f"{words}; the year is open",
            yearly=(text_of_day, f"{last.month:02d}-{last.day:02d}"),
        )
    return Published(when=when, basis=PublishedBasis.INFERRED, options=options if len(options) > 1 else ())


def _bounded(evidence: _Evidence, report_published: Published, top: date) -> Published:
    """Not before the latest dated time spoken of as past, not after capture."""
    past = [d for d in evidence.past if d <= top]
    if not past:
        return report_published
    lo, hi = midnight(max(past)), report_published.when.hi or midnight(top + timedelta(days=1))
    if lo >= hi:
        return report_published
    when = Moment(
        lo=lo, hi=hi, precision=Precision.OPEN, basis=f"not before {max(past)}, the latest date named as past"
    )
    return Published(when=when, basis=PublishedBasis.INFERRED)
