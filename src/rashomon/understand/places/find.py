"""The places a report names: which words name one, what they do there, which place it is, and why.

Names come from rashomon.understand.names, places from the shipped gazetteer; the words between decide. "Seoul said" is
a speaker, "in Seoul" a place, "South Korean" a people, "Seoul Central Court" a body with a place in its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.records import BlockKind, Name, Report, Span
from rashomon.understand.parts import Sentence, TokenKind
from rashomon.understand.places import resolve, spots
from rashomon.understand.places.evidence import Looked
from rashomon.understand.places.gazetteer import shipped
from rashomon.understand.places.parts import Spot, Toponym
from rashomon.understand.places.roles import role_of
from rashomon.understand.places.senses import Sense, sense_key
from rashomon.understand.reader import Named
from rashomon.understand.tokens import tokenize

_HEAD = 200
"""Characters of the longest dateline or byline, and how many are read."""
RIVALS = 3
"""Rivals told of one resolution."""


_HEADS = frozenset({BlockKind.MARK, BlockKind.BYLINE})
"""Blocks without statements that say where a report was written."""


def find_places(
    report: Report,
    sentences: Sequence[Sentence],
    mentions: Sequence[Name],
    read: Sequence[Named] = (),
    home: Mapping[int, float] | None = None,
) -> tuple[Toponym, ...]:
    """The toponyms of a report, in order. Linear in the length of the text.

    ``mentions`` are the report's names, ``read`` what the trained reader found (both evidence, neither required);
    ``home`` entries of the gazetteer where the outlet is at home, with weights.
    """
    gazetteer, text = shipped(), report.text
    lines = [b.span for b in report.blocks if b.kind in _HEADS and b.span.end - b.span.start <= _HEAD]
    extra = [Sentence(s, tokenize(text, s), BlockKind.MARK, 0, -n) for n, s in enumerate(lines[:_HEAD], 1)]
    sentences = sorted((*sentences, *extra), key=lambda s: s.span)
    looked = Looked(mentions, {(n.span.start, n.span.end): n.kind for n in read})
    lower = frozenset(t.lower for s in sentences for t in s.tokens if t.kind is TokenKind.WORD and t.text[0].islower())
    found = spots.find(text, sentences, looked, gazetteer, lower)
    senses, told = resolve.choose(found, text, gazetteer, home or {})
    by_number = {s.number: s for s in sentences}
    made = []
    for n, spot in enumerate(found):
        sense = senses.get(sense_key(spot))
        if sense is not None:
            made.append(_toponym(text, spot, sense, told.get(n), by_number[spot.sentence]))
    return tuple(made)


def _toponym(text: str, spot: Spot, sense: Sense, told: tuple[int, object] | None, sentence: Sentence) -> Toponym:
    at = told[0] if told is not None else sense.best
    order = sorted(range(len(sense.entries)), key=lambda n: (-sense.shares[n], n))
    entry = sense.entries[at]
    return Toponym(
        span=Span(start=spot.start, end=spot.end),
        text=text[spot.start : spot.end],
        role=role_of(spot, entry, sentence),
        entry=entry,
        probability=round(1.0 if told is not None else sense.shares[at], 4),
        reasons=tuple(sense.reasons[at]),
        rivals=tuple(sense.entries[n] for n in order if n != at)[:RIVALS],
    )
