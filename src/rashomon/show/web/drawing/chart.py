"""The chart of a question: its answers against publication time, bounds as bars, each mark one statement."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

from rashomon.show.roomfaces import PointView, QuestionPage
from rashomon.show.web.drawing.scales import Scale, Tick, numbers, times

WIDTH, HEIGHT = 720, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 64.0, 704.0, 14.0, 244.0
_APART = 16.0  # between marks, which would cover each other
_STEP = 4.0  # by which they move aside
_ASIDE = 64.0  # room to the right for marks that stand aside
COLOURS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One statement: its mark at (x, y), its bounds from ``top`` to ``bottom``, open where they have no end."""

    x: float
    y: float
    top: float
    bottom: float
    up: bool
    down: bool
    colour: int | None
    number: int | None
    point: PointView


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart ready to be written: places in units of its own, ``WIDTH`` by ``HEIGHT``."""

    width: int
    height: int
    left: float
    right: float
    floor: float
    ceiling: float
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    logs: bool
    undated: int


def chart(page: QuestionPage) -> Chart | None:
    """The chart of a question; None where fewer than two statements are dated."""
    dated = [(p, at) for p in page.points if (at := middle(p)) is not None]
    if len(dated) < 2:
        return None
    xs, x_ticks = times([at for _, at in dated], _LEFT + 8, _RIGHT - _ASIDE)
    ys, y_ticks = _upright(page, [p for p, _ in dated])
    bars: list[Bar] = []
    placed: dict[float, list[float]] = {}  # height -> the marks there, from the left
    for point, at in dated:
        y, top, bottom = _heights(point, ys)
        x = xs(at.timestamp())
        near = [row for height, row in placed.items() if abs(y - height) < _APART]
        while x < _RIGHT - _APART and (marks := [m for row in near for m in _crowding(row, x)]):
            x += _STEP * max(1, ceil((max(marks) + _APART - x) / _STEP))  # no place before it is free of that mark
        insort(placed.setdefault(y, []), x)
        origin = point.origin
        bars.append(
            Bar(
                x=x,
                y=y,
                top=top,
                bottom=bottom,
                up=_numeric(point) and point.high is None,
                down=_numeric(point) and point.low is None,
                colour=None if origin is None else origin % COLOURS,
                number=None if origin is None else origin + 1,
                point=point,
            )
        )
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        right=_RIGHT,
        floor=_BOTTOM,
        ceiling=_TOP,
        x_ticks=x_ticks,
        y_ticks=y_ticks,
        bars=tuple(bars),
        logs=isinstance(ys, Scale) and ys.logs,
        undated=len(page.points) - len(dated),
    )


def _crowding(row: Sequence[float], x: float) -> Sequence[float]:
    """The marks of a row that stand too near this place on either side."""
    place = bisect_left(row, x)
    return [one for one in row[max(0, place - 1) : place + 1] if abs(x - one) < _APART]


def middle(point: PointView) -> datetime | None:
    """The middle of a publication interval; None where either end is open."""
    lo, hi = point.published.lo, point.published.hi
    return None if lo is None or hi is None else lo + (hi - lo) / 2


def _numeric(point: PointView) -> bool:
    return point.low is not None or point.high is not None


def _upright(page: QuestionPage, points: Sequence[PointView]) -> tuple[Scale | dict[str, float], tuple[Tick, ...]]:
    values = [v for p in points for v in (p.low, p.high) if v is not None]
    if values and page.question.attribute == "date":
        return times([datetime.fromtimestamp(v, UTC) for v in values], _BOTTOM, _TOP)
    if values:
        return numbers(values, _BOTTOM, _TOP)
    letters = sorted({p.letter for p in points})
    step = (_BOTTOM - _TOP) / (len(letters) + 1)
    lanes = {letter: round(_TOP + step * (n + 1), 1) for n, letter in enumerate(letters)}
    return lanes, tuple(Tick(at=at, words=letter) for letter, at in lanes.items())


def _heights(point: PointView, ys: Scale | dict[str, float]) -> tuple[float, float, float]:
    """Where the mark stands, and its upper and lower ends."""
    if not isinstance(ys, Scale):
        at = ys[point.letter]
        return at, at, at
    low, high = point.low, point.high
    top = _TOP if high is None else ys(high)
    bottom = _BOTTOM if low is None else ys(low)
    if low is None and high is None:
        return (_TOP + _BOTTOM) / 2, _TOP, _BOTTOM
    if low is None or high is None:
        at = bottom if low is not None else top
        return at, max(_TOP, at - 28) if high is None else at, min(_BOTTOM, at + 28) if low is None else at
    return (top + bottom) / 2, top, bottom
