"""Acts of reporting whose cue is a verb: active, inverted, parenthetical, passive, participial."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.understand import grammar
from rashomon.understand.attribution import phrases, scope
from rashomon.understand.attribution.act import (
    SHORTEST_CLAUSE,
    Act,
    act,
    clause_around,
    left_content,
    parted,
    quote_after,
    quote_end,
    that_clause,
    with_rest,
)
from rashomon.understand.attribution.line import Group, Line
from rashomon.understand.attribution.phrases import Range
from rashomon.understand.cues import Cue, CueForm, cues


def by_verb(line: Line, place: int, found: CueForm, acts: Sequence[Act]) -> Act | None:
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
    source = phrases.subject(line, group.start)
    span = (group.start, cue_end)
    if source is None:
        return _inverted(line, span, found.cue)
    return (
        _trailing(line, span, source, found.cue)
        or forward(line, span, phrases.of_document(line, source), found.cue)
        or _inverted(line, span, found.cue)
        or _as_said(line, span, source, found.cue)
    )


def _as_said(line: Line, span: Range, source: Range, cue: Cue) -> Act | None:
    """ "As the minister said, the talks had failed" and "the talks had failed, as the minister said"."""
    if "after" not in cue.takes or source[0] == 0 or line.tokens[source[0] - 1].lower != "as":
        return None
    after, last = scope.skip_setting(line, span[1]), scope.sentence_end(line)
    if source[0] == 1 and after < last and line.tags[after] == grammar.COMMA:
        return act(source, span, (after + 1, scope.content_end(line, after + 1)), None)
    left = left_content(line, source[0] - 1) if after >= last else None
    return Act(source, span, (left,)) if left else None


def forward(line: Line, span: Range, source: Range | None, cue: Cue) -> Act | None:
    """Content to the right of the cue."""
    place, to = span[1], None
    if "told" in cue.takes:
        to = _told(line, place)
        place = to[1] if to else place
    if "claims" in cue.takes and (denied := _denied(line, place)) is not None:
        return act(source, (span[0], denied), (denied + 1, scope.content_end(line, denied + 1)), None)
    that = that_clause(line, place)
    if that is not None and "that" in cue.takes:
        return act(source, span, (that, scope.content_end(line, that)), to)
    opening = quote_after(line, place)
    if opening is not None and "quote" in cue.takes | {"quote" if "that" in cue.takes else ""}:
        return act(source, span, (opening, quote_end(line, opening)), to)
    end = scope.content_end(line, place)
    timed = _past_time(line, place)
    if "bare" in cue.takes and timed > place and _opens_clause(line, timed, end, ""):
        return act(source, span, (timed, end), to)
    if "bare" in cue.takes and (_opens_clause(line, place, end, cue.base) or _leads_in(line, place, end, cue.base)):
        return act(source, span, (place, end), to)
    if "label" in cue.takes and any(line.tags[n] == grammar.QUOTE for n in range(place, end)):
        return act(source, span, (place, end), None)
    if "accuse" in cue.takes and any(line.tokens[n].lower in ("of", "for") for n in range(place, min(end, place + 12))):
        return act(source, span, (place, end), None)
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
            return act(source, span, (place, end), None)
    return None


def _past_time(line: Line, place: int) -> int:
    """Past "on Friday" and "in May" right after a cue."""
    if place + 2 >= len(line.tokens) or line.tokens[place].lower not in ("on", "in", "late", "early", "last"):
        return place
    if line.tokens[place + 1].lower not in grammar.words("calendar") | {"week", "month"}:
        return place
    numbered = line.tags[place + 2] == grammar.NUMBER
    return place + 2 + numbered


def _denied(line: Line, place: int) -> int | None:
    """Where "that" or "of" stands in "denied (on Friday, the) reports that ...": after what the cue turns down."""
    for number in range(place, min(len(line.tokens) - 1, place + 9)):
        if line.quoted[number] >= 0 or line.tags[number] in 'mhb",.':
            return None
        if line.tokens[number].lower in grammar.words("denied_nouns"):
            return number + 1 if line.tokens[number + 1].lower in ("that", "of") else None
    return None


def _opens_clause(line: Line, place: int, end: int, base: str) -> bool:
    """Whether a clause without "that" begins here: a subject and its verb; after "say" the subject is enough."""
    if place >= end or (line.tags[place] not in 'dnPp0"rK' and not _counts(line, place)):
        return False
    if line.tags[place] == grammar.CONTRACTED:
        return True
    group = line.finite_in(place + 1, end)
    if group and any(_joins(line, n) for n in range(place, group.start)):
        return False
    return group is not None or (
        base in grammar.words("plain_saying") and end - place >= SHORTEST_CLAUSE and line.tags[place] in "dnPp0"
    )


def _leads_in(line: Line, place: int, end: int, base: str) -> bool:
    """Whether a phrase, its comma and a clause follow: "said under the new law, ships must wait"."""
    if base not in grammar.words("plain_saying") or line.tags[place : place + 1] != grammar.PREPOSITION:
        return False
    comma = line.tags.find(grammar.COMMA, place, min(end, place + 12))
    if (
        comma < 0
        or line.finite_in(place, comma)
        or line.tokens[place + 1].lower in grammar.words("time_words") - {"the"}
    ):
        return False
    return _opens_clause(line, comma + 1, end, "")


def _counts(line: Line, place: int) -> bool:
    """Whether a bound and its number open the clause: "at least 30 people were hurt"."""
    return line.tags[place] == grammar.PREPOSITION and grammar.NUMBER in line.tags[place + 1 : place + 4]


def _joins(line: Line, place: int) -> bool:
    """Whether another clause opens here; a relative clause after a comma belongs to the subject before it."""
    if line.tags[place] == grammar.SUBORDINATOR:
        return line.tags[place - 1] != grammar.COMMA
    return line.tokens[place].lower in grammar.words("joining")


def _told(line: Line, place: int) -> Range | None:
    """Who is told: the words before "that", a quotation or the clause told."""
    end = place
    while end < len(line.tokens) and end - place < 8:
        tag = line.tags[end]
        if tag in 'sVmhbK",.ti' or (end > place and tag in "dp"):
            break
        end += 1
    return (place, end) if end > place else None


def _trailing(line: Line, span: Range, source: Range, cue: Cue) -> Act | None:
    """Content before the subject: "It fell, the mayor said" and "“It,” she said, “fell”"."""
    if "after" not in cue.takes or source[0] == 0 or not parted(line, source[0] - 1):
        return None
    to = None
    if "told" in cue.takes and that_clause(line, span[1]) is None:
        to = _addressee(line, span[1])
    after = scope.skip_setting(line, to[1] if to else span[1])
    if to and after < len(line.tokens) and line.tokens[after].lower in phrases.RELATIVE:
        after = scope.sentence_end(line)
    if (
        quote_after(line, span[1]) == span[1]
        or not (scope.is_boundary(line, after) or scope.phrase_at(line, after))
        or that_clause(line, span[1]) is not None
    ):
        return None
    left = left_content(line, source[0], closed=after >= scope.sentence_end(line))
    if left is None:
        return _parenthetical(line, span, source, after)
    return Act(source, span, with_rest(line, left, after), to)


def _addressee(line: Line, start: int) -> Range | None:
    """The words naming who was told, without "on condition of ..." or "by telephone" after them."""
    found = phrases.phrase_after(line, start)
    if found is None:
        return None
    end = next(
        (n for n in range(found[0] + 1, found[1]) if line.tags[n] == "i" and line.tokens[n].lower != "of"), found[1]
    )
    return (found[0], end)


def _parenthetical(line: Line, span: Range, source: Range, after: int) -> Act | None:
    """ "In some towns, officials say, the lights are out": the content stands on both sides."""
    last = scope.sentence_end(line)
    if after >= last or line.tags[after] != grammar.COMMA or not line.finite_in(after, last):
        return None
    start = 0
    while start < source[0] and line.tags[start] in 'c"':
        start += 1
    end = source[0] - 1
    pieces = [(start, end), (after + 1, scope.content_end(line, after + 1))]
    return Act(source, span, tuple(p for p in pieces if p[0] < p[1]))


def _inverted(line: Line, span: Range, cue: Cue) -> Act | None:
    """ "It fell, said the mayor" and headlines: the source stands after the verb."""
    if "after" not in cue.takes or span[0] == 0 or not parted(line, span[0] - 1):
        return None
    left, source = left_content(line, span[0]), phrases.phrase_after(line, span[1])
    if left is None or source is None:
        return None
    return Act(source, span, with_rest(line, left, source[1]))


def _by_participle(line: Line, place: int, found: CueForm, acts: Sequence[Act]) -> Act | None:
    """ "..., noting that": the noun right before it speaks, else the subject of its clause."""
    span = (place, place + 1 + len(found.rest))
    if place > 1 and line.tokens[place - 1].lower == "as":
        source = phrases.subject(line, place - 1)
    elif (
        place and (line.tags[place - 1] in "nP'\"" or line.tokens[place - 1].text == ")") and line.quoted[place - 1] < 0
    ):
        source = phrases.subject(line, place)
    else:
        spoken = [act for act in acts if act.source and act.cue[1] <= place]
        source = spoken[-1].source if spoken else _first_subject(line, place)
        if not spoken and line.tokens[place].lower in cues().glosses and not spoken_after(line, span[1]):
            return None
    if source is None:
        return None
    cue = found.cue
    return forward(line, span, source, Cue(cue.base, cue.family, cue.commitment, cue.takes | {"noun"}))


def spoken_after(line: Line, place: int) -> bool:
    """Whether "that" or quoted words follow: then a participle reports and is no gloss of the writer's."""
    if that_clause(line, place) is not None:
        return True
    return any(line.tags[number] == grammar.QUOTE for number in range(place, scope.content_end(line, place)))


def _first_subject(line: Line, place: int) -> Range | None:
    group = scope.group_before(line, place)
    return phrases.subject(line, group.start) if group and not group.passive else None


def _by_passive(line: Line, group: Group, cue_end: int) -> Act | None:
    """ "Is believed to", "was reported by X", "it is said that"."""
    if line.tokens[group.head].lower not in grammar.words("passive_cue"):
        return None
    span, source, last = (group.start, cue_end), None, scope.content_end(line, cue_end)
    that = that_clause(line, cue_end)
    if that is not None and group.start and line.tokens[group.start - 1].lower == "it":
        return act(None, span, (that, scope.content_end(line, that)), None)
    start = clause_around(line, group.start)[0]
    if cue_end < len(line.tokens) and line.tokens[cue_end].lower == "by":
        source = phrases.phrase_after(line, cue_end + 1)
        return Act(source, (group.start, cue_end + 1), ((start, source[1]),)) if source else None
    following = line.tokens[cue_end].lower if cue_end < len(line.tokens) else ""
    if following in ("to", "as", "at", "in") or line.tags[cue_end : cue_end + 1] in tuple("nGNr"):
        return Act(None, span, ((start, last),))
    return None
