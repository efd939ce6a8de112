"""From scores of tags to spans: Viterbi under the rule that nothing goes on that has not begun."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

_NEVER = np.float32(-1e9)


def best(scores: Floats, allowed: NDArray[np.bool_]) -> Ints:
    """The best sequence of labels for each row.

    ``scores``: (rows, places, labels). ``allowed[a, b]``: whether b may follow a; labels that may not follow label 0
    may not open a row. All rows are decoded side by side, one numpy step a place: in pure Python this cost half of the
    encoder's own time. Ties fall to the smaller label.
    """
    rows, places, labels = scores.shape
    if not rows or not places:
        return np.zeros((rows, places), dtype=np.int64)
    bar = np.where(allowed, np.float32(0), _NEVER).astype(np.float32)
    total = scores[:, 0] + bar[0]
    back = np.zeros((places, rows, labels), dtype=np.int64)
    for place in range(1, places):
        step = total[:, :, None] + bar
        back[place] = step.argmax(axis=1)
        total = step.max(axis=1) + scores[:, place]
    out = np.zeros((rows, places), dtype=np.int64)
    out[:, -1] = total.argmax(axis=1)
    every = np.arange(rows)
    for place in range(places - 1, 0, -1):
        out[:, place - 1] = back[place, every, out[:, place]]
    return out


def begins_and_goes_on(kinds: int) -> NDArray[np.bool_]:
    """The rule for labels 0 (outside) and, a kind, 2k+1 (begins) and 2k+2 (goes on)."""
    size = 1 + 2 * kinds
    allowed = np.ones((size, size), dtype=bool)
    for inside in range(2, size, 2):
        allowed[:, inside] = False
        allowed[[inside - 1, inside], inside] = True
    return allowed


def spans(labels: Ints) -> list[tuple[int, int, int]]:
    """(first, after the last, kind) of every span of one row of labels."""
    found: list[tuple[int, int, int]] = []
    for place, label in enumerate(labels.tolist()):
        if label == 0:
            continue
        kind = (label - 1) // 2
        if label % 2 == 0 and found and found[-1][1] == place and found[-1][2] == kind:
            found[-1] = (found[-1][0], place + 1, kind)
        else:
            found.append((place, place + 1, kind))
    return found


def log_softmax(scores: Floats) -> Floats:
    """Scores of the last axis as log probabilities."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)
