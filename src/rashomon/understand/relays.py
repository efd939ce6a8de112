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
_AS_SAYING = re.compile(r"\s*([^.;:]{2,90}?),? (?:as )?((?:saying|telling|stating)\b)")
_WHICH_CITED = re.compile(r",? (?:which|who) (cited|cites|quoted|quotes|was citing|is citing) ([^,.;:]{2,90}?),")
_PASSED = re.compile(
    r", quoted by\b|\b(?:was|were|been|being|is|are) (?:quoted by|(?:told|informed|briefed|notified|assured) by)\b"
)
"""Passives in which whoever is named behind "by" tells or passes on: attribution/relayed.py reads them by grammar."""
_AS = re.compile(r"[^,.;:]{2,60} as ")
_FARTHEST = 160
"""Characters between "citing" and the words the same voice reports."""


def mended(acts: Sequence[Act], text: str) -> list[Act]:
    """The acts with those cited as voices of their own."""
    acts = [_capital(act, text) for act in acts]
    acts = [_past_cited(act, acts, text) for act in acts if not _passed(act, text)]
    acts = [kept for act in acts for kept in _which_cited(act, acts, text)]
    acts = [_past_citing(act, acts, text) for act in acts]
    out = [_spoken_by(act, acts, text) for act in acts]
    quoted = {act: inner for act in acts if (inner := _as_saying(act, acts, text)) is not None}
    found = {inner.cue for inner in quoted.values()}
    out = [act for act in out if act.cue not in found] + list(quoted.values())
    sources = [act.source for act in out if act.source is not None]
    kept = []
    for act in out:
        quoting = act.cue.of(text).split()[-1].lower() in _QUOTING
        content = tuple(
            c for c in act.content if not (quoting and any(_mostly(c, s) for s in sources if s != act.source))
        )
        if content:
            kept.append(replace(act, content=content))
    return kept


def _mostly(piece: Span, other: Span) -> bool:
    """Whether most of a piece is that other span: the words for who is cited, and nothing he says."""
    return 2 * piece.overlap(other) >= piece.end - piece.start


def _passed(act: Act, text: str) -> bool:
    """Whether a cue is part of a passive in which whoever is named behind "by" tells or passes on."""
    start = max(0, act.cue.start - 80)
    found = _PASSED.search(text, start, act.cue.end + 6)
    return found is not None and (
        found.end() > act.cue.start or _AS.fullmatch(text, found.end(), act.cue.start) is not None
    )


def _which_cited(act: Act, acts: Sequence[Act], text: str) -> list[Act]:
    """ "According to the agency, which cited police, ...": police say what the agency does, in an act of their own.

    An act read at that "cited" is taken back.
    """
    if act.source is not None and text[act.source.start : act.source.end].lower() in ("which", "who"):
        return [] if any(_aside(other, text, act.cue) for other in acts) else [act]
    aside = _aside(act, text, None)
    if aside is None:
        return [act]
    source, cue = (Span(start=aside.start(n), end=aside.end(n)) for n in (2, 1))
    content = tuple(replace(c, start=max(c.start, aside.end() + 1)) for c in act.content if c.end > aside.end() + 1)
    content = content or act.content
    return [replace(act, content=content), Act(cue=cue, source=source, content=content)]


def _aside(act: Act, text: str, cue: Span | None) -> re.Match[str] | None:
    """The ", which cited police," behind an act's source, with this cue if one is given."""
    found = _WHICH_CITED.match(text, act.source.end) if act.source is not None else None
    return found if found is not None and (cue is None or found.start(1) <= cue.start < found.end(1)) else None


def _names_cited(act: Act) -> bool:
    """Whether the source of a "citing" is read as the one cited, behind it."""
    return act.source is not None and act.source.start >= act.cue.end


def _past_citing(act: Act, acts: Sequence[Act], text: str) -> Act:
    """ "X said, citing Y, that ...": what X says stands behind Y, where only the words of the citing were read."""
    for other in acts:
        if other.cue.of(text).lower() in _CITING and _names_cited(other) and other.source is not None:
            aside = Span(start=other.cue.start, end=other.source.end)
            if 0 <= other.cue.start - act.cue.end <= len(", ") and all(aside.overlap(c) for c in act.content):
                return replace(act, content=other.content)
    return act


def _spoken_by(act: Act, acts: Sequence[Act], text: str) -> Act:
    """ "Local media, citing police, reported that ...": police say what local media report."""
    if act.cue.of(text).lower() not in _CITING or act.content[0].start < act.cue.end or _names_cited(act):
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
