"""Whether what two statements tell can have happened in one place: containment, not the wording of names."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import Level, Place, Reason

INSIDE = 0.8
"""One place lies in the other: "in Kursk", "in Russia"."""
APART = -0.8
"""Both name settlements or divisions, and none is, contains or lies in one of the other's. Mild: a report may name the
town a man comes from where another names the town he was shot in."""
_DEEP = frozenset({Level.SETTLEMENT, Level.COUNTY, Level.PROVINCE})


def reasons(left: Sequence[Place], right: Sequence[Place]) -> tuple[Reason, ...]:
    """A reason for one happening where a place of one lies in a place of the other, against it where all exclude each
    other; none where they name the same place (their names tell that) or one names none. Ties go by key."""
    if not left or not right or {p.key for p in left} & {p.key for p in right}:
        return ()
    held = sorted((inner.key, outer.key, inner.name, outer.name) for inner, outer in _nested(left, right))
    if held:
        words = f"{held[0][2]} is in {held[0][3]}"
        return (Reason(feature="place", weight=INSIDE, words=words),)
    if all(a.apart(b) for a in left for b in right) and any(p.level in _DEEP for p in (*left, *right)):
        a, b = sorted((min(left, key=lambda p: p.key), min(right, key=lambda p: p.key)), key=lambda p: p.key)
        return (Reason(feature="place", weight=APART, words=f"{a.name} and {b.name} are different places"),)
    return ()


def _nested(left: Sequence[Place], right: Sequence[Place]) -> list[tuple[Place, Place]]:
    """Pairs of which the first lies in the second."""
    return [(x, y) for a in left for b in right for x, y in ((a, b), (b, a)) if y.contains(x)]
