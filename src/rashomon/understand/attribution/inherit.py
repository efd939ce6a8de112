"""Speakers carried over from earlier sentences: quotations that go on, and sentences that go on reporting."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rashomon.records import BlockKind, QuoteKind, Span, VoiceKind
from rashomon.understand import grammar
from rashomon.understand.attribution import scope
from rashomon.understand.attribution.line import Line
from rashomon.understand.attribution.quotes import Quoted
from rashomon.understand.clauses import words
from rashomon.understand.cues import cues
from rashomon.understand.names import Names
from rashomon.understand.parts import Attribution

FARTHEST = 3
"""Sentences over which a quotation without a cue is still the last speaker's."""
SILENT = 1
"""Sentences of nobody's after which "it has also ..." is no longer the last speaker's."""


@dataclass(frozen=True, slots=True)
class _Voice:
    """A speaker who may be carried on: the act that named it."""

    act: Attribution
    strong: bool  # an institution or document reporting at length, by "according to" or as state media


def carried(
    lines: Sequence[Line], quotes: Sequence[Quoted], found: Sequence[Attribution], names: Names
) -> list[Attribution]:
    """Attributions of what has no cue of its own but goes on with an earlier speaker."""
    out = list(_quotations(lines, quotes, found))
    out += _sentences(lines, [*found, *out], names)
    return out


def _quotations(lines: Sequence[Line], quotes: Sequence[Quoted], found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Quotations that open their sentence and have no cue: the last speaker goes on."""
    starts, ends = _covered(found)
    by_sentence: dict[int, list[Attribution]] = {}
    for act in found:
        by_sentence.setdefault(act.sentence, []).append(act)
    for quote in quotes:
        line = lines[quote.first - lines[0].sentence.number]
        if not quote.direct or not _opens(line, quote):
            continue
        before = bisect_left(starts, quote.span.end)
        if before and ends[before - 1] > quote.span.start:
            continue
        near = range(quote.first - FARTHEST, quote.first + 1)
        earlier = _last_before([act for number in near for act in by_sentence.get(number, ())], quote.span)
        if earlier is not None:
            yield _carried(earlier, (quote.span,), QuoteKind.DIRECT, quote.first)


def _covered(found: Sequence[Attribution]) -> tuple[list[int], list[int]]:
    """Where contents begin, in order, and the farthest end up to each: tells in one look whether a place is taken."""
    spans = sorted(span for act in found for span in act.content)
    return [span.start for span in spans], list(accumulate((span.end for span in spans), max))


def _opens(line: Line, quote: Quoted) -> bool:
    """Whether nothing but a joining word stands before the quotation in its sentence."""
    for place, token in enumerate(line.tokens):
        if token.span.start >= quote.span.start:
            return True
        if line.tags[place] not in 'c"':
            return False
    return True


def _carried(act: Attribution, content: tuple[Span, ...], kind: QuoteKind, sentence: int) -> Attribution:
    origin = act.sentence if act.inherited_from is None else act.inherited_from
    return Attribution(
        source=act.source, cue=None, content=content, quote=kind, sentence=sentence, inherited_from=origin, to=act.to
    )


def _last_before(found: Sequence[Attribution], place: Span) -> Attribution | None:
    named = [act for act in found if act.source is not None and act.source.start < place.start]
    return max(named, key=lambda act: act.source.start if act.source else 0) if named else None


def _sentences(lines: Sequence[Line], found: Sequence[Attribution], names: Names) -> Iterator[Attribution]:
    """Sentences of one paragraph that point back ("this move ...", "it also ...") after a sentence all reported."""
    by_sentence: dict[int, list[Attribution]] = {}
    for act in found:
        by_sentence.setdefault(act.sentence, []).append(act)
    last: _Voice | None = None
    silent = 0
    for place, line in enumerate(lines):
        if place and line.sentence.block_number != lines[place - 1].sentence.block_number:
            last = None
        own = by_sentence.get(line.sentence.number, [])
        spoken = [act for act in own if act.source is not None]
        if spoken:
            last, silent = _voice(line, spoken, names), 0
        elif own and last is not None and all(_sourceless(act, line) for act in own):
            for act in own:
                yield _carried(last.act, act.content, act.quote, line.sentence.number)
            yield from _whole(line, last)
        elif not own and last is not None and _goes_on(line, last):
            yield from _whole(line, last)
        else:
            silent += 1
            last = last if silent <= SILENT else None


def _whole(line: Line, last: _Voice) -> Iterator[Attribution]:
    """The whole sentence as the voice's, when it points back."""
    span = line.span(0, scope.sentence_end(line))
    if span is not None and _goes_on(line, last):
        yield _carried(last.act, (span,), QuoteKind.INDIRECT, line.sentence.number)


def _sourceless(act: Attribution, line: Line) -> bool:
    """ "Reportedly" and its like, and participles without a subject that speaks."""
    known = cues().adverbs.keys() | cues().participles
    return act.cue is not None and any(
        token.lower in known for token in line.tokens if act.cue.start <= token.span.start < act.cue.end
    )


def _voice(line: Line, spoken: Sequence[Attribution], names: Names) -> _Voice | None:
    """The voice of a sentence that can go on: one speaker whose words make up the sentence."""
    outer = max(spoken, key=lambda act: sum(s.end - s.start for s in act.content))
    covered = sum(s.overlap(line.sentence.span) for s in outer.content)
    extents = [s for s in (outer.source, outer.cue) if s is not None and s.overlap(line.sentence.span)]
    covered += sum(s.end - s.start for s in extents)
    if covered < 0.6 * (line.sentence.span.end - line.sentence.span.start) or outer.source is None:
        return None
    kind = names.voice(outer.source, line.sentence).kind
    prepositional = outer.cue is not None and line.tokens[line.at(outer.cue.start)].lower in ("according", "as", "per")
    media = any(t.lower == "media" for t in line.tokens if outer.source.start <= t.span.start < outer.source.end)
    return _Voice(outer, (prepositional or media) and kind is not VoiceKind.UNNAMED)


def _goes_on(line: Line, last: _Voice) -> bool:
    """Whether the sentence points back to what was reported and is no remark of the writer's own."""
    if line.sentence.block not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or len(line.tokens) < 4:
        return False
    lowers = [token.lower for token in line.tokens[:12]]
    group = line.finite_in(0, len(line.tokens))
    if group is None or sum(t.lower in words("colour_words") for t in line.tokens) > 2:
        return False
    if last.strong and (lowers[0] in grammar.words("pointing") or lowers[0] not in grammar.words("subordinator")):
        also = any(lower in grammar.words("going_on") for lower in lowers)
        return (
            also
            or lowers[0] in ("this", "these", "such", "it", "they")
            or (lowers[0] == "the" and lowers[1] in grammar.words("announced"))
        )
    return lowers[0] in ("he", "she") and lowers[1] in ("also", "added", "further")
