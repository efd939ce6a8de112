"""Denials that name no fact: "... were sent to Orl, a claim Vale denies", "Vale has denied the allegation."

What is denied stands beside them, in other words of another voice. The statement made of a denial has both: the words
denied and the words that deny them, said by who denies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.records import QuoteKind, Span
from rashomon.understand.attribution.line import Line
from rashomon.understand.cues import CLAIMS, is_denial
from rashomon.understand.parts import Attribution

_CLAIM = rf"(?:{'|'.join(sorted(CLAIMS, key=len, reverse=True))})"
_OFTEN = (
    r"(?:has |have |had |repeatedly |strongly |flatly |vehemently |categorically |also |consistently |long |quickly )*"
)
_DENIES = r"(?:den(?:ied|ies|y)|reject(?:ed|s)?|disput(?:ed|es|e)|dismiss(?:ed|es)?|refut(?:ed|es|e))"
_REMARK = re.compile(
    rf"[,–—] ?((?:(?:an?|the) (?:\w+ )?{_CLAIM}|something|which|{_CLAIM}) (?:that |which )?"
    rf"([^,.;:]{{2,60}}?) {_OFTEN}({_DENIES}))\b(?= *(?:[,.;–—]|$|and\b|but\b|as\b))"
)
"""A remark behind the words of another: 1 the remark, 2 who denies, 3 the verb."""
_TRAILING = re.compile(
    rf"[,–—] ?(?:but |though |although |while )?(([^,.;:]{{2,60}}?) {_OFTEN}({_DENIES})"
    rf"(?: (?:it|this|that|(?:the|these|those|any) {_CLAIM}))?)(?=\W*$)"
)
"""The same at a sentence's end, without a noun for what is denied: "Vale says 40 sailed, Orl denies"."""
_ANSWER = re.compile(
    rf"^(?:(?:but|however|yet|later|meanwhile),? )?(?P<whole>(?P<who>[^,.;:]{{2,60}}?) {_OFTEN}(?P<verb>{_DENIES})"
    rf" (?:(?:the|this|these|those|that|such|any|all|all of the|both) (?:\w+ )?{_CLAIM}|this|that|it))"
    rf"(?: as [^.;]{{3,60}}| on \w+| in a statement)?[.]?$",
    re.IGNORECASE,
)
"""A sentence that does no more than deny what the one before it told."""


def parted(
    lines: Sequence[Line], acts: Sequence[Attribution], text: str
) -> tuple[tuple[Attribution, ...], tuple[Attribution, ...]]:
    """The acts without those denials, and the denials. Each of these has two contents: what is denied, and the denying
    words, which are taken off the contents of the acts.

    In "Vale says 40 sailed, Orl denies" Orl says nothing that Vale passes on: such an act is no longer among the acts.
    Linear in sentences and acts.
    """
    by_sentence: dict[int, list[Attribution]] = {}
    for act in acts:
        by_sentence.setdefault(act.sentence, []).append(act)
    for number, own in by_sentence.items():
        by_sentence[number] = [act for act in own if not any(_closes(act, other, text) for other in own)]
    denying: list[Attribution] = []
    for place, line in enumerate(lines):
        own = by_sentence.get(line.sentence.number, [])
        denying += _remarks(line, own, text)
        before = lines[place - 1] if place else None
        if before is not None and before.sentence.block_number == line.sentence.block_number:
            denying += _answers(line, by_sentence.get(before.sentence.number, []), text)
    said = {denial.sentence: denial.content[1] for denial in denying}
    left = [act for own in by_sentence.values() for act in own]
    kept = (_without(act, said[act.sentence]) if act.sentence in said else act for act in left)
    return tuple(act for act in kept if act is not None), tuple(denying)


def _closes(act: Attribution, other: Attribution, text: str) -> bool:
    """Whether an act is a denial behind what another voice tells."""
    if other is act or act.cue is None or other.cue is None:
        return False
    return act.content[-1].end <= act.cue.start and is_denial(act.cue.of(text)) and _tells(other, act)


def _without(act: Attribution, remark: Span) -> Attribution | None:
    """An act without the words of a denial; None where nothing is left of it or it is that denial itself."""
    if act.cue is not None and act.cue.overlap(remark):
        return None
    clipped = (replace(c, end=min(c.end, remark.start)) if c.start < remark.start else c for c in act.content)
    content = tuple(c for c in clipped if not c.overlap(remark))
    return replace(act, content=content) if content else None


def _tells(other: Attribution, act: Attribution) -> bool:
    """Whether another voice tells what the act tells, or in its words."""
    inside = other.cue is not None and any(piece.overlap(other.cue) for piece in act.content)
    shared = sum(piece.overlap(own) for piece in other.content for own in act.content)
    return inside or 2 * shared > sum(piece.end - piece.start for piece in act.content)


def _remarks(line: Line, acts: Sequence[Attribution], text: str) -> list[Attribution]:
    """ "..., a claim Vale denies": the words right before the comma, said by another in the same sentence."""
    sentence = line.sentence.span
    remark = _REMARK.search(text, sentence.start, sentence.end) or _TRAILING.search(text, sentence.start, sentence.end)
    if remark is None:
        return []
    last = _last(acts, Span(start=sentence.start, end=remark.start()))
    return [] if last is None else [_denial(line, last, _spans(remark, (1, 2, 3)))]


def _answers(line: Line, before: Sequence[Attribution], text: str) -> list[Attribution]:
    """ "Vale denied the claim.": what was said last in the sentence before."""
    sentence = line.sentence.span
    answer = _ANSWER.match(sentence.of(text).rstrip())
    if answer is None or not before:
        return []
    reach = Span(start=min(c.start for act in before for c in act.content), end=sentence.start)
    last = _last(before, reach)
    if last is None:
        return []
    places = [
        Span(start=sentence.start + answer.start(n), end=sentence.start + answer.end(n))
        for n in ("whole", "who", "verb")
    ]
    return [_denial(line, last, places)]


def _spans(match: re.Match[str], groups: Sequence[int]) -> list[Span]:
    return [Span(start=match.start(n), end=match.end(n)) for n in groups]


def _last(acts: Sequence[Attribution], within: Span) -> Span | None:
    """The last content that lies in these bounds and is said by somebody."""
    said = [c for act in acts if act.source is not None or act.cue is not None for c in act.content]
    inside = [replace(c, end=min(c.end, within.end)) for c in said if within.start <= c.start < within.end]
    return max(inside, default=None)


def _denial(line: Line, denied: Span, places: Sequence[Span]) -> Attribution:
    whole, who, verb = places
    return Attribution(
        source=who,
        cue=verb,
        content=(denied, whole),
        quote=QuoteKind.INDIRECT,
        sentence=line.sentence.number,
    )
