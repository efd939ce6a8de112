"""What a report is about, for telling statements of one affair from those of a look-alike one: its heaviest names.

A statement of twelve words rarely says which robbery or which premiere it tells of; its report does
(docs/decisions/0023-reports-tell-affairs-apart.md).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rashomon.compare.stories.features import traits
from rashomon.records import Report

KEPT = 32
"""Terms kept of a report, heaviest first: 3 kB. With all of them the figures of `bench events` are the same to .1."""
_PAIRS = 8192  # pairs of reports whose likeness is remembered: the statements of a block stand in few reports
_REMEMBERED = 10_000  # reports whose telling a line remembers: about 30 MB


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """The heaviest terms of a report and their weights, of length 1: of the names in it, or of all its words where it
    has none (a language or a type case without capitals).
    """

    terms: Mapping[str, float]


def telling(report: Report) -> Telling:
    """What a report is about. A pure function of its words; about 5 ms a report."""
    found = traits(report)
    terms = found.names or found.words
    kept = sorted(terms, key=lambda term: (-terms[term], term))[:KEPT]
    length = math.sqrt(math.fsum(terms[term] ** 2 for term in kept))
    return Telling({term: terms[term] / length for term in kept})


@lru_cache(maxsize=_PAIRS)
def alike(a: Telling, b: Telling) -> float:
    """Cosine of what two reports are about, 0 to 1, to four digits."""
    return round(math.fsum(a.terms[term] * b.terms[term] for term in a.terms.keys() & b.terms.keys()), 4)


class Tellings:
    """What reports are about, remembered; at `_REMEMBERED` reports all is forgotten. Changes no result."""

    def __init__(self) -> None:
        self._held: dict[str, Telling] = {}

    def of(self, report: Report) -> Telling:
        """What a report is about."""
        found = self._held.get(report.id)
        if found is None:
            if len(self._held) >= _REMEMBERED:
                self._held.clear()
            found = self._held[report.id] = telling(report)
        return found
