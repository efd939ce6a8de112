"""Acts of reporting whose cue is no verb: "according to", "reportedly", "allegations of", a colon, a dash."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import BlockKind
from rashomon.understand import grammar
from rashomon.understand.attribution import phrases, scope
from rashomon.understand.attribution.act import Act, clause_around, quote_end
from rashomon.understand.attribution.line import Line
from rashomon.understand.attribution.phrases import Range
from rashomon.understand.cues import Cue


def by_phrase(line: Line, place: int, cue_end: int) -> Act | None:
    """ "According to X": the content is the rest of the sentence, before or after."""
    source = phrases.phrase_after(line, cue_end)
    if source is None:
        return None
    named = phrases.of_document(line, source)
    after, last = source[1], scope.sentence_end(line)
    if after < len(line.tokens) and line.tokens[after].text in ",:":
        after += 1
    start = _lead_start(line, place)
    if start is None:
        return Act(named, (place, cue_end), ((after, scope.content_end(line, after)),)) if after < last else None
    left_end = place - (line.tags[place - 1] == grammar.COMMA)
    pieces = _before_phrase(line, start, left_end)
    if not any(line.finite_in(a, b) for a, b in pieces) and line.finite_in(after, last):
        pieces = (*pieces, (after, scope.content_end(line, after)))
    return Act(named, (place, cue_end), tuple(p for p in pieces if p[0] < p[1]))


def _lead_start(line: Line, place: int) -> int | None:
    """Where the content before a phrase begins, or None when the phrase opens the sentence."""
    start = 0
    while start < place and (line.tags[start] in 'rc,"' or line.tokens[start].text in "—–―-•"):
        start += 1 if line.quoted[start] < 0 else place
    start = 0 if start >= place and any(q >= 0 for q in line.quoted[:place]) else start
    return start if start < place else None


def _before_phrase(line: Line, start: int, end: int) -> tuple[Range, ...]:
    """The content before "according to": a closing remark on the whole ("a move that ...") is the outlet's own."""
    for place in range(end - 1, start, -1):
        if line.tags[place] == grammar.COMMA and place + 3 < end:
            first, remark = line.tokens[place + 1].lower, line.tokens[place + 2].lower
            if first in ("a", "an", "the") and remark in grammar.words("remark") and line.finite_in(start, place):
                return ((start, place),)
    return ((start, end),)


def by_adverb(line: Line, place: int, acts: Sequence[Act]) -> Act | None:
    """ "Reportedly": the whole clause, nobody named."""
    if any(a <= place < b for act in acts for a, b in act.content):
        return None
    start, end = clause_around(line, place)
    return Act(None, (place, place + 1), ((start, end),))


def by_noun(line: Line, place: int, cue: Cue) -> Act | None:
    """ "Allegations of", "claims that": the possessor or the one named by "by" and "from" speaks."""
    source, start = _possessor(line, place), place + 1
    if start < len(line.tokens) and line.tokens[start].lower in ("by", "from", "among", "in", "made"):
        behind = start + 1 + (line.tokens[start].lower == "made")
        found = phrases.phrase_after(line, behind)
        found = _until_that(line, found) if found else None
        source, start = (found, found[1]) if found else (source, start)
    if start < len(line.tokens) and line.tokens[start].lower in ("surfaced", "emerged", "circulated"):
        start += 1
    if start >= len(line.tokens) or line.tokens[start].lower not in cue.takes:
        return None
    whole = line.tokens[start].lower == "that" or line.finite_in(0, place) is not None
    end = _noun_content_end(line, start + 1, whole)
    return Act(source, (_no_truth(line, place), start), ((start + 1, end),)) if start + 1 < end else None


def _no_truth(line: Line, place: int) -> int:
    """Where "no truth in (the) reports" begins, else the place of "reports"."""
    before = [token.lower for token in line.tokens[max(0, place - 4) : place]]
    for words in (
        ["no", "truth", "in"],
        ["no", "truth", "in", "the"],
        ["no", "truth", "to"],
        ["no", "truth", "to", "the"],
    ):
        if before[-len(words) :] == words:
            return place - len(words)
    return place


def _until_that(line: Line, source: Range) -> Range:
    for number in range(*source):
        if line.tokens[number].lower in ("that", "of"):
            return (source[0], number)
    return source


def _possessor(line: Line, place: int) -> Range | None:
    """ "Vale's accusations", "a Vale Guild claim that": the words before the possessive, or the name before the noun."""
    start = place
    while start and line.tags[start - 1] in "nr":
        start -= 1
    if start and (line.tags[start - 1] == grammar.POSSESSIVE or line.tokens[start - 1].text in "'’"):
        first = end = start - 1
        while first and line.tags[first - 1] in "nPd":
            first -= 1
        return (first, end) if first < end else None
    if line.tokens[place + 1].lower == "that" if place + 1 < len(line.tokens) else False:  # "a Vale Guild claim that"
        first = place
        while first and line.tags[first - 1] == grammar.PROPER:
            first -= 1
        return (first, place) if first < place else None
    return None


def _noun_content_end(line: Line, start: int, clause: bool) -> int:
    """A clause runs to its end; a noun phrase to the predicate whose subject it is part of."""
    end = scope.content_end(line, start)
    if clause:
        return _before_matrix(line, start, end) if line.finite_in(0, start - 1) is None else end
    for place in range(start, end):
        if line.tags[place] in "VmhbK" and line.quoted[place] < 0 and not _relative_before(line, start, place):
            return place
        if line.tags[place] == grammar.COMMA:
            return place
    return end


def _before_matrix(line: Line, start: int, end: int) -> int:
    """ "The claim that it fell was denied": the clause ends before the last of its verbs, whose subject the noun is."""
    groups = [g for g in line.groups if g.finite and start <= g.head < end]
    if len(groups) < 2 or any(line.tags[n] in "csp," for n in range(groups[-2].end, groups[-1].start)):
        return end
    return groups[-1].start


def _relative_before(line: Line, start: int, place: int) -> bool:
    return any(line.tags[number] == grammar.SUBORDINATOR for number in range(start, place))


def by_mark(line: Line, place: int) -> Act | None:
    """ "X: “...”" and "“...” — X, analyst"."""
    if line.tokens[place].text == ":":
        quoted = place + 1 < len(line.tokens) and line.quoted[place + 1] >= 0
        source = phrases.subject(line, place) if quoted else None
        if source and source[1] - source[0] <= 12 and not line.finite_in(0, place):
            return Act(source, (place, place + 1), ((place + 1, quote_end(line, place + 1)),))
        return _headed(line, place) or _signed(line, place)
    before = place and line.quoted[place - 1] >= 0
    source = (place + 1, scope.sentence_end(line))
    if not before or source[0] >= source[1] or line.tags[source[0]] not in "nPd" or line.finite_in(*source):
        return None
    start = next(n for n in range(place) if line.quoted[n] == line.quoted[place - 1])
    return Act(source, (place, place + 1), ((start, place),))


def _headed(line: Line, place: int) -> Act | None:
    """A headline's "Korr: Fleet Will Sail": a name before the colon, a clause after it."""
    if line.sentence.block is not BlockKind.TITLE or not 0 < place <= 3 or not line.finite_in(place, len(line.tokens)):
        return None
    return Act((0, place), (place, place + 1), ((place + 1, scope.sentence_end(line)),))


def _signed(line: Line, place: int) -> Act | None:
    """A headline's "40 dead at Sund: officials": a few words without a verb behind its last colon."""
    last = scope.sentence_end(line)
    if line.sentence.block is not BlockKind.TITLE or not 0 < last - place - 1 <= 4 or place < 3:
        return None
    if any(line.tags[n] not in "nPd0" for n in range(place + 1, last)):
        return None
    return Act((place + 1, last), (place, place + 1), ((0, place),))
