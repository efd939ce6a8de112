"""Speeches whole: a quotation is one speech, whoever of its sentences the reader gave a speaker to.

The reader finds a speaker sentence by sentence; of "A. B. C," he said, it may give him C alone. Marks of quotation say
more: what stands between them is said by one voice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from rashomon.records import QuoteKind, Span
from rashomon.understand.attribution.line import Line
from rashomon.understand.attribution.quotes import Quoted
from rashomon.understand.parts import Attribution

_SHORTEST = 12
"""Characters left over in a quotation from which they are more than marks and a joining word."""


def completed(lines: Sequence[Line], quotes: Sequence[Quoted], found: Sequence[Attribution]) -> list[Attribution]:
    """Attributions of the sentences of a quotation that nobody says yet, to the voice that says the rest of it.

    The voice is that of the act outside the quotation whose content shares most words with it, the earlier of two. Of
    a quotation that two voices outside share, nothing is added. Linear in quotations times the acts near them.
    """
    number = lines[0].sentence.number if lines else 0
    by_start = sorted(
        (act for act in found if act.source is not None or act.cue is not None), key=lambda a: a.content[0]
    )
    starts = [act.content[0].start for act in by_start]
    out: list[Attribution] = []
    for quote in quotes:
        if not quote.direct:
            continue
        own = lines[quote.first - number : quote.last + 1 - number]
        touching = by_start[bisect_left(starts, own[0].sentence.span.start) : bisect_right(starts, quote.span.end)]
        outer = [act for act in touching if _outside(act, quote)]
        saying = [act for act in outer if _shared(act, quote.span)] or _gone_on(quote, outer)
        if len({act.source for act in saying}) == 1:
            voice = max(saying, key=lambda act: (_shared(act, quote.span), -act.content[0].start))
            out += _rest(voice, quote, own, saying)
    return out


def _gone_on(quote: Quoted, outer: Sequence[Attribution]) -> list[Attribution]:
    """Who says a quotation inside a sentence: who was quoted last before it there ("...," he said, "...")."""
    before = [
        act
        for act in outer
        if act.sentence == quote.first
        and act.cue is not None
        and act.cue.end <= quote.span.start
        and act.quote is QuoteKind.DIRECT
    ]
    return before[-1:]


def _rest(
    voice: Attribution, quote: Quoted, lines: Sequence[Line], saying: Sequence[Attribution]
) -> Iterator[Attribution]:
    """What of the quotation no act outside it says, sentence by sentence."""
    origin = voice.sentence if voice.inherited_from is None else voice.inherited_from
    for line in lines:
        sentence = line.sentence
        start, end = max(quote.span.start, sentence.span.start), min(quote.span.end, sentence.span.end)
        for left in _without(Span(start=start, end=end), saying) if start < end else ():
            yield Attribution(
                source=voice.source,
                cue=None,
                content=(left,),
                quote=QuoteKind.DIRECT,
                sentence=sentence.number,
                inherited_from=None if origin == sentence.number else origin,
                to=voice.to,
                named=voice.named,
            )


def _without(span: Span, saying: Sequence[Attribution]) -> Iterator[Span]:
    """The stretches of a span that lie in no content, short ones apart."""
    start = span.start
    for piece in sorted(piece for act in saying for piece in act.content if piece.overlap(span)):
        if piece.start - start >= _SHORTEST:
            yield Span(start=start, end=piece.start)
        start = max(start, piece.end)
    if span.end - start >= _SHORTEST:
        yield Span(start=start, end=span.end)


def _outside(act: Attribution, quote: Quoted) -> bool:
    """Whether the reporting words stand outside the quotation: an act inside it is the speaker's own report."""
    own = act.source if act.cue is None else act.cue
    return own is not None and not own.overlap(quote.span)


def _shared(act: Attribution, span: Span) -> int:
    return sum(piece.overlap(span) for piece in act.content)
