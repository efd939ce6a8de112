"""What one answer of the web holds, without going anywhere else."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from rashomon.errors import Unreadable
from rashomon.read.assemble import assemble
from rashomon.read.page import PAGE
from rashomon.read.parts import Given, Kind, Lead, Slice, Source, not_read, typed, untyped
from rashomon.read.plain import PLAIN
from rashomon.read.registry import kind_of_answer, kind_of_file, kind_of_media
from rashomon.records import Fetched, NotRead, Original, Taken

_HEAD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One thing an answer holds: a report, the address of one, or both (an entry with its own text)."""

    address: str | None
    taken: Taken | None


def held_in(got: Fetched) -> Iterator[Listed | NotRead]:
    """The reports in an answer and the addresses it lists, in its order; trouble with one part is a NotRead."""
    try:
        kind = _kind(got)
        charset = untyped(got.last.header("content-type") or "")[1].get("charset")
        for part in kind.split(io.BytesIO(got.body), Source(locator=got.address)):
            if isinstance(part, NotRead):
                yield part
            elif isinstance(part, Lead):
                yield Listed(address=part.address, taken=None)
            else:
                media = typed(kind.media_type, charset=charset[:40]) if kind in (PAGE, PLAIN) and charset else None
                yield _listed(part, media or part.media_type, got.last.ended)
    except Unreadable as trouble:
        yield not_read(trouble, got.address)


def _listed(part: Slice, media_type: str, seen: datetime) -> Listed | NotRead:
    try:
        kind, parameters = kind_of_media(media_type)
        if kind.draft is None:
            raise Unreadable(f"a {kind.name} is read by its parts", "read the whole file")
        draft = kind.draft(part.payload, Given(seen=part.seen or seen, parameters=parameters))
        report = assemble(draft, part.payload, part.locator, part.seen or seen)
    except Unreadable as trouble:
        return not_read(trouble, part.locator)
    digest = hashlib.sha256(part.payload).hexdigest()
    original = Original(id=digest, size=len(part.payload), media_type=media_type)
    return Listed(
        address=part.lead,
        taken=Taken(original=original, payload=part.payload, report=report, locator=part.locator),
    )


def _kind(got: Fetched) -> Kind:
    try:
        return kind_of_answer(got.media_type, got.body[:_HEAD])
    except Unreadable:
        name = urlsplit(got.address).path.rpartition("/")[2]
        if "." not in name:
            raise
        return kind_of_file(name, got.body[:_HEAD])
