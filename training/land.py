"""Makes src/rashomon/show/web/drawing/land.json from Natural Earth's land at 1:110m, as the npm package `world-atlas`
has it (`npm pack world-atlas@2.0.2`; public domain): ``python -m training.land land-110m.json``.

Rings of whole tenths of a degree, longitude and latitude in turn; islands of fewer than four points left are dropped.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parents[1] / "src/rashomon/show/web/drawing/land.json"


def rings(atlas: dict[str, Any]) -> list[list[int]]:
    """The rings of a TopoJSON object `land`, in tenths of a degree."""
    (kx, ky), (dx, dy) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((round((x * kx + dx) * 10), round((y * ky + dy) * 10)))
        arcs.append(points)
    found = []
    shapes = [p for g in atlas["objects"]["land"]["geometries"] for p in g["arcs"]]
    for ring in (r for polygon in shapes for r in polygon):
        line: list[tuple[int, int]] = []
        for number in ring:
            points = arcs[number] if number >= 0 else arcs[~number][::-1]
            line += points[1:] if line else points
        thin = [p for n, p in enumerate(line) if n == 0 or p != line[n - 1]]
        if all(abs(y) < 850 for _, y in thin):  # all but Antarctica, which goes round the pole
            thin = unbroken(thin)
        if len(thin) >= 5:
            found.append([c for p in thin for c in p])
    return found


def unbroken(line: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A ring as one shape: where it crosses the 180th meridian it goes on beyond, its middle in the world."""
    going = [line[0]]
    for x, y in line[1:]:
        going.append((x - 3600 * round((x - going[-1][0]) / 3600), y))
    middle = sorted(x for x, _ in going)[len(going) // 2]
    return [(x - 3600 * round(middle / 3600), y) for x, y in going]


if __name__ == "__main__":
    made = rings(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    OUT.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(made)} rings, {OUT.stat().st_size:,} bytes")
