"""The running toll of one story: what each report tells of the dead, hurt and missing, one figure after the other.

A report's toll (understand/casualties) is read for itself, added up where it names persons and no number. Across the
reports of one happening the figure that most reports tell stands; a number that a later report writes, and that is
larger, replaces it where the count only grows. Ties go to the later.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

from rashomon.records import Fate, Series, Step, Tally, Toll

_GROWS = frozenset({Fate.DEAD, Fate.INJURED, Fate.DETAINED})
Dated = tuple[datetime | None, Toll]


def running(dated: Sequence[Dated]) -> tuple[Series, ...]:
    """The series of each fate that a report tells of, in the order of `Fate`. ``dated``: publication and toll.

    A report that tells of a death and of nobody hurt says that nobody was: 0 is a figure too. A report without any
    tally says nothing. The result does not depend on the order given.
    """
    told = sorted((d for d in dated if d[1].tallies), key=_order)
    fates = [fate for fate in Fate if any(toll.of(fate) is not None for _, toll in told)]
    return tuple(_series(fate, [(when, toll.report_id, toll.of(fate)) for when, toll in told]) for fate in fates)


def _order(dated: Dated) -> tuple[float, str]:
    when, toll = dated
    return (math.inf if when is None else when.timestamp(), toll.report_id)


def _series(fate: Fate, told: Sequence[tuple[datetime | None, str, Tally | None]]) -> Series:
    by_figure: dict[int, list[tuple[datetime | None, str, Tally | None]]] = {}
    for one in told:
        by_figure.setdefault(0 if one[2] is None else one[2].best, []).append(one)
    order = {id(one): n for n, one in enumerate(told)}
    steps = []
    for best, given in by_figure.items():
        tallies = [t for _, _, t in given if t is not None]
        steps.append(
            Step(
                best=best,
                low=min((t.low for t in tallies), default=0),
                high=None if any(t.high is None for t in tallies) else max((t.high or 0 for t in tallies), default=0),
                reports=tuple(report for _, report, _ in given),
                first=given[0][0],
                last=given[-1][0],
                written=any(t.counted for t in tallies),
            )
        )
    latest = {best: order[id(given[-1])] for best, given in by_figure.items()}
    top = max(steps, key=lambda s: (len(s.reports), latest[s.best]))
    grown = [s for s in steps if fate in _GROWS and _grew(top, s)]
    last = max(grown, key=lambda s: latest[s.best]) if grown else top
    return Series(fate=fate, steps=tuple(sorted(steps, key=lambda s: latest[s.best])), last=last)


def _grew(before: Step, after: Step) -> bool:
    """Whether a step is a later, larger and written number."""
    if before.last is None or after.last is None:
        return False
    return after.written and after.best > before.best and after.last > before.last
