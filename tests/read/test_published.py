"""Dates and the publication interval."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rashomon.read.dates import find_date, parse_date
from rashomon.read.published import Stated, publication, stated
from rashomon.records import Precision, PublishedBasis, Span

SEEN = datetime(2021, 6, 1, 12, 30, 15, tzinfo=UTC)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("text", "lo", "hi", "precision"),
    [
        ("2021-03-03", at(2021, 3, 3), at(2021, 3, 4), Precision.DAY),
        ("2021-12", at(2021, 12, 1), at(2022, 1, 1), Precision.MONTH),
        ("2021", at(2021, 1, 1), at(2022, 1, 1), Precision.YEAR),
        ("2021-03-03T10:05:00Z", at(2021, 3, 3, 10, 5), at(2021, 3, 3, 10, 6), Precision.MINUTE),
        ("2021-03-03T10:05:00.123+01:00", at(2021, 3, 3, 9, 5), at(2021, 3, 3, 9, 6), Precision.MINUTE),
        ("2021-03-03 00:30 +0200", at(2021, 3, 2, 22, 30), at(2021, 3, 2, 22, 31), Precision.MINUTE),
        ("2021-03-03T10:05:00", at(2021, 3, 3), at(2021, 3, 4), Precision.DAY),
        ("Wed, 03 Mar 2021 10:05:00 +0100", at(2021, 3, 3, 9, 5), at(2021, 3, 3, 9, 6), Precision.MINUTE),
        ("3 March 2021", at(2021, 3, 3), at(2021, 3, 4), Precision.DAY),
        ("March 3rd, 2021", at(2021, 3, 3), at(2021, 3, 4), Precision.DAY),
        ("3 March 2021, 14:05 GMT", at(2021, 3, 3, 14, 5), at(2021, 3, 3, 14, 6), Precision.MINUTE),
        ("March 3, 2021 at 2:05 p.m. EST", at(2021, 3, 3, 19, 5), at(2021, 3, 3, 19, 6), Precision.MINUTE),
        ("March 3, 2021 2:05 pm", at(2021, 3, 3), at(2021, 3, 4), Precision.DAY),
        ("3 March 2021, 07:15 GMT+11", at(2021, 3, 2, 20, 15), at(2021, 3, 2, 20, 16), Precision.MINUTE),
        ("3 March 2021, 14:05 CST", at(2021, 3, 3), at(2021, 3, 4), Precision.DAY),
        ("March 2021", at(2021, 3, 1), at(2021, 4, 1), Precision.MONTH),
        ("1614765900", at(2021, 3, 3, 10, 5), at(2021, 3, 3, 10, 6), Precision.MINUTE),
        ("1614765900000", at(2021, 3, 3, 10, 5), at(2021, 3, 3, 10, 6), Precision.MINUTE),
    ],
)
def test_dates(text: str, lo: datetime, hi: datetime, precision: Precision) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.lo, found.hi, found.precision) == (lo, hi, precision)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "03/04/2021", "31 February 2021", "2021-02-30", "March 3", "0000-00-00"]
)
def test_no_dates(text: str) -> None:
    assert parse_date(text) is None


def line(text: str) -> Stated:
    found = stated(text, 0)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Published: 3 March 2021, 14:05 GMT",
        "Posted on March 3, 2021",
        "First published on 3 March 2021",
        "Last updated: 2021-03-03",
        "3 March 2021",
        "Wednesday, March 3, 2021",
        "2021-03-03T07:23:12+01:00",
    ],
)
def test_lines_that_state_the_time(text: str) -> None:
    assert line(text).dated.lo.date().isoformat() == "2021-03-03"


@pytest.mark.parametrize(
    "text",
    [
        "The report published on 3 March 2021 named ten ships.",
        "On 3 March 2021 ten ships left.",
        "3 March",
        "Published by Harbour Press",
        "3 March 2021 was a Wednesday",
    ],
)
def test_lines_that_do_not(text: str) -> None:
    assert stated(text, 0) is None


def test_rank_of_evidence() -> None:
    labelled, bare = line("Published: 3 March 2021"), line("1 March 2021")
    updated = line("Updated: 9 March 2021")
    dateline = ("PARIS, 2 March 2021", Span(start=0, end=19))
    declared = [("date", "2021-03-04")]
    cases = [
        ([labelled, bare], declared, PublishedBasis.STATED, 3),
        ([bare], declared, PublishedBasis.METADATA, 4),
        ([bare, updated], [], PublishedBasis.STATED, 1),
        ([updated], declared, PublishedBasis.METADATA, 4),
        ([updated], [], PublishedBasis.STATED, 9),
        ([], [], PublishedBasis.DATELINE, 2),
    ]
    for lines, fields, basis, day in cases:
        found = publication(fields, lines, dateline, SEEN)
        assert (found.basis, found.when.lo) == (basis, at(2021, 3, day))


def test_the_finer_of_two_that_agree() -> None:
    found = publication([("date", "2021-03-03T10:05:00Z")], [line("Published: 3 March 2021")], None, SEEN)
    assert found.basis is PublishedBasis.METADATA
    assert found.when.precision is Precision.MINUTE


def test_nothing_known_but_the_capture() -> None:
    for declared in ([], [("date", "03/04/2021")]):
        found = publication(declared, [], ("SEOUL, November 15", Span(start=0, end=18)), SEEN)
        assert found.basis is PublishedBasis.CAPTURE
        assert (found.when.lo, found.when.hi) == (None, at(2021, 6, 1, 12, 31))
        assert found.when.precision is Precision.OPEN
        assert found.when.basis == "not after capture"


def test_a_date_after_capture_is_not_believed() -> None:
    found = publication([("date", "2031-01-01")], [], None, SEEN)
    assert found.basis is PublishedBasis.CAPTURE
    assert "2031-01-01" in found.when.basis
    found = publication([("date", "2031-01-01")], [line("Published: 3 March 2021")], None, SEEN)
    assert (found.basis, found.when.lo) == (PublishedBasis.STATED, at(2021, 3, 3))
    assert "not believed" in found.when.basis
    tomorrow = (SEEN + timedelta(hours=20)).strftime("%Y-%m-%dT%H:%M:00Z")
    assert publication([("date", tomorrow)], [], None, SEEN).basis is PublishedBasis.METADATA


def test_the_first_of_several_dates() -> None:
    found = find_date("Published 3 March 2021 | Updated 2021-03-09")
    assert found is not None
    assert found.lo == at(2021, 3, 3)
