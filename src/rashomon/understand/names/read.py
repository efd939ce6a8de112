"""The names the trained reader found, as evidence of what a name names."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import NameKind
from rashomon.understand.names.parts import Candidate
from rashomon.understand.reader import Named

READ = 2.5
"""Evidence of one mention that the trained reader names a kind: as much as "in" before a place."""
_KINDS = {
    "PERSON": NameKind.PERSON,
    "ORGANISATION": NameKind.ORGANISATION,
    "PLACE": NameKind.PLACE,
    "EQUIPMENT": NameKind.EQUIPMENT,
    "NATIONALITY": NameKind.PLACE,
}


def heed(found: Sequence[Candidate], read: Sequence[Named]) -> None:
    """Add what the trained reader takes a name for, where the two end at the same word."""
    kinds = {name.span.end: _KINDS[name.kind] for name in read}
    places = {place for name in read for place in range(name.span.start, name.span.end)}
    for candidate in found:
        if read and not any(token.span.start in places for token in candidate.tokens):
            candidate.scores[NameKind.PERSON] = candidate.scores.get(NameKind.PERSON, 0.0) - READ / 2
        kind = kinds.get(candidate.tokens[-1].span.end)
        if kind is not None:
            candidate.scores[kind] = candidate.scores.get(kind, 0.0) + READ
