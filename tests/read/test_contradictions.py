"""What a page declares about its day: fields that contradict each other, days in the outlet's own zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rashomon.read.published import NOTICED, publication
from rashomon.records import Published

SEEN = datetime(2031, 7, 1, tzinfo=UTC)
LD, META, TIME = "datePublished", "meta date", "time element"


def made(*declared: tuple[str, str]) -> Published:
    return publication(declared, (), None, SEEN)


def days(found: Published) -> str:
    assert found.when.hi is not None
    lo = "" if found.when.lo is None else f"{found.when.lo.date()}"
    return f"{lo}..{(found.when.hi - timedelta(microseconds=1)).date()}"


@pytest.mark.parametrize(
    ("declared", "expect", "says_so"),
    [
        ([(LD, "2031-03-03"), (META, "2031-03-03")], "2031-03-03..2031-03-03", False),
        ([(LD, "2031-03-03"), (META, "2031-06-10")], "2031-03-03..2031-06-10", True),
        ([(META, "2031-06-10"), (LD, "2031-03-03")], "2031-03-03..2031-06-10", True),
        ([(LD, "2031-03-03"), (META, "2031-06-10"), (TIME, "2031-06-10")], "2031-06-10..2031-06-10", False),
        ([(LD, "2031-03-03"), (META, "2031-06-10"), (NOTICED, "2031-06-10")], "2031-06-10..2031-06-10", False),
        ([(LD, "2031-03-03"), (NOTICED, "2031-06-10")], "2031-03-03..2031-03-03", False),
        ([(LD, "2031-02-31"), (META, "2031-06-10")], "2031-06-10..2031-06-10", False),
        ([(LD, "2031-02-31")], "..2031-07-01", False),  # no such day: not after capture, and never today by default
        ([(LD, "0000-00-00")], "..2031-07-01", False),
        ([(LD, "1" * 400)], "..2031-07-01", False),
        ([(LD, "2035-01-01"), (META, "2031-06-10")], "2031-06-10..2031-06-10", False),
    ],
)
def test_declared_days(declared: list[tuple[str, str]], expect: str, says_so: bool) -> None:
    found = made(*declared)
    assert days(found) == expect
    assert ("contradicts itself" in found.when.basis) is says_so


@pytest.mark.parametrize(
    ("declared", "local"),
    [
        ([(LD, "2031-03-03T22:30:00-05:00")], "2031-03-03"),
        ([(LD, "2031-03-04T00:30:00+09:00")], "2031-03-04"),
        ([(LD, "2031-03-04T03:30:00Z"), (NOTICED, "2031-03-03")], "2031-03-03"),
        ([(LD, "2031-03-04T03:30:00Z"), (NOTICED, "2031-03-01")], None),
        ([(LD, "2031-03-04T03:30:00Z")], None),
        ([(LD, "2031-03-04")], None),
    ],
)
def test_the_day_in_the_outlets_own_zone(declared: list[tuple[str, str]], local: str | None) -> None:
    assert made(*declared).local_day == local
