"""Dates as publication lines and declared fields write them, to half-open UTC intervals with their precision.

Read are ISO 8601 in its usual parts, RFC 2822, seconds since 1970, and English dates in words with or without a
time. Numbers alone such as 03/04/2021 are not read: nothing tells the day from the month. A time without a zone
that everybody reads the same way gives the day only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from rashomon.records import Precision

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_ZONES = {  # hours from UTC; names that mean different zones in different places (CST, IST, BST in Asia) are left out
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
    "est": -5, "edt": -4, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "jst": 9, "kst": 9,
}  # fmt: skip
_TIME = (
    r"(?:,?\s{0,3}(?:at\s{1,3}|[-–|]\s{0,3})?(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s?\(?(?P<zone>(?:GMT|UTC)?[+-]\d{1,2}(?::?\d\d)?|[A-Za-z]{1,4}\b))?)?"
)
_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:[T ](?P<hour>[01]\d|2[0-3]):?(?P<minute>[0-5]\d)(?::?[0-5]\d(?:[.,]\d{1,9})?)?"
    r"\s?(?P<zone>Z|[+-]\d\d(?::?\d\d)?|UTC|GMT)?)?)?(?!\d)",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s{{1,3}}(?:of\s)?(?P<month>{MONTH})\b,?\s{{1,3}}"
    rf"(?P<year>(?:19|20)\d\d)\b{_TIME}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH})\s{{1,3}}(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,?\s{{1,3}}"
    rf"(?P<year>(?:19|20)\d\d)\b{_TIME}",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(rf"\b(?P<month>{MONTH}),?\s{{1,3}}(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_NUMERIC_ZONE = re.compile(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d\d)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_COMPACT = re.compile(
    r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?(Z)?)?"
)
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d{1,9})?")


@dataclass(frozen=True, slots=True)
class Dated:
    """An interval ``[lo, hi)`` in UTC, how finely it was written, and of a time with its zone the day there."""

    lo: datetime
    hi: datetime
    precision: Precision
    local_day: str | None = None


def parse_date(text: str) -> Dated | None:
    """The date of a declared field, or None where it holds no date that can be read one way only."""
    words = text.strip()[:100]
    compact = _COMPACT.fullmatch(words)
    if compact:  # as GDELT and WARC tools write it: always in UTC
        year, month, day, hour, minute, *_ = compact.groups()
        words = f"{year}-{month}-{day}" + (f"T{hour}:{minute}Z" if hour else "")
    epoch = _EPOCH.fullmatch(words)
    if epoch:
        moment = datetime.fromtimestamp(int(epoch[1]), UTC).replace(second=0)
        return Dated(moment, moment + timedelta(minutes=1), Precision.MINUTE)
    if _YEAR.fullmatch(words):
        return Dated(datetime(int(words), 1, 1, tzinfo=UTC), datetime(int(words) + 1, 1, 1, tzinfo=UTC), Precision.YEAR)
    return find_date(words)


def find_date(text: str) -> Dated | None:
    """The first date with a year in these words, or None."""
    found = [m for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST) if (m := pattern.search(text))]
    if not found:
        match = _MONTH_ONLY.search(text)
        return _month(int(match["year"]), _number(match["month"])) if match else None
    return _dated(min(found, key=re.Match.start))


def _number(month: str) -> int:
    return int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1


def _month(year: int, month: int) -> Dated:
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return Dated(datetime(year, month, 1, tzinfo=UTC), datetime(*following, 1, tzinfo=UTC), Precision.MONTH)


def _dated(match: re.Match[str]) -> Dated | None:
    year, month = int(match["year"]), _number(match["month"])
    if match["day"] is None:
        return _month(year, month)
    try:
        day = datetime(year, month, int(match["day"]), tzinfo=UTC)
    except ValueError:
        return None
    parts = match.groupdict()
    offset = _offset(parts["zone"])
    if parts["hour"] is None or offset is None:
        return Dated(day, day + timedelta(days=1), Precision.DAY)
    hour = int(parts["hour"])
    if parts.get("half"):
        hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
    zoned = day.replace(hour=hour, minute=int(parts["minute"]), tzinfo=timezone(offset))
    moment = zoned.astimezone(UTC)
    return Dated(moment, moment + timedelta(minutes=1), Precision.MINUTE, zoned.date().isoformat() if offset else None)


def _offset(zone: str | None) -> timedelta | None:
    if zone is None:
        return None
    numeric = _NUMERIC_ZONE.fullmatch(zone)
    if numeric:
        size = timedelta(hours=int(numeric[2]), minutes=int(numeric[3] or 0))
        if size >= timedelta(hours=15):
            return None
        return -size if numeric[1] == "-" else size
    hours = _ZONES.get(zone.lower())
    return None if hours is None else timedelta(hours=hours)
