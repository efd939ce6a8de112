"""Acts in which one passes on another by name: "the agency, citing police, reported", "quoted the general as saying".

The corpora label the one who cites and take those cited for the content; in a chain those cited are the inner voice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.records import Span
from rashomon.understand.reader import Act

_CITING = frozenset(("citing", "quoting"))
_QUOTING = frozenset(("quoted", "quotes", "cited", "cites", "quoting", "citing"))
_AS_SAYING = re.compile(r"\s*([^.;:]{2,90}?),? as ((?:saying|telling|stating)\b)")
_FARTHEST = 160
"""Characters between "citing" and the words the same voice reports."""


def mended(acts: Sequence[Act], text: str) -> list[Act]:
    """The acts with those cited as voices of their own."""
    acts = [_capital(act, text) for act in acts]
    acts = [_past_cited(act, acts, text) for act in acts]
    out = [_spoken_by(act, acts, text) for act in acts]
    quoted = {act: inner for act in acts if (inner := _as_saying(act, acts, text)) is not None}
    found = {inner.cue for inner in quoted.values()}
    out = [act for act in out if act.cue not in found] + list(quoted.values())
    sources = [act.source for act in out if act.source is not None]
    kept = []
    for act in out:
        quoting = act.cue.of(text).split()[-1].lower() in _QUOTING
        content = tuple(
            c for c in act.content if not (quoting and any(c.overlap(s) for s in sources if s != act.source))
        )
        if content:
            kept.append(replace(act, content=content))
    return kept


def _spoken_by(act: Act, acts: Sequence[Act], text: str) -> Act:
    """ "Local media, citing police, reported that ...": police say what local media report."""
    if act.cue.of(text).lower() not in _CITING or act.content[0].start < act.cue.end:
        return act
    cited = act.content[0]
    rest = act.content[1:]
    main = [
        other
        for other in acts
        if other is not act
        and other.content != act.content
        and all(any(c.overlap(piece) for c in other.content) for piece in rest)
        and abs(other.cue.start - act.cue.start) < _FARTHEST
        and (other.source == act.source or other.source is None or other.source.end <= act.cue.start)
    ]
    nearest = min(main, key=lambda other: abs(other.cue.start - act.cue.start), default=None)
    if nearest is None or cited.end - cited.start > 90 or any(c.overlap(cited) for c in nearest.content):
        return act
    return Act(cue=act.cue, source=cited, content=nearest.content)


def _capital(act: Act, text: str) -> Act:
    """A cue's first word in capitals belongs to the name before it: "Keirli Now | reported"."""
    first, _, rest = act.cue.of(text).partition(" ")
    if act.source is None or not rest or not first[:1].isupper() or act.cue.start - act.source.end != 1:
        return act
    end = act.cue.start + len(first)
    return replace(act, source=replace(act.source, end=end), cue=replace(act.cue, start=end + 1))


def _past_cited(act: Act, acts: Sequence[Act], text: str) -> Act:
    """ "The agency, citing police, reported": the agency reports, not the police named last before the cue."""
    source = act.source
    if source is None or text[source.end : act.cue.start].strip(" ") != ",":
        return act
    citing = next(
        (
            other
            for other in acts
            if other.cue.of(text).lower() in _CITING
            and other.source is not None
            and other.source != source
            and 0 <= source.start - other.cue.end <= len(" the ")
        ),
        None,
    )
    return act if citing is None else replace(act, source=citing.source)


def _as_saying(act: Act, acts: Sequence[Act], text: str) -> Act | None:
    """The inner act of "the agency quoted the general as saying ...", with its speaker as the words give it."""
    if act.cue.of(text).split()[-1].lower() not in _QUOTING:
        return None
    match = _AS_SAYING.match(text, act.cue.end, act.cue.end + 120)
    if match is None or match.group(1).lower().startswith("by "):
        return None
    source, cue = (Span(start=match.start(n), end=match.end(n)) for n in (1, 2))
    read = next((other for other in acts if other.cue.overlap(cue)), None)
    if read is not None:
        return replace(read, source=source, cue=cue)
    content = tuple(replace(c, start=max(c.start, cue.end)) for c in act.content if c.end > cue.end)
    if not content and all(c.end <= act.cue.start for c in act.content):  # "...," the agency quoted him as saying
        content = act.content
    return Act(cue=cue, source=source, content=content) if content else None
