"""What words for a time mean, as a function of the day of publication: half-open pairs of days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from rashomon.records import Precision
from rashomon.understand.moments import days as cal
from rashomon.understand.moments.days import DAY, WEEK, Days
from rashomon.understand.moments.grammar import Expression
from rashomon.understand.moments.shape import Reading, fixed, nearest, to_morning, yearless

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {"a": 1, "an": 1, **{word: n for n, word in enumerate(_UNITS, start=1)}}
_COUNTS |= {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_SEVERAL = {"day": (2, 7), "week": (2, 8), "month": (2, 12), "year": (2, 10), "decade": (2, 5)}  # "a few weeks ago"
_REACH = {"day": 10, "week": 56, "month": 365, "year": 3650, "decade": 18250}  # "in recent weeks": days back at most
_LENGTH = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652, "century": 36524}
_PRECISION = {"day": Precision.DAY, "week": Precision.WEEK, "month": Precision.MONTH, "year": Precision.YEAR}

Groups = Mapping[str, str]


def read(expression: Expression, *, future: bool) -> Reading | None:
    """The reading of an expression; ``future``: the words around speak of what is to come. None: no such day."""
    reading = _READERS[expression.reading](expression.groups, future)
    night = "night" in expression.groups or expression.groups.get("tod") == "night"
    return to_morning(reading) if night and reading is not None else reading


def month_number(name: str) -> int:
    """The number of a month by its name or abbreviation."""
    return _MONTHS.index(name[:3].lower()) + 1


def weekday_number(name: str) -> int:
    """Monday is 0."""
    return _WEEKDAYS.index(name.lower())


def _day(g: Groups, future: bool) -> Reading | None:
    number = int(g["number"]) if "number" in g else month_number(g["month"])
    last = int(g.get("later") or g.get("also") or g.get("day2") or g["day"])
    first = int(g.get("day2", last)) if "later" in g or "also" in g else int(g.get("day", last))

    def make(year: int) -> Days | None:
        a, b = cal.valid(year, number, min(first, last)), cal.valid(year, number, last)
        return None if a is None or b is None else (a if first <= last else b, b + DAY)

    if "year" in g:
        days = make(int(g["year"]))
        return None if days is None else fixed(Precision.DAY, days)
    return yearless(Precision.DAY, make, ahead=future)


def _numeric(g: Groups, _future: bool) -> Reading | None:
    year, a, b = int(g["year"]), int(g["day"]), int(g["number"])
    ways = [cal.valid(year, b, a), None if g["sep"] == "." else cal.valid(year, a, b)]
    days = sorted(d for d in ways if d is not None)
    if not days:
        return None
    if days[0] != days[-1]:
        return fixed(Precision.MONTH, (days[0], days[-1] + DAY), "day and month can be read either way round")
    return fixed(Precision.DAY, cal.day(days[0]))


def _part(g: Groups) -> str | None:
    word = g.get("part", "").lower()
    if not word:
        return None
    if word.startswith("late") or "end" in word:
        return "late"
    return "mid" if word.startswith("mid") or "middle" in word else "early"


def _in_part(days: Days, g: Groups) -> Days:
    which = _part(g)
    return days if which is None else cal.part(days, which)


def _shift(g: Groups) -> str:
    word = g.get("shift", "").lower()
    return word.removeprefix("the ") if word in ("the next", "the coming") else word


def _month(g: Groups, future: bool) -> Reading | None:
    number, shift, whose = month_number(g["month"]), _shift(g), g.get("whose", "")
    if "year" in g:
        return fixed(Precision.MONTH, _in_part(cal.month(int(g["year"]), number), g))
    if whose:
        step = {"last": -1, "this": 0, "next": 1}[whose.split()[0]]
        return Reading(Precision.MONTH, lambda d: cal.month(d.year + step, number), f'"{whose}" of publication')
    if not shift:
        return yearless(Precision.MONTH, lambda y: _in_part(cal.month(y, number), g), ahead=future)
    if shift == "this":
        return Reading(Precision.MONTH, lambda d: cal.month(d.year, number), "the year of publication")
    ahead = shift in ("next", "coming")

    def on(d: date) -> Days:
        return cal.month(d.year + (number <= d.month if ahead else -(number >= d.month)), number)

    return Reading(Precision.MONTH, on, "counted from the month of publication")


def _quarter(g: Groups, future: bool) -> Reading | None:
    half = g.get("piece") == "half"
    ordinals = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    number = int(g["number"]) if "number" in g else ordinals.get(g["nth"].lower()) or int(g["nth"][0])
    size = 6 if half else 3
    if (half and number > 2) or not ("year" in g or "whose" in g or "number" in g):
        return None  # "in the second half" of a match, "the third quarter" of the moon

    def make(year: int) -> Days:
        return cal.months(year, 1 + (number - 1) * size, size)

    if "year" in g:
        return fixed(Precision.SEASON, make(int(g["year"])))
    step = {"last": -1, "next": 1}.get(g.get("whose", "").split(" ")[0])
    if "whose" in g:
        return Reading(Precision.SEASON, lambda d: make(d.year + (step or 0)), "the year of publication")
    return yearless(Precision.SEASON, make, ahead=future)


def _season(g: Groups, future: bool) -> Reading | None:
    name, shift = g["season"], _shift(g)
    if "year" in g:
        note = "northern season" + (", at either end of the year" if name == "winter" else "")
        return fixed(Precision.SEASON, _in_part(cal.season(int(g["year"]), name), g), note)
    start = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]

    def make(year: int) -> Days:
        return _in_part(cal.months(year, start, 3), g)

    if "whose" in g:
        step = {"last": -1, "this": 0, "next": 1}[g["whose"].split()[0]]
        return Reading(Precision.SEASON, lambda d: make(d.year + step), f'"{g["whose"]}" of publication')
    if not shift:
        return yearless(Precision.SEASON, make, ahead=future)

    def on(d: date) -> Days:
        rows = [make(year) for year in range(d.year - 2, d.year + 3)]
        if shift in ("next", "coming"):
            return next(row for row in rows if row[0] > d)
        if shift == "this":
            return min(rows, key=lambda row: (0 if row[0] <= d < row[1] else 1, row[0].year != d.year, row[0]))
        return [row for row in rows if row[1] <= d][-1]

    return Reading(Precision.SEASON, on, "northern season counted from publication")


def _year(g: Groups, _future: bool) -> Reading | None:
    first = int(g["year"])
    last = first
    if "year2" in g:
        last = int(g["year2"]) if len(g["year2"]) == 4 else first - first % 100 + int(g["year2"])
        if last < first:
            return None
    days = (cal.year(first)[0], cal.year(last)[1])
    return fixed(Precision.YEAR, _in_part(days, g))


def _decade(g: Groups, _future: bool) -> Reading | None:
    first = int(g["decade"])
    days = (date(first, 1, 1), date(first + 10, 1, 1))
    if "part" in g:
        cut = {"early": (0, 4), "mid": (3, 7), "late": (6, 10)}[_part(g) or "mid"]
        days = (date(first + cut[0], 1, 1), date(first + cut[1], 1, 1))
    return fixed(Precision.OPEN, days)


def _century(g: Groups, _future: bool) -> Reading | None:
    first = (int(g["nth"][:2]) - 1) * 100 + 1
    cut = {"early": (0, 34), "mid": (33, 67), "late": (66, 100)}[_part(g) or "mid"] if "part" in g else (0, 100)
    return fixed(Precision.OPEN, (date(first + cut[0], 1, 1), date(first + cut[1], 1, 1)))


def _relative_day(g: Groups, _future: bool) -> Reading | None:
    word = g["word"].lower()
    first, last = {
        "the day before yesterday": (-2, -2),
        "yesterday": (-1, -1),
        "last night": (-1, 0),
        "overnight": (-1, 0),
        "tomorrow": (1, 1),
        "the day after tomorrow": (2, 2),
    }.get(word, (0, 0))
    basis = f'"{word}" counted from publication'
    return Reading(Precision.DAY, lambda d: (d + first * DAY, d + (last + 1) * DAY), basis)


def _weekend(g: Groups, future: bool) -> Reading | None:
    shift = _shift(g)

    def on(d: date) -> Days:
        monday = cal.week(d)[0]
        this = (monday + 5 * DAY, monday + 7 * DAY)
        before = (this[0] - WEEK, this[1] - WEEK)
        if shift in ("next", "coming") or (shift == "this" and d < this[0]) or (future and not shift):
            return (this[0], this[1] + WEEK) if shift == "next" else this
        return this if d >= this[0] and shift != "last" else before

    return Reading(Precision.DAY, on, "the weekend counted from publication")


def _weekday(g: Groups, future: bool) -> Reading | None:
    number, shift, week = weekday_number(g["weekday"]), _shift(g), g.get("week")
    name = g["weekday"]

    def latest(d: date) -> date:
        return d - timedelta(days=(d.weekday() - number) % 7)

    def following(d: date) -> date:
        return d + timedelta(days=(number - d.weekday()) % 7)

    if week is not None:
        step = {"last": -WEEK, "this": 0 * WEEK, "next": WEEK}[week]
        return Reading(Precision.DAY, lambda d: cal.day(cal.week(d)[0] + step + number * DAY), f"{name} of {week} week")
    if shift == "last":
        return Reading(
            Precision.DAY,
            lambda d: (min(latest(d - DAY), cal.week(d)[0] - WEEK + number * DAY), latest(d - DAY) + DAY),
            f"the latest {name} before publication, or that of the week before",
        )
    if shift == "next":
        return Reading(
            Precision.DAY,
            lambda d: (following(d + DAY), max(following(d + DAY), cal.week(d)[0] + WEEK + number * DAY) + DAY),
            f"the first {name} after publication, or that of the week after",
        )
    if shift in ("coming", "this coming"):
        return Reading(Precision.DAY, lambda d: cal.day(following(d + DAY)), f"the first {name} after publication")
    if shift == "this":
        return Reading(Precision.DAY, lambda d: cal.day(cal.week(d)[0] + number * DAY), f"{name} of the same week")
    if future:
        return Reading(Precision.DAY, lambda d: cal.day(following(d)), f"the first {name} not before publication")
    return Reading(Precision.DAY, lambda d: cal.day(latest(d)), f"the latest {name} not after publication")


def _feast(g: Groups, future: bool) -> Reading | None:
    name = g["feast"].lower().replace("’", "'")
    if "year" in g:
        return fixed(Precision.DAY, cal.day(cal.feast(name, int(g["year"]))))
    return Reading(
        Precision.DAY,
        nearest(lambda year: cal.day(cal.feast(name, year)), ahead=future),
        "the next such feast after publication" if future else "the nearest such feast before publication",
    )


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else _COUNTS.get(word.lower())


def _back(d: date, unit: str, count: int) -> date:
    if unit in ("day", "week"):
        return d - timedelta(days=min(count * _LENGTH[unit], 200_000))
    return cal.shift_months(d, -count * {"month": 1, "year": 12, "decade": 120}[unit])


def _ago(g: Groups, _future: bool) -> Reading | None:
    unit, count = g["unit"], _count(g["count"])
    if count is None:
        near, far = _SEVERAL[unit]
        return Reading(
            _PRECISION.get(unit, Precision.OPEN),
            lambda d: (_back(d, unit, far), _back(d, unit, near) + DAY),
            f"a few {unit}s before publication",
        )
    if count * _LENGTH[unit] > 365_000:
        return None
    reach = {"day": 0, "week": 3, "month": 15, "year": 183, "decade": 1826}[unit] * (2 if "about" in g else 1)
    reach = max(reach, 1) if "about" in g else reach

    def on(d: date) -> Days:
        middle = _back(d, unit, count)
        return middle - reach * DAY, middle + (reach + 1) * DAY

    return Reading(_PRECISION.get(unit, Precision.OPEN), on, f"{count} {unit}(s) before publication")


def _hours_ago(_g: Groups, _future: bool) -> Reading | None:
    return Reading(Precision.DAY, lambda d: (d - DAY, d + DAY), "hours before publication")


def _hours(g: Groups, _future: bool) -> Reading | None:
    ahead = g["shift"] in ("next", "coming")
    low, high = (0, 3) if ahead else (-3, 1)
    return Reading(Precision.DAY, lambda d: (d + low * DAY, d + high * DAY), "hours counted from publication")


def _span(g: Groups, _future: bool) -> Reading | None:
    unit, count = g["unit"], _count(g.get("count", ""))
    length = _REACH[unit] if count is None else count * _LENGTH[unit]
    if length > 365_000:
        return None
    ahead = g["shift"] in ("next", "coming")

    def on(d: date) -> Days:
        return (d, d + (length + 1) * DAY) if ahead else (d - length * DAY, d + DAY)

    return Reading(_PRECISION.get(unit, Precision.OPEN), on, f"up to {length} days from publication")


def _unit(d: date, unit: str, step: int) -> Days:
    if unit == "week":
        return cal.week(d + step * WEEK)
    if unit == "month":
        return cal.month(d.year, d.month + step)
    if unit == "year":
        return cal.year(d.year + step)
    size = 10 if unit == "decade" else 100
    first = d.year - d.year % size + step * size
    return date(first, 1, 1), date(first + size, 1, 1)


def _shifted(g: Groups, _future: bool) -> Reading | None:
    unit, shift = g["unit"], _shift(g)
    word = g.get("part", "").lower()
    step = {"last": -1, "next": 1, "coming": 1}.get(shift, 0)

    def on(d: date) -> Days:
        if shift in ("past", "the last", "the past"):
            return d - _LENGTH[unit] * DAY, d + DAY
        days = _unit(d, unit, step)
        if word == "earlier" and step == 0:
            return days[0], d + DAY
        if word == "later" and step == 0:
            return d, days[1]
        if word.startswith("by"):
            return min(d, days[0]) if step else d, days[1]
        return _in_part(days, g) if word and word not in ("earlier", "later") else days

    basis = f'"{shift} {unit}" counted from publication'
    return Reading(_PRECISION.get(unit, Precision.OPEN), on, basis)


_READERS: Mapping[str, Callable[[Groups, bool], Reading | None]] = {
    "day": _day,
    "numeric": _numeric,
    "month": _month,
    "quarter": _quarter,
    "season": _season,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "relative day": _relative_day,
    "feast": _feast,
    "weekend": _weekend,
    "weekday": _weekday,
    "ago": _ago,
    "hours ago": _hours_ago,
    "hours": _hours,
    "span": _span,
    "shifted": _shifted,
}
