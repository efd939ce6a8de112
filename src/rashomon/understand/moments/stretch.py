"""The days an expression of time can mean, read from its value: as wide as its words are ambiguous, never a guess.

The value (`values.py`) is the one best reading, as TIMEX3 writes it. Where words mean that and no more ("3 May 2021",
"last month"), its days are the stretch; where they leave it open ("last Tuesday", "some months ago", "03/05/2021") the
stretch takes in what they may mean. None: the words place nothing ("two years", "every Saturday", "now").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from rashomon.records import Precision
from rashomon.understand.moments import counting
from rashomon.understand.moments import days as cal
from rashomon.understand.moments.amounts import Groups, Value
from rashomon.understand.moments.days import DAY, WEEK, Days
from rashomon.understand.moments.grammar import Expression, Tense
from rashomon.understand.moments.setting import BACK_WORDS, Setting, shift_of
from rashomon.understand.moments.shape import Stretch, extent, in_part, part_of


def stretch(e: Expression, found_value: Value | None, at: Setting) -> Stretch | None:
    """The stretch of an expression of this value in a setting; None: it places nothing, or no day the calendar has."""
    reader = _READERS.get(e.reading)
    if reader is None or found_value is None:
        return None
    found = reader(e.groups, at, extent(found_value[1]))
    if found is None:
        return None
    if "night" in e.groups or (e.groups.get("tod", "").lower() == "night" and e.reading in ("weekday", "clock")):
        first, after = found.days
        after += DAY if after - first == DAY else 0 * DAY  # "the night of 11 to 12 May" has both
        found = replace(found, days=(first, after), basis=f"{found.basis}, and the morning after")
    return found


def _yearly(days: Days) -> tuple[str, str]:
    first, last = days[0], days[1] - DAY
    return f"{first.month:02d}-{first.day:02d}", f"{last.month:02d}-{last.day:02d}"


def _dated(days: Days, precision: Precision, g: Groups, at: Setting, note: str = "") -> Stretch:
    """A time with a year in digits or words, one whose year is counted from publication, or one without any year."""
    if "year" in g:
        return Stretch(days, precision, note or "named in full", fixed=True)
    if "whose" in g or "whose2" in g or "shift" in g:
        whose = g.get("whose") or g.get("whose2") or g.get("shift")
        return Stretch(days, precision, f'"{whose}" counted from publication')
    basis = "the nearest such time before publication"
    if at.tense is Tense.AHEAD or days[0] > at.today + DAY:
        basis = "the next such time after publication"
    return Stretch(days, precision, basis, yearly=_yearly(days))


def _day(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    if own is None:
        return None
    lo, hi = own
    if "first" in g and int(g["first"]) <= lo.day:
        lo = lo.replace(day=int(g["first"]))
    later = g.get("later") or g.get("also")
    if later is not None and int(later) >= lo.day:
        last = cal.valid(lo.year, lo.month, int(later))
        if last is None:
            return None
        hi = last + DAY
    return _dated((lo, hi), Precision.DAY, g, at)


def _numeric(g: Groups, _at: Setting, own: Days | None) -> Stretch | None:
    if own is None:
        return None
    year, a, b = own[0].year, int(g["a"]), int(g["b"])
    ways = [cal.valid(year, a, b), None if "point" in g else cal.valid(year, b, a)]
    found = sorted(d for d in ways if d is not None)
    if not found:
        return None
    if found[0] != found[-1]:
        note = "day and month can be read either way round"
        return Stretch((found[0], found[-1] + DAY), Precision.MONTH, note, fixed=True)
    return Stretch(cal.day(found[0]), Precision.DAY, "named in full", fixed=True)


def _month(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    return None if own is None else _dated(in_part(own, g), Precision.MONTH, g, at)


def _season(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    if own is None:
        return None
    name, shift, note = g["season"].lower(), shift_of(g), "northern season"
    if name == "winter" and "year" in g:
        own, note = cal.season(int(g["year"]), name), "northern season, at either end of the year"
    if name == "winter" and shift == "this" and at.today.month <= 2:  # the winter that is on began last year
        own = cal.months(own[0].year - 1, 12, 3)
    if shift in BACK_WORDS and own[1] > at.today:  # "last winter", while one is on
        own = cal.months(own[0].year - 1, own[0].month, 3)
    return _dated(in_part(own, g), Precision.SEASON, g, at, note)


def _quarter(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    if "number" not in g and "year" not in g and "whose" not in g:
        return None  # "in the second half" of a match, "the third quarter" of the moon
    return None if own is None else _dated(own, Precision.SEASON, g, at)


def _year(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    first = int(g["year"])
    last = first if "year2" not in g else first - first % 100 + int(g["year2"])
    if last < first:
        return None
    return Stretch(in_part((cal.year(first)[0], cal.year(last)[1]), g), Precision.YEAR, "named in full", fixed=True)


def _years(reading: str) -> Callable[[Groups, Setting, Days | None], Stretch | None]:
    """Decades, centuries and years in words: named in full, their thirds cut so that they overlap."""

    def read(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
        if own is None:
            return None
        if "part" in g:
            tenths = {"early": (0, 4), "mid": (3, 7), "late": (6, 10)}[part_of(g) or "mid"]
            if reading == "century":
                tenths = {"early": (0, 34), "mid": (33, 67), "late": (66, 100)}[part_of(g) or "mid"]
            year = own[0].year
            own = date(year + tenths[0], 1, 1), date(year + tenths[1], 1, 1)
        year_long = (own[1] - own[0]).days <= 366
        return Stretch(own, Precision.YEAR if year_long else Precision.OPEN, "named in full", fixed=True)

    return read


def _relative_day(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    word, tod = g["word"].lower(), g.get("tod", "").lower()
    if word in ("the", "mid"):
        return None
    if word in ("the next", "the following", "the previous", "that"):
        return _spoken(g, at, word)
    if own is None:
        return None
    basis = f'"{g["all"].strip()}" counted from publication'
    if word == "overnight":
        own = own[0] - DAY, own[1]
    elif tod == "night" and word != "this":
        own = own[0], own[1] + DAY
    return Stretch(own, Precision.DAY, basis)


def _spoken(g: Groups, at: Setting, word: str) -> Stretch | None:
    """ "That day", "the next day": counted from a day named shortly before, or not at all."""
    base = extent(at.spoken) if len(at.spoken) >= 10 and at.near else None
    if base is None:
        return None
    step = {"the next": 1, "the following": 1, "the previous": -1}.get(word, 0)
    days = base[0] + step * DAY, base[1] + step * DAY
    return Stretch(days, Precision.DAY, f'"{g["all"].strip()}" counted from {at.spoken[:10]}, named before')


def _day_spoken(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    return _spoken(g, at, g["which"].lower())


def _weekday(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    if own is None:
        return None
    name, shift, d = g["weekday"], shift_of(g), at.today
    week = timedelta(days=own[0].weekday())  # its place in a week that begins on Monday
    if "week" in g:
        return Stretch(own, Precision.DAY, f"{name} of {g['week'].lower()} week")
    if shift == "last":
        before = own[0], own[0] + DAY
        days = min(before[0], cal.week(d)[0] - WEEK + week), before[1]
        return Stretch(days, Precision.DAY, f"the latest {name} before publication, or that of the week before")
    if shift == "next":
        days = own[0], max(own[0], cal.week(d)[0] + WEEK + week) + DAY
        return Stretch(days, Precision.DAY, f"the first {name} after publication, or that of the week after")
    if shift == "this":
        return Stretch(own, Precision.DAY, f"{name} of the same week")
    if own[0] > d or (own[0] == d and at.tense is Tense.AHEAD):
        return Stretch(own, Precision.DAY, f"the first {name} not before publication")
    return Stretch(own, Precision.DAY, f"the latest {name} not after publication")


def _clock(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    """The day named beside a time of day; the time itself narrows it where its zone is known (`clock.py`)."""
    if "month" in g and "day" in g:
        return _day({"month": g["month"], "day": g["day"]}, at, own)
    if "weekday" in g:
        return _weekday({"weekday": g["weekday"]}, at, own)
    return _relative_day({"word": g["word"], "all": g["word"].lower()}, at, own) if "word" in g else None


def _holiday(g: Groups, at: Setting, own: Days | None) -> Stretch | None:
    if own is None:
        return None
    if "year" in g:
        return Stretch(own, Precision.DAY, "named in full", fixed=True)
    when = "next such feast after" if own[0] > at.today else "nearest such feast before"
    return Stretch(own, Precision.DAY, f"the {when} publication")


_READERS: Mapping[str, Callable[[Groups, Setting, Days | None], Stretch | None]] = {
    "day": _day,
    "numeric": _numeric,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "year": _year,
    "year in words": _years("year in words"),
    "decade": _years("decade"),
    "century": _years("century"),
    "relative day": _relative_day,
    "day spoken of": _day_spoken,
    "weekday": _weekday,
    "clock": _clock,
    "holiday": _holiday,
    "ago": counting.ago,
    "year ago": counting.year_ago,
    "fortnight": counting.fortnight,
    "duration": counting.span,
    "vague span": counting.vague_span,
    "unit": counting.unit,
}
