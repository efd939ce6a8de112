"""One act of reporting in token ranges, and what all kinds of cue share: clauses, quotations, what stands before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.records import BlockKind, QuoteKind
from rashomon.understand import grammar
from rashomon.understand.attribution import scope
from rashomon.understand.attribution.line import Line
from rashomon.understand.attribution.phrases import Range
from rashomon.understand.verbs import forms

SHORTEST_CLAUSE = 4
"""Words after "said" from which a clause is taken for granted though no verb of it was recognised."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act of reporting in one sentence, in token ranges."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    to: Range | None = None


def that_clause(line: Line, place: int) -> int | None:
    """Where the clause after "that" begins, looking past times and addressees; "whether" and "how" belong to it."""
    place = _past_cited(line, place)
    for number in range(place, min(len(line.tokens), place + 14)):
        lower, tag = line.tokens[number].lower, line.tags[number]
        if lower == "that" and line.quoted[number] < 0:
            return number + 1
        if number == place and lower in ("whether", "if", "how", "why", "what", "where", "who", "when"):
            return number
        if tag in 'VmhbKG".s' or line.quoted[number] >= 0:
            return None
    return None


def _past_cited(line: Line, place: int) -> int:
    """Past ", citing X," between a cue and its "that"."""
    tokens = line.tokens
    if place + 2 < len(tokens) and tokens[place].text == "," and tokens[place + 1].lower in ("citing", "quoting"):
        closed = next((n for n in range(place + 2, min(len(tokens), place + 16)) if tokens[n].text == ","), place)
        return closed + 1 if closed > place else place
    return place


def quote_after(line: Line, place: int) -> int | None:
    """Where a quotation opens right after the cue, past a comma, a colon or a setting."""
    start = scope.skip_setting(line, place)
    while start < len(line.tokens) and line.tokens[start].text in ",:":
        start += 1
    if start < len(line.tokens) and line.quoted[start] >= 0:
        return start
    return None


def quote_end(line: Line, opening: int) -> int:
    """The end of the quotation that opens here, and of the words going on with it."""
    number, end = line.quoted[opening], opening
    while end < len(line.tokens) and line.quoted[end] == number:
        end += 1
    if end < len(line.tokens) and line.tokens[end].text not in ",.;—–":
        return max(end, scope.content_end(line, opening))
    return end


def left_content(line: Line, end: int, *, closed: bool = False) -> Range | None:
    """The clause or quotation that ends before this place; ``closed``: a cue after it closes the sentence."""
    start = 0
    while end > start and line.tags[end - 1] == grammar.COMMA:
        end -= 1
    if end and line.quoted[end - 1] >= 0:
        opened = next(n for n in range(end) if line.quoted[n] == line.quoted[end - 1])
        if opened and (line.tags[opened - 1] in ",." or line.tokens[opened - 1].text in "—–―-"):
            return (opened, end)
    while start < end and (line.tags[start] == grammar.COORDINATOR or line.tokens[start].text in "—–―-•"):
        start += 1
    quoted = any(line.quoted[n] >= 0 for n in range(start, end))
    if start >= end or not (quoted or line.finite_in(start, end) or _headline(line, start, end)):
        return (start, end) if closed and _may_state(line, start, end) else None
    return (start, end)


def _may_state(line: Line, start: int, end: int) -> bool:
    """Whether a word that can be a verb stands in these: "the toll stands at 31" is tagged as nouns."""
    return end - start >= SHORTEST_CLAUSE and any(line.tokens[n].lower in forms() for n in range(start + 1, end))


def _headline(line: Line, start: int, end: int) -> bool:
    """Whether these are a headline's words, which need no auxiliary: "Vale Preparing to Sail"."""
    return end - start >= SHORTEST_CLAUSE and line.sentence.block in (BlockKind.TITLE, BlockKind.HEADING)


def with_rest(line: Line, left: Range, after: int) -> tuple[Range, ...]:
    """The content before a parenthetical cue and, where a quotation or the clause goes on after it, the rest."""
    place = after
    if place < len(line.tokens) and line.tokens[place].text in ",.":
        place += 1
        if place < len(line.tokens) and line.quoted[place] >= 0:
            return (left, (place, quote_end(line, place)))
        group = line.group_at(place) if place < len(line.tokens) else None
        if group is not None and group.finite and group.start == place:
            return (left, (place, scope.content_end(line, place)))
    return (left,)


def parted(line: Line, place: int) -> bool:
    """Whether a comma, a quotation mark or a dash stands here."""
    return line.tags[place] in ',"' or line.quoted[place] >= 0 or line.tokens[place].text in "?!—–"


def kind_of(line: Line, pieces: Sequence[Range]) -> QuoteKind:
    """Whether the content is all quoted, partly, or not."""
    places = [number for a, b in pieces for number in range(a, b)]
    inside = sum(1 for number in places if line.quoted[number] >= 0)
    if all(line.tags[a] == grammar.QUOTE and line.tags[b - 1] == grammar.QUOTE for a, b in pieces) and inside == 0:
        return QuoteKind.DIRECT if not any(line.tags[n] == grammar.QUOTE for n in places[1:-1]) else QuoteKind.PARTIAL
    if inside and inside >= 0.8 * len(places):
        return QuoteKind.DIRECT
    marks = any(line.tags[number] == grammar.QUOTE for number in places)
    return QuoteKind.PARTIAL if inside or marks else QuoteKind.INDIRECT


def act(source: Range | None, cue: Range, content: Range, to: Range | None) -> Act | None:
    """An act with one piece of content, or None when the content is empty."""
    return Act(source, cue, (content,), to) if content[0] < content[1] else None


def clause_around(line: Line, place: int) -> Range:
    """The clause a token stands in, between marks, commas that part clauses, and cues."""
    start = place
    while start > 0 and line.tokens[start - 1].text not in ";:—" and line.quoted[start - 1] < 0:
        if line.tags[start - 1] == grammar.COMMA and line.finite_in(0, start - 1) and line.finite_in(start, place + 4):
            break
        start -= 1
    while start < place and line.tags[start] in "c,":
        start += 1
    return (start, scope.content_end(line, place))
