"""Blocks and clusters: functions of the set, bounded, and never across a cannot-link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.questions import clusters
from rashomon.compare.questions.clusters import Near, average_link, part_of, parts_of

IDS = st.lists(st.integers(0, 99).map(lambda n: f"s{n:02d}"), unique=True, min_size=1, max_size=9)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[str], dict[tuple[str, str], float], set[tuple[str, str]]]:
    ids = sorted(draw(IDS))
    every = [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :]]
    scores = {ab: draw(st.sampled_from([0.0, 0.2, 0.4, 0.6, 0.8, 1.0])) for ab in every}
    apart = {ab for ab in every if draw(st.integers(0, 5)) == 0}
    return ids, scores, apart


@given(graphs(), st.randoms(use_true_random=False))
def test_average_link_is_a_partition_without_forbidden_pairs_and_order_free(graph, random) -> None:  # type: ignore[no-untyped-def]
    ids, scores, apart = graph

    def link(order: list[str]) -> tuple[tuple[str, ...], ...]:
        return average_link(
            order,
            lambda a, b: None if (min(a, b), max(a, b)) in apart else scores[min(a, b), max(a, b)],
        )

    found = link(ids)
    shuffled = list(ids)
    random.shuffle(shuffled)
    assert link(shuffled) == found
    assert sorted(x for c in found for x in c) == ids
    assert not any((a, b) in apart for c in found for i, a in enumerate(c) for b in c[i + 1 :])
    for cluster in found:
        if len(cluster) == 2:
            assert scores[cluster] >= clusters.SAME


def test_average_link_joins_by_mean_not_by_a_single_chain() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): 0.0}
    found = average_link(["a", "b", "c"], lambda a, b: scores[min(a, b), max(a, b)])
    assert found == (("a", "b"), ("c",))


def near(pairs: Iterable[tuple[str, str, float]]) -> Near:
    return lambda s: [(b if s == a else a, p) for a, b, p in pairs if s in (a, b)]


def parts(ids: Iterable[str], pairs: Sequence[tuple[str, str, float]]) -> tuple[tuple[str, ...], ...]:
    return tuple(part.statements for part in parts_of(ids, near(pairs), lambda _: ()))


def cut_from_above(ids: Sequence[str], pairs: Sequence[tuple[str, str, float]], cap: int) -> set[tuple[str, ...]]:
    """The same by definition: of all groups that hang together at some probability the largest within the cap."""
    groups = {frozenset({i}) for i in ids}
    for level in {p for _, _, p in pairs}:
        for start in ids:
            group, frontier = {start}, [start]
            while frontier:
                here = frontier.pop()
                found = {b if a == here else a for a, b, p in pairs if p >= level and here in (a, b)} - group
                group |= found
                frontier += found
            groups |= {frozenset(group)} if len(group) <= cap or level == 1.0 else set()
    return {tuple(sorted(g)) for g in groups if not any(g < other for other in groups)}


def test_blocks_are_connected_parts_of_the_pairs() -> None:
    pairs = [("a", "b", 0.4), ("c", "d", 0.9)]
    assert parts("abcde", pairs) == (("a", "b"), ("c", "d"), ("e",))


def test_a_block_above_the_cap_is_cut_at_its_weakest_pairs(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(clusters, "CAP", 3)
    pairs = [("a", "b", 0.9), ("b", "c", 0.8), ("c", "d", 0.35), ("d", "e", 0.9)]
    assert parts("abcde", pairs) == (("a", "b", "c"), ("d", "e"))
    assert [part_of(s, near(pairs)).beyond for s in "ae"] == [0.35, 0.35]
    same = [(a, b, 1.0) for a in "abcd" for b in "abcd" if a < b]
    assert parts("abcd", same) == (("a", "b", "c", "d"),)


LEVELS = st.sampled_from([0.3, 0.5, 0.7, 0.9, 1.0])
PAIRS = st.dictionaries(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda ab: ab[0] < ab[1]), LEVELS)


@given(PAIRS, st.integers(1, 5))
def test_blocks_are_what_cutting_from_above_gives(found, cap: int) -> None:  # type: ignore[no-untyped-def]
    ids = [f"s{n:02d}" for n in range(12)]
    pairs = [(ids[a], ids[b], p) for (a, b), p in found.items()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clusters, "CAP", cap)
        assert set(parts(ids, pairs)) == cut_from_above(ids, pairs, cap)
