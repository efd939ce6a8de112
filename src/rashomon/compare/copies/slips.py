"""Slips that a text shows by itself: a word written twice, a weekday that is not the day's, a day that no month has.

Two reports that share one go back to one text, whatever their other words: a rare error is passed on with what is
copied, and is made by two hands at one place hardly ever (methods.md 3). Only slips that need no other report to be
known as such count, since what is said of two reports depends on these two (D3).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from rashomon.compare.copies.memo import per_report
from rashomon.compare.copies.prose import sentences
from rashomon.compare.tables import rules
from rashomon.records import Report, Span

MOST = 40  # slips of a report looked at: a text of more is no text
_LEAP = 2032  # a year in which every day of a month occurs


@dataclass(frozen=True, slots=True)
class _Rules:
    doubled: re.Pattern[str]
    dated: re.Pattern[str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]


@cache
def _rules() -> _Rules:
    raw = rules("copies", "slips")
    weekdays, months = tuple(raw["weekdays"].split()), tuple(raw["months"].split())
    day, month = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?", f"(?P<{{}}>{'|'.join(months)})"
    orders = (day.format("d1"), month.format("m1")), (month.format("m2"), day.format("d2"))
    either = rf"(?:{'|'.join(' '.join(one) for one in orders)})(?:,? (?P<year>\d{{4}}))?"
    often = "|".join(raw["doubled"].split())
    return _Rules(
        doubled=re.compile(rf"\b[^\W_]+\s({often})\s(?P<again>\1)\s[^\W_]+", re.IGNORECASE),
        dated=re.compile(rf"\b(?:(?P<weekday>{'|'.join(weekdays)}),? )?{either}\b(?!\s+[A-Z])", re.IGNORECASE),
        weekdays=weekdays,
        months=months,
    )


@per_report
def slips(report: Report) -> dict[str, Span]:
    """The slips of a report's running text by what stands there in lower case, each with its first place."""
    found: dict[str, Span] = {}
    for _, _, start, end in sentences(report):
        for words, lo, hi in (*_doubled(report.text, start, end), *_dated(report.text, start, end)):
            found.setdefault(words, Span(start=lo, end=hi))
            if len(found) == MOST:
                return found
    return found


def shared_slips(a: Report, b: Report) -> tuple[tuple[Span, Span], ...]:
    """The places of the slips that two reports share, in order of the first."""
    one, two = slips(a), slips(b)
    return tuple((one[words], two[words]) for words in one if words in two)


def _doubled(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for found in _rules().doubled.finditer(text, start, end):
        if found["again"].islower():
            yield " ".join(found.group().lower().split()), found.start(), found.end()


def _dated(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    rules_ = _rules()
    for found in rules_.dated.finditer(text, start, end):
        day, name = int(found["d1"] or found["d2"]), (found["m1"] or found["m2"]).lower()
        month, year, weekday = rules_.months.index(name) + 1, found["year"], found["weekday"]
        impossible = not 1 <= day <= monthrange(int(year or _LEAP), month)[1]
        if not impossible and weekday and year:
            impossible = date(int(year), month, day).weekday() != rules_.weekdays.index(weekday.lower())
        if impossible and day:
            kept = (weekday.lower() if weekday and year else "", str(day), name, year or "")
            yield " ".join(part for part in kept if part), found.start(), found.end()
