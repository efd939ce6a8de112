"""The origins graph of a question: origins, conduits, reports and copies in four columns, arcs between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rashomon.show.roomfaces import NodeView, WaysView
from rashomon.show.web.drawing.chart import COLOURS

COLUMNS = ("origin", "conduit", "report", "copy")
_WIDE, _HIGH, _GAP = 236, 42, 10
_CHARACTERS = 32  # of a node's words that fit; the whole stands in its title and in the table


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A node at its place."""

    x: float
    y: float
    wide: float
    high: float
    words: str
    under: str
    colour: int | None
    node: NodeView


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """An arc as the path of a cubic curve."""

    path: str
    words: str
    copied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A graph ready to be written."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    headings: tuple[tuple[float, str], ...]


def graph(view: WaysView) -> Graph:
    """Columns left to right as words travelled; in each, nodes near those they come from (one barycentre pass)."""
    shown = [c for c in COLUMNS if any(n.kind == c for n in view.nodes)]
    parents: dict[str, list[str]] = defaultdict(list)
    for arc in view.arcs:
        parents[arc.head].append(arc.tail)
    rank: dict[str, float] = {}
    boxes: dict[str, Box] = {}
    for column, kind in enumerate(shown):
        nodes = [n for n in view.nodes if n.kind == kind]
        order = {n.id: i for i, n in enumerate(nodes)}

        def weight(node: NodeView, order: dict[str, int] = order) -> tuple[float, int]:
            known = [rank[p] for p in parents[node.id] if p in rank]
            return (sum(known) / len(known) if known else order[node.id], order[node.id])

        for row, node in enumerate(sorted(nodes, key=weight)):
            rank[node.id] = row
            words, under = _lines(node)
            boxes[node.id] = Box(
                x=column * (_WIDE + 40),
                y=24 + row * (_HIGH + _GAP),
                wide=_WIDE,
                high=_HIGH,
                words=words,
                under=under,
                colour=None if node.origin is None else node.origin % COLOURS,
                node=node,
            )
    curves = [
        Curve(path=_path(boxes[a.tail], boxes[a.head]), words=a.words, copied="copy" in a.words or "reuse" in a.words)
        for a in view.arcs
        if a.tail in boxes and a.head in boxes
    ]
    return Graph(
        width=len(shown) * (_WIDE + 40) - 12,  # an arc beside the last column needs room
        height=max((b.y for b in boxes.values()), default=0) + _HIGH + 8,
        boxes=tuple(boxes.values()),
        curves=tuple(curves),
        headings=tuple((n * (_WIDE + 40), _HEADINGS[kind]) for n, kind in enumerate(shown)),
    )


_HEADINGS = {"origin": "Origins", "conduit": "Through", "report": "Reports", "copy": "Copies"}


def _lines(node: NodeView) -> tuple[str, str]:
    """A node's words in two lines: a report's outlet above its date, an origin's name above its kind."""
    parted = node.words.rpartition(" (") if node.kind == "origin" else node.words.partition(", ")
    first, second = (parted[0], parted[2].rstrip(")")) if parted[1] else (node.words, "")
    return _cut(first), _cut(second)


def _cut(words: str) -> str:
    return words if len(words) <= _CHARACTERS else words[: _CHARACTERS - 1] + "…"


def _path(tail: Box, head: Box) -> str:
    y0, y1 = tail.y + tail.high / 2, head.y + head.high / 2
    if tail.x == head.x:  # a copy of a copy: an arc beside its column
        x = tail.x + tail.wide
        return f"M{x} {y0} C{x + 26} {y0} {x + 26} {y1} {x} {y1}"
    x0, x1 = (tail.x + tail.wide, head.x) if tail.x < head.x else (tail.x, head.x + head.wide)
    middle = (x0 + x1) / 2
    return f"M{x0} {y0} C{middle} {y0} {middle} {y1} {x1} {y1}"
