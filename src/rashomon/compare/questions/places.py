"""Whether what two statements tell can have happened in one place: containment, not the wording of names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rashomon.records import Level, Place

_DEEP = frozenset({Level.SETTLEMENT, Level.COUNTY, Level.PROVINCE})

COUNTED: Mapping[str, float] = {"place inside": 0.8, "places apart": -0.8}
"""What containment weighs between two counts, set by hand. Mild: a report may name the town a man comes from where
another names the town he was shot in."""


class Where(NamedTuple):
    """How the places of two statements lie: the feature of evidence, and the words a user reads."""

    feature: str
    words: str


def where(left: Sequence[Place], right: Sequence[Place]) -> Where | None:
    """ "place inside" where a place of one lies in a place of the other, "places apart" where all exclude each other;
    None where they name the same place (their names tell that) or one names none. Ties go by key.
    """
    if not left or not right or {p.key for p in left} & {p.key for p in right}:
        return None
    held = sorted((inner.key, outer.key, inner.name, outer.name) for inner, outer in _nested(left, right))
    if held:
        return Where("place inside", f"{held[0][2]} is in {held[0][3]}")
    if all(a.apart(b) for a in left for b in right) and any(p.level in _DEEP for p in (*left, *right)):
        a, b = sorted((min(left, key=lambda p: p.key), min(right, key=lambda p: p.key)), key=lambda p: p.key)
        return Where("places apart", f"{a.name} and {b.name} are different places")
    return None


def _nested(left: Sequence[Place], right: Sequence[Place]) -> list[tuple[Place, Place]]:
    """Pairs of which the first lies in the second."""
    return [(x, y) for a in left for b in right for x, y in ((a, b), (b, a)) if y.contains(x)]
