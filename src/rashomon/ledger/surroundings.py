"""What stands around statements whose blocks may change: their blocks, and the pairs that lead in and out of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rashomon.ledger.ledger import Ledger


@dataclass(slots=True)
class Touched:
    """What a report or a judgement changed: statements whose blocks must be settled anew, and pairs with the
    probabilities before and now (0: none)."""

    statements: set[str] = field(default_factory=set)
    pairs: list[tuple[str, str, float, float]] = field(default_factory=list)


class Surroundings:
    """The blocks as they stand in the ledger and the pairs of their statements, each looked up once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._block: dict[str, str | None] = {}
        self._outline: dict[str, tuple[tuple[str, ...], float]] = {}
        self._near: dict[str, list[tuple[str, float]]] = {}

    def look(self, statements: Iterable[str]) -> None:
        """Look up the blocks of these statements together."""
        unknown = [s for s in statements if s not in self._block]
        found = self._ledger.blocks_of(unknown)
        self._block |= {s: found.get(s) for s in unknown}
        self._outline |= self._ledger.outlines(set(found.values()) - self._outline.keys())

    def blocks(self, statements: Iterable[str]) -> set[str]:
        """The blocks these statements stand in."""
        self.look(statements)
        return {b for s in statements if (b := self._block[s]) is not None}

    def stood_with(self, statement: str) -> tuple[str, ...]:
        """The statements of its block; none where it is new."""
        self.look((statement,))
        block = self._block[statement]
        return () if block is None else self._outline[block][0]

    def beyond(self, statement: str) -> float:
        """`Settled.beyond` of its block."""
        self.look((statement,))
        block = self._block[statement]
        return 0.0 if block is None else self._outline[block][1]

    def near(self, statement: str) -> list[tuple[str, float]]:
        """The statements it has pairs with, by scores and by judgements; those of a block are looked up together."""
        if statement not in self._near:
            wanted = {statement, *self.stood_with(statement)} - self._near.keys()
            self._near |= self._ledger.edges_of(wanted)
            for s, ties in self._ledger.ties_of(wanted).items():
                self._near[s] += ties
        return self._near[statement]
