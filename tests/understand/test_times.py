"""Every expression of time and its value: the rule file's own examples, and input that means harm."""

from __future__ import annotations

import time
import tomllib
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records import Moment, Precision, Published, PublishedBasis, Span
from rashomon.understand.moments.amounts import number
from rashomon.understand.moments.days import easter, feast
from rashomon.understand.moments.times import find_times

TABLE = tomllib.loads(files("rashomon.understand").joinpath("rules", "times.toml").read_text("utf-8"))
EXAMPLES = [e for e in TABLE["example"] if "expect" in e]
TUESDAY = date(2031, 3, 4)


def shown(text: str, published: date = TUESDAY) -> list[str]:
    lo = datetime(published.year, published.month, published.day, tzinfo=UTC)
    when = Moment(lo=lo, hi=lo + timedelta(days=1), precision=Precision.DAY, basis="test")
    known = Published(when=when, basis=PublishedBasis.METADATA)
    found = find_times(text, [Span(start=0, end=len(text))], known) if text else ()
    return [f"{text[t.start : t.end]} | {t.kind} | {t.value}" for t in found]


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"][:50] for e in EXAMPLES])
def test_example(example: dict[str, Any]) -> None:
    assert shown(example["text"], date.fromisoformat(example["published"])) == example["expect"]


def test_every_rule_names_needs_that_there_are() -> None:
    assert {rule["needs"] for rule in TABLE["rule"]} <= TABLE["needs"].keys()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("three days", "P3D"),
        ("twenty-four hours", "PT24H"),
        ("half an hour", "PT30M"),
        ("half a century", "P50Y"),
        ("a half-century", "P50Y"),
        ("a fortnight", "P2W"),
        ("on weekends", "XXXX-WXX-WE"),
        ("1430 GMT", "2031-03-04T14:30"),
        ("2 1/2 years", "P2Y6M"),
        ("several months", "PXM"),
        ("a couple of weeks", "P2W"),
        ("two centuries", "P200Y"),
        ("six weeks ago", "2031-W04"),
        ("ten years ago", "2021"),
        ("last spring", "2030-SP"),
        ("21st century", "20"),
        ("Nov. 9", "2030-11-09"),
        ("10/25/29", "2029-10-25"),
        ("noon Saturday", "2031-03-01T12:00"),
        ("each July", "XXXX-07"),
        ("nineteen ninety-six", "1996"),
    ],
)
def test_value(words: str, value: str) -> None:
    text = f"It was {words}."
    assert [row.rpartition(" | ")[2] for row in shown(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "It fell on 31 February 2031.",
        "It fell on February 30.",
        "It fell on 2031-02-30.",
        "It fell on 13/13/2031.",
        "It fell at 25:61.",
        "It fell 14 p.m.",
    ],
)
def test_what_the_calendar_has_not_is_no_day(text: str) -> None:
    assert not any(row.endswith(("-30", "-31")) or "T" in row.rpartition("| ")[2] for row in shown(text))


@pytest.mark.parametrize("text", ["1" * 400 + " years ago", "9" * 400 + " May 2031", "1" * 400, "in " + "1" * 400])
def test_a_number_of_400_digits(text: str) -> None:
    assert len(shown(text)) <= 1


@pytest.mark.parametrize("piece", ["1 ", "a ", "the ", "May ", "9:", "first quarter ", "about ", "- ", "Tuesday "])
def test_a_megabyte_on_one_line_takes_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    shown(text)
    assert time.process_time() - started < 5


@given(st.text(alphabet="0123456789 -/.:,MayTuesday'thelastyearsagoap", max_size=80))
def test_nothing_breaks_it(text: str) -> None:
    for published in (date(1000, 1, 1), TUESDAY, date(2999, 12, 31)):
        shown(text, published)


@pytest.mark.parametrize(
    ("year", "day"), [(2024, (3, 31)), (2025, (4, 20)), (2000, (4, 23)), (1961, (4, 2)), (2038, (4, 25))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)
    assert feast("good friday", year) < easter(year) < feast("easter monday", year)


@pytest.mark.parametrize(
    ("words", "value"), [("forty-two", 42), ("a dozen", 12), ("two hundred", 200), ("several", None), ("3 1/2", 3.5)]
)
def test_number(words: str, value: float | None) -> None:
    assert number(words) == value
