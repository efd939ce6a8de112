"""Two texts side by side: paragraphs aligned first, then the words of those that changed. Pure.

``difflib`` is quadratic where much repeats, so both steps are bounded; what is beyond is told as a count, never hidden.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from rashomon.show.roomfaces import DiffRow

PARAGRAPHS = 400  # of each text that are aligned
WORDS = 1500  # of one paragraph that are compared word by word; a longer one is shown as changed whole
_WORD = re.compile(r"\s+|\w+|[^\w\s]")

Parts = tuple[tuple[bool, str], ...]


def rows(left: Sequence[str], right: Sequence[str]) -> tuple[DiffRow, ...]:
    """The paragraphs of two texts in rows; paragraphs without a partner stand alone in their row."""
    a, b = left[:PARAGRAPHS], right[:PARAGRAPHS]
    found: list[DiffRow] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [DiffRow(kind="same", left=_plain(p), right=_plain(p)) for p in a[a0:a1]]
        else:
            found += _replaced(a[a0:a1], b[b0:b1])
    return tuple(found)


def _replaced(left: Sequence[str], right: Sequence[str]) -> list[DiffRow]:
    """Rows of a stretch that differs: each paragraph beside the one most like it, in order."""
    found: list[DiffRow] = []
    at = 0
    for paragraph in left:
        likeness = [_alike(paragraph, other) for other in right[at : at + 8]]
        best = max(range(len(likeness)), key=lambda n: likeness[n], default=None)
        if best is None or likeness[best] < 0.35:
            found.append(DiffRow(kind="left only", left=_whole(paragraph), right=()))
            continue
        found += [DiffRow(kind="right only", left=(), right=_whole(p)) for p in right[at : at + best]]
        ours, theirs = words(paragraph, right[at + best])
        found.append(DiffRow(kind="changed", left=ours, right=theirs))
        at += best + 1
    return found + [DiffRow(kind="right only", left=(), right=_whole(p)) for p in right[at:]]


def _alike(one: str, other: str) -> float:
    """The share of words two paragraphs have in common (Dice)."""
    a, b = set(_WORD.findall(one[:4000])), set(_WORD.findall(other[:4000]))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def words(one: str, other: str) -> tuple[Parts, Parts]:
    """Two paragraphs in parts, each marked where the other has something else."""
    a, b = _WORD.findall(one), _WORD.findall(other)
    if len(a) > WORDS or len(b) > WORDS:
        return _whole(one), _whole(other)
    left: list[tuple[bool, str]] = []
    right: list[tuple[bool, str]] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        changed = tag != "equal"
        left += [(changed, "".join(a[a0:a1]))] if a1 > a0 else []
        right += [(changed, "".join(b[b0:b1]))] if b1 > b0 else []
    return tuple(left), tuple(right)


def _plain(words: str) -> Parts:
    return ((False, words),)


def _whole(words: str) -> Parts:
    return ((True, words),)
