"""Acts inside acts for a corpus that labels none: what a first reader finds when a content is read as a text alone.

PolNeAR marks only the outermost act. A content cut out and read by itself is flat again, and flat acts are what the
first stage has learned; what it finds there becomes a label of the second stage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rashomon.understand import reader
from rashomon.understand.encoder import Encoder
from training.labelled import Act, Labelled, Place

SHORTEST = 40
"""Characters of a content below which nothing is looked for in it."""

_THAT = re.compile(r"[\"“‘']?that\s+", re.IGNORECASE)


def found(labelled: Labelled, encoder: Encoder) -> Labelled:
    """The text with the acts inside its contents added. Only acts with a named source are taken: they are surer."""
    acts = list(labelled.acts or ())
    inner = [act for outer in acts for piece in outer.content for act in _within(labelled.text, piece, encoder)]
    cues = [act.cue for act in acts]
    new = [a for a in inner if not any(a.cue[0] < e and s < a.cue[1] for s, e in cues)]
    blind = [p for p in labelled.blind if not any(p[0] < a.cue[1] and a.cue[0] < p[1] for a in new)]
    return replace(labelled, acts=(*acts, *new), blind=tuple(blind))


def _within(text: str, piece: Place, encoder: Encoder) -> Iterator[Act]:
    start, end = piece
    if end - start < SHORTEST:
        return
    opening = _THAT.match(text, start, end)
    start = opening.end() if opening else start
    words = text[start:end]
    alone = words[:1].upper() + words[1:]
    if len(alone) != len(words):
        return
    for act in reader.read(alone, encoder).acts:
        if act.source is not None:
            yield Act(
                (act.cue.start + start, act.cue.end + start),
                ((act.source.start + start, act.source.end + start),),
                tuple((c.start + start, c.end + start) for c in act.content),
            )
