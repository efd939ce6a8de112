"""Where a statement begins and ends: bounds the trained reader set too narrow are moved by grammar.

It is surest in the middle of a clause. What it leaves at the end are words of place and time ("seen | during a visit in
May"), at the start whom a relative clause speaks of ("the soldiers | who were sent").
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import Span
from rashomon.understand import grammar
from rashomon.understand.attribution.line import Line
from rashomon.understand.cues import cues
from rashomon.understand.parts import Attribution

_RELATIVE = frozenset(("who", "which", "whose", "whom"))
_OF_A_NOUN = frozenset(grammar.NOUN + grammar.PROPER + grammar.NUMBER + grammar.DETERMINER + grammar.POSSESSIVE)
_ADJUNCT = frozenset(grammar.PREPOSITION + grammar.TO)
_HANGING = grammar.PREPOSITION + grammar.DETERMINER + grammar.TO
_VERB = grammar.FINITE + grammar.BE + grammar.HAVE  # "the tests included | drones": what follows is its object
_FARTHEST = 12
"""Words before a relative clause that are looked at for whom it speaks of."""


def whole(line: Line, spans: Sequence[Span], reporting: Sequence[Span]) -> list[Span]:
    """The statements of a sentence, each with its last words of place and time, and its antecedent.

    ``spans`` are sorted; ``reporting`` are sources and cues, which no statement grows over.
    """
    own, told = ([line.at(s.start) for s in some if s.start < line.sentence.span.end] for some in (spans, reporting))
    out = []
    for span in spans:
        first, last = line.at(span.start), line.at(span.end - 1) + 1
        hanging = 0 < last < len(line.tokens) and line.tags[last - 1] in _HANGING  # nobody is named behind "visit by"
        walls = own if hanging else own + told
        limit = min((place for place in walls if place >= last), default=len(line.tokens))
        end = _end(line, last, limit)
        start = _start(line, first, reporting)
        grown = line.span(start, max(end, last))
        out.append(span if grown is None else Span(start=min(grown.start, span.start), end=max(grown.end, span.end)))
    return out


def joined(line: Line, spans: Sequence[Span], acts: Sequence[Attribution]) -> list[Span]:
    """The statements of a sentence, those without a predicate joined to the one whose last words they are.

    "seen during a visit" | "in late November": words of place and time that the reader cut off, in the same contents.
    """
    out: list[Span] = []
    for span in spans:
        first, last = line.at(span.start), line.at(span.end - 1) + 1
        before = out[-1] if out else None
        if before is not None and line.finite_in(first, last) is None:
            ended = line.at(before.end - 1)
            between = line.tags[ended + 1 : first]
            adjunct = line.tags[first] in _ADJUNCT or (line.tags[ended] in _HANGING + _VERB and not between)
            if adjunct and between in ("", grammar.COMMA) and _held(acts, before) == _held(acts, span):
                out[-1] = Span(start=before.start, end=span.end)
                continue
        out.append(span)
    return out


def _held(acts: Sequence[Attribution], span: Span) -> frozenset[int]:
    """The acts in whose contents most of a span stands, by number."""
    return frozenset(
        n for n, act in enumerate(acts) if sum(c.overlap(span) for c in act.content) > 0.5 * (span.end - span.start)
    )


def _end(line: Line, last: int, limit: int) -> int:
    """Past the words of place and time behind a statement that ends at token ``last``."""
    if last >= limit or last == 0:
        return last
    hanging = line.tags[last - 1] in _HANGING
    if not hanging and line.tags[last] not in _ADJUNCT:
        return last
    finite = line.finite_in(last, limit)
    end = limit if finite is None else finite.start
    if finite is not None:
        while end > last and line.tags[end] not in (grammar.COMMA, grammar.SUBORDINATOR, grammar.COORDINATOR):
            end -= 1
    stop = next((n for n in range(last, end) if line.tags[n] in (grammar.MARK, grammar.QUOTE)), end)
    while stop > last and line.tags[stop - 1] in (grammar.COMMA, grammar.COORDINATOR, grammar.SUBORDINATOR):
        stop -= 1
    return stop if stop - last > (0 if hanging else 1) else last


def _gloss(line: Line, first: int) -> int:
    """The participle before words without a predicate that are its object: ", hinting at | a change of course"."""
    place = first - 1 - (line.tags[first - 1] == grammar.PREPOSITION)
    glosses = place > 0 and line.tags[place - 1] == grammar.COMMA and line.tokens[place].lower in cues().glosses
    return place if glosses else first


def _start(line: Line, first: int, reporting: Sequence[Span]) -> int:
    """Before the words that a relative clause at token ``first`` speaks of."""
    if first == 0 or line.tokens[first].lower not in _RELATIVE:
        return _gloss(line, first)
    place = first - (line.tags[first - 1] == grammar.COMMA)
    start = place
    while start > 0 and place - start < _FARTHEST and line.tags[start - 1] in _OF_A_NOUN:
        start -= 1
    span = line.span(start, place) if start < place else None
    if span is None or any(span.overlap(other) for other in reporting):
        return first
    return start
