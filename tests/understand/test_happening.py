"""When a statement that names no time happened: inferred, marked so, and never finer than its reasons."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest
from test_sentences import report_of

from rashomon.records import BlockKind, Moment, Precision, Published, PublishedBasis, Statement
from rashomon.understand import Reader, happening, understand
from rashomon.understand.attribution import line as attribution_line
from rashomon.understand.attribution import quotes
from rashomon.understand.sentences import split

EXAMPLES = tomllib.loads(files("rashomon.understand").joinpath("rules", "happening.toml").read_text("utf-8"))["example"]
DAY = timedelta(days=1)


def published(first: str | None, last: str | None = None) -> Published:
    if first is None:
        when = Moment(lo=None, hi=datetime(2040, 1, 1, tzinfo=UTC), precision=Precision.OPEN, basis="test")
        return Published(when=when, basis=PublishedBasis.CAPTURE)
    lo, hi = (datetime.fromisoformat(d).replace(tzinfo=UTC) for d in (first, last or first))
    when = Moment(lo=lo, hi=hi + DAY, precision=Precision.DAY, basis="test")
    return Published(when=when, basis=PublishedBasis.METADATA)


def read(text: str, when: Published) -> list[Statement]:
    blocks = [(part, BlockKind.PARAGRAPH) for part in text.split("\n")]
    return list(understand(report_of(*blocks), published=when, reader=Reader.RULES).statements)


def last(text: str, first: str | None = "2031-03-14", end: str | None = None) -> Statement:
    return read(text, published(first, end))[-1]


def days(moment: Moment | None) -> str:
    if moment is None:
        return "none"
    lo = "" if moment.lo is None else str(moment.lo.date())
    return f"{lo}..{'' if moment.hi is None else (moment.hi - DAY).date()}"


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"] for e in EXAMPLES])
def test_example(example: dict[str, str]) -> None:
    report = report_of((example["text"], BlockKind.PARAGRAPH))
    found = split(report)
    (line,) = attribution_line.read_all(found, quotes.find(found))
    assert happening.kind(line, 0, len(line.tokens)) == example["expect"]


CASES = [
    # news without a time: the month of publication, early in it the month up to publication
    ("The rebels burned two villages near Orvo.", "2031-03-01..2031-03-31"),
    ("The rebels are holding 40 men in Orvo.", "2031-03-01..2031-03-31"),
    ("The rebels have burned two villages near Orvo.", "2031-03-01..2031-03-31"),  # in the lead
    ("The army will send 40 trucks to Orvo.", "2031-03-14.."),
    ("The rebels had burned two villages near Orvo.", "..2031-03-14"),
    ("The rebels previously burned two villages near Orvo.", "..2031-03-14"),
    # the time at the head of the sentence, and that of the sentence before
    ("On Monday, the army shelled Orvo and the rebels burned two villages.", "2031-03-10..2031-03-10"),
    ("The rebels seized the port on Monday. They burned two ships there.", "2031-03-10..2031-03-10"),
    ("The rebels seized the port on Monday. The port was destroyed by fire.", "2031-03-10..2031-03-10"),
    # not carried: another paragraph, another thing, a time of its own, old background
    ("The rebels seized the port on Monday.\nThey burned two ships there.", "2031-03-01..2031-03-31"),
    ("The rebels seized the port on Monday. Vale sent 40 trucks to Sund.", "2031-03-01..2031-03-31"),
    ("The rebels seized the port on Monday. They burned two ships on Tuesday.", "2031-03-11..2031-03-11"),
    ("The rebels seized the port in 2024. They burned two ships there.", "2024-01-01..2031-03-14"),
]


@pytest.mark.parametrize(("text", "expect"), CASES, ids=[t for t, _ in CASES])
def test_when_it_happened(text: str, expect: str) -> None:
    assert days(last(text).happened) == expect


def test_early_in_a_month_news_is_of_the_month_up_to_publication() -> None:
    assert days(last("The rebels burned two villages.", "2031-03-03").happened) == "2031-02-01..2031-03-03"


def test_what_is_inferred_is_marked_and_says_why() -> None:
    for text, _ in CASES:
        for statement in read(text, published("2031-03-14")):
            moment = statement.happened
            assert moment is not None
            assert (moment.words is None) == moment.basis.startswith("inferred: ")


def test_a_report_not_dated_dates_nothing() -> None:
    assert last("The rebels burned two villages near Orvo.", None).happened is None
    assert last("The army will send 40 trucks to Orvo.", None).happened is None
    assert last("The rebels burned two villages near Orvo.", "2031-01-01", "2031-12-31").happened is None


def test_what_is_named_stays_as_it_is() -> None:
    moment = last("The rebels burned two villages near Orvo on 2 March.").happened
    assert moment is not None
    assert moment.words is not None
    assert days(moment) == "2031-03-02..2031-03-02"
