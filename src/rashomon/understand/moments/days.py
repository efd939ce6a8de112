"""Days, weeks, months, seasons as half-open pairs of days. Pure arithmetic, no clock."""

from __future__ import annotations

from datetime import date, timedelta

Days = tuple[date, date]  # [first day, day after the last)

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
EARLIEST, LATEST = 1000, 2999  # years outside are no years of news


def day(d: date) -> Days:
    """The day itself."""
    return d, d + DAY


def month(year: int, number: int) -> Days:
    """A month; ``number`` may run past 12 or below 1."""
    return _first(year, number), _first(year, number + 1)


def _first(year: int, number: int) -> date:
    return date(year + (number - 1) // 12, (number - 1) % 12 + 1, 1)


def year(number: int) -> Days:
    """A calendar year."""
    return date(number, 1, 1), date(number + 1, 1, 1)


def week(d: date) -> Days:
    """The calendar week of a day, Monday to Sunday."""
    monday = d - timedelta(days=d.weekday())
    return monday, monday + WEEK


def around(d: date, unit: str, step: int = 0) -> Days:
    """The calendar week, month, quarter, year, decade or century a day lies in, or that ``step`` of them on."""
    if unit == "week":
        return week(d + step * WEEK)
    if unit == "month":
        return month(d.year, d.month + step)
    if unit == "quarter":
        return months(d.year, d.month - (d.month - 1) % 3 + 3 * step, 3)
    if unit == "year":
        return year(d.year + step)
    if unit not in ("decade", "century"):
        return day(d + step * DAY)
    size = 10 if unit == "decade" else 100
    first = d.year - d.year % size + step * size
    return date(first, 1, 1), date(first + size, 1, 1)


def months(year_of: int, first: int, count: int) -> Days:
    """``count`` months from month ``first`` of a year on."""
    return _first(year_of, first), _first(year_of, first + count)


def season(year_of: int, name: str) -> Days:
    """A northern meteorological season. "Winter 2022" can begin or end in 2022, so both are taken in."""
    start = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
    if name == "winter":
        return _first(year_of - 1, 12), _first(year_of + 1, 3)
    return months(year_of, start, 3)


def shift_months(d: date, count: int) -> date:
    """The same day ``count`` months on, or the last day of that month where it is shorter."""
    first, after = month(d.year, d.month + count)
    return min(first.replace(day=1) + timedelta(days=d.day - 1), after - DAY)


def part(days: Days, which: str) -> Days:
    """ "early", "mid" or "late" part of a month (1-10, 11-20, 21-end), a year (four months each) or anything else."""
    first, after = days
    length = (after - first).days
    if 28 <= length <= 31 and first.day == 1:
        cuts = (first, first + 10 * DAY, first + 20 * DAY, after)
    elif length in (365, 366) and first.day == 1 and first.month == 1:
        cuts = (first, date(first.year, 5, 1), date(first.year, 9, 1), after)
    else:
        third = max(1, length // 3)
        cuts = (first, first + third * DAY, first + 2 * third * DAY, after)
    number = {"early": 0, "mid": 1, "late": 2}[which]
    return (cuts[number], cuts[number + 1]) if cuts[number] < cuts[number + 1] else days


def valid(year_of: int, month_of: int, day_of: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year_of, month_of, day_of) if EARLIEST <= year_of <= LATEST else None
    except ValueError:
        return None


def feast(name: str, of: int) -> date:
    """The day of a feast, named in lower case, in a year."""
    if "easter" in name or name == "good friday":
        return easter(of) + {"good friday": -2, "easter monday": 1}.get(name, 0) * DAY
    fixed = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1)}
    fixed |= {"new year's eve": (12, 31), "independence day": (7, 4), "halloween": (10, 31), "valentine's day": (2, 14)}
    if name in fixed:
        return date(of, *fixed[name])
    number, weekday, nth = {"labor day": (9, 0, 1), "memorial day": (5, 0, -1)}.get(name, (11, 3, 4))
    if nth == -1:
        last = month(of, number)[1] - DAY
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(of, number, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter(of: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus 1991)."""
    a, b, c = of % 19, of // 100, of % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    k = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    number, day_of = divmod(h + k - 7 * m + 114, 31)
    return date(of, number, day_of + 1)


def iso_week(d: date) -> str:
    """The ISO week a day lies in: "2013-W12"."""
    year, week, _ = d.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(d: date) -> str:
    """The quarter a day lies in: "2013-Q1"."""
    return f"{d.year:04d}-Q{(d.month + 2) // 3}"
