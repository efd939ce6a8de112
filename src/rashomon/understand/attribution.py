"""Who says what, by rules: finds every act of reporting in a report's sentences.

Cues come from rules/cues.toml; where source and content lie is told by word classes and verb groups (grammar.py).
A trained reader can stand in for `find`: everything after it builds on `Attribution` alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.records import BlockKind, QuoteKind, Span
from rashomon.understand import attribution_inherit, attribution_quotes, attribution_speakers, grammar
from rashomon.understand import attribution_scope as scope
from rashomon.understand.attribution_line import Group, Line, read_all
from rashomon.understand.attribution_scope import Range
from rashomon.understand.cues import Cue, CueForm, cues
from rashomon.understand.names import Names
from rashomon.understand.parts import Attribution, Sentence


@dataclass(frozen=True, slots=True)
class _Act:
    """An act of reporting in one sentence, in token ranges."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    to: Range | None = None


def find(text: str, sentences: Sequence[Sentence], names: Names) -> tuple[Attribution, ...]:
    """Every act of reporting in the sentences, in order of sentence, then of content.

    Nested acts lie inside each other's contents; speakers carried over from earlier sentences have ``inherited_from``.
    """
    quotes = attribution_quotes.find(sentences)
    lines = read_all(sentences, quotes)
    found: list[Attribution] = []
    for line in lines:
        spoken = [_voiced(line, act, names) for act in _acts(line)]
        found += [_attribution(line, act) for act in spoken if act is not None]
    found += attribution_inherit.carried(lines, quotes, found, names)
    unique = {(a.content, a.cue, a.source): a for a in found if a.content}
    return tuple(sorted(unique.values(), key=lambda a: (a.sentence, a.content[0], a.cue or a.content[0])))


def _voiced(line: Line, act: _Act, names: Names) -> _Act | None:
    """The act when its source can speak; quoted words after a participle ("..., calling it “vital”") keep a voice unnamed."""
    if attribution_speakers.may_speak(line, act.source, names):
        return act
    participle = line.tags[act.cue[0]] == grammar.ING
    if participle and _kind(line, act.content) is not QuoteKind.INDIRECT:
        return _Act(None, act.cue, act.content)
    return None


def _acts(line: Line) -> list[_Act]:
    """All acts of one sentence, left to right."""
    acts: list[_Act] = []
    for place in range(len(line.tokens)):
        if line.quoted[place] >= 0 or any(act.cue[0] <= place < act.cue[1] for act in acts):
            continue
        act = _act_at(line, place, acts)
        if act is not None and act.content:
            acts.append(act)
    return [_cited(line, act, acts) for act in acts]


def _cited(line: Line, act: _Act, acts: Sequence[_Act]) -> _Act:
    """ "The paper, citing two officials, said ...": those cited say what the paper says."""
    if line.tokens[act.cue[0]].lower not in _CITING:
        return act
    main = next((a for a in acts if a is not act and a.source and line.tags[a.cue[1] - 1] in "VI"), None)
    return _Act(act.source, act.cue, main.content) if main else act


_CITING = frozenset(("citing", "quoting"))


def _act_at(line: Line, place: int, acts: Sequence[_Act]) -> _Act | None:
    """The act whose cue begins at this token."""
    phrase = scope.phrase_at(line, place)
    group = line.group_at(place)
    if phrase and not (group is not None and group.passive and group.head == place):
        return _by_phrase(line, place, place + 1 + len(phrase.rest))
    lower = line.tokens[place].lower
    fixed = next((f for f in cues().fixed.get(lower, ()) if scope.follows(line, place + 1, f.rest)), None)
    if fixed:
        return _forward(line, (place, place + 1 + len(fixed.rest)), scope.subject(line, place), fixed.cue)
    heading = line.sentence.block is BlockKind.HEADING
    if lower in cues().adverbs and not heading:
        return _by_adverb(line, place, acts)
    if lower in cues().nouns and not heading and line.tags[place] in "nP" and not _inside_source(place, acts):
        return _by_noun(line, place, cues().nouns[lower])
    found = _document_cue(line, place) or scope.verb_cue(line, place)
    if found is None:
        if line.tokens[place].text == ":" or line.tokens[place].text in "—–-":
            return _by_mark(line, place)
        return None
    return _by_verb(line, place, found, acts)


def _document_cue(line: Line, place: int) -> CueForm | None:
    """A verb by which documents and pictures speak, when such a noun is its subject."""
    readings = cues().documents.get(line.tokens[place].lower, ()) if line.tags[place] in "VNI" else ()
    group = line.group_at(place) if readings else None
    if group is None or not group.finite or group.passive:
        return None
    source = scope.subject(line, group.start)
    return readings[0] if source and attribution_speakers.is_document(line, source) else None


def _inside_source(place: int, acts: Sequence[_Act]) -> bool:
    return any(act.source and act.source[0] <= place < act.source[1] for act in acts)


def _by_verb(line: Line, place: int, found: CueForm, acts: Sequence[_Act]) -> _Act | None:
    """An act whose cue is a verb: active, passive or participial."""
    group = line.group_at(place)
    if group is None or group.head != place:
        return None
    cue_end = place + 1 + len(found.rest)
    if not group.finite:
        if line.tags[place] == grammar.ING and line.tokens[place].lower in cues().participles:
            return _by_participle(line, place, found, acts)
        return None
    if group.passive:
        return _by_passive(line, group, cue_end)
    source = scope.subject(line, group.start)
    span = (group.start, cue_end)
    if source is None:
        return _inverted(line, span, found.cue)
    return (
        _trailing(line, span, source, found.cue)
        or _forward(line, span, scope.of_document(line, source), found.cue)
        or _inverted(line, span, found.cue)
    )


def _forward(line: Line, span: Range, source: Range | None, cue: Cue) -> _Act | None:
    """Content to the right of the cue."""
    place, to = span[1], None
    if "told" in cue.takes:
        to = _told(line, place)
        place = to[1] if to else place
    that = _that(line, place)
    if that is not None and "that" in cue.takes:
        return _act(source, span, (that, scope.content_end(line, that)), to)
    opening = _quote_after(line, place)
    if opening is not None and "quote" in cue.takes | {"quote" if "that" in cue.takes else ""}:
        return _act(source, span, (opening, _quote_end(line, opening)), to)
    end = scope.content_end(line, place)
    if "bare" in cue.takes and _opens_clause(line, place, end, cue.base):
        return _act(source, span, (place, end), to)
    if "label" in cue.takes and any(line.tags[n] == grammar.QUOTE for n in range(place, end)):
        return _act(source, span, (place, end), None)
    if "accuse" in cue.takes and any(line.tokens[n].lower in ("of", "for") for n in range(place, min(end, place + 12))):
        return _act(source, span, (place, end), None)
    if "noun" in cue.takes:
        if place < end and line.tokens[place].lower in (
            "of",
            "about",
            "over",
            "that",
            "regarding",
            "on",
            "at",
            "with",
            "in",
            "for",
        ):
            place += 1
        if place < end and line.tags[place] in "dnP0G\"'r":
            return _act(source, span, (place, end), None)
    return None


def _opens_clause(line: Line, place: int, end: int, base: str) -> bool:
    """Whether a clause without "that" begins here: a subject and its verb; after "say" the subject is enough."""
    if place >= end or line.tags[place] not in 'dnPp0"rK':
        return False
    if line.tags[place] == grammar.CONTRACTED:
        return True
    group = line.finite_in(place + 1, end)
    if group and any(_joins(line, n) for n in range(place, group.start)):
        return False
    return group is not None or (base in _PLAIN and end - place >= SHORTEST_CLAUSE and line.tags[place] in "dnPp0")


def _joins(line: Line, place: int) -> bool:
    """Whether another clause opens here; a relative clause after a comma belongs to the subject before it."""
    if line.tags[place] == grammar.SUBORDINATOR:
        return line.tags[place - 1] != grammar.COMMA
    return line.tokens[place].lower in scope.JOINING


_PLAIN = frozenset(("say", "claim", "believe", "think", "insist", "argue"))
SHORTEST_CLAUSE = 4
"""Words after "said" from which a clause is taken for granted though no verb of it was recognised."""


def _act(source: Range | None, cue: Range, content: Range, to: Range | None) -> _Act | None:
    return _Act(source, cue, (content,), to) if content[0] < content[1] else None


def _that(line: Line, place: int) -> int | None:
    """Where the clause after "that" begins, looking past times and addressees; "whether" and "how" belong to it."""
    for number in range(place, min(len(line.tokens), place + 14)):
        lower, tag = line.tokens[number].lower, line.tags[number]
        if lower == "that" and line.quoted[number] < 0:
            return number + 1
        if number == place and lower in ("whether", "if", "how", "why", "what", "where", "who", "when"):
            return number
        if tag in 'VmhbKG".s' or line.quoted[number] >= 0:
            return None
    return None


def _told(line: Line, place: int) -> Range | None:
    """Who is told: the words before "that", a quotation or the clause told."""
    end = place
    while end < len(line.tokens) and end - place < 8:
        tag = line.tags[end]
        if tag in 'sVmhbK",.ti' or (end > place and tag in "dp"):
            break
        end += 1
    return (place, end) if end > place else None


def _quote_after(line: Line, place: int) -> int | None:
    """Where a quotation opens right after the cue, past a comma, a colon or a setting."""
    start = scope.skip_setting(line, place)
    while start < len(line.tokens) and line.tokens[start].text in ",:":
        start += 1
    if start < len(line.tokens) and line.quoted[start] >= 0:
        return start
    return None


def _quote_end(line: Line, opening: int) -> int:
    """The end of the quotation that opens here, and of the words going on with it."""
    number, end = line.quoted[opening], opening
    while end < len(line.tokens) and line.quoted[end] == number:
        end += 1
    if end < len(line.tokens) and line.tokens[end].text not in ",.;—–":
        return max(end, scope.content_end(line, opening))
    return end


def _trailing(line: Line, span: Range, source: Range, cue: Cue) -> _Act | None:
    """Content before the subject: "It fell, the mayor said" and "“It,” she said, “fell”"."""
    if "after" not in cue.takes or source[0] == 0 or not _parted(line, source[0] - 1):
        return None
    left, to = _left_content(line, source[0]), None
    if "told" in cue.takes and _that(line, span[1]) is None:
        to = scope.phrase_after(line, span[1])
    after = scope.skip_setting(line, to[1] if to else span[1])
    if _quote_after(line, span[1]) == span[1] or not scope.is_boundary(line, after) or _that(line, span[1]) is not None:
        return None
    if left is None:
        return _parenthetical(line, span, source, after)
    return _Act(source, span, _with_rest(line, left, after), to)


def _parenthetical(line: Line, span: Range, source: Range, after: int) -> _Act | None:
    """ "In some towns, officials say, the lights are out": the content stands on both sides."""
    last = scope.sentence_end(line)
    if after >= last or line.tags[after] != grammar.COMMA or not line.finite_in(after, last):
        return None
    start = 0
    while start < source[0] and line.tags[start] in 'c"':
        start += 1
    end = source[0] - 1
    pieces = [(start, end), (after + 1, scope.content_end(line, after + 1))]
    return _Act(source, span, tuple(p for p in pieces if p[0] < p[1]))


def _parted(line: Line, place: int) -> bool:
    """Whether a comma, a quotation mark or a dash stands here."""
    return line.tags[place] in ',"' or line.quoted[place] >= 0 or line.tokens[place].text in "?!—–"


def _left_content(line: Line, end: int) -> Range | None:
    """The clause or quotation that ends before this place."""
    start = 0
    while end > start and line.tags[end - 1] == grammar.COMMA:
        end -= 1
    if end and line.quoted[end - 1] >= 0:
        opened = next(n for n in range(end) if line.quoted[n] == line.quoted[end - 1])
        if opened and (line.tags[opened - 1] in ",." or line.tokens[opened - 1].text in "—–-"):
            return (opened, end)
    while start < end and (line.tags[start] == grammar.COORDINATOR or line.tokens[start].text in "—–-•"):
        start += 1
    quoted = any(line.quoted[n] >= 0 for n in range(start, end))
    if start >= end or not (quoted or line.finite_in(start, end) or _headline(line, start, end)):
        return None
    return (start, end)


def _headline(line: Line, start: int, end: int) -> bool:
    """Whether these are a headline's words, which need no auxiliary: "Vale Preparing to Sail"."""
    return end - start >= SHORTEST_CLAUSE and line.sentence.block in (BlockKind.TITLE, BlockKind.HEADING)


def _with_rest(line: Line, left: Range, after: int) -> tuple[Range, ...]:
    """The content before a parenthetical cue and, where a quotation or the clause goes on after it, the rest."""
    place = after
    if place < len(line.tokens) and line.tokens[place].text in ",.":
        place += 1
        if place < len(line.tokens) and line.quoted[place] >= 0:
            return (left, (place, _quote_end(line, place)))
        group = line.group_at(place) if place < len(line.tokens) else None
        if group is not None and group.finite and group.start == place:
            return (left, (place, scope.content_end(line, place)))
    return (left,)


def _inverted(line: Line, span: Range, cue: Cue) -> _Act | None:
    """ "It fell, said the mayor" and headlines: the source stands after the verb."""
    if "after" not in cue.takes or span[0] == 0 or not _parted(line, span[0] - 1):
        return None
    left, source = _left_content(line, span[0]), scope.phrase_after(line, span[1])
    if left is None or source is None:
        return None
    return _Act(source, span, _with_rest(line, left, source[1]))


def _by_phrase(line: Line, place: int, cue_end: int) -> _Act | None:
    """ "According to X": the content is the rest of the sentence, before or after."""
    source = scope.phrase_after(line, cue_end)
    if source is None:
        return None
    named = scope.of_document(line, source)
    after, last = source[1], scope.sentence_end(line)
    if after < len(line.tokens) and line.tokens[after].text in ",:":
        after += 1
    start = _lead_start(line, place)
    if start is None:
        return _Act(named, (place, cue_end), ((after, scope.content_end(line, after)),)) if after < last else None
    left_end = place - (line.tags[place - 1] == grammar.COMMA)
    pieces = _before_phrase(line, start, left_end)
    if not any(line.finite_in(a, b) for a, b in pieces) and line.finite_in(after, last):
        pieces = (*pieces, (after, scope.content_end(line, after)))
    return _Act(named, (place, cue_end), tuple(p for p in pieces if p[0] < p[1]))


def _lead_start(line: Line, place: int) -> int | None:
    """Where the content before a phrase begins, or None when the phrase opens the sentence."""
    start = 0
    while start < place and (line.tags[start] in 'rc,"' or line.tokens[start].text in "—–-•"):
        start += 1 if line.quoted[start] < 0 else place
    start = 0 if start >= place and any(q >= 0 for q in line.quoted[:place]) else start
    return start if start < place else None


def _before_phrase(line: Line, start: int, end: int) -> tuple[Range, ...]:
    """The content before "according to": a closing remark on the whole ("a move that ...") is the outlet's own."""
    for place in range(end - 1, start, -1):
        if line.tags[place] == grammar.COMMA and place + 3 < end:
            first, remark = line.tokens[place + 1].lower, line.tokens[place + 2].lower
            if first in ("a", "an", "the") and remark in _REMARKS and line.finite_in(start, place):
                return ((start, place),)
    return ((start, end),)


_REMARKS = frozenset(
    ["move", "step", "decision", "development", "shift", "sign", "signal", "gesture", "moment", "milestone", "turn"]
)


def _by_adverb(line: Line, place: int, acts: Sequence[_Act]) -> _Act | None:
    """ "Reportedly": the whole clause, nobody named."""
    if any(a <= place < b for act in acts for a, b in act.content):
        return None
    start, end = _clause_around(line, place)
    return _Act(None, (place, place + 1), ((start, end),))


def _clause_around(line: Line, place: int) -> Range:
    """The clause a token stands in, between marks, commas that part clauses, and cues."""
    start = place
    while start > 0 and line.tokens[start - 1].text not in ";:—" and line.quoted[start - 1] < 0:
        if line.tags[start - 1] == grammar.COMMA and line.finite_in(0, start - 1) and line.finite_in(start, place + 4):
            break
        start -= 1
    while start < place and line.tags[start] in "c,":
        start += 1
    return (start, scope.content_end(line, place))


def _by_noun(line: Line, place: int, cue: Cue) -> _Act | None:
    """ "Allegations of", "claims that": the possessor or the one named by "by" and "from" speaks."""
    source, start = _possessor(line, place), place + 1
    if start < len(line.tokens) and line.tokens[start].lower in ("by", "from", "among", "in", "made"):
        behind = start + 1 + (line.tokens[start].lower == "made")
        found = scope.phrase_after(line, behind)
        found = _until_that(line, found) if found else None
        source, start = (found, found[1]) if found else (source, start)
    if start < len(line.tokens) and line.tokens[start].lower in ("surfaced", "emerged", "circulated"):
        start += 1
    if start >= len(line.tokens) or line.tokens[start].lower not in cue.takes:
        return None
    whole = line.tokens[start].lower == "that" or line.finite_in(0, place) is not None
    end = _noun_content_end(line, start + 1, whole)
    return _Act(source, (place, start), ((start + 1, end),)) if start + 1 < end else None


def _until_that(line: Line, source: Range) -> Range:
    for number in range(*source):
        if line.tokens[number].lower in ("that", "of"):
            return (source[0], number)
    return source


def _possessor(line: Line, place: int) -> Range | None:
    """ "Vale's accusations": the words before the possessive."""
    start = place
    while start and line.tags[start - 1] in "nr":
        start -= 1
    if start and (line.tags[start - 1] == grammar.POSSESSIVE or line.tokens[start - 1].text in "'’"):
        first = end = start - 1
        while first and line.tags[first - 1] in "nPd":
            first -= 1
        return (first, end) if first < end else None
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


def _by_participle(line: Line, place: int, found: CueForm, acts: Sequence[_Act]) -> _Act | None:
    """ "..., noting that": the noun right before it speaks, else the subject of its clause."""
    span = (place, place + 1 + len(found.rest))
    if place and (line.tags[place - 1] in "nP'\"" or line.tokens[place - 1].text == ")") and line.quoted[place - 1] < 0:
        source = scope.subject(line, place)
    else:
        spoken = [act for act in acts if act.source and act.cue[1] <= place]
        source = spoken[-1].source if spoken else _first_subject(line, place)
        if not spoken and line.tokens[place].lower in cues().glosses and not _spoken_after(line, span[1]):
            return None
    if source is None:
        return None
    cue = found.cue
    return _forward(line, span, source, Cue(cue.base, cue.family, cue.commitment, cue.takes | {"noun"}))


def _spoken_after(line: Line, place: int) -> bool:
    """Whether "that" or quoted words follow: then a participle reports and is no gloss of the writer's."""
    if _that(line, place) is not None:
        return True
    return any(line.tags[number] == grammar.QUOTE for number in range(place, scope.content_end(line, place)))


def _first_subject(line: Line, place: int) -> Range | None:
    group = scope.group_before(line, place)
    return scope.subject(line, group.start) if group and not group.passive else None


def _by_passive(line: Line, group: Group, cue_end: int) -> _Act | None:
    """ "Is believed to", "was reported by X", "it is said that"."""
    if line.tokens[group.head].lower not in _PASSIVES:
        return None
    span, source, last = (group.start, cue_end), None, scope.content_end(line, cue_end)
    that = _that(line, cue_end)
    if that is not None and group.start and line.tokens[group.start - 1].lower == "it":
        return _act(None, span, (that, scope.content_end(line, that)), None)
    start = _clause_around(line, group.start)[0]
    if cue_end < len(line.tokens) and line.tokens[cue_end].lower == "by":
        source = scope.phrase_after(line, cue_end + 1)
        return _Act(source, (group.start, cue_end + 1), ((start, source[1]),)) if source else None
    following = line.tokens[cue_end].lower if cue_end < len(line.tokens) else ""
    if following in ("to", "as", "at", "in") or line.tags[cue_end : cue_end + 1] in tuple("nGNr"):
        return _Act(None, span, ((start, last),))
    return None


_PASSIVES = frozenset(
    [
        "believed",
        "said",
        "reported",
        "thought",
        "alleged",
        "claimed",
        "estimated",
        "expected",
        "understood",
        "suspected",
        "rumored",
        "rumoured",
        "feared",
        "presumed",
        "assessed",
        "considered",
        "accused",
    ]
)


def _by_mark(line: Line, place: int) -> _Act | None:
    """ "X: “...”" and "“...” — X, analyst"."""
    if line.tokens[place].text == ":":
        quoted = place + 1 < len(line.tokens) and line.quoted[place + 1] >= 0
        source = scope.subject(line, place) if quoted else None
        if source and source[1] - source[0] <= 12 and not line.finite_in(0, place):
            return _Act(source, (place, place + 1), ((place + 1, _quote_end(line, place + 1)),))
        return _headed(line, place)
    before = place and line.quoted[place - 1] >= 0
    source = (place + 1, scope.sentence_end(line))
    if not before or source[0] >= source[1] or line.tags[source[0]] not in "nPd" or line.finite_in(*source):
        return None
    start = next(n for n in range(place) if line.quoted[n] == line.quoted[place - 1])
    return _Act(source, (place, place + 1), ((start, place),))


def _headed(line: Line, place: int) -> _Act | None:
    """A headline's "Korr: Fleet Will Sail": a name before the colon, a clause after it."""
    if line.sentence.block is not BlockKind.TITLE or not 0 < place <= 3 or not line.finite_in(place, len(line.tokens)):
        return None
    return _Act((0, place), (place, place + 1), ((place + 1, scope.sentence_end(line)),))


def _attribution(line: Line, act: _Act) -> Attribution:
    """The act in places of the text; a quotation that goes on in later sentences is taken whole."""
    pieces = [_widened(line, piece) for piece in act.content]
    content = tuple(span for span in pieces if span is not None)
    return Attribution(
        source=line.span(*act.source) if act.source else None,
        cue=line.span(*act.cue),
        content=content,
        quote=_kind(line, act.content),
        sentence=line.sentence.number,
        to=line.span(*act.to) if act.to else None,
    )


def _widened(line: Line, piece: Range) -> Span | None:
    span = line.span(*piece)
    if span is None:
        return None
    start, end = span.start, span.end
    first, last = line.quoted[piece[0]], line.quoted[piece[1] - 1]
    if first >= 0:
        start = min(start, line.quotes[first].span.start)
    if last >= 0:
        end = max(end, line.quotes[last].span.end)
    return Span(start=start, end=end)


def _kind(line: Line, pieces: Sequence[Range]) -> QuoteKind:
    places = [number for a, b in pieces for number in range(a, b)]
    inside = sum(1 for number in places if line.quoted[number] >= 0)
    if inside and inside >= 0.8 * len(places):
        return QuoteKind.DIRECT
    marks = any(line.tags[number] == grammar.QUOTE for number in places)
    return QuoteKind.PARTIAL if inside or marks else QuoteKind.INDIRECT
