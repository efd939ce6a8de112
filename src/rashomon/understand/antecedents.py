"""Who a pronoun that speaks stands for: in news mostly the one who spoke last.

"He added", "they said": the last speaker whose number and sex fit, within a few sentences, stands for the pronoun;
where none does, the names before it decide (names/voice.py). Inside one's own speech "I" and "we" are no new voice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.records import Span, VoiceKind
from rashomon.understand.names import Names
from rashomon.understand.parts import Attribution

REACH = 4
"""Sentences back in which the last speaker is looked for."""

_HE = {"he": "m", "him": "m", "she": "f", "her": "f"}
_THEY = frozenset(("they", "them"))
_IT = frozenset(("it",))
_FIRST = frozenset(("i", "we", "me", "us", "myself", "ourselves"))
_PASSIVE = re.compile(r"(?:is|was|has been|had been|were|are)\b", re.IGNORECASE)
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_CLOSE = 3
"""Characters between a name and the "who" that goes on with it."""


def resolved(acts: Sequence[Attribution], names: Names) -> list[Attribution]:
    """The acts with the words that name the speaker beside each pronoun, and without first persons inside a speech."""
    text = names.text
    out: list[Attribution] = []
    spoken: list[tuple[int, Span]] = []
    for act in sorted(acts, key=lambda a: (a.source or a.cue or a.content[0]).start):
        word = act.source.of(text).lower() if act.source is not None else ""
        if word in _FIRST and _inside(act, acts):
            continue
        if word == "it" and act.cue is not None and _PASSIVE.match(act.cue.of(text)):
            act = replace(act, source=None)
            word = ""
        named: Span | None = None
        if word in _FIRST:
            named = _last(word, act, spoken, names)
            if named is None:
                continue
        elif word in _HE or word in _THEY or word in _IT:
            named = _last(word, act, spoken, names)
        elif word in _RELATIVE and act.source is not None:
            named = _before(act.source, names)
        out.append(replace(act, named=named) if named is not None else act)
        if act.source is not None and word not in _FIRST:
            spoken.append((act.sentence if act.inherited_from is None else act.inherited_from, named or act.source))
    return out


def _inside(act: Attribution, acts: Sequence[Attribution]) -> bool:
    """Whether the act stands in what another says."""
    place = act.cue or act.content[0]
    return any(
        other is not act
        and other.source is not None
        and any(s.start <= place.start and place.end <= s.end for s in other.content)
        for other in acts
    )


def _last(word: str, act: Attribution, spoken: Sequence[tuple[int, Span]], names: Names) -> Span | None:
    """The last speaker who fits the pronoun."""
    for sentence, span in reversed(spoken):
        if act.sentence - sentence > REACH:
            return None
        if act.source is not None and span.start < act.source.start and _fits(word, span, names):
            return span
    return None


def _fits(word: str, span: Span, names: Names) -> bool:
    speaking = names.voice(span, None)
    if word in _FIRST:
        return speaking.kind is VoiceKind.PERSON or word in ("we", "us", "ourselves")
    if word in _HE:
        sexes = {m.gender for m in names.by_key.get(speaking.key, ()) if m.gender}
        return speaking.kind is VoiceKind.PERSON and (not sexes or _HE[word] in sexes)
    if word in _IT:
        return speaking.kind in (VoiceKind.INSTITUTION, VoiceKind.CONDUIT, VoiceKind.DOCUMENT)
    plural = span.of(names.text).lower()
    many = " and " in plural or plural.endswith("s") or "people" in plural
    return (speaking.kind is VoiceKind.UNNAMED and many) or speaking.kind is VoiceKind.INSTITUTION


def _before(source: Span, names: Names) -> Span | None:
    """The name right before a relative pronoun: "Lee, who said"."""
    for mention in reversed(names.before(source.start, 1)):
        between = names.text[mention.name.span.end : source.start]
        if len(between) <= _CLOSE and not between.strip(" ,"):
            return mention.name.span
    return None
