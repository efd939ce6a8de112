"""What a search may ask of a statement beside words: who said it, how firmly, what number, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rashomon.records.statements import Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """All that a statement must have. ``speaker``: words that all occur in the name of one voice of its chain;
    ``low`` and ``high``: bounds, inclusive, that a number in it reaches into; ``since`` and ``until``: days, inclusive,
    that its event, where its words tell when, or else its report's publication reaches into.
    """

    speaker: str = ""
    commitment: Commitment | None = None
    low: float | None = None
    high: float | None = None
    since: date | None = None
    until: date | None = None

    @property
    def any(self) -> bool:
        """Whether anything is asked."""
        return self != Wanted()
