"""The timeline: when things happened by their own words, against when they were published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from rashomon.show.roomfaces import TimedView, TimelineView
from rashomon.show.web.drawing.scales import Tick, times

WIDTH, HEIGHT = 960, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 84.0, 944.0, 16.0, 376.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """One statement: event time from ``x0`` to ``x1``, at the height of its publication."""

    x0: float
    x1: float
    y: float
    mark: TimedView


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A timeline ready to be written; ``same`` are the ends of the line where both times are one."""

    width: int
    height: int
    left: float
    right: float
    floor: float
    ceiling: float
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    strokes: tuple[Stroke, ...]
    same: tuple[float, float, float, float] | None
    outside: int


def timeline(view: TimelineView) -> Timeline | None:
    """Event times across, publication upwards. Events more than three spans of publication away are only counted."""
    marks = list(view.marks)
    if not marks:
        return None
    published = [t for m in marks for t in (m.published.lo,) if t is not None]
    first, last = min(published), max(published)
    far = max((last - first) * 3, timedelta(days=30))
    near = [m for m in marks if m.happened.hi and m.happened.lo and m.happened.hi > first - far]
    near = [m for m in near if m.happened.lo and m.happened.lo < last + far]
    if not near:
        return None
    ends = [t for m in near for t in (m.happened.lo, m.happened.hi) if t is not None]
    low, high = max(min(ends), first - far), min(max(ends), last + far)
    xs, x_ticks = times([low, high], _LEFT, _RIGHT)
    ys, y_ticks = times([first, last], _BOTTOM, _TOP)
    strokes = []
    for m in near:
        assert m.happened.lo and m.happened.hi and m.published.lo  # noqa: S101, PT018
        x0, x1 = xs(m.happened.lo.timestamp()), xs(m.happened.hi.timestamp())
        strokes.append(Stroke(x0=x0, x1=max(x1, x0 + 3), y=ys(m.published.lo.timestamp()), mark=m))
    begin, end = max(xs.low, ys.low), min(xs.high, ys.high)
    same = (xs(begin), ys(begin), xs(end), ys(end)) if begin < end else None
    return Timeline(
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        right=_RIGHT,
        floor=_BOTTOM,
        ceiling=_TOP,
        x_ticks=x_ticks,
        y_ticks=y_ticks,
        strokes=tuple(strokes),
        same=same,
        outside=len(marks) - len(near),
    )
