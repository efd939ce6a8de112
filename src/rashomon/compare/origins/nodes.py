"""Who is named as an origin, and which of these may be one and the same."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from rashomon.compare.origins.classes import Classes
from rashomon.compare.who.identity import lacks_owner, perhaps_same
from rashomon.records import NameKind, OriginKind

SAME_NAME = 0.85  # chance that two bodies are one when the name of one holds that of the other (start value)
SAME_LAND = 0.7  # chance that a land that speaks and a body whose land is not told are one (start value)


@dataclass(slots=True)
class Node:
    """A place outside the classes where information comes from: people of one body, a document, an outlet not held."""

    kind: OriginKind
    names: dict[str, str] = field(default_factory=dict)  # key -> name shown, of voices that name it
    people: set[str] = field(default_factory=set)  # persons, documents and unnamed people counted apart in `most`
    bodies: set[str] = field(default_factory=set)
    by: list[int] = field(default_factory=list)  # classes that name it
    unnamed: bool = False


def twins_of(nodes: Mapping[str, Node], sure: Container[str], held: Classes) -> dict[str, tuple[str, float]]:
    """Bodies that may be another one, with that other (the surer, then the fuller) and the chance of it.

    Their names are a shorter and a longer form of one; or one is a land that speaks, the other a body of some land.
    """
    lands = _lands(held)
    bodies = sorted(k for k, n in nodes.items() if n.bodies and not n.unnamed)
    rank = {k: (k not in sure, -max(len(b.split()) for b in nodes[k].bodies), k) for k in bodies}
    called = {k: nodes[k].bodies | {n.names[b] for n in (nodes[k],) for b in n.bodies if b in n.names} for k in bodies}
    land = {k: any(b in lands or _bare(nodes[k].names.get(b, "")) for b in nodes[k].bodies) for k in bodies}
    found: dict[str, tuple[str, float]] = {}
    for k in bodies:
        chances = {}
        for j in (j for j in bodies if rank[j] < rank[k]):
            if perhaps_same(called[j], called[k]):
                chances[j] = SAME_NAME
            elif land[j] != land[k] and any(lacks_owner(name) for name in called[j if land[k] else k]):
                chances[j] = SAME_LAND
        if chances:
            other = min(chances, key=lambda j: (-chances[j], rank[j]))
            found[k] = other, chances[other]
    return found


def _lands(held: Classes) -> frozenset[str]:
    """Keys of the places named in what is told."""
    told = (s for members in held.members for t in members for s in t.statements)
    return frozenset(n.key for s in told for n in s.frame.names if n.kind is NameKind.PLACE)


def _bare(name: str) -> bool:
    """Whether a name is one word with a small letter in it and no sort of body: most often a land or town that speaks,
    also where the reader left off the office that stood behind it."""
    return len(name.split()) == 1 and name[:1].isupper() and not name.isupper() and not lacks_owner(name)
