"""The scorer of bench copies, and the shape of its cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.copies import adjusted_rand, best_cuts, calibration, classes, met, ternary
from bench.copies_cases import CASES, MEETING, SKIPPED, TERNARY, Case, part, rows
from rashomon.compare.copies.dependence import Dependence
from tests.compare.lineage.test_linking import OTHER, WIRE
from tests.compare.origin_worlds import calm, make_report

ALONE, C, D = "independent", "common source", "derived"


def test_macro_f1_counts_each_class_alike() -> None:
    assert ternary([ALONE, ALONE, C, D], [ALONE, ALONE, C, D])["ternary_macro_f1"] == 1.0
    found = ternary([ALONE] * 8 + [C, D], [ALONE] * 10)
    assert found["independent_f1"] == pytest.approx(2 * 0.8 / 1.8)
    assert found["ternary_macro_f1"] == pytest.approx(found["independent_f1"] / 3)
    assert ternary([D, C], [D, ALONE])["ternary_macro_f1"] == pytest.approx(0.5)  # no class that the labels lack


def test_the_adjusted_rand_index_by_hand() -> None:
    assert adjusted_rand("aabbc", "xxyyz") == 1.0
    assert adjusted_rand("abc", "xyz") == 1.0
    # Hubert and Arabie's definition: 2 together in both, 4 and 3 together in one, 15 pairs
    assert adjusted_rand("aaabbc", "xxyyyz") == pytest.approx((2 - 4 * 4 / 15) / (4 - 4 * 4 / 15))
    assert adjusted_rand("aaaa", "wxyz") == 0.0


@calm
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), min_size=2, max_size=20))
def test_the_adjusted_rand_index_is_symmetric_and_at_most_one(items: list[tuple[str, str]]) -> None:
    gold, made = [g for g, _ in items], [m for _, m in items]
    assert adjusted_rand(gold, made) == pytest.approx(adjusted_rand(made, gold))
    assert adjusted_rand(gold, made) <= 1.0


def test_calibration_by_hand() -> None:
    sure = Dependence(1.0, 0.0, 0.0, ())
    assert calibration([ALONE], [sure]) == {"brier": 0.0, "ece": 0.0}
    assert calibration([D], [sure]) == {"brier": 2.0, "ece": 1.0}
    half = Dependence(0.5, 0.3, 0.2, ())
    assert calibration([ALONE, D], [half, half])["ece"] == pytest.approx(0.0)


def test_classes_are_closed_over_pairs() -> None:
    a, b, c = (make_report(n, n, [f"{WIRE} {n}"], 0) for n in "abc")
    held = [
        Case(a, b, "random", ("copy", "copy"), "copy", "one"),
        Case(b, c, "random", ("copy", "copy"), "copy", "one"),
    ]
    gold, made = classes(held, [True, False])
    assert len(set(gold)) == 1
    assert len(set(made)) == 2


def test_reports_meet_in_two_fingerprints_or_by_the_whole_text() -> None:
    a = make_report("a", "alpha", [WIRE], 0)
    assert met(a, make_report("b", "beta", [WIRE.upper()], 0))
    assert met(a, make_report("b", "beta", [f"{OTHER} {WIRE[:200]}"], 0))
    assert not met(a, make_report("b", "beta", [OTHER], 0))


def test_the_peer_is_cut_where_it_is_best() -> None:
    low, high = best_cuts([ALONE, ALONE, C, C, D, D], [0.0, 0.05, 0.3, 0.35, 0.8, 0.9])
    assert 0.05 < low <= 0.3 < 0.35 < high <= 0.8


def test_the_cases_hold_ids_and_labels_and_no_text() -> None:
    held = rows()
    assert len(held) == 384
    assert {r["label"] for r in held} == {*TERNARY, SKIPPED}
    assert {r["drawn"] for r in held} == {"candidate", "random", MEETING}
    assert {part(r["incident"]) for r in held if r["drawn"] == MEETING} == {"dev"}
    assert sum(r["drawn"] == "random" for r in held) >= 120
    assert all(len(v) <= 32 for r in held for v in r.values())
    assert {part(r["incident"]) for r in held} == {"dev", "test"}
    assert len({(r["doc_a"], r["doc_b"], r["incident"]) for r in held}) == len(held)
    assert {r["label"] for r in rows("stories")} <= set(TERNARY)
    assert sorted(p.name for p in CASES.iterdir()) == ["README.md", "labels.tsv", "stories.tsv"]
