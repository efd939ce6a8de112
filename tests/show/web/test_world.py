"""The land under the map: what is land is land, what is sea is sea, and no ring is torn at the 180th meridian."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

RINGS = json.loads((files("rashomon.show.web.drawing") / "land.json").read_text(encoding="utf-8"))


def on_land(lon: float, lat: float) -> bool:
    """Whether a line to the east crosses shores an odd number of times, the world being drawn once on either side."""
    inside = False
    for ring in RINGS:
        points = list(zip(ring[::2], ring[1::2], strict=True))
        for x in (lon * 10, lon * 10 + 3600, lon * 10 - 3600):
            for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
                if (ay > lat * 10) != (by > lat * 10) and x < ax + (lat * 10 - ay) / (by - ay) * (bx - ax):
                    inside = not inside
    return inside


@pytest.mark.parametrize(
    ("lon", "lat", "land"),
    [
        (37.6, 55.7, True), (100.0, 60.0, True), (23.0, 5.0, True), (-100.0, 40.0, True), (-55.0, -10.0, True),
        (135.0, -25.0, True), (-175.0, 66.5, True), (175.0, 67.5, True), (-40.0, 30.0, False), (-140.0, 0.0, False),
        (75.0, -30.0, False), (0.0, -20.0, False),
    ],
)  # fmt: skip
def test_land_is_where_it_is(lon, lat, land):
    assert on_land(lon, lat) is land


def test_no_ring_is_torn():
    for ring in RINGS:
        if all(abs(y) < 850 for y in ring[1::2]):  # Antarctica goes round the pole
            assert max(abs(a - b) for a, b in zip(ring[::2], [*ring[2::2], ring[0]], strict=True)) < 200
