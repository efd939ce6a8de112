"""The days a time can mean, and the days of a TIMEX3 value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rashomon.records import Precision
from rashomon.understand.moments import days as cal
from rashomon.understand.moments.amounts import Groups
from rashomon.understand.moments.days import DAY, WEEK, Days


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half-open days with the precision of the words.

    ``basis`` says in words how they were reached. ``fixed``: the same whenever the report was published. ``yearly``:
    first and last day as MM-DD, where only the year is not named.
    """

    days: Days
    precision: Precision
    basis: str
    fixed: bool = False
    yearly: tuple[str, str] | None = None


def extent(written: str) -> Days | None:
    """The days a TIMEX3 date is: "2013-03-22", "2013-W12", "2013-Q2", "2013-SU", "2013", "199", "19"; None: no date."""
    if not written[:2].isdigit():
        return None
    head, tail = written[:4], written[5:7]
    if len(written) == 3:
        return date(int(written) * 10, 1, 1), date(int(written) * 10 + 10, 1, 1)
    if len(written) == 2:
        return date(int(written) * 100 + 1, 1, 1), date(int(written) * 100 + 101, 1, 1)
    year = int(head)
    if len(written) == 4:
        return cal.year(year)
    if tail in ("SP", "SU", "FA", "WI"):
        return cal.months(year, {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[tail], 3)
    if tail[0] in "QH":
        size = 3 if tail[0] == "Q" else 6
        return cal.months(year, 1 + (int(tail[1]) - 1) * size, size)
    if tail[0] == "W":
        monday = date.fromisocalendar(year, int(written[6:8]), 1)
        return (monday + 5 * DAY, monday + WEEK) if written.endswith("-WE") else (monday, monday + WEEK)
    return cal.day(date.fromisoformat(written[:10])) if len(written) >= 10 else cal.month(year, int(tail))


def part_of(g: Groups) -> str | None:
    """ "early", "mid" or "late", or None where the words name no part of the time."""
    word = g.get("part", "").lower().strip(" -").removesuffix(" in").removeprefix("the ").removeprefix("very ")
    if word in ("late", "end of", "close of") or "end" in g:
        return "late"
    if word in ("mid", "middle of"):
        return "mid"
    return "early" if word in ("early", "beginning of", "start of") else None


def in_part(days: Days, g: Groups) -> Days:
    """The part of a time that the words name, or all of it."""
    which = part_of(g)
    return days if which is None else cal.part(days, which)
