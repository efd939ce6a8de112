"""Times of day beside a day: "9:03 a.m. KST on Tuesday" to the minute, "9:03 a.m. local time" no finer than the day.

A day named stands for the day in the zone spoken of, so a time with its zone gives a minute in UTC. Without a zone,
or "local", the zone is not known and the day is all there is, as it is of a day named alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from importlib.resources import files

from rashomon.records import Moment, Precision, Span

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_EAST = timedelta(hours=14)  # the farthest zone; the others lie west of UTC
_ABOUT = timedelta(minutes=30)
_HINT = re.compile(r"[0-9] ?[ap]\.?m\b|[0-9][:.][0-9]{2}\b|[0-9]{4} (?:GMT|UTC)|\b[Nn]oon\b|\b[Mm]idnight\b")
_AFTER = re.compile(r"(?:,? (?:on |early on |late on )?)?")
_BEFORE = re.compile(r",? (?:at |around |about |shortly (?:before|after) )*")


@cache
def _rules() -> tuple[re.Pattern[str], Mapping[str, float]]:
    table = tomllib.loads(files("rashomon.understand").joinpath("rules", "times.toml").read_text("utf-8"))["clock"]
    zones: dict[str, float] = table["zones"]
    names = "|".join(sorted((re.escape(name) for name in zones), key=lambda n: (-len(n), n)))
    return re.compile(table["pattern"].replace("{ZONES}", names)), zones


def with_clock(text: str, span: Span, moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """The moments of a sentence, days narrowed to the time of day that stands beside them."""
    if not moments or _HINT.search(text, span.start, span.end) is None:
        return tuple(moments)
    pattern, zones = _rules()
    out = list(moments)
    for match in pattern.finditer(text, span.start, span.end):
        for number, moment in enumerate(out):
            if _is_day(moment) and _beside(text, match, moment):
                out[number] = _narrowed(match, moment, zones)
                break
    return tuple(out)


def _is_day(moment: Moment) -> bool:
    day = moment.precision is Precision.DAY and moment.lo is not None and moment.hi is not None
    return day and moment.yearly is None and moment.words is not None and moment.hi - moment.lo == _DAY  # type: ignore[operator]


def _beside(text: str, match: re.Match[str], moment: Moment) -> bool:
    words = moment.words
    assert words is not None  # noqa: S101  `_is_day`
    if 0 <= words.start - match.end() <= 14:
        return _AFTER.fullmatch(text, match.end(), words.start) is not None
    return 0 <= match.start() - words.end <= 24 and _BEFORE.fullmatch(text, words.end, match.start()) is not None


def _narrowed(match: re.Match[str], moment: Moment, zones: Mapping[str, float]) -> Moment:
    at = _time(match)
    if moment.lo is None or moment.words is None:
        return moment
    words = Span(start=min(match.start(), moment.words.start), end=max(match.end(), moment.words.end))
    slack = _ABOUT if match["about"] else timedelta(0)
    offset = _offset(match, at, zones)
    shown = f"{int(at.total_seconds()) // 3600:02d}:{int(at.total_seconds()) % 3600 // 60:02d}"
    if offset is None:
        return replace(moment, words=words, basis=f"{moment.basis}; {shown} of that day in a zone that is not named")
    lo = moment.lo + at - offset - slack
    basis = f"{moment.basis}; {shown} {match['zone'] or 'there'}, {offset.total_seconds() / 3600:+g} h from UTC"
    return replace(moment, lo=lo, hi=lo + 2 * slack + _MINUTE, precision=Precision.MINUTE, words=words, basis=basis)


def _time(match: re.Match[str]) -> timedelta:
    if match["named"]:
        return timedelta(hours=12 if match["named"].lower() == "noon" else 0)
    hour = int(match["hour"] or match["hour24"] or match["hour4"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return timedelta(hours=hour, minutes=int(match["minute"] or match["minute24"] or match["minute4"] or 0))


def _offset(match: re.Match[str], at: timedelta, zones: Mapping[str, float]) -> timedelta | None:
    """How far the zone lies from UTC: by its name, or by the same time given in a zone that has one."""
    if match["zone"]:
        return timedelta(hours=zones[match["zone"]])
    if not match["zonez"]:
        return None
    there = timedelta(hours=int(match["hourz"]), minutes=int(match["minutez"])) - timedelta(hours=zones[match["zonez"]])
    apart = (at - there) % _DAY
    return apart if apart <= _EAST else apart - _DAY
