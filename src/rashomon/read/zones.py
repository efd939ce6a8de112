"""The clock of a country that keeps one, by the ending of an outlet's address: a time in UTC lies on its own day there.

Countries with several zones (us, ru, ca, au, br, id) and with a summer time of their own (il, eg, ir) are left out.
Summer time of Europe by its rule of 1996: from the last Sunday of March to the last of October, both at 01:00 UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

_EUROPE = {
    0: "ie pt uk",
    60: "al at ba be ch cz de dk es fr hr hu it li lu me mk mt nl no pl rs se si sk",
    120: "bg cy ee fi gr lt lv ro ua",
}
_FIXED = {
    120: "za",
    180: "by iq ke sa tr",
    240: "ae az ge am",
    300: "pk uz",
    330: "in lk",
    345: "np",
    360: "bd",
    420: "kh la th vn",
    480: "cn hk my ph sg tw",
    540: "jp kr kp",
    -180: "ar uy",
    -300: "co pe",
}
_SUMMER = frozenset(ending for endings in _EUROPE.values() for ending in endings.split())
_MINUTES = {e: m for table in (_EUROPE, _FIXED) for m, endings in table.items() for e in endings.split()}


def day_at_home(moment: datetime, url: str | None) -> str | None:
    """The day ("2025-03-01") it was in the outlet's country at a moment in UTC; None where the address tells none."""
    ending = (urlsplit(url or "").hostname or "").rpartition(".")[2]
    minutes = _MINUTES.get(ending)
    if minutes is None:
        return None
    summer = ending in _SUMMER and _last_sunday(moment.year, 3) <= moment < _last_sunday(moment.year, 10)
    return (moment + timedelta(minutes=minutes + 60 * summer)).date().isoformat()


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
