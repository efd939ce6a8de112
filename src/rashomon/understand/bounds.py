"""Where a statement begins and ends: bounds the trained reader set too narrow are moved by grammar.

It is surest in the middle of a clause. What it leaves at the end are words of place and time ("seen | during a visit in
May"), at the start whom a relative clause speaks of ("the soldiers | who were sent").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

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
_PARTICIPLES = grammar.ING + grammar.PARTICIPLE
_LEADS = grammar.COMMA + grammar.MARK + grammar.COORDINATOR
_DASHES = frozenset(("--", "–", "—", "-"))  # as words of their own
_FARTHEST = 12
"""Words before a relative clause that are looked at for whom it speaks of."""


def whole(line: Line, spans: Sequence[Span], reporting: Sequence[Span]) -> list[Span]:
    """The statements of a sentence, each with its last words of place and time, and its antecedent.

    ``spans`` are sorted; ``reporting`` are sources and cues, which no statement grows over.
    """
    own, told = ([line.at(s.start) for s in some if s.start < line.sentence.span.end] for some in (spans, reporting))
    out: list[Span] = []
    for span in spans:
        first, last = line.at(span.start), line.at(span.end - 1) + 1
        hanging = 0 < last < len(line.tokens) and line.tags[last - 1] in _HANGING  # nobody is named behind "visit by"
        walls = own if hanging else own + told
        limit = min((place for place in walls if place >= last), default=len(line.tokens))
        end = _end(line, last, limit)
        start = _start(line, first, reporting)
        if start == first:
            start = _subject(line, (first, last), [*out, *reporting])
        grown = line.span(start, max(end, last))
        out.append(span if grown is None else Span(start=min(grown.start, span.start), end=max(grown.end, span.end)))
    return out


def around_asides(line: Line, spans: Sequence[Span]) -> list[Span]:
    """The statements of a sentence, those made one that an aside between dashes parted: subject, aside and verb.

    "Six sailors – four of them Norvians – | drowned"; an aside behind a clause with a verb of its own parts nothing.
    """
    out = list(spans)
    dashes = [n for n, token in enumerate(line.tokens) if token.text in _DASHES]
    for opened, closed in pairwise(dashes):
        group = line.group_at(closed + 1) if closed + 1 < len(line.tokens) else None
        before, after = (next((s for s in out if _has(line, s, n)), None) for n in (opened - 1, closed + 1))
        if before is None or after is None or before == after or group is None or not group.finite:
            continue
        if group.start == closed + 1 and line.finite_in(line.at(before.start), opened) is None:
            whole = Span(start=before.start, end=after.end)
            out = [s for s in out if not s.overlap(whole)] + [whole]
    return sorted(out)


def _has(line: Line, span: Span, place: int) -> bool:
    return 0 <= place < len(line.tokens) and span.start <= line.tokens[place].span.start < span.end


def joined(line: Line, spans: Sequence[Span], acts: Sequence[Attribution]) -> list[Span]:
    """The statements of a sentence, those without a predicate joined to the one whose words they are.

    "seen during a visit" | "in late November": words of place and time that the reader cut off, in the same contents;
    "Mara Lind, a clerk," | "was held": a subject parted from its verb.
    """
    out: list[Span] = []
    for span in spans:
        before = out[-1] if out else None
        if before is not None and _belongs(line, before, span) and _held(acts, before) == _held(acts, span):
            out[-1] = Span(start=before.start, end=span.end)
        else:
            out.append(span)
    return out


def _belongs(line: Line, before: Span, span: Span) -> bool:
    """Whether one of two spans, apart by a comma at most, lacks the predicate that the other has."""
    first, last = line.at(span.start), line.at(span.end - 1) + 1
    ended = line.at(before.end - 1)
    between = line.tags[ended + 1 : first]
    if between not in ("", grammar.COMMA):
        return False
    if line.finite_in(first, last) is not None:
        return _opening(line, before)
    group = line.group_at(ended)
    verb = group is not None and group.finite and not group.passive and group.end == ended + 1
    return line.tags[first] in _ADJUNCT or ((verb or line.tags[ended] in _HANGING + _VERB) and not between)


def _opening(line: Line, span: Span) -> bool:
    """Whether a span holds no predicate but opens one: a subject, words of place and time."""
    first, last = line.at(span.start), line.at(span.end - 1) + 1
    return line.finite_in(first, last) is None and line.tags[first] not in _PARTICIPLES + grammar.TO


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


def _subject(line: Line, place: tuple[int, int], taken: Sequence[Span]) -> int:
    """Before the subject of a statement that begins at its verb, or the subject and verb of one that has neither.

    "The guild, a club of painters, | is small"; "The town has planned | three fairs"; "The town means | to build".
    ``taken`` are words that belong to others.
    """
    first, last = place
    ends = [line.at(s.end - 1) + 1 for s in taken if s.start < line.tokens[first].span.start]
    start = max((end for end in ends if end <= first), default=0)
    while start < first and line.tags[start] in _LEADS:
        start += 1
    before = line.finite_in(start, first)
    if line.tags[start] == grammar.PREPOSITION or not any(line.tags[n] in "nPp" for n in range(start, first)):
        return first
    group = line.group_at(first)
    if group is not None and group.finite and group.start == first:
        return start if before is None else first
    if before is None or line.finite_in(first, last) is not None or line.tags[first] in _PARTICIPLES:
        return first
    if any(group.finite and before.end <= group.start < first for group in line.groups):
        return first
    between = line.tags[before.end : first]
    near = between in ("", grammar.PREPOSITION, grammar.ADVERB) or (line.tags[first] == grammar.TO and len(between) < 4)
    return start if near and before.start > start else first


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
