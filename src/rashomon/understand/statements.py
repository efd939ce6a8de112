"""Statements: every content and every fact of the outlet's own, one predicate each, with its chain and its values."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rashomon.records import (
    BlockKind,
    Commitment,
    Moment,
    Polarity,
    Published,
    QuoteKind,
    Report,
    Span,
    Statement,
)
from rashomon.understand import denials, firmness, frames, framing, happening, moments, quantities, stance
from rashomon.understand.attribution import line as attribution_line
from rashomon.understand.attribution import quotes as attribution_quotes
from rashomon.understand.chains import Chained, Chains
from rashomon.understand.extents import Piece, pieces
from rashomon.understand.names import Names
from rashomon.understand.parts import Attribution, Sentence
from rashomon.understand.reader import Read


def make(
    report: Report,
    sentences: Sequence[Sentence],
    acts: Sequence[Attribution],
    names: Names,
    published: Published,
    seen: Read | None = None,
) -> tuple[Statement, ...]:
    """The statements of a report in order of their place. Two never have the same words.

    ``seen`` is what the trained reader found; without its statements, and in a title, which it was not taught, the
    clauses of the sentences are taken.
    """
    quotes = attribution_quotes.find(sentences)
    lines = attribution_line.read_all(sentences, quotes)
    acts, denying = denials.parted(lines, acts, report.text)
    chains = Chains(report, {s.number: s for s in sentences}, acts, names)
    made: dict[tuple[Span, ...], Statement] = {}
    dated: dict[Span, tuple[Moment, ...]] = {}
    begins = [line.sentence.span.start for line in lines]
    named = moments.moments_of(report.text, [line.sentence.span for line in lines], published)
    for piece in pieces(lines, acts, names, seen.statements if seen else None, denying):
        if piece.content not in made:
            reach = _reach(piece)
            if reach not in dated:
                first, last = bisect_right(begins, reach.start) - 1, bisect_left(begins, reach.end)
                dated[reach] = tuple(m for row in named[max(0, first) : last] for m in row)
            made[piece.content] = _statement(report, piece, chains, names, dated[reach], seen)
    ordered = sorted(made.values(), key=lambda s: (s.content[0], s.content))
    return happening.settle(ordered, lines, dated, published)


def _statement(
    report: Report, piece: Piece, chains: Chains, names: Names, named: Sequence[Moment], seen: Read | None
) -> Statement:
    """The statement of a piece; ``named`` are the times its sentence names."""
    text, sentence = report.text, piece.line.sentence
    start, around = sentence.span.start, sentence.span.of(text)
    whole = Span(start=piece.content[0].start, end=piece.content[-1].end)
    chained = chains.over(whole, piece.act)
    put = stance.stance(text, piece.content, chained.cue.of(text) if chained.cue else None)
    commitment, polarity = framing.weighed(put, framing.framed(text, sentence.span, whole))
    if piece.verdict is not None and stance.denies(text, piece.verdict):
        commitment = Commitment.DENIED
        polarity = Polarity.POSITIVE if polarity is Polarity.NEGATIVE else Polarity.NEGATIVE
    for voice in chained.chain[1:]:
        commitment = stance.firmer(commitment, voice.commitment)
    if seen is not None:
        commitment = firmness.settled(commitment, seen.firmness(piece.content))
    own = [m for m in named if not _of_cue(m, chained, whole, around, start)]
    habit = quantities.habit_of(report.outlet.key)
    counts = [q for span in piece.content for q in quantities.find_quantities(text, span, habit)]
    return Statement(
        id=Statement.identify(report.id, piece.content),
        report_id=report.id,
        content=piece.content,
        sentence=sentence.span,
        chain=chained.chain,
        quote=piece.act.quote if piece.act else QuoteKind.NONE,
        commitment=commitment,
        polarity=polarity,
        frame=frames.frame(text, piece.content, names),
        quantities=quantities.with_times(text, counts, [m for m in own if m.words and m.words.overlap(whole)]),
        said=next((m for m in named if _of_cue(m, chained, whole, around, start)), None),
        happened=moments.choose(own, whole),
        headline=sentence.block is BlockKind.TITLE,
        outlook=stance.outlook(text, piece.content, chained.cue.of(text) if chained.cue else None, commitment),
    )


def _reach(piece: Piece) -> Span:
    """The piece's sentence, widened to all of its content."""
    sentence = piece.line.sentence.span
    start, end = piece.content[0].start, max(span.end for span in piece.content)
    return Span(start=min(sentence.start, start), end=max(sentence.end, end))


def _of_cue(moment: Moment, chained: Chained, content: Span, around: str, start: int) -> bool:
    """Whether a time belongs to the act of saying: it stands near the cue and outside the content.

    Not that of an aside before the cue: "the mayor, jailed in 2019, said"; nor one that stands before a noun: "the
    4 May attack killed 30 and injured 40". ``around`` is the sentence, which begins at ``start``.
    """
    words, cue = moment.words, chained.cue
    if words is None or cue is None or words.overlap(content):
        return False
    if around[: max(words.start - start, 0)].lower().endswith((" the ", "'s ", "’s ")):
        return False
    if words.start - start > _HEAD and words.end <= cue.start and "," in around[words.end - start : cue.start - start]:
        return False
    between = (min(cue.end, content.start), max(cue.start, content.end))
    return (words.start - cue.end < _NEAR and cue.start - words.end < _NEAR) or between[0] <= words.start < between[1]


_HEAD = 20  # characters at the head of a sentence: what stands there belongs to all of it
_NEAR = 60
"""Characters within which a time outside the content belongs to the cue: "said in a statement on Friday"."""
