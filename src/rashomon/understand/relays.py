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
    out = [_spoken_by(act, acts, text) for act in acts]
    out += [inner for act in acts if (inner := _as_saying(act, acts, text)) is not None]
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


def _as_saying(act: Act, acts: Sequence[Act], text: str) -> Act | None:
    """The inner act of "the agency quoted the general as saying ...", where the reader did not find it."""
    if act.cue.of(text).split()[-1].lower() not in _QUOTING:
        return None
    match = _AS_SAYING.match(text, act.cue.end, act.cue.end + 120)
    if match is None or match.group(1).lower().startswith("by "):
        return None
    source, cue = (Span(start=match.start(n), end=match.end(n)) for n in (1, 2))
    if any(other.cue.overlap(cue) for other in acts):
        return None
    return Act(cue=cue, source=source, content=act.content)
