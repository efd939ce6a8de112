"""Which words of a content belong to it."""

from __future__ import annotations

import pytest

from rashomon.understand.reader import HOLE, filled


@pytest.mark.parametrize(
    ("content", "apart", "shown"),
    [
        ([(0, 1), (3, 9)], [(20, 21)], [(0, 9)]),
        ([(0, 4), (9, 12)], [(5, 6)], [(0, 4), (9, 12)]),  # the cue stands in the hole
        ([(0, 4), (9, 12)], [(20, 21), (6, 9)], [(0, 4), (9, 12)]),  # or the source
        ([(0, 4), (9, 12)], [(3, 4), (9, 10)], [(0, 12)]),  # words beside the hole do not hold it open
        ([(0, 1), (1 + HOLE, 40)], [], [(0, 40)]),
        ([(0, 1), (2 + HOLE, 40)], [], [(0, 1), (2 + HOLE, 40)]),
        ([(0, 1), (2, 3), (4, 5)], [], [(0, 5)]),
    ],
)
def test_small_holes_in_a_content_are_filled(
    content: list[tuple[int, int]], apart: list[tuple[int, int]], shown: list[tuple[int, int]]
) -> None:
    assert filled(content, apart) == shown
