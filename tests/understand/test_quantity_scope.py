"""Numbers with a time and places of their own, in statements that count several."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.read import extract
from rashomon.records import Moment, Precision, Published, PublishedBasis, Span, Statement
from rashomon.understand import understand
from rashomon.understand.quantities import find_quantities
from rashomon.understand.quantities.scope import stretches

DAY = datetime(2031, 3, 4, tzinfo=UTC)  # a Tuesday
PUBLISHED = Published(
    when=Moment(lo=DAY, hi=DAY + timedelta(days=1), precision=Precision.DAY, basis="test"),
    basis=PublishedBasis.METADATA,
)


def told(text: str) -> tuple[str, tuple[Statement, ...]]:
    report = extract(text.encode(), locator="case.txt", media_type="text/plain", seen=datetime(2040, 1, 1, tzinfo=UTC))
    return report.text, understand(report, published=PUBLISHED).statements


def shown(text: str) -> list[str]:
    """Of each number: its value, its own time and its own places."""
    words, statements = told(text)
    rows = []
    for s in statements:
        names = {p.key: p.name for p in s.frame.located}
        for q in s.quantities:
            when = "" if q.when is None or q.when.words is None else q.when.words.of(words)
            rows.append(f"{q.written:g} | {when} | {' '.join(names[k] for k in q.where)}")
    return rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested 40 men in Paris and 30 men in Lyon.", ["40 |  | Paris", "30 |  | Lyon"]),
        (
            "Police arrested 40 men in Paris on Sunday and 30 men in Lyon on Monday.",
            ["40 | Sunday | Paris", "30 | Monday | Lyon"],
        ),
        ("Police arrested 40 men on Sunday and 30 men on Monday.", ["40 | Sunday | ", "30 | Monday | "]),
        # one time or place for all is the statement's
        ("Police arrested 40 men and 30 women in Lyon on Monday.", ["40 |  | ", "30 |  | "]),
        ("Police arrested 40 men in Paris and 30 men in Lyon on Monday.", ["40 |  | Paris", "30 |  | Lyon"]),
        # the ends of a change
        ("The toll rose from 28 dead on Sunday to 47 dead on Monday.", ["28 | Sunday | ", "47 | Monday | "]),
        ("Police freed 28 of 40 hostages in Paris on Monday.", ["28 |  | ", "40 |  | "]),
    ],
)
def test_own_time_and_place(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@given(st.text(alphabet="12 ,andmeosldirf", max_size=80))
def test_stretches_lie_side_by_side_and_hold_their_numbers(text: str) -> None:
    text = "x" + text
    found = find_quantities(text, Span(start=0, end=len(text)))
    parted = stretches(text, found)
    if parted is None:
        return
    _, parts = parted
    assert len(parts) == len(found)
    assert parts[0].start == 0
    assert parts[-1].end == len(text)
    assert all(p.start <= q.span.start < p.end for p, q in zip(parts, found, strict=True))
