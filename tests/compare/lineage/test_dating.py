"""A report without a date, dated about the day of a dated report of the same news; and what that may not do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rashomon.compare.claims.answers import as_of, asks_when
from rashomon.compare.claims.intervals import moments_disjoint
from rashomon.compare.lineage.dating import by_news, lead_terms, undated
from rashomon.compare.questions.keys import published_days
from rashomon.compare.questions.pairs import cannot_link
from rashomon.records import Moment, Precision, Published, PublishedBasis
from tests.compare.facts import day, report, statement

LEAD = frozenset("dam crack flood orvo engineer repair valley warn town evacuate".split())
OTHER = frozenset("tax rise council orvo vote budget school road".split())
UNKNOWN = report("a", None).published


def dated(name: str, when: str, terms: frozenset[str]) -> tuple[str, tuple[object, frozenset[str]]]:
    return name, (report(name, when), terms)


def shown(found: Published | None) -> str:
    if found is None or found.when.lo is None or found.when.hi is None:
        return "none"
    return f"{found.when.lo.date()}..{(found.when.hi - timedelta(days=1)).date()}"


# 2030-03-01 is a Friday
@pytest.mark.parametrize(
    ("peers", "weekdays", "expect"),
    [
        ([dated("b", "2030-03-01", LEAD)], (4,), "2030-03-01..2030-03-02"),
        ([dated("b", "2030-03-01", LEAD)], (3, 4), "2030-03-01..2030-03-01"),
        ([dated("b", "2030-03-01", LEAD), dated("c", "2030-06-01", OTHER)], (4,), "2030-03-01..2030-03-02"),
        ([dated("b", "2030-03-01", LEAD), dated("c", "2030-06-01", LEAD)], (4,), "none"),  # either could be the one
        ([dated("b", "2030-03-01", OTHER)], (4,), "none"),  # other news
        ([("b", (report("b", None), LEAD))], (4,), "none"),  # not dated itself
        ([dated("b", "2030-03-01", OTHER), ("c", (report("c", None), LEAD))], (4,), "none"),
        ([], (4,), "none"),
    ],
)
def test_dated_by_the_same_news(peers, weekdays, expect) -> None:
    own = replace(UNKNOWN, weekdays=weekdays)
    assert shown(by_news(own, LEAD, dict(peers))) == expect
    assert shown(by_news(own, LEAD, dict(reversed(peers)))) == expect


def test_without_weekdays_it_is_a_stretch_about_the_day() -> None:
    found = by_news(UNKNOWN, LEAD, dict([dated("b", "2030-03-01", LEAD)]))
    assert found is not None
    assert found.when.lo is not None
    assert found.when.hi is not None
    assert (found.when.hi - found.when.lo).days > 2
    assert found.when.lo < datetime(2030, 3, 1, tzinfo=UTC) < found.when.hi


def test_such_a_day_is_no_evidence() -> None:
    found = by_news(replace(UNKNOWN, weekdays=(4,)), LEAD, dict([dated("b", "2030-03-01", LEAD)]))
    assert found is not None
    assert found.basis is PublishedBasis.NEWS
    inferred = replace(report("a", None), published=found)
    assert published_days(inferred) is None
    assert as_of(statement(inferred), inferred) is None


def test_only_what_is_not_dated_is_dated() -> None:
    assert undated(UNKNOWN)
    assert not undated(report("b").published)


def test_the_lead_is_what_the_first_sentences_tell() -> None:
    one = report("a")
    early, late = statement(one, 0, terms=("dam", "crack")), [statement(one, n, terms=("tax",)) for n in range(9)]
    assert "dam" in lead_terms([early, *late[1:]])


def test_an_inferred_time_keeps_no_events_apart_and_answers_no_when() -> None:
    one, two = report("a"), report("b")
    march, june = day("2030-03-01"), day("2030-06-01")
    left, right = statement(one, predicate="attack", happened=march), statement(two, predicate="attack", happened=june)
    assert cannot_link(left, right)
    bare = replace(june, words=None)
    assert not cannot_link(left, replace(right, happened=bare))
    first = statement(one, predicate="ratify", happened=march)
    assert asks_when(first)
    assert not asks_when(replace(first, happened=replace(march, words=None)))


def test_a_minute_of_utc_does_not_exclude_the_day_before_or_after() -> None:
    at = datetime(2030, 3, 1, 23, 30, tzinfo=UTC)
    minute = Moment(lo=at, hi=at + timedelta(minutes=1), precision=Precision.MINUTE, basis="given")
    assert not moments_disjoint(minute, day("2030-03-01"))
    assert not moments_disjoint(minute, day("2030-03-02"))  # that day already, east of it
    assert moments_disjoint(minute, day("2030-03-04"))
