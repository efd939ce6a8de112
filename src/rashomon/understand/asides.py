"""What stands in and beside the statements of a sentence: relative clauses, and predicates that none of them holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.records import BlockKind, Span
from rashomon.understand import clauses, grammar
from rashomon.understand.attribution.line import Line
from rashomon.understand.parts import Attribution, TokenKind


def relative(line: Line, span: Span) -> Iterator[Span]:
    """The relative clause between a statement's subject and verb, with the subject: it tells news of its own."""
    if (found := clauses.parted(line, *places(line, span))) is not None:
        (_, end), _ = found
        yield Span(start=span.start, end=line.tokens[end - 1].span.end)


def without_relative(line: Line, span: Span) -> tuple[Span, ...]:
    """A statement's words without that clause."""
    first, last = places(line, span)
    found = clauses.parted(line, first, last)
    parts = (line.span(first, found[0][0] - 1), line.span(*found[1])) if found is not None else ()
    return tuple(part for part in parts if part is not None) or (span,)


def untold(line: Line, acts: Sequence[Attribution], spans: Sequence[Span]) -> Iterator[Span]:
    """The predicates that no statement and no act holds, each with the free words of its clause.

    The trained reader leaves them out where it took a deed for reporting words ("the union | sued | the port") or read
    no more than the clause within ("the port, which closed in May, | is for sale").
    """
    if line.sentence.block is not BlockKind.PARAGRAPH:
        return
    reporting = _at(line, [w for act in acts for w in (act.source, act.cue) if w is not None])
    held = _at(line, spans)
    held = [own or told for own, told in zip(held, reporting, strict=True)]
    for first, last in clauses.split(line, 0, len(line.tokens)):
        for group in line.groups:
            if not group.finite or not first <= group.start < last or any(held[group.start : group.end]):
                continue
            start, end = group.start, group.end
            while start > first and not held[start - 1]:
                start -= 1
            while end < last and not held[end]:
                end += 1
            if not any(line.tags[n] in grammar.NOUN + grammar.PROPER + "o" for n in range(start, group.start)):
                while start > first and not reporting[start - 1]:
                    start -= 1
            clause = Span(start=line.tokens[start].span.start, end=line.tokens[end - 1].span.end)
            if (span := inside(line, clause)) is not None:
                yield span
            held[start:end] = [True] * (end - start)


def _at(line: Line, spans: Sequence[Span]) -> list[bool]:
    """For every token of a sentence whether it stands in one of the spans."""
    return [any(span.start <= token.span.start < span.end for span in spans) for token in line.tokens]


def inside(line: Line, span: Span) -> Span | None:
    """The part of a span in this sentence without marks and joining words at its ends; None where little is left."""
    tokens = [n for n, t in enumerate(line.tokens) if t.span.start < span.end and t.span.end > span.start]
    if not tokens:
        return None
    first, last = clauses.trimmed(line, tokens[0], tokens[-1] + 1)
    while first < last and line.tokens[first].kind is TokenKind.QUOTE:
        first += 1
    while last > first and line.tokens[last - 1].kind is TokenKind.QUOTE:
        last -= 1
    if not clauses.long_enough(line, first, last):
        return None
    while first > 0 and line.tags[first - 1] == grammar.NUMBER:  # a number belongs to what it counts
        first -= 1
    return line.span(first, last)


def places(line: Line, span: Span) -> tuple[int, int]:
    """The tokens of a span in this sentence; it may go on into the next."""
    return line.at(span.start), min(line.at(span.end - 1) + 1, len(line.tokens))
