"""Viterbi against enumeration, and spans of labels."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.understand import decoding


@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.sampled_from([1, 2]))
def test_the_best_sequence_is_the_best_of_all_allowed(seed: int, places: int, kinds: int) -> None:
    allowed = decoding.begins_and_goes_on(kinds)
    scores = np.random.default_rng(seed).normal(size=(2, places, 1 + 2 * kinds)).astype(np.float32)
    found = decoding.best(scores, allowed)
    for row in range(2):
        legal = [
            labels
            for labels in product(range(1 + 2 * kinds), repeat=places)
            if all(allowed[a, b] for a, b in zip((0, *labels), labels, strict=False))
        ]
        totals = {labels: sum(float(scores[row, i, x]) for i, x in enumerate(labels)) for labels in legal}
        assert totals[tuple(found[row].tolist())] == pytest.approx(max(totals.values()), abs=1e-4)


def test_nothing_goes_on_that_has_not_begun() -> None:
    scores = np.zeros((1, 3, 3), dtype=np.float32)
    scores[:, :, 2] = 5.0
    assert decoding.best(scores, decoding.begins_and_goes_on(1)).tolist() == [[1, 2, 2]]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([], []),
        ([0, 0], []),
        ([1, 2, 0, 1], [(0, 2, 0), (3, 4, 0)]),
        ([1, 1, 2], [(0, 1, 0), (1, 3, 0)]),
        ([3, 4, 1, 2], [(0, 2, 1), (2, 4, 0)]),
    ],
)
def test_spans_of_labels(labels: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert decoding.spans(np.array(labels, dtype=np.int64)) == expected


def test_no_rows_and_no_places_give_nothing() -> None:
    allowed = decoding.begins_and_goes_on(1)
    assert decoding.best(np.zeros((0, 4, 3), dtype=np.float32), allowed).shape == (0, 4)
    assert decoding.best(np.zeros((2, 0, 3), dtype=np.float32), allowed).shape == (2, 0)
