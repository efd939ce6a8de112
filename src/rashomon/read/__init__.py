"""A source in, reports out: `read` walks files, `extract` makes one report of archived bytes and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from rashomon.errors import Unreadable
from rashomon.read.assemble import EXTRACTOR, assemble
from rashomon.read.parts import Slice, not_read
from rashomon.read.registry import kind_of_file, kind_of_media
from rashomon.read.walk import Found, open_file, walk
from rashomon.records import NotRead, Original, Report, Taken

__all__ = ["EXTRACTOR", "Unreadable", "extract", "read"]

_MAX_COMPLAINTS = 20  # about parts of one file, named one by one


def read(paths: Iterable[str | Path], *, seen: datetime) -> Iterator[Taken | NotRead]:
    """Reports of files and folders, in the order given, folders sorted by name; trouble with an item is a NotRead.

    ``seen`` is the time of capture (aware). Nothing is written, nothing is fetched, and no item stops the rest.
    """
    for path in paths:
        for found in walk(Path(path)):
            if isinstance(found, NotRead):
                yield found
            else:
                yield from _file(found, seen)


def extract(payload: bytes, *, locator: str, media_type: str, seen: datetime) -> Report:
    """The report of an original's bytes: a pure function of its arguments. Raises `Unreadable`.

    ``locator`` matters only where it is a web address and the bytes declare none. In ``text`` control characters and
    bidirectional overrides stand as U+FFFD, one for one.
    """
    return assemble(kind_of_media(media_type).draft(payload, seen), payload, locator, seen)


def _file(found: Found, seen: datetime) -> Iterator[Taken | NotRead]:
    complaints = 0
    try:
        with open_file(found) as stream:
            head = stream.read(1024)
            stream.seek(0)
            kind = kind_of_file(found.path.suffix, head)
            for part in kind.split(stream, found.locator):
                result = _taken(part, seen) if isinstance(part, Slice) else part
                if isinstance(result, NotRead):
                    complaints += 1
                    if complaints > _MAX_COMPLAINTS:
                        continue
                yield result
    except Unreadable as trouble:
        yield not_read(trouble, found.locator)
    except OSError as error:
        why = f"it could not be read ({error.strerror or error})"
        yield NotRead(locator=found.locator, why=why, advice="check the disk")
    if complaints > _MAX_COMPLAINTS:
        why = f"{complaints - _MAX_COMPLAINTS:,} more parts of it could not be read"
        yield NotRead(locator=found.locator, why=why, advice="see those named before")


def _taken(part: Slice, seen: datetime) -> Taken | NotRead:
    try:
        report = extract(part.payload, locator=part.locator, media_type=part.media_type, seen=seen)
    except Unreadable as trouble:
        return not_read(trouble, part.locator)
    digest = hashlib.sha256(part.payload).hexdigest()
    original = Original(id=digest, size=len(part.payload), media_type=part.media_type)
    return Taken(original=original, payload=part.payload, report=report, locator=part.locator)
