"""When a source is visited again, and when it gives less than it should."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records import AlertKind, Outcome, Visit
from rashomon.watch.alarms import standing, words
from rashomon.watch.plan import Plan, Source
from rashomon.watch.schedule import LONGEST, again, due, rechecks

START = datetime(2031, 5, 5, tzinfo=UTC)
FEED = Source(address="https://post.example/feed", interval=timedelta(minutes=15))
PLAN = Plan(name="w", sources=(FEED,))


def visit(hours: float = 0, outcome: Outcome = Outcome.READ, **more: object) -> Visit:
    at = START + timedelta(hours=hours)
    return Visit(watch="w", source=FEED.address, at=at, outcome=outcome, **more)  # type: ignore[arg-type]


def past(*outcomes: Outcome) -> list[Visit]:
    """Visits an hour apart, the last first."""
    return [visit(n, outcome) for n, outcome in enumerate(outcomes)][::-1]


def test_a_source_never_visited_is_due_at_once() -> None:
    assert due(PLAN, FEED, []) is None


@given(st.integers(0, 10**6), st.floats(0, 0.5), st.integers(0, 30))
def test_the_interval_is_scattered_within_its_bounds_and_the_same_for_the_same_seed(
    seed: int, jitter: float, failures: int
) -> None:
    plan = Plan(name="w", sources=(FEED,), seed=seed, jitter=jitter)
    visits = [visit(n, Outcome.FAILED) for n in range(failures)][::-1] or [visit()]
    when = due(plan, FEED, visits)
    assert when is not None
    assert when == due(plan, FEED, visits)
    wait = min(LONGEST, FEED.interval * 2**failures)
    assert (
        wait * (1 - jitter) - timedelta(seconds=1) <= when - visits[0].at <= wait * (1 + jitter) + timedelta(seconds=1)
    )


def test_different_sources_are_not_visited_at_one_moment() -> None:
    others = [Source(address=f"https://post.example/{n}", interval=FEED.interval) for n in range(50)]
    assert len({due(PLAN, source, [visit()]) for source in others}) == 50


def test_the_host_decides_when_it_is_asked_again() -> None:
    when = due(PLAN, FEED, [visit(0, Outcome.FAILED, retry_after=7200.0)])
    assert when == START + timedelta(hours=2)


def test_deliveries_are_tried_again_ever_later() -> None:
    waits = [again(n).total_seconds() for n in range(1, 20)]
    assert waits[:4] == [60, 120, 240, 480]
    assert waits == sorted(waits)
    assert max(waits) == 6 * 3600


@pytest.mark.parametrize(
    ("last", "now", "again"),
    [(0.0, 0.5, False), (0.0, 1.0, True), (1.0, 5.0, False), (1.5, 6.5, True), (7.0, 99.0, False)],
)
def test_pages_are_asked_again_at_their_times_and_once_for_each(last: float, now: float, again: bool) -> None:
    plan = Plan(name="w", sources=(FEED,), recheck=(timedelta(hours=1), timedelta(hours=6)))
    assert rechecks(plan, START, START + timedelta(hours=last), START + timedelta(hours=now)) is again


def alarms(visits: Sequence[Visit], source: Source = FEED) -> tuple[AlertKind, ...]:
    found = standing(source, visits[0], visits[1:])
    for kind in found:
        assert "\n" not in words(kind, source, visits[0], visits[1:])
    return found


def test_three_failures_in_a_row_are_an_outage() -> None:
    bad, good = Outcome.FAILED, Outcome.UNCHANGED
    assert alarms(past(good, bad, bad)) == ()
    assert alarms(past(good, bad, bad, bad)) == (AlertKind.OUTAGE,)
    assert alarms(past(bad, bad, bad, good)) == ()


def test_a_feed_that_lists_nothing_is_no_quiet_day() -> None:
    full, empty = visit(0, listed=9), visit(1, listed=0)
    assert alarms([empty, full]) == (AlertKind.SILENCE,)
    assert alarms([visit(2, Outcome.UNCHANGED), empty, full]) == (AlertKind.SILENCE,)
    assert alarms([visit(2, listed=1), empty, full]) == ()
    assert alarms([empty]) == (), "it may never have listed anything"


def test_a_declared_yield_that_falls() -> None:
    source = Source(address=FEED.address, interval=FEED.interval, expected=4, per=timedelta(hours=12))
    busy = [visit(h, new=1) for h in range(12)]
    assert alarms(busy[::-1], source) == (), "not watched for the whole time yet"
    assert alarms([*busy, visit(12, new=1)][::-1], source) == ()
    quiet = [*busy, *(visit(h) for h in range(12, 24))]
    assert alarms(quiet[::-1], source) == (AlertKind.YIELD,)
    assert "brought 0 new reports in 12 hours, 4 are expected" in words(
        AlertKind.YIELD, source, quiet[-1], quiet[-2::-1]
    )


def test_a_learned_yield_that_falls() -> None:
    days = [visit(24 * d + h, new=1) for d in range(5) for h in range(0, 24, 3)]
    assert alarms(days[::-1]) == ()
    quiet = [*days, *(visit(24 * 5 + h) for h in range(0, 25, 3))]
    assert alarms(quiet[::-1]) == (AlertKind.YIELD,)
    few = [visit(24 * d, new=1) for d in range(8)]
    assert alarms([visit(24 * 9), *few[::-1]]) == (), "one report a day teaches nothing about a day without"
