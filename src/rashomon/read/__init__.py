"""A source in, reports out: `read` goes to sources, `extract` makes one report of archived bytes and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rashomon.errors import Unreadable
from rashomon.read.address import Families
from rashomon.read.assemble import EXTRACTOR, assemble
from rashomon.read.decode import neutral
from rashomon.read.parts import Given, Slice, not_read
from rashomon.read.registry import kind_of_media
from rashomon.read.sources import Reading, Sources, gathered, parts_of, sources_of
from rashomon.records import Capture, Fetched, NotRead, Original, Refused, Report, Taken

__all__ = ["EXTRACTOR", "Listed", "Sources", "Unreadable", "extract", "gathered", "held_in", "read", "sources_of"]

Item = Taken | Capture | NotRead | Fetched | Refused


def read(paths: Iterable[str | Path] | Sources, *, seen: datetime) -> Iterator[Item]:
    """Reports of sources, in the order given, folders sorted by name; trouble with an item is a NotRead.

    ``seen`` is the time of capture (aware) of what does not bring its own. Every fetch comes as `Fetched` or `Refused`
    before what came of it; what `Sources.known` knows comes as a `Capture` of the report held. Nothing is written, no
    item stops the rest, and nothing is fetched without a fetcher.
    """
    sources = sources_of(paths)
    for piece in Reading(sources, seen).pieces():
        item = _taken(piece, sources, seen) if isinstance(piece, Slice) else piece
        yield _in_lines(item) if isinstance(item, NotRead) else item


def extract(
    payload: bytes, *, locator: str, media_type: str, seen: datetime, families: Families | None = None
) -> Report:
    """The report of an original's bytes: a pure function of its arguments. Raises `Unreadable`.

    ``locator`` matters only where it is a web address and the bytes declare none; ``families`` is a user's table of
    outlets. In ``text`` control characters and
    bidirectional overrides stand as U+FFFD, one for one.
    """
    kind, parameters = kind_of_media(media_type)
    if kind.draft is None:
        raise Unreadable(f"a {kind.name} is read by its parts", "read the whole file again")
    draft = kind.draft(payload, Given(seen=seen, parameters=parameters))
    return assemble(draft, payload, locator, seen, families or {})


def _in_lines(item: NotRead) -> NotRead:
    """The trouble in one line each, whatever words of a file it quotes."""
    locator, why, advice = (" ".join(neutral(w).split()) for w in (item.locator, item.why, item.advice))
    return NotRead(locator=locator, why=why, advice=advice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One thing an answer holds: a report, the address of one, or both (an entry of a feed with its own text)."""

    address: str | None
    taken: Taken | None


def held_in(got: Fetched, families: Families | None = None) -> Iterator[Listed | NotRead]:
    """The reports in an answer and the addresses it lists, in its order; trouble with one part is a NotRead. Nothing is
    fetched. ``families`` is a user's table of outlets.
    """
    sources = Sources(families=families or {})
    try:
        for part in parts_of(got):
            if isinstance(part, NotRead):
                yield part
            elif isinstance(part, Slice):
                taken = _taken(part, sources, got.last.ended)
                if isinstance(taken, Taken):
                    yield Listed(address=part.lead, taken=taken)
                elif isinstance(taken, NotRead):
                    yield taken if part.lead is None else Listed(address=part.lead, taken=None)
            else:
                yield Listed(address=part.address, taken=None)
    except Unreadable as trouble:
        yield not_read(trouble, got.address)


def _taken(part: Slice, sources: Sources, seen: datetime) -> Taken | Capture | NotRead:
    digest = hashlib.sha256(part.payload).hexdigest()
    at = part.seen or seen
    if sources.known is not None and (held := sources.known(digest, part.locator)):
        return Capture(original_id=digest, report_id=held, locator=part.locator, seen=at)
    try:
        report = extract(
            part.payload, locator=part.locator, media_type=part.media_type, seen=at, families=sources.families
        )
    except Unreadable as trouble:
        return not_read(trouble, part.locator)
    original = Original(id=digest, size=len(part.payload), media_type=part.media_type)
    return Taken(original=original, payload=part.payload, report=report, locator=part.locator)
