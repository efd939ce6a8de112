"""What a page declares about its day: fields that contradict each other, days in the outlet's own zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rashomon.read import extract
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


@pytest.mark.parametrize(
    ("noticed", "url", "local"),
    [
        ("2031-03-04", "https://blatt.de/a", "2031-03-05"),  # noticed is the declared time itself
        (None, "https://blatt.de/a", "2031-03-05"),
        ("2031-03-03", "https://blatt.de/a", "2031-03-03"),  # a neighbouring day on the page is stronger
        ("2031-03-04", "https://paper.com/a", "2031-03-04"),
        (None, "https://paper.com/a", None),
    ],
)
def test_the_clock_of_the_outlets_country(noticed: str | None, url: str, local: str | None) -> None:
    declared = [(LD, "2031-03-04T23:00:00Z"), *([(NOTICED, noticed)] if noticed else [])]
    assert publication(declared, (), None, SEEN, url).local_day == local


PAGE = """<html lang="de"><head><title>Wasser in Orvo</title><meta name="date" content="{field}"></head><body><article>
<h1>Wasser in Orvo</h1><p>{line}</p><p>Die Gemeinde Orvo hat am Mittwoch das Wasser im oberen Dorf sperren lassen, weil
nach dem Regen Keime gefunden worden waren. Die Leute holen es nun am Brunnen neben dem Rathaus.</p><p>Der Rat will
die Leitung bis zum Sommer erneuern und hat dafür Geld zur Seite gelegt.</p></article></body></html>"""


@pytest.mark.parametrize(
    ("field", "line", "day"),
    [
        ("11/01/2030 12:43:42", "Erstellt am: 01.11.2030", "2030-11-01"),
        ("11/01/2030 12:43:42", "Erstellt am: 11.01.2030", "2030-01-11"),
        ("11/01/2030 12:43:42", "Aus dem Rathaus", "2030-01-11"),
    ],
)
def test_points_tell_the_day_from_the_month(field: str, line: str, day: str) -> None:
    page = PAGE.format(field=field, line=line).encode()
    report = extract(page, locator="https://blatt.ch/orvo", media_type="text/html", seen=SEEN)
    assert report.published.when.lo is not None
    assert report.published.when.lo.date().isoformat() == day
