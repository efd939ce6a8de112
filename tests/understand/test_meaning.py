"""A statement's meaning as text, and back as near as a byte allows."""

from __future__ import annotations

import numpy as np
import pytest

from rashomon.compare.questions.meaning import likeness
from rashomon.records import Frame
from rashomon.understand.meaning import packed


@pytest.mark.parametrize("seed", range(5))
def test_a_packed_vector_keeps_its_cosines(seed: int) -> None:
    draws = np.random.default_rng(seed).normal(size=(2, 384)).astype(np.float32)
    a, b = (draw / np.linalg.norm(draw) for draw in draws)
    near = (a + 0.5 * b) / np.linalg.norm(a + 0.5 * b)
    one, other = (Frame(predicate="send", terms=(), meaning=packed(v)) for v in (a, near))
    assert likeness(one, other) == pytest.approx(float(a @ near), abs=0.005)
