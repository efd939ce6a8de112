"""Every number with what it is; numbers in odd scripts and manners; hostile input."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records import Bound, Span
from rashomon.understand.quantities import Reading, Sense, Trend, find_quantities, read_numbers
from rashomon.understand.quantities.digits import Manner, manner, value


def readings(text: str) -> tuple[Reading, ...]:
    return read_numbers(text, Span(start=0, end=len(text)))


def only(text: str) -> Reading:
    (reading,) = readings(text)
    return reading


UNITS = [
    ("Shares fell 4 percent.", 4.0, "%", None, Trend.DOWN),
    ("Shares fell by more than 4 percent.", 4.0, "%", None, Trend.DOWN),
    ("It grew sales by 35 per cent.", 35.0, "%", None, Trend.UP),
    ("They gave up 517 fields.", 517.0, None, None, None),
    ("It lost 12 ships.", 12.0, None, None, None),
    ("The rent is $3500 a month.", 3500.0, "USD", "month", None),
    ("It costs $62 per share.", 62.0, "USD", "share", None),
    ("It costs $80 per sq m.", 80.0, "USD", "m2", None),
    ("It cost $6 a year earlier.", 6.0, "USD", None, None),
    ("A third of the herd left.", 1 / 3, "fraction", None, None),
    ("The boy is 5 months old.", 5.0, "month of age", None, None),
    ("A man aged 45 left.", 45.0, "year of age", None, None),
]


@pytest.mark.parametrize(("text", "written", "unit", "per", "trend"), UNITS, ids=[u[0] for u in UNITS])
def test_unit_rate_and_trend(text: str, written: float, unit: str | None, per: str | None, trend: Trend | None) -> None:
    reading = only(text)
    assert reading.written == pytest.approx(written, rel=1e-4)
    assert (reading.unit, reading.per, reading.trend) == (unit, per, trend)


NOUNS = [
    ("14 first-team players left.", "first-team player"),
    ("They won eight straight world cups since.", "straight world cup"),
    ("It counts 9.3 million shipping containers for the port.", "shipping container"),
    ("It counts 43 digital and physical sales.", "digital and physical sale"),
    ("One proposal asks for more.", "proposal"),
    ("One of the best wireless speakers costs little.", "best wireless speaker"),
    ("A six-cylinder engine ran.", "cylinder"),
    ("They worked twenty working days.", "working day"),
    ("The number rose from 28 sheep to 47.", "sheep"),
]


@pytest.mark.parametrize(("text", "noun"), NOUNS, ids=[n[0] for n in NOUNS])
def test_counted_phrase(text: str, noun: str) -> None:
    assert readings(text)[-1].noun == noun


def test_a_number_in_brackets_has_the_bound_of_the_one_it_converts() -> None:
    miles, km = readings("It lies more than 7 miles (11 km) away.")
    assert (miles.hedge, km.hedge) == (Bound.MORE_THAN, Bound.MORE_THAN)
    assert km.bound is Bound.EXACT


def test_numbers_without_a_word_of_their_own_take_the_one_they_share() -> None:
    assert [r.noun for r in readings("It has four-, five- and six-cylinder engines.")] == ["cylinder"] * 3
    assert [r.unit for r in readings("He raised 280 million of the 1,500 million shekels.")] == ["ILS", "ILS"]
    assert [r.unit for r in readings("One rose by 2 percent but the other by 1.")][-1] == "%"


def test_every_number_has_a_reason_and_only_what_can_be_compared_a_quantity() -> None:
    text = "On 3 May 2021 the two men, 34 and 45, met 12 sailors in Room 7 at 10:30 for $40."
    found = readings(text)
    assert all(r.reason for r in found)
    assert [q.span.of(text) for q in find_quantities(text, Span(start=0, end=len(text)))] == [
        r.quantity.span.of(text) for r in found if r.quantity is not None
    ]
    assert [r.written for r in found if r.quantity is not None] == [12.0, 40.0]


MANNERS = [
    ("They saw 1.213 ships.", None),
    ("They saw 1.213 ships and 2.456.000 gulls.", 1213.0),
    ("They saw 1.213 ships and paid 0,5 crowns.", 1213.0),
    ("They ran 1.213 miles and 12,500 yards.", 1.213),
    ("They ran 1.213 miles in 0.5 days.", 1.213),
    ("They ran 1.213 miles, then 0.5 and 0,5.", None),  # both manners: no telling
]


@pytest.mark.parametrize(("text", "written"), MANNERS, ids=[m[0] for m in MANNERS])
def test_a_point_before_three_digits_follows_the_other_numbers_of_the_text(text: str, written: float | None) -> None:
    first = readings(text)[0]
    if written is None:
        assert first.sense is Sense.TWO_WAYS
        assert (first.low, first.high, first.quantity) == (1.213, 1213.0, None)
    else:
        assert first.written == written
        assert first.quantity is not None


def test_manner_is_unknown_without_a_telling_number() -> None:
    assert manner("1.213 and 12") is Manner.UNKNOWN
    assert manner("1.213 and 0.5") is Manner.POINT
    assert manner("1.213 and 3.000.000") is Manner.COMMA


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1,213", 1213.0), ("1,00,000", 100000.0), ("12,34,567.5", 1234567.5), ("٤٧", 47.0), ("１２，５００", 12500.0),
        ("४७", 47.0), ("1,2,3", None), ("007", None), ("9" * 400, None), ("1" * 18, 111111111111111111.0), ("", None),
        ("١٢٫٥", 12.5),
    ],
)  # fmt: skip
def test_value(written: str, expected: float | None) -> None:
    got = value(written)
    assert got == (pytest.approx(expected) if expected is not None else None)


FRACTIONS = [
    ("½ litre", 0.5),
    ("2½ litres", 2.5),
    ("1⁄2 litre", 0.5),
    ("2 1⁄2 litres", 2.5),
    ("1/16 of a pint", 0.0625),
]


@pytest.mark.parametrize(("words", "written"), FRACTIONS, ids=[f[0] for f in FRACTIONS])
def test_fractions(words: str, written: float) -> None:
    assert only(f"It takes {words}.").written == written
    assert only(f"It takes {words}.").sense is Sense.MEASURE


def test_a_date_with_slashes_is_no_fraction() -> None:
    assert {r.sense for r in readings("They met on 3/4 and left.")} <= {Sense.REFERENCE, Sense.DATE}


def test_numbers_below_zero() -> None:
    assert only("It was minus 12 degrees.").written == -12.0
    assert only("It was about -12 degrees.").low == pytest.approx(-13.2)
    assert only("-12 sailors drowned.").written == 12.0  # a dash of a list
    assert only("It was up to -5 degrees.").low is None


@given(st.text(alphabet="0123456789.,-–−/:%$€½⁄٤７ minusofthp()\n×^", max_size=80))
def test_any_row_of_digits_and_signs_is_read_without_trouble(text: str) -> None:
    for reading in readings("x " + text):
        assert 0 <= reading.span.start < reading.span.end <= len(text) + 2
        if reading.low is not None and reading.high is not None:
            assert reading.low <= reading.high


HOSTILE = [
    "7",
    "7 ",
    "7,",
    "7.",
    "7/",
    "7-",
    "$7 ",
    "٤",
    "½",
    "1⁄",
    "2 to ",
    "7% to ",
    "1×10^",
    "-7 ",
    "7 of the ",
    "7-, ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_megabyte_of_digits_on_one_line_does_not_hang(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.process_time()
    readings(text)
    find_quantities(text, Span(start=0, end=len(text)))
    assert time.process_time() - start < 30
