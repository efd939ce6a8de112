"""Statements for texts that label speech only: the product's own rules cut the labelled contents into clauses.

Silver, not gold: the rules' cut stands in where no hand has made one, at a lower rate than the gold, which comes after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from rashomon.read import extract
from rashomon.records import Commitment, Polarity, QuoteKind, Span
from rashomon.understand import names, sentences, statements
from rashomon.understand import reader as trained
from rashomon.understand.attribution import read as attribution_read
from rashomon.understand.moments import publication
from rashomon.understand.pieces import Words, runs
from training.labelled import Labelled, Place, Said

SEEN = datetime(2020, 1, 1, tzinfo=UTC)


def cut(labelled: Labelled, words: Words) -> Labelled:
    """The text with statements cut by rules from its labelled acts; what stands in quotation marks is left open."""
    report = extract(labelled.text.encode("utf-8"), locator="a", media_type="text/plain", seen=SEEN)
    if report.text != labelled.text or labelled.acts is None:
        return labelled
    acts = tuple(
        trained.Act(
            cue=Span(start=act.cue[0], end=act.cue[1]),
            source=Span(start=act.source[0][0], end=act.source[0][1]) if act.source else None,
            content=tuple(Span(start=s, end=e) for s, e in act.content if s < e),
        )
        for act in labelled.acts
        if act.cue[0] < act.cue[1]
    )
    found = sentences.split(report)
    seen = trained.Read(acts=acts, statements=(), names=(), words=words, factual=None)  # type: ignore[arg-type]
    named = names.find_names(report.text, found)
    attributions = attribution_read.find(report.text, found, seen, None)
    when = publication.infer(report.text, report.blocks, report.published, report.dateline, report.seen)
    made = statements.make(report, found, attributions, named, when)
    said = []
    for one in made:
        start = one.span.start + _opening(labelled.text[one.span.start : one.span.end])
        place = (start, one.span.end)
        whole = len(one.content) == 1 and one.quote is not QuoteKind.DIRECT
        if whole and not any(act.cue[0] < place[1] and place[0] < act.cue[1] for act in labelled.acts):
            said.append(Said(place, _FIRMNESS[one.commitment], one.polarity is Polarity.NEGATIVE))
    return replace(labelled, statements=tuple(said), ignored=tuple(_open_places(labelled, said, words)))


def _opening(text: str) -> int:
    """The length of a leading "that"."""
    return 5 if text.lower().startswith("that ") else 0


def _open_places(labelled: Labelled, said: Sequence[Said], words: Words) -> Iterator[Place]:
    """What the rules leave undecided: speeches in quotation marks, and the outlet's words that are no statement.

    Known to be in no statement are only reporting words, sources, and what a content leaves between its clauses.
    """
    known = np.zeros(len(labelled.text) + 1, dtype=bool)
    for act in labelled.acts or ():
        for start, end in (act.cue, *act.source, *act.content):
            known[start:end] = True
    flags = [bool(q) for q in words.quoted]
    for first, last in runs(flags):
        if last - first >= _SPEECH:
            known[words.starts[first] : words.ends[last - 1]] = False
    for one in said:
        known[one.place[0] : one.place[1]] = True
    for start, end in runs((~known).tolist()):
        yield start, end


_SPEECH = 7
"""Words with their marks from which a quotation is a speech, whose statements the rules do not part."""

_FIRMNESS = {commitment: number for number, commitment in enumerate(trained.FIRMNESS)}
assert len(_FIRMNESS) == len(Commitment)
