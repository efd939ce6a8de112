"""From acts of reporting to chains: the outlet, who passed it on, who speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.records import Commitment, MarkKind, Report, Span, Voice, VoiceKind
from rashomon.understand import outlets
from rashomon.understand.cues import cues
from rashomon.understand.lemmas import lemma
from rashomon.understand.names import Names
from rashomon.understand.parts import Attribution, Sentence

_BUCKET = 512  # characters; acts are looked up by where their contents lie, so that long texts stay linear


@dataclass(frozen=True, slots=True)
class Chained:
    """The chain over a stretch of text and the acts it was made of, outermost first."""

    chain: tuple[Voice, ...]
    acts: tuple[Attribution, ...]

    @property
    def cue(self) -> Span | None:
        """The innermost reporting words."""
        return next((act.cue for act in reversed(self.acts) if act.cue), None)


class Chains:
    """Makes the chain over any stretch of one report's text."""

    def __init__(
        self, report: Report, sentences: Mapping[int, Sentence], acts: Sequence[Attribution], names: Names
    ) -> None:
        self._report, self._sentences, self._acts, self._names = report, sentences, acts, names
        self._near: dict[int, list[int]] = {}
        for number, act in enumerate(acts):
            for bucket in {n for s in act.content for n in range(s.start // _BUCKET, (s.end - 1) // _BUCKET + 1)}:
                self._near.setdefault(bucket, []).append(number)
        self._outlet = Voice(kind=VoiceKind.OUTLET, key=report.outlet.key, name=report.outlet.name)
        lines = [mark for mark in report.marks if mark.kind is MarkKind.SOURCE_LINE and mark.key != report.outlet.key]
        self._source_line = (
            Voice(kind=VoiceKind.CONDUIT, key=lines[0].key, name=lines[0].name, span=lines[0].span)
            if len({mark.key for mark in lines}) == 1
            else None
        )

    def over(self, place: Span, innermost: Attribution | None) -> Chained:
        """The chain over ``place``: every act whose content holds it, the outlet before all, widest first.

        ``innermost`` is the act the words were taken from; acts narrower than it hold other words.
        """
        near = {*self._near.get(place.start // _BUCKET, ()), *self._near.get((place.end - 1) // _BUCKET, ())}
        around = [self._acts[number] for number in sorted(near) if _holds(self._acts[number], place)]
        if innermost is not None and innermost not in around:
            around.append(innermost)
        around.sort(key=lambda act: (-_width(act), self._cites(act), act.cue or act.content[0]))
        around = _trailing(around)
        voices = [voice for act in around for voice in self._voices(act)]
        return Chained(_chain(self._outlet, self._source_line, voices), tuple(around))

    def _cites(self, act: Attribution) -> bool:
        """Whether the cue is "citing": of two voices with the same words the one cited is the inner."""
        return act.cue is not None and act.cue.of(self._report.text).lower() in ("citing", "quoting")

    def _voices(self, act: Attribution) -> list[Voice]:
        """The conduit told, if any, and the speaker of one act."""
        sentence = self._sentences[act.sentence if act.inherited_from is None else act.inherited_from]
        voices = []
        if act.to is not None:
            told = self._names.voice(act.to, sentence)
            if told.kind in (VoiceKind.INSTITUTION, VoiceKind.CONDUIT):
                voices.append(Voice(kind=VoiceKind.CONDUIT, key=told.key, name=told.name, span=act.to))
        commitment = _commitment(act, self._report.text)
        inherited = act.inherited_from is not None
        if act.source is None:
            voices.append(
                Voice(
                    kind=VoiceKind.UNNAMED, key="unnamed", name="unnamed", commitment=commitment, cue=act.cue,
                    inherited=inherited,
                )
            )  # fmt: skip
            return voices
        speaking = self._names.voice(act.named or act.source, sentence)
        if speaking.kind is not VoiceKind.CONDUIT and act.cue is not None:
            bases = frozenset(lemma(word) for word in act.cue.of(self._report.text).split())
            speaking = outlets.passes_on(self._names, act.named or act.source, bases) or speaking
        voices.append(
            Voice(
                kind=speaking.kind,
                key=speaking.key,
                name=speaking.name,
                commitment=commitment,
                span=act.source,
                cue=act.cue,
                inherited=inherited,
                institution=speaking.institution,
            )
        )
        return voices


def _holds(act: Attribution, place: Span) -> bool:
    """Whether most of a place lies in an act's content."""
    shared = sum(piece.overlap(place) for piece in act.content)
    return shared >= 0.8 * (place.end - place.start)


def _trailing(acts: Sequence[Attribution]) -> list[Attribution]:
    """The acts with those that follow the same words in turn: in "X, the army said, the agency reported" the last says
    what all before it say, whatever the bounds of their contents.
    """
    out = list(acts)
    for place in range(len(out) - 1):
        outer, inner = out[place], out[place + 1]
        if outer.cue is None or inner.cue is None or outer.sentence != inner.sentence:
            continue
        end = max(outer.content[-1].end, inner.content[-1].end)
        alike = _width(inner) >= _ALIKE * _width(outer)
        if alike and end <= outer.cue.start < inner.cue.start and not _quotes(outer, inner):
            out[place], out[place + 1] = inner, outer
    return out


def _quotes(outer: Attribution, inner: Attribution) -> bool:
    """ "The agency quoted him as saying": who speaks stands between both cues."""
    if outer.cue is None or inner.cue is None or inner.source is None:
        return False
    return outer.cue.end <= inner.source.start and inner.source.end <= inner.cue.start


_ALIKE = 0.8
"""Part of the wider content's length from which two contents are the same words."""


def _width(act: Attribution) -> int:
    return act.content[-1].end - act.content[0].start


def _chain(outlet: Voice, source_line: Voice | None, voices: list[Voice]) -> tuple[Voice, ...]:
    """The voices as a chain: who says nothing of their own left out, bodies between outlet and speaker as conduits.

    A voice unnamed and undescribed stands only where no other voice does; a document nobody is named for ("the findings
    show") is no speaker where another voice names it, and no origin, but passes on what others say. The
    outlet of a source line ("Original source: ...") passes on what others say; the outlet's own words stay its own.
    """
    told = [voice for voice in voices if voice.key != "unnamed"] or voices[-1:]
    while len(told) > 1 and told[-1].key.startswith("document:"):
        told.pop()
    kept: list[Voice] = []
    for voice in told:
        if not kept or voice.key != kept[-1].key:
            kept.append(voice)
    if not kept:
        return (outlet,)
    if source_line is not None and all(voice.key != source_line.key for voice in kept):
        kept.insert(0, source_line)
    middle = [_as_conduit(voice) if voice.kind is VoiceKind.INSTITUTION else voice for voice in kept[:-1]]
    return (outlet, *middle, kept[-1])


def _as_conduit(voice: Voice) -> Voice:
    return Voice(
        kind=VoiceKind.CONDUIT, key=voice.key, name=voice.name, commitment=voice.commitment, span=voice.span,
        cue=voice.cue, inherited=voice.inherited, institution=voice.institution,
    )  # fmt: skip


def _commitment(act: Attribution, text: str) -> Commitment:
    """The voice's commitment by its reporting words."""
    if act.cue is None:
        return Commitment.ASSERTED
    lowers = act.cue.of(text).lower().replace("’", "'").split()
    known = cues()
    whole = " ".join(lowers)
    for forms in known.fixed.values():
        for form in forms:
            if form.cue.base == whole:
                return form.cue.commitment
    for place, word in enumerate(lowers):
        for form in known.verbs.get(word, ()):
            if tuple(lowers[place + 1 : place + 1 + len(form.rest)]) == form.rest:
                return form.cue.commitment
        if word in known.adverbs:
            return known.adverbs[word].commitment
        if word in known.nouns:
            return known.nouns[word].commitment
    return Commitment.ASSERTED
