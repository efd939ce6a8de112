"""From what a user names (files, folders, web addresses, ``-``) to the bytes of reports.

Nothing is fetched but what a user named or asked to follow; lists are followed three deep at most, and no address is
asked for twice in a run.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from rashomon.errors import Unreadable, UsageError
from rashomon.read.address import Families
from rashomon.read.fields import NAMES
from rashomon.read.guard import masked, permission
from rashomon.read.page import PAGE
from rashomon.read.parts import MAX_BYTES, Kind, Lead, Part, Slice, Source, not_read, typed, untyped
from rashomon.read.plain import PLAIN
from rashomon.read.registry import kind_of_answer, kind_of_file
from rashomon.read.walk import Found, open_file, walk
from rashomon.records import Fetched, NotRead, Refused

if TYPE_CHECKING:
    from rashomon.read.fetch import Fetcher

DEEPEST = 3  # OPML, feed, page
_HEAD = 4096
_FOLLOW = "rashomon read --follow fetches what it lists"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What to read and how.

    ``paths`` are files, folders, web addresses and "-" for ``stdin``. Web addresses need a ``fetcher``; ``follow``
    fetches what files list as well. ``names`` maps our names of fields to those of a table or JSON file. ``families``
    is a table of outlets: a domain or a name in lower case, and the key and name of the outlet it belongs to. ``known``
    gives the report held of these bytes (by digest) from this place, which is then not read again. ``moved`` is told
    how many bytes of how many of a file have been passed.
    """

    paths: tuple[str | Path, ...] = ()
    fetcher: Fetcher | None = None
    follow: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    families: Families = field(default_factory=dict)
    stdin: BinaryIO | None = None
    known: Callable[[str, str], str | None] | None = None
    moved: Callable[[int, int], None] | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        """The paths as they may be shown and logged: without passwords in addresses."""
        return tuple(masked(str(p)) if is_address(p) else str(p) for p in self.paths)


Piece = Slice | NotRead | Fetched | Refused


def is_address(path: str | Path) -> bool:
    """Whether a user named a web address."""
    return isinstance(path, str) and path.lower().startswith(("http://", "https://"))


class Reading:
    """One run over sources: it remembers which addresses it has been to."""

    def __init__(self, sources: Sources, seen: datetime) -> None:
        self._sources, self._seen = sources, seen
        self._visited: set[str] = set()

    def pieces(self) -> Iterator[Piece]:
        """The bytes of every report, the trouble, and every fetch just before what came of it, in the order given."""
        for path in self._sources.paths:
            if is_address(path):
                yield from self._address(str(path), 0)
            elif str(path) == "-":
                yield from self._stdin()
            else:
                for found in walk(Path(path)):
                    yield from [found] if isinstance(found, NotRead) else self._file(found)

    def _stdin(self) -> Iterator[Piece]:
        if self._sources.stdin is None:
            yield NotRead(locator="-", why="there is no standard input here", advice="name a file")
            return
        payload = self._sources.stdin.read(MAX_BYTES + 1)
        yield from self._split("standard input", io.BytesIO(payload), lambda head: kind_of_file("", head))

    def _file(self, found: Found) -> Iterator[Piece]:
        try:
            with open_file(found) as stream:
                yield from self._split(found.locator, stream, lambda head: kind_of_file(found.path.name, head))
        except Unreadable as trouble:
            yield not_read(trouble, found.locator)
        except OSError as error:
            why = f"it could not be read ({error.strerror or error})"
            yield NotRead(locator=found.locator, why=why, advice="check the disk")

    def _split(self, locator: str, stream: BinaryIO, kind_of: Callable[[bytes], Kind]) -> Iterator[Piece]:
        """The pieces of an open file, and one line on the addresses it lists where they are not gone to."""
        leads = 0
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        try:
            kind = kind_of(stream.read(_HEAD))
            stream.seek(0)
            for part in kind.split(stream, Source(locator=locator, names=self._sources.names)):
                if self._sources.moved is not None:
                    self._sources.moved(stream.tell() if not stream.closed else size, size)
                leads += isinstance(part, Lead)
                yield from self._part(part, 0, follow=self._sources.follow)
        except Unreadable as trouble:
            yield not_read(trouble, locator)
        if leads and not (self._sources.follow and self._sources.fetcher):
            many = (
                "1 address and holds no text of it" if leads == 1 else f"{leads:,} addresses and holds no text of them"
            )
            yield NotRead(locator=locator, why=f"it lists {many}", advice=_FOLLOW)

    def _part(self, part: Part, depth: int, *, follow: bool) -> Iterator[Piece]:
        if isinstance(part, NotRead):
            yield part
            return
        address = part.address if isinstance(part, Lead) else part.lead
        went = False
        if follow and address and self._sources.fetcher is not None:
            for piece in self._address(address, depth + 1):
                went = went or isinstance(piece, Slice)
                yield piece
        if isinstance(part, Slice) and not went:
            yield part

    def _address(self, address: str, depth: int) -> Iterator[Piece]:
        """What is at an address: a page, a file, or a list whose addresses are gone to in turn."""
        fetcher = self._sources.fetcher
        if fetcher is None:
            yield NotRead(locator=masked(address), why="nothing is fetched here", advice="save it and name the file")
            return
        if address in self._visited:
            return
        self._visited.add(address)
        if depth >= DEEPEST:
            yield NotRead(locator=masked(address), why="it is a list inside lists of lists", advice="name its address")
            return
        got = fetcher.get(address)
        yield got
        if (
            isinstance(got, Fetched)
            and got.status in (429, 503)
            and (got.retry_after or 1e9) <= fetcher.limits.patience
        ):
            got = fetcher.get(address)  # the pause it asked for is sat out first
            yield got
        if isinstance(got, Refused):
            yield NotRead(locator=got.asked, why=got.why, advice=got.advice)
        elif got.trouble is not None:
            yield NotRead(locator=got.asked, why=got.trouble[0], advice=got.trouble[1])
        else:
            self._visited.add(got.address)
            yield from self._answer(got, depth)

    def _answer(self, got: Fetched, depth: int) -> Iterator[Piece]:
        try:
            for part in parts_of(got, self._sources.names):
                yield from self._part(part, depth, follow=True)
        except Unreadable as trouble:
            yield not_read(trouble, got.address)


def parts_of(got: Fetched, names: Mapping[str, str] | None = None) -> Iterator[Part]:
    """What an answer holds, in its order, without going anywhere else. Raises `Unreadable`."""
    kind = _kind(got)
    charset = untyped(got.last.header("content-type") or "")[1].get("charset")
    for part in kind.split(io.BytesIO(got.body), Source(locator=got.address, names=names or {})):
        if isinstance(part, Slice) and part.seen is None:
            part = replace(part, seen=got.last.ended)
        if isinstance(part, Slice) and kind in (PAGE, PLAIN) and charset:
            part = replace(part, media_type=typed(kind.media_type, charset=charset[:40]))
        yield part


def _kind(got: Fetched) -> Kind:
    """By what it begins with and is declared as, else by the ending of its address."""
    try:
        return kind_of_answer(got.media_type, got.body[:_HEAD])
    except Unreadable:
        name = urlsplit(got.address).path.rpartition("/")[2]
        if "." not in name:
            raise
        return kind_of_file(name, got.body[:_HEAD])


def gathered(
    paths: Iterable[str | Path],
    *,
    follow: bool = False,
    names: Mapping[str, str] | None = None,
    allow: Iterable[str] = (),
    families: Families | None = None,
    stdin: BinaryIO | None = None,
) -> Sources:
    """Sources with a fetcher where one is needed: for web addresses, and where lists are followed.

    ``allow`` are hosts and networks inside that may be gone to. Raises UsageError where one of them is none, and where
    ``names`` holds no field of ours.
    """
    given = tuple(paths)
    if unknown := sorted(set(names or {}) - NAMES.keys()):
        raise UsageError(f"there is no field {unknown[0]!r}: it may be {', '.join(NAMES)}")
    allowed = tuple(allow)
    permission(allowed)  # a wrong one is told even where nothing is fetched
    fetcher = None
    if follow or any(map(is_address, given)):
        from rashomon.read.fetch import Fetcher  # a fifth of a second, which reading files need not pay

        fetcher = Fetcher(allow=allowed)
    return Sources(
        paths=given, fetcher=fetcher, follow=follow, names=dict(names or {}), families=families or {}, stdin=stdin
    )


def sources_of(paths: Iterable[str | Path] | Sources) -> Sources:
    """Sources of plain paths, or the sources themselves."""
    return paths if isinstance(paths, Sources) else Sources(paths=tuple(paths))
