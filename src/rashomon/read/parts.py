"""What the modules of this room hand each other: slices of files, drafts of reports, and trouble with one item."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from rashomon.errors import Unreadable
from rashomon.records import Anchor, Block, NotRead

MAX_BYTES = 20_000_000  # of one original; the longest page of 1,180 measured has 2.3 MB
MAX_LINE = 200_000  # code points of one paragraph; running text of news stays below 5,000


def not_read(trouble: Unreadable, locator: str) -> NotRead:
    """Trouble with one item as a value, with its place."""
    return NotRead(locator=locator, why=trouble.why, advice=trouble.advice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The bytes of one report inside a file, with the place they came from and the kind of bytes they are."""

    payload: bytes
    locator: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a file declares about itself, as written there; None where it does not say.

    ``dates`` are publication dates with the name of the field they stand in, best first.
    """

    title: str | None = None
    url: str | None = None
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

    ``split`` yields the reports' bytes of an open file (and NotRead for what is none); ``draft`` reads the bytes of
    one report, given ``seen``, and raises `Unreadable`. ``suffixes`` are lower case with the dot.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    split: Callable[[BinaryIO, str], Iterator[Slice | NotRead]]
    draft: Callable[[bytes, datetime], Draft]
