"""The value algebra: laws by property, words by table."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.claims.intervals import Interval, maximal_cliques, moments_disjoint, of_quantity, relation
from rashomon.records import Bound, Moment, Precision, Quantity, QuantityKind, Relation, Span

ENDS = st.tuples(st.one_of(st.integers(0, 30).map(float), st.just(math.inf)), st.sampled_from([-1, 0, 1]))
INTERVALS = st.tuples(ENDS, ENDS).map(lambda e: Interval(min(e), max(e)))


@given(INTERVALS, INTERVALS)
def test_relation_is_symmetric_and_disjoint_means_no_common_point(a: Interval, b: Interval) -> None:
    assert relation(a, b) is relation(b, a)
    assert (relation(a, b) is Relation.DISJOINT) == (not a.meets(b))
    assert relation(a, a) is Relation.EQUAL


@given(st.lists(INTERVALS, max_size=8))
def test_cliques_are_exactly_the_maximal_sets_of_compatible_intervals(intervals: list[Interval]) -> None:
    def compatible(group: tuple[int, ...]) -> bool:
        return all(intervals[a].meets(intervals[b]) for a, b in combinations(group, 2))

    every = [g for n in range(1, len(intervals) + 1) for g in combinations(range(len(intervals)), n) if compatible(g)]
    maximal = {g for g in every if not any(set(g) < set(h) for h in every)}
    found = maximal_cliques(intervals)
    assert {c.members for c in found} == maximal
    assert len(found) == len(maximal)
    for clique in found:
        assert all(clique.core.within(intervals[m]) for m in clique.members)
        assert clique.core.lo <= clique.core.hi


@given(st.lists(INTERVALS, max_size=8), st.randoms(use_true_random=False))
def test_cliques_do_not_depend_on_the_order_of_the_input(intervals: list[Interval], random: object) -> None:
    shuffled = list(intervals)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {c.core for c in maximal_cliques(intervals)} == {c.core for c in maximal_cliques(shuffled)}


def quantity(low: float | None, high: float | None, *, low_open: bool = False, high_open: bool = False) -> Quantity:
    return Quantity(
        span=Span(start=0, end=1),
        written=low or high or 0.0,
        low=low,
        high=high,
        bound=Bound.EXACT,
        kind=QuantityKind.STOCK,
        item="troop",
        low_open=low_open,
        high_open=high_open,
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (quantity(47, 47), quantity(47, 47), Relation.EQUAL),
        (quantity(47, 47), quantity(28, 28), Relation.DISJOINT),
        (quantity(2950, 3050, high_open=True), quantity(3000, None, low_open=True), Relation.OVERLAPS),
        (quantity(60, None, low_open=True), quantity(60, 60), Relation.DISJOINT),  # "more than 60" is not 60
        (quantity(60, None), quantity(60, 60), Relation.REFINES),  # "at least 60" admits 60
        (quantity(10500, 11500, high_open=True), quantity(11213, 11213), Relation.REFINES),
        (quantity(10500, 11500, high_open=True), quantity(11500, 11500), Relation.DISJOINT),
        (quantity(0, 12), quantity(12, None), Relation.OVERLAPS),
    ],
)
def test_relations_of_bounds(a: Quantity, b: Quantity, expected: Relation) -> None:
    assert relation(of_quantity(a), of_quantity(b)) is expected


def moment(lo: str | None, hi: str | None, yearly: tuple[str, str] | None = None) -> Moment:
    def at(day: str | None) -> datetime | None:
        return None if day is None else datetime.fromisoformat(day).replace(tzinfo=UTC)

    return Moment(lo=at(lo), hi=at(hi), precision=Precision.MONTH, basis="a test", yearly=yearly)


@pytest.mark.parametrize(
    ("a", "b", "disjoint"),
    [
        (moment("2024-08-01", "2024-09-01"), moment("2024-11-21", "2024-12-01"), True),
        (moment("2024-08-01", "2024-09-01"), moment("2024-08-31", "2024-09-03"), False),
        (moment("2024-08-01", "2024-08-02"), moment("2024-08-02", "2024-08-03"), True),  # days next to each other
        (moment(None, None, ("08-01", "08-31")), moment(None, None, ("11-21", "11-30")), True),
        (moment(None, None, ("08-01", "08-31")), moment("2023-08-04", "2023-08-05"), False),  # the year may be it
        (moment(None, None, ("08-01", "08-31")), moment("2023-01-01", "2025-01-01"), False),
        (moment(None, None, ("12-20", "01-05")), moment(None, None, ("06-01", "06-30")), False),  # over the new year
        (moment(None, "2024-01-01"), moment("2024-06-01", None), True),
        (moment(None, None), moment("2024-06-01", None), False),
    ],
)
def test_disjoint_moments(a: Moment, b: Moment, *, disjoint: bool) -> None:
    assert moments_disjoint(a, b) is disjoint
    assert moments_disjoint(b, a) is disjoint
