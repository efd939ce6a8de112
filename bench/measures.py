"""Measures of agreement and ranking, written out because the project carries no statistics library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import fsum, sqrt

from bench.result import f1, ratio


def mean_absolute_error(gold: Sequence[float], shown: Sequence[float]) -> float:
    """Mean of the absolute differences; 0 when there is nothing."""
    return ratio(fsum(abs(a - b) for a, b in zip(gold, shown, strict=True)), len(gold))


def pearson(x: Sequence[float], y: Sequence[float]) -> float:
    """Product-moment correlation; 0 where one side does not vary (a constant tells nothing)."""
    if len(x) < 2:
        return 0.0
    mx, my = fsum(x) / len(x), fsum(y) / len(y)
    covariance = fsum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
    spread = sqrt(fsum((a - mx) ** 2 for a in x) * fsum((b - my) ** 2 for b in y))
    return ratio(covariance, spread)


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value from 1, equal values sharing the mean of theirs."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    out = [0.0] * len(values)
    before = 0
    for _, group in groupby(order, key=lambda i: values[i]):
        tied = list(group)
        for i in tied:
            out[i] = before + (len(tied) + 1) / 2
        before += len(tied)
    return out


def spearman(x: Sequence[float], y: Sequence[float]) -> float:
    """Rank correlation: `pearson` of the ranks."""
    return pearson(ranks(x), ranks(y))


def average_precision(positive: Sequence[bool], scores: Sequence[float]) -> float:
    """Mean of the precision at every rise of recall, highest score first; equal scores enter together."""
    total, seen, right, area = sum(positive), 0, 0, 0.0
    for size, hits in _steps(positive, scores):
        seen, right = seen + size, right + hits
        area += ratio(hits, total) * right / seen
    return area


def roc_auc(positive: Sequence[bool], scores: Sequence[float]) -> float:
    """How often a positive scores above a negative, ties counting half (Mann and Whitney); .5 when there are none."""
    above = sum(positive)
    below = len(positive) - above
    if not above or not below:
        return 0.5
    placed = fsum(rank for rank, own in zip(ranks(scores), positive, strict=True) if own)
    return (placed - above * (above + 1) / 2) / (above * below)


def _steps(positive: Sequence[bool], scores: Sequence[float]) -> Iterator[tuple[int, int]]:
    """For each distinct score from the highest: how many items have it, and how many of those are positive."""
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    for _, group in groupby(order, key=lambda i: scores[i]):
        tied = list(group)
        yield len(tied), sum(positive[i] for i in tied)


def macro_f1(gold: Sequence[str], shown: Sequence[str]) -> float:
    """Mean over the classes of the gold of each one's F1; a shown class the gold never has only costs precision."""
    classes = sorted(set(gold))
    return ratio(fsum(class_f1(gold, shown, c) for c in classes), len(classes))


def class_f1(gold: Sequence[str], shown: Sequence[str], label: str) -> float:
    """F1 of one class."""
    right = sum(a == b == label for a, b in zip(gold, shown, strict=True))
    return f1(ratio(right, shown.count(label)), ratio(right, gold.count(label)))


def one_to_one(pairs: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """(score, i, j) -> i: j, each i and each j once, best score first, ties by the smaller i, then j."""
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted((-score, i, j) for score, i, j in pairs):
        if i not in found and j not in used:
            found[i] = j
            used.add(j)
    return found


def adjusted_rand(gold: Sequence[str], shown: Sequence[str]) -> float:
    """Adjusted Rand index of two partitions, 1 when both are equal and trivial. Source: Hubert and Arabie 1985."""

    def pairs(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    both = pairs(Counter(zip(gold, shown, strict=True)).values())
    one, other = pairs(Counter(gold).values()), pairs(Counter(shown).values())
    whole = len(gold) * (len(gold) - 1) // 2
    expected = one * other / whole if whole else 0.0
    most = (one + other) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)
