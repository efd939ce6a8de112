"""Who is named for a statement in a report and in the one it was made of: attribution dropped, replaced, added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.compare.lineage.counterparts import Reading, told_by
from rashomon.compare.questions.evidence import Dated
from rashomon.compare.who.identity import cited_outlet, folded, perhaps_same, same_outlet
from rashomon.records import Mutation, MutationKind, Outlet, Report, Span, Statement, Voice, VoiceKind
from rashomon.records.spelling import near_spelling

ELSEWHERE = (
    0.5  # chance of telling the same from which a statement that names the speaker makes up for one that does not
)
_PASSING = frozenset({VoiceKind.OUTLET, VoiceKind.CONDUIT})
_NAMED = frozenset({VoiceKind.PERSON, VoiceKind.INSTITUTION, VoiceKind.DOCUMENT})


def attributions(child: Reading, parent: Reading, pairs: Sequence[tuple[Statement, Statement]]) -> Iterator[Mutation]:
    """The changes of attribution between counterparts (child's, parent's). A report that names the speaker in another
    statement that tells the same drops nothing, and one that cites the parent's outlet adds nothing."""
    dated = {d.statement.id: d for reading in (child, parent) for d in reading.statements}
    for ours, theirs in pairs:
        kind = _kind(ours, theirs, (child.report.outlet, parent.report.outlet))
        if kind is None or _elsewhere(kind, ours, theirs, (child, parent), dated):
            continue
        missed = parent if kind is MutationKind.ATTRIBUTION_ADDED else child
        if _mentioned(*((ours.speaker, theirs) if missed is parent else (theirs.speaker, ours)), missed.report):
            continue
        now, before = ours.chain[-1], theirs.chain[-1]
        yield Mutation(
            kind=kind,
            child=_place(ours, now),
            parent=_place(theirs, before),
            child_words=_called(now, child.report.text),
            parent_words=_called(before, parent.report.text),
            statements=(ours.id, theirs.id),
        )


def _place(said: Statement, voice: Voice) -> Span:
    """Where the voice is named for the statement; the sentence where nobody is."""
    return said.sentence if _nobody(voice) else voice.span or voice.cue or said.sentence


def _mentioned(speaker: Voice, said: Statement, report: Report) -> bool:
    """Whether the sentence of a statement names the speaker all the same, so that at most its scope is in doubt."""
    if speaker.kind not in _NAMED:
        return False
    name, words = folded(speaker.name), folded(said.sentence.of(report.text))
    name = name[-1:] if speaker.kind is VoiceKind.PERSON else name
    return bool(name) and any(words[i : i + len(name)] == name for i in range(len(words) - len(name) + 1))


def _called(voice: Voice, text: str) -> str:
    """A voice as shown; "" for the outlet's own."""
    if voice.kind is VoiceKind.OUTLET or _nobody(voice):
        return ""
    place = voice.span or voice.cue
    return place.of(text) if voice.kind is VoiceKind.UNNAMED and place else voice.name


def _kind(ours: Statement, theirs: Statement, outlets: tuple[Outlet, Outlet]) -> MutationKind | None:
    now, before = ours.speaker, theirs.speaker
    if before.kind in _PASSING or _nobody(before):
        if now.kind is VoiceKind.OUTLET or _nobody(now) or _points_back(now, theirs, outlets[1]):
            return None
        if before.kind is VoiceKind.CONDUIT:
            return None if _one(now, before) else MutationKind.ATTRIBUTION_REPLACED
        return MutationKind.ATTRIBUTION_ADDED
    if now.kind is VoiceKind.OUTLET or _nobody(now):
        return None if _is_outlet(before, outlets[0]) else MutationKind.ATTRIBUTION_DROPPED
    if _one(now, before):
        return None
    if now.kind is before.kind and now.kind in _NAMED and _misspelt(now.name, before.name):
        return MutationKind.NAME_ALTERED
    return MutationKind.ATTRIBUTION_REPLACED


def _nobody(voice: Voice) -> bool:
    """Whether words such as "it is understood" stand where a speaker could: a hedge, told as that."""
    return voice.kind is VoiceKind.UNNAMED and voice.span is None and voice.name == voice.key


def _points_back(now: Voice, theirs: Statement, parent: Outlet) -> bool:
    """Whether the child cites the parent itself, or an outlet that the parent cites."""
    cited = cited_outlet(now)
    if cited is None:
        return now.kind is VoiceKind.CONDUIT  # "the agency": which one is not said
    if same_outlet(cited, (parent.key, parent.name)):
        return True
    return any((other := cited_outlet(v)) is not None and same_outlet(cited, other) for v in theirs.chain[1:])


def _is_outlet(voice: Voice, outlet: Outlet) -> bool:
    """Whether the speaker is the child's own outlet, which then needs no naming."""
    return same_outlet((voice.key, voice.name), (outlet.key, outlet.name))


def _one(now: Voice, before: Voice) -> bool:
    """Whether two voices may be one: one key, one speaking for the other, or one name within the other."""
    if now.kind is VoiceKind.UNNAMED and before.kind is VoiceKind.UNNAMED:
        return True
    keys = [{v.key, *([v.institution] if v.institution else [])} for v in (now, before)]
    if keys[0] & keys[1]:
        return now.kind is not VoiceKind.UNNAMED or before.kind is VoiceKind.UNNAMED
    if VoiceKind.UNNAMED in (now.kind, before.kind):
        return False
    short, long = sorted((frozenset(folded(now.name)), frozenset(folded(before.name))), key=len)
    return bool(short) and (short <= long or perhaps_same({now.key}, {before.key}))


def _misspelt(now: str, before: str) -> bool:
    """Whether two names are the same words but for a letter or two in some."""
    ours, theirs = folded(now), folded(before)
    if len(ours) != len(theirs):
        return False
    return all(a == b or near_spelling(a, b) or _one_letter(a, b) for a, b in zip(ours, theirs, strict=True))


def _one_letter(a: str, b: str) -> bool:
    """Whether two long words are made of the same letters in another order, or differ in one of them."""
    if len(a) < 5 or len(a) != len(b):
        return False
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(differing) == 1 or (len(differing) == 2 and differing[0] == differing[1][::-1])


def _elsewhere(
    kind: MutationKind,
    ours: Statement,
    theirs: Statement,
    readings: tuple[Reading, Reading],
    dated: dict[str, Dated],
) -> bool:
    """Whether the report that names nobody here, or somebody else, names the speaker where it tells the same again."""
    child, parent = readings
    if kind is MutationKind.ATTRIBUTION_ADDED:
        return any(_again(d, ours.speaker, dated[ours.id]) for d in parent.statements)
    return any(
        _again(d, theirs.speaker, dated[theirs.id])
        for d in child.statements
        if d.statement.sentence != ours.sentence or d.statement.id == ours.id
    )


def _again(one: Dated, speaker: Voice, told: Dated) -> bool:
    voice = one.statement.speaker
    return voice.kind not in _PASSING and _one(voice, speaker) and told_by(one, told) >= ELSEWHERE
