"""Times, counts and chains as people write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rashomon.records import (
    Corroboration,
    Moment,
    Precision,
    Published,
    PublishedBasis,
    Reason,
    Voice,
    VoiceKind,
)
from rashomon.show import wording


def at(year: int, month: int = 1, day: int = 1, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def moment(lo: datetime | None, hi: datetime | None, precision: Precision, **more: object) -> Moment:
    return Moment(lo=lo, hi=hi, precision=precision, basis="test", **more)


@pytest.mark.parametrize(
    ("lo", "hi", "precision", "words"),
    [
        (at(2024, 11, 15), at(2024, 11, 16), Precision.DAY, "15 Nov 2024"),
        (at(2024, 11, 15, 14), at(2024, 11, 15, 15), Precision.MINUTE, "15 Nov 2024, 14:00 UTC"),
        (at(2024, 11, 11), at(2024, 11, 18), Precision.WEEK, "11–17 Nov 2024"),
        (at(2024, 11, 28), at(2024, 12, 5), Precision.WEEK, "28 Nov–4 Dec 2024"),
        (at(2024, 12, 30), at(2025, 1, 3), Precision.DAY, "30 Dec 2024–2 Jan 2025"),
        (at(2024, 11), at(2024, 12), Precision.MONTH, "November 2024"),
        (at(2025, 1), at(2025, 3), Precision.MONTH, "Jan–Feb 2025"),
        (at(2024, 12), at(2025, 3), Precision.SEASON, "Dec 2024–Feb 2025"),
        (at(2024), at(2025), Precision.YEAR, "2024"),
        (at(2022), at(2025), Precision.YEAR, "2022–2024"),
        (None, at(2024, 11, 15), Precision.OPEN, "before 15 Nov 2024"),
        (None, at(2024, 11, 15, 9), Precision.OPEN, "by 15 Nov 2024"),
        (at(2024, 11, 15), None, Precision.OPEN, "since 15 Nov 2024"),
        (None, None, Precision.OPEN, "at a time not stated"),
    ],
)
def test_a_time_is_no_finer_than_its_words(lo, hi, precision, words):
    assert wording.moment_words(moment(lo, hi, precision)) == words


@pytest.mark.parametrize(
    ("yearly", "words"),
    [
        (("08-01", "08-31"), "August (year not stated)"),
        (("09-01", "11-30"), "September to November (year not stated)"),
        (("11-15", "11-15"), "15 November (year not stated)"),
        (("11-20", "11-30"), "20–30 November (year not stated)"),
        (("11-20", "12-03"), "20 November to 3 December (year not stated)"),
    ],
)
def test_a_time_without_its_year_says_so(yearly, words):
    assert wording.moment_words(moment(None, None, Precision.MONTH, yearly=yearly)) == words


def test_publication_says_by_what_it_is_known():
    day = moment(at(2024, 11, 15), at(2024, 11, 16), Precision.DAY)
    assert wording.published_words(Published(when=day, basis=PublishedBasis.STATED)) == "15 Nov 2024"
    assert wording.published_words(Published(when=day, basis=PublishedBasis.DATELINE)) == "15 Nov 2024"
    assert wording.basis_words(PublishedBasis.DATELINE) == " (dateline)"
    assert wording.basis_words(PublishedBasis.STATED) == ""
    seen = moment(None, at(2025, 1, 2), Precision.OPEN)
    captured = Published(when=seen, basis=PublishedBasis.CAPTURE)
    assert wording.published_words(captured) == "date unknown, not after 1 Jan 2025"
    options = ((at(2023, 11, 15), at(2023, 11, 16), 0.3), (at(2024, 11, 15), at(2024, 11, 16), 0.7))
    either = Published(
        when=moment(at(2023, 11, 15), at(2024, 11, 16), Precision.OPEN), basis=PublishedBasis.INFERRED, options=options
    )
    assert wording.published_words(either) == "15 Nov, year unsure: 2024 or 2023"
    rival = ((at(2024, 11, 15), at(2024, 11, 16), 0.5), (at(2024, 12, 15), at(2024, 12, 16), 0.5))
    assert wording.published_words(replace(either, options=rival)) == "15 Nov 2024 or 15 Dec 2024"
    many = tuple((at(year, 12, 23), at(year, 12, 25), 1 / 8) for year in range(2011, 2019))
    assert wording.published_words(replace(either, options=many)) == "23–24 Dec, year unsure: 2011 to 2018"


@pytest.mark.parametrize(
    ("least", "expected", "most", "two", "words"),
    [
        (1, 1.0, 1, 0.0, "1 origin"),
        (1, 1.62, 3, 0.6, "about 1.6 origins (least 1, most 3; two or more: 60 %)"),
        (1, 1.002, 2, 0.002, "1 origin (least 1, most 2; two or more: under 1 %)"),
        (2, 2.0, 2, 1.0, "2 origins"),
    ],
)
def test_a_count_is_never_bare(least, expected, most, two, words):
    reasons = (Reason(feature="f", weight=0.0, words="w"),)
    found = Corroboration(least=least, expected=expected, most=most, at_least_two=two, reasons=reasons)
    assert wording.corroboration_words(found) == words


def test_chains_lists_and_numbers():
    outlet = Voice(kind=VoiceKind.OUTLET, key="post", name="Harbour Post")
    agency = Voice(kind=VoiceKind.CONDUIT, key="kpa", name="KPA")
    eyes = Voice(kind=VoiceKind.OBSERVATION, key="own", name="")
    assert wording.chain_words((outlet, agency, eyes)) == "Harbour Post ← KPA ← own observation"
    assert wording.chain_words((outlet,)) == "Harbour Post, naming nobody"
    assert wording.and_list(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"
    assert wording.and_list([]) == ""
    assert wording.numbers([7, 1, 3, 2, 9, 10]) == "[1-3, 7, 9, 10]"
    assert wording.numbers([]) == ""
