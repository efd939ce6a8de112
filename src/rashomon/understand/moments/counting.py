"""Times counted from publication or from a day named before: "two weeks ago", "last month", "in recent days"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rashomon.records import Precision
from rashomon.understand.moments import days as cal
from rashomon.understand.moments.amounts import Groups, number
from rashomon.understand.moments.days import DAY, WEEK, Days
from rashomon.understand.moments.grammar import Tense
from rashomon.understand.moments.setting import AHEAD_WORDS, BACK_WORDS, Setting
from rashomon.understand.moments.shape import Stretch, extent, in_part

_SEVERAL = {"day": (2, 7), "night": (2, 7), "week": (2, 8), "weekend": (2, 8), "month": (2, 12), "year": (2, 10)}
_SEVERAL |= {"quarter": (2, 4), "decade": (2, 5)}  # "a few weeks ago"
_REACH = {"day": 10, "week": 56, "month": 365, "quarter": 730, "year": 3650, "decade": 18250}  # "in recent weeks"
_LENGTH = {"day": 1, "night": 1, "weekend": 7, "week": 7, "month": 30, "quarter": 91, "year": 365, "decade": 3652}
_LENGTH |= {"century": 36524, "millennium": 365243}
_SLACK = {"day": 0, "night": 0, "week": 3, "weekend": 3, "month": 15, "quarter": 45, "year": 183, "decade": 1826}
_PRECISION = {"day": Precision.DAY, "night": Precision.DAY, "weekend": Precision.DAY, "week": Precision.WEEK}
_PRECISION |= {"month": Precision.MONTH, "quarter": Precision.SEASON, "year": Precision.YEAR}
_SHORT = ("second", "minute", "hour")
_ABOUT = re.compile(r"(?:about|around|almost|nearly|roughly|some|more than|less than|over|under|approximately) ")
_FARTHEST = 365_000  # days: times counted farther back are no news
_ROLLING = ("past", "the last", "the past")  # "in the past week": seven days back, and no calendar week
_COUNTED = " counted from publication"


def _back(d: date, unit: str, count: float) -> date:
    if unit in ("month", "quarter", "year", "decade"):
        months = round(count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])
        return cal.shift_months(d, -months)
    return d - timedelta(days=round(count * _LENGTH[unit]))


def ago(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    """ "Two weeks ago", "three days later": wider the coarser the unit, wider still where "about"."""
    unit, way = g["unit"].lower(), g["way"].lower()
    n = number(g["num"]) if "num" in g else None
    back = way in ("ago", "earlier", "before")
    here, whence = at.today, "publication"
    if way not in ("ago", "from now", "hence"):
        base = extent(at.spoken) if at.spoken and at.near else None
        if base is None or base[1] - base[0] > DAY:
            return None
        here, whence = base[0], at.spoken[:10]
    if unit in _SHORT:
        days = (here - DAY, here + DAY) if back else (here, here + 2 * DAY)
        return Stretch(days, Precision.DAY, f"hours {'before' if back else 'after'} {whence}")
    sign = 1 if back else -1
    if n is None:
        if unit not in _SEVERAL:
            return None
        near, far = _SEVERAL[unit]
        ends = sorted((_back(here, unit, sign * near), _back(here, unit, sign * far)))
        note = f"a few {unit}s {'before' if back else 'after'} {whence}"
        return Stretch((ends[0], ends[1] + DAY), _PRECISION.get(unit, Precision.OPEN), note)
    if unit not in _SLACK or n * _LENGTH[unit] > _FARTHEST:
        return None
    slack = _SLACK[unit]
    if _ABOUT.match(g["all"]):
        slack = max(2 * slack, 1)
    middle = _back(here, unit, sign * n)
    days = middle - slack * DAY, middle + (slack + 1) * DAY
    note = f"{n:g} {unit}(s) {'before' if back else 'after'} {whence}"
    return Stretch(days, _PRECISION.get(unit, Precision.OPEN), note)


def year_ago(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    """ "A year ago", "the year-ago quarter"."""
    if re.fullmatch(r"a[ -]year[ -](?:ago|earlier)", g["all"].strip()):
        return ago({"unit": "year", "num": "a", "way": "ago", "all": g["all"]}, at, None)
    return None if own is None else Stretch(own, Precision.YEAR, "a year before publication")


def fortnight(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    """ "A fortnight ago"."""
    if "way" not in g:
        return None
    n = 2 * (number(g.get("num", "a")) or 1)
    return ago({"unit": "week", "num": f"{n:g}", "way": "ago", "all": g["all"]}, at, None)


def span(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    """ "The last three days", "the next two weeks", "the past decade": from so far back to publication, or onward."""
    word = (g.get("which") or g.get("shift") or "").lower()
    unit = g["unit"].lower()
    if word not in ("last", "past", "next", "coming", "recent"):
        return None
    if unit in _SHORT:
        return _hours(at, ahead=word in ("next", "coming"))
    n = number(g["num"]) if "num" in g else 1
    return _around(at, unit, n, ahead=word in ("next", "coming"))


def _hours(at: Setting, *, ahead: bool) -> Stretch:
    low, high = (0, 3) if ahead else (-3, 1)
    return Stretch((at.today + low * DAY, at.today + high * DAY), Precision.DAY, "hours counted from publication")


def _around(at: Setting, unit: str, n: float | None, *, ahead: bool) -> Stretch | None:
    length = _REACH.get(unit, 0) if n is None else round(n * _LENGTH.get(unit, 0))
    if not 0 < length <= _FARTHEST:
        return None
    d = at.today
    days = (d, d + (length + 1) * DAY) if ahead else (d - length * DAY, d + DAY)
    return Stretch(days, _PRECISION.get(unit, Precision.OPEN), f"up to {length} days from publication")


def vague_span(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    """ "Recent weeks", "the coming days"."""
    return _around(at, g["unit"].lower(), None, ahead=g["shift"].lower() in ("coming", "next", "future"))


def unit(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    """ "Last week", "earlier this year", "the end of the month"."""
    unit, shift, d = g.get("unit", "").lower(), g.get("shift", "").lower(), at.today
    word = g.get("part", "").lower().strip(" -").removesuffix(" in")
    if "end" in g:
        unit, shift = unit or shift.removesuffix("'s").removesuffix("’s"), "this"
    bare = shift.removeprefix("the ")
    if bare in ("same", "that same", "that", "following", "previous") or unit not in _LENGTH:
        return None
    if unit == "weekend":
        return _weekend(bare, at)
    if shift == "the" and not word:
        return None  # "the week" is no one week
    step = -1 if bare in BACK_WORDS else 1 if bare in AHEAD_WORDS else 0
    if shift in _ROLLING:
        return Stretch(
            (d - _LENGTH[unit] * DAY, d + DAY), _PRECISION.get(unit, Precision.OPEN), f'"{shift} {unit}"' + _COUNTED
        )
    days = cal.around(d, unit, step)
    if word == "earlier" and step == 0:
        days = days[0], d + DAY
    elif word == "later" and step == 0:
        days = d, days[1]
    else:
        days = in_part(days, g)
    return Stretch(days, _PRECISION.get(unit, Precision.OPEN), f'"{shift or "this"} {unit}"' + _COUNTED)


def _weekend(shift: str, at: Setting) -> Stretch:
    d = at.today
    monday = cal.week(d)[0]
    this = monday + 5 * DAY, monday + WEEK
    days = this if d >= this[0] and shift != "last" else (this[0] - WEEK, this[1] - WEEK)
    if shift == "next":
        days = this[0], this[1] + WEEK
    elif shift in AHEAD_WORDS or (shift == "this" and d < this[0]) or (at.tense is Tense.AHEAD and shift == "the"):
        days = this
    return Stretch(days, Precision.DAY, "the weekend counted from publication")
