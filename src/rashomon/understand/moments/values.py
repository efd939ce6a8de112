"""The value of an expression of time as TIMEX3 writes it: "2013-03-22", "2013-W12", "P3D", "PRESENT_REF".

Source: TimeML annotation guidelines 1.2.1 (Sauri et al. 2006) and the ISO 8601 forms they use. Where annotators part
company the habit of the training half of TempEval-3 decides (a decade is P10Y, a quarter's "year ago" is a quarter).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from rashomon.understand.moments import days as cal
from rashomon.understand.moments.amounts import (
    SEASONS,
    TENS,
    TIMES,
    TOD,
    Groups,
    Value,
    amount,
    duration,
    month_number,
    number,
    repeated,
    vague_span,
    weekday_number,
)
from rashomon.understand.moments.days import DAY, WEEK
from rashomon.understand.moments.grammar import Tense
from rashomon.understand.moments.setting import AHEAD_WORDS, BACK_WORDS, Setting, shift_of

_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def value(reading: str, g: Groups, at: Setting) -> Value | None:
    """The kind and value of an expression; None where the words name no time the calendar has."""
    return _READERS[reading](g, at)


def _date(d: date, tod: str | None = None) -> Value:
    return ("DATE", d.isoformat()) if tod is None else ("TIME", d.isoformat() + TOD[tod.lower()])


def _years(g: Groups, at: Setting) -> int | None:
    """The year an expression names: in digits, or as last, this, next year."""
    if "year" in g:
        return int(g["year"])
    whose = g.get("whose") or g.get("whose2") or ""
    step = {"last": -1, "this": 0, "next": 1, "the": 0}.get(whose.lower().split(" ")[0])
    return None if step is None else at.today.year + step


def _nearest_year(at: Setting, month: int, day: int = 1) -> int:
    """The year of a month or day named without one: that last begun, with a future around it the next one."""
    here = at.today
    begun = (month, day) <= (here.month, here.day)
    if at.future:
        return here.year if (month, day) >= (here.month, 1 if day == 1 else here.day) else here.year + 1
    if begun:
        return here.year
    # a day or month shortly ahead, in words that speak neither of the past nor of what is to come, is this year's
    ahead = (month - here.month) * 30 + day - here.day
    return here.year if ahead <= (1 if at.tense is Tense.PAST else AHEAD) else here.year - 1


AHEAD = 75
"""Days by which a month or day without a year may lie ahead of publication and still be this year's."""


def _day(g: Groups, at: Setting) -> Value | None:
    month = int(g["number"]) if "number" in g else month_number(g["month"])
    day = int(g["day"])
    year = int(g["year"]) if "year" in g else _nearest_year(at, month, day)
    found = cal.valid(year, month, day)
    if found is None and "year" not in g:
        found = next((d for y in range(year, year - 9, -1) if (d := cal.valid(y, month, day)) is not None), None)
    return None if found is None else _date(found)


def _numeric(g: Groups, at: Setting) -> Value | None:
    a, b, short = int(g["a"]), int(g["b"]), g["short"]
    year = int(short) if len(short) == 4 else 100 * (at.today.year // 100) + int(short)
    if len(short) == 2 and year > at.today.year + 20:
        year -= 100
    found = cal.valid(year, a, b) or cal.valid(year, b, a)
    return None if found is None else _date(found)


def _month(g: Groups, at: Setting) -> Value | None:
    month, shift = month_number(g["month"]), shift_of(g)
    year = _years(g, at)
    if year is None and shift in BACK_WORDS:
        year = at.today.year - (month >= at.today.month)
    elif year is None and shift in AHEAD_WORDS:
        year = at.today.year + (month <= at.today.month)
    elif year is None and shift:
        year = at.today.year
    return "DATE", f"{_nearest_year(at, month) if year is None else year:04d}-{month:02d}"


def _weekday(g: Groups, at: Setting) -> Value:
    n, shift, today = weekday_number(g["weekday"]), shift_of(g), at.today
    back, ahead = today - timedelta(days=(today.weekday() - n) % 7), today + timedelta(days=(n - today.weekday()) % 7)
    if "week" in g:
        step = {"last": -1, "this": 0, "next": 1}[g["week"].lower()]
        found = cal.week(today)[0] + step * WEEK + n * DAY
    elif shift in ("last", "previous", "this past"):
        found = back - WEEK if back == today else back
    elif shift in ("next", "following", "this coming"):
        found = ahead + WEEK if ahead == today else ahead
    elif shift == "this":
        found = cal.week(today)[0] + n * DAY
    else:
        found = ahead if at.future else back
    return _date(found, g.get("tod"))


def _weekdays(g: Groups, at: Setting) -> Value:
    tod = TOD[g["tod"].lower()] if "tod" in g else ""
    return "SET", f"XXXX-WXX-{weekday_number(g['weekday']) + 1}{tod}"


def _relative_day(g: Groups, at: Setting) -> Value:
    word, tod = g["word"].lower(), g.get("tod")
    if word == "overnight" or word == "tonight":
        return "TIME", at.today.isoformat() + "TNI"
    step = {
        "the day before yesterday": -2,
        "yesterday": -1,
        "tomorrow": 1,
        "the day after tomorrow": 2,
        "last": -1,
    }.get(word, 0)
    base = at.today
    step = {"yesterday": -1, "tomorrow": 1}.get(g.get("which", "").lower(), step)
    if word in ("the next", "the following", "the previous", "that", "the") and len(at.spoken) >= 10:
        base = date.fromisoformat(at.spoken[:10])
        step = {"the next": 1, "the following": 1, "the previous": -1}.get(word, 0)
    return _date(base + step * DAY, tod)


def _day_spoken(g: Groups, at: Setting) -> Value:
    which = g["which"].lower()
    base = date.fromisoformat(at.spoken[:10]) if len(at.spoken) >= 10 and at.spoken[4:6] != "-W" else at.today
    step = {"the next": 1, "the following": 1, "the previous": -1}.get(which, 0)
    return _date(base + step * DAY)


def _unit(g: Groups, at: Setting) -> Value | None:
    shift = shift_of(g)
    unit = g.get("unit", "").lower()
    if "end" in g:
        unit, shift = unit or shift.removesuffix("'s").removesuffix("’s"), "this"
    step = -1 if shift in BACK_WORDS else 1 if shift in AHEAD_WORDS else 0
    here = at.today
    if shift in ("following", "previous", "that", "same", "that same") and len(at.spoken) >= 4:
        here = _first_day(at.spoken) or here
    if shift == "past" and not g.get("part") and unit != "weekend":
        return "DURATION", amount(1, unit)
    if unit == "week":
        return "DATE", cal.iso_week(here + step * WEEK)
    if unit == "weekend":
        return "DATE", _weekend(here, shift, step, at) + "-WE"
    if unit == "month":
        return "DATE", cal.month(here.year, here.month + step)[0].strftime("%Y-%m")
    if unit in ("quarter", "period"):
        back = -1 if shift in ("the", "latest", "last", "past", "previous") or (not step and shift == "") else step
        if shift == "the" and at.quarter:
            return "DATE", at.quarter
        return "DATE", cal.quarter_of(cal.shift_months(here.replace(day=1), 3 * back))
    if unit == "year":
        return "DATE", f"{here.year + step:04d}"
    size = 3 if unit == "decade" else 2
    decade = here.year // (10 if unit == "decade" else 100) + step
    return "DATE", str(decade)[:size]


def _weekend(here: date, shift: str, step: int, at: Setting) -> str:
    if shift == "the":
        return cal.iso_week(here if at.future or here.weekday() >= 5 else here - WEEK)
    return cal.iso_week(here + step * WEEK)


def _first_day(spoken: str) -> date | None:
    """The first day of a TIMEX3 date; None where it is none."""
    try:
        if spoken[4:6] == "-W":
            return date.fromisocalendar(int(spoken[:4]), int(spoken[6:8]), 1)
        if spoken[4:6] == "-Q":
            return date(int(spoken[:4]), 3 * int(spoken[6]) - 2, 1)
        parts = [int(p) for p in spoken[:10].split("-")]
        return date(*[*parts, 1, 1][:3])
    except ValueError:
        return None


def _season(g: Groups, at: Setting) -> Value:
    code, shift = SEASONS[g["season"].lower()], shift_of(g)
    named = _years(g, at)
    if named is not None:
        return "DATE", f"{named:04d}-{code}"
    start, here = _STARTS[code], at.today
    if shift in ("last", "previous"):
        year = here.year - (here.month < start + 3)
    elif shift in AHEAD_WORDS:
        year = here.year + (here.month >= start)
    elif shift:
        year = here.year
    else:
        year = _nearest_year(at, start)
    return "DATE", f"{year:04d}-{code}"


def _quarter(g: Groups, at: Setting) -> Value | None:
    letter = "H" if g.get("piece", "").lower() == "half" else "Q"
    months = 6 if letter == "H" else 3
    if "number" in g:
        n = int(g["number"])
    else:
        word = g["ord"].lower()
        n = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 12 // months}.get(word, 0)
        n = n or (int(word[0]) if word[0].isdigit() else 0)
    year = _years(g, at)
    if n == 0:
        if year is not None:
            return "DATE", f"{year:04d}-{letter}{12 // months}"
        return "DATE", cal.quarter_of(cal.shift_months(at.today.replace(day=1), -3))
    if n > 12 // months:
        return None
    if year is None:
        first = (n - 1) * months + 1
        year = at.today.year - (first > at.today.month and not at.future and first - at.today.month > 2)
    return "DATE", f"{year:04d}-{letter}{n}"


def _year_ago(g: Groups, at: Setting) -> Value:
    if "year" in g:  # "the 1988 quarter": the one spoken of, in that year
        spoken = at.quarter or cal.quarter_of(cal.shift_months(at.today.replace(day=1), -3))
        return "DATE", g["year"] + spoken[4:]
    if "ord" in g:
        kind, value = _quarter({**g, "piece": "quarter"}, at) or ("DATE", cal.quarter_of(at.today))
        return kind, f"{int(value[:4]) - 1:04d}{value[4:]}"
    if at.quarter:
        return "DATE", f"{int(at.quarter[:4]) - 1:04d}{at.quarter[4:]}"
    if "quarter" in g.get("all", "") or "period" in g.get("all", ""):
        last = cal.quarter_of(cal.shift_months(at.today.replace(day=1), -3))
        return "DATE", f"{int(last[:4]) - 1:04d}{last[4:]}"
    return "DATE", f"{at.today.year - 1:04d}"


def _year(g: Groups, at: Setting) -> Value:
    return "DATE", g["year"]


def _decade(g: Groups, at: Setting) -> Value:
    if "decade" in g:
        return "DATE", g["decade"]
    named = g.get("named")
    digit = 2 + [w.replace("y", "ies") for w in TENS].index(named.lower()) if named else int(g["two"])
    return "DATE", f"{19 if 190 + digit > at.today.year // 10 - 100 else 20}{digit}"


def _century(g: Groups, at: Setting) -> Value:
    nth = g["nth"].lower()
    words = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
    return "DATE", f"{(words.get(nth) or int(nth[:2])) - 1}"


def _year_in_words(g: Groups, at: Setting) -> Value | None:
    head = {"eighteen": 18, "nineteen": 19, "twenty": 20}[g["century"].lower()]
    rest = number(g["rest"])
    if rest is None or rest < 10 or (head == 20 and rest < 10):
        return None
    year = f"{head}{int(rest):02d}"
    return "DATE", f"{year}-{month_number(g['month']):02d}" if "month" in g else year


def _ago(g: Groups, at: Setting) -> Value | None:
    unit, way = g["unit"].lower(), g["way"].lower()
    n = number(g["num"]) if "num" in g else None
    back = way in ("ago", "earlier", "before")
    if n is None and way == "ago":
        return "DATE", "PAST_REF"
    if n is None or (way == "before" and not at.spoken):
        return "DURATION", amount(n, unit)
    if unit in ("second", "minute", "hour"):
        return "DURATION", amount(n, unit)
    if unit == "year" and n == 1 and back and at.quarter and way != "before":
        return "DATE", f"{int(at.quarter[:4]) - 1:04d}{at.quarter[4:]}"
    here = at.today
    anchored = way not in ("ago", "from now", "hence")
    if anchored and at.spoken:
        here = _first_day(at.spoken) or here
    return _counted(here, unit, -n if back else n)


def _counted(here: date, unit: str, n: float) -> Value | None:
    """The day, week, month or year ``n`` units on."""
    if abs(n) > 3000:
        return None
    if unit in ("day", "night"):
        return _date(here + timedelta(days=int(n)))
    if unit in ("week", "weekend"):
        return "DATE", cal.iso_week(here + timedelta(days=round(7 * n)))
    if unit in ("month", "quarter"):
        return "DATE", cal.shift_months(here, round(n * (3 if unit == "quarter" else 1))).strftime("%Y-%m")
    year = here.year + int(n * TIMES.get(unit, 1))
    if not 1 <= year <= cal.LATEST:
        return None
    return "DATE", f"{year:04d}" if unit in ("year", "decade") else f"{year:04d}"[:2]


def _clock(g: Groups, at: Setting) -> Value | None:
    named = g.get("named", "").lower()
    hour, minute = int(g.get("hour", "12")), int(g.get("minute", "0"))
    if named:
        hour = 0 if named == "midnight" else 12
    elif "half" in g:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if g["half"].lower().startswith("p") else 0)
    day = at.today
    if "month" in g and "day" in g:
        found = _day(g, at)
        day = date.fromisoformat(found[1]) if found else day
    elif "weekday" in g:
        day = date.fromisoformat(_weekday({"weekday": g["weekday"]}, at)[1])
    elif g.get("word"):
        day += {"today": 0, "yesterday": -1, "tomorrow": 1}[g["word"].lower()] * DAY
    elif len(at.spoken) == 10:
        day = _first_day(at.spoken) or day
    return "TIME", f"{day.isoformat()}T{hour:02d}:{minute:02d}"


def _holiday(g: Groups, at: Setting) -> Value | None:
    feast, shift = g["feast"].lower().replace("’", "'"), shift_of(g)
    for year in [int(g["year"])] if "year" in g else _feast_years(at, shift):
        found = cal.feast(feast, year)
        if "year" in g or (found > at.today if at.future or shift == "next" else found <= at.today):
            return _date(found)
    return None


def _feast_years(at: Setting, shift: str) -> list[int]:
    year = at.today.year
    return [year, year + 1] if at.future or shift == "next" else [year, year - 1]


_READERS: Mapping[str, Callable[[Groups, Setting], Value | None]] = {
    "day": _day,
    "numeric": _numeric,
    "month": _month,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "relative day": _relative_day,
    "day spoken of": _day_spoken,
    "year as a length": lambda g, at: ("DURATION", amount(1, g["unit"].lower())),
    "unit": _unit,
    "season": _season,
    "quarter": _quarter,
    "year ago": _year_ago,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "year in words": _year_in_words,
    "ago": _ago,
    "duration": lambda g, at: duration(g),
    "vague span": lambda g, at: vague_span(g),
    "fortnight": lambda g, at: ("DURATION", amount(2 * (number(g.get("num", "a")) or 1), "week")),
    "week's days": lambda g, at: ("SET", "XXXX-WXX-WE" if g["which"].lower() == "weekend" else "XXXX-WXX-WD"),
    "set": lambda g, at: repeated(g),
    "clock": _clock,
    "present": lambda g, at: ("DATE", "PRESENT_REF"),
    "past": lambda g, at: ("DATE", "PAST_REF"),
    "future": lambda g, at: ("DATE", "FUTURE_REF"),
    "holiday": _holiday,
    "none": lambda g, at: None,
}
