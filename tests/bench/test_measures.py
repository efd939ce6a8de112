"""Measures of agreement and ranking against values known by hand or from the literature's examples."""

from __future__ import annotations

import random

import pytest

from bench.measures import (
    average_precision,
    class_f1,
    macro_f1,
    mean_absolute_error,
    pearson,
    ranks,
    roc_auc,
    spearman,
)


def test_pearson_and_spearman_by_hand() -> None:
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1.0)
    assert pearson([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)
    assert pearson([1, 2, 3, 4], [1, 3, 2, 4]) == pytest.approx(0.8)
    assert spearman([1, 2, 3], [1, 10, 100]) == pytest.approx(1.0)
    # the usual textbook case of IQ against hours of television: -29/165
    iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    assert spearman(iq, [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]) == pytest.approx(-29 / 165)


def test_what_does_not_vary_correlates_with_nothing() -> None:
    assert pearson([1, 2, 3], [3, 3, 3]) == pearson([], []) == pearson([1], [1]) == 0.0
    assert spearman([1, 1], [1, 2]) == 0.0


def test_ties_share_the_mean_rank() -> None:
    assert ranks([10, 20, 20, 30]) == [1.0, 2.5, 2.5, 4.0]
    assert ranks([5, 5, 5]) == [2.0, 2.0, 2.0]
    assert ranks([]) == []


@pytest.mark.parametrize(
    ("positive", "scores", "precision", "area"),
    [
        ([True, False, True, False], [0.9, 0.8, 0.7, 0.1], (1 + 2 / 3) / 2, 0.75),
        ([False, False, True, True], [0.1, 0.4, 0.35, 0.8], (1 + 2 / 3) / 2, 0.75),  # the example of sklearn's manual
        ([True, True, False], [3, 2, 1], 1.0, 1.0),
        ([False, True], [2, 1], 0.5, 0.0),
        ([True, False, True, False], [1, 1, 1, 1], 0.5, 0.5),  # all tied: the share of positives
        ([True, False, False], [0.5, 0.5, 0.1], 0.5, 0.75),
        ([False, False], [1, 2], 0.0, 0.5),
        ([True], [1], 1.0, 0.5),
    ],
)
def test_ranking(positive: list[bool], scores: list[float], precision: float, area: float) -> None:
    assert average_precision(positive, scores) == pytest.approx(precision)
    assert roc_auc(positive, scores) == pytest.approx(area)


def test_ranking_does_not_depend_on_the_order_of_the_items() -> None:
    items = [(n % 3 == 0, float(n % 5)) for n in range(40)]
    before = [f([p for p, _ in items], [s for _, s in items]) for f in (average_precision, roc_auc)]
    random.Random(1).shuffle(items)
    after = [f([p for p, _ in items], [s for _, s in items]) for f in (average_precision, roc_auc)]
    assert before == pytest.approx(after)


def test_error_and_classes_by_hand() -> None:
    assert mean_absolute_error([1, -3], [3, 3]) == 4.0
    gold, shown = ["a", "a", "b", "c"], ["a", "b", "b", "z"]
    assert class_f1(gold, shown, "a") == pytest.approx(2 / 3)
    assert class_f1(gold, shown, "b") == pytest.approx(2 / 3)
    assert macro_f1(gold, shown) == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)  # "z" is no class of the gold
    assert macro_f1(gold, gold) == 1.0
    assert macro_f1([], []) == mean_absolute_error([], []) == 0.0
