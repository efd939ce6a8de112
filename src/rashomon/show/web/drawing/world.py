"""The map: places on a plate carrée of the world, with Natural Earth's land (1:110m, public domain) below.

The shapes are land against water only: no border is drawn, so none is taken sides on. ``land.json`` holds rings of
whole tenths of a degree; made by training/land.py.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rashomon.show.roomfaces import PlacesView, PlaceView

WIDE, HIGH = 1000.0, 500.0
_ROOM = 4.0  # degrees left around the places shown
_DRAWN = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A place on paper; ``size`` grows with the root of its statements; ``named`` where its name fits."""

    x: float
    y: float
    size: float
    named: bool
    left: bool
    place: PlaceView


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A map ready to be written: what part of the world it shows (an SVG view box), land, meridians and places."""

    box: str
    unit: float
    land: str
    lines: tuple[tuple[float, float, float, float], ...]
    dots: tuple[Dot, ...]
    left_out: int


def world(view: PlacesView) -> Map | None:
    """The part of the world that holds the places; None of none."""
    shown = view.places[:_DRAWN]
    if not shown:
        return None
    west, east = min(p.lon for p in shown) - _ROOM, max(p.lon for p in shown) + _ROOM
    south, north = min(p.lat for p in shown) - _ROOM, max(p.lat for p in shown) + _ROOM
    wide = max(east - west, 2 * (north - south), 20.0)
    high = wide / 2
    x = max(-180.0, min((west + east) / 2 - wide / 2, 180.0 - wide))
    y = min(90.0, max((south + north) / 2 + high / 2, -90.0 + high))
    unit = wide / 360 * WIDE / 1000
    box = f"{_x(x):.1f} {_y(y):.1f} {wide / 360 * WIDE:.1f} {high / 180 * HIGH:.1f}"
    most = max(p.statements for p in shown)
    dots: list[Dot] = []
    written: list[tuple[float, float]] = []
    for place in shown:
        at = (_x(place.lon), _y(place.lat))
        free = all(abs(at[0] - a) > 90 * unit or abs(at[1] - b) > 16 * unit for a, b in written)
        if free and len(written) < 40:
            written.append(at)
        size = (4 + 14 * (place.statements / most) ** 0.5) * unit
        left = at[0] > _x(x + wide * 0.85)
        dots.append(Dot(x=round(at[0], 2), y=round(at[1], 2), size=round(size, 2), named=free, left=left, place=place))
    return Map(
        box=box,
        unit=round(unit, 4),
        land=_land(),
        lines=_graticule(),
        dots=tuple(dots),
        left_out=len(view.places) - len(shown),
    )


def _x(lon: float) -> float:
    return (lon + 180) / 360 * WIDE


def _y(lat: float) -> float:
    return (90 - lat) / 180 * HIGH


@cache
def _land() -> str:
    """All land as one path."""
    rings = json.loads((files("rashomon.show.web.drawing") / "land.json").read_text(encoding="utf-8"))
    parts = []
    for ring in rings:
        points = [f"{_x(ring[n] / 10):.1f} {_y(ring[n + 1] / 10):.1f}" for n in range(0, len(ring), 2)]
        parts.append("M" + "L".join(points) + "Z")
    return "".join(parts)


def _graticule() -> tuple[tuple[float, float, float, float], ...]:
    meridians = [(_x(d), 0.0, _x(d), HIGH) for d in range(-150, 180, 30)]
    return tuple(meridians + [(0.0, _y(d), WIDE, _y(d)) for d in range(-60, 90, 30)])
