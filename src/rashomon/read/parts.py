"""What the modules of this room hand each other: slices of files, drafts of reports, and trouble with one item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO
from urllib.parse import quote, unquote

from rashomon.errors import Unreadable
from rashomon.records import Anchor, Block, NotRead

MAX_BYTES = 20_000_000  # of one original; the longest page of 1,180 measured has 2.3 MB
MAX_LINE = 200_000  # code points of one paragraph; running text of news stays below 5,000


def not_read(trouble: Unreadable, locator: str) -> NotRead:
    """Trouble with one item as a value, with its place."""
    return NotRead(locator=locator, why=trouble.why, advice=trouble.advice)


def typed(media_type: str, **parameters: str | None) -> str:
    """A media type with parameters: what reading the bytes again needs and the bytes do not tell."""
    told = sorted((name, value) for name, value in parameters.items() if value)
    return media_type + "".join(f'; {name}="{quote(value, safe=" ")}"' for name, value in told)


def untyped(media_type: str) -> tuple[str, dict[str, str]]:
    """A media type and its parameters, both in lower case by name."""
    bare, *rest = media_type.split(";")
    pairs = (item.partition("=") for item in rest)
    return bare.strip().lower(), {k.strip().lower(): unquote(v.strip().strip('"')) for k, _, v in pairs if v}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is split: its place, and the names a user gave its fields (our name -> theirs)."""

    locator: str
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a draft is made with beside the bytes: the time of capture and the parameters of the media type."""

    seen: datetime
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The bytes of one report inside a file, with the place they came from and the kind of bytes they are.

    ``seen`` is when they were captured, where the file says so; ``lead`` the address whose page they announce.
    """

    payload: bytes
    locator: str
    media_type: str
    seen: datetime | None = None
    lead: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An address that a file lists and holds no report of: fetched only where a user asked for that."""

    address: str
    locator: str


Part = Slice | Lead | NotRead


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a file declares about itself, as written there; None where it does not say.

    ``url`` is where it was found, ``own`` the address that a page gives itself (rel=canonical), which is taken at its
    word within one outlet only. ``dates`` are publication dates with the name of the field they stand in, best first.
    """

    title: str | None = None
    url: str | None = None
    own: str | None = None
    outlet: str | None = None
    author: str | None = None
    language: str | None = None
    dates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Text with its blocks and anchors and what was declared, before the text itself is looked into."""

    text: str
    blocks: tuple[Block, ...]
    anchors: tuple[Anchor, ...]
    fields: Fields = field(default_factory=Fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of input.

    ``split`` yields the reports' bytes of an open file (`Lead` for an address it lists, NotRead for what is neither);
    ``draft`` reads the bytes of one report and raises `Unreadable`; None where ``split`` gives slices of other kinds.
    ``suffixes`` are lower case with the dot; ``also`` are more media types of the same; ``begins`` tells by the first
    bytes of a file whether it is of this kind, whatever its name says.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    split: Callable[[BinaryIO, Source], Iterator[Part]]
    draft: Callable[[bytes, Given], Draft] | None = None
    also: tuple[str, ...] = ()
    begins: Callable[[bytes], bool] | None = None
