"""One text with the labels a data set gives for it; what a set does not label is None and never counted as absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Place = tuple[int, int]
"""Half-open range of code points."""

NAME_KINDS = ("PERSON", "ORGANISATION", "PLACE", "EQUIPMENT", "NATIONALITY")
FIRMNESS = ("asserted", "assessed", "alleged", "possible", "planned", "denied", "unconfirmed", "question")


@dataclass(frozen=True, slots=True)
class Act:
    """One act of reporting: the pieces of its source and content, and its cue. Acts may lie in others' contents."""

    cue: Place
    source: tuple[Place, ...]
    content: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One statement's words, how firmly put (an index of FIRMNESS, None where not labelled), and whether negated."""

    place: Place
    firmness: int | None = None
    negative: bool | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its labels.

    ``blind``: where a missing cue means nothing (PolNeAR labels no act inside another's content). ``acts_complete``:
    whether the listed acts are all there are; where not, only the pair scorer learns from them. ``ignored``: where
    statements are not labelled. ``factual``: predicates with -3..3. ``clauses``: where clauses begin.
    """

    text: str
    origin: str
    acts: tuple[Act, ...] | None = None
    acts_complete: bool = True
    blind: tuple[Place, ...] = ()
    statements: tuple[Said, ...] | None = None
    ignored: tuple[Place, ...] = ()
    names: tuple[tuple[int, int, str], ...] | None = None
    factual: tuple[tuple[int, int, float], ...] = field(default=())
    clauses: tuple[int, ...] | None = None


def joined(parts: Sequence[Labelled], origin: str) -> Labelled:
    """Texts of one set as the paragraphs of one, labels moved along. All parts carry the same kinds of labels."""
    text, shift = "", 0
    names: list[tuple[int, int, str]] = []
    factual: list[tuple[int, int, float]] = []
    clauses: list[int] = []
    for part in parts:
        text = f"{text}\n{part.text}" if text else part.text
        shift = len(text) - len(part.text)
        names += [(s + shift, e + shift, kind) for s, e, kind in part.names or ()]
        factual += [(s + shift, e + shift, value) for s, e, value in part.factual]
        clauses += [place + shift for place in part.clauses or ()]
    return Labelled(
        text=text,
        origin=origin,
        names=tuple(names) if parts[0].names is not None else None,
        factual=tuple(factual),
        clauses=tuple(clauses) if parts[0].clauses is not None else None,
    )


def packed(parts: Sequence[Labelled], origin: str, room: int = 900) -> list[Labelled]:
    """Sentences joined in their order to texts of about ``room`` code points."""
    out: list[Labelled] = []
    row: list[Labelled] = []
    size = 0
    for part in parts:
        if row and size + len(part.text) > room:
            out.append(joined(row, origin))
            row, size = [], 0
        row.append(part)
        size += len(part.text)
    return [*out, joined(row, origin)] if row else out
