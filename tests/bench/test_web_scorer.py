"""The figures of bench speed --web: the percentile is one of the times taken, and ties to no machine."""

from __future__ import annotations

import pytest

from bench.web import _p95


@pytest.mark.parametrize(
    ("times", "expected"),
    [([7.0], 7.0), ([1.0, 2.0], 2.0), (list(map(float, range(1, 101))), 96.0), ([5.0, 1.0, 3.0], 5.0)],
)
def test_p95_is_a_time_that_was_taken(times: list[float], expected: float) -> None:
    assert _p95(times) == expected
