"""Voices that others put forward: "was told by the army that", "was quoted by X as saying", "put the toll at 60"."""

from __future__ import annotations

from rashomon.understand import grammar
from rashomon.understand.attribution import phrases, scope
from rashomon.understand.attribution.act import Act, act
from rashomon.understand.attribution.line import Group, Line
from rashomon.understand.attribution.phrases import Range
from rashomon.understand.cues import cues

_TOLD = frozenset("told informed briefed notified assured warned advised".split())
_SAYING = frozenset("saying telling stating adding claiming warning".split())
_PUT = frozenset("put puts putting placed places set sets".split())
_COUNTS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty"
    " ninety dozen dozens hundred hundreds thousand thousands zero none".split()
)
_APART = 8
"""Words between "put" and its "at": "put the number of dead in the two towns at 60"."""


def by_relay(line: Line, place: int) -> Act | None:
    """The act whose cue's main verb stands at this token."""
    lower, group = line.tokens[place].lower, line.group_at(place)
    if group is None or group.head != place:
        return None
    if group.passive and (lower in _TOLD or (lower in cues().verbs and line.tokens[group.start - 1].lower == "it")):
        return _told(line, group)
    if lower == "quoted" and group.passive:
        return _quoted(line, group)
    if lower in _PUT and group.finite and not group.passive:
        return _put(line, group)
    return None


def _told(line: Line, group: Group) -> Act | None:
    """ "He had been told by the army that ...", "it is alleged by the army that ...": the army says it."""
    if not _by(line, group.end):
        return None
    source = phrases.phrase_after(line, group.end + 1)
    if source is None or [t.lower for t in line.tokens[source[1] : source[1] + 1]] != ["that"]:
        return None
    that = source[1] + 1
    return act(source, (group.start, group.end + 1), (that, scope.content_end(line, that)), None)


def _quoted(line: Line, group: Group) -> Act | None:
    """ "Lint was quoted by state media as saying ...": Lint says it, state media pass it on."""
    place, to = group.end, None
    if _by(line, place):
        to = phrases.phrase_after(line, place + 1)
        if to is None:
            return None
        place = next((n for n in range(*to) if line.tokens[n].lower == "as"), to[1])
        to = (to[0], place)
    if [t.lower for t in line.tokens[place : place + 1]] != ["as"] or not _says(line, place + 1):
        return None
    first = place + 2 + (line.tokens[place + 2].lower == "that" if place + 2 < len(line.tokens) else 0)
    return act(phrases.subject(line, group.start), (place + 1, place + 2), (first, scope.content_end(line, first)), to)


def _put(line: Line, group: Group) -> Act | None:
    """ "The Red Crescent put the toll at 60": a figure is given, the whole clause is what is said."""
    source, end = phrases.subject(line, group.start), scope.content_end(line, group.end)
    at = next((n for n in range(group.end, min(end, group.end + _APART)) if line.tokens[n].lower == "at"), None)
    if source is None or at is None or at == group.end:
        return None
    if not any(
        line.tags[n] == grammar.NUMBER or line.tokens[n].lower in _COUNTS for n in range(at + 1, min(end, at + 5))
    ):
        return None
    whole: Range = (source[0], end)
    return act(source, (group.start, group.end), whole, None)


def _by(line: Line, place: int) -> bool:
    return place < len(line.tokens) and line.tokens[place].lower == "by"


def _says(line: Line, place: int) -> bool:
    return place < len(line.tokens) and line.tokens[place].lower in _SAYING
