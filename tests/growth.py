"""How time grows with size, measured so that a busy machine does not fail a test: processor time, best of three."""

from __future__ import annotations

import time
from collections.abc import Callable

FLOOR = 0.002  # seconds; below this the clock itself is what is measured
SLACK = 3.0  # quadratic work at eight times the size shows as eight


def seconds(work: Callable[[], object]) -> float:
    """The least processor time of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def assert_linear(prepare: Callable[[int], Callable[[], object]], small: int, large: int) -> None:
    """What ``prepare(size)`` gives takes, at ``large``, at most ``SLACK`` times its linear share of ``small``."""
    prepare(small)()
    few, many = seconds(prepare(small)), seconds(prepare(large))
    assert many < SLACK * large / small * max(few, FLOOR), f"{small}: {few:.3f} s, {large}: {many:.3f} s"
