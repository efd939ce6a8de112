"""Numbers and days that are no numbers and no days, or that can be read in two ways: wider or none, never a guess.

What pages declare about their day against each other stands in tests/read/test_contradictions.py.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rashomon.records import Moment, Precision, Published, PublishedBasis, Span
from rashomon.understand.moments import find_moments
from rashomon.understand.quantities import find_quantities, habit_of, read_numbers
from rashomon.understand.quantities.digits import Manner

DAY = datetime(2031, 3, 4, tzinfo=UTC)
KNOWN = Published(
    when=Moment(lo=DAY, hi=DAY + timedelta(days=1), precision=Precision.DAY, basis="test"),
    basis=PublishedBasis.METADATA,
)
UNKNOWN = Published(
    when=Moment(lo=None, hi=datetime(2040, 1, 1, tzinfo=UTC), precision=Precision.OPEN, basis="not after capture"),
    basis=PublishedBasis.CAPTURE,
)


def whole(text: str) -> Span:
    return Span(start=0, end=len(text))


@pytest.mark.parametrize(
    ("text", "outlet", "values"),
    [
        ("1" * 400 + " people fled.", "a.com", []),
        ("1," * 200 + "1 people fled.", "a.com", []),
        ("1,00,000 people fled.", "a.in", [100000.0]),
        ("12,34,567 people fled.", "a.in", [1234567.0]),
        ("1'200 people fled.", "a.ch", [1200.0]),
        ("1’200’000 people fled.", "a.ch", [1200000.0]),
        ("3 wan people fled.", "a.cn", [30000.0]),
        ("30 lakh people fled.", "a.in", [3000000.0]),
        # "1.000": by the text, else by the country of the outlet, else in two ways and no count
        ("1.000 people fled.", "a.com", []),
        ("1.000 people fled.", "zeitung.de", [1000.0]),
        ("1.000 people fled and 2.000.000 gulls.", "a.com", [1000.0, 2000000.0]),
        ("1.500 people fled within 0.5 days.", "zeitung.de", [1.5]),
        ("1,000 people fled.", "zeitung.de", [1000.0]),
        # digits of other scripts
        ("٣٠٠ people fled.", "a.eg", [300.0]),
        ("３００ people fled.", "a.jp", [300.0]),
        ("३०० people fled.", "a.in", [300.0]),
        ("௩௦௦ people fled.", "a.in", [300.0]),
        # no numbers
        ("²00 people fled.", "a.com", []),
        ("1,2,3 people fled.", "a.com", []),
        ("1,000,0 people fled.", "a.com", []),
        ("NaN people fled, inf people stayed.", "a.com", []),
    ],
)  # fmt: skip
def test_numbers(text: str, outlet: str, values: list[float]) -> None:
    found = find_quantities(text, whole(text), habit_of(outlet))
    assert [q.written for q in found if q.unit is None] == values


def test_a_number_in_two_ways_is_as_wide_as_both_and_says_why() -> None:
    (reading,) = read_numbers("1.000 people fled.", whole("1.000 people fled."))
    assert (reading.low, reading.high, reading.quantity) == (1.0, 1000.0, None)
    assert reading.reason == "a point before three digits"


@pytest.mark.parametrize("outlet", ["", "de", "Bay Lantern", "a.com", "." * 400, "de.com"])
def test_an_outlet_that_tells_no_manner(outlet: str) -> None:
    assert habit_of(outlet) is Manner.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "It fell on 31 February.",
        "It fell on February 30, 2031.",
        "It fell on 29 February 2030.",
        "It fell on 31 September.",
        "It fell on 2031-13-40.",
        "It fell on 2031-02-30.",
        "It fell on 45/45/2031.",
        "It fell on 45.45.2031.",
        "It fell in the year 0.",
        "It fell in 0000.",
        "It fell in the year 99999.",
        "It fell 99999 years ago.",
        "It fell " + "9" * 400 + " days ago.",
        "It fell in " + "1" * 400 + ".",
        "It fell at 25:61.",
    ],
)
@pytest.mark.parametrize("published", [KNOWN, UNKNOWN], ids=["dated", "undated"])
def test_what_the_calendar_has_not_gives_no_day(text: str, published: Published) -> None:
    found = find_moments(text, whole(text), published)
    assert all(m.hi is None or m.lo is None or m.hi - m.lo > timedelta(days=1) for m in found)


@pytest.mark.parametrize(
    "text", ["It fell on 29 February.", "It fell on Tuesday.", "It fell yesterday.", "It fell today."]
)
def test_an_undated_report_never_gives_todays_date(text: str) -> None:
    for moment in find_moments(text, whole(text), UNKNOWN):
        assert moment.lo is None


def test_a_day_that_only_leap_years_have() -> None:
    (moment,) = find_moments("It fell on 29 February.", whole("It fell on 29 February."), KNOWN)
    assert moment.lo == datetime(2028, 2, 29, tzinfo=UTC)


def test_day_and_month_either_way_round_are_one_wide_time() -> None:
    (moment,) = find_moments("It fell on 03/05/2029.", whole("It fell on 03/05/2029."), KNOWN)
    assert (moment.lo, moment.hi) == (datetime(2029, 3, 5, tzinfo=UTC), datetime(2029, 5, 4, tzinfo=UTC))
    assert "either way" in moment.basis
