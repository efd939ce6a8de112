"""The day it was in the outlet's country."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rashomon.read.zones import day_at_home


@pytest.mark.parametrize(
    ("moment", "url", "day"),
    [
        ((2031, 1, 10, 23, 0), "https://www.blatt.de/a", "2031-01-11"),  # midnight in winter
        ((2031, 1, 10, 22, 59), "https://www.blatt.de/a", "2031-01-10"),
        ((2031, 7, 10, 22, 0), "https://blatt.at/a", "2031-07-11"),  # and in summer
        ((2031, 3, 30, 0, 59), "https://blatt.at/a", "2031-03-30"),
        ((2031, 10, 25, 22, 30), "https://blatt.at/a", "2031-10-26"),  # the last day of summer time
        ((2031, 10, 26, 22, 30), "https://blatt.at/a", "2031-10-26"),
        ((2031, 7, 10, 23, 30), "https://paper.co.uk/a", "2031-07-11"),
        ((2031, 1, 10, 23, 30), "https://paper.co.uk/a", "2031-01-10"),
        ((2031, 11, 14, 15, 0), "https://sinmun.kr/a", "2031-11-15"),
        ((2031, 11, 14, 18, 30), "https://paper.in/a", "2031-11-15"),
        ((2031, 11, 14, 2, 0), "https://diario.pe/a", "2031-11-13"),
        ((2031, 12, 31, 23, 30), "https://blatt.de/a", "2032-01-01"),
    ],
)
def test_the_day_there(moment: tuple[int, int, int, int, int], url: str, day: str) -> None:
    assert day_at_home(datetime(*moment, tzinfo=UTC), url) == day


@pytest.mark.parametrize("url", [None, "", "https://paper.com/a", "https://paper.ru/a", "file:///tmp/a.de.txt", "::::"])
def test_an_address_that_tells_no_clock(url: str | None) -> None:
    assert day_at_home(datetime(2031, 1, 10, 23, tzinfo=UTC), url) is None
