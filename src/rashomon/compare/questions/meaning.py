"""How near two statements lie in meaning: the cosine of the vectors their frames hold."""

from __future__ import annotations

import base64
import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rashomon.errors import RecordError
from rashomon.records import Frame


def likeness(a: Frame, b: Frame) -> float | None:
    """Cosine of the two meanings, -1 to 1 to four digits, the same on every machine; None where one has none.

    Raises RecordError for a meaning that is no vector.
    """
    if a.meaning is None or b.meaning is None:
        return None
    one, other = _vector(a.meaning), _vector(b.meaning)
    if one.shape != other.shape:
        raise RecordError("two meanings are vectors of different length")
    whole = math.sqrt(float(one @ one) * float(other @ other))
    return round(float(one @ other) / whole, 4) if whole else 0.0


@lru_cache(maxsize=8192)
def _vector(meaning: str) -> NDArray[np.float32]:
    """The parts of a meaning; whole numbers, so that sums of their products, below 2**24, are exact."""
    try:
        return np.frombuffer(base64.b85decode(meaning), dtype=np.int8).astype(np.float32)
    except ValueError as fault:
        raise RecordError(f"a meaning is no vector: {fault}") from fault
