"""Phrases with marks in them, and their rendering: marks nest as acts do, so parents and owners need no telling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from training.invented.examples import Example, Marked, Place, Said

WEAKEST = ("denied", "unconfirmed", "question", "planned", "speculated", "alleged", "assessed", "reported", "asserted")
"""Of several layers the one named first here decides how firmly a statement is put."""


@dataclass(eq=False, slots=True)
class Act:
    """An act of reporting to be; ``like``: the earlier act whose source an inherited one takes over.

    ``named_by``: the act whose source names this one's speaker too, where a cue has no source of its own.
    """

    commitment: str = "reported"
    like: Act | None = None
    named_by: Act | None = None


@dataclass(eq=False, slots=True)
class Claim:
    """A statement to be, as firm as its own words put it; marked in several pieces, it runs from the first to the last."""

    commitment: str = "asserted"
    polarity: str = "+"


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase that is the source, cue or content of an act, or the words of a statement."""

    role: Literal["source", "cue", "content", "said"]
    of: Act | Claim
    inside: Phrase


Phrase = tuple["str | Part | Phrase", ...]


def source(act: Act, *inside: str | Part | Phrase) -> Part:
    """Words that name who speaks."""
    return Part("source", act, inside)


def cue(act: Act, *inside: str | Part | Phrase) -> Part:
    """Words of saying."""
    return Part("cue", act, inside)


def content(act: Act, *inside: str | Part | Phrase) -> Part:
    """What is said; several of one act are its pieces."""
    return Part("content", act, inside)


def said(claim: Claim, *inside: str | Part | Phrase) -> Part:
    """The words of a statement."""
    return Part("said", claim, inside)


def plain(phrase: Phrase) -> str:
    """The words alone."""
    return "".join(p if isinstance(p, str) else plain(p.inside if isinstance(p, Part) else p) for p in phrase)


def capital(phrase: Phrase) -> Phrase:
    """With its first letter a capital, quotation marks before it left alone."""
    done = False

    def walk(parts: Phrase) -> Phrase:
        nonlocal done
        out: list[str | Part | Phrase] = []
        for part in parts:
            if done:
                out.append(part)
            elif isinstance(part, str):
                found = re.search(r"\w", part)
                done = found is not None
                out.append(part[: found.start()] + part[found.start()].upper() + part[found.end() :] if found else part)
            elif isinstance(part, Part):
                out.append(Part(part.role, part.of, walk(part.inside)))
            else:
                out.append(walk(part))
        return tuple(out)

    return walk(phrase)


@dataclass(slots=True)
class _Written:
    """A text as far as it is written, with what stands where."""

    text: str = ""
    acts: list[Act] = field(default_factory=list)
    parents: dict[Act, Act | None] = field(default_factory=dict)
    sources: dict[Act, Place] = field(default_factory=dict)
    cues: dict[Act, Place] = field(default_factory=dict)
    contents: dict[Act, list[Place]] = field(default_factory=dict)
    claims: dict[Claim, tuple[Act | None, Place]] = field(default_factory=dict)
    within: list[Act] = field(default_factory=list)

    def write(self, phrase: Phrase) -> None:
        for part in phrase:
            if isinstance(part, str):
                self.text += part
            elif isinstance(part, Part):
                self._mark(part)
            else:
                self.write(part)

    def _mark(self, part: Part) -> None:
        begun, of = len(self.text), part.of
        outer = self.within[-1] if self.within else None
        if isinstance(of, Act):
            if of not in self.parents:
                self.acts.append(of)
                self.parents[of] = outer
            if part.role == "content":
                self.parents[of] = outer
                self.within.append(of)
        self.write(part.inside)
        place = _trimmed(self.text, begun)
        if isinstance(of, Claim):
            owner, begun = (outer, place[0]) if of not in self.claims else (self.claims[of][0], self.claims[of][1][0])
            self.claims[of] = (owner, (begun, place[1]))
        elif part.role == "content":
            self.within.pop()
            self.contents.setdefault(of, []).append(place)
        else:
            (self.sources if part.role == "source" else self.cues)[of] = place

    def above(self, act: Act | None) -> list[Act]:
        """The act and those it lies in."""
        out = []
        while act is not None:
            out.append(act)
            act = self.parents[act]
        return out


def rendered(paragraphs: Sequence[Sequence[Phrase]], family: str) -> Example:
    """The example of paragraphs of sentences; sentences come with their stops and get their capitals here."""
    made = _Written()
    for number, paragraph in enumerate(paragraphs):
        made.text += "\n\n" if number else ""
        for place, sentence in enumerate(paragraph):
            made.text += " " if place else ""
            made.write(capital(sentence))
    numbers = {act: n for n, act in enumerate(made.acts)}
    marked = []
    for act in made.acts:
        namer = act
        while (before := namer.like or namer.named_by) is not None:
            namer = before
        above = made.parents[act]
        marked.append(
            Marked(
                source=made.sources.get(namer),
                cue=made.cues.get(act),
                content=tuple(made.contents[act]),
                parent=None if above is None else numbers[above],
                inherited=act.like is not None,
                commitment=act.commitment,
            )
        )
    return Example(made.text, tuple(marked), tuple(_said(made, numbers)), family)


def _said(made: _Written, numbers: dict[Act, int]) -> list[Said]:
    out = []
    for claim, (owner, (start, end)) in made.claims.items():
        layers = [claim.commitment, *(act.commitment for act in made.above(owner))]
        denied = any(act.commitment == "denied" for act in made.above(owner))
        firmness = min(layers, key=WEAKEST.index)
        polarity = "-" if denied else claim.polarity
        out.append(Said(start, end, None if owner is None else numbers[owner], firmness, polarity))
    return sorted(out, key=lambda s: (s.start, -s.end))


def _trimmed(text: str, start: int) -> Place:
    words = text[start:]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
