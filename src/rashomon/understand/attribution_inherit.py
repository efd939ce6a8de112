"""Speakers carried over from earlier sentences: quotations that go on, and sentences that go on reporting."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import QuoteKind, Span
from rashomon.understand.attribution_line import Line
from rashomon.understand.attribution_quotes import Quoted
from rashomon.understand.names import Names
from rashomon.understand.parts import Attribution


def carried(
    lines: Sequence[Line], quotes: Sequence[Quoted], found: Sequence[Attribution], names: Names
) -> list[Attribution]:
    """Attributions of what has no cue of its own but goes on with an earlier speaker."""
    covered = [span for attribution in found for span in attribution.content]
    out: list[Attribution] = []
    for quote in quotes:
        if not quote.direct or any(span.overlap(quote.span) for span in covered):
            continue
        earlier = _last_before(found, quote.first, quote.span)
        if earlier is not None and quote.first - earlier.sentence <= 3:
            out.append(
                Attribution(
                    source=earlier.source,
                    cue=None,
                    content=(quote.span,),
                    quote=QuoteKind.DIRECT,
                    sentence=quote.first,
                    inherited_from=earlier.sentence,
                )
            )
    return out


def _last_before(found: Sequence[Attribution], sentence: int, place: Span) -> Attribution | None:
    named = [a for a in found if a.source and a.source.start < place.start and a.sentence <= sentence]
    return max(named, key=lambda a: a.source.start if a.source else 0) if named else None
